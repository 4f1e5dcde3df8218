//! The page that searches everything, and what filters the opportunities. Scripts do both.

use std::collections::BTreeMap;

use serde::Serialize;
use submit_fn::shared::layout::Page;

use crate::model::{Kind, Status};
use crate::plan::{Directory, words_url};
use crate::render::context::PageContext;
use crate::render::parts::{Head, Link, View};

/// The search of everything in a language.
#[derive(Serialize)]
pub(crate) struct Search<'c> {
    page: Page,
    directory: DirectoryView,
    /// Of each kind of thing, as JSON.
    kinds: String,
    /// What can be read without a search.
    lists: Vec<Link<'c>>,
    pages: Vec<Link<'c>>,
    pages_heading: &'c str,
}

impl View for Search<'_> {
    const TEMPLATE: &'static str = "search.html";
}

/// Where scripts find everything.
#[derive(Serialize)]
pub(super) struct DirectoryView {
    things: String,
    words: String,
    /// The files of opportunities are numbered: `#` stands for the number.
    opportunities: String,
    parts: usize,
    /// The names of statuses, as JSON.
    statuses: String,
}

pub(crate) fn search(context: PageContext<'_>) -> Search<'_> {
    let words = &context.words.search;
    let head = Head {
        kind: "search",
        section: "search",
        title: &words.title,
        description: &words.description,
        parents: vec![context.home_link()],
        ..Head::default()
    };
    let listed = Kind::listed().map(|kind| (kind.plural(), context.words.list(kind).title.as_str()));
    let kinds: BTreeMap<_, _> = listed.chain([(Kind::Page.plural(), words.pages.as_str())]).collect();
    Search {
        page: context.page(head),
        directory: directory(context),
        kinds: json(&kinds),
        lists: Kind::listed().map(|kind| context.list_link(kind)).collect(),
        pages: context.site.of_kind(Kind::Page).map(|page| context.link(Kind::Page, page.id())).collect(),
        pages_heading: &words.pages,
    }
}

pub(super) fn directory(context: PageContext<'_>) -> DirectoryView {
    let url = |directory: Directory| directory.url(context.lang);
    let statuses = Status::POSTED.map(|status| (status.code(), context.words.status.of(status)));
    DirectoryView {
        things: url(Directory::Things),
        words: words_url(context.lang),
        opportunities: url(Directory::Opportunities(1)).replace("-1.", "-#."),
        parts: context.index.directory_parts(),
        statuses: json(&BTreeMap::from(statuses)),
    }
}

fn json(texts: &impl Serialize) -> String {
    // Texts by names: nothing that JSON lacks.
    serde_json::to_string(texts).unwrap_or_default()
}

/// What the list of opportunities can be narrowed down by. Without scripts, these are links to lists of their own.
#[derive(Serialize)]
pub(super) struct Filters<'c> {
    directory: DirectoryView,
    statuses: Vec<Choice<'c>>,
    skills: Vec<Choice<'c>>,
    departments: Vec<Choice<'c>>,
}

#[derive(Serialize)]
struct Choice<'c> {
    id: &'c str,
    #[serde(flatten)]
    link: Link<'c>,
}

pub(super) fn filters(context: PageContext<'_>) -> Filters<'_> {
    let choices = |kind| {
        let listed = context.index.list(kind, context.lang).iter();
        let with_opportunities = listed.filter(|listed| context.index.opportunities_of(kind, listed.id).len() > 0);
        with_opportunities.map(|listed| Choice { id: listed.id, link: context.link(kind, listed.id) }).collect()
    };
    let status = |status: Status| {
        let label = context.words.statuses.of(status).as_str().into();
        Choice { id: status.code(), link: Link { url: "".into(), label } }
    };
    Filters {
        directory: directory(context),
        statuses: Status::POSTED.map(status).into(),
        skills: choices(Kind::Skill),
        departments: choices(Kind::Department),
    }
}
