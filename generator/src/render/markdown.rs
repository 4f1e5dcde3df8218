//! Markdown to HTML: anchors on headings, links of the site resolved, French spaces, no raw HTML.

use std::path::Path;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};
use serde::Serialize;
use submit_fn::shared::lang::Lang;

use super::typography::spaced;
use crate::model::Kind;
use crate::parse::{Anchors, MARKDOWN, Text};
use crate::plan::Urls;

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
    /// Its `id`.
    pub(crate) id: String,
    /// Its text.
    pub(crate) label: String,
}

/// Renders a checked text.
pub(crate) fn text(text: &Text<'_>, urls: &Urls) -> Article {
    article(text.events.iter().cloned(), &image_folder(&text.source.path), text.lang, urls)
}

/// The address of the folder that a text's images are published in.
fn image_folder(text: &Path) -> String {
    let item = text.parent().and_then(|dir| dir.strip_prefix("content").ok()).unwrap_or(Path::new(""));
    let parts: Vec<_> = item.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    format!("/images/{}", parts.join("/"))
}

/// Renders an answer to a question, whose links are known to be good and which shows no image.
pub(crate) fn answer(markdown: &str, lang: Lang, urls: &Urls) -> String {
    article(Parser::new_ext(markdown, MARKDOWN), "", lang, urls).html
}

/// Renders parsed Markdown whose links are known to be good. Its images are published in `images_folder`.
pub(crate) fn article<'e>(
    events: impl IntoIterator<Item = Event<'e>>,
    images_folder: &str,
    lang: Lang,
    urls: &Urls,
) -> Article {
    let mut article = Article::default();
    let mut in_comment = false;
    let events = events
        .into_iter()
        .filter(|event| !is_comment(event, &mut in_comment))
        .map(|event| published(event, images_folder, lang, urls));
    let mut events = anchored(events, &mut article.toc);
    wrap_tables(&mut events);
    html::push_html(&mut article.html, events.into_iter());
    article
}

/// Whether an event is of an HTML comment, which guides authors and is not published. A long one comes
/// a line at a time.
fn is_comment(event: &Event<'_>, in_comment: &mut bool) -> bool {
    let (Event::Html(html) | Event::InlineHtml(html)) = event else { return false };
    let is_comment = *in_comment || html.trim_start().starts_with("<!--");
    *in_comment = is_comment && !html.contains("-->");
    is_comment
}

/// One event as it is published; raw HTML is shown as text.
fn published<'e>(event: Event<'e>, images: &str, lang: Lang, urls: &Urls) -> Event<'e> {
    match event {
        Event::Text(text) => Event::Text(match spaced(&text, lang) {
            std::borrow::Cow::Borrowed(_) => text,
            std::borrow::Cow::Owned(spaced) => spaced.into(),
        }),
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: resolved(dest_url, lang, urls), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: format!("{images}/{dest_url}").into(), title, id })
        }
        other => other,
    }
}

/// `page:about` as the address of that page in this language.
fn resolved<'e>(target: CowStr<'e>, lang: Lang, urls: &Urls) -> CowStr<'e> {
    let Some((scheme, rest)) = target.split_once(':') else { return target };
    let Some(kind) = Kind::of_scheme(scheme) else { return target };
    let (id, anchor) = rest.split_at(rest.find('#').unwrap_or(rest.len()));
    format!("{}{anchor}", urls.of(kind, id).get(lang)).into()
}

/// Gives headings their anchors, and lists those of level 2.
fn anchored<'e>(events: impl Iterator<Item = Event<'e>>, toc: &mut Vec<Anchor>) -> Vec<Event<'e>> {
    let mut anchors = Anchors::default();
    let mut out: Vec<Event<'e>> = Vec::new();
    let mut open: Option<usize> = None;
    for event in events {
        match &event {
            Event::Start(Tag::Heading { .. }) => open = Some(out.len()),
            Event::End(TagEnd::Heading(level)) => {
                if let Some(start) = open.take() {
                    let label = plain(&out[start..]);
                    let id = anchors.next(&label);
                    if let Event::Start(Tag::Heading { id: anchor, .. }) = &mut out[start] {
                        *anchor = Some(id.clone().into());
                    }
                    if *level == HeadingLevel::H2 {
                        toc.push(Anchor { id, label });
                    }
                }
            }
            _ => {}
        }
        out.push(event);
    }
    out
}

/// The text of inline events, without marks.
fn plain<'e>(events: impl IntoIterator<Item = &'e Event<'e>>) -> String {
    let texts = events.into_iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        _ => None,
    });
    texts.map(CowStr::as_ref).collect()
}

/// A wide table scrolls within itself on a phone; with a keyboard too, hence the `tabindex`.
fn wrap_tables(events: &mut Vec<Event<'_>>) {
    let mut i = 0;
    while i < events.len() {
        match events[i] {
            Event::Start(Tag::Table(_)) => {
                events.insert(i, Event::Html("<div class=\"table\" tabindex=\"0\">".into()));
                i += 1;
            }
            Event::End(TagEnd::Table) => {
                events.insert(i + 1, Event::Html("</div>\n".into()));
                i += 1;
            }
            _ => {}
        }
        i += 1;
    }
}
