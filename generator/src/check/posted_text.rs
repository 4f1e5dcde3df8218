//! The text of a posted opportunity: a number, a unit, a criterion or a section changes by an amendment alone.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};
use submit_fn::shared::lang::Lang;

use super::difference::{Difference, difference, is_same};
use super::past::{Past, Posting, items};
use super::sections::{Sections, section_of};
use super::unamended::short;
use super::wording::regex;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Version};
use crate::model::TextPart;
use crate::parse::{self, Text, TextSource};
use crate::read::{Segment, Source, Target};
use crate::yaml::{self, Value};

/// The parts of the texts of some opportunities that are no longer what they were when posted.
///
/// # Errors
/// If git fails.
pub(super) fn rule(past: &Past<'_>, postings: &[Posting]) -> Result<Vec<Diagnostic>, GitError> {
    let texts = postings.iter().flat_map(|posting| Lang::BOTH.map(|lang| (posting, lang)));
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
            Some(PostedText::of(parse::text_of(path.clone(), text)?, lang))
        };
        let versions: Vec<_> = versions.iter().filter_map(|version| Some((version, text(version)?))).collect();
        // One that is gone or cannot be read is reported as such.
        let Ok(now) = parse::front_matter_of(past.root, &path) else { continue };
        diagnostics.extend(changes(past, posting, &versions, &PostedText::of(now, lang)));
    }
    Ok(diagnostics)
}

/// A text in its parts, all of it in one of them.
struct PostedText {
    source: Source,
    parts: Vec<Part>,
}

struct Part {
    name: TextPart,
    /// As a reader sees it: comments and the numbers of lists are spaces.
    text: String,
    /// The bytes of the file that it comes from. Of a value that is quoted or folded they are others.
    place: Range<usize>,
    /// The levels and titles of its headings.
    headings: Vec<(u8, String)>,
}

impl PostedText {
    fn of(source: TextSource, lang: Lang) -> Self {
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
        Self { source: source.source, parts }
    }

    fn part(&self, name: TextPart) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

/// The sections with what stands before the first of them, and with sections of other titles after them.
fn sections(source: &TextSource, lang: Lang) -> Vec<Part> {
    let text = Text::parse(source, lang);
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
        Part { name: *name, text: visible(&text.source.text[place.clone()]), place, headings }
    };
    found.iter().enumerate().map(part).collect()
}

/// Markdown with spaces in the place of comments and of the numbers of lists.
fn visible(markdown: &str) -> String {
    static UNSEEN: LazyLock<Regex> = LazyLock::new(|| regex(r"(?ms)<!--.*?-->|^[ \t]*\d+[.)][ \t]"));
    UNSEEN.replace_all(markdown, |found: &Captures<'_>| " ".repeat(found[0].len())).into_owned()
}

/// What changed in the parts of a text since the first of its versions.
fn changes(
    past: &Past<'_>,
    posting: &Posting,
    versions: &[(&Version, PostedText)],
    now: &PostedText,
) -> Vec<Diagnostic> {
    let Some((_, posted)) = versions.first() else { return Vec::new() };
    posted.parts.iter().filter_map(|was| change(past, posting, versions, was, now)).collect()
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
    let found = difference(&was.text, &now.text)?;
    let is_other = |text: &PostedText| text.part(was.name).is_none_or(|part| !is_same(&part.text, &now.text));
    let last_other = versions.iter().rposition(|(_, text)| is_other(text)).unwrap_or_default();
    let version = versions.get(last_other + 1).map(|(version, _)| *version);
    let change = past.change(version);
    let is_of_sections = !was.headings.iter().map(title).eq(now.headings.iter().map(title));
    let matters = found.is_of_numbers || is_of_sections || was.name == TextPart::Acceptance;
    let place = now.place_of(&text.source.text, &found);
    let closed = posting.closed(past).filter(|closed| version.is_none() || change.date > *closed);
    if let Some(closed) = closed.filter(|_| matters) {
        return Some(text.source.problem_in(place, Problem::LateChange { closed }));
    }
    if is_amended(posting, was.name, version, change.date) {
        return None;
    }
    let (before, after) = (short(&was.text[found.was.clone()]), short(&now.text[found.now.clone()]));
    let problem = match matters {
        true => Problem::TextRewritten { part: was.name, was: before, now: after, change },
        false => Problem::TextChanged { part: was.name, was: before, now: after, change },
    };
    Some(text.source.problem_in(place, problem))
}

fn title((level, title): &(u8, String)) -> (u8, String) {
    (*level, title.to_lowercase())
}

impl Part {
    /// The bytes of the file in which the part differs.
    fn place_of(&self, file: &str, found: &Difference) -> Range<usize> {
        let is_as_written = file.get(self.place.clone()).is_some_and(|written| written.len() == self.text.len());
        match is_as_written {
            true => self.place.start + found.now.start..self.place.start + found.now.end,
            false => self.place.clone(),
        }
    }
}

/// Whether an amendment names a part of the text: one that came with the change, or that was dated after it.
fn is_amended(posting: &Posting, part: TextPart, version: Option<&Version>, changed: Date) -> bool {
    let Some((_, current)) = &posting.current else { return true };
    let naming = |facts: &Value| -> Vec<Option<Date>> {
        let names = |amendment: &&Value| items(amendment, "texts").any(|name| name.as_str() == Some(part.id()));
        let date = |amendment: &Value| amendment.get("date")?.as_str()?.parse().ok();
        items(facts, "amendments").filter(names).map(date).collect()
    };
    let now = naming(current);
    now.iter().flatten().any(|date| *date >= changed)
        || now.len() > posting.before(version).map_or(0, |facts| naming(facts).len())
}
