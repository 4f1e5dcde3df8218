//! en.md and fr.md: front matter, then Markdown whose sections and links are checked here.

use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use submit_fn::lang::{Bilingual, Lang};

use super::decode::{self, Fields, Node, Report};
use super::ids::Ids;
use super::slug;
use super::values::{date, text};
use crate::diagnostic::{Diagnostic, Expected, Kind, Problem};
use crate::model::{Body, Prose};
use crate::read::{Entry, Source, Syntax};

/// What the Markdown of a site may use besides CommonMark.
pub const MARKDOWN: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

const TITLE_LIMIT: usize = 100;
const SUMMARY_LIMIT: usize = 500;

/// The sections that every opportunity has, in this order.
const SECTIONS: [Bilingual<&str>; 5] = [
    Bilingual { en: "Context", fr: "Contexte" },
    Bilingual { en: "The problem", fr: "Le problème" },
    Bilingual { en: "Data", fr: "Données" },
    Bilingual { en: "The work", fr: "Le travail" },
    Bilingual { en: "Work acceptance criteria", fr: "Critères d'acceptation du travail" },
];

/// A heading of a text.
struct Section {
    level: HeadingLevel,
    /// Its text, without marks.
    title: String,
    /// The bytes of the heading in the file.
    range: Range<usize>,
}

/// Reads both versions of an item's prose, as far as they are there.
pub(super) fn both(root: &Path, entry: &Entry, ids: &Ids, problems: &mut Vec<Diagnostic>) -> Option<Bilingual<Prose>> {
    let [en, fr] = Lang::BOTH.map(|lang| one(root, entry, lang, ids, problems));
    Some(Bilingual { en: en?, fr: fr? })
}

fn one(root: &Path, entry: &Entry, lang: Lang, ids: &Ids, problems: &mut Vec<Diagnostic>) -> Option<Prose> {
    let name = format!("{lang}.md");
    entry.files.iter().find(|file| **file == name)?;
    let mut source =
        Source::read(root, &entry.dir.join(name), Syntax::Yaml).map_err(|problem| problems.push(*problem)).ok()?;
    let start = match front_matter(&source.text) {
        Ok((facts, body)) => {
            source.facts = facts;
            body
        }
        Err(problem) => {
            problems.push(source.problem_in(0..source.text.find('\n').unwrap_or(source.text.len()), problem));
            return None;
        }
    };
    let front = decode::file(&source, problems, |node, report| front(node, &entry.id, lang, report));
    body(&source, start, entry.kind, lang, ids, problems);
    let Front { title, summary, slug, modified } = front?;
    let digest = Body::digest_of(&source.text);
    Some(Prose { title, summary, slug, modified, body: Body { path: source.path, start, digest } })
}

/// The bytes of the front matter, and where the body begins.
fn front_matter(text: &str) -> Result<(Range<usize>, usize), Problem> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(Problem::NoFrontMatter);
    }
    let start = first.len();
    let mut end = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Ok((start..end, end + line.len()));
        }
        end += line.len();
    }
    Err(Problem::OpenFrontMatter)
}

/// The body of a text that was checked before.
pub fn body_of<'t>(text: &'t str, body: &Body) -> &'t str {
    text.get(body.start..).unwrap_or_default()
}

/// The front matter of a text.
struct Front {
    title: String,
    summary: String,
    slug: String,
    modified: Option<Date>,
}

fn front(node: Node<'_>, id: &str, lang: Lang, report: &mut Report<'_>) -> Option<Front> {
    let mut fields = Fields::of(node, report)?;
    let title = fields.required("title", report, |node, report| at_most(TITLE_LIMIT, node, report));
    let summary = fields.required("summary", report, |node, report| at_most(SUMMARY_LIMIT, node, report));
    let named = fields.optional("slug", report, |node, report| {
        let name = text(node, report)?;
        if slug::is_slug(&name) { Some(name) } else { report.wrong(node, Expected::Id) }
    });
    let modified = fields.optional("modified", report, date);
    fields.finish(report);
    let title = title?;
    let slug = named.or_else(|| (lang == Lang::Fr).then(|| slug::slugify(&title)).filter(|slug| !slug.is_empty()));
    Some(Front { title, summary: summary?, slug: slug.unwrap_or_else(|| id.to_owned()), modified })
}

fn at_most(limit: usize, node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = text(node, report)?;
    let length = text.chars().count();
    if length > limit { report.value(node, Problem::TooLong { limit, length }) } else { Some(text) }
}

/// Checks the Markdown: its headings, and its links.
fn body(source: &Source, start: usize, kind: Kind, lang: Lang, ids: &Ids, problems: &mut Vec<Diagnostic>) {
    let outline = outline(&source.text[start..], start);
    for section in outline.sections.iter().filter(|section| section.level == HeadingLevel::H1) {
        problems.push(source.problem_in(section.range.clone(), Problem::TopHeading));
    }
    for (target, range) in &outline.links {
        if let Some(problem) = link_problem(target, &outline, ids) {
            problems.push(source.problem_in(range.clone(), problem));
        }
    }
    problems.extend(outline.images.into_iter().map(|range| source.problem_in(range, Problem::Image)));
    if kind == Kind::Opportunity {
        required_sections(source, start, &outline.sections, &outline.text, lang, problems);
    }
}

