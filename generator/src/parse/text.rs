//! A Markdown text, read once: the events that its page is made from, and its outline for the rules, with the place of
//! everything.

mod outline;
mod unseen;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};
use submit_fn::shared::lang::Lang;

use super::prose::TextSource;
use super::slug;
use crate::diagnostic::{Diagnostic, Note, Problem, Related};
use crate::read::{Sizes, Source};
use outline::Outline;
pub(crate) use unseen::{Comments, ITEM, visible};

/// Nobody looks for words of two letters in a text.
const SHORTEST_WORD: usize = 3;

/// What the Markdown of a site may use besides CommonMark.
pub(crate) const MARKDOWN: Options = IN_ANSWERS.union(Options::ENABLE_FOOTNOTES);

/// What the answer to a question may use: several are on one page, which has one place for notes.
pub(crate) const IN_ANSWERS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// A text with the Markdown that its page is made from. It is dropped once the page is made: a site's facts fit in memory,
/// its texts need not.
pub(crate) struct Markdown<'s> {
    pub(crate) text: Text<'s>,
    pub(crate) events: Vec<Event<'s>>,
    /// Of the images beside it.
    pub(crate) sizes: &'s Sizes,
}

/// One language's text of an item, as rules look at it.
pub(crate) struct Text<'s> {
    pub(crate) source: &'s Source,
    pub(crate) lang: Lang,
    /// The first byte after the front matter.
    pub(crate) start: usize,
    /// In document order.
    pub(crate) elements: Vec<Element>,
    /// In document order. None is within another one.
    pub(crate) links: Vec<Link<'s>>,
    pub(crate) images: Vec<Image<'s>>,
    /// The notes, in document order, and the references that lead to one of them.
    pub(crate) notes: Vec<NoteMark<'s>>,
    pub(crate) note_references: Vec<NoteMark<'s>>,
    /// The bytes of each piece of HTML, comments aside.
    pub(crate) html: Vec<Range<usize>>,
    /// The words of all passages, one after the other.
    words: String,
    /// Where stretches of `words` begin, and the bytes of the file that they come from.
    origins: Vec<(usize, usize)>,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) kind: ElementKind,
    /// In bytes of the file, as all ranges here.
    pub(crate) range: Range<usize>,
}

#[derive(Debug)]
pub(crate) enum ElementKind {
    /// A heading, of a level from 1 to 6.
    Heading(u8, Passage),
    /// A paragraph, an item of a list, a cell of a table.
    Block(Passage),
    /// A list and its number of items. It precedes what it contains.
    List(usize),
    /// A table and its numbers of rows and columns. It precedes what it contains.
    Table(usize, usize),
    /// A code block.
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
    pub(crate) target: CowStr<'s>,
    pub(crate) range: Range<usize>,
    /// See [`Text::link_words`].
    words: Range<usize>,
    /// Whether it has more than words: an image, or HTML; or is a part of the text of an image.
    pub(crate) has_more: bool,
}

#[derive(Debug)]
pub(crate) struct Image<'s> {
    pub(crate) target: CowStr<'s>,
    /// The alternative text.
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
}

/// A note, or a reference to one.
#[derive(Debug)]
pub(crate) struct NoteMark<'s> {
    /// As it is written.
    pub(crate) name: CowStr<'s>,
    pub(crate) range: Range<usize>,
}

/// What the name of a note is compared by: letter case does not matter.
pub(crate) fn note_key(name: &str) -> String {
    name.to_lowercase()
}

/// Where the links of an answer lead.
pub(crate) fn link_targets(answer: &str) -> impl Iterator<Item = CowStr<'_>> {
    Parser::new_ext(answer, IN_ANSWERS).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url),
        _ => None,
    })
}

impl<'s> Markdown<'s> {
    pub(crate) fn parse(source: &'s TextSource, lang: Lang, sizes: &'s Sizes) -> Self {
        // An event for every eight bytes is about what prose has.
        let mut events = Vec::with_capacity((source.source.text.len() - source.start) / 8);
        let text = Text::with_events(source, lang, |event| events.push(event));
        Self { text, events, sizes }
    }
}

impl<'s> Text<'s> {
    pub(crate) fn parse(source: &'s TextSource, lang: Lang) -> Self {
        Self::with_events(source, lang, drop)
    }

    /// Its words, each once, folded as in addresses: what a search compares with.
    pub(crate) fn distinct_words(&self) -> String {
        let folded: Vec<_> = self.passages().map(|passage| slug::slugify(self.str(passage))).collect();
        let words = folded.iter().flat_map(|words| words.split('-'));
        let words: BTreeSet<&str> = words.filter(|word| word.len() >= SHORTEST_WORD).collect();
        words.into_iter().collect::<Vec<_>>().join(" ")
    }

