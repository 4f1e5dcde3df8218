//! How to follow what a page lists with other programs.

use serde::Serialize;

use crate::model::{FeedFormat, Kind};
use crate::plan::Feed;
use crate::render::context::PageContext;
use crate::render::data::title_of;

#[derive(Serialize)]
pub(crate) struct Follow<'c> {
    heading: &'c str,
    feeds: Vec<FeedLink<'c>>,
}

#[derive(Serialize)]
struct FeedLink<'c> {
    url: String,
    label: &'c str,
    /// For programs that find the feeds of a page by themselves.
    title: String,
    media_type: &'static str,
}

/// The feeds of all opportunities, or of those of an owner.
pub(super) fn follow<'c>(context: PageContext<'c>, owner: Option<(Kind, &str)>) -> Follow<'c> {
    let words = &context.words.feeds;
    let page = match owner {
        Some((kind, id)) => context.url(kind, id),
        None => context.index.urls.home().get(context.lang),
    };
    let feed = |format| {
        let feed = Feed { format, lang: context.lang, page, owner };
        let label = match format {
            FeedFormat::Atom => &words.atom,
            FeedFormat::Json => &words.json,
            FeedFormat::Calendar => &words.calendar,
            FeedFormat::Table => &words.table,
        };
        FeedLink { url: feed.url(), label, title: title_of(*context, &feed), media_type: format.media_type() }
    };
    let formats = FeedFormat::ALL.into_iter().filter(|format| owner.is_some() || format.is_of_all());
    Follow { heading: &words.heading, feeds: formats.map(feed).collect() }
}
