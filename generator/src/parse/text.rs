//! A Markdown text, read once: the events that its page is made from, and its outline for the rules, with the place of
//! everything.

mod outline;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser};
use submit_fn::shared::lang::Lang;

use super::prose::TextSource;
use super::slug;
use crate::diagnostic::{Diagnostic, Note, Problem, Related};
use crate::read::Source;
use outline::Outline;

/// What the Markdown of a site may use besides CommonMark.
pub(crate) const MARKDOWN: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// One language's text of an item. It is dropped once its page is made: a site's facts fit in memory, its texts need not.
pub(crate) struct Text<'s> {
    pub(crate) source: &'s Source,
    pub(crate) lang: Lang,
    /// The first byte after the front matter.
    pub(crate) start: usize,
    /// Its Markdown.
    pub(crate) events: Vec<Event<'s>>,
    /// What it is made of, in its order.
    pub(crate) elements: Vec<Element>,
    pub(crate) links: Vec<Link<'s>>,
    pub(crate) images: Vec<Image<'s>>,
    /// The bytes of each piece of HTML, comments aside.
    pub(crate) html: Vec<Range<usize>>,
    /// The words of all passages, one after the other.
    words: String,
    /// Where stretches of `words` begin, and the bytes of the file that they come from.
    origins: Vec<(usize, usize)>,
}

/// A part of a text.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) kind: ElementKind,
    /// Its bytes in the file.
    pub(crate) range: Range<usize>,
}

#[derive(Debug)]
pub(crate) enum ElementKind {
    /// A heading, of a level from 1 to 6.
    Heading(u8, Passage),
    /// A paragraph, an item of a list, a cell of a table.
    Block(Passage),
    /// A list, by its number of items. It stands before what it holds.
    List(usize),
    /// A table, by its numbers of rows and columns. It stands before what it holds.
    Table(usize, usize),
    /// A block of code.
    Code,
}

/// Words as a reader sees them, without marks; code is one [`CODE`] for each piece. See [`Text::str`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    words: Range<usize>,
}

/// Stands for a piece of code within a passage: its words are not those of a language.
pub(crate) const CODE: char = '\u{fffc}';

#[derive(Debug)]
pub(crate) struct Link<'s> {
    /// Where it leads.
    pub(crate) target: CowStr<'s>,
    /// Its bytes in the file.
    pub(crate) range: Range<usize>,
}

#[derive(Debug)]
pub(crate) struct Image<'s> {
    /// Its file.
    pub(crate) target: CowStr<'s>,
    /// What is said to those who cannot see it.
    pub(crate) text: String,
    /// Its bytes in the file.
    pub(crate) range: Range<usize>,
}

impl<'s> Text<'s> {
    /// Parses the Markdown of a text.
    pub(crate) fn parse(text: &'s TextSource, lang: Lang) -> Self {
        let TextSource { source, start, .. } = text;
        let markdown = &source.text[*start..];
        let mut outline = Outline::new(markdown.len());
        // An event for every eight bytes is about what prose has.
        let mut events = Vec::with_capacity(markdown.len() / 8);
        for (event, range) in Parser::new_ext(markdown, MARKDOWN).into_offset_iter() {
            outline.take(&event, range.start + start..range.end + start);
            events.push(event);
        }
        let Outline { elements, links, images, html, words, origins, .. } = outline;
        Self { source, lang, start: *start, events, elements, links, images, html, words, origins }
    }

    /// The words of a passage.
    pub(crate) fn str(&self, passage: &Passage) -> &str {
        &self.words[passage.words.clone()]
    }

    /// The bytes of the file that a stretch of a passage comes from.
    pub(crate) fn origin(&self, passage: &Passage, range: &Range<usize>) -> Range<usize> {
        outline::origin(&self.origins, &(passage.words.start + range.start..passage.words.start + range.end))
    }

