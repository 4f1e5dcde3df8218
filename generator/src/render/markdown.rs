//! Markdown to HTML: anchors on headings, links of the site resolved, notes at the end, French spaces, no raw HTML.

mod image;
mod notes;
mod table;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt::Write;
use std::path::Path;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};
use pulldown_cmark_escape::escape_html;
use serde::Serialize;
use submit_fn::shared::lang::Lang;

use self::image::Images;
use self::notes::{Next, Notes};
use self::table::Cells;
use super::context::LangContext;
use super::typography::spaced;
use super::wording::Articles;
use crate::model::{Kind, download};
use crate::parse::{Anchors, Comments, IN_ANSWERS, Markdown};
use crate::plan::Urls;
use crate::read::Sizes;

/// A rendered text.
#[derive(Debug, Default)]
pub(crate) struct Article {
    /// Safe to put in a page as it is.
    pub(crate) html: String,
    /// Its headings of level 2.
    pub(crate) toc: Vec<Anchor>,
}

/// A place in a page to link to.
#[derive(Debug, Serialize)]
pub(crate) struct Anchor {
    pub(crate) id: String,
    pub(crate) label: String,
}

/// Renders a checked text.
pub(super) fn text(Markdown { text, events, sizes }: Markdown<'_>, context: LangContext<'_>) -> Article {
    let images = Images { folder: &image_folder(&text.source.path), sizes };
    article(events, &images, &Place::of(&context))
}

/// The address of the folder that a text's images are published in.
fn image_folder(text: &Path) -> String {
    let item = text.parent().and_then(|dir| dir.strip_prefix("content").ok()).unwrap_or(Path::new(""));
    let parts: Vec<_> = item.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    format!("/images/{}", parts.join("/"))
}

/// Renders an answer to a question, whose links are known to be good and which shows no image.
pub(super) fn answer(markdown: &str, context: LangContext<'_>) -> String {
    let images = Images { folder: "", sizes: &Sizes::new() };
    article(Parser::new_ext(markdown, IN_ANSWERS), &images, &Place::of(&context)).html
}

/// Where a text is published.
struct Place<'p> {
    lang: Lang,
    urls: &'p Urls,
    words: &'p Articles,
}

impl<'p> Place<'p> {
    fn of(context: &LangContext<'p>) -> Self {
        Self { lang: context.lang, urls: &context.index.urls, words: &context.words.articles }
    }
}

/// Renders parsed Markdown whose links are known to be good.
fn article<'e>(events: impl IntoIterator<Item = Event<'e>>, images: &Images<'_>, place: &Place<'_>) -> Article {
    let mut comments = Comments::default();
    let events =
        events.into_iter().filter(|event| !is_comment(event, &mut comments)).map(|event| published(event, place));
    let mut toc = Vec::new();
    let mut html = String::with_capacity(USUAL_LENGTH);
    html::push_html(&mut html, Anchored::new(events, &mut toc, images, place.words));
    Article { html, toc }
}

/// How long an article usually is, in bytes.
const USUAL_LENGTH: usize = 16 * 1024;

fn is_comment(event: &Event<'_>, comments: &mut Comments) -> bool {
    let (Event::Html(html) | Event::InlineHtml(html)) = event else { return false };
    comments.holds(html)
}

/// One event as it is published; raw HTML is shown as text.
fn published<'e>(event: Event<'e>, place: &Place<'_>) -> Event<'e> {
    match event {
        Event::Text(text) => Event::Text(match spaced(&text, place.lang) {
            Cow::Borrowed(_) => text,
            Cow::Owned(spaced) => spaced.into(),
        }),
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: resolved(dest_url, place), title, id })
        }
        Event::TaskListMarker(is_done) => task(is_done, place.words),
        other => other,
    }
}

/// Whether an item of a task list is done. Nobody can change it here: it is a sign with a name, not a field.
fn task<'e>(is_done: bool, words: &Articles) -> Event<'e> {
    let (sign, name) = if is_done { ('☑', &words.done) } else { ('☐', &words.to_do) };
    Event::InlineHtml(format!("<span class=\"task\" role=\"img\" aria-label=\"{name}\">{sign}</span> ").into())
}

