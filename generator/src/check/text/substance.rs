//! What bidders need of an opportunity's text: enough of the problem, before any solution, and data.

use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::Bilingual;

use super::sections::{DATA, PROBLEM, Section, Sections};
use super::wording::{is_of_whole_words, is_unwritten, regex};
use crate::check::phrase::Phrase;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Thresholds;
use crate::parse::{ElementKind, Text};

/// The rules for the text of an opportunity, whose passages are `phrases`.
pub(super) fn rule(
    text: &Text<'_>,
    sections: &Sections<'_>,
    phrases: &[Phrase<'_>],
    thresholds: &Thresholds,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let Some(section) = sections.get(PROBLEM) {
        let phrases = blocks(text, &section, phrases);
        let words: usize = phrases.iter().map(|phrase| phrase.scan.words).sum();
        let least = thresholds.problem_words;
        if words < least as usize && !phrases.iter().any(|phrase| is_unwritten(phrase)) {
            diagnostics.push(text.problem(section.heading, Problem::FewWords { words, least }));
        }
        diagnostics.extend(phrases.into_iter().filter_map(solution_first));
    }
    if let Some(section) = sections.get(DATA) {
        let phrases = blocks(text, &section, phrases);
        // A bare address leads there all the same; it is reported as such.
        let is_address = |phrase: &&Phrase<'_>| phrase.text.contains("https://") || phrase.text.contains("http://");
        let has_link = !text.links_in(&section.body).is_empty() || phrases.iter().any(is_address);
        if !has_link && !phrases.iter().any(|phrase| is_unwritten(phrase)) {
            diagnostics.push(text.problem(section.heading, Problem::DataWithoutLink));
        }
    }
    diagnostics
}

/// The passages of a section, headings aside.
fn blocks<'p, 'a>(text: &Text<'_>, section: &Section, phrases: &'p [Phrase<'a>]) -> Vec<&'p Phrase<'a>> {
    let passages = text.elements.iter().filter(|element| element.passage().is_some());
    let within = passages.zip(phrases).filter(|(element, _)| {
        matches!(element.kind, ElementKind::Block(_)) && section.body.contains(&element.range.start)
    });
    within.map(|(_, phrase)| phrase).collect()
}

/// Wishes for a product, whose matches may be within a word: [`is_wish`] knows better.
static SOLUTIONS: LazyLock<Bilingual<Vec<Regex>>> = LazyLock::new(|| {
    const EN: &str = r"(?:[\w'’-]+\s+){0,4}?(?:app|application|tool|web ?site|platform|portal|plug-?in|script|dashboard|library|component|API|(?:chat)?bot|database|system|software|program|widget|module)s?(?-u:\b)";
    const FR: &str = r"(?:[\w'’-]+\s+){0,3}?(?:applications?|applis?|outils?|sites?|plateformes?|portails?|scripts?|tableaux? de bord|bibliothèques?|composants?|API|robots?|bases? de données|systèmes?|logiciels?|programmes?|modules?|extensions?)(?-u:\b)";
    Bilingual {
        en: vec![
            regex(&format!(
                r"(?i)(?-u:\b)(?:we|they|our users|the team)\s+(?:need|want|require|would like|are looking for)\s+(?:to (?:build|develop|create|make|have|get|buy)\s+)?(?:an?|the|some|new)\s+{EN}"
            )),
            regex(&format!(
                r"(?i)(?-u:\b)(?:build|develop|create|implement|design)(?:ing)?\s+(?:an?|the|some|new)\s+{EN}"
            )),
        ],
        fr: vec![
            regex(&format!(
                r"(?i)(?-u:\b)(?:nous|on|ils|elles|l['’]équipe)\s+(?:avons besoin|a besoin|ont besoin|voulons|veut|veulent|souhaitons|souhaite|aimerions|aimerait|cherchons)\s+(?:d['’]|de\s+)?(?:(?:développer|créer|construire|bâtir|concevoir|avoir|réaliser|mettre en place)\s+)?(?:une?|des|le|la|les|l['’])?\s*{FR}"
            )),
            regex(&format!(
                r"(?i)(?-u:\b)(?:développer|créer|construire|bâtir|concevoir|programmer|mettre en place)\s+(?:une?|des|le|la|les)\s+{FR}"
            )),
        ],
    }
});

/// Whether the product is what is wished for: in “create an account on the platform” it is not.
fn is_of_the_product(wish: &str) -> bool {
    const ARTICLES: [&str; 11] = ["a", "an", "the", "some", "new", "un", "une", "des", "le", "la", "les"];
    const BETWEEN: [&str; 24] = [
        "in", "on", "for", "of", "with", "to", "from", "and", "or", "at", "by", "into", "their", "dans", "sur", "pour",
        "avec", "et", "ou", "par", "à", "au", "aux", "du",
    ];
    let lower = wish.to_lowercase();
    let words = lower.split_whitespace();
    let after: Vec<&str> = words.skip_while(|word| !ARTICLES.contains(word)).skip(1).collect();
    let is_between = |word: &&&str| BETWEEN.contains(*word) || (ARTICLES.contains(*word) && **word != "new");
    after.split_last().is_none_or(|(_, between)| !between.iter().any(|word| is_between(&word)))
}

/// Whether a match is a wish after all.
fn is_wish(found: &regex::Match<'_>, text: &str) -> bool {
    is_of_whole_words(text, found.range()) && is_of_the_product(found.as_str())
}

/// Words without which nothing is wished for.
static WISHES: LazyLock<Bilingual<Regex>> = LazyLock::new(|| Bilingual {
    en: regex("need|want|requir|like|looking|uild|evelop|reat|mplement|esign"),
    fr: regex("esoin|voul|veu|ouhait|aime|cherch|évelopp|créer|onstrui|âti|once|rogramm|ett"),
});

/// A product that the problem section wishes for. A sentence that wants to build something wants it once.
fn solution_first(phrase: &Phrase<'_>) -> Option<Diagnostic> {
    if !WISHES.get(phrase.lang).is_match(phrase.text) {
        return None;
    }
    let wishes = SOLUTIONS.get(phrase.lang).iter();
    let place = wishes
        .filter_map(|wish| wish.find_iter(phrase.text).find(|wish| is_wish(wish, phrase.text)))
        .min_by_key(regex::Match::start)?;
    Some(phrase.problem(place.range(), Problem::SolutionFirst { found: place.as_str().to_owned() }))
}

#[cfg(test)]
mod tests {
    use submit_fn::shared::lang::Lang;

    use super::*;

    #[test]
    fn a_solution_is_what_is_wished_for() {
        let wishes = |lang, text: &str| {
            let mut all = SOLUTIONS.get(lang).iter().flat_map(|wish| wish.find_iter(text));
            all.any(|wish| is_wish(&wish, text))
        };
        for text in [
            "We need to build a new mobile app.",
            "We want an easy-to-read dashboard.",
            "Develop a web platform for all.",
        ] {
            assert!(wishes(Lang::En, text), "{text}");
        }
        for text in
            ["People create an account on the platform.", "They need the form of a tool that is gone.", "It works."]
        {
            assert!(!wishes(Lang::En, text), "{text}");
        }
        for text in ["Nous avons besoin d'une application mobile.", "Nous voulons créer un nouveau tableau de bord."] {
            assert!(wishes(Lang::Fr, text), "{text}");
        }
        for text in [
            "Il faut créer un compte dans le système.",
            "Récréer un site",
            "Il faut de\u{301}construire un site.",
            "Nous voulons un test scripté.",
            "On doit construire des ponts sur la plateforme.",
        ] {
            assert!(!wishes(Lang::Fr, text), "{text}");
        }
    }
}