    /// A problem at bytes of the file.
    pub(crate) fn problem(&self, range: Range<usize>, problem: Problem) -> Diagnostic {
        self.source.problem_in(range, problem)
    }

    /// Bytes of the file as a place that belongs to a problem elsewhere.
    pub(crate) fn related(&self, range: Range<usize>, note: Note) -> Related {
        self.source.related_in(range, note)
    }

    /// Its headings: level, text and bytes in the file.
    pub(crate) fn headings(&self) -> impl Iterator<Item = Heading<'_>> {
        self.elements.iter().filter_map(|element| match &element.kind {
            ElementKind::Heading(level, passage) => {
                Some(Heading { level: *level, title: self.str(passage), range: &element.range })
            }
            _ => None,
        })
    }

    /// Its paragraphs, items, cells and headings.
    pub(crate) fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.elements.iter().filter_map(|element| match &element.kind {
            ElementKind::Heading(_, passage) | ElementKind::Block(passage) => Some(passage),
            _ => None,
        })
    }
}

/// A heading of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<'t> {
    /// From 1 to 6.
    pub(crate) level: u8,
    pub(crate) title: &'t str,
    /// Its bytes in the file.
    pub(crate) range: &'t Range<usize>,
}

/// Gives each heading of a text an anchor of its own, in their order.
#[derive(Default)]
pub(crate) struct Anchors {
    given: Vec<String>,
}

impl Anchors {
    /// The anchor of the next heading.
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
    use crate::fingerprint::Fingerprint;
    use crate::read::Syntax;

    fn source(markdown: &str) -> TextSource {
        let source = Source { path: "en.md".into(), text: markdown.into(), syntax: Syntax::Yaml, facts: 0..0 };
        TextSource { source, start: 0, digest: Fingerprint::default() }
    }

    #[test]
    fn a_passage_knows_where_its_text_comes_from() {
        let source = source("First.\n\nSee **the [*four* files](x)** and `code` &amp; more.\n");
        let text = Text::parse(&source, Lang::En);
        let passage = text.passages().nth(1).unwrap();
        let words = text.str(passage);
        assert_eq!(words, format!("See the four files and {CODE} & more."));
        for word in ["files", "more"] {
            let at = words.find(word).unwrap();
            assert_eq!(&text.source.text[text.origin(passage, &(at..at + word.len()))], word);
        }
    }

    #[test]
    fn lists_and_tables_are_counted() {
        let source = source("- a\n- b\n  1. c\n- d\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```sh\n- no\n```\n");
        let text = Text::parse(&source, Lang::En);
        let structure = text.elements.iter().filter_map(|element| match &element.kind {
            ElementKind::List(items) => Some(format!("list {items}")),
            ElementKind::Table(rows, columns) => Some(format!("table {rows}x{columns}")),
            ElementKind::Code => Some("code".into()),
            _ => None,
        });
        assert_eq!(structure.collect::<Vec<_>>(), ["list 3", "list 1", "table 2x2", "code"]);
        let passages: Vec<_> = text.passages().map(|passage| text.str(passage)).collect();
        assert_eq!(passages, ["a", "b", "c", "d", "x", "y", "1", "2"]);
    }

    #[test]
    fn comments_and_images_are_not_read() {
        let source = source("<!-- a guide\nof two lines -->\n\nBefore ![what it shows](chart.svg) after.\n");
        let text = Text::parse(&source, Lang::En);
        let passages: Vec<_> = text.passages().map(|passage| text.str(passage)).collect();
        assert_eq!(passages, ["Before  after."]);
        assert_eq!((text.images[0].text.as_str(), &*text.images[0].target), ("what it shows", "chart.svg"));
    }

    #[test]
    fn equal_headings_get_anchors_of_their_own() {
        let mut anchors = Anchors::default();
        assert_eq!([anchors.next("Tests"), anchors.next("Tests"), anchors.next("?")], ["tests", "tests-2", "section"]);
    }
}
