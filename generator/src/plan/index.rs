//! What belongs together, in the order in which pages show it: sorted once, grouped once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::Urls;
use super::collation::collator;
use crate::check::CheckedSite;
use crate::model::{Item, Kind, Opportunity, Status};

/// A site as it is at an instant, with its drafts or without.
#[derive(Debug)]
pub(crate) struct Index<'s> {
    pub(crate) urls: Urls,
    /// Whether drafts are on the site, as in a preview.
    pub(crate) has_drafts: bool,
    now: Timestamp,
    opportunities: Vec<&'s Opportunity>,
    /// By the team, project, department or skill that they belong to.
    opportunities_of: ByOwner<'s, Vec<&'s Opportunity>>,
    lists: BTreeMap<Kind, Bilingual<Vec<Listed<'s>>>>,
    /// By the item that they are part of.
    parts_of: ByOwner<'s, BTreeMap<Kind, Vec<Listed<'s>>>>,
}

type ByOwner<'s, T> = BTreeMap<Kind, BTreeMap<&'s str, T>>;

/// Something in a list of its kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed<'s> {
    pub(crate) kind: Kind,
    pub(crate) id: &'s str,
    pub(crate) title: Bilingual<&'s str>,
    /// Empty if it has none.
    pub(crate) summary: Bilingual<&'s str>,
    pub(crate) published: Option<Date>,
}

impl<'s> Index<'s> {
    pub(crate) fn new(site: &'s CheckedSite, now: Timestamp, has_drafts: bool) -> Self {
        let is_shown = |item: &&Opportunity| has_drafts || Status::of(item, now) != Status::Draft;
        let mut opportunities: Vec<_> = site.opportunities().filter(is_shown).collect();
        opportunities.sort_by_cached_key(|opportunity| order(opportunity, now));
        let mut opportunities_of: ByOwner<'_, Vec<_>> = BTreeMap::new();
        for &opportunity in &opportunities {
            for (kind, id) in opportunity.owners() {
                opportunities_of.entry(kind).or_default().entry(id).or_default().push(opportunity);
            }
        }
        let (lists, parts_of) = (lists(site), parts(site));
        Self { urls: Urls::new(site), has_drafts, now, opportunities, opportunities_of, lists, parts_of }
    }

    /// The status of an opportunity when the site is built.
    pub(crate) fn status(&self, opportunity: &Opportunity) -> Status {
        Status::of(opportunity, self.now)
    }

    /// All opportunities, open ones first.
    pub(crate) fn opportunities(&self) -> &[&'s Opportunity] {
        &self.opportunities
    }

    /// The opportunities of a team, project, department or skill, open ones first.
    pub(crate) fn opportunities_of(&self, kind: Kind, id: &str) -> &[&'s Opportunity] {
        self.opportunities_of.get(&kind).and_then(|owners| owners.get(id)).map_or(&[], Vec::as_slice)
    }

    /// The opportunities that have a status.
    pub(crate) fn with_status(&self, status: Status) -> &[&'s Opportunity] {
        let start = self.opportunities.partition_point(|opportunity| self.status(opportunity) < status);
        let end = self.opportunities.partition_point(|opportunity| self.status(opportunity) <= status);
        &self.opportunities[start..end]
    }

    /// The things of a kind in the order of its list: by title, as the language sorts; what has a date, the latest first.
    pub(crate) fn list(&self, kind: Kind, lang: Lang) -> &[Listed<'s>] {
        self.lists.get(&kind).map_or(&[], |list| list.get(lang))
    }

    /// The items that are part of another, by kind: the projects of a team, the teams of a department.
    pub(crate) fn parts_of<'i>(
        &'i self,
        kind: Kind,
        id: &str,
    ) -> impl Iterator<Item = (Kind, &'i [Listed<'s>])> + use<'i, 's> {
        let parts = self.parts_of.get(&kind).and_then(|owners| owners.get(id)).into_iter().flatten();
        parts.map(|(kind, items)| (*kind, items.as_slice()))
    }
}

/// By status; what still can change by the nearest date, what is over by the latest; then by id.
fn order(opportunity: &Opportunity, now: Timestamp) -> (Status, Option<Timestamp>, Reverse<Option<Timestamp>>, &str) {
    let status = Status::of(opportunity, now);
    let schedule = opportunity.schedule;
    let (next, last) = match status {
        Status::Open => (schedule.map(|schedule| schedule.closes), None),
        Status::Upcoming => (schedule.map(|schedule| schedule.opens), None),
        _ => (None, schedule.map(|schedule| schedule.closes)),
    };
    (status, next, Reverse(last), &opportunity.id)
}

fn lists(site: &CheckedSite) -> BTreeMap<Kind, Bilingual<Vec<Listed<'_>>>> {
    // Opportunities have lists of their own.
    let kinds = Kind::listed().filter(|kind| *kind != Kind::Opportunity);
    let lists = kinds.map(|kind| {
        let things: Vec<_> = match kind {
            Kind::Skill => site.skills.iter().map(|(id, name)| Listed::skill(id, name)).collect(),
            kind => site.of_kind(kind).map(Listed::item).collect(),
        };
        (kind, Bilingual::from_fn(|lang| sorted(things.clone(), lang)))
    });
    lists.collect()
}

/// In the order of a list; things of equal titles stay in the order of ids.
fn sorted(mut things: Vec<Listed<'_>>, lang: Lang) -> Vec<Listed<'_>> {
    let collator = collator(lang);
    things.sort_by(|a, b| {
        let by_date = Reverse(a.published).cmp(&Reverse(b.published));
        // Two news of one day are in the order of ids.
        by_date.then_with(|| match a.published {
            Some(_) => a.id.cmp(b.id),
            None => collator.compare(a.title.get(lang), b.title.get(lang)),
        })
    });
    things
}

fn parts(site: &CheckedSite) -> ByOwner<'_, BTreeMap<Kind, Vec<Listed<'_>>>> {
    let mut parts: ByOwner<'_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
    for item in site.items() {
        if let Some((kind, id)) = item.part_of() {
            let parts = parts.entry(kind).or_default().entry(id).or_default();
            parts.entry(item.kind()).or_default().push(Listed::item(item));
        }
    }
    parts
}

impl<'s> Listed<'s> {
    fn item(item: &'s Item) -> Self {
        let prose = item.prose().as_ref();
        Self {
            kind: item.kind(),
            id: item.id(),
            title: prose.map(|prose| prose.title.as_str()),
            summary: prose.map(|prose| prose.summary.as_str()),
            published: item.published(),
        }
    }

    fn skill(id: &'s str, name: &'s Bilingual<String>) -> Self {
        let title = name.as_ref().map(String::as_str);
        Self { kind: Kind::Skill, id, title, summary: Bilingual { en: "", fr: "" }, published: None }
    }
}
