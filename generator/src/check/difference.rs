//! What differs between two versions of a text in one language, and how much it matters.

use std::ops::Range;

use super::numbers::{self, mentions, number_words};
use super::scan::scan;

/// The stretch in which a text differs from a former one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// In bytes of the former text, and of the present one. One of them may be empty.
    pub(super) was: Range<usize>,
    pub(super) now: Range<usize>,
    /// Whether a number, a date, an amount or a unit is another one.
    pub(super) is_of_numbers: bool,
}

/// How `now` differs from `was`; `None` if only signs, spaces, capitals or accents do.
pub(super) fn difference(was: &str, now: &str) -> Option<Difference> {
    let (old, new) = (words(was), words(now));
    let is_same = |(old, new): &(&Word, &Word)| old.folded == new.folded;
    let before = old.iter().zip(&new).take_while(is_same).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(is_same).count();
    // With a word on either side: that makes a month of `May`, and an amount of `$`.
    let around = |words: &[Word], text: &str| {
        let (first, last) = (before.saturating_sub(1), (words.len() - after + 1).min(words.len()));
        range_of(&words[first..last], text.len())
    };
    let (old_around, new_around) = (around(&old, was), around(&new, now));
    let (old, new) = (&old[before..old.len() - after], &new[before..new.len() - after]);
    // Joined, since a hyphen or a space within a word is no other word.
    if folded(old) == folded(new) {
        return None;
    }
    let (was_range, now_range) = (range_of(old, was.len()), range_of(new, now.len()));
    let is_of_numbers = !has_same_numbers(&was[old_around], &now[new_around]);
    Some(Difference { is_of_numbers, was: was_range, now: now_range })
}

/// Whether two texts say the same, signs, spaces, capitals and accents aside.
pub(super) fn is_same(was: &str, now: &str) -> bool {
    difference(was, now).is_none()
}

struct Word {
    range: Range<usize>,
    /// In small letters without accents; signs are left out, but those that make a number or an amount.
    folded: String,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            let folded = fold(&text[start..at]);
            if !folded.is_empty() {
                words.push(Word { range: start..at, folded });
            }
        }
    }
    words
}

fn folded(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect()
}

fn range_of(words: &[Word], end: usize) -> Range<usize> {
    match words {
        [] => end..end,
        [first, ..] => first.range.start..words.last().map_or(end, |last| last.range.end),
    }
}

fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let chars: Vec<char> = word.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    for (i, c) in chars.iter().enumerate() {
        match c {
            '.' | ',' | ':' | '/' | '-' | '–' if is_digit(i.checked_sub(1)) && is_digit(Some(i + 1)) => {
                folded.push(*c)
            }
            '$' | '%' | '€' | '£' | '°' | '<' | '>' | '=' | '+' => folded.push(*c),
            '-' | '−' if is_digit(Some(i + 1)) && i == 0 => folded.push('-'),
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| folded.push_str(&without_accent(c))),
            _ => {}
        }
    }
    folded
}

fn without_accent(c: char) -> String {
    let plain = match c {
        'à' | 'â' | 'ä' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' => "i",
        'ô' | 'ö' => "o",
        'ù' | 'û' | 'ü' => "u",
        'ç' => "c",
        'ÿ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        other => return other.to_string(),
    };
    plain.to_owned()
}

fn has_same_numbers(was: &str, now: &str) -> bool {
    let (a, b) = (mentions(was, scan(was).marks), mentions(now, scan(now).marks));
    // « une page » counts nothing.
    let in_words = |text: &str| {
        let mut words: Vec<_> = number_words(text).sure.iter().map(|word| word.measure).collect();
        words.sort_unstable();
        words
    };
    numbers::agree(&a, &b) && in_words(was) == in_words(now) && units(was) == units(now)
}

/// What numbers count, in small letters without accents.
const UNITS: [&str; 44] = [
    "$", "%", "°", "cad", "dollars", "cents", "day", "days", "jour", "jours", "week", "weeks", "semaine", "semaines",
    "month", "months", "mois", "hour", "hours", "heure", "heures", "h", "minute", "minutes", "min", "second",
    "seconds", "seconde", "secondes", "kb", "ko", "mb", "mo", "gb", "go", "word", "words", "mot", "mots", "page",
    "pages", "km", "aa", "aaa",
];

/// What is a unit after digits, and a word like others elsewhere.
const COUNTED: [&str; 6] = ["word", "words", "mot", "mots", "page", "pages"];

/// The units of a text, in their order.
fn units(text: &str) -> Vec<String> {
    let mut units = Vec::new();
    let mut follows_digit = false;
    for part in text.split_inclusive(|c: char| c.is_whitespace() || c.is_ascii_digit()) {
        let word = fold(part.trim_end_matches(|c: char| c.is_ascii_digit()));
        if UNITS.contains(&word.as_str()) && (follows_digit || !COUNTED.contains(&word.as_str())) {
            units.push(word.clone());
        }
        follows_digit = part.ends_with(|c: char| c.is_ascii_digit()) || (follows_digit && word.is_empty());
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(was: &'t str, now: &'t str) -> Option<(&'t str, &'t str, bool)> {
        difference(was, now).map(|found| (&was[found.was], &now[found.now], found.is_of_numbers))
    }

    #[test]
    fn a_typographical_correction_is_no_difference() {
        for (was, now) in [
            ("le travail: \"A compter\"", "le travail\u{a0}: « À compter »"),
            ("8200 $", "8\u{a0}200 $"),
            ("e-mail  and  web site", "email and web\nsite"),
            ("**Four** files, *not* one", "Four files -- not one."),
            ("oeuvre", "œuvre"),
        ] {
            assert_eq!(found(was, now), None, "{was} / {now}");
        }
    }

    #[test]
    fn a_difference_is_the_words_that_changed() {
        assert_eq!(found("It must work.", "It may work."), Some(("must", "may", false)));
        assert_eq!(found("It works.", "It works everywhere."), Some(("", "everywhere.", false)));
        assert_eq!(found("It works everywhere.", "It works."), Some(("everywhere.", "", false)));
        assert_eq!(found("a b c d", "a x c y"), Some(("b c d", "x c y", false)));
        assert_eq!(found("Il livre tout.", "Il livre tout et une page."), Some(("", "et une page.", false)));
    }

    #[test]
    fn numbers_dates_amounts_and_units_matter() {
        for (was, now) in [
            ("at most 250 words", "at most 300 words"),
            ("nine stations", "eight stations"),
            ("neuf stations", "huit stations"),
            ("by January 12", "by February 12"),
            ("$1.50", "$150"),
            ("within 5 days", "within 5 weeks"),
            ("200 kB", "200 MB"),
            ("5 %", "5 $"),
            ("level AA", "level AAA"),
            ("at 2:00 pm", "at 4:00 pm"),
            ("It weighs 4 MB.", "It is light."),
        ] {
            assert!(found(was, now).is_some_and(|(.., of_numbers)| of_numbers), "{was} / {now}");
        }
    }
}
