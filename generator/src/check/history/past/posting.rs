//! An opportunity that was posted, over time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use super::clock::Clock;
use crate::canonical::canonical;
use crate::check::history::difference::is_same;
use crate::git::Version;
use crate::model::FACTS;
use crate::read::{Source, Syntax};
use crate::yaml::{self, Value};

/// An opportunity that was posted, with its facts as they were and are.
pub(in crate::check) struct Posting {
    pub(in crate::check) folder: PathBuf,
    /// Its facts as each commit left them, the oldest first. What could not be read was not published.
    pub(in crate::check) facts: Vec<(Version, Value)>,
    /// The places among `facts` of those that were on the site for a while.
    published: Vec<usize>,
    /// The amendments whose day was still to come when they came, each with the day on which they did.
    slips: Vec<(Value, Date)>,
    /// When the first of them opened, and the order of its commit.
    pub(super) opened: Timestamp,
    pub(super) posted_with: usize,
    /// How it ended for bidders, if it has: it closed, or was cancelled before.
    pub(in crate::check) ended: Option<Ended>,
    /// The facts as they are; `None` if they are gone or cannot be read.
    pub(in crate::check) current: Option<(Source, Value)>,
}

impl Posting {
    /// `None` if none of the versions was on the site.
    pub(super) fn of(
        root: &Path,
        clock: &Clock<'_>,
        folder: &Path,
        versions: &[Version],
        blobs: &BTreeMap<String, String>,
    ) -> Option<Self> {
        let read = |version: &Version| yaml::parse::<Value>(blobs.get(version.blob.as_ref()?)?).ok();
        let facts: Vec<_> = versions.iter().filter_map(|version| Some((version.clone(), read(version)?))).collect();
        // A version ends with the next readable one, or when the file was removed.
        let end = |i: usize| {
            let (this, _) = &facts[i];
            let ends = |other: &&Version| {
                other.blob.is_none() || facts.get(i + 1).is_some_and(|(next, _)| next.order == other.order)
            };
            versions.iter().filter(|other| other.order > this.order).find(ends)
        };
        let published: Vec<_> =
            facts.iter().enumerate().filter_map(|(i, (_, facts))| Some((i, clock.opened(facts, end(i))?))).collect();
        let (first, opened) = *published.first()?;
        let posted_with = facts[first].0.order;
        let current = Source::read(root, &folder.join(FACTS), Syntax::Yaml).ok().and_then(|source| {
            let facts = yaml::parse(source.facts()).ok()?;
            Some((source, facts))
        });
        let published: Vec<usize> = published.into_iter().map(|(i, _)| i).collect();
        let ended = Ended::of(clock, &facts, &published);
        let slips = slips(clock, &facts);
        Some(Self { folder: folder.to_owned(), facts, published, slips, opened, posted_with, ended, current })
    }

    pub(in crate::check) fn id(&self) -> &str {
        self.folder.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }

    /// The path of its facts.
    pub(in crate::check) fn path(&self) -> PathBuf {
        self.folder.join(FACTS)
    }

    /// When visitors could first read it.
    pub(super) fn shown(&self) -> Timestamp {
        let first = self.published.first().map(|i| self.facts[*i].0.at);
        first.map_or(self.opened, |first| self.opened.max(first))
    }

    /// The facts that were on the site, the oldest first, each with its place among all.
    pub(in crate::check) fn published(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.published.iter().map(|i| (*i, &self.facts[*i].1))
    }

    /// The facts that bidders knew when it ended.
    pub(in crate::check) fn facts_at(&self, ended: &Ended) -> &Value {
        &self.facts[ended.with].1
    }

    /// The version that changed something after the version at `index`; `None` if no commit did.
    pub(in crate::check) fn changed_after(&self, index: usize, is_other: impl Fn(&Value) -> bool) -> Option<&Version> {
        self.facts[index + 1..].iter().find(|(_, facts)| is_other(facts)).map(|(version, _)| version)
    }

    /// The present amendments that came after something was first as it is in the version at `index`.
    pub(in crate::check) fn amendments_since(&self, index: usize, is_such: impl Fn(&Value) -> bool) -> Vec<&Value> {
        let others = self.facts[..index].iter().rposition(|(_, facts)| !is_such(facts));
        let first = others.map_or(0, |other| other + 1);
        let mut before: Vec<&Value> = items(&self.facts[first].1, "amendments").collect();
        let is_new = |amendment: &&Value| {
            let known = before.iter().position(|known| self.is_kept(known, amendment));
            known.map(|place| before.swap_remove(place)).is_none()
        };
        self.current.iter().flat_map(|(_, facts)| items(facts, "amendments")).filter(is_new).collect()
    }

