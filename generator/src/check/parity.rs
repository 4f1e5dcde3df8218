//! Both versions of a text say the same: the same headings, lists, tables, links, examples and numbers.
//!
//! They are compared section by section. In each, only the first difference of structure is told, and numbers
//! only where there is none: the rest would follow from it.

use std::ops::Range;

use submit_fn::shared::lang::{Bilingual, Lang};
use url::Url;

use super::numbers::{self, NumberMention};
use super::phrase::Phrase;
use super::scan::Marks;
use crate::diagnostic::{Diagnostic, Note, Problem};
use crate::parse::{Element, ElementKind, Heading, Text};

/// What differs between the two versions of a text, whose passages are `phrases`.
pub(super) fn rule(texts: Bilingual<&Text<'_>>, phrases: &Bilingual<Vec<Phrase<'_>>>) -> Vec<Diagnostic> {
    if let Some(difference) = headings(texts) {
        return vec![difference];
    }
    let (english, french) = (sections(texts.en, &phrases.en), sections(texts.fr, &phrases.fr));
    let pairs = english.into_iter().zip(french).map(|(en, fr)| Bilingual { en, fr });
    pairs
        .flat_map(|pair| match structure(&pair) {
            Some(difference) => vec![difference],
            None => links(&pair).into_iter().chain(section_numbers(&pair)).collect(),
        })
        .collect()
}

/// The numbers of two values that say the same.
pub(super) fn values(pair: &Bilingual<Phrase<'_>>) -> Option<Diagnostic> {
    number_difference(pair.as_ref())
}

/// A text from one heading of level 2 to the next.
struct Section<'t> {
    text: &'t Text<'t>,
    /// Where to point at when something is not in it.
    place: Range<usize>,
    body: Range<usize>,
    elements: &'t [Element],
    phrases: &'t [Phrase<'t>],
}

