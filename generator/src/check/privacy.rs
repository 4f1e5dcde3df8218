//! Personal information that must not be published, by the form of its numbers.

use crate::diagnostic::operand::Personal;
use crate::diagnostic::{Diagnostic, Problem};
use crate::read::Source;

/// Looks for personal information in a whole file.
pub(super) fn rule(source: &Source, found: &mut Vec<Diagnostic>) {
    let bytes = source.text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let run = run_of_digits(&source.text, at);
        if let Some(kind) = kind(&source.text, at, &run) {
            found.push(source.problem_in(at..run.end, Problem::PersonalInformation { kind }.into()));
        }
        at = run.end;
    }
}

/// Digits with single spaces or hyphens among them.
struct Run {
    end: usize,
    digits: Vec<u32>,
    /// The lengths of its groups.
    groups: Vec<usize>,
}

fn run_of_digits(text: &str, start: usize) -> Run {
    let mut run = Run { end: start, digits: Vec::new(), groups: vec![0] };
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if let Some(digit) = c.to_digit(10) {
            run.digits.push(digit);
            if let Some(group) = run.groups.last_mut() {
                *group += 1;
            }
            run.end = start + i + 1;
        } else if matches!(c, ' ' | '-' | '\u{a0}') && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit()) {
            run.groups.push(0);
        } else {
            break;
        }
    }
    run
}

fn kind(text: &str, start: usize, run: &Run) -> Option<Personal> {
    // A number within a word or another number, such as a digest or an amount, is something else.
    let before = text[..start].chars().next_back();
    let after = text[run.end..].chars().next();
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '#' | '='));
    if joined(before) || joined(after) {
        return None;
    }
    match (run.digits.len(), run.groups.as_slice()) {
        // One that is announced as such may be mistyped.
        (9, [3, 3, 3] | [9]) if names_a_sin(text, start) => Some(Personal::Sin),
        // French writes large numbers in the same groups.
        (9, [3, 3, 3]) if passes_luhn(&run.digits) && !is_amount(text, run) => Some(Personal::Sin),
        (16, [4, 4, 4, 4] | [16]) if passes_luhn(&run.digits) => Some(Personal::Card),
        _ => None,
    }
}

/// Whether digits are those of money, or of a round number.
fn is_amount(text: &str, run: &Run) -> bool {
    let after = text[run.end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    after.starts_with('$') || run.digits.ends_with(&[0, 0, 0])
}

/// Whether the line speaks of social insurance numbers before the digits.
fn names_a_sin(text: &str, start: usize) -> bool {
    let line = text[..start].rsplit('\n').next().unwrap_or_default();
    let is_word = |word: &str| matches!(word, "SIN" | "NAS");
    line.split(|c: char| !c.is_alphanumeric()).any(is_word)
        || ["social insurance", "assurance sociale"].iter().any(|name| line.to_lowercase().contains(name))
}

/// The check digit of social insurance numbers and bank cards (ISO/IEC 7812-1, annex B).
fn passes_luhn(digits: &[u32]) -> bool {
    let doubled = |(i, digit): (usize, &u32)| match i % 2 {
        0 => *digit,
        _ => digit * 2 / 10 + digit * 2 % 10,
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
        let mut found = Vec::new();
        rule(&source, &mut found);
        found.len() == 1
    }

    #[test]
    fn a_social_insurance_number_is_found_by_its_form_and_check_digit() {
        assert!(finds("My number is 046 454 286."));
        assert!(finds("NAS : 046-454-286"));
        assert!(finds("SIN 046454286"));
        assert!(finds("numéro d'assurance sociale 123 456 789"));
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
