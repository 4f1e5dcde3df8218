//! The text of a posted opportunity: a number, a unit, a criterion or a section changes by an amendment alone.

use std::ops::Range;

use submit_fn::shared::lang::Lang;

use super::difference::{Difference, difference, is_same};
use super::past::{Past, Posting, UNPUBLISHED, items};
use super::unamended::short;
use crate::check::text::{Sections, section_of};
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Version};
use crate::model::{Kind, TextPart};
use crate::parse::{self, Text, TextSource, visible};
use crate::read::{Segment, Source, Target};
use crate::yaml::{self, Value};

/// The parts of the texts of some opportunities that are no longer what they were when posted.
///
/// # Errors
/// If git fails.
pub(super) fn rule(past: &Past<'_>, postings: &[Posting]) -> Result<Vec<Diagnostic>, GitError> {
    // The text of one whose facts cannot be read is looked at once they can.
    let postings = postings.iter().filter(|posting| posting.current.is_some());
    let texts = postings.flat_map(|posting| Lang::BOTH.map(|lang| (posting, lang)));
    let changed: Vec<_> = texts
        .map(|(posting, lang)| (posting, lang, past.since(posting, &format!("{lang}.md"))))
        .filter(|(posting, lang, versions)| {
            let path = posting.folder.join(format!("{lang}.md"));
            !versions.is_empty() && (versions.len() > 1 || past.unpublished.contains(&path))
        })
        .collect();
    let blobs = past.repository.blobs(changed.iter().flat_map(|(.., versions)| versions.iter()))?;
    let mut diagnostics = Vec::new();
    for (posting, lang, versions) in changed {
        let path = posting.folder.join(format!("{lang}.md"));
        let text = |version: &Version| {
            let text = blobs.get(version.blob.as_ref()?)?;
            Some(PostedText::of(parse::text_of(path.clone(), text)?, posting, lang))
        };
        let versions: Vec<_> = versions.iter().filter_map(|version| Some((version, text(version)?))).collect();
        // One that is gone or cannot be read is reported as such.
        let Ok(now) = parse::front_matter_of(past.root, &path) else { continue };
        diagnostics.extend(changes(past, posting, &versions, &PostedText::of(now, posting, lang)));
    }
    Ok(diagnostics)
}

/// A text in its parts, all of it in one of them.
struct PostedText {
    source: Source,
    /// Of its page.
    address: Option<String>,
    parts: Vec<Part>,
}

struct Part {
    name: TextPart,
    /// As a reader sees it, without comments and whatever the signs of lists.
    text: String,
    /// The bytes of the file that it comes from. Of a value that is quoted or folded they are others.
    place: Range<usize>,
    /// The levels and titles of its headings.
    headings: Vec<(u8, String)>,
}

impl PostedText {
    fn of(source: TextSource, posting: &Posting, lang: Lang) -> Self {
        let address = parse::address_in(&source, Kind::Opportunity, posting.id(), lang);
        let values: Option<Value> = yaml::parse(source.source.facts()).ok();
        let mut parts: Vec<Part> = [TextPart::Title, TextPart::Summary]
            .into_iter()
            .filter_map(|name| {
                let text = values.as_ref()?.get(name.id())?.as_str()?.to_owned();
                let place = source.source.range_of(&Target::Value(vec![Segment::Key(name.id())]));
                Some(Part { name, text, place, headings: Vec::new() })
            })
            .collect();
        parts.extend(sections(&source, lang));
        Self { source: source.source, address, parts }
    }

