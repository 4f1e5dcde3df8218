//! The lists of opportunities: the current ones, and the archive by year.

use jiff::civil::Date;
use serde::Serialize;
use submit_fn::shared::layout::Page;

use super::card::cards;
use super::follow::{Follow, follow};
use super::group::{Group, rows};
use super::pagination::{Pagination, pagination};
use super::search::{Filters, filters};
use crate::model::{Kind, Opportunity, Status};
use crate::plan::ArchivedYear;
use crate::render::context::PageContext;
use crate::render::parts::{Head, Link, View, section};

/// The current opportunities, by status.
#[derive(Serialize)]
pub(crate) struct Opportunities<'c> {
    page: Page,
    intro: &'c str,
    contents: Vec<Content<'c>>,
    /// On the first page.
    filters: Option<Filters<'c>>,
    groups: Vec<Group<'c>>,
    none_text: &'c str,
    pagination: Option<Pagination<'c>>,
    archive: Vec<Year<'c>>,
    follow: Follow<'c>,
}

impl View for Opportunities<'_> {
    const TEMPLATE: &'static str = "opportunities.html";
}

/// A link to a group of the page, with how many opportunities it has on all pages.
#[derive(Serialize)]
struct Content<'c> {
    id: String,
    heading: &'c str,
    count_text: String,
}

/// A year of the archive.
#[derive(Serialize)]
struct Year<'c> {
    #[serde(flatten)]
    link: Link<'c>,
    is_current: bool,
    count_text: Option<String>,
}

pub(crate) fn opportunities<'c>(context: PageContext<'c>, opportunities: &'c [&'c Opportunity]) -> Opportunities<'c> {
    let words = context.words;
    let list = words.list(Kind::Opportunity);
    let head = Head {
        kind: "opportunities",
        section: section(Kind::Opportunity),
        title: &list.title,
        description: &list.description,
        parents: vec![context.home_link()],
        modified: context.newest(),
        ..Head::default()
    };
    let by_status = || opportunities.chunk_by(|a, b| context.index.status(a) == context.index.status(b));
    let years = context.index.archive().iter().map(|year| {
        let count = context.strings().plurals.opportunities.of(context.index.archived(year).len(), context.lang);
        Year { count_text: Some(count), ..self::year(context, year) }
    });
    Opportunities {
        page: context.page(head),
        intro: &list.description,
        contents: by_status()
            .filter_map(|chunk| Some(content(context, context.index.status(chunk.first()?))))
            .collect(),
        filters: context.planned.part.is_first().then(|| filters(context)),
        groups: by_status()
            .filter_map(|chunk| Some(group(context, context.index.status(chunk.first()?), chunk)))
            .collect(),
        none_text: &words.text.no_current_opportunity,
        pagination: pagination(context),
        archive: years.collect(),
        follow: follow(context, None),
    }
}

fn content(context: PageContext<'_>, status: Status) -> Content<'_> {
    let count = context.index.current_with(status).len();
    Content {
        id: anchor(status),
        heading: context.words.statuses.of(status),
        count_text: context.strings().plurals.opportunities.of(count, context.lang),
    }
}

fn group<'c>(context: PageContext<'c>, status: Status, opportunities: &'c [&'c Opportunity]) -> Group<'c> {
    Group {
        id: anchor(status).into(),
        heading: context.words.statuses.of(status),
        cards: cards(context, opportunities),
        ..Group::default()
    }
}

fn anchor(status: Status) -> String {
    status.code().replace('_', "-")
}

fn year<'c>(context: PageContext<'c>, year: &'c ArchivedYear) -> Year<'c> {
    let link = Link { url: year.url.get(context.lang).into(), label: year.year.to_string().into() };
    Year { link, is_current: false, count_text: None }
}

/// The opportunities that closed or were cancelled in a year.
#[derive(Serialize)]
pub(crate) struct Archive<'c> {
    page: Page,
    group: Group<'c>,
    pagination: Option<Pagination<'c>>,
    archive: Vec<Year<'c>>,
}

impl View for Archive<'_> {
    const TEMPLATE: &'static str = "archive.html";
}

pub(crate) fn archive<'c>(
    context: PageContext<'c>,
    shown: &'c ArchivedYear,
    opportunities: &'c [&'c Opportunity],
) -> Archive<'c> {
    let text = &context.words.text;
    let in_year = |sentence: &str| sentence.replace("{year}", &shown.year.to_string());
    let (title, description) = (in_year(&text.archive_title), in_year(&text.archive_description));
    let head = Head {
        kind: "archive",
        section: section(Kind::Opportunity),
        title: &title,
        description: &description,
        parents: context.parents(Kind::Opportunity),
        modified: latest(context, opportunities),
        ..Head::default()
    };
    let years = context.index.archive().iter();
    Archive {
        page: context.page(head),
        group: Group { rows: rows(context, opportunities), ..Group::default() },
        pagination: pagination(context),
        archive: years.map(|year| Year { is_current: year.year == shown.year, ..self::year(context, year) }).collect(),
    }
}

/// The latest date at which one of some opportunities changed.
pub(super) fn latest(context: PageContext<'_>, opportunities: &[&Opportunity]) -> Option<Date> {
    opportunities.iter().filter_map(|opportunity| context.index.modified(opportunity)).max()
}
