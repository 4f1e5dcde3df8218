//! Text that was left in the other language, guessed from the small words that no sentence does without.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::wording::regex;
use crate::check::phrase::Phrase;
use crate::check::scan::{Scan, lang_of, scan};
use crate::diagnostic::{Diagnostic, Problem};

/// So many small words of the other language make a suspicion.
const SUSPICION: usize = 3;
/// In one sentence without any of its own, so many do.
const SUSPICION_OF_SENTENCE: usize = 2;
/// So many words are shown.
const SHOWN: usize = 4;

/// Whether a phrase, or one of its sentences, seems to be in the other language.
pub(super) fn rule(phrase: &Phrase<'_>) -> Option<Diagnostic> {
    let (own, other) = own_and_other(&phrase.scan, phrase.lang);
    if other < SUSPICION_OF_SENTENCE {
        return None;
    }
    let is_suspect = |text: &str, least: usize| {
        let (own, other) = own_and_other(&scan(&unquoted(text)), phrase.lang);
        other >= least && other > 2 * own && !is_name(text)
    };
    let written = || phrase.written(0..phrase.text.len());
    if other >= SUSPICION && other > 2 * own && is_suspect(written(), SUSPICION) {
        return Some(problem(phrase, 0..phrase.text.trim_end().len()));
    }
    sentences(phrase.text).find_map(|range| {
        let sentence = scan(&phrase.text[range.clone()]);
        let (own, other) = own_and_other(&sentence, phrase.lang);
        let is_likely = own == 0 && other >= SUSPICION_OF_SENTENCE && sentence.words >= 4;
        let is_foreign = is_likely && is_suspect(phrase.written(range.clone()), SUSPICION_OF_SENTENCE);
        is_foreign.then(|| problem(phrase, range))
    })
}

/// A sentence that both versions have word for word.
pub(in crate::check) fn untranslated(pair: Bilingual<&Phrase<'_>>) -> Option<Diagnostic> {
    let counts = pair.map(|phrase| phrase.scan.small_words);
    let has_foreign = counts.en.fr > 0 || counts.fr.en > 0;
    if !has_foreign && pair.en.text != pair.fr.text {
        return None;
    }
    let french: Vec<&str> = sentences(pair.fr.text).map(|range| pair.fr.text[range].trim()).collect();
    sentences(pair.en.text).find_map(|range| {
        let english = pair.en.text[range.clone()].trim();
        if !french.contains(&english) || is_name(english) || unquoted(english).trim().is_empty() {
            return None;
        }
        let found = scan(english);
        let lang = match (found.small_words.en, found.small_words.fr) {
            (0, 1..) => Lang::En,
            (1.., 0) => Lang::Fr,
            // Without small words, enough others that are no names.
            (0, 0) if found.words >= 3 && english.split(' ').filter(|word| is_small(word)).count() >= 2 => Lang::Fr,
            _ => return None,
        };
        let phrase = pair.get(lang);
        let start = phrase.text.find(english)?;
        // What is told of the phrase alone is not told again.
        (found.words >= 2 && rule(phrase).is_none()).then(|| problem(phrase, start..start + english.len()))
    })
}

fn problem(phrase: &Phrase<'_>, range: Range<usize>) -> Diagnostic {
    let mut shown: Vec<String> = Vec::new();
    let text = &phrase.text[range.clone()];
    for word in words(text).map(str::to_lowercase).filter(|word| lang_of(word) == Some(phrase.lang.other())) {
        if shown.len() < SHOWN && !shown.contains(&word) {
            shown.push(word);
        }
    }
    if shown.is_empty() {
        shown.extend(words(text).take(SHOWN).map(str::to_owned));
    }
    phrase.problem(range, Problem::WrongLanguage { lang: phrase.lang, words: shown })
}

/// How many small words are of a language, and how many of the other one.
fn own_and_other(scan: &Scan, lang: Lang) -> (usize, usize) {
    (*scan.small_words.get(lang), *scan.small_words.get(lang.other()))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Whether it is written in small letters alone.
fn is_small(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_lowercase)
}

/// Whether most long words have a capital, as in “Ministère de la Culture et des Communications du Québec”: names are
/// not translated.
fn is_name(text: &str) -> bool {
    let long = words(text).filter(|word| word.chars().count() > 3);
    let (capital, small): (Vec<_>, Vec<_>) = long.partition(|word| word.starts_with(char::is_uppercase));
    capital.len() > small.len()
}

/// A text without what it quotes, such as the words of an interface or a title: they are in their own language.
fn unquoted(text: &str) -> String {
    static QUOTES: LazyLock<Regex> = LazyLock::new(|| {
        regex(r#"“[^”]*”|«[^»]*»|"[^"\n]*"|‘[^’]*’|\*\*[^*\n]+\*\*|\*[^*\n]+\*|\b_[^_\n]+_\b|`[^`\n]*`"#)
    });
    QUOTES.replace_all(text, " ").into_owned()
}

/// The sentences of a text, spaces around them aside.
pub(in crate::check) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let mut ends = text.char_indices();
    std::iter::from_fn(move || {
        for (at, c) in ends.by_ref() {
            let is_end = matches!(c, '.' | '!' | '?' | '…' | '\n');
            let after = &text[at + c.len_utf8()..];
            let is_apart = c == '\n' || after.is_empty() || after.starts_with(char::is_whitespace);
            // « Verr. maj. » goes on with a small letter.
            if is_end
                && is_apart
                && !after.trim_start().starts_with(char::is_lowercase)
                && !is_abbreviation(&text[start..at])
            {
                let range = trimmed(text, start..at + c.len_utf8());
                start = at + c.len_utf8();
                if !range.is_empty() {
                    return Some(range);
                }
            }
        }
        let range = trimmed(text, start..text.len());
        start = text.len();
        (!range.is_empty()).then_some(range)
    })
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Whether a text ends with a shortened word, after which a point ends nothing: `e.g`, « p. ex », `Inc`, an initial.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (letters == 1 && word.chars().count() <= 2)
        || word.contains('.') && letters <= 4 && !word.contains(|c: char| c.is_ascii_digit())
        || matches!(word, "no" | "ex" | "Mr" | "Ms" | "Dr" | "Inc" | "Ltd" | "St" | "vs" | "approx" | "art" | "par")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_with_their_signs() {
        assert_eq!(split("One. Two! Three?"), ["One.", "Two!", "Three?"]);
        assert_eq!(
            split("Some formats, e.g. CSV, of example.org v. 2.5. Others"),
            ["Some formats, e.g. CSV, of example.org v. 2.5.", "Others"]
        );
        assert_eq!(
            split("Certains, p. ex. le CSV, c.-à-d. peu. Oui"),
            ["Certains, p. ex. le CSV, c.-à-d. peu.", "Oui"]
        );
        assert_eq!(split("Verr. maj. bascule; le reste aussi."), ["Verr. maj. bascule; le reste aussi."]);
        assert_eq!(split("  "), [""; 0]);
    }

    #[test]
    fn what_is_quoted_is_in_its_own_language() {
        assert_eq!(unquoted("The *Guide de la* says “le mot” here.").split_whitespace().count(), 3);
    }
}
