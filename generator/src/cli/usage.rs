//! Reads the call, and reports what is wrong with it, or the help that it asks for, in the reader's language.

use std::ffi::OsString;

use clap::{CommandFactory, Error, FromArgMatches};
use submit_fn::shared::lang::Lang;

use super::words::fr;
use super::{Args, help, lang_of_environment};

/// # Errors
/// If the call is wrong, or asks for help.
pub(super) fn parse(typed: &[OsString], lang: Lang) -> Result<Args, Error> {
    let mut command = match lang {
        Lang::En => Args::command(),
        Lang::Fr => help::in_french(Args::command()),
    };
    let mut matches = command.try_get_matches_from_mut(typed)?;
    Args::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

pub(super) fn report(error: &Error, lang: Lang) {
    let french = match lang {
        Lang::En => None,
        Lang::Fr => fr::usage::usage_error(error),
    };
    match french {
        Some(text) => eprintln!("{text}"),
        // If the terminal itself cannot be written to, there is nobody to report to.
        None => drop(error.print()),
    }
}

/// The language of a call, even one that cannot be parsed: the one it names, otherwise that of the environment.
pub(super) fn lang_of(typed: &[OsString]) -> Lang {
    let words: Vec<_> = typed.iter().map(|word| word.to_string_lossy()).collect();
    let named = words.iter().enumerate().find_map(|(i, word)| {
        let (name, value) = word.split_once('=').map_or((word.as_ref(), None), |(name, value)| (name, Some(value)));
        let value = value.or_else(|| words.get(i + 1).map(|next| next.as_ref()));
        is_lang_option(name).then_some(value).flatten()
    });
    named.and_then(meant_language).unwrap_or_else(lang_of_environment)
}

/// Whether a word is `--lang`, or probably meant to be: the reader of the error knows what they wanted.
fn is_lang_option(name: &str) -> bool {
    name.starts_with("--") && (name.starts_with("--lang") || strsim::damerau_levenshtein(name, "--lang") <= 1)
}

/// `fr`, but also what is no value of `--lang`: `fr-CA`, `FR`, `français`, `anglais`.
fn meant_language(value: &str) -> Option<Lang> {
    match value.chars().next()?.to_ascii_lowercase() {
        'f' => Some(Lang::Fr),
        'e' | 'a' => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(words: &[&str]) -> Lang {
        lang_of(&words.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn a_misspelt_language_or_option_still_names_a_language() {
        for words in [
            &["devex", "--lang", "fr"][..],
            &["devex", "--lang=fr", "build"],
            &["devex", "--lang=français"],
            &["devex", "build", "--lang", "FR-ca"],
            &["devex", "--lnag", "fr"],
            &["devex", "--langue=fr"],
        ] {
            assert_eq!(lang(words), Lang::Fr, "{words:?}");
        }
        for words in [&["devex", "--lang", "en"][..], &["devex", "--lag", "en"], &["devex", "--lang", "anglais"]] {
            assert_eq!(lang(words), Lang::En, "{words:?}");
        }
    }
}