    fn part(&self, name: TextPart) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

/// The sections with what stands before the first of them, and with sections of other titles after them.
fn sections(source: &TextSource, lang: Lang) -> Vec<Part> {
    let text = Text::parse(source, lang);
    // Its front matter stays, so that places are those of the file.
    let (front_matter, body) = source.source.text.split_at(text.start);
    let seen = format!("{front_matter}{}", visible(body));
    let sections = Sections::of(&text);
    let names = TextPart::ALL.iter().copied().filter(|part| section_of(*part).is_some());
    let found = names.enumerate().filter_map(|(place, name)| Some((sections.get(place)?.heading.start, name)));
    let mut found: Vec<_> = found.collect();
    found.sort_unstable();
    match found.first_mut() {
        Some((start, _)) => *start = text.start,
        None => found.push((text.start, TextPart::Context)),
    }
    let end = |i: usize| found.get(i + 1).map_or(text.source.text.len(), |(start, _)| *start);
    let part = |(i, (start, name)): (usize, &(usize, TextPart))| {
        let place = *start..end(i);
        let headings = text.headings().filter(|heading| place.contains(&heading.range.start));
        let headings = headings.map(|heading| (heading.level, heading.title.to_owned())).collect();
        Part { name: *name, text: seen[place.clone()].to_owned(), place, headings }
    };
    found.iter().enumerate().map(part).collect()
}

/// What changed in the parts of a text since the first of its versions.
fn changes(
    past: &Past<'_>,
    posting: &Posting,
    versions: &[(&Version, PostedText)],
    now: &PostedText,
) -> Vec<Diagnostic> {
    let Some((_, posted)) = versions.first() else { return Vec::new() };
    let changed = posted.parts.iter().filter_map(|was| change(past, posting, versions, was, now));
    changed.chain(moved(posted, now)).collect()
}

/// A page whose address is not the one that it was posted at.
fn moved(posted: &PostedText, text: &PostedText) -> Option<Diagnostic> {
    let (was, now) = (posted.address.clone()?, text.address.clone()?);
    let has_slug = text.source.facts().lines().any(|line| line.starts_with("slug:"));
    let target = Target::value(if has_slug { "slug" } else { "title" });
    (was != now).then(|| text.source.problem_at(&target, Problem::AddressMoved { was, now }))
}

fn change(
    past: &Past<'_>,
    posting: &Posting,
    versions: &[(&Version, PostedText)],
    was: &Part,
    text: &PostedText,
) -> Option<Diagnostic> {
    // A missing section is reported as such.
    let now = text.part(was.name)?;
    if let Some(late) = late_change(posting, versions, now, text) {
        return Some(late);
    }
    let found = difference(&was.text, &now.text)?;
    let changes = changes_of(versions, now);
    if is_amended(posting, was.name, &changes) {
        return None;
    }
    let change = past.change(changes.last().copied().flatten());
    let (before, after) = (short(&was.text[found.was.clone()]), short(&now.text[found.now.clone()]));
    let problem = match now.matters(was, &found) {
        true => Problem::TextRewritten { part: was.name, was: before, now: after, change },
        false => Problem::TextChanged { part: was.name, was: before, now: after, change },
    };
    Some(text.source.problem_in(now.place_of(&text.source.text, &found), problem))
}

/// What matters in a part of a text stays as it was when the opportunity ended, with an amendment or without.
fn late_change(
    posting: &Posting,
    versions: &[(&Version, PostedText)],
    now: &Part,
    text: &PostedText,
) -> Option<Diagnostic> {
    let ended = posting.ended.as_ref()?;
    let known = versions.iter().rev().find(|(version, _)| !ended.is_before(Some(version))).or(versions.first());
    let was = known?.1.part(now.name)?;
    let found = difference(&was.text, &now.text).filter(|found| now.matters(was, found))?;
    let place = now.place_of(&text.source.text, &found);
    Some(text.source.problem_in(place, Problem::LateChange { closed: ended.day }))
}

/// The versions since the first that changed a part; the last is `None` if that change is not published yet.
fn changes_of<'v>(versions: &[(&'v Version, PostedText)], now: &Part) -> Vec<Option<&'v Version>> {
    let published = versions.iter().map(|(version, text)| (Some(*version), text.part(now.name)));
    let states: Vec<_> = published.chain([(None, Some(now))]).collect();
    let differ = |was: Option<&Part>, now: Option<&Part>| match (was, now) {
        (Some(was), Some(now)) => !is_same(&was.text, &now.text),
        (was, now) => was.is_some() != now.is_some(),
    };
    states.windows(2).filter(|states| differ(states[0].1, states[1].1)).map(|states| states[1].0).collect()
}

fn title((level, title): &(u8, String)) -> (u8, String) {
    (*level, title.to_lowercase())
}

impl Part {
    /// Whether a bidder would answer otherwise after a change.
    fn matters(&self, was: &Self, found: &Difference) -> bool {
        let is_of_sections = !was.headings.iter().map(title).eq(self.headings.iter().map(title));
        found.is_of_numbers || is_of_sections || self.name == TextPart::Acceptance
    }

    /// The bytes of the file in which the part differs.
    fn place_of(&self, file: &str, found: &Difference) -> Range<usize> {
        let is_as_written = file.get(self.place.clone()).is_some_and(|written| written.len() == self.text.len());
        match is_as_written {
            true => self.place.start + found.now.start..self.place.start + found.now.end,
            false => self.place.clone(),
        }
    }
}

/// Whether an amendment tells of the last change of a part: one that came with it or later, or before it if none of the
/// other changes needs that one.
fn is_amended(posting: &Posting, part: TextPart, changes: &[Option<&Version>]) -> bool {
    let names = |amendment: &Value| items(amendment, "texts").any(|name| name.as_str() == Some(part.id()));
    let amended = posting.amended_at(names);
    let order = |change: &Option<&Version>| change.map_or(UNPUBLISHED, |version| version.order);
    let mut orders = changes.iter().rev().map(order);
    let (last, before) = (orders.next().unwrap_or(UNPUBLISHED), orders.next().unwrap_or_default());
    let newest = amended.last();
    newest.is_some_and(|newest| *newest >= last || (*newest > before && amended.len() >= changes.len()))
}
