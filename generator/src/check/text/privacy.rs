//! Personal information that must not be published, by the form of its numbers.

use std::ops::Range;

use crate::bytes::next_digit;
use crate::diagnostic::operand::Personal;
use crate::diagnostic::{Diagnostic, Problem};
use crate::read::Source;

/// Personal information in a whole file.
pub(super) fn rule(source: &Source) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut announcement = Announcement::default();
    let mut at = 0;
    while let Some(start) = next_digit(source.text.as_bytes(), at) {
        if let Some(end) = end_if_short(source.text.as_bytes(), start) {
            at = end;
            continue;
        }
        let run = Run::at(&source.text, start);
        if let Some(kind) = kind(&source.text, &run, &mut announcement) {
            diagnostics.push(source.problem_in(run.range.clone(), Problem::PersonalInformation { kind }));
        }
        at = run.range.end;
    }
    diagnostics
}

/// Where digits and separators end that begin at a byte, if they are too few for any of these numbers: most are, and are
/// not looked at any further. The end may be within a character.
fn end_if_short(text: &[u8], start: usize) -> Option<usize> {
    const FEWEST: usize = 9;
    // The last two make a no-break space.
    let is_within = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | 0xC2 | 0xA0);
    let first = text.get(start..).unwrap_or_default().iter().take(FEWEST);
    first.enumerate().find(|(_, byte)| !is_within(byte)).map(|(length, _)| start + length)
}

/// As many digits as a bank card has.
const MOST: usize = 16;

/// Digits with single spaces or hyphens among them.
struct Run {
    range: Range<usize>,
    length: usize,
    /// The first of them.
    digits: [u8; MOST],
    /// The lengths of the first groups.
    groups: [usize; 4],
    group_count: usize,
}

impl Run {
    fn at(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut run = Self { range: start..start, length: 0, digits: [0; MOST], groups: [0; 4], group_count: 1 };
        let mut at = start;
        loop {
            while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
                if let Some(place) = run.digits.get_mut(run.length) {
                    *place = digit - b'0';
                }
                if let Some(group) = run.groups.get_mut(run.group_count - 1) {
                    *group += 1;
                }
                run.length += 1;
                at += 1;
            }
            run.range.end = at;
            let separator = match &bytes[at..] {
                [b' ' | b'-', next, ..] if next.is_ascii_digit() => 1,
                [0xC2, 0xA0, next, ..] if next.is_ascii_digit() => 2,
                _ => return run,
            };
            at += separator;
            run.group_count += 1;
        }
    }

    fn digits(&self) -> &[u8] {
        &self.digits[..self.length.min(MOST)]
    }

    /// The lengths of the groups; of more than four, none.
    fn groups(&self) -> &[usize] {
        self.groups.get(..self.group_count).unwrap_or_default()
    }
}

fn kind(text: &str, run: &Run, announcement: &mut Announcement) -> Option<Personal> {
    if !matches!(run.length, 9 | 16) {
        return None;
    }
    // A number within a word or another number, such as a digest or an amount, is something else.
    let Range { start, end } = run.range;
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '#' | '='));
    if joined(text[..start].chars().next_back()) || joined(text[end..].chars().next()) {
        return None;
    }
    match (run.length, run.groups()) {
        // One that is announced as such may be mistyped.
        (9, [3, 3, 3] | [9]) if announcement.is_before(text, start) => Some(Personal::Sin),
        // French writes large numbers in the same groups.
        (9, [3, 3, 3]) if passes_luhn(run.digits()) && !is_amount(text, run) => Some(Personal::Sin),
        (16, [4, 4, 4, 4] | [16]) if passes_luhn(run.digits()) => Some(Personal::Card),
        _ => None,
    }
}

/// Whether digits are those of money, or of a round number.
fn is_amount(text: &str, run: &Run) -> bool {
    let after = text[run.range.end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    after.starts_with('$') || run.digits().ends_with(&[0, 0, 0])
}

/// Whether a line names social insurance numbers before some digits. Reads no byte of a long line over and over.
#[derive(Default)]
struct Announcement {
    /// The digits up to which the text was read.
    read: usize,
    /// Whether the line of those digits names such numbers before them.
    is_made: bool,
}

impl Announcement {
    /// `start` is where digits begin, and never decreases.
    fn is_before(&mut self, text: &str, start: usize) -> bool {
        let since = &text[self.read..start];
        let (is_made, line) = match since.rsplit_once('\n') {
            Some((_, line)) => (false, line),
            None => (self.is_made, since),
        };
        self.is_made = is_made || names_a_sin(line);
        self.read = start;
        self.is_made
    }
}

fn names_a_sin(text: &str) -> bool {
    let is_word = |word: &str| matches!(word, "SIN" | "NAS");
    let lower = text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(is_word)
        || ["social insurance", "assurance sociale"].iter().any(|name| lower.contains(name))
}

/// The check digit of social insurance numbers and bank cards (ISO/IEC 7812-1, annex B).
fn passes_luhn(digits: &[u8]) -> bool {
    let doubled = |(i, digit): (usize, &u8)| match i % 2 {
        0 => u32::from(*digit),
        _ => u32::from(digit * 2 / 10 + digit * 2 % 10),
    };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    sum > 0 && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Syntax;

    fn finds(text: &str) -> bool {
        let source = Source { path: "en.md".into(), text: text.into(), syntax: Syntax::Yaml, facts: 0..0 };
        rule(&source).len() == 1
    }

    #[test]
    fn a_social_insurance_number_is_found_by_its_form_and_check_digit() {
        assert!(finds("My number is 046 454 286."));
        assert!(finds("NAS : 046-454-286"));
        assert!(finds("SIN 046454286"));
        assert!(finds("numéro d'assurance sociale 123 456 789"));
        assert!(finds("SIN 123, then 123 456 789"));
        assert!(finds("NAS : 1 123 456 789-x, ou 123 456 789"));
        assert!(!finds("SIN\n123 456 789"));
        assert!(!finds("SIN: none, 12\nor 123 456 780, 123 456 789"));
        assert!(!finds("046 454 287"));
        assert!(!finds("item 046454286"));
        assert!(!finds("https://example.org/046-454-286-x"));
    }

    #[test]
    fn amounts_dates_and_telephones_are_none() {
        assert!(!finds("1 234 567 $ le 2026-12-01, 613-555-0100"));
        assert!(!finds("190 000 000 de lignes, ou 046 454 286 $"));
    }
}
