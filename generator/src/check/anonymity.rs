//! A question is published without who asked it: no name, no way to reach them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::phrase::Phrase;
use super::telephone::telephone;
use super::wording::regex;
use crate::bytes::next_digit;
use crate::diagnostic::operand::Identity;
use crate::diagnostic::{Diagnostic, Problem};

/// What a published question says of the person who asked it.
pub(super) fn rule(phrase: &Phrase<'_>) -> Vec<Diagnostic> {
    if !phrase.is_question() {
        return Vec::new();
    }
    let written = SIGNS.iter().flat_map(|(kind, sign)| {
        let groups = sign.captures_iter(phrase.text).filter_map(|found| found.get(1));
        groups.filter(|found| !is_public(found.as_str())).map(|found| (*kind, found.range()))
    });
    let telephones = telephones(phrase.text).map(|range| (Identity::Telephone, range));
    let all = written.chain(telephones);
    all.map(|(kind, range)| phrase.problem(range, Problem::NamedBidder { kind })).collect()
}

/// What is at fault is the first group. Both languages are looked for in either version: names are not translated.
static SIGNS: LazyLock<Vec<(Identity, Regex)>> = LazyLock::new(|| {
    const NAME: &str = r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?[ \x{a0}]\p{Lu}[\p{L}’'-]+";
    vec![
        (Identity::Email, regex(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")),
        (Identity::Address, regex(r"\b([A-Z]\d[A-Z][ \x{a0}]?\d[A-Z]\d)\b")),
        (
            Identity::Birth,
            regex(
                r"(?i)\b((?:born (?:on|in)|(?:date of birth|DOB|date de naissance)[ \x{a0}]?:?|née? (?:le|en))[ \x{a0}][^.;]{0,12}\d{4})\b",
            ),
        ),
        (
            Identity::Name,
            regex(&format!(
                r"(?:\b(?:[Mm]y name is|I am|I['’]m|[Jj]e suis|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e nomme)\s+|[—–-]\s*)({NAME})\b"
            )),
        ),
        (
            Identity::Name,
            regex(
                r"\b([\p{Lu}][\p{L}\p{N}&’'-]*(?:[ \x{a0}][\p{Lu}&][\p{L}\p{N}’'-]*)*,?[ \x{a0}](?:Inc|inc|Ltd|Ltée|ltée|LLC|Corp|enr|s\.e\.n\.c)\b\.?)",
            ),
        ),
    ]
});

/// The addresses of governments are not those of bidders.
fn is_public(found: &str) -> bool {
    found.ends_with(".gc.ca") || found.ends_with("canada.ca") || found.ends_with(".gouv.qc.ca")
}

fn telephones(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(start) = next_digit(text.as_bytes(), at) {
            match telephone(text, start) {
                Some((_, end)) => {
                    at = end;
                    return Some(start..end);
                }
                None => at = start + 1,
            }
        }
        None
    })
}
