//! The outline of a Markdown text: what the rules look at, with the place of everything.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};
use submit_fn::shared::lang::Lang;

use super::prose::MARKDOWN;
use crate::diagnostic::{Diagnostic, Problem, Related};
use crate::read::Source;

/// One language's text of an item. It is dropped once checked: a site's facts fit in memory, its texts need not.
pub(crate) struct Text {
    /// The file.
    pub(crate) source: Source,
    /// What it is written in.
    pub(crate) lang: Lang,
    /// The first byte after the front matter.
    pub(crate) start: usize,
    /// What it is made of, in its order.
    pub(crate) elements: Vec<Element>,
    /// Its links.
    pub(crate) links: Vec<Link>,
    /// Its images.
    pub(crate) images: Vec<Image>,
    /// The bytes of each piece of HTML, comments aside.
    pub(crate) html: Vec<Range<usize>>,
}

/// A part of a text.
#[derive(Debug)]
pub(crate) struct Element {
    /// What it is.
    pub(crate) kind: ElementKind,
    /// Its bytes in the file.
    pub(crate) range: Range<usize>,
}

/// What a part of a text is.
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

/// Text as a reader sees it, and where it comes from.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    /// Without marks; code is one [`CODE`] for each piece.
    pub(crate) text: String,
    /// Where stretches of `text` begin, and the bytes of the file that they come from.
    origins: Vec<(usize, usize)>,
}

/// Stands for a piece of code within a passage: its words are not those of a language.
pub(crate) const CODE: char = '\u{fffc}';

/// A link.
#[derive(Debug)]
pub(crate) struct Link {
    /// Where it leads.
    pub(crate) target: String,
    /// Its bytes in the file.
    pub(crate) range: Range<usize>,
}

/// An image.
#[derive(Debug)]
pub(crate) struct Image {
    /// Its file.
    pub(crate) target: String,
    /// What is said to those who cannot see it.
    pub(crate) text: String,
    /// Its bytes in the file.
    pub(crate) range: Range<usize>,
}

impl Passage {
    fn push(&mut self, text: &str, origin: usize) {
        self.origins.push((self.text.len(), origin));
        self.text.push_str(text);
    }

    /// The bytes of the file that a stretch of the text comes from.
    pub(crate) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let at = |position: usize| {
            let before = self.origins.partition_point(|(start, _)| *start <= position);
            self.origins.get(before.saturating_sub(1)).map_or(0, |(start, origin)| origin + (position - start))
        };
        let start = at(range.start);
        // The end is that of the last byte within, which another stretch may follow.
        start..(at(range.end.saturating_sub(1)) + 1).max(start)
    }
}

impl Text {
    /// Takes the Markdown of `source` apart from `start` on.
    pub(crate) fn new(source: Source, lang: Lang, start: usize) -> Self {
        let mut outline = Outline::default();
        for (event, range) in Parser::new_ext(&source.text[start..], MARKDOWN).into_offset_iter() {
            outline.take(event, range.start + start..range.end + start);
        }
        let Outline { elements, links, images, html, .. } = outline;
        Self { source, lang, start, elements, links, images, html }
    }

    /// A problem at bytes of the file.
    pub(crate) fn problem(&self, range: Range<usize>, problem: impl Into<Problem>) -> Diagnostic {
        self.source.problem_in(range, problem.into())
    }

    /// Bytes of the file as a place that belongs to a problem elsewhere.
    pub(crate) fn related(&self, range: Range<usize>, note: crate::diagnostic::Note) -> Related {
        self.source.related_in(range, note)
    }

