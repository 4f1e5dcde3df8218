//! The notes of a text: numbered by the first reference to each, shown at its end, with links there and back.

use std::collections::HashMap;
use std::fmt::Write;

use pulldown_cmark::{CowStr, Event, TagEnd};
use pulldown_cmark_escape::escape_html;

use crate::parse::note_key;
use crate::render::wording::Articles;

/// The notes of a text while it is rendered. Ids have a `_`, which no anchor of a heading has.
pub(super) struct Notes<'e, 't> {
    words: &'t Articles,
    /// What each note holds, by its key. Of two with one key the first counts.
    bodies: HashMap<String, Vec<Event<'e>>>,
    /// Those that the text refers to, in the order of their numbers, and where each is by its key.
    numbered: Vec<Numbered>,
    places: HashMap<String, usize>,
    has_begun: bool,
    /// How many of these have been shown.
    shown: usize,
    is_over: bool,
}

struct Numbered {
    key: String,
    /// How many references to it are known, and how many of them have been rendered.
    references: usize,
    rendered: usize,
}

/// What follows when the events of a text, or of one of its notes, are over.
pub(super) enum Next<'e> {
    /// HTML, then the events of a note.
    Note(String, Vec<Event<'e>>),
    /// HTML, and nothing after it.
    End(String),
}

impl<'e, 't> Notes<'e, 't> {
    pub(super) fn new(words: &'t Articles) -> Self {
        Self {
            words,
            bodies: HashMap::new(),
            numbered: Vec::new(),
            places: HashMap::new(),
            has_begun: false,
            shown: 0,
            is_over: false,
        }
    }

    /// Keeps a note until the text is over.
    pub(super) fn keep(&mut self, name: &str, body: Vec<Event<'e>>) {
        self.bodies.entry(note_key(name)).or_insert(body);
    }

    /// Whether any have to be shown yet.
    pub(super) const fn are_due(&self) -> bool {
        !self.numbered.is_empty() && !self.is_over
    }

    /// A reference to a note: its number, as a link to it.
    pub(super) fn reference(&mut self, name: &str) -> Event<'e> {
        let index = self.number(name);
        let numbered = &mut self.numbered[index];
        numbered.rendered += 1;
        // References within notes were counted before the first note was shown.
        numbered.references = numbered.references.max(numbered.rendered);
        let (number, id) = (index + 1, reference_id(index + 1, numbered.rendered));
        let label = escaped(&self.words.note.replace("{n}", &number.to_string()));
        Event::InlineHtml(
            format!(
                "<sup><a id=\"reference_{id}\" href=\"#note_{number}\" role=\"doc-noteref\" \
                 aria-label=\"{label}\">{number}</a></sup>"
            )
            .into(),
        )
    }

    /// Where a note is among those that are numbered; a new one comes last.
    fn number(&mut self, name: &str) -> usize {
        let key = note_key(name);
        *self.places.entry(key.clone()).or_insert_with(|| {
            self.numbered.push(Numbered { key, references: 0, rendered: 0 });
            self.numbered.len() - 1
        })
    }

    pub(super) const fn have_begun(&self) -> bool {
        self.has_begun
    }

    /// Begins to show them, below a heading with this id.
    pub(super) fn begin(&mut self, heading: &str) -> String {
        self.has_begun = true;
        self.count_references_in_notes();
        let title = escaped(&self.words.notes);
        format!(
            "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"{heading}\">\n\
             <h2 id=\"{heading}\">{title}</h2>\n<ol>\n"
        )
    }

    /// The next of the notes that are due.
    pub(super) fn next(&mut self) -> Next<'e> {
        let mut html = String::new();
        if self.shown > 0 {
            html.push_str("</li>\n");
        }
        let Some(numbered) = self.numbered.get(self.shown) else {
            html.push_str("</ol>\n</section>\n");
            self.is_over = true;
            return Next::End(html);
        };
        let number = self.shown + 1;
        let mut body = self.bodies.remove(&numbered.key).unwrap_or_default();
        let links = self.links_back(number, numbered.references);
        match body.last() {
            Some(Event::End(TagEnd::Paragraph)) => {
                body.insert(body.len() - 1, Event::InlineHtml(format!(" {links}").into()));
            }
            _ => body.push(Event::Html(format!("<p>{links}</p>\n").into())),
        }
        self.shown += 1;
        let _ = writeln!(html, "<li id=\"note_{number}\">");
        Next::Note(html, body)
    }

    /// Adds the references that stand in notes, and the notes that only those lead to.
    fn count_references_in_notes(&mut self) {
        let mut next = 0;
        while let Some(numbered) = self.numbered.get(next) {
            let body = self.bodies.get(&numbered.key).into_iter().flatten();
            let is_reference = |event: &Event<'e>| match event {
                Event::FootnoteReference(name) => Some(name.clone()),
                _ => None,
            };
            let names: Vec<CowStr<'e>> = body.filter_map(is_reference).collect();
            for name in names {
                let index = self.number(&name);
                self.numbered[index].references += 1;
            }
            next += 1;
        }
    }

    /// Links from a note to each of the references to it. No emoji stands for the arrow.
    fn links_back(&self, number: usize, references: usize) -> String {
        let link = |reference: usize| {
            let id = reference_id(number, reference);
            let label = escaped(&self.words.back.replace("{n}", &id));
            let mark = if reference > 1 { format!("<sup>{reference}</sup>") } else { String::new() };
            format!("<a href=\"#reference_{id}\" role=\"doc-backlink\" aria-label=\"{label}\">↩\u{fe0e}{mark}</a>")
        };
        (1..=references).map(link).collect::<Vec<_>>().join(" ")
    }
}

/// `2` for the first reference to the second note, then `2-2`.
fn reference_id(note: usize, reference: usize) -> String {
    if reference == 1 { note.to_string() } else { format!("{note}-{reference}") }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // A string takes whatever is written to it.
    let _ = escape_html(&mut html, text);
    html
}
