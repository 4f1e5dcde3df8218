//! What programs follow: feeds of opportunities, and calendars of their closing times, in each language.

use std::cmp::Reverse;

use jiff::civil::Date;
use submit_fn::shared::lang::Lang;

use super::{Index, Opportunities};
use crate::model::{FeedFormat, Kind, Opportunity, Status};

/// How many opportunities a feed holds at most: those that changed last.
const ENTRIES: usize = 30;

/// A file to subscribe to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Feed<'p> {
    pub(crate) format: FeedFormat,
    pub(crate) lang: Lang,
    /// The address of the page whose opportunities it holds.
    pub(crate) page: &'p str,
    /// The team, project, department or skill whose opportunities it holds; `None` for all of them.
    pub(crate) owner: Option<(Kind, &'p str)>,
}

impl<'p> Feed<'p> {
    /// All feeds of a site.
    pub(super) fn all(index: &'p Index<'p>) -> impl Iterator<Item = Self> {
        let owners = Opportunity::OWNERS.into_iter().flat_map(move |kind| {
            let things = index.list(kind, Lang::En).iter();
            things.map(move |listed| (index.urls.of(kind, listed.id), Some((kind, listed.id))))
        });
        let pages = [(index.urls.home(), None)].into_iter().chain(owners);
        pages.flat_map(|(urls, owner)| {
            Lang::BOTH.into_iter().flat_map(move |lang| {
                let page = urls.get(lang).as_str();
                let formats = FeedFormat::ALL.into_iter().filter(move |format| owner.is_some() || format.is_of_all());
                formats.map(move |format| Self { format, lang, page, owner })
            })
        })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        [self.page, self.format.file_name()].concat()
    }

    /// The opportunities that it holds, in its order.
    pub(crate) fn opportunities(&self, index: &'p Index<'p>) -> Vec<&'p Opportunity> {
        let all = match self.owner {
            Some((kind, id)) => index.opportunities_of(kind, id),
            None => index.opportunities(),
        };
        match self.format {
            FeedFormat::Atom | FeedFormat::Json => changed_last(index, all),
            FeedFormat::Calendar => in_calendar(index, all).collect(),
            FeedFormat::Table => all.all().to_vec(),
        }
    }
}

/// The opportunities that changed last, the latest first.
fn changed_last<'p>(index: &'p Index<'p>, opportunities: &'p Opportunities<'p>) -> Vec<&'p Opportunity> {
    let is_posted = |opportunity: &&&Opportunity| index.status(opportunity) != Status::Draft;
    let mut all: Vec<&Opportunity> = opportunities.all().iter().filter(is_posted).copied().collect();
    all.sort_by_cached_key(|opportunity| Reverse((updated(index, opportunity), opportunity.closes)));
    all.truncate(ENTRIES);
    all
}

/// The day of an opportunity in a feed: the latest on which it changed so far. One that is only announced was last approved.
pub(crate) fn updated(index: &Index<'_>, opportunity: &Opportunity) -> Option<Date> {
    let approved = opportunity.approvals.iter().map(|(_, date)| *date).filter(|date| *date <= index.today);
    index.modified(opportunity).or(approved.max())
}

/// The opportunities whose closing is of use in a calendar. Whoever noted the day of one that is cancelled learns of it.
pub(super) fn in_calendar<'p>(
    index: &'p Index<'p>,
    opportunities: &'p Opportunities<'p>,
) -> impl Iterator<Item = &'p Opportunity> {
    opportunities.all().iter().filter(|opportunity| index.is_at_hand(opportunity)).copied()
}
