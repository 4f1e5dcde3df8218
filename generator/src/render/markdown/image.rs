//! An image of a text: its text, its size, and when a browser asks for it.

use std::fmt::Write;

use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};

use crate::read::Sizes;

/// Where the images of a text are published, and how large they are.
pub(super) struct Images<'i> {
    pub(super) folder: &'i str,
    pub(super) sizes: &'i Sizes,
}

impl Images<'_> {
    /// The image that begins with `start`, whose text is what `events` hold up to its end. A browser keeps its place from
    /// the beginning, and asks for one that is not the first only when a reader comes near.
    pub(super) fn html<'e>(
        &self,
        start: &Tag<'e>,
        events: &mut impl Iterator<Item = Event<'e>>,
        is_first: bool,
    ) -> String {
        let mut html = String::new();
        let _ = self.write(&mut html, start, &alternative(events), is_first);
        html
    }

    /// Never fails: a string takes whatever is written to it.
    fn write(&self, html: &mut String, start: &Tag<'_>, alternative: &str, is_first: bool) -> std::fmt::Result {
        let Tag::Image { dest_url, title, .. } = start else { return Ok(()) };
        html.push_str("<img src=\"");
        escape_href(&mut *html, self.folder)?;
        html.push('/');
        escape_href(&mut *html, dest_url)?;
        html.push_str("\" alt=\"");
        escape_html(&mut *html, alternative)?;
        if !title.is_empty() {
            html.push_str("\" title=\"");
            escape_html(&mut *html, title)?;
        }
        html.push('"');
        if let Some(size) = self.sizes.get(dest_url.as_ref()) {
            write!(html, " width=\"{}\" height=\"{}\"", size.width, size.height)?;
        }
        html.push_str(if is_first { " decoding=\"async\">" } else { " loading=\"lazy\" decoding=\"async\">" });
        Ok(())
    }
}

/// The words of an image; those within another one are words of it.
fn alternative<'e>(events: &mut impl Iterator<Item = Event<'e>>) -> String {
    let mut words = String::new();
    let mut depth = 1;
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}
