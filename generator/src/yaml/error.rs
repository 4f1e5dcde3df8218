//! What is not YAML, and where it began.

use std::ops::Range;

use super::locate::byte_at;

/// A text that could not be parsed.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Error {
    /// In the words of the library, with line and column.
    message: String,
    pub(crate) kind: ErrorKind,
    /// The bytes of the text to point at.
    pub(crate) range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// A mapping has a key twice.
    RepeatedKey(String),
    /// Anything else, in the words of the library without its position.
    Syntax(String),
}

impl Error {
    /// The error where it began: an unclosed bracket or quote is reported at its opening, not at the line that it
    /// swallowed. The library's words are `WHAT at line L column C, while parsing A at line L column C`.
    pub(super) fn new(text: &str, error: &serde_yaml::Error) -> Self {
        let message = error.to_string();
        if let Some((_, quoted)) = message.split_once("duplicate entry with key ") {
            let key = quoted.split('"').nth(1).unwrap_or(quoted).to_owned();
            let at = second_line_of(text, &key);
            return Self { range: at..at + key.len(), kind: ErrorKind::RepeatedKey(key), message };
        }
        let (what, context) = message.split_once(", while ").unwrap_or((&message, ""));
        let at = start(text, what, context, error.location());
        let detail = match text[at..].starts_with('\t') {
            // The library does not say that it is a tab that it found.
            true => "a tab stands where YAML wants spaces",
            false => what.split(" at ").next().unwrap_or(what),
        };
        Self { range: at..at + 1, kind: ErrorKind::Syntax(detail.to_owned()), message }
    }
}

fn start(text: &str, what: &str, context: &str, location: Option<serde_yaml::Location>) -> usize {
    let opening = ["parsing a flow", "scanning a quoted scalar", "scanning a simple key"]
        .iter()
        .any(|begin| context.starts_with(begin));
    let position = if opening { position_in(context) } else { location.map(|at| (at.line(), at.column())) };
    let at = match (position, what.split_once(" at position ")) {
        _ if what.contains("more than one document") => last_divider(text),
        (Some((line, column)), _) => byte_at(text, line, column),
        (None, Some((_, byte))) => byte.parse().unwrap_or_default(),
        (None, None) => 0,
    };
    // A text that ends too early is reported on its last line, not after it.
    let at = at.min(text.trim_end().len());
    text.floor_char_boundary(at)
}

/// The byte of the last line that divides a text into documents.
fn last_divider(text: &str) -> usize {
    let found = ["\n---", "\n..."].iter().filter_map(|line| text.rfind(line)).max();
    found.map_or(0, |at| at + 1)
}

/// The byte of a key where it stands for the second time with the same indentation.
fn second_line_of(text: &str, key: &str) -> usize {
    let mut first_indent = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        if line[indent..].strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            if first_indent == Some(indent) {
                return at + indent;
            }
            first_indent.get_or_insert(indent);
        }
        at += line.len();
    }
    0
}

/// The line and column of `… at line 12 column 9`.
fn position_in(words: &str) -> Option<(usize, usize)> {
    let (line, column) = words.split_once(" at line ")?.1.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::yaml::{Value, parse};

    fn error(text: &str) -> Error {
        parse::<Value>(text).unwrap_err()
    }

    #[test]
    fn an_unclosed_bracket_is_reported_where_it_opens() {
        let text = "a: 1\nskills: [rust, sql\nlicence: MIT\n";
        assert_eq!(error(text).range.start, text.find('[').unwrap());
    }

    #[test]
    fn a_repeated_key_is_reported_where_it_stands_again() {
        let found = error("a: 1\nb: 2\na: 3\n");
        assert_eq!((found.kind, found.range), (ErrorKind::RepeatedKey("a".into()), 10..11));
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_its_error_is_within_it(text in "[ -~é\n\t]{0,60}") {
            if let Err(error) = parse::<Value>(&text) {
                prop_assert!(error.range.start <= text.len());
            }
        }
    }
}
