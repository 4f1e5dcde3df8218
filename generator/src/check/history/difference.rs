//! What differs between two versions of a text in one language, and how much it matters.

use std::ops::Range;

use crate::check::numbers::{self, mentions, number_words};
use crate::check::scan::scan;
use crate::check::text::hidden::is_unseen;
use crate::parse::ITEM;

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
    /// In small letters without accents; signs are left out, but those that tell something. Code and addresses are as
    /// they are written.
    folded: String,
}

fn words(text: &str) -> Vec<Word> {
    let (mut words, mut code) = (Vec::new(), Code::default());
    for line in text.split_inclusive('\n') {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        code.begin(line);
        let of_line = line.split_whitespace().filter_map(|word| {
            let at = start + (word.as_ptr() as usize - line.as_ptr() as usize);
            let folded = code.written(word).unwrap_or_else(|| fold(word));
            (!folded.is_empty()).then_some(Word { range: at..at + word.len(), folded })
        });
        words.extend(of_line);
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

/// Where code is: between fences, and between backticks.
#[derive(Default)]
struct Code {
    /// The signs that opened a fence.
    fence: Option<char>,
    in_span: bool,
}

impl Code {
    fn begin(&mut self, line: &str) {
        let line = line.trim();
        let sign = ['`', '~'].into_iter().find(|sign| line.starts_with(&sign.to_string().repeat(3)));
        match self.fence {
            None if sign.is_some() => self.fence = sign,
            Some(open) if sign == Some(open) && line.chars().all(|c| c == open) => self.fence = None,
            _ => {}
        }
        self.in_span &= !line.is_empty();
    }

    /// A word, which follows those before it, if it is code or an address: without the signs of the sentence around it.
    fn written(&mut self, word: &str) -> Option<String> {
        if self.fence.is_some() {
            return Some(word.to_owned());
        }
        let (was_open, ticks) = (self.in_span, word.matches('`').count());
        self.in_span = was_open ^ (ticks % 2 == 1);
        let is_as_written = was_open || ticks > 0 || word.contains("://");
        is_as_written.then(|| word.trim_matches(AROUND).to_owned())
    }
}

/// Signs of the sentence around code and addresses.
const AROUND: [char; 15] = ['.', ',', ';', ':', '!', '?', '(', ')', '"', '«', '»', '“', '”', '*', '_'];

fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let chars: Vec<char> = word.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    for (i, c) in chars.iter().enumerate() {
        match c {
            '.' | ',' | ':' | '/' | '-' | '–' if is_digit(i.checked_sub(1)) && is_digit(Some(i + 1)) => {
                folded.push(*c)
            }
            '-' | '−' if is_digit(Some(i + 1)) && i == 0 => folded.push('-'),
            '.' if is_digit(Some(i + 1)) && i == 0 => folded.push('.'),
            '!' if chars.get(i + 1) == Some(&'=') => folded.push('!'),
            c if TELLING.contains(c) || is_unseen(*c) => folded.push(*c),
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| folded.push_str(&without_accent(c))),
            _ => {}
        }
    }
    folded
}

/// Signs that tell something without words.
const TELLING: [char; 24] = [
    '$', '%', '€', '£', '°', '<', '>', '=', '+', '~', '^', '≥', '≤', '≠', '±', '×', '÷', '✓', '✗', '→', '←', '↔', '∞',
    ITEM,
];

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
            ("(see `npm test`).", "see `npm test`, "),
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
    fn signs_code_and_addresses_tell_something() {
        for (was, now) in [
            ("https://example.org/date-picker/tree", "https://example.org/datepicker/tree"),
            ("[here](https://example.org/A),", "[here](https://example.org/a),"),
            ("run `npm test` now", "run `npm-test` now"),
            ("run `a  b.c` now", "run `a b,c` now"),
            ("```csv\n1,fr,2027\n```", "```csv\n1,fr 2027\n```"),
            ("~~~sh\nls -l\n```\n~~~", "~~~sh\nls l\n```\n~~~"),
            ("It passes.", "~~It passes.~~"),
            ("a ≥ b", "a ≤ b"),
            ("a == b", "a != b"),
            ("12 kB", "\u{202e}12\u{202c} kB"),
            ("three", "t\u{200b}hree"),
            ("from .5 kg", "from 5 kg"),
        ] {
            assert!(found(was, now).is_some(), "{was} / {now}");
        }
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
