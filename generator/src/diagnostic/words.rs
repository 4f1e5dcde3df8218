//! The words of problems, in both languages.

mod en;
mod fr;

use submit_fn::shared::format::{is_singular, number};
use submit_fn::shared::lang::Lang;

use super::{Note, Problem, Severity};

/// A problem in words.
pub(crate) struct Words {
    /// What is wrong.
    pub(crate) title: String,
    /// What to do about it; empty when the title says it all.
    pub(crate) help: String,
}

/// [`Words`] of texts that are made or written.
fn words(title: impl Into<String>, help: impl Into<String>) -> Words {
    Words { title: title.into(), help: help.into() }
}

impl Problem {
    pub(crate) fn words(&self, lang: Lang) -> Words {
        match lang {
            Lang::En => en::describe(self),
            Lang::Fr => fr::describe(self),
        }
    }
}

impl Note {
    pub(crate) const fn words(&self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::OtherVersion, Lang::En) => "the other language",
            (Self::OtherVersion, Lang::Fr) => "l'autre langue",
            (Self::OtherFact, Lang::En) => "compare with this",
            (Self::OtherFact, Lang::Fr) => "à comparer avec ceci",
            (Self::SimilarWork, Lang::En) => "similar work",
            (Self::SimilarWork, Lang::Fr) => "un travail semblable",
            (Self::SameLink, Lang::En) => "the same address",
            (Self::SameLink, Lang::Fr) => "la même adresse",
        }
    }
}

impl Severity {
    pub(crate) const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::En) => "error",
            (Self::Error, Lang::Fr) => "erreur",
            (Self::Warning, Lang::En) => "warning",
            (Self::Warning, Lang::Fr) => "avertissement",
        }
    }
}

/// The last part of an address.
fn slug_of(address: &str) -> &str {
    address.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Names of placeholders as they stand in a text.
fn braced(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("{{{name}}}")).collect()
}

/// `` `a`, `b` and `c` ``.
fn quoted_list<S: AsRef<str>>(words: &[S], and: &str) -> String {
    let quoted = |word: &S| format!("`{}`", word.as_ref());
    match words {
        [] => String::new(),
        [only] => quoted(only),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(quoted).collect();
            format!("{} {and} {}", most.join(", "), quoted(last))
        }
    }
}

/// A number and what it counts, whose plural takes an s.
pub(crate) fn counted(n: u64, noun: &str, lang: Lang) -> String {
    format!("{} {noun}{}", number(n, lang), if is_singular(n, lang) { "" } else { "s" })
}

/// A number of tenths with its decimal, when it has one.
fn tenths(n: u32, lang: Lang) -> String {
    match (n % 10, lang) {
        (0, _) => (n / 10).to_string(),
        (decimal, Lang::En) => format!("{}.{decimal}", n / 10),
        (decimal, Lang::Fr) => format!("{},{decimal}", n / 10),
    }
}

/// A number of bytes in mebibytes, rounded up to a tenth: what is above a limit never looks equal to it.
fn mebibytes(bytes: u64, lang: Lang) -> String {
    tenths(u32::try_from((bytes * 10).div_ceil(1 << 20)).unwrap_or(u32::MAX), lang)
}