    /// Whether an entry says what another one was, or puts its day right.
    pub(in crate::check) fn is_kept(&self, was: &Value, now: &Value) -> bool {
        let is_put_right = |(slip, came): &(Value, Date)| {
            says_the_same(slip, was)
                && date_of(now).is_some_and(|date| date <= *came)
                && says_the_same(&without_date(was), &without_date(now))
        };
        says_the_same(was, now) || self.slips.iter().any(is_put_right)
    }

    /// The orders of the commits that brought the amendments of some kind after posting.
    pub(in crate::check) fn amended_at(&self, is_such: impl Fn(&Value) -> bool) -> Vec<usize> {
        let mut orders = Vec::new();
        let published = self.facts.iter().map(|(version, facts)| (version.order, facts));
        for (order, facts) in published.chain(self.current.iter().map(|(_, facts)| (UNPUBLISHED, facts))) {
            let count = items(facts, "amendments").filter(|amendment| is_such(amendment)).count();
            orders.resize(orders.len().max(count), order);
        }
        orders.retain(|order| *order > self.posted_with);
        orders
    }
}

fn slips(clock: &Clock<'_>, all: &[(Version, Value)]) -> Vec<(Value, Date)> {
    let mut known: Vec<&Value> = Vec::new();
    let mut slips = Vec::new();
    for (version, facts) in all {
        for amendment in items(facts, "amendments") {
            let came = clock.day(version.at);
            if !known.contains(&amendment) && date_of(amendment).is_some_and(|date| date > came) {
                slips.push((amendment.clone(), came));
            }
            known.push(amendment);
        }
    }
    slips
}

/// The day that an amendment gives.
pub(in crate::check) fn date_of(amendment: &Value) -> Option<Date> {
    amendment.get("date")?.as_str()?.parse().ok()
}

fn without_date(amendment: &Value) -> Value {
    let mut rest = amendment.clone();
    if let Some(rest) = rest.as_mapping_mut() {
        rest.remove("date");
    }
    rest
}

/// The order of what is in no published commit.
pub(in crate::check) const UNPUBLISHED: usize = usize::MAX;

/// How an opportunity ended for bidders.
pub(in crate::check) struct Ended {
    at: Timestamp,
    /// The day that its page gives.
    pub(in crate::check) day: Date,
    /// The place of the facts that bidders knew among all, and the order of their commit.
    with: usize,
    order: usize,
}

impl Ended {
    /// What came after the end changes nothing of it.
    fn of(clock: &Clock<'_>, all: &[(Version, Value)], published: &[usize]) -> Option<Self> {
        let mut ended: Option<Self> = None;
        for &with in published {
            let (version, facts) = &all[with];
            if ended.as_ref().is_some_and(|ended| ended.at <= version.at) {
                break;
            }
            let order = version.order;
            if let Some(cancelled) = facts.get("cancelled") {
                let day = cancelled.get("date").and_then(|date| date.as_str()?.parse().ok());
                return Some(Self { at: version.at, day: day.unwrap_or_else(|| clock.day(version.at)), with, order });
            }
            if let Some((at, day)) = clock.closes(facts) {
                ended = Some(Self { at, day, with, order });
            }
        }
        ended.filter(|ended| ended.at <= clock.now)
    }

    /// Whether a version came after the end; `None` stands for what is not published yet.
    pub(in crate::check) fn is_before(&self, version: Option<&Version>) -> bool {
        version.is_none_or(|version| version.order > self.order && version.at >= self.at)
    }
}

/// The items of a list at the top of some facts.
pub(in crate::check) fn items<'v>(facts: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    facts.get(key).and_then(Value::as_sequence).into_iter().flatten()
}

/// Whether two values say the same, signs, spaces, capitals and accents aside.
pub(in crate::check) fn says_the_same(was: &Value, now: &Value) -> bool {
    is_same(&canonical(Some(was)).unwrap_or_default(), &canonical(Some(now)).unwrap_or_default())
}
