//! Markdown to HTML: anchors on headings, links of the site resolved, French spaces, no raw HTML.

mod image;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::path::Path;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};
use serde::Serialize;
use submit_fn::shared::lang::Lang;

use self::image::Images;
use super::context::LangContext;
use super::typography::spaced;
use super::wording::Articles;
use crate::model::{Kind, download};
use crate::parse::{Anchors, Comments, MARKDOWN, Markdown};
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
    article(Parser::new_ext(markdown, MARKDOWN), &images, &Place::of(&context)).html
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
    html::push_html(&mut html, Anchored::new(events, &mut toc, images, &place.words.table));
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

/// Events in which headings have anchors, images sizes and tables a wrapper. Lists the headings of level 2.
///
/// A wide table scrolls within itself on a phone; with a keyboard too, hence the `tabindex`, and the name of the place.
struct Anchored<'e, 't, I> {
    events: I,
    /// What comes before the next of `events`: the rest of a heading, the end of a wrapper.
    waiting: VecDeque<Event<'e>>,
    anchors: Anchors,
    toc: &'t mut Vec<Anchor>,
    images: &'t Images<'t>,
    has_image: bool,
    /// What a table is called.
    table: &'t str,
}

impl<'e, 't, I: Iterator<Item = Event<'e>>> Anchored<'e, 't, I> {
    fn new(events: I, toc: &'t mut Vec<Anchor>, images: &'t Images<'t>, table: &'t str) -> Self {
        Self { events, waiting: VecDeque::new(), anchors: Anchors::default(), toc, images, has_image: false, table }
    }

    fn image(&mut self, start: &Tag<'e>) -> Event<'e> {
        let is_first = !std::mem::replace(&mut self.has_image, true);
        Event::InlineHtml(self.images.html(start, &mut self.events, is_first).into())
    }

    /// The start of a heading with its anchor, which its text makes: the text waits for its turn.
    fn heading(&mut self, start: Tag<'e>) -> Event<'e> {
        let Tag::Heading { level, classes, attrs, .. } = start else { return Event::Start(start) };
        while let Some(event) = self.events.next() {
            let is_end = matches!(event, Event::End(TagEnd::Heading(_)));
            let event = match event {
                Event::Start(image @ Tag::Image { .. }) => self.image(&image),
                event => event,
            };
            self.waiting.push_back(event);
            if is_end {
                break;
            }
        }
        let label = plain(&self.waiting);
        let id = self.anchors.next(&label);
        if level == HeadingLevel::H2 {
            self.toc.push(Anchor { id: id.clone(), label });
        }
        Event::Start(Tag::Heading { level, id: Some(id.into()), classes, attrs })
    }
}

impl<'e, I: Iterator<Item = Event<'e>>> Iterator for Anchored<'e, '_, I> {
    type Item = Event<'e>;

    fn next(&mut self) -> Option<Event<'e>> {
        if let Some(event) = self.waiting.pop_front() {
            return Some(event);
        }
        Some(match self.events.next()? {
            Event::Start(heading @ Tag::Heading { .. }) => self.heading(heading),
            Event::Start(image @ Tag::Image { .. }) => self.image(&image),
            table @ Event::Start(Tag::Table(_)) => {
                self.waiting.push_back(table);
                let name = self.table;
                Event::Html(format!("<div class=\"table\" role=\"group\" aria-label=\"{name}\" tabindex=\"0\">").into())
            }
            end @ Event::End(TagEnd::Table) => {
                self.waiting.push_back(Event::Html("</div>\n".into()));
                end
            }
            event => event,
        })
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
    use crate::read::Dimensions;

    fn rendered(markdown: &str) -> Article {
        let words = Articles { table: "Table".into(), done: "Done".into(), to_do: "To do".into() };
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
        let wrapped =
            html.matches("<div class=\"table\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>").count();
        assert_eq!((wrapped, html.matches("</table>\n</div>").count()), (2, 2), "{html}");
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
            format!("<p><img src=\"/images/x/d.png\" alt=\"c\" {size} decoding=\"async\" /></p>\n"),
            format!(
                "<h2 id=\"g\"><img src=\"/images/x/d.png\" alt=\"f\" {size} loading=\"lazy\" decoding=\"async\" /> g</h2>\n"
            ),
            "<p><img src=\"/images/x/e%201.svg\" alt=\"a &quot;b&quot; c &lt;br&gt;\" title=\"&quot;t&quot;\" \
             loading=\"lazy\" decoding=\"async\" /></p>\n"
                .to_owned(),
        ];
        assert_eq!(html, images.concat());
    }
}
