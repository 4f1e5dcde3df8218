//! Both versions of a text say the same: the same headings, lists, tables, notes, links, examples and numbers.
//!
//! They are compared section by section. In each, only the first difference of structure is reported, and links and
//! numbers only if there is none: the rest would follow from it.

mod bounds;
mod names;
mod negation;
mod passages;
mod samples;
mod sentences;

use std::collections::HashMap;
use std::ops::Range;

use submit_fn::shared::lang::{Bilingual, Lang};
use url::Url;

use super::phrase::Phrase;
use crate::diagnostic::{Code, Diagnostic, Note, Problem};
use crate::parse::{Element, ElementKind, Heading, Link, NoteMark, Text};
pub(super) use passages::values;

/// What differs between the two versions of a text, whose passages are `phrases`.
pub(super) fn rule(texts: Bilingual<&Text<'_>>, phrases: &Bilingual<Vec<Phrase<'_>>>) -> Vec<Diagnostic> {
    if let Some(difference) = headings(texts) {
        return vec![difference];
    }
    let (english, french) = (sections(texts.en, &phrases.en), sections(texts.fr, &phrases.fr));
    let pairs = english.into_iter().zip(french).map(|(en, fr)| Bilingual { en, fr });
    let mut differences: Vec<_> = pairs
        .flat_map(|pair| match structure(&pair) {
            Some(difference) => vec![difference],
            None => links(&pair).into_iter().chain(samples(&pair)).chain(passages::differences(&pair)).collect(),
        })
        .collect();
    // A note that one version has in another section is missing in two.
    let mut has_notes = false;
    differences.retain(|found| found.code() != Code::E0815 || !std::mem::replace(&mut has_notes, true));
    differences
}

/// A text from one heading of level 2 to the next.
struct Section<'t> {
    text: &'t Text<'t>,
    /// Where to report what it lacks.
    place: Range<usize>,
    body: Range<usize>,
    elements: &'t [Element],
    phrases: &'t [Phrase<'t>],
}

