//! From the events of a Markdown text to its outline.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{CODE, Comments, Element, ElementKind, Image, Link, NoteMark, Passage};

/// An outline being made.
pub(super) struct Outline<'s> {
    pub(super) elements: Vec<Element>,
    pub(super) links: Vec<Link<'s>>,
    pub(super) images: Vec<Image<'s>>,
    pub(super) notes: Vec<NoteMark<'s>>,
    pub(super) note_references: Vec<NoteMark<'s>>,
    pub(super) html: Vec<Range<usize>>,
    pub(super) words: String,
    pub(super) origins: Vec<(usize, usize)>,
    /// Where the passage that is being read begins in `words`.
    passage: usize,
    /// Lists and tables that are open, by their index among the elements.
    open: Vec<usize>,
    /// The image that is being read: its text is not the passage's.
    image: Option<Image<'s>>,
    /// How many images are open. Those within another one are only text.
    image_depth: usize,
    in_link: bool,
    comments: Comments,
    in_code: bool,
}

impl<'s> Outline<'s> {
    /// An empty outline for a text of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        Self {
            elements: Vec::with_capacity(bytes / 64),
            links: Vec::new(),
            images: Vec::new(),
            notes: Vec::new(),
            note_references: Vec::new(),
            html: Vec::new(),
            words: String::with_capacity(bytes),
            origins: Vec::with_capacity(bytes / 16),
            passage: 0,
            open: Vec::new(),
            image: None,
            image_depth: 0,
            in_link: false,
            comments: Comments::default(),
            in_code: false,
        }
    }

    pub(super) fn take(&mut self, event: &Event<'s>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(_) if self.in_code => {}
            Event::Text(text) => self.push(text, range.start),
            Event::Code(code) => match &mut self.image {
                Some(image) => image.text.push_str(code),
                None => self.push(CODE.encode_utf8(&mut [0; 4]), range.start),
            },
            Event::FootnoteReference(name) => self.note_references.push(NoteMark { name: name.clone(), range }),
            Event::SoftBreak | Event::HardBreak => self.push(" ", range.start),
            Event::Html(html) | Event::InlineHtml(html) if !self.comments.holds(html) => {
                self.html.push(range);
                self.add_to_link();
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str, origin: usize) {
        if let Some(image) = &mut self.image {
            image.text.push_str(text);
            return;
        }
        self.origins.push((self.words.len(), origin));
        self.words.push_str(text);
    }

    /// Something that is no word begins, perhaps within a link.
    fn add_to_link(&mut self) {
        if let Some(link) = self.links.last_mut().filter(|_| self.in_link) {
            link.has_more = true;
        }
    }

    fn start(&mut self, tag: &Tag<'s>, range: Range<usize>) {
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
                // `<https://…>` shows its address: the author wanted that.
                let target = match link_type {
                    LinkType::Email => CowStr::from(format!("mailto:{dest_url}")),
                    _ => dest_url.clone(),
                };
                let words = self.words.len()..self.words.len();
                self.links.push(Link { target, range, words, has_more: self.image_depth > 0 });
                self.in_link = true;
            }
            Tag::Image { dest_url, .. } => {
                self.image_depth += 1;
                self.add_to_link();
                if self.image_depth == 1 {
                    self.image = Some(Image { target: dest_url.clone(), text: String::new(), range });
                }
            }
            Tag::FootnoteDefinition(name) => {
                self.flush(range.start..range.start);
                self.notes.push(NoteMark { name: name.clone(), range });
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => self.flush(range.start..range.start),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(level) => {
                let passage = self.take_passage();
                self.elements.push(Element { kind: ElementKind::Heading(level as u8, passage), range });
            }
            TagEnd::Image => {
                self.image_depth -= 1;
                if self.image_depth == 0 {
                    self.images.extend(self.image.take());
                }
            }
            TagEnd::Link => {
                self.in_link = false;
                if let Some(link) = self.links.last_mut() {
                    link.words.end = self.words.len();
                }
            }
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
        let passage = self.take_passage();
        if !self.words[passage.words.clone()].trim().is_empty() {
            let range = if range.is_empty() { origin(&self.origins, &passage.words) } else { range };
            self.elements.push(Element { kind: ElementKind::Block(passage), range });
        }
    }

    /// The words since the last passage.
    fn take_passage(&mut self) -> Passage {
        let words = self.passage..self.words.len();
        self.passage = self.words.len();
        Passage { words }
    }
}

/// The bytes of the file that a range of words comes from. `origins` are the positions at which stretches of words begin,
/// each with its byte in the file, in ascending order.
pub(super) fn origin(origins: &[(usize, usize)], range: &Range<usize>) -> Range<usize> {
    let at = |position: usize| {
        let before = origins.partition_point(|(start, _)| *start <= position);
        origins.get(before.saturating_sub(1)).map_or(0, |(start, origin)| origin + (position - start))
    };
    let start = at(range.start);
    // The end is that of the last byte within, which another stretch may follow.
    start..(at(range.end.saturating_sub(1).max(range.start)) + 1).max(start)
}
