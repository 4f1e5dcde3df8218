//! Feeds of the opportunities that changed last: Atom (RFC 4287) and JSON Feed 1.1, which say the same.

use std::fmt::Write;

use atom_syndication as atom;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use submit_fn::shared::format::money;
use submit_fn::shared::lang::Lang;

use crate::model::{FeedFormat, Kind, Opportunity, Status};
use crate::plan::{Feed, updated};
use crate::render::context::LangContext;
use crate::render::typography::spaced;

/// An opportunity in a feed.
struct Entry {
    /// Stays the same for good (RFC 4151), whatever the address of the site becomes.
    id: String,
    url: String,
    title: String,
    summary: String,
    html: String,
    /// `None` for what is only announced.
    published: Option<Timestamp>,
    updated: Timestamp,
    tags: Vec<String>,
}

/// What stands above the entries.
struct Heading {
    title: String,
    subtitle: String,
    /// The page of which it is the feed, and the feed itself.
    page: String,
    url: String,
    updated: Timestamp,
    entries: Vec<Entry>,
}

impl Heading {
    fn of(context: LangContext<'_>, feed: &Feed<'_>) -> Self {
        let entries: Vec<_> =
            feed.opportunities(context.index).into_iter().filter_map(|item| entry(context, item)).collect();
        let newest = context.site_context.newest.map(|date| start_of(context, date));
        Self {
            title: title_of(context, feed),
            subtitle: context.words.list(Kind::Opportunity).description.clone(),
            page: context.absolute(feed.page),
            url: context.absolute(&feed.url()),
            updated: entries.iter().map(|entry| entry.updated).max().or(newest).unwrap_or(Timestamp::UNIX_EPOCH),
            entries,
        }
    }
}

/// The title of a feed.
pub(in crate::render) fn title_of(context: LangContext<'_>, feed: &Feed<'_>) -> String {
    let words = &context.words.feeds;
    let site = context.site.settings.name.get(context.lang);
    let (all, owned) = match feed.format {
        FeedFormat::Atom | FeedFormat::Json | FeedFormat::Table => (&words.title, &words.title_of),
        FeedFormat::Calendar => (&words.calendar_title, &words.calendar_title_of),
    };
    match feed.owner {
        None => all.replace("{site}", site),
        Some((kind, id)) => {
            let name = context.site.title(kind, id).map_or(id, |title| title.get(context.lang));
            owned.replace("{name}", &spaced(name, context.lang)).replace("{site}", site)
        }
    }
}

