//! en.md and fr.md: where front matter and Markdown are, and what the front matter says.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::Lang;

use super::slug::slugify;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint::Fingerprint;
use crate::model::{Kind, Prose, address};
use crate::read::{Entry, Source, Syntax};
use crate::schema::entity::FrontMatter;
use crate::schema::{Context, file};
use crate::yaml;

/// One language's text of an item.
pub(crate) struct TextSource {
    /// Its keys and values are the front matter.
    pub(crate) source: Source,
    /// Where the Markdown begins, in bytes.
    pub(crate) start: usize,
    /// Of the whole file.
    pub(crate) digest: Fingerprint,
}

#[cfg(test)]
impl TextSource {
    /// Markdown without front matter, for the tests of rules.
    pub(crate) fn of_markdown(markdown: &str) -> Self {
        let source = Source { path: "text.md".into(), text: markdown.into(), syntax: Syntax::Yaml, facts: 0..0 };
        Self { source, start: 0, digest: Fingerprint::default() }
    }
}

/// What must be known of a text to read it again.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct KnownText {
    /// The first byte after the front matter.
    start: usize,
    /// Of the file as it was read.
    digest: Fingerprint,
}

impl TextSource {
    pub(crate) const fn known(&self) -> KnownText {
        KnownText { start: self.start, digest: self.digest }
    }
}

/// Reads the text of an item in a language, if it has one.
pub(super) fn read(root: &Path, entry: &Entry, lang: Lang, problems: &mut Vec<Diagnostic>) -> Option<TextSource> {
    let name = format!("{lang}.md");
    entry.files.iter().find(|file| **file == name)?;
    front_matter_of(root, &entry.text(lang)).map_err(|problem| problems.push(*problem)).ok()
}

/// Reads a text and finds its front matter.
///
/// # Errors
/// The diagnostic to show if it cannot be read or has no front matter.
pub(crate) fn front_matter_of(root: &Path, path: &Path) -> Result<TextSource, Box<Diagnostic>> {
    with_front_matter(Source::read(root, path, Syntax::Yaml)?)
}

/// A text as it once was at `path`; `None` if it has no front matter.
pub(crate) fn text_of(path: PathBuf, text: &str) -> Option<TextSource> {
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let facts = 0..text.len();
    with_front_matter(Source { path, text, syntax: Syntax::Yaml, facts }).ok()
}

fn with_front_matter(mut source: Source) -> Result<TextSource, Box<Diagnostic>> {
    let (facts, start) = front_matter(&source.text).map_err(|problem| {
        let range = match problem {
            Problem::OpenFrontMatter => dashes(&source.text),
            _ => None,
        };
        Box::new(source.problem_in(range.unwrap_or(0..source.text.len()), problem))
    })?;
    source.facts = facts;
    let digest = Fingerprint::of(source.text.as_bytes());
    Ok(TextSource { source, start, digest })
}

/// A text could not be read again.
pub(crate) enum BodyError {
    Unreadable(Box<Diagnostic>),
    /// Someone saved it while the site was being built.
    Changed,
}

/// Reads the text at `path` that was read before.
///
/// # Errors
/// If it cannot be read, or is no longer the same: a text is not published unless it was checked as it is.
pub(crate) fn read_again(root: &Path, path: &Path, known: KnownText) -> Result<TextSource, BodyError> {
    let source = Source::read(root, path, Syntax::Yaml).map_err(BodyError::Unreadable)?;
    let digest = Fingerprint::of(source.text.as_bytes());
    if digest != known.digest {
        return Err(BodyError::Changed);
    }
    Ok(TextSource { source, start: known.start, digest })
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

/// The bytes of a later line of dashes, fewer or more than three, that may be meant to end the front matter.
fn dashes(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let dashes = line.trim_end();
        if start > 0 && !dashes.is_empty() && dashes.chars().all(|c| matches!(c, '-' | '–' | '—')) {
            return Some(start..start + dashes.len());
        }
        start += line.len();
    }
    None
}

/// Parses the front matter of a text.
pub(super) fn parse(
    text: &TextSource,
    entry: &Entry,
    lang: Lang,
    context: Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Prose> {
    let FrontMatter { title, summary, slug, modified } = file::keys(&text.source, context, problems)?;
    let title = title?;
    let slug = slug.unwrap_or_else(|| usual_slug(&title, &entry.id, lang));
    Some(Prose { title, summary: summary?, slug, modified })
}

/// The last part of an item's address, unless its front matter gives another: in French, its title.
fn usual_slug(title: &str, id: &str, lang: Lang) -> String {
    let from_title = (lang == Lang::Fr).then(|| slugify(title)).filter(|slug| !slug.is_empty());
    from_title.unwrap_or_else(|| id.to_owned())
}

/// The address of an item in a language, as far as its text can be read.
pub(crate) fn address_of(root: &Path, kind: Kind, id: &str, lang: Lang) -> Option<String> {
    address_in(&front_matter_of(root, &kind.text(id, lang)).ok()?, kind, id, lang)
}

/// The address that a text gives an item, as far as it can be read.
pub(crate) fn address_in(text: &TextSource, kind: Kind, id: &str, lang: Lang) -> Option<String> {
    let keys: yaml::Mapping = yaml::parse(text.source.facts()).ok()?;
    let said = |key: &str| keys.get(key).and_then(yaml::Value::as_str);
    let slug = said("slug").map(str::to_owned).or_else(|| Some(usual_slug(said("title")?, id, lang)))?;
    Some(format!("{}{slug}/", address::list(kind).get(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_too_few_dashes_is_blamed_for_an_open_front_matter() {
        let found = |text| dashes(text).map(|range| &text[range]);
        assert_eq!(found("---\ntitle: A\n--\nBody\n---- \n"), Some("--"));
        assert_eq!(found("---\ntitle: A\n—\n"), Some("—"));
        assert_eq!(found("---\ntitle: A - B\n- c\n"), None);
    }

    #[test]
    fn front_matter_ends_at_its_second_line_of_dashes() {
        let text = "---\r\ntitle: A\r\n---\r\nBody\n";
        let (facts, body) = front_matter(text).unwrap();
        assert_eq!((&text[facts], &text[body..]), ("title: A\r\n", "Body\n"));
        assert_eq!(front_matter("title: A\n"), Err(Problem::NoFrontMatter));
        assert_eq!(front_matter("---\ntitle: A\n"), Err(Problem::OpenFrontMatter));
    }
}
