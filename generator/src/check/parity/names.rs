//! Names that are the same in both languages: formats, software, places, levels, and words of code.

use std::collections::BTreeSet;
use std::ops::Range;

use submit_fn::shared::lang::Bilingual;

use crate::check::phrase::Phrase;
use crate::check::scan::is_known_name;
use crate::parse::CODE;

/// A name, and where it stands in the phrase.
type Named<'t> = (&'t str, Range<usize>);

/// The first name of each version that the other lacks, if both have one.
pub(super) fn contradiction(pair: Bilingual<&Phrase<'_>>) -> Option<Bilingual<Range<usize>>> {
    let names = pair.map(|phrase| known_names(phrase.text));
    other(&names).or_else(|| other(&pair.map(code)))
}

fn other(names: &Bilingual<Vec<Named<'_>>>) -> Option<Bilingual<Range<usize>>> {
    let first = |here: &[Named<'_>], there: &[Named<'_>]| {
        let there: BTreeSet<&str> = there.iter().map(|(name, _)| *name).collect();
        here.iter().find(|(name, _)| !there.contains(name)).map(|(_, range)| range.clone())
    };
    Some(Bilingual { en: first(&names.en, &names.fr)?, fr: first(&names.fr, &names.en)? })
}

fn known_names(text: &str) -> Vec<Named<'_>> {
    let mut names = Vec::new();
    let mut start = None;
    let mut before = "";
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() || c == '+' || c == '#' {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            let word = &text[start..at];
            // A level alone is a letter like others.
            let is_level = word == "A" && matches!(before, "level" | "Level" | "niveau" | "Niveau");
            // All known names have a capital.
            if is_level || (word.bytes().any(|byte| byte.is_ascii_uppercase()) && is_known_name(word)) {
                names.push((word, start..at));
            }
            before = word;
        }
    }
    names
}

/// The pieces of code of a phrase, without those that are labels in a language or addresses of it.
fn code<'p>(phrase: &'p Phrase<'_>) -> Vec<Named<'p>> {
    let pieces = phrase.text.match_indices(CODE).map(|(at, piece)| at..at + piece.len());
    let is_of_a_language = |code: &str| {
        code.contains('/')
            || code.starts_with(char::is_uppercase) && code.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    let written = pieces.map(|range| (phrase.code_at(range.start).trim(), range));
    written.filter(|(code, _)| !is_of_a_language(code)).collect()
}