/// The first instant of a day in the zone of the site.
pub(super) fn start_of(context: LangContext<'_>, date: Date) -> Timestamp {
    context.site.settings.zone.start_of(date).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// `None` for a draft.
fn entry(context: LangContext<'_>, opportunity: &Opportunity) -> Option<Entry> {
    let schedule = opportunity.schedule?;
    let prose = opportunity.prose.get(context.lang);
    // Also what was cancelled before.
    let is_announced = schedule.posted > context.index.today;
    let updated = updated(context.index, opportunity);
    Some(Entry {
        id: format!("tag:{},{}:{}/{}", context.site.settings.host(), schedule.posted, context.lang, opportunity.id),
        url: context.absolute(context.url(Kind::Opportunity, &opportunity.id)),
        title: context.spaced(&prose.title).into_owned(),
        summary: context.spaced(&prose.summary).into_owned(),
        html: html(context, opportunity),
        published: (!is_announced).then_some(schedule.opens),
        updated: updated.map_or(schedule.opens, |date| start_of(context, date)),
        tags: opportunity.skills.iter().map(|id| context.title(Kind::Skill, id).into_owned()).collect(),
    })
}

/// What a reader needs to decide whether to open the page, and what changed since the first time.
fn html(context: LangContext<'_>, opportunity: &Opportunity) -> String {
    let (names, text) = (&context.words.facts, &context.words.text);
    let status = context.index.status(opportunity);
    let mut html = format!("<p>{}</p>\n<dl>", escaped(&context.spaced(&opportunity.prose.get(context.lang).summary)));
    let mut fact = |term: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = write!(html, "<dt>{}</dt><dd>{}</dd>", escaped(term), escaped(value));
    };
    fact(&context.words.feeds.status, context.words.status.of(status));
    fact(&names.value, &text.before_taxes.replace("{amount}", &money(opportunity.value, context.lang)));
    if let Some(closes) = opportunity.closes.filter(|_| status != Status::Cancelled) {
        fact(context.closes_label(status), &context.instant_text(closes));
    }
    let skills: Vec<_> = opportunity.skills.iter().map(|id| context.title(Kind::Skill, id)).collect();
    fact(&names.skills, &skills.join(", "));
    fact(&names.team, &context.title(Kind::Team, &opportunity.team));
    fact(&names.department, &context.title(Kind::Department, &opportunity.department));
    html.push_str("</dl>");
    for amendment in opportunity.amendments.iter().rev() {
        let (date, text) = (context.date(amendment.date).text, context.text(&amendment.text));
        let _ = write!(html, "\n<p><strong>{}</strong> {}</p>", escaped(&date), escaped(&text));
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

pub(super) fn atom(context: LangContext<'_>, feed: &Feed<'_>) -> String {
    let heading = Heading::of(context, feed);
    let other = context.absolute(&twin(context, feed));
    let locale = |lang: Lang| Some(lang.locale().to_owned());
    let link = |href: String, rel: &str, lang: Lang, mime_type: &str| atom::Link {
        href,
        rel: rel.into(),
        hreflang: locale(lang),
        mime_type: Some(mime_type.into()),
        ..atom::Link::default()
    };
    let (lang, media_type) = (context.lang, feed.format.media_type());
    let entries = heading.entries.into_iter().map(|entry| atom::Entry {
        title: atom::Text::plain(entry.title),
        id: entry.id,
        updated: instant(entry.updated),
        published: entry.published.map(instant),
        links: vec![link(entry.url, "alternate", lang, "text/html")],
        categories: entry.tags.into_iter().map(|term| atom::Category { term, ..atom::Category::default() }).collect(),
        summary: Some(atom::Text::plain(entry.summary)),
        content: Some(atom::Content {
            value: Some(entry.html),
            content_type: Some("html".into()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    });
    let feed = atom::Feed {
        lang: locale(lang),
        id: heading.url.clone(),
        title: atom::Text::plain(heading.title),
        subtitle: Some(atom::Text::plain(heading.subtitle)),
        updated: instant(heading.updated),
        authors: vec![atom::Person { name: context.site.settings.name.get(lang).clone(), ..atom::Person::default() }],
        links: vec![
            link(heading.url, "self", lang, media_type),
            link(heading.page, "alternate", lang, "text/html"),
            link(other, "alternate", lang.other(), media_type),
        ],
        entries: entries.collect(),
        ..atom::Feed::default()
    };
    format!("{}\n", feed.to_string().trim_end())
}

/// The address of the same feed in the other language.
fn twin(context: LangContext<'_>, feed: &Feed<'_>) -> String {
    let urls = match feed.owner {
        Some((kind, id)) => context.index.urls.of(kind, id),
        None => context.index.urls.home(),
    };
    let lang = context.lang.other();
    Feed { lang, page: urls.get(lang), ..*feed }.url()
}

/// In the type of the library, which reads every RFC 3339 instant.
fn instant<T: std::str::FromStr + Default>(at: Timestamp) -> T {
    at.to_string().parse().unwrap_or_default()
}

#[derive(Serialize)]
struct JsonFeed<'f> {
    version: &'static str,
    title: &'f str,
    description: &'f str,
    home_page_url: &'f str,
    feed_url: &'f str,
    language: &'static str,
    authors: [JsonAuthor<'f>; 1],
    items: Vec<JsonItem<'f>>,
}

#[derive(Serialize)]
struct JsonAuthor<'f> {
    name: &'f str,
    url: &'f str,
}

#[derive(Serialize)]
struct JsonItem<'f> {
    id: &'f str,
    url: &'f str,
    title: &'f str,
    summary: &'f str,
    content_html: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<Timestamp>,
    date_modified: Timestamp,
    tags: &'f [String],
    language: &'static str,
}

pub(super) fn json(context: LangContext<'_>, feed: &Feed<'_>) -> String {
    let heading = Heading::of(context, feed);
    let language = context.lang.locale();
    let items = heading.entries.iter().map(|entry| JsonItem {
        id: &entry.id,
        url: &entry.url,
        title: &entry.title,
        summary: &entry.summary,
        content_html: &entry.html,
        date_published: entry.published,
        date_modified: entry.updated,
        tags: &entry.tags,
        language,
    });
    let home = context.absolute(context.index.urls.home().get(context.lang));
    super::dataset::pretty(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &heading.title,
        description: &heading.subtitle,
        home_page_url: &heading.page,
        feed_url: &heading.url,
        language,
        authors: [JsonAuthor { name: context.site.settings.name.get(context.lang), url: &home }],
        items: items.collect(),
    })
}
