//! en.md and fr.md: front matter, then Markdown whose sections and links are checked here.

use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;
use pulldown_cmark::Options;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::decode::{self, Fields, Node, Report};
use super::ids::Ids;
use super::slug;
use super::text::{Element, ElementKind, Passage, Text};
use super::values::{date, text};
use crate::diagnostic::{Diagnostic, Expected, Problem};
use crate::model::Kind;
use crate::model::{Body, Prose};
use crate::read::{Entry, Source, Syntax, is_image};
use crate::schema::FRONT_MATTER;

/// What the Markdown of a site may use besides CommonMark.
pub(crate) const MARKDOWN: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

const TITLE_LIMIT: usize = 100;
const SUMMARY_LIMIT: usize = 500;

/// The sections that every opportunity has, in this order.
pub(crate) const SECTIONS: [Bilingual<&str>; 5] = [
    Bilingual { en: "Context", fr: "Contexte" },
    Bilingual { en: "The problem", fr: "Le problème" },
    Bilingual { en: "Data", fr: "Données" },
    Bilingual { en: "The work", fr: "Le travail" },
    Bilingual { en: "Work acceptance criteria", fr: "Critères d'acceptation du travail" },
];

/// Both versions of an item's prose, as far as they are there.
pub(super) struct Proses {
    /// What is known of them once they are forgotten.
    pub(super) prose: Option<Bilingual<Prose>>,
    /// What they say.
    pub(super) texts: Bilingual<Option<Text>>,
}

/// Reads both versions of an item's prose.
pub(super) fn both(root: &Path, entry: &Entry, ids: &Ids, problems: &mut Vec<Diagnostic>) -> Proses {
    let mut read = |lang| one(root, entry, lang, ids, problems).unwrap_or_default();
    let ((en, english), (fr, french)) = (read(Lang::En), read(Lang::Fr));
    let prose = en.zip(fr).map(|(en, fr)| Bilingual { en, fr });
    Proses { prose, texts: Bilingual { en: english, fr: french } }
}

type ProseAndText = (Option<Prose>, Option<Text>);

fn one(root: &Path, entry: &Entry, lang: Lang, ids: &Ids, problems: &mut Vec<Diagnostic>) -> Option<ProseAndText> {
    let name = format!("{lang}.md");
    entry.files.iter().find(|file| **file == name)?;
    let (source, start) = text_source(root, &entry.dir.join(name)).map_err(|problem| problems.push(*problem)).ok()?;
    let front = decode::file(&source, problems, |node, report| front(node, &entry.id, lang, report));
    let digest = Body::digest_of(&source.text);
    let body = Body { path: source.path.clone(), start, digest };
    let text = Text::new(source, lang, start);
    links(&text, entry, ids, problems);
    if entry.kind == Kind::Opportunity {
        required_sections(&text, problems);
    }
    let words = text.words();
    let prose =
        front.map(|Front { title, summary, slug, modified }| Prose { title, summary, slug, modified, words, body });
    Some((prose, Some(text)))
}

/// A text, whose facts are its front matter, and where its body begins.
///
/// # Errors
/// The diagnostic to show when it cannot be read or has no front matter.
pub(crate) fn text_source(root: &Path, path: &Path) -> Result<(Source, usize), Box<Diagnostic>> {
    let mut source = Source::read(root, path, Syntax::Yaml)?;
    let (facts, body) = front_matter(&source.text).map_err(|problem| {
        Box::new(source.problem_in(0..source.text.find('\n').unwrap_or(source.text.len()), problem))
    })?;
    source.facts = facts;
    Ok((source, body))
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
pub(crate) fn body_of<'t>(text: &'t str, body: &Body) -> &'t str {
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
    let mut fields = Fields::of(node, &FRONT_MATTER, report)?;
    let title = fields.get("title", report, |node, report| at_most(TITLE_LIMIT, node, report));
    let summary = fields.get("summary", report, |node, report| at_most(SUMMARY_LIMIT, node, report));
    let named = fields.get("slug", report, |node, report| {
        let name = text(node, report)?;
        if slug::is_slug(&name) { Some(name) } else { report.wrong(node, Expected::Id) }
    });
    let modified = fields.get("modified", report, date);
    fields.finish(report);
    let title = title?;
    let slug = named.or_else(|| (lang == Lang::Fr).then(|| slug::slugify(&title)).filter(|slug| !slug.is_empty()));
    Some(Front { title, summary: summary?, slug: slug.unwrap_or_else(|| id.to_owned()), modified })
}