/// `page:about` as the address of that page in this language.
fn resolved<'e>(target: CowStr<'e>, place: &Place<'_>) -> CowStr<'e> {
    let Some((scheme, rest)) = target.split_once(':') else { return target };
    if let (download::SCHEME, Some(address)) = (scheme, download::address_of(rest, place.lang)) {
        return address.into();
    }
    let Some(kind) = Kind::of_scheme(scheme) else { return target };
    let (id, anchor) = rest.split_at(rest.find('#').unwrap_or(rest.len()));
    format!("{}{anchor}", place.urls.of(kind, id).get(place.lang)).into()
}

/// Events in which headings have anchors, images sizes, tables a wrapper, and notes their place at the end. Lists the headings
/// of level 2.
///
/// A wide table scrolls within itself on a phone; with a keyboard too, hence the `tabindex`, and the name of the place.
struct Anchored<'e, 't, I> {
    events: I,
    /// The events of a note that is shown, once all others are over.
    note: std::vec::IntoIter<Event<'e>>,
    /// What comes before the next event: the rest of a heading, the end of a wrapper.
    waiting: VecDeque<Event<'e>>,
    anchors: Anchors,
    toc: &'t mut Vec<Anchor>,
    images: &'t Images<'t>,
    has_image: bool,
    notes: Notes<'e, 't>,
    cells: Cells,
    /// The heading before what comes next, and how many tables stand below it so far.
    above: (String, usize),
    words: &'t Articles,
}

impl<'e, 't, I: Iterator<Item = Event<'e>>> Anchored<'e, 't, I> {
    fn new(events: I, toc: &'t mut Vec<Anchor>, images: &'t Images<'t>, words: &'t Articles) -> Self {
        Self {
            events,
            note: Vec::new().into_iter(),
            waiting: VecDeque::new(),
            anchors: Anchors::default(),
            toc,
            images,
            has_image: false,
            notes: Notes::new(words),
            cells: Cells::default(),
            above: (words.table.clone(), 0),
            words,
        }
    }

    /// The next event as it was parsed.
    fn parsed(&mut self) -> Option<Event<'e>> {
        self.note.next().or_else(|| self.events.next())
    }

    /// What may stand in a heading too.
    fn inline(&mut self, event: Event<'e>) -> Event<'e> {
        match event {
            Event::Start(image @ Tag::Image { .. }) => {
                let is_first = !std::mem::replace(&mut self.has_image, true);
                let rest = &mut std::iter::from_fn(|| self.note.next().or_else(|| self.events.next()));
                Event::InlineHtml(self.images.html(&image, rest, is_first).into())
            }
            Event::FootnoteReference(name) => self.notes.reference(&name),
            // As HTML writes elements without an end.
            Event::HardBreak => Event::InlineHtml("<br>\n".into()),
            Event::Rule => Event::Html("<hr>\n".into()),
            event => event,
        }
    }

    /// The start of a heading with its anchor, which its text makes: the text waits for its turn.
    fn heading(&mut self, start: Tag<'e>) -> Event<'e> {
        let Tag::Heading { level, classes, attrs, .. } = start else { return Event::Start(start) };
        while let Some(event) = self.parsed() {
            let is_end = matches!(event, Event::End(TagEnd::Heading(_)));
            let event = self.inline(event);
            self.waiting.push_back(event);
            if is_end {
                break;
            }
        }
        let label = plain(&self.waiting);
        let id = self.anchors.next(&label);
        self.above = (label.clone(), 0);
        if level == HeadingLevel::H2 {
            self.toc.push(Anchor { id: id.clone(), label });
        }
        Event::Start(Tag::Heading { level, id: Some(id.into()), classes, attrs })
    }

    /// The start of a table's wrapper. Its name is that of the heading above, and tells the second table below that apart.
    fn table_start(&mut self) -> String {
        let (heading, count) = &mut self.above;
        *count += 1;
        let mut name = String::new();
        let _ = escape_html(&mut name, heading);
        if *count > 1 {
            let _ = write!(name, " ({count})");
        }
        format!("<div class=\"table\" role=\"group\" aria-label=\"{name}\" tabindex=\"0\">")
    }

    /// The start of a cell. One without a text is no header, so that it is known before it is written.
    fn cell(&mut self) -> Event<'e> {
        let first = self.parsed();
        let is_empty = matches!(first, Some(Event::End(TagEnd::TableCell)));
        let start = self.cells.start(is_empty);
        match first {
            Some(Event::End(TagEnd::TableCell)) => self.waiting.push_back(Event::InlineHtml(self.cells.end().into())),
            Some(event) => {
                let event = self.inline(event);
                self.waiting.push_back(event);
            }
            None => {}
        }
        Event::InlineHtml(start.into())
    }

    /// Keeps a note for the end of the text, and those that begin within it.
    fn keep_note(&mut self, name: CowStr<'e>) {
        let mut open = vec![(name, Vec::new())];
        while let Some((name, mut body)) = open.pop() {
            match self.parsed() {
                None | Some(Event::End(TagEnd::FootnoteDefinition)) => self.notes.keep(&name, body),
                Some(Event::Start(Tag::FootnoteDefinition(inner))) => open.extend([(name, body), (inner, Vec::new())]),
                Some(event) => {
                    body.push(event);
                    open.push((name, body));
                }
            }
        }
    }

    /// What comes when all events are over: the notes, one after the other.
    fn next_note(&mut self) -> Option<Event<'e>> {
        if !self.notes.are_due() {
            return None;
        }
        let mut html = String::new();
        if !self.notes.have_begun() {
            let label = self.words.notes.clone();
            let id = self.anchors.next(&label);
            html.push_str(&self.notes.begin(&id));
            self.toc.push(Anchor { id, label });
        }
        html.push_str(&match self.notes.next() {
            Next::Note(start, body) => {
                self.note = body.into_iter();
                start
            }
            Next::End(end) => end,
        });
        Some(Event::Html(html.into()))
    }
}

