//! What is wrong with a call. The parser of the command line knows English alone.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::value_error;
use crate::cli::message::ValueError;

/// The whole message: what is wrong, how the command is called, and where to read more. `None` if the error is a
/// request for help or for the version.
pub(crate) fn usage_error(error: &Error) -> Option<String> {
    let problem = problem(error)?;
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => {
            let usage = usage.to_string();
            format!("\n\nUtilisation\u{a0}: {}", usage.trim_start_matches("Usage:").trim())
        }
        _ => String::new(),
    };
    Some(format!("erreur\u{a0}: {problem}{usage}\n\nPour en savoir plus, essayez `--help`."))
}

fn problem(error: &Error) -> Option<String> {
    let joined = |kind, separator: &str| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) if !texts.is_empty() => Some(texts.join(separator)),
        _ => None,
    };
    let typed = |kind| joined(kind, ", ").unwrap_or_default();
    let meant = |kind| joined(kind, "` ou `").map(|name| format!("; vouliez-vous dire `{name}`?")).unwrap_or_default();
    let argument = typed(ContextKind::InvalidArg);
    let value = typed(ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::DisplayVersion => {
            return None;
        }
        ErrorKind::UnknownArgument => {
            format!("`{argument}` n'est pas attendu ici{}", meant(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let near = meant(ContextKind::SuggestedSubcommand);
            format!("la commande `{}` n'existe pas{near}", typed(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => {
            format!("il manque une commande\u{a0}: {}", typed(ContextKind::ValidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {argument}"),
        ErrorKind::ArgumentConflict => match joined(ContextKind::PriorArg, ", ") {
            Some(other) if other != argument => format!("{argument} ne va pas avec {other}"),
            _ => format!("{argument} ne se donne qu'une fois"),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("il manque une valeur après {argument}"),
        ErrorKind::InvalidValue => {
            let possible = joined(ContextKind::ValidValue, ", ");
            let possible = possible.map(|values| format!("\u{a0}: ce peut être {values}")).unwrap_or_default();
            format!("`{value}` ne convient pas à {argument}{possible}{}", meant(ContextKind::SuggestedValue))
        }
        ErrorKind::ValueValidation => {
            let why = error.source().and_then(|source| source.downcast_ref::<ValueError>()).map(value_error);
            let why = why.map(|why| format!("\u{a0}: {why}")).unwrap_or_default();
            format!("`{value}` ne convient pas à {argument}{why}")
        }
        ErrorKind::TooManyValues => format!("{argument} ne prend pas la valeur `{value}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} ne reçoit pas le nombre de valeurs attendu")
        }
        ErrorKind::NoEquals => format!("il faut un signe égal entre {argument} et sa valeur"),
        ErrorKind::InvalidUtf8 => "un des arguments n'est pas du texte en UTF-8".into(),
        _ => "l'appel ne peut être lu".into(),
    })
}
