//! Both versions of a text say the same: the same headings, lists, tables, links, examples and numbers.
//!
//! They are compared section by section. In each, only the first difference of structure is told, and numbers
//! only where there is none: the rest would follow from it.

use std::ops::Range;

use submit_fn::shared::lang::{Bilingual, Lang};

use super::numbers::{self, Told};
use super::said::Said;
use crate::diagnostic::{Diagnostic, Note, Problem};
use crate::parse::{Element, ElementKind, Passage, Text};

/// What differs between the two versions of a text.
pub(super) fn rules(texts: Bilingual<&Text>, found: &mut Vec<Diagnostic>) {
    if let Some(difference) = headings(texts) {
        found.push(difference);
        return;
    }
    let (english, french) = (sections(texts.en), sections(texts.fr));
    for (en, fr) in english.into_iter().zip(french) {
        let pair = Bilingual { en, fr };
        match structure(&pair) {
            Some(difference) => found.push(difference),
            None => {
                found.extend(links(&pair));
                section_numbers(&pair, found);
            }
        }
    }
}

/// The numbers of two values that say the same.
pub(super) fn values(pair: &Bilingual<Said<'_>>, found: &mut Vec<Diagnostic>) {
    found.extend(told(&pair.en, &pair.fr));
}

/// A text from one heading of level 2 to the next.
struct Section<'t> {
    text: &'t Text,
    /// Where to point at when something is not in it.
    place: Range<usize>,
    body: Range<usize>,
    elements: Vec<&'t Element>,
}

fn sections(text: &Text) -> Vec<Section<'_>> {
    let start = text.start;
    let mut sections = vec![Section { text, place: start..start, body: start..start, elements: Vec::new() }];
    for element in &text.elements {
        if matches!(element.kind, ElementKind::Heading(2, _)) {
            let place = element.range.clone();
            sections.push(Section { text, place, body: element.range.clone(), elements: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.body.end = section.body.end.max(element.range.end);
            section.elements.push(element);
        }
    }
    sections
}

/// The first heading that the other version has not, or at another level.
fn headings(texts: Bilingual<&Text>) -> Option<Diagnostic> {
    let [en, fr] = [texts.en, texts.fr].map(|text| text.headings().collect::<Vec<_>>());
    let level = |heading: Option<&(u8, &Passage, &Range<usize>)>| heading.map(|(level, ..)| *level);
    let first = (0..en.len().max(fr.len())).find(|i| level(en.get(*i)) != level(fr.get(*i)))?;
    // The extra one is in the longer version; of two unequal levels the one that skips a level is wrong, or the
    // French.
    let is_english = match en.len() == fr.len() {
        true => skips(&en, first) && !skips(&fr, first),
        false => en.len() > fr.len(),
    };
    let (here, there) = if is_english { (&en, &fr) } else { (&fr, &en) };
    let (text, other) = if is_english { (texts.en, texts.fr) } else { (texts.fr, texts.en) };
    let (_, _, range) = here.get(first)?;
    let counterpart = there.get(first);
    let rule = match en.len() == fr.len() {
        true => Problem::Headings {
            other: counterpart.map(|(level, title, _)| format!("{} {}", "#".repeat(usize::from(*level)), title.text)),
        },
        false => Problem::Headings { other: None },
    };
    let end = other.source.text.trim_end().len();
    let place = counterpart.map_or(end..end, |(_, _, range)| (*range).clone());
    Some(text.problem((*range).clone(), rule).with([other.related(place, Note::OtherVersion)]))
}

/// Whether a heading is more than a level below the one before.
fn skips(headings: &[(u8, &Passage, &Range<usize>)], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(1, |before| headings[before].0);
    headings[at].0 > before + 1
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
        all.map(|link| (link.target.clone(), link.range.clone())).collect()
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
    let host = |url: &str| url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or_default().to_owned());
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
fn section_numbers(pair: &Bilingual<Section<'_>>, found: &mut Vec<Diagnostic>) {
    let [en, fr] = [&pair.en, &pair.fr].map(passages);
    if en.len() == fr.len() {
        let differences: Vec<_> = en.iter().zip(&fr).filter_map(|(en, fr)| told(en, fr)).collect();
        // So many would rather mean that one version is divided otherwise.
        if differences.len() <= 2 {
            found.extend(differences);
            return;
        }
    }
    let whole = |section: &[Said<'_>]| section.iter().map(|said| said.text).collect::<Vec<_>>().join("\n");
    let (english, french) = (whole(&en), whole(&fr));
    let all = Bilingual { en: numbers::told(&english), fr: numbers::told(&french) };
    let (only_en, only_fr) = (
        numbers::difference((&english, &all.en), (&french, &all.fr)),
        numbers::difference((&french, &all.fr), (&english, &all.en)),
    );
    // Told at the passage that has it, once.
    let (lang, first) = match (only_en.first(), only_fr.first()) {
        (_, Some(first)) => (Lang::Fr, first),
        (Some(first), None) => (Lang::En, first),
        (None, None) => return,
    };
    let (section, passages) = if lang == Lang::En { (&pair.fr, &en) } else { (&pair.en, &fr) };
    let place =
        passages.iter().find_map(|said| said.text.find(&first.text).map(|at| (said, at..at + first.text.len())));
    let Some((said, range)) = place else { return };
    let (here, there) = if lang == Lang::En { (only_en, only_fr) } else { (only_fr, only_en) };
    let related = section.text.related(section.place.clone(), Note::OtherVersion);
    found.push(said.problem(range, Problem::Numbers { here: texts(&here), there: texts(&there) }).with([related]));
}

fn passages<'t>(section: &Section<'t>) -> Vec<Said<'t>> {
    let passage = |element: &&'t Element| match &element.kind {
        ElementKind::Block(passage) | ElementKind::Heading(_, passage) => Some(Said::of(section.text, passage)),
        _ => None,
    };
    section.elements.iter().filter_map(passage).collect()
}

/// The numbers that one of two passages tells and the other does not.
fn told(en: &Said<'_>, fr: &Said<'_>) -> Option<Diagnostic> {
    let all = Bilingual { en: numbers::told(en.text), fr: numbers::told(fr.text) };
    let only_en = numbers::difference((en.text, &all.en), (fr.text, &all.fr));
    let only_fr = numbers::difference((fr.text, &all.fr), (en.text, &all.en));
    let (here, there, said, other) = match (only_fr.is_empty(), only_en.is_empty()) {
        (true, true) => return None,
        (false, _) => (only_fr, only_en, fr, en),
        (true, false) => (only_en, only_fr, en, fr),
    };
    let range = here.first()?.range.clone();
    let place = there.first().map_or(0..other.text.trim_end().len(), |told| told.range.clone());
    let rule = Problem::Numbers { here: texts(&here), there: texts(&there) };
    Some(said.problem(range, rule).with([other.related(place, Note::OtherVersion)]))
}

fn texts(told: &[&Told]) -> Vec<String> {
    told.iter().map(|told| told.text.clone()).collect()
}
