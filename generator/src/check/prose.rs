//! What makes a text clear: enough of it, in the words of the exchange, about the problem before the solution.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::Bilingual;
use submit_fn::shared::words;

use super::said::Said;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Thresholds;
use crate::parse::{Element, ElementKind, Passage, SECTIONS, Text, same_title};

/// What `devex new` leaves where a text is to be written begins so.
pub(crate) const UNWRITTEN: Bilingual<&str> = Bilingual { en: "[To write", fr: "[À rédiger" };

/// The rules for any text.
pub(super) fn rules(text: &Text, found: &mut Vec<Diagnostic>) {
    let mut last = 1;
    for (level, _, range) in text.headings() {
        // One of level 1 is told as what it is.
        if level > last + 1 && level != 1 {
            found.push(text.problem(range.clone(), Problem::SkippedLevel { from: last, to: level }));
        }
        last = level;
    }
    let mut told = 0;
    for html in &text.html {
        // The lines of a block, or the marks around some words, are one.
        if told == 0 || text.source.text[told..html.start].contains('\n') {
            found.push(text.problem(html.clone(), Problem::RawHtml));
        }
        told = html.end;
    }
    for image in text.images.iter().filter(|image| image.text.trim().is_empty()) {
        found.push(text.problem(image.range.clone(), Problem::ImageWithoutText));
    }
    for passage in text.passages().filter(|passage| passage.text.contains("http")) {
        bare_urls(text, passage, found);
    }
}

/// The rules for the text of an opportunity.
pub(super) fn opportunity(text: &Text, thresholds: &Thresholds, found: &mut Vec<Diagnostic>) {
    if let Some(section) = section(text, 1) {
        let count: usize = passages(text, &section).map(|said| words::count(said.text)).sum();
        let least = thresholds.problem_words;
        if count < least as usize && !is_unwritten(text, &section) {
            found.push(text.problem(section.heading.clone(), Problem::ShortProblem { words: count, least }));
        }
        for said in passages(text, &section) {
            solution_first(&said, found);
        }
    }
    if let Some(section) = section(text, 2) {
        // A bare address leads there all the same; it is told as such.
        let has_link = text.links.iter().any(|link| section.body.contains(&link.range.start))
            || passages(text, &section).any(|said| said.text.contains("https://") || said.text.contains("http://"));
        if !has_link && !is_unwritten(text, &section) {
            found.push(text.problem(section.heading.clone(), Problem::DataWithoutLink));
        }
    }
}

/// The rules for anything said: whether it is written, and in the words of the exchange.
pub(super) fn said(said: &Said<'_>, posted: bool, found: &mut Vec<Diagnostic>) {
    if said.text.trim_start().starts_with(UNWRITTEN.get(said.lang)) {
        let rule = if posted { Problem::UnwrittenPosted } else { Problem::Unwritten };
        found.push(said.problem(0..said.text.len(), rule));
        return;
    }
    refused_terms(said, found);
}

/// A required section of an opportunity.
struct Section {
    heading: Range<usize>,
    body: Range<usize>,
}

/// The section of the text that is the `index`th of the required ones, if it is there.
fn section(text: &Text, index: usize) -> Option<Section> {
    let title = SECTIONS[index].get(text.lang);
    let mut sections = text.headings().filter(|(level, ..)| *level == 2);
    let (_, _, heading) = sections.find(|(_, heading, _)| same_title(&heading.text, title))?;
    let end = sections.next().map_or(text.source.text.len(), |(_, _, next)| next.start);
    Some(Section { heading: heading.clone(), body: heading.end..end })
}

fn passages<'t>(text: &'t Text, section: &Section) -> impl Iterator<Item = Said<'t>> {
    let body = section.body.clone();
    text.elements.iter().filter(move |element| body.contains(&element.range.start)).filter_map(
        |element| match element {
            Element { kind: ElementKind::Block(passage), .. } => Some(Said::of(text, passage)),
            _ => None,
        },
    )
}

fn is_unwritten(text: &Text, section: &Section) -> bool {
    passages(text, section).any(|said| said.text.trim_start().starts_with(UNWRITTEN.get(text.lang)))
}

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the patterns are in this file, and every one is compiled by the tests")]
    Regex::new(pattern).expect("a pattern of this file")
}

fn bare_urls(text: &Text, passage: &Passage, found: &mut Vec<Diagnostic>) {
    let said = &passage.text;
    let mut from = 0;
    while let Some(at) = said[from..].find("http") {
        let start = from + at;
        let rest = &said[start..];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '»' | '"')).unwrap_or(rest.len());
        let url = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        let range = passage.origin(&(start..start + url.len().max(1)));
        // The text of a link may be its own address: `<https://…>`.
        let in_link = text.links.iter().any(|link| link.range.contains(&range.start));
        if (url.starts_with("https://") || url.starts_with("http://")) && !in_link {
            found.push(text.problem(range, Problem::BareUrl { url: url.to_owned() }));
        }
        from = start + end.max(4);
    }
}

/// A term that the glossary refuses, the one that it wants, and letters without which it cannot be there.
type Refused = (Regex, &'static str, &'static str);