    /// Its headings: level, text and bytes in the file.
    pub(crate) fn headings(&self) -> impl Iterator<Item = (u8, &Passage, &Range<usize>)> {
        self.elements.iter().filter_map(|element| match &element.kind {
            ElementKind::Heading(level, passage) => Some((*level, passage, &element.range)),
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

    /// The words of its passages.
    pub(crate) fn words(&self) -> usize {
        self.passages().map(|passage| submit_fn::shared::words::count(&passage.text)).sum()
    }
}

/// An outline being made.
#[derive(Default)]
struct Outline {
    elements: Vec<Element>,
    links: Vec<Link>,
    images: Vec<Image>,
    html: Vec<Range<usize>>,
    /// The passage being read.
    passage: Passage,
    /// Lists and tables that are open, by their index among the elements.
    open: Vec<usize>,
    /// Within an image, its text is not the passage's.
    image: Option<Image>,
    in_comment: bool,
    in_code: bool,
}

impl Outline {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(_) if self.in_code => {}
            Event::Text(text) => match &mut self.image {
                Some(image) => image.text.push_str(&text),
                None => self.passage.push(&text, range.start),
            },
            Event::Code(code) => match &mut self.image {
                Some(image) => image.text.push_str(&code),
                None => self.passage.push(CODE.encode_utf8(&mut [0; 4]), range.start),
            },
            Event::SoftBreak | Event::HardBreak => self.passage.push(" ", range.start),
            Event::Html(html) | Event::InlineHtml(html) => {
                let is_comment = self.in_comment || html.trim_start().starts_with("<!--");
                self.in_comment = is_comment && !html.contains("-->");
                if !is_comment {
                    self.html.push(range);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::List(_) => self.open(ElementKind::List(0), range),
            Tag::Table(columns) => self.open(ElementKind::Table(0, columns.len()), range),
            Tag::Item => {
                if let Some(ElementKind::List(items)) = self.innermost() {
                    *items += 1;
                }
            }
            Tag::TableRow | Tag::TableHead => {
                if let Some(ElementKind::Table(rows, _)) = self.innermost() {
                    *rows += 1;
                }
            }
            Tag::CodeBlock(_) => {
                self.flush(range.start..range.start);
                self.elements.push(Element { kind: ElementKind::Code, range });
                self.in_code = true;
            }
            Tag::Link { link_type, dest_url, .. } => {
                // `<https://…>` shows its address: the reader of the file wanted that.
                let address =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.into_string() };
                self.links.push(Link { target: address, range });
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some(Image { target: dest_url.into_string(), text: String::new(), range });
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => self.flush(range.start..range.start),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(level) => {
                let passage = std::mem::take(&mut self.passage);
                self.elements.push(Element { kind: ElementKind::Heading(level as u8, passage), range });
            }
            TagEnd::Image => self.images.extend(self.image.take()),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::List(_) | TagEnd::Table => {
                self.flush(range);
                self.open.pop();
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::HtmlBlock => self.flush(range),
            _ => {}
        }
    }

    fn open(&mut self, kind: ElementKind, range: Range<usize>) {
        // The text of an item ends where a list within it begins.
        self.flush(range.start..range.start);
        self.open.push(self.elements.len());
        self.elements.push(Element { kind, range });
    }

    fn innermost(&mut self) -> Option<&mut ElementKind> {
        let index = *self.open.last()?;
        self.elements.get_mut(index).map(|element| &mut element.kind)
    }

    /// The passage that was being read is complete.
    fn flush(&mut self, range: Range<usize>) {
        let passage = std::mem::take(&mut self.passage);
        if !passage.text.trim().is_empty() {
            let whole = passage.origin(&(0..passage.text.len()));
            let range = if range.is_empty() { whole } else { range };
            self.elements.push(Element { kind: ElementKind::Block(passage), range });
        }
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
    use std::path::PathBuf;

    use super::*;
    use crate::read::Syntax;

    fn text(markdown: &str) -> Text {
        let facts = 0..0;
        let source = Source { path: PathBuf::from("en.md"), text: markdown.into(), syntax: Syntax::Yaml, facts };
        Text::new(source, Lang::En, 0)
    }

    #[test]
    fn a_passage_knows_where_its_text_comes_from() {
        let text = text("See **the [*four* files](x)** and `code` &amp; more.\n");
        let passage = text.passages().next().unwrap();
        assert_eq!(passage.text, format!("See the four files and {CODE} & more."));
        let at = passage.text.find("files").unwrap();
        assert_eq!(&text.source.text[passage.origin(&(at..at + 5))], "files");
        let at = passage.text.find("more").unwrap();
        assert_eq!(&text.source.text[passage.origin(&(at..at + 4))], "more");
    }

    #[test]
    fn lists_and_tables_are_counted() {
        let text = text("- a\n- b\n  1. c\n- d\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```sh\n- no\n```\n");
        let shapes: Vec<String> = text
            .elements
            .iter()
            .filter_map(|element| match &element.kind {
                ElementKind::List(items) => Some(format!("list {items}")),
                ElementKind::Table(rows, columns) => Some(format!("table {rows}x{columns}")),
                ElementKind::Code => Some("code".into()),
                _ => None,
            })
            .collect();
        assert_eq!(shapes, ["list 3", "list 1", "table 2x2", "code"]);
        let passages: Vec<_> = text.passages().map(|passage| passage.text.as_str()).collect();
        assert_eq!(passages, ["a", "b", "c", "d", "x", "y", "1", "2"]);
    }

    #[test]
    fn comments_and_images_are_not_read() {
        let text = text("<!-- a guide\nof two lines -->\n\nBefore ![what it shows](chart.svg) after.\n");
        let passages: Vec<_> = text.passages().map(|passage| passage.text.as_str()).collect();
        assert_eq!(passages, ["Before  after."]);
        assert_eq!((text.images[0].text.as_str(), text.images[0].target.as_str()), ("what it shows", "chart.svg"));
    }
}
