//! What is wrong in the files of a site: where, what, and what to do about it.

mod code;
pub mod explain;
pub(crate) mod formats;
pub(crate) mod operand;
mod problem;
pub mod report;
mod words;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use code::Code;
pub(crate) use operand::{Expected, Found, Unreadable};
pub(crate) use problem::{Name, Problem};
pub(crate) use words::counted;

/// One problem at one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file, relative to the site's root.
    pub file: PathBuf,
    /// `None` if the problem is the file itself.
    pub(crate) place: Option<Place>,
    pub(crate) problem: Problem,
    /// Other places that one must see to understand it.
    pub(crate) related: Vec<Related>,
}

/// A place that belongs to a problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Related {
    /// Relative to the site's root.
    pub(crate) file: PathBuf,
    pub(crate) place: Place,
    pub(crate) note: Note,
}

/// What a related place shows. Its words are those of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Note {
    /// The same place in the other language.
    OtherVersion,
    /// The fact that this one contradicts.
    OtherFact,
    SimilarWork,
    /// Another link to the same address.
    SameLink,
}

/// Whether a problem keeps a site from being built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is published as long as it is there.
    Error,
    /// The team decides.
    Warning,
}

impl Diagnostic {
    /// A problem at a place, or of a whole file.
    pub(crate) fn new(file: impl Into<PathBuf>, place: Option<Place>, problem: Problem) -> Self {
        Self { file: file.into(), place, problem, related: Vec::new() }
    }

    /// With another place to look at, if it is known.
    #[must_use]
    pub(crate) fn with(mut self, related: impl IntoIterator<Item = Related>) -> Self {
        self.related.extend(related);
        self
    }

    /// The code of the problem.
    pub const fn code(&self) -> Code {
        self.problem.code()
    }

    /// Whether it keeps the site from being built.
    pub const fn severity(&self) -> Severity {
        self.problem.severity()
    }
}

/// How many of the diagnostics are errors, and how many are warnings.
pub(crate) fn counts(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
    (errors, diagnostics.len() - errors)
}

/// A stretch of one line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Counted from 1.
    pub(crate) line: usize,
    /// Counted from 1, in characters.
    pub(crate) column: usize,
    /// The whole line, without its end.
    pub(crate) text: String,
    /// First byte of the stretch in `text`.
    pub(crate) start: usize,
    /// Byte after its last one.
    pub(crate) end: usize,
}

impl Place {
    /// The place of the bytes `start..end` of `text`, cut at the end of the first line.
    pub(crate) fn of(text: &str, start: usize, end: usize) -> Self {
        let start = floor_boundary(text, start);
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let end = floor_boundary(text, end).clamp(start, line_start + line.len().max(start - line_start));
        Self {
            line: text[..line_start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            text: line.to_owned(),
            start: (start - line_start).min(line.len()),
            end: (end - line_start).min(line.len()),
        }
    }
}

/// The nearest character boundary at or before `index`.
fn floor_boundary(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_stays_on_its_line() {
        let place = Place::of("un: é\ndeux: trois\n", 7, 99);
        assert_eq!((place.line, place.column), (2, 1));
        assert_eq!(&place.text[place.start..place.end], "deux: trois");
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let place = Place::of("a: b", 50, 60);
        assert_eq!((place.line, place.column, place.start, place.end), (1, 5, 4, 4));
    }

    #[test]
    fn a_diagnostic_survives_a_cache() {
        let place = Place::of("licence: MTI", 9, 12);
        let related = Related { file: "b.yaml".into(), place: place.clone(), note: Note::OtherFact };
        let problems = [
            Problem::UnknownKey {
                key: "licnce".into(),
                nearest: Some("licence".into()),
                known: vec!["licence".into(), "terms".into()],
            },
            Problem::WrongType { expected: Expected::List, found: Found::Scalar("MTI".into()) },
            Problem::DateOrder { key: "closes".into(), before: "posted".into(), same_day: false },
            Problem::Unreadable(Unreadable::Other("broken".into())),
        ];
        for problem in problems {
            let diagnostic = Diagnostic::new("a.yaml", Some(place.clone()), problem).with([related.clone()]);
            let kept = serde_json::to_string(&diagnostic).unwrap();
            assert_eq!(serde_json::from_str::<Diagnostic>(&kept).unwrap(), diagnostic);
        }
    }
}