fn sections<'t>(text: &'t Text<'t>, phrases: &'t [Phrase<'t>]) -> Vec<Section<'t>> {
    let is_start = |element: &Element| matches!(element.kind, ElementKind::Heading(2, _));
    let mut rest = phrases;
    let parts = text.elements.chunk_by(|_, next| !is_start(next)).map(|elements| {
        let (here, after) = rest.split_at(elements.iter().filter_map(Element::passage).count());
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

/// The first heading that the other version lacks, or has at another level.
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

/// The first difference of lists, tables, examples or notes.
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
    .or_else(|| notes(pair))
    .map(|(Unequal { lang, here, there }, problem)| {
        let other = pair.get(lang.other()).text;
        pair.get(lang).text.problem(here, problem).with([other.related(there, Note::OtherVersion)])
    })
}

/// The first reference to a note, or the first note, that the other version lacks.
fn notes(pair: &Bilingual<Section<'_>>) -> Option<(Unequal, Problem)> {
    let within = |section: &Section<'_>, marks: &[NoteMark<'_>]| -> Vec<Range<usize>> {
        let ranges = marks.iter().map(|mark| mark.range.clone());
        ranges.filter(|range| section.body.contains(&range.start)).collect()
    };
    let [references, notes] = [
        pair.as_ref().map(|section| within(section, &section.text.note_references)),
        pair.as_ref().map(|section| within(section, &section.text.notes)),
    ];
    let unequal = [&references, &notes].into_iter().find(|marks| marks.en.len() != marks.fr.len())?;
    // Shown where there is less, beside the first one that has no counterpart.
    let lang = if unequal.en.len() < unequal.fr.len() { Lang::En } else { Lang::Fr };
    let (here, there) = (unequal.get(lang), unequal.get(lang.other()));
    let here = here.last().unwrap_or(&pair.get(lang).place).clone();
    let there = there[unequal.get(lang).len()].clone();
    let size = |lang| (references.get(lang).len(), notes.get(lang).len());
    Some((Unequal { lang, here, there }, Problem::Notes { size: size(lang), other: size(lang.other()) }))
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

/// A link that the other version lacks.
fn links(pair: &Bilingual<Section<'_>>) -> Option<Diagnostic> {
    let all = pair.as_ref().map(|section| section.text.links_in(&section.body));
    let unmatched = Bilingual::from_fn(|lang| unmatched(all.get(lang), all.get(lang.other())));
    let (en, fr) = (&unmatched.en, &unmatched.fr);
    // What is left leads elsewhere: to a page in each language, if there are as many of them.
    if en.len() == fr.len() && en.iter().zip(fr).all(|(en, fr)| are_versions(&en.target, &fr.target)) {
        return None;
    }
    // Of as many, the translation is shown; otherwise the one that has more.
    let lang = if en.len() > fr.len() { Lang::En } else { Lang::Fr };
    let link = unmatched.get(lang).first()?;
    let other = pair.get(lang.other());
    let target = link.target.to_string();
    if let Some(address) = bare(other, &target) {
        let related = pair.get(lang).text.related(link.range.clone(), Note::OtherVersion);
        return Some(other.text.problem(address, Problem::BareLink { target }).with([related]));
    }
    let place = unmatched.get(lang.other()).first().map_or(&other.place, |link| &link.range).clone();
    let problem = Problem::Links { target };
    let related = other.text.related(place, Note::OtherVersion);
    Some(pair.get(lang).text.problem(link.range.clone(), problem).with([related]))
}

/// The first block of code whose data differ from those of its counterpart.
fn samples(pair: &Bilingual<Section<'_>>) -> Option<Diagnostic> {
    let blocks = pair.as_ref().map(|section| {
        let is_code = |element: &&Element| matches!(element.kind, ElementKind::Code);
        section.elements.iter().filter(is_code).map(|element| element.range.clone()).collect::<Vec<_>>()
    });
    blocks.en.into_iter().zip(blocks.fr).find_map(|(en, fr)| {
        let texts = Bilingual { en: &pair.en.text.source.text[en.clone()], fr: &pair.fr.text.source.text[fr.clone()] };
        let places = samples::difference(texts)?;
        let [here, there] = [texts.fr[places.fr.clone()].to_owned(), texts.en[places.en.clone()].to_owned()];
        let at = |block: Range<usize>, place: Range<usize>| block.start + place.start..block.start + place.end;
        let related = pair.en.text.related(at(en, places.en), Note::OtherVersion);
        Some(pair.fr.text.problem(at(fr, places.fr), Problem::Samples { here, there }).with([related]))
    })
}

/// Where a section has the address of a link of the other version, and neither a link nor code.
fn bare(section: &Section<'_>, target: &str) -> Option<Range<usize>> {
    let text = section.text;
    let is_code = |at: usize| {
        let mut blocks = text.elements.iter().filter(|element| matches!(element.kind, ElementKind::Code));
        text.source.text[..at].ends_with('`') || blocks.any(|block| block.range.contains(&at))
    };
    let is_whole =
        |end: usize| !text.source.text[end..].starts_with(|c: char| c.is_alphanumeric() || "/-_?#".contains(c));
    let found = text.source.text[section.body.clone()].match_indices(target).map(|(at, _)| section.body.start + at);
    let mut addresses = found.filter(|at| is_whole(at + target.len()) && !text.is_in_link(*at) && !is_code(*at));
    let start = addresses.next().filter(|_| target.starts_with("http"))?;
    Some(start..start + target.len())
}

/// The links of one version that have no counterpart in the other, where each is the counterpart of one link only.
fn unmatched<'l>(here: &'l [Link<'l>], there: &[Link<'_>]) -> Vec<&'l Link<'l>> {
    let mut counterparts: HashMap<&str, usize> = HashMap::new();
    for link in there {
        *counterparts.entry(counterpart_key(&link.target)).or_default() += 1;
    }
    let mut has_counterpart = |link: &&Link<'_>| match counterparts.get_mut(counterpart_key(&link.target)) {
        Some(left @ 1..) => {
            *left -= 1;
            true
        }
        _ => false,
    };
    here.iter().filter(|link| !has_counterpart(link)).collect()
}

/// The same for links to the same page. Anchors within the text are those of its own headings.
fn counterpart_key(target: &str) -> &str {
    if target.starts_with('#') { "#" } else { target }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::TextSource;

    /// The places that are reported.
    fn reported(en: &str, fr: &str) -> Vec<(usize, usize)> {
        let (en, fr) = (TextSource::of_markdown(en), TextSource::of_markdown(fr));
        let (en, fr) = (Text::parse(&en, Lang::En), Text::parse(&fr, Lang::Fr));
        let texts = Bilingual { en: &en, fr: &fr };
        let phrases = texts.map(|text| text.passages().map(|passage| Phrase::of(text, passage)).collect());
        let diagnostics = rule(texts, &phrases);
        diagnostics.iter().filter_map(|found| found.place.as_ref()).map(|place| (place.start, place.end)).collect()
    }

    #[test]
    fn a_number_of_a_section_is_reported_where_it_stands_alone() {
        let fr = "En 1961, il y en avait 61.";
        let at = fr.rfind("61").unwrap();
        assert_eq!(reported("In 1961, there were some.\n\nThey were many.", fr), [(at, at + 2)]);
    }

    #[test]
    fn each_link_has_one_counterpart() {
        let link = "[a](https://a.example/x)";
        assert_eq!(reported(&format!("{link} {link}"), &format!("{link} {link}")), []);
        assert_eq!(reported(&format!("{link} {link}"), link), [(link.len() + 1, 2 * link.len() + 1)]);
        assert_eq!(reported(link, &format!("{link} {link}")), [(link.len() + 1, 2 * link.len() + 1)]);
    }
}
