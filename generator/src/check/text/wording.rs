//! Whether a phrase is written at all, and in the words of the exchange (its glossary).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::diagnostic::{Diagnostic, Problem};

/// What `devex new` leaves where a text is to be written begins so.
const UNWRITTEN: Bilingual<&str> = Bilingual { en: "[To write", fr: "[À rédiger" };

/// The rules for any phrase. What is not `posted` is not published: there, what is unwritten is a reminder.
pub(super) fn rule(phrase: &Phrase<'_>, posted: bool) -> Vec<Diagnostic> {
    if is_unwritten(phrase) {
        let problem = if posted { Problem::UnwrittenPosted } else { Problem::Unwritten };
        return vec![phrase.problem(0..phrase.text.len(), problem)];
    }
    let mut diagnostics = refused_terms(phrase);
    diagnostics.extend(split_words(phrase));
    diagnostics
}

/// Whether a phrase only says what is to be written in its place.
pub(super) fn is_unwritten(phrase: &Phrase<'_>) -> bool {
    says_what_to_write(phrase.text, phrase.lang)
}

/// Whether a text only says what is to be written in its place.
pub(in crate::check) fn says_what_to_write(text: &str, lang: Lang) -> bool {
    text.trim_start().starts_with(UNWRITTEN.get(lang))
}

/// A term that the glossary refuses, whose matches may be within a word, and the one that it wants.
type Refused = (Regex, &'static str);

static REFUSED: LazyLock<Bilingual<Vec<Refused>>> = LazyLock::new(|| Bilingual {
    en: vec![
        (regex(r"(?i)(?-u:\b)vendors?(?-u:\b)"), "supplier"),
        (regex(r"(?i)(?-u:\b)addend(?:um|a|ums)(?-u:\b)"), "amendment"),
        (
            regex(r"(?i)(?-u:\b)(?:(?:a|an|the|your|each|every|their|our|no|any|of|for)\s+bids?|bids)(?-u:\b)"),
            "proposal",
        ),
        (regex(r"(?i)(?-u:\b)lotter(?:y|ies)(?-u:\b)"), "random draw"),
        (regex(r"(?i)(?-u:\b)teasers?(?-u:\b)"), "summary"),
        // The verb is “license”.
        (
            regex(
                r"(?-u:\b)(?:[Aa]n?|[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Oo]ur|[Yy]our|[Aa]ny|[Ee]ach|[Ee]very|[Ss]ame|[Ff]ree|[Oo]pen|[Pp]ermissive|[Pp]ublic|[Uu]nder|software|open-source|Commons|Apache|Mozilla|[A-Z]{2,}[\w.+-]*(?:[ \x{a0}]\d[\d.]*)?)\s+licenses?(?-u:\b)",
            ),
            "licence",
        ),
    ],
    fr: vec![
        (regex(r"(?i)(?-u:\b)opportunités?"), "possibilité"),
        (regex(r"(?i)(?-u:\b)addend(?:um|a|ums)(?-u:\b)"), "modification"),
        (regex(r"(?i)(?-u:\b)loteries?(?-u:\b)"), "tirage au sort"),
        (regex(r"(?i)(?-u:\b)teasers?(?-u:\b)"), "résumé"),
        (regex(r"(?i)(?-u:\b)pull requests?(?-u:\b)"), "demande de tirage"),
        (regex(r"(?i)(?-u:\b)e-?mails?(?-u:\b)"), "courriel"),
        (regex(r"(?i)(?-u:\b)deadlines?(?-u:\b)"), "date limite"),
        // The “License” in the name of one is English.
        (regex(r"(?-u:\b)licenses?(?-u:\b)"), "licence"),
    ],
});

/// The terms of a phrase that the glossary refuses.
fn refused_terms(phrase: &Phrase<'_>) -> Vec<Diagnostic> {
    if !phrase.scan.marks.has(Marks::TERM) {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    for (term, instead) in REFUSED.get(phrase.lang) {
        for place in term.find_iter(phrase.text).filter(|place| is_of_whole_words(phrase.text, place.range())) {
            let after = &phrase.text[place.end()..];
            // “vendor lock-in”, “vendor-neutral” and “license plate” are terms of their own; the file LICENSE has its name.
            let is_name = !place.as_str().contains(char::is_lowercase);
            if is_name || [" lock", "-", " plate"].iter().any(|term| after.starts_with(term)) {
                continue;
            }
            let problem = Problem::RefusedTerm { found: place.as_str().to_owned(), instead: (*instead).into() };
            diagnostics.push(phrase.problem(place.range(), problem));
        }
    }
    diagnostics
}

/// French words to which signs append the ending of the other gender, such as `étudiant(e)s`.
fn split_words<'p>(phrase: &'p Phrase<'_>) -> impl Iterator<Item = Diagnostic> + use<'p> {
    static SPLIT: LazyLock<Regex> = LazyLock::new(|| {
        // The first that fits is taken.
        let ending = "(?:[rt]+ice|euse|esse|ière|ère|[flnrstv]+e|e)";
        // “dites-le” is a word of two.
        regex(&format!(r"(?i)\p{{L}}{{3,}}(?:\({ending}s?\)s?|[·•‧./]{ending}(?:[·•‧./]?s)?|-e(?:-?s)?)"))
    });
    let may_have = phrase.lang == Lang::Fr && phrase.scan.marks.has(Marks::SIGN_WITHIN_WORD);
    let found = may_have.then(|| SPLIT.find_iter(phrase.text)).into_iter().flatten();
    found.filter(|place| is_of_whole_words(phrase.text, place.range())).map(|place| {
        let found = place.as_str().to_owned();
        phrase.problem(place.range(), Problem::SplitWord { found })
    })
}

/// Whether no word goes on before or after a range. Patterns know the boundaries of ASCII words alone: with them, the
/// search is many times as fast.
pub(super) fn is_of_whole_words(text: &str, range: Range<usize>) -> bool {
    // Some tools write an accent after its letter.
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\u{300}'..='\u{36f}');
    let is_within = |at: usize| text[..at].ends_with(is_word) && text[at..].starts_with(is_word);
    !is_within(range.start) && !is_within(range.end)
}

pub(in crate::check) fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the patterns are constants, and the tests compile every one")]
    Regex::new(pattern).expect("a constant pattern")
}