impl<'e, I: Iterator<Item = Event<'e>>> Iterator for Anchored<'e, '_, I> {
    type Item = Event<'e>;

    fn next(&mut self) -> Option<Event<'e>> {
        if let Some(event) = self.waiting.pop_front() {
            return Some(event);
        }
        loop {
            let Some(event) = self.parsed() else { return self.next_note() };
            return Some(match event {
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    self.keep_note(name);
                    continue;
                }
                Event::Start(heading @ Tag::Heading { .. }) => self.heading(heading),
                Event::Start(Tag::Table(columns)) => {
                    self.cells = Cells::of(&columns);
                    self.waiting.push_back(Event::Start(Tag::Table(columns)));
                    Event::Html(self.table_start().into())
                }
                row @ Event::Start(Tag::TableHead | Tag::TableRow) => {
                    self.cells.begin_row(matches!(row, Event::Start(Tag::TableHead)));
                    row
                }
                Event::Start(Tag::TableCell) => self.cell(),
                Event::End(TagEnd::TableCell) => Event::InlineHtml(self.cells.end().into()),
                end @ Event::End(TagEnd::Table) => {
                    self.waiting.push_back(Event::Html("</div>\n".into()));
                    end
                }
                event => self.inline(event),
            });
        }
    }
}

/// The text of inline events, without marks.
fn plain<'e>(events: impl IntoIterator<Item = &'e Event<'e>>) -> String {
    let texts = events.into_iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        _ => None,
    });
    texts.map(CowStr::as_ref).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::MARKDOWN;
    use crate::read::Dimensions;

    fn rendered(markdown: &str) -> Article {
        let words = Articles {
            table: "Table".into(),
            done: "Done".into(),
            to_do: "To do".into(),
            notes: "Notes".into(),
            note: "Note {n}".into(),
            back: "Back to reference {n}".into(),
        };
        let place = Place { lang: Lang::En, urls: &Urls::default(), words: &words };
        let sizes = [("d.png".to_owned(), Dimensions { width: 40, height: 30 })].into();
        article(Parser::new_ext(markdown, MARKDOWN), &Images { folder: "/images/x", sizes: &sizes }, &place)
    }

    #[test]
    fn headings_have_anchors_of_their_own_and_those_of_level_2_are_listed() {
        let article = rendered("## The *work*\n\n### Tests\n\n## The work\n");
        let toc: Vec<_> = article.toc.iter().map(|anchor| (anchor.id.as_str(), anchor.label.as_str())).collect();
        assert_eq!(toc, [("the-work", "The work"), ("the-work-2", "The work")]);
        assert!(article.html.starts_with("<h2 id=\"the-work\">The <em>work</em></h2>"), "{}", article.html);
        assert!(article.html.contains("<h3 id=\"tests\">"), "{}", article.html);
    }

    #[test]
    fn every_table_scrolls_within_itself() {
        let html = rendered("| A |\n|---|\n| 1 |\n\n- a\n\n  | B |\n  |---|\n  | 2 |\n").html;
        let wrapped = html.matches("<div class=\"table\" role=\"group\" aria-label=\"").count();
        let focusable = html.matches("\" tabindex=\"0\"><table>").count();
        assert_eq!((wrapped, focusable, html.matches("</table>\n</div>").count()), (2, 2, 2), "{html}");
    }

    #[test]
    fn tables_are_told_apart_by_the_heading_above_and_their_number_below_it() {
        let table = "| A |\n|---|\n| 1 |\n\n";
        let html = rendered(&format!("{table}## B & *c*\n\n{table}{table}## D\n\n{table}")).html;
        for name in ["Table", "B &amp; c", "B &amp; c (2)", "D"] {
            assert_eq!(html.matches(&format!("aria-label=\"{name}\"")).count(), 1, "{name}: {html}");
        }
    }

    #[test]
    fn a_table_without_a_header_in_its_corner_has_headers_of_its_rows() {
        let html = rendered("| | |\n|---|--:|\n| A | ![c](d.png) |\n| B | |\n").html;
        let row = |name: &str| format!("<tr><th scope=\"row\">{name}</th><td class=\"end\">");
        assert!(html.contains("<tr><td></td><td class=\"end\"></td></tr>"), "{html}");
        assert!(html.contains(&row("A")) && html.contains(&row("B")) && html.contains("<img"), "{html}");
    }

    #[test]
    fn columns_have_headers_and_keep_their_texts_where_the_author_wants_them() {
        let html = rendered("| A | B | C |\n|:--|:-:|--:|\n| 1 | 2 |\n").html;
        let head = "<thead><tr><th scope=\"col\">A</th><th scope=\"col\" class=\"center\">B</th><th scope=\"col\" class=\"end\">C</th></tr></thead>";
        let row = "<tr><td>1</td><td class=\"center\">2</td><td class=\"end\"></td></tr>";
        assert!(html.contains(head) && html.contains(row), "{html}");
        assert!(!html.contains("style="), "{html}");
    }

    #[test]
    fn breaks_and_rules_are_written_as_in_html() {
        assert_eq!(rendered("a\\\nb\n\n***\n\n- c\n").html, "<p>a<br>\nb</p>\n<hr>\n<ul>\n<li>c</li>\n</ul>\n");
    }

    #[test]
    fn what_is_done_has_a_name_and_is_no_field() {
        let html = rendered("- [x] Read it\n- [ ] Send it\n").html;
        assert!(!html.contains("<input"), "{html}");
        for name in ["Done", "To do"] {
            assert_eq!(html.matches(&format!("role=\"img\" aria-label=\"{name}\"")).count(), 1, "{html}");
        }
    }

    #[test]
    fn html_is_shown_as_text_and_comments_are_not_shown() {
        let html = rendered("a <b>b</b>\n\n<!-- for\nauthors -->\n\nc\n").html;
        assert_eq!(html, "<p>a &lt;b&gt;b&lt;/b&gt;</p>\n<p>c</p>\n");
    }

    #[test]
    fn images_keep_their_place_and_those_after_the_first_are_asked_for_late() {
        let html =
            rendered("![c](d.png)\n\n## ![f](d.png) g\n\n![a ![\"b\"](x.png)\n`c` <br>](<e 1.svg> '\"t\"')\n").html;
        let size = "width=\"40\" height=\"30\"";
        let images = [
            format!("<p><img src=\"/images/x/d.png\" alt=\"c\" {size} decoding=\"async\"></p>\n"),
            format!(
                "<h2 id=\"g\"><img src=\"/images/x/d.png\" alt=\"f\" {size} loading=\"lazy\" decoding=\"async\"> g</h2>\n"
            ),
            "<p><img src=\"/images/x/e%201.svg\" alt=\"a &quot;b&quot; c &lt;br&gt;\" title=\"&quot;t&quot;\" \
             loading=\"lazy\" decoding=\"async\"></p>\n"
                .to_owned(),
        ];
        assert_eq!(html, images.concat());
    }

    #[test]
    fn notes_are_numbered_as_they_are_referred_to_and_shown_at_the_end() {
        let article = rendered(
            "A[^b] and[^A].\n\n[^a]: The *first*.\n[^b]: Second.\n\n    - A list.\n\n## Notes\n\n[^unused]: No.\n",
        );
        let reference = |id: &str| {
            format!(
                "<sup><a id=\"reference_{id}\" href=\"#note_{id}\" role=\"doc-noteref\" aria-label=\"Note {id}\">{id}</a></sup>"
            )
        };
        let back = |id: &str| {
            format!(
                "<a href=\"#reference_{id}\" role=\"doc-backlink\" aria-label=\"Back to reference {id}\">↩\u{fe0e}</a>"
            )
        };
        let expected = format!(
            "<p>A{} and{}.</p>\n<h2 id=\"notes\">Notes</h2>\n\
             <section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"notes-2\">\n<h2 id=\"notes-2\">Notes</h2>\n<ol>\n\
             <li id=\"note_1\">\n<p>Second.</p>\n<ul>\n<li>A list.</li>\n</ul>\n<p>{}</p>\n</li>\n\
             <li id=\"note_2\">\n<p>The <em>first</em>. {}</p>\n</li>\n</ol>\n</section>\n",
            reference("1"),
            reference("2"),
            back("1"),
            back("2")
        );
        assert_eq!(article.html, expected);
        assert_eq!(article.toc.last().map(|anchor| anchor.id.as_str()), Some("notes-2"));
    }

    #[test]
    fn a_note_leads_back_to_every_reference_even_to_those_of_later_notes() {
        let article = rendered("## A[^a]\n\nB[^a].\n\n[^a]: One[^b].\n[^b]: Two[^a], three[^b].\n");
        let html = &article.html;
        for id in ["1", "1-2", "1-3", "2", "2-2"] {
            assert_eq!(html.matches(&format!(" id=\"reference_{id}\"")).count(), 1, "{id}: {html}");
            assert_eq!(html.matches(&format!("href=\"#reference_{id}\"")).count(), 1, "{id}: {html}");
        }
        assert_eq!((html.matches("id=\"note_").count(), html.matches("reference_").count()), (2, 10), "{html}");
        assert_eq!(article.toc[0].label, "A");
    }

    #[test]
    fn notes_within_notes_neither_vanish_nor_exhaust_the_stack() {
        let html = rendered("A[^a].\n\n[^a]: > [^b]: Inner.\n\n    Outer[^b].\n").html;
        assert!(html.contains("Inner") && html.contains("Outer"), "{html}");
        let deep = format!("A[^a].\n\n{}x\n", "[^a]: > ".repeat(20_000));
        assert!(rendered(&deep).html.contains("note_1"));
        let many: String =
            (0..20_000).map(|i| format!("[^{i}] ")).chain((0..20_000).map(|i| format!("\n\n[^{i}]: a"))).collect();
        assert!(rendered(&many).html.contains("id=\"note_20000\""));
    }
}
