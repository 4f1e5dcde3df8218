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
        let detail = what.split(" at ").next().unwrap_or(what);
        let (range, detail) = slip(text, at, detail).unwrap_or((at..at + 1, detail));
        Self { range, kind: ErrorKind::Syntax(detail.to_owned()), message }
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

/// What was probably typed wrong where the library sees something else, and its bytes.
fn slip(text: &str, at: usize, detail: &str) -> Option<(Range<usize>, &'static str)> {
    if text[at..].starts_with('\t') {
        return Some((at..at + 1, "a tab stands where YAML wants spaces"));
    }
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    let item = &line[indent..];
    if detail == "could not find expected ':'" {
        let start = line_start + indent;
        if item.starts_with('-') && !item.starts_with("- ") {
            return Some((start..start + 1, "a space is missing after this hyphen"));
        }
        let word = item.split(' ').next().unwrap_or_default();
        if let Some(colon) = word.find(':') {
            return Some((start + colon..start + colon + 1, "a space is missing after this colon"));
        }
    }
    // A colon that may not be here: the key before it has none, and goes on here.
    let is_first = !text[line_start..at].contains(": ");
    let before = text[..line_start].trim_end();
    let line_before = before.lines().next_back().unwrap_or_default();
    let key = line_before.trim_start();
    if detail == NO_MAPPING && is_first && key.contains(": ") && indent > line_before.len() - key.len() {
        let colon = item.find(':').unwrap_or_default();
        return Some((
            line_start + indent..line_start + indent + colon,
            "this line is indented more than a key may be here",
        ));
    }
    if detail == NO_MAPPING && is_first && !key.is_empty() && !has_colon(key) && !key.starts_with('#') {
        return Some((before.len() - key.len()..before.len(), "a colon and a space are missing after a key"));
    }
    None
}

const NO_MAPPING: &str = "mapping values are not allowed in this context";

/// Whether a line has a key.
fn has_colon(line: &str) -> bool {
    line.contains(": ") || line.ends_with(':')
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
    fn a_key_without_colon_or_space_is_reported_where_it_is() {
        for (text, wrong) in [
            ("tests\n  en: A\n", "tests"),
            ("a:\n  en:Tests\n  fr: Essais\n", "en:Tests"),
            ("a:\n  - skills\n    max_words: 3\n", "- skills"),
            ("a:\n- b\n-c\nd: 1\n", "-"),
            ("a: 1\nb:2\nc: 3\n", ":"),
            ("a:\nb: 1\n  c: 2\n", "c"),
            ("title: First: work\n", ":"),
            ("a: 1\ntitle: First: work\n", ":"),
        ] {
            let found = error(text);
            assert_eq!(&text[found.range], wrong, "{text}: {}", found.message);
        }
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
