//! The home page of a language.

use serde::Serialize;
use submit_fn::shared::layout::Page;

use super::card::cards;
use super::follow::{Follow, follow};
use super::group::Group;
use super::list::{Entry, entries};
use crate::model::{Kind, Opportunity, Status};
use crate::render::context::PageContext;
use crate::render::json_ld;
use crate::render::parts::{Head, Link, View};
use crate::render::wording::Audience;

/// How much the home page shows at most.
const OPEN: usize = 12;
const UPCOMING: usize = 6;
const NEWS: usize = 3;
const DEPARTMENTS: usize = 24;

#[derive(Serialize)]
pub(crate) struct Home<'c> {
    page: Page,
    lead: &'c str,
    counts_text: String,
    groups: Vec<Group<'c>>,
    news: Vec<Entry<'c>>,
    how: Vec<How<'c>>,
    /// Those that take part, as far as they are not too many.
    departments: Vec<Link<'c>>,
    all_departments: Link<'c>,
    follow: Follow<'c>,
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
    let open = context.index.current_with(Status::Open);
    let news = context.index.list(Kind::News, context.lang);
    let departments = context.index.list(Kind::Department, context.lang).iter().take(DEPARTMENTS);
    let description = settings.description.get(context.lang);
    let head = Head {
        kind: "home",
        section: "home",
        title: settings.name.get(context.lang),
        description,
        modified: context.newest(),
        structured: json_ld::site(&context),
        ..Head::default()
    };
    Home {
        page: context.page(head),
        lead: description,
        counts_text: context.strings().plurals.open.of(open.len(), context.lang),
        groups: groups(context, open),
        news: entries(context, &news[..news.len().min(NEWS)]),
        how: vec![
            how(context, &words.text.for_bidders, "for-bidders"),
            how(context, &words.text.for_teams, "for-teams"),
            how(context, &words.text.for_visitors, "about"),
        ],
        departments: departments.map(|listed| context.link(Kind::Department, listed.id)).collect(),
        all_departments: context.list_link(Kind::Department),
        follow: follow(context, None),
    }
}

/// The open opportunities, with the way to all of them, and those that open soon.
fn groups<'c>(context: PageContext<'c>, open: &[&'c Opportunity]) -> Vec<Group<'c>> {
    let words = context.words;
    let upcoming = context.index.current_with(Status::Upcoming);
    let all = Link { label: words.text.all_opportunities.as_str().into(), ..context.list_link(Kind::Opportunity) };
    let open = Group {
        id: "open".into(),
        heading: &words.headings.open,
        cards: cards(context, &open[..open.len().min(OPEN)]),
        none_text: &words.text.no_open,
        more: Some(all),
        ..Group::default()
    };
    let upcoming = (!upcoming.is_empty()).then(|| Group {
        id: "upcoming".into(),
        heading: &words.headings.upcoming,
        cards: cards(context, &upcoming[..upcoming.len().min(UPCOMING)]),
        ..Group::default()
    });
    [open].into_iter().chain(upcoming).collect()
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
