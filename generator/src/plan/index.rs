//! Which opportunities belong to what, in the order in which lists show them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Urls;
use crate::check::CheckedSite;
use crate::model::Kind;
use crate::model::{Opportunity, Status};

/// The opportunities of a site, drafts only in a preview, sorted, and those of each team, project, department and skill.
#[derive(Debug)]
pub(crate) struct Index<'s> {
    pub(crate) urls: Urls,
    /// Whether drafts are on the site, as in a preview.
    pub(crate) has_drafts: bool,
    all: Vec<&'s Opportunity>,
    of: BTreeMap<Kind, BTreeMap<&'s str, Vec<&'s Opportunity>>>,
    now: Timestamp,
}

impl<'s> Index<'s> {
    /// Indexes a site as it is at the instant `now`, with its drafts or without.
    pub(crate) fn new(site: &'s CheckedSite, now: Timestamp, has_drafts: bool) -> Self {
        let listed = |item: &&Opportunity| has_drafts || Status::of(item, now) != Status::Draft;
        let mut all: Vec<_> = site.opportunities().filter(listed).collect();
        all.sort_by_cached_key(|item| order(item, now));
        let mut of: BTreeMap<Kind, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for item in &all {
            let skills = item.skills.iter().map(|skill| (Kind::Skill, skill.as_str()));
            let one = [(Kind::Team, item.team.as_str()), (Kind::Department, item.department.as_str())];
            let project = item.project.iter().map(|project| (Kind::Project, project.as_str()));
            for (kind, id) in skills.chain(one).chain(project) {
                of.entry(kind).or_default().entry(id).or_default().push(*item);
            }
        }
        Self { urls: Urls::new(site), has_drafts, all, of, now }
    }

    /// All opportunities, open ones first.
    pub(crate) fn all(&self) -> &[&'s Opportunity] {
        &self.all
    }

    /// The opportunities of a team, project, department or skill, open ones first.
    pub(crate) fn of(&self, kind: Kind, id: &str) -> &[&'s Opportunity] {
        self.of.get(&kind).and_then(|items| items.get(id)).map_or(&[], Vec::as_slice)
    }

    /// The opportunities that have a status.
    pub(crate) fn with(&self, status: Status) -> impl Iterator<Item = &'s Opportunity> {
        self.all.iter().copied().filter(move |item| Status::of(item, self.now) == status)
    }

    /// The status of an opportunity when the site is built.
    pub(crate) fn status(&self, opportunity: &Opportunity) -> Status {
        Status::of(opportunity, self.now)
    }
}

/// By status; what still can change by the nearest date, what is over by the latest; then by id.
fn order(item: &Opportunity, now: Timestamp) -> (Status, Option<Timestamp>, Reverse<Option<Timestamp>>, &str) {
    let status = Status::of(item, now);
    let schedule = item.schedule;
    let (next, last) = match status {
        Status::Open => (schedule.map(|schedule| schedule.closes), None),
        Status::Upcoming => (schedule.map(|schedule| schedule.opens), None),
        _ => (None, schedule.map(|schedule| schedule.closes)),
    };
    (status, next, Reverse(last), &item.id)
}
