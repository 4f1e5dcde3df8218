//! Notes: each reference leads to one, and each is led to.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::wording::regex;
use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::diagnostic::{Diagnostic, Problem};
use crate::parse::{Text, note_key};

/// What is written as a reference, and has become none.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| regex(r"\[\^([^\[\]]+)\]"));

/// The rules for the notes of a text, with its passages.
pub(super) fn rule(text: &Text<'_>, phrases: &[Phrase<'_>]) -> Vec<Diagnostic> {
    let marked = phrases.iter().filter(|phrase| phrase.scan.marks.has(Marks::MARKUP));
    let mut diagnostics: Vec<_> = marked.flat_map(|phrase| without_note(text, phrase)).collect();
    let shown = shown(text);
    let mut names = HashSet::new();
    diagnostics.extend(text.notes.iter().filter_map(|note| {
        let (key, name) = (note_key(&note.name), note.name.to_string());
        let body = text.source.text[note.range.clone()].split_once("]:").map_or("", |(_, body)| body);
        let is_shown = shown.contains(&key);
        let problem = match names.insert(key) {
            _ if body.trim().is_empty() => Problem::EmptyNote { name },
            true if is_shown => return None,
            is_first => Problem::UnusedNote { name, is_repeated: !is_first },
        };
        // The first line is enough to see which.
        let end = text.source.text[note.range.clone()].find('\n').map_or(note.range.end, |end| note.range.start + end);
        Some(text.problem(note.range.start..end, problem))
    }));
    diagnostics
}

/// The references of a phrase that no note answers.
fn without_note(text: &Text<'_>, phrase: &Phrase<'_>) -> Vec<Diagnostic> {
    let is_escaped = |at: usize| text.source.text[..phrase.origin(at..at + 1).start].ends_with('\\');
    let found = REFERENCE.captures_iter(phrase.text).filter_map(|found| Some((found.get(0)?, found.get(1)?)));
    let found = found.filter(|(whole, _)| !is_escaped(whole.start()));
    let problem = |(whole, name): (regex::Match<'_>, regex::Match<'_>)| {
        phrase.problem(whole.range(), Problem::MissingNote { name: name.as_str().to_owned() })
    };
    found.map(problem).collect()
}

/// The keys of the notes that a reader is led to: by the text, or by another such note.
fn shown(text: &Text<'_>) -> HashSet<String> {
    // The notes around and before a place, none of which is within another one but by a quotation in it.
    let mut within: HashMap<Option<String>, Vec<String>> = HashMap::new();
    for reference in &text.note_references {
        let before = text.notes.partition_point(|note| note.range.start <= reference.range.start);
        let around = text.notes[..before].iter().rev().take(DEEPEST);
        let note = around.into_iter().find(|note| note.range.contains(&reference.range.start));
        within.entry(note.map(|note| note_key(&note.name))).or_default().push(note_key(&reference.name));
    }
    let mut shown = HashSet::new();
    let mut next = within.remove(&None).unwrap_or_default();
    while let Some(key) = next.pop() {
        next.extend(within.remove(&Some(key.clone())).unwrap_or_default());
        shown.insert(key);
    }
    shown
}

/// So many notes within each other are told apart.
const DEEPEST: usize = 8;

/// A reference in the answer to a question, which has no notes.
pub(super) fn in_answer(phrase: &Phrase<'_>) -> Option<Diagnostic> {
    if phrase.key() != Some("answer") || !phrase.scan.marks.has(Marks::MARKUP) {
        return None;
    }
    let is_plain = |found: &regex::Match<'_>| {
        let before = &phrase.text[..found.start()];
        !before.ends_with('\\') && before.matches('`').count().is_multiple_of(2)
    };
    let found = REFERENCE.find_iter(phrase.text).find(is_plain)?;
    Some(phrase.problem(found.range(), Problem::NoteInAnswer))
}

#[cfg(test)]
mod tests {
    use submit_fn::shared::lang::Lang;

    use super::*;
    use crate::parse::TextSource;

    /// The stretches of a text that are reported.
    fn reported(markdown: &str) -> Vec<String> {
        let source = TextSource::of_markdown(markdown);
        let text = Text::parse(&source, Lang::En);
        let phrases: Vec<_> = text.passages().map(|passage| Phrase::of(&text, passage)).collect();
        let places = rule(&text, &phrases).into_iter().filter_map(|diagnostic| diagnostic.place);
        places.map(|place| place.text[place.start..place.end].to_owned()).collect()
    }

    #[test]
    fn a_reference_without_its_note_is_reported() {
        assert_eq!(reported("A[^1] and[^2].\n\n[^1]: One.\n"), ["[^2]"]);
        assert_eq!(reported("| A |\n|---|\n| b[^the name] |\n"), ["[^the name]"]);
        for text in ["A[^One].\n\n[^oNE]: One.\n", "A \\[^1] and `[^1]`.\n", "```\n[^1]\n```\n", "A [^].\n"] {
            assert_eq!(reported(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_note_that_nobody_is_led_to_is_reported() {
        assert_eq!(reported("A.\n\n[^1]: One.\n    More.\n"), ["[^1]: One."]);
        assert_eq!(reported("A[^1].\n\n[^1]: One.\n[^1]: Two.\n"), ["[^1]: Two."]);
        assert_eq!(reported("A[^1].\n\n[^1]:\n"), ["[^1]:"]);
        assert_eq!(reported("A.\n\n[^1]: Itself[^1], and[^2].\n[^2]: It[^1].\n").len(), 2);
        assert_eq!(reported("A[^1].\n\n[^1]: One[^2].\n[^2]: Two.\n"), [""; 0]);
    }
}
