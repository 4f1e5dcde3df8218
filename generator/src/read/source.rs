//! A file's text, and what is needed to point at a place in it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::conflict::conflict_mark;
use super::file::{self, LONGEST_TEXT};
use super::locate::{Syntax, locate};
use crate::bytes::find_window;
use crate::diagnostic::{Diagnostic, Note, Place, Problem, Related};
use crate::yaml::Target;

/// A file's text.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// Relative to the site's root.
    pub(crate) path: PathBuf,
    /// All of it, a byte order mark aside.
    pub(crate) text: String,
    pub(crate) syntax: Syntax,
    /// The bytes of `text` that hold keys and values.
    pub(crate) facts: Range<usize>,
}

/// What a private key of age begins with.
const PRIVATE_KEYS: [&str; 2] = ["AGE-SECRET-KEY-", "AGE-PLUGIN-"];

/// Whether a text is a private key of age.
pub(crate) fn is_private_key(text: &str) -> bool {
    private_key_prefix(text).is_some()
}

fn private_key_prefix(text: &str) -> Option<&'static str> {
    let begins = |prefix: &&str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    PRIVATE_KEYS.into_iter().find(begins)
}

/// Puts crosses in the place of private keys that somebody wrote where a public one belongs: whatever is said of them, on
/// a screen or in the log of a pull request, does not show them. Lengths, and with them places, stay the same.
fn hide_private_keys(text: &mut String) {
    let mut from = 0;
    while let Some(start) = find_window(text.as_bytes(), from, |bytes: [u8; 4]| bytes.eq_ignore_ascii_case(b"AGE-")) {
        from = start + "AGE-".len();
        let Some(prefix) = private_key_prefix(&text[start..]) else { continue };
        let start = start + prefix.len();
        let length = text[start..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        text.replace_range(start..start + length, &"x".repeat(length));
    }
}

impl Source {
    /// Reads the file at `path` below `root`; all of it holds keys and values.
    ///
    /// # Errors
    /// If it cannot be read, is not a regular file of the site, is too long, is not UTF-8, or holds two versions.
    pub(crate) fn read(root: &Path, path: &Path, syntax: Syntax) -> Result<Self, Box<Diagnostic>> {
        let failed = |problem| Box::new(Diagnostic::new(path.to_owned(), None, problem));
        let bytes = file::bytes(root, path, LONGEST_TEXT).map_err(failed)?;
        let mut text = String::from_utf8(bytes).map_err(|_| failed(Problem::NotUtf8))?;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let is_markdown = path.extension().is_some_and(|extension| extension == "md");
        if !is_markdown {
            hide_private_keys(&mut text);
        }
        let facts = 0..text.len();
        let source = Self { path: path.to_owned(), text, syntax, facts };
        match conflict_mark(&source.text, is_markdown) {
            // What such a file says is not known: nothing else is read in it.
            Some(mark) => Err(Box::new(source.problem_in(mark, Problem::ConflictMarks))),
            None => Ok(source),
        }
    }

    pub(crate) fn facts(&self) -> &str {
        &self.text[self.facts.clone()]
    }

    /// A problem at a key or value of the file.
    pub(crate) fn problem_at(&self, target: &Target<'_>, problem: Problem) -> Diagnostic {
        self.problem_in(self.range_of(target), problem)
    }

    /// A problem at a range of bytes of the text.
    pub(crate) fn problem_in(&self, range: Range<usize>, problem: Problem) -> Diagnostic {
        let place = Place::of(&self.text, range.start, range.end);
        Diagnostic::new(self.path.clone(), Some(place), problem)
    }

    /// Bytes of the text as a place that belongs to a problem elsewhere.
    pub(crate) fn related_in(&self, range: Range<usize>, note: Note) -> Related {
        let place = Place::of(&self.text, range.start, range.end);
        Related { file: self.path.clone(), place, note }
    }

    /// Whether the file has a key or value.
    pub(crate) fn has(&self, target: &Target<'_>) -> bool {
        locate(self.facts(), self.syntax, target).is_some()
    }

    /// The bytes of the text that hold a key or value; the first line of its facts if it is not there.
    pub(crate) fn range_of(&self, target: &Target<'_>) -> Range<usize> {
        let start = self.facts.start;
        match locate(self.facts(), self.syntax, target) {
            Some(range) => start + range.start..start + range.end,
            None => start..self.text[start..].find('\n').map_or(self.text.len(), |end| start + end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_private_key_is_kept_in_any_spelling_and_nothing_else_changes() {
        let mut text =
            "a: AGE-SECRET-KEY-1QQQ\nb: age-secret-key-pq-1abc # é\nc: age1xyz\nd: AGE-PLUGIN-TPM-1Q\n".to_owned();
        hide_private_keys(&mut text);
        assert_eq!(text, "a: AGE-SECRET-KEY-xxxx\nb: age-secret-key-xxxxxxx # é\nc: age1xyz\nd: AGE-PLUGIN-xxxxxx\n");
    }
}