/// What the checks need to know of a text.
struct Outline {
    sections: Vec<Section>,
    /// Where there is something else than headings.
    text: Vec<usize>,
    links: Vec<(String, Range<usize>)>,
    images: Vec<Range<usize>>,
}

fn outline(markdown: &str, start: usize) -> Outline {
    let mut outline = Outline { sections: Vec::new(), text: Vec::new(), links: Vec::new(), images: Vec::new() };
    let mut heading: Option<Section> = None;
    for (event, range) in Parser::new_ext(markdown, MARKDOWN).into_offset_iter() {
        let range = range.start + start..range.end + start;
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                heading = Some(Section { level, title: String::new(), range });
            }
            Event::End(TagEnd::Heading(_)) => outline.sections.extend(heading.take()),
            Event::Start(Tag::Link { dest_url, .. }) => outline.links.push((dest_url.into_string(), range)),
            Event::Start(Tag::Image { .. }) => outline.images.push(range),
            Event::Text(text) | Event::Code(text) => match &mut heading {
                Some(heading) => heading.title.push_str(&text),
                None => outline.text.push(range.start),
            },
            _ => {}
        }
    }
    outline
}

/// The kinds that a link may name, by what stands before the colon.
pub(crate) fn linked_kind(scheme: &str) -> Option<Kind> {
    Some(match scheme {
        "opportunity" => Kind::Opportunity,
        "project" => Kind::Project,
        "team" => Kind::Team,
        "department" => Kind::Department,
        "skill" => Kind::Skill,
        "terms" => Kind::Terms,
        "page" => Kind::Page,
        "news" => Kind::News,
        _ => return None,
    })
}

fn link_problem(target: &str, outline: &Outline, ids: &Ids) -> Option<Problem> {
    if let Some(anchor) = target.strip_prefix('#') {
        let mut anchors = Anchors::default();
        let found = outline.sections.iter().any(|section| anchors.next(&section.title) == anchor);
        return (!found).then(|| Problem::Link { target: target.to_owned() });
    }
    let Some((scheme, rest)) = target.split_once(':') else {
        return Some(Problem::Link { target: target.to_owned() });
    };
    match (scheme, linked_kind(scheme)) {
        (_, Some(kind)) => ids.check(kind, rest.split('#').next().unwrap_or(rest)),
        ("https" | "http" | "mailto", None) => None,
        _ => Some(Problem::UnsafeLink { target: target.to_owned() }),
    }
}

fn required_sections(
    source: &Source,
    start: usize,
    sections: &[Section],
    text: &[usize],
    lang: Lang,
    problems: &mut Vec<Diagnostic>,
) {
    let level_two: Vec<_> = sections.iter().filter(|section| section.level == HeadingLevel::H2).collect();
    let mut last: Option<(usize, &'static str)> = None;
    for title in SECTIONS.map(|titles| *titles.get(lang)) {
        let Some(index) = level_two.iter().position(|section| same_title(&section.title, title)) else {
            problems.push(source.problem_in(start..start, Problem::MissingSection { title }));
            continue;
        };
        let section = level_two[index];
        match last {
            Some((before, after)) if index < before => {
                problems.push(source.problem_in(section.range.clone(), Problem::SectionOrder { title, after }));
            }
            _ => last = Some((index, title)),
        }
        let end = level_two.get(index + 1).map_or(usize::MAX, |next| next.range.start);
        if !text.iter().any(|at| (section.range.end..end).contains(at)) {
            problems.push(source.problem_in(section.range.clone(), Problem::EmptySection { title }));
        }
    }
}

/// Titles are the same whatever their capitals, their apostrophes and the spaces around.
fn same_title(typed: &str, title: &str) -> bool {
    let plain = |text: &str| text.trim().replace('’', "'").replace('\u{a0}', " ").to_lowercase();
    plain(typed) == plain(title)
}

/// Gives each heading of a text an anchor of its own, in their order.
#[derive(Default)]
pub(crate) struct Anchors {
    given: Vec<String>,
}

impl Anchors {
    pub(crate) fn next(&mut self, title: &str) -> String {
        let slug = slug::slugify(title);
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        let mut anchor = base.clone();
        let mut n = 2;
        while self.given.contains(&anchor) {
            anchor = format!("{base}-{n}");
            n += 1;
        }
        self.given.push(anchor.clone());
        anchor
    }
}

/// The text of inline events, without marks.
pub(crate) fn plain<'e>(events: impl IntoIterator<Item = &'e Event<'e>>) -> String {
    let texts = events.into_iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        _ => None,
    });
    texts.map(CowStr::as_ref).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_at_its_second_line_of_dashes() {
        let text = "---\r\ntitle: A\r\n---\r\nBody\n";
        let (facts, body) = front_matter(text).unwrap();
        assert_eq!((&text[facts], &text[body..]), ("title: A\r\n", "Body\n"));
        assert_eq!(front_matter("title: A\n"), Err(Problem::NoFrontMatter));
        assert_eq!(front_matter("---\ntitle: A\n"), Err(Problem::OpenFrontMatter));
    }

    #[test]
    fn equal_headings_get_anchors_of_their_own() {
        let mut anchors = Anchors::default();
        assert_eq!([anchors.next("Tests"), anchors.next("Tests"), anchors.next("?")], ["tests", "tests-2", "section"]);
    }
}
