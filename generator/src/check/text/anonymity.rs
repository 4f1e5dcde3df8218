//! A question is published without who asked it: no name, no way to reach them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::wording::regex;
use crate::bytes::next_digit;
use crate::check::phrase::Phrase;
use crate::check::telephone::telephone;
use crate::diagnostic::operand::Identity;
use crate::diagnostic::{Diagnostic, Problem};

/// What a published question, or its answer, says of the person who asked it.
pub(super) fn rule(phrase: &Phrase<'_>) -> Vec<Diagnostic> {
    let signs = match phrase.key() {
        Some("question") => SIGNS.as_slice(),
        // A team has an address, and names its own people.
        Some("answer") => &SIGNS[..IN_ANSWERS],
        _ => return Vec::new(),
    };
    let written = signs.iter().flat_map(|(kind, sign)| {
        let groups = sign.captures_iter(phrase.text).filter_map(|found| found.get(1));
        groups.filter(|found| !is_public(found.as_str())).map(|found| (*kind, found.range()))
    });
    let is_question = signs.len() > IN_ANSWERS;
    let telephones = telephones(phrase.text).filter(|_| is_question).map(|range| (Identity::Telephone, range));
    let all = written.chain(telephones);
    all.map(|(kind, range)| phrase.problem(range, Problem::NamedBidder { kind })).collect()
}

/// So many signs, the first ones, are looked for in answers too.
const IN_ANSWERS: usize = 2;

/// What is at fault is the first group. Both languages are looked for in either version: names are not translated.
static SIGNS: LazyLock<Vec<(Identity, Regex)>> = LazyLock::new(|| {
    const NAME: &str = r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?[ \x{a0}]\p{Lu}[\p{L}’'-]+";
    vec![
        (
            Identity::Birth,
            regex(
                r"(?i)\b((?:born (?:on|in)|(?:date of birth|DOB|date de naissance)[ \x{a0}]?:?|née? (?:le|en))[ \x{a0}][^.;]{0,12}\d{4})\b",
            ),
        ),
        (
            Identity::Name,
            regex(
                r"\b(?:[Dd]ear|[Tt]hank you,?|[Mm]erci,?|[Cc]hère?)[ \x{a0}](?:(?:Mr|Mrs|Ms|Dr)\.?|M\.|Mme|[Mm]adame|[Mm]onsieur)[ \x{a0}](\p{Lu}[\p{L}’'-]+)",
            ),
        ),
        (Identity::Email, regex(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")),
        (
            Identity::Address,
            regex(
                r"\b(\d{1,5}(?:,?[ \x{a0}](?:rue|avenue|boulevard|chemin)[ \x{a0}]\p{Lu}[\p{L}’'-]+|(?:[ \x{a0}]\p{Lu}\p{L}+){1,2}[ \x{a0}](?:Street|Avenue|Road|Drive|Crescent|Boulevard)))\b",
            ),
        ),
        (Identity::Address, regex(r"\b([A-Z]\d[A-Z][ \x{a0}]?\d[A-Z]\d)\b")),
        (
            Identity::Name,
            regex(&format!(
                r"(?:\b(?:[Mm]y name is|I am|I['’]m|[Jj]e suis|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e nomme)\s+)({NAME})\b"
            )),
        ),
        // A signature.
        (Identity::Name, regex(&format!(r"\s[—–-]\s+({NAME})\.?$"))),
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
