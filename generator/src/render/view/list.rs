//! The lists of all things of a kind, but for opportunities.

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::layout::Page;

use super::pagination::{Pagination, pagination};
use crate::model::{Kind, Opportunity};
use crate::plan::Listed;
use crate::render::context::PageContext;
use crate::render::parts::{Head, View, When, section};

/// A list, or one of the pages that it is cut into.
#[derive(Serialize)]
pub(crate) struct Collection<'c> {
    page: Page,
    intro: &'c str,
    items: Vec<Entry<'c>>,
    pagination: Option<Pagination<'c>>,
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

pub(crate) fn collection<'c>(context: PageContext<'c>, kind: Kind, listed: &'c [Listed<'c>]) -> Collection<'c> {
    let words = context.words.list(kind);
    let head = Head {
        kind: "collection",
        section: section(kind),
        title: &words.title,
        description: &words.description,
        parents: vec![context.home_link()],
        modified: context.newest(),
        ..Head::default()
    };
    Collection {
        page: context.page(head),
        intro: &words.description,
        items: entries(context, listed),
        pagination: pagination(context),
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
            context.strings().plurals.opportunities.of(count, context.lang)
        }),
    };
    listed.iter().map(entry).collect()
}
