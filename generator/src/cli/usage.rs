//! What is wrong with a call, in the reader's language. The parser of the command line knows English alone.

use std::ffi::OsString;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use submit_fn::shared::lang::Lang;

use super::lang_of_environment;

/// The language that a call asks for, even one that cannot be read whole.
pub(super) fn lang_of(args: &[OsString]) -> Lang {
    let words = || args.iter().map(|arg| arg.to_string_lossy());
    let joined = words().find_map(|word| word.strip_prefix("--lang=").map(str::to_owned));
    let apart = words().skip_while(|word| word != "--lang").nth(1).map(|word| word.into_owned());
    joined.or(apart).and_then(|lang| lang.parse().ok()).unwrap_or_else(lang_of_environment)
}

/// Tells what is wrong with a call, or gives the help that it asks for.
pub(super) fn tell(error: &Error, lang: Lang) {
    let told = match lang {
        Lang::En => None,
        Lang::Fr => in_french(error),
    };
    match told {
        Some(told) => {
            eprintln!("erreur\u{a0}: {told}\n\n`devex --help` dit, en anglais, tout ce que la commande accepte.")
        }
        // Nobody is left to be told when the terminal itself cannot be written to.
        None => drop(error.print()),
    }
}

fn in_french(error: &Error) -> Option<String> {
    let all = |kind, between: &str| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(between)),
        _ => None,
    };
    let one = |kind| all(kind, ", ");
    let typed = |kind| one(kind).unwrap_or_default();
    let meant = |kind| all(kind, "` ou `").map(|name| format!("; vouliez-vous dire `{name}`?")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("`{}` n'est pas attendu ici{}", typed(ContextKind::InvalidArg), meant(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let near = meant(ContextKind::SuggestedSubcommand);
            format!("la commande `{}` n'existe pas{near}", typed(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => {
            format!("il manque une commande\u{a0}: {}", typed(ContextKind::ValidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {}", typed(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => match one(ContextKind::PriorArg) {
            Some(other) if other != typed(ContextKind::InvalidArg) => {
                format!("{} ne va pas avec {other}", typed(ContextKind::InvalidArg))
            }
            _ => format!("{} ne se donne qu'une fois", typed(ContextKind::InvalidArg)),
        },
        ErrorKind::InvalidValue if typed(ContextKind::InvalidValue).is_empty() => {
            format!("il manque une valeur après {}", typed(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let possible = one(ContextKind::ValidValue);
            let possible = possible.map(|values| format!("\u{a0}: ce peut être {values}")).unwrap_or_default();
            let (value, option) = (typed(ContextKind::InvalidValue), typed(ContextKind::InvalidArg));
            format!("`{value}` ne convient pas à {option}{possible}")
        }
        _ => return None,
    })
}
