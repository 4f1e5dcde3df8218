//! The lists of all things of a kind.

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::layout::Page;

use super::{Card, Head, View, When, cards, section};
use crate::model::{Kind, Opportunity, Status};
use crate::plan::Listed;
use crate::render::context::PageContext;

/// The list of all things of a kind.
#[derive(Serialize)]
pub(crate) struct Collection<'c> {
    page: Page,
    intro: &'c str,
    items: Vec<Entry<'c>>,
}

impl View for Collection<'_> {
    const TEMPLATE: &'static str = "collection.html";
}

/// Something in a list.
#[derive(Serialize)]
pub(super) struct Entry<'c> {
    url: &'c str,
    title: Cow<'c, str>,
    summary: Cow<'c, str>,
    date: Option<When>,
    note: Option<String>,
}

pub(crate) fn collection(context: PageContext<'_>, kind: Kind) -> Collection<'_> {
    let listed = context.index.list(kind, context.lang);
    Collection {
        page: context.page(head(context, kind, "collection")),
        intro: &context.words.list(kind).description,
        items: entries(context, listed),
    }
}

fn head<'c>(context: PageContext<'c>, kind: Kind, page_kind: &'static str) -> Head<'c> {
    let words = context.words.list(kind);
    Head {
        kind: page_kind,
        section: section(kind),
        title: &words.title,
        description: &words.description,
        parents: vec![context.home_link()],
        issued: None,
        modified: context.newest(),
    }
}

pub(super) fn entries<'c>(context: PageContext<'c>, listed: &[Listed<'c>]) -> Vec<Entry<'c>> {
    let entry = |listed: &Listed<'c>| Entry {
        url: context.url(listed.kind, listed.id),
        title: context.spaced(listed.title.get(context.lang)),
        summary: context.spaced(listed.summary.get(context.lang)),
        date: listed.published.map(|date| context.date(date)),
        note: Opportunity::OWNERS.contains(&listed.kind).then(|| {
            let count = context.index.opportunities_of(listed.kind, listed.id).len();
            context.words.opportunities(count, context.lang)
        }),
    };
    listed.iter().map(entry).collect()
}

/// The list of opportunities, by status.
#[derive(Serialize)]
pub(crate) struct Opportunities<'c> {
    page: Page,
    intro: &'c str,
    groups: Vec<Group<'c>>,
}

impl View for Opportunities<'_> {
    const TEMPLATE: &'static str = "opportunities.html";
}

#[derive(Serialize)]
struct Group<'c> {
    id: String,
    heading: &'c str,
    count_text: String,
    cards: Vec<Card<'c>>,
}

pub(crate) fn opportunities(context: PageContext<'_>) -> Opportunities<'_> {
    let groups = Status::ALL.into_iter().map(|status| {
        let opportunities = context.index.with_status(status);
        Group {
            id: status.code().replace('_', "-"),
            heading: context.words.status(status),
            count_text: context.words.opportunities(opportunities.len(), context.lang),
            cards: cards(context, opportunities.iter().copied()),
        }
    });
    Opportunities {
        page: context.page(head(context, Kind::Opportunity, "opportunities")),
        intro: &context.words.list(Kind::Opportunity).description,
        groups: groups.filter(|group| !group.cards.is_empty()).collect(),
    }
}