fn sections<'t>(text: &'t Text<'t>, phrases: &'t [Phrase<'t>]) -> Vec<Section<'t>> {
    let is_start = |element: &Element| matches!(element.kind, ElementKind::Heading(2, _));
    let is_passage = |element: &&Element| matches!(element.kind, ElementKind::Heading(..) | ElementKind::Block(_));
    let mut rest = phrases;
    let parts = text.elements.chunk_by(|_, next| !is_start(next)).map(|elements| {
        let (here, after) = rest.split_at(elements.iter().filter(is_passage).count());
        rest = after;
        let place = match elements.first() {
            Some(first) if is_start(first) => first.range.clone(),
            _ => text.start..text.start,
        };
        let end = elements.iter().map(|element| element.range.end).max().unwrap_or(place.end);
        Section { text, body: place.start..end, place, elements, phrases: here }
    });
    let mut parts: Vec<_> = parts.collect();
    // What stands before the first heading is a section too, even when nothing does.
    if text.elements.first().is_none_or(is_start) {
        let start = text.start..text.start;
        parts.insert(0, Section { text, place: start.clone(), body: start, elements: &[], phrases: &[] });
    }
    parts
}

/// The first heading that the other version has not, or at another level.
fn headings(texts: Bilingual<&Text<'_>>) -> Option<Diagnostic> {
    let [en, fr] = [texts.en, texts.fr].map(|text| text.headings().collect::<Vec<_>>());
    let level = |heading: Option<&Heading<'_>>| heading.map(|heading| heading.level);
    let first = (0..en.len().max(fr.len())).find(|i| level(en.get(*i)) != level(fr.get(*i)))?;
    // The extra one is in the longer version; of two unequal levels the one that skips a level is wrong, or the
    // French.
    let is_english = match en.len() == fr.len() {
        true => skips(&en, first) && !skips(&fr, first),
        false => en.len() > fr.len(),
    };
    let lang = if is_english { Lang::En } else { Lang::Fr };
    let (here, there) = if is_english { (&en, &fr) } else { (&fr, &en) };
    let (text, other) = (texts.get(lang), texts.get(lang.other()));
    let counterpart = there.get(first);
    let marked = |heading: &Heading<'_>| format!("{} {}", "#".repeat(usize::from(heading.level)), heading.title);
    let shown = counterpart.filter(|_| en.len() == fr.len()).map(marked);
    let end = other.source.text.trim_end().len();
    let place = counterpart.map_or(end..end, |heading| heading.range.clone());
    let problem = Problem::Headings { other: shown };
    Some(text.problem(here.get(first)?.range.clone(), problem).with([other.related(place, Note::OtherVersion)]))
}

/// Whether a heading is more than a level below the one before.
fn skips(headings: &[Heading<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(1, |before| headings[before].level);
    headings[at].level > before + 1
}

/// The first difference of lists, tables or examples.
fn structure(pair: &Bilingual<Section<'_>>) -> Option<Diagnostic> {
    first_unequal(pair, |element| match element.kind {
        ElementKind::List(items) => Some((items, 0)),
        _ => None,
    })
    .map(|(here, (items, _), other)| (here, Problem::Lists { items, other: other.0 }))
    .or_else(|| {
        first_unequal(pair, |element| match element.kind {
            ElementKind::Table(rows, columns) => Some((rows, columns)),
            _ => None,
        })
        .map(|(here, size, other)| (here, Problem::Tables { size, other }))
    })
    .or_else(|| {
        first_unequal(pair, |element| matches!(element.kind, ElementKind::Code).then_some((1, 0))).map(|(here, ..)| {
            let count = |section: &Section<'_>| {
                section.elements.iter().filter(|element| matches!(element.kind, ElementKind::Code)).count()
            };
            let (en, fr) = (count(&pair.en), count(&pair.fr));
            let (blocks, other) = if here.lang == Lang::En { (en, fr) } else { (fr, en) };
            (here, Problem::CodeBlocks { blocks, other })
        })
    })
    .map(|(Unequal { lang, here, there }, rule)| {
        let other = pair.get(lang.other()).text;
        pair.get(lang).text.problem(here, rule).with([other.related(there, Note::OtherVersion)])
    })
}

/// Where two versions differ: the bytes in the version of `lang`, and those in the other.
struct Unequal {
    lang: Lang,
    here: Range<usize>,
    there: Range<usize>,
}

type Size = (usize, usize);

/// The first element of a kind whose size is not that of its counterpart, or that has none.
fn first_unequal(
    pair: &Bilingual<Section<'_>>,
    size: impl Fn(&Element) -> Option<Size>,
) -> Option<(Unequal, Size, Size)> {
    let sized = |section: &Section<'_>| -> Vec<(Size, Range<usize>)> {
        section.elements.iter().filter_map(|element| Some((size(element)?, element.range.clone()))).collect()
    };
    let (en, fr) = (sized(&pair.en), sized(&pair.fr));
    let first = (0..en.len().max(fr.len())).find(|i| en.get(*i).map(|e| e.0) != fr.get(*i).map(|e| e.0))?;
    // Shown where there is less: that is where something was forgotten. A missing one is shown where it is.
    let (english, french) = (en.get(first), fr.get(first));
    let lang = match (english, french) {
        (Some(en), Some(fr)) if en.0 < fr.0 => Lang::En,
        (Some(_), None) => Lang::En,
        _ => Lang::Fr,
    };
    let (here, there) = if lang == Lang::En { (english, french) } else { (french, english) };
    let place = |found: Option<&(Size, Range<usize>)>, section: &Section<'_>| {
        found.map_or_else(|| section.place.clone(), |(_, range)| range.clone())
    };
    let unequal = Unequal { lang, here: place(here, pair.get(lang)), there: place(there, pair.get(lang.other())) };
    let sizes = |found: Option<&(Size, Range<usize>)>| found.map_or((0, 0), |found| found.0);
    Some((unequal, sizes(here), sizes(there)))
}

/// A link that the other version has not.
fn links(pair: &Bilingual<Section<'_>>) -> Option<Diagnostic> {
    let of = |section: &Section<'_>| -> Vec<(String, Range<usize>)> {
        let all = section.text.links.iter().filter(|link| section.body.contains(&link.range.start));
        all.map(|link| (link.target.to_string(), link.range.clone())).collect()
    };
    let (mut en, mut fr) = (of(&pair.en), of(&pair.fr));
    en.retain(|(target, _)| match fr.iter().position(|(other, _)| same_target(target, other)) {
        Some(twin) => {
            fr.remove(twin);
            false
        }
        None => true,
    });
    // What is left leads elsewhere: to a page in each language, if there are as many of them.
    if en.len() == fr.len() && en.iter().zip(&fr).all(|((en, _), (fr, _))| are_versions(en, fr)) {
        return None;
    }
    // Of as many, the translation is shown; otherwise the one that has more.
    let lang = if en.len() > fr.len() { Lang::En } else { Lang::Fr };
    let (here, there) = if lang == Lang::En { (&en, &fr) } else { (&fr, &en) };
    let (target, range) = here.first()?;
    let other = pair.get(lang.other());
    let place = there.first().map_or_else(|| other.place.clone(), |(_, range)| range.clone());
    let rule = Problem::Links { target: target.clone() };
    let related = other.text.related(place, Note::OtherVersion);
    Some(pair.get(lang).text.problem(range.clone(), rule).with([related]))
}