fn at_most(limit: usize, node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = text(node, report)?;
    let length = text.chars().count();
    if length > limit {
        report.value::<()>(node, Problem::TooLong { limit, length });
    }
    Some(text)
}

/// Checks what a text refers to: links and images; and that it has no title of its own.
fn links(text: &Text, entry: &Entry, ids: &Ids, problems: &mut Vec<Diagnostic>) {
    for (_, _, range) in text.headings().filter(|(level, ..)| *level == 1) {
        problems.push(text.problem(range.clone(), Problem::TopHeading));
    }
    for link in &text.links {
        if let Some(problem) = link_problem(&link.target, text, ids) {
            problems.push(text.problem(link.range.clone(), problem));
        }
    }
    for image in text.images.iter().filter(|image| !is_image(&image.target) || !entry.files.contains(&image.target)) {
        problems.push(text.problem(image.range.clone(), Problem::Image { target: image.target.clone() }));
    }
}

fn link_problem(target: &str, text: &Text, ids: &Ids) -> Option<Problem> {
    if let Some(anchor) = target.strip_prefix('#') {
        let mut anchors = Anchors::default();
        let found = text.headings().any(|(_, heading, _)| anchors.next(&heading.text) == anchor);
        return (!found).then(|| Problem::Link { target: target.to_owned() });
    }
    let Some((scheme, rest)) = target.split_once(':') else {
        return Some(Problem::Link { target: target.to_owned() });
    };
    match (scheme, Kind::of_scheme(scheme)) {
        (_, Some(kind)) => ids.check(kind, rest.split('#').next().unwrap_or(rest)),
        ("https" | "http" | "mailto", None) => None,
        _ => Some(Problem::UnsafeLink { target: target.to_owned() }),
    }
}

fn required_sections(text: &Text, problems: &mut Vec<Diagnostic>) {
    let sections: Vec<Heading<'_>> = text.headings().filter(|(level, ..)| *level == 2).collect();
    let titles = SECTIONS.map(|titles| *titles.get(text.lang));
    let mut last: Option<(usize, &'static str)> = None;
    for title in titles {
        let Some(index) = sections.iter().position(|(_, heading, _)| same_title(&heading.text, title)) else {
            let after = last.map_or(0, |(index, _)| index + 1);
            problems.extend(missing_section(text, title, &sections[after..]));
            continue;
        };
        let range = sections[index].2;
        match last {
            Some((before, after)) if index < before => {
                problems.push(
                    text.problem(range.clone(), Problem::SectionOrder { title: title.into(), after: after.into() }),
                );
            }
            _ => last = Some((index, title)),
        }
        let end = sections.get(index + 1).map_or(usize::MAX, |(_, _, next)| next.start);
        let within = |element: &Element| range.end <= element.range.start && element.range.start < end;
        let is_text = |element: &Element| !matches!(element.kind, ElementKind::Heading(..));
        if !text.elements.iter().any(|element| within(element) && is_text(element)) {
            problems.push(text.problem(range.clone(), Problem::EmptySection { title: title.into() }));
        }
    }
}

type Heading<'t> = (u8, &'t Passage, &'t Range<usize>);

/// A missing section, told at the heading that is probably meant to begin it: of its title but another level, or no
/// heading but of its title, or of another title but in its place, before the next section.
fn missing_section(text: &Text, title: &'static str, following: &[Heading<'_>]) -> Option<Diagnostic> {
    let other_level = text.headings().find(|(_, heading, _)| same_title(&heading.text, title));
    // A heading of level 1 is told as such.
    if other_level.is_some_and(|(level, ..)| level == 1) {
        return None;
    }
    // A line in bold, or with its signs but no space after them.
    let mut paragraphs = text.elements.iter().filter(|element| match &element.kind {
        ElementKind::Block(passage) => same_title(passage.text.trim_start_matches('#'), title),
        _ => false,
    });
    let is_known = |heading: &Passage| SECTIONS.iter().any(|titles| same_title(&heading.text, titles.get(text.lang)));
    let in_its_place = following.first().filter(|(_, heading, _)| !is_known(heading)).copied();
    let meant = other_level.map(|(_, _, range)| range).or_else(|| paragraphs.next().map(|element| &element.range));
    let meant = meant.or(in_its_place.map(|(_, _, range)| range));
    let range = meant.map_or(text.start..text.start, Range::clone);
    Some(text.problem(range, Problem::MissingSection { title: title.into(), is_here: meant.is_some() }))
}

/// Titles are the same whatever their capitals, their apostrophes and the spaces around.
pub(crate) fn same_title(typed: &str, title: &str) -> bool {
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