static REFUSED: LazyLock<Bilingual<Vec<Refused>>> = LazyLock::new(|| Bilingual {
    en: vec![
        (regex(r"(?i)\bvendors?\b"), "supplier", "endor"),
        (regex(r"(?i)\baddend(?:um|a|ums)\b"), "amendment", "ddend"),
        (regex(r"(?i)\b(?:(?:a|an|the|your|each|every|their|our|no|any|of|for)\s+bids?|bids)\b"), "proposal", "bid"),
        (regex(r"(?i)\blotter(?:y|ies)\b"), "random draw", "otter"),
        (regex(r"(?i)\bteasers?\b"), "summary", "easer"),
        (
            regex(r"\b(?:[Aa]n?|[Tt]he|[Tt]his|[Ii]ts|[Oo]ur|[Yy]our|MIT|software|open-source)\s+licenses?\b"),
            "licence",
            "icense",
        ),
    ],
    fr: vec![
        (regex(r"(?i)\bopportunités?\b"), "possibilité", "pportunit"),
        (regex(r"(?i)\baddend(?:um|a|ums)\b"), "modification", "ddend"),
        (regex(r"(?i)\bloteries?\b"), "tirage au sort", "oterie"),
        (regex(r"(?i)\bteasers?\b"), "résumé", "easer"),
        (regex(r"(?i)\bpull requests?\b"), "demande de tirage", "equest"),
        (regex(r"(?i)\be-?mails?\b"), "courriel", "ail"),
        (regex(r"(?i)\bdeadlines?\b"), "date limite", "eadline"),
        (regex(r"(?i)\blicenses?\b"), "licence", "icense"),
    ],
});

fn refused_terms(said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    for (term, instead, _) in REFUSED.get(said.lang).iter().filter(|(_, _, letters)| said.text.contains(letters)) {
        for place in term.find_iter(said.text) {
            let after = &said.text[place.end()..];
            // “vendor lock-in”, “vendor-neutral” and “license plate” are terms of their own.
            if [" lock", "-", " plate"].iter().any(|term| after.starts_with(term)) {
                continue;
            }
            let rule = Problem::RefusedTerm { found: place.as_str().to_owned(), instead: (*instead).into() };
            found.push(said.problem(place.range(), rule));
        }
    }
}

/// Wishes for a product.
static SOLUTIONS: LazyLock<Bilingual<Vec<Regex>>> = LazyLock::new(|| {
    const EN: &str = r"(?:[\w'’-]+\s+){0,4}?(?:app|application|tool|web ?site|platform|portal|plug-?in|script|dashboard|library|component|API|(?:chat)?bot|database|system|software|program|widget|module)s?\b";
    const FR: &str = r"(?:[\w'’-]+\s+){0,3}?(?:applications?|applis?|outils?|sites?|plateformes?|portails?|scripts?|tableaux? de bord|bibliothèques?|composants?|API|robots?|bases? de données|systèmes?|logiciels?|programmes?|modules?|extensions?)\b";
    Bilingual {
        en: vec![
            regex(&format!(
                r"(?i)\b(?:we|they|our users|the team)\s+(?:need|want|require|would like|are looking for)\s+(?:to (?:build|develop|create|make|have|get|buy)\s+)?(?:an?|the|some|new)\s+{EN}"
            )),
            regex(&format!(r"(?i)\b(?:build|develop|create|implement|design)(?:ing)?\s+(?:an?|the|some|new)\s+{EN}")),
        ],
        fr: vec![
            regex(&format!(
                r"(?i)\b(?:nous|on|ils|elles|l['’]équipe)\s+(?:avons besoin|a besoin|ont besoin|voulons|veut|veulent|souhaitons|souhaite|aimerions|aimerait|cherchons)\s+(?:d['’]|de\s+)?(?:(?:développer|créer|construire|bâtir|concevoir|avoir|réaliser|mettre en place)\s+)?(?:une?|des|le|la|les|l['’])?\s*{FR}"
            )),
            regex(&format!(
                r"(?i)\b(?:développer|créer|construire|bâtir|concevoir|programmer|mettre en place)\s+(?:une?|des|le|la|les)\s+{FR}"
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

fn solution_first(said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    // A sentence that wants to build something wants it once.
    const WISHES: Bilingual<&[&str]> = Bilingual {
        en: &["need", "want", "requir", "like", "looking", "uild", "evelop", "reat", "mplement", "esign"],
        fr: &[
            "esoin", "voul", "veu", "ouhait", "aime", "cherch", "évelopp", "créer", "onstrui", "âti", "once",
            "rogramm", "ett",
        ],
    };
    if !WISHES.get(said.lang).iter().any(|wish| said.text.contains(wish)) {
        return;
    }
    let wishes = SOLUTIONS.get(said.lang).iter();
    let place = wishes
        .filter_map(|wish| wish.find_iter(said.text).find(|wish| is_of_the_product(wish.as_str())))
        .min_by_key(regex::Match::start);
    if let Some(place) = place {
        found.push(said.problem(place.range(), Problem::SolutionFirst { found: place.as_str().to_owned() }));
    }
}

#[cfg(test)]
mod tests {
    use submit_fn::shared::lang::Lang;

    use super::*;

    #[test]
    fn a_solution_is_what_is_wished_for() {
        let wishes = |lang, text: &str| {
            let mut all = SOLUTIONS.get(lang).iter().flat_map(|wish| wish.find_iter(text));
            all.any(|wish| is_of_the_product(wish.as_str()))
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
        for text in ["Il faut créer un compte dans le système.", "On doit construire des ponts sur la plateforme."] {
            assert!(!wishes(Lang::Fr, text), "{text}");
        }
    }
}