    fn with_events(text: &'s TextSource, lang: Lang, mut keep: impl FnMut(Event<'s>)) -> Self {
        let TextSource { source, start, .. } = text;
        let markdown = &source.text[*start..];
        let mut outline = Outline::new(markdown.len());
        for (event, range) in Parser::new_ext(markdown, MARKDOWN).into_offset_iter() {
            outline.take(&event, range.start + start..range.end + start);
            keep(event);
        }
        let Outline { elements, links, images, notes, note_references, html, words, origins, .. } = outline;
        Self { source, lang, start: *start, elements, links, images, notes, note_references, html, words, origins }
    }

    pub(crate) fn str(&self, passage: &Passage) -> &str {
        &self.words[passage.words.clone()]
    }

    /// The words of a link as a reader sees them, images aside.
    pub(crate) fn link_words(&self, link: &Link<'_>) -> &str {
        &self.words[link.words.clone()]
    }

    /// The bytes of the file that a range of a passage's words comes from.
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

    pub(crate) fn headings(&self) -> impl Iterator<Item = Heading<'_>> {
        self.elements.iter().filter_map(|element| match &element.kind {
            ElementKind::Heading(level, passage) => {
                Some(Heading { level: *level, title: self.str(passage), range: &element.range })
            }
            _ => None,
        })
    }

    /// The words of its headings, paragraphs, list items and table cells.
    pub(crate) fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.elements.iter().filter_map(Element::passage)
    }

    /// The links that begin within these bytes of the file.
    pub(crate) fn links_in(&self, range: &Range<usize>) -> &[Link<'s>] {
        let before = |position: usize| self.links.partition_point(|link| link.range.start < position);
        let start = before(range.start);
        &self.links[start..before(range.end).max(start)]
    }

    /// Whether a byte of the file is within a link.
    pub(crate) fn is_in_link(&self, position: usize) -> bool {
        let after = self.links.partition_point(|link| link.range.start <= position);
        after.checked_sub(1).is_some_and(|last| self.links[last].range.contains(&position))
    }
}

impl Element {
    /// The words of a heading or a block.
    pub(crate) const fn passage(&self) -> Option<&Passage> {
        match &self.kind {
            ElementKind::Heading(_, passage) | ElementKind::Block(passage) => Some(passage),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<'t> {
    /// From 1 to 6.
    pub(crate) level: u8,
    pub(crate) title: &'t str,
    pub(crate) range: &'t Range<usize>,
}

/// Assigns a unique anchor to each heading of a text, in document order.
#[derive(Default)]
pub(crate) struct Anchors {
    taken: HashSet<String>,
    /// The number to try next after each base. All lower ones are taken.
    next_number: HashMap<String, usize>,
}

impl Anchors {
    pub(crate) fn next(&mut self, title: &str) -> String {
        let slug = slug::slugify(title);
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        if self.taken.insert(base.clone()) {
            return base;
        }
        let number = self.next_number.entry(base.clone()).or_insert(2);
        loop {
            let anchor = format!("{base}-{number}");
            *number += 1;
            if self.taken.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_knows_where_its_text_comes_from() {
        let source = TextSource::of_markdown("First.\n\nSee **the [*four* files](x)** and `code` &amp; more.\n");
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
        let source =
            TextSource::of_markdown("- a\n- b\n  1. c\n- d\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```sh\n- no\n```\n");
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
        let source =
            TextSource::of_markdown("<!-- a guide\nof two lines -->\n\nBefore ![what it shows](chart.svg) after.\n");
        let text = Text::parse(&source, Lang::En);
        let passages: Vec<_> = text.passages().map(|passage| text.str(passage)).collect();
        assert_eq!(passages, ["Before  after."]);
        assert_eq!((text.images[0].text.as_str(), &*text.images[0].target), ("what it shows", "chart.svg"));
    }

    #[test]
    fn notes_are_read_as_paragraphs_where_they_stand_and_references_are_not() {
        let source =
            TextSource::of_markdown("A word[^N], more.\n\n[^n]: Of the *word*.\n\n    And more.\n\n- b\n[^o]: c\n");
        let text = Text::parse(&source, Lang::En);
        let passages: Vec<_> = text.passages().map(|passage| text.str(passage)).collect();
        assert_eq!(passages, ["A word, more.", "Of the word.", "And more.", "b", "c"]);
        let names = |marks: &[NoteMark<'_>]| marks.iter().map(|mark| mark.name.to_string()).collect::<Vec<_>>();
        assert_eq!(
            (names(&text.notes), names(&text.note_references)),
            (vec!["n".into(), "o".into()], vec!["N".into()])
        );
        assert_eq!(&source.source.text[text.note_references[0].range.clone()], "[^N]");
    }

    #[test]
    fn the_text_of_an_image_is_all_that_stands_within_it() {
        let source = TextSource::of_markdown("Before ![a ![chart](inner.svg)\nof `tides`](outer.svg) after.\n");
        let text = Text::parse(&source, Lang::En);
        let images: Vec<_> = text.images.iter().map(|image| (image.text.as_str(), &*image.target)).collect();
        assert_eq!(images, [("a chart of tides", "outer.svg")]);
        let passages: Vec<_> = text.passages().map(|passage| text.str(passage)).collect();
        assert_eq!(passages, ["Before  after."]);
    }

    #[test]
    fn equal_headings_get_anchors_of_their_own() {
        let mut anchors = Anchors::default();
        assert_eq!([anchors.next("Tests"), anchors.next("Tests"), anchors.next("?")], ["tests", "tests-2", "section"]);
        assert_eq!(
            [anchors.next("Tests 3"), anchors.next("Tests"), anchors.next("Tests")],
            ["tests-3", "tests-4", "tests-5"]
        );
    }

    #[test]
    fn many_equal_headings_take_no_longer_than_others() {
        let mut anchors = Anchors::default();
        let last = (0..3_000).map(|_| anchors.next("Tests")).last();
        assert_eq!(last.as_deref(), Some("tests-3000"));
    }
}
