//! Both versions of a text say the same: the same headings, lists, tables, links, examples and numbers.
//!
//! They are compared section by section. In each, only the first difference of structure is reported, and links and
//! numbers only if there is none: the rest would follow from it.

use std::collections::HashMap;
use std::ops::Range;

use submit_fn::shared::lang::{Bilingual, Lang};
use url::Url;

use super::numbers;
use super::phrase::Phrase;
use super::scan::Marks;
use crate::diagnostic::{Diagnostic, Note, Problem};
use crate::parse::{Element, ElementKind, Heading, Link, Text};

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
    .map(|(Unequal { lang, here, there }, problem)| {
        let other = pair.get(lang.other()).text;
        pair.get(lang).text.problem(here, problem).with([other.related(there, Note::OtherVersion)])
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

/// The numbers that one version of a section mentions anywhere, and the other nowhere. Reported once, at the first.
fn whole_section_numbers(pair: &Bilingual<Section<'_>>) -> Option<Diagnostic> {
    let texts = pair.as_ref().map(|section| {
        let phrases: Vec<_> = section.phrases.iter().map(|phrase| phrase.text).collect();
        phrases.join("\n")
    });
    let marks = pair.as_ref().map(|section| {
        let marks = section.phrases.iter().map(|phrase| phrase.scan.marks);
        marks.fold(Marks::default(), Marks::or)
    });
    let Missing { lang, range, here, there, .. } = missing_numbers(texts.as_ref().map(String::as_str), marks)?;
    let (phrase, range) = phrase_at(pair.get(lang).phrases, range)?;
    let other = pair.get(lang.other());
    let related = other.text.related(other.place.clone(), Note::OtherVersion);
    Some(phrase.problem(range, Problem::Numbers { here, there }).with([related]))
}

/// The phrase that holds a range of all phrases joined by line ends, and the range within it.
fn phrase_at<'p>(phrases: &'p [Phrase<'p>], range: Range<usize>) -> Option<(&'p Phrase<'p>, Range<usize>)> {
    let mut start = 0;
    for phrase in phrases {
        let end = start + phrase.text.len();
        if range.end <= end {
            return Some((phrase, range.start.checked_sub(start)?..range.end - start));
        }
        start = end + 1;
    }
    None
}

/// The numbers that one of two phrases mentions and the other does not.
fn number_difference(pair: Bilingual<&Phrase<'_>>) -> Option<Diagnostic> {
    let marks = pair.map(|phrase| phrase.scan.marks);
    if !marks.en.or(marks.fr).has(Marks::DIGIT) {
        return None;
    }
    let texts = pair.map(|phrase| phrase.text);
    let Missing { lang, range, here, there, there_range } = missing_numbers(texts, marks)?;
    let other = pair.get(lang.other());
    let place = there_range.unwrap_or(0..other.text.trim_end().len());
    let related = other.related(place, Note::OtherVersion);
    Some(pair.get(lang).problem(range, Problem::Numbers { here, there }).with([related]))
}

/// The numbers that one version of a text mentions and the other lacks.
struct Missing {
    /// The French version if both lack some: it is the translation more often.
    lang: Lang,
    /// As they are written in the version of `lang`, and in the other.
    here: Vec<String>,
    there: Vec<String>,
    /// Where the first of each stands.
    range: Range<usize>,
    there_range: Option<Range<usize>>,
}

/// `marks` are those of the texts.
fn missing_numbers(texts: Bilingual<&str>, marks: Bilingual<Marks>) -> Option<Missing> {
    let all = Bilingual::from_fn(|lang| numbers::mentions(texts.get(lang), *marks.get(lang)));
    if numbers::agree(&all.en, &all.fr) {
        return None;
    }
    let missing = Bilingual::from_fn(|lang| {
        let other = lang.other();
        numbers::difference(all.get(lang), (texts.get(other), all.get(other)))
    });
    let lang = [Lang::Fr, Lang::En].into_iter().find(|lang| !missing.get(*lang).is_empty())?;
    let first = |lang: Lang| missing.get(lang).first().map(|mention| mention.range.clone());
    let written = |lang: Lang| {
        let text = texts.get(lang);
        missing.get(lang).iter().map(|mention| text[mention.range.clone()].to_owned()).collect()
    };
    Some(Missing {
        lang,
        here: written(lang),
        there: written(lang.other()),
        range: first(lang)?,
        there_range: first(lang.other()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Fingerprint;
    use crate::parse::TextSource;
    use crate::read::{Source, Syntax};

    fn source(markdown: &str) -> TextSource {
        let source = Source { path: "text.md".into(), text: markdown.into(), syntax: Syntax::Yaml, facts: 0..0 };
        TextSource { source, start: 0, digest: Fingerprint::default() }
    }

    /// The places that are reported.
    fn reported(en: &str, fr: &str) -> Vec<(usize, usize)> {
        let (en, fr) = (source(en), source(fr));
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
