//! The home page of a language.

use serde::Serialize;
use submit_fn::shared::layout::Page;

use super::list::{Entry, entries};
use super::{Card, Head, Link, View, cards};
use crate::model::{Kind, Status};
use crate::render::context::PageContext;
use crate::render::wording::Audience;

/// How many news items the home page shows.
const NEWS: usize = 3;

#[derive(Serialize)]
pub(crate) struct Home<'c> {
    page: Page,
    lead: &'c str,
    counts_text: String,
    open: Vec<Card<'c>>,
    upcoming: Vec<Card<'c>>,
    news: Vec<Entry<'c>>,
    how: Vec<How<'c>>,
}

impl View for Home<'_> {
    const TEMPLATE: &'static str = "home.html";
}

/// What the site is for one kind of people.
#[derive(Serialize)]
struct How<'c> {
    heading: &'c str,
    text: &'c str,
    #[serde(flatten)]
    link: Link<'c>,
}

pub(crate) fn home(context: PageContext<'_>) -> Home<'_> {
    let (settings, words) = (&context.site.settings, context.words);
    let open = context.index.with_status(Status::Open);
    let upcoming = context.index.with_status(Status::Upcoming);
    let news = context.index.list(Kind::News, context.lang);
    let description = settings.description.get(context.lang);
    let head = Head {
        kind: "home",
        section: "home",
        title: settings.name.get(context.lang),
        description,
        modified: context.newest(),
        ..Head::default()
    };
    Home {
        page: context.page(head),
        lead: description,
        counts_text: words.open(open.len(), context.lang),
        open: cards(context, open.iter().copied()),
        upcoming: cards(context, upcoming.iter().copied()),
        news: entries(context, &news[..news.len().min(NEWS)]),
        how: vec![
            how(context, &words.text.for_bidders, "for-bidders"),
            how(context, &words.text.for_teams, "for-teams"),
            how(context, &words.text.for_visitors, "about"),
        ],
    }
}

/// Leads to the page for an audience where a site has it, otherwise to the opportunities.
fn how<'c>(context: PageContext<'c>, audience: &'c Audience, page: &str) -> How<'c> {
    let url = match context.site.get(Kind::Page, page) {
        Some(_) => context.url(Kind::Page, page),
        None => context.index.urls.list(Kind::Opportunity).get(context.lang),
    };
    let link = Link { url: url.into(), label: audience.link.as_str().into() };
    How { heading: &audience.heading, text: &audience.text, link }
}