/// The same page; anchors within the text are those of its own headings.
fn same_target(a: &str, b: &str) -> bool {
    a == b || (a.starts_with('#') && b.starts_with('#'))
}

/// Whether two addresses may be the same page in each language: on other hosts, or with a mark of the language.
fn are_versions(en: &str, fr: &str) -> bool {
    let host = |url: &str| Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let marked = |url: &str, marks: &[&str]| {
        url.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| marks.contains(&part.to_ascii_lowercase().as_str()))
    };
    match (host(en), host(fr)) {
        (Some(a), Some(b)) => {
            a != b || marked(en, &["en", "eng", "e", "english"]) || marked(fr, &["fr", "fra", "f", "french"])
        }
        _ => false,
    }
}

/// The numbers of each passage and of its counterpart; of the whole section where the passages do not match.
fn section_numbers(pair: &Bilingual<Section<'_>>) -> Vec<Diagnostic> {
    let (en, fr) = (pair.en.phrases, pair.fr.phrases);
    if en.len() == fr.len() {
        let pairs = en.iter().zip(fr).map(|(en, fr)| Bilingual { en, fr });
        let differences: Vec<_> = pairs.filter_map(number_difference).collect();
        // So many would rather mean that one version is divided otherwise.
        if differences.len() <= 2 {
            return differences;
        }
    }
    whole_section_numbers(pair).into_iter().collect()
}

/// The numbers that one version of a section mentions anywhere, and the other nowhere.
fn whole_section_numbers(pair: &Bilingual<Section<'_>>) -> Option<Diagnostic> {
    let texts =
        pair.as_ref().map(|section| section.phrases.iter().map(|phrase| phrase.text).collect::<Vec<_>>().join("\n"));
    let all = texts.as_ref().map(|text| numbers::mentions(text));
    let missing = Bilingual::from_fn(|lang| {
        let other = lang.other();
        let there = (texts.get(other).as_str(), all.get(other).as_slice());
        shown(&numbers::difference(all.get(lang), there), texts.get(lang))
    });
    // Reported at the passage that has it, once.
    let lang = [Lang::Fr, Lang::En].into_iter().find(|lang| !missing.get(*lang).is_empty())?;
    let (here, there) = (missing.get(lang), missing.get(lang.other()));
    let first = here.first()?;
    let phrases = pair.get(lang).phrases.iter();
    let (phrase, at) = phrases.filter_map(|phrase| Some((phrase, phrase.text.find(first)?))).next()?;
    let other = pair.get(lang.other());
    let related = other.text.related(other.place.clone(), Note::OtherVersion);
    let problem = Problem::Numbers { here: here.clone(), there: there.clone() };
    Some(phrase.problem(at..at + first.len(), problem).with([related]))
}

/// The numbers that one of two phrases mentions and the other does not.
fn number_difference(pair: Bilingual<&Phrase<'_>>) -> Option<Diagnostic> {
    let has_digits = |phrase: &Phrase<'_>| phrase.scan.marks.has(Marks::DIGIT);
    if !has_digits(pair.en) && !has_digits(pair.fr) {
        return None;
    }
    let all = pair.map(|phrase| numbers::mentions(phrase.text));
    let missing = Bilingual::from_fn(|lang| {
        let other = lang.other();
        numbers::difference(all.get(lang), (pair.get(other).text, all.get(other)))
    });
    let lang = [Lang::Fr, Lang::En].into_iter().find(|lang| !missing.get(*lang).is_empty())?;
    let (phrase, other) = (pair.get(lang), pair.get(lang.other()));
    let (here, there) = (missing.get(lang), missing.get(lang.other()));
    let range = here.first()?.range.clone();
    let place = there.first().map_or(0..other.text.trim_end().len(), |mention| mention.range.clone());
    let problem = Problem::Numbers { here: shown(here, phrase.text), there: shown(there, other.text) };
    Some(phrase.problem(range, problem).with([other.related(place, Note::OtherVersion)]))
}

/// Numbers as they are written.
fn shown(mentions: &[&NumberMention], text: &str) -> Vec<String> {
    mentions.iter().map(|mention| text[mention.range.clone()].to_owned()).collect()
}
