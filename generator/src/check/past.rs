//! The past of a site, as git knows it: what the rules of history look at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use submit_fn::shared::format::Zone;

use super::difference::is_same;
use crate::canonical::canonical;
use crate::diagnostic::operand::Change;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Repository, Version, Versions};
use crate::model::{Kind, Settings};
use crate::read::{self, Segment, Source, Syntax, Target};
use crate::yaml::{self, Value};

pub(super) struct Past<'p> {
    pub(super) root: &'p Path,
    pub(super) repository: &'p Repository<'p>,
    pub(super) versions: Versions,
    /// The files that differ from their published version.
    pub(super) unpublished: BTreeSet<PathBuf>,
    pub(super) now: Timestamp,
    pub(super) zone: &'p Zone,
    pub(super) settings: &'p Settings,
    beginning: Beginning,
}

impl<'p> Past<'p> {
    /// # Errors
    /// If git fails.
    pub(super) fn read(
        root: &'p Path,
        repository: &'p Repository<'p>,
        now: Timestamp,
        settings: &'p Settings,
    ) -> Result<Self, GitError> {
        let (versions, unpublished) = (repository.versions(now)?, repository.unpublished()?);
        let beginning = Beginning::read(repository, &versions)?;
        Ok(Self { root, repository, versions, unpublished, now, zone: &settings.zone, settings, beginning })
    }

    /// The change that a version made; `None` stands for what is not published yet.
    pub(super) fn change(&self, version: Option<&Version>) -> Change {
        Change { commit: version.map(Version::short_name), date: self.zone.civil(self.time_of(version)).date() }
    }

    /// When a version came; now, if it has not come yet.
    pub(super) fn time_of(&self, version: Option<&Version>) -> Timestamp {
        version.map_or(self.now, |version| version.at)
    }

    /// The opportunities that were posted and of which some file changed or came later, then or before.
    ///
    /// # Errors
    /// If git fails.
    pub(super) fn postings(&self) -> Result<Vec<Posting>, GitError> {
        let came_later = |path: &Path, versions: &[Version]| {
            let facts = path.parent().and_then(|folder| self.versions.get(&folder.join(FACTS)));
            let first = |versions: &[Version]| versions.first().map(|version| version.order);
            facts.is_some_and(|facts| first(versions) > first(facts))
        };
        let has_changed = |(path, versions): &(&PathBuf, &Vec<Version>)| {
            versions.len() > 1 || self.unpublished.contains(*path) || came_later(path, versions)
        };
        let changed = self.versions.iter().filter(|(path, _)| path.starts_with(Kind::Opportunity.place()));
        let folders: BTreeSet<&Path> = changed.filter(has_changed).filter_map(|(path, _)| path.parent()).collect();
        let facts = folders.into_iter().filter_map(|folder| Some((folder, self.versions.get(&folder.join(FACTS))?)));
        let facts: Vec<_> = facts.collect();
        let blobs = self.repository.blobs(facts.iter().flat_map(|(_, versions)| versions.iter()))?;
        Ok(facts.into_iter().filter_map(|(folder, versions)| Posting::of(self, folder, versions, &blobs)).collect())
    }

    /// The ids of terms and acceptance criteria that opportunities refer to which are posted and have no outcome, each with
    /// the instant since when.
    ///
    /// # Errors
    /// If git fails.
    pub(super) fn used_by_open(&self) -> Result<Vec<(String, Timestamp)>, GitError> {
        let is_facts = |path: &&PathBuf| path.ends_with(FACTS) && path.starts_with(Kind::Opportunity.place());
        let facts: Vec<_> = self.versions.iter().filter(|(path, _)| is_facts(path)).collect();
        let blobs = self.repository.blobs(facts.iter().flat_map(|(_, versions)| versions.iter()))?;
        let postings =
            facts.into_iter().filter_map(|(path, versions)| Posting::of(self, path.parent()?, versions, &blobs));
        let mut used = Vec::new();
        for posting in postings {
            let Some((_, facts)) = &posting.current else { continue };
            if ["award", "cancelled", "not_awarded"].iter().any(|outcome| facts.get(outcome).is_some()) {
                continue;
            }
            let ids = items(facts, "acceptance").chain(facts.get("terms")).filter_map(Value::as_str);
            used.extend(ids.map(|id| (id.to_owned(), posting.opened.max(posting.facts[posting.published[0]].0.at))));
        }
        Ok(used)
    }

    /// Another time zone than that of the record moves every closing that was posted.
    pub(super) fn moved_zone(&self) -> Option<Diagnostic> {
        let was = self.beginning.zone.clone().filter(|zone| *zone != self.settings.zone_name)?;
        let source = Source::read(self.root, Path::new("site.toml"), Syntax::Toml).ok()?;
        let target = Target::Value(vec![Segment::Key("time_zone"), Segment::Key("name")]);
        Some(source.problem_at(&target, Problem::MovedZone { was }))
    }

    /// The versions of a file since an opportunity was posted: the one that it was posted with, and those after it.
    pub(super) fn since(&self, posting: &Posting, name: &str) -> &[Version] {
        let versions = self.versions.get(&posting.folder.join(name)).map(Vec::as_slice).unwrap_or_default();
        let is_of_posting = |version: &Version| version.order <= posting.posted_with || version.at <= posting.opened;
        let posted_with = versions.iter().rposition(is_of_posting);
        &versions[posted_with.unwrap_or_default()..]
    }

    /// When a version opened, if it was on the site before the next one came.
    fn opened(&self, facts: &Value, next: Option<&Version>) -> Option<Timestamp> {
        let posted = facts.get("posted")?.as_str()?.parse::<Date>().ok()?;
        let opens = posted.to_zoned_datetime(self.zone.rules.clone()).ok()?.timestamp();
        let is_recorded = next.is_none_or(|next| next.order > self.beginning.order) && opens < self.time_of(next);
        is_recorded.then_some(opens)
    }
}

const FACTS: &str = "opportunity.yaml";

/// The first commit of the site under its address. What another site posted, such as the one that this was copied from,
/// is not its record.
#[derive(Default)]
struct Beginning {
    order: usize,
    /// The zone of every time of the content.
    zone: Option<String>,
}

impl Beginning {
    fn read(repository: &Repository<'_>, versions: &Versions) -> Result<Self, GitError> {
        let Some(files) = versions.get(Path::new("site.toml")) else { return Ok(Self::default()) };
        let blobs = repository.blobs(files.iter())?;
        let settings = |version: &Version| read::toml_value(blobs.get(version.blob.as_ref()?)?).ok();
        let address = |version: &Version| -> Option<String> {
            let address = url::Url::parse(settings(version)?.get("base_url")?.as_str()?).ok()?;
            address.host_str().map(str::to_owned)
        };
        let last = files.iter().rev().find_map(address);
        let Some(first) = files.iter().find(|version| address(version) == last) else { return Ok(Self::default()) };
        let zone =
            settings(first).and_then(|settings| settings.get("time_zone")?.get("name")?.as_str().map(str::to_owned));
        Ok(Self { order: first.order, zone })
    }
}

/// An opportunity that was posted, over time.
pub(super) struct Posting {
    pub(super) folder: PathBuf,
    /// Its facts as each commit left them, the oldest first. What could not be read was not published.
    pub(super) facts: Vec<(Version, Value)>,
    /// The places among `facts` of those that were on the site for a while.
    published: Vec<usize>,
    /// When the first of them opened, and the order of its commit.
    opened: Timestamp,
    posted_with: usize,
    /// The facts as they are; `None` if they are gone or cannot be read.
    pub(super) current: Option<(Source, Value)>,
}

impl Posting {
    /// `None` if none of the versions was on the site.
    fn of(past: &Past<'_>, folder: &Path, versions: &[Version], blobs: &BTreeMap<String, String>) -> Option<Self> {
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
            facts.iter().enumerate().filter_map(|(i, (_, facts))| Some((i, past.opened(facts, end(i))?))).collect();
        let (first, opened) = *published.first()?;
        let posted_with = facts[first].0.order;
        let current = Source::read(past.root, &folder.join(FACTS), Syntax::Yaml).ok().and_then(|source| {
            let facts = yaml::parse(source.facts()).ok()?;
            Some((source, facts))
        });
        let published = published.into_iter().map(|(i, _)| i).collect();
        Some(Self { folder: folder.to_owned(), facts, published, opened, posted_with, current })
    }

    /// The path of its facts.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(FACTS)
    }

    /// The facts that were on the site, the oldest first, each with its place among all.
    pub(super) fn published(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.published.iter().map(|i| (*i, &self.facts[*i].1))
    }

    /// How it ended for bidders, if it has: it closed, or was cancelled before. What came later changes nothing of that.
    pub(super) fn ended(&self, past: &Past<'_>) -> Option<Ended<'_>> {
        let mut ended: Option<Ended<'_>> = None;
        for i in &self.published {
            let (version, facts) = &self.facts[*i];
            if ended.as_ref().is_some_and(|ended| ended.at <= version.at) {
                break;
            }
            let order = version.order;
            if let Some(cancelled) = facts.get("cancelled") {
                let day = cancelled.get("date").and_then(|date| date.as_str()?.parse().ok());
                let day = day.unwrap_or_else(|| past.zone.civil(version.at).date());
                return Some(Ended { at: version.at, day, facts, order });
            }
            let closes = facts.get("closes").and_then(|closes| closes.as_str()?.parse::<DateTime>().ok());
            let Some(closes) = closes else { continue };
            let Ok(at) = past.zone.rules.to_ambiguous_timestamp(closes).unambiguous() else { continue };
            ended = Some(Ended { at, day: closes.date(), facts, order });
        }
        ended.filter(|ended| ended.at <= past.now)
    }

    /// The version that changed something after the version at `index`; `None` if no commit did.
    pub(super) fn changed_after(&self, index: usize, is_other: impl Fn(&Value) -> bool) -> Option<&Version> {
        self.facts[index + 1..].iter().find(|(_, facts)| is_other(facts)).map(|(version, _)| version)
    }

    /// The present amendments that came after something was first as it is in the version at `index`.
    pub(super) fn amendments_since(&self, index: usize, is_such: impl Fn(&Value) -> bool) -> Vec<&Value> {
        let others = self.facts[..index].iter().rposition(|(_, facts)| !is_such(facts));
        let first = others.map_or(0, |other| other + 1);
        let mut before: Vec<&Value> = items(&self.facts[first].1, "amendments").collect();
        let is_new = |amendment: &&Value| {
            let known = before.iter().position(|known| says_the_same(known, amendment));
            known.map(|place| before.swap_remove(place)).is_none()
        };
        self.current.iter().flat_map(|(_, facts)| items(facts, "amendments")).filter(is_new).collect()
    }

    /// The orders of the commits that brought the amendments of some kind after posting.
    pub(super) fn amended_at(&self, is_such: impl Fn(&Value) -> bool) -> Vec<usize> {
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

/// The order of what is in no published commit.
pub(super) const UNPUBLISHED: usize = usize::MAX;

/// How an opportunity ended for bidders.
pub(super) struct Ended<'p> {
    at: Timestamp,
    /// The day that its page gives.
    pub(super) day: Date,
    /// The facts that bidders knew, and the order of the commit that published them.
    pub(super) facts: &'p Value,
    order: usize,
}

impl Ended<'_> {
    /// Whether a version came after the end; `None` stands for what is not published yet.
    pub(super) fn is_before(&self, version: Option<&Version>) -> bool {
        version.is_none_or(|version| version.order > self.order && version.at >= self.at)
    }
}

/// The items of a list at the top of some facts.
pub(super) fn items<'v>(facts: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    facts.get(key).and_then(Value::as_sequence).into_iter().flatten()
}

/// Whether two values say the same, signs, spaces, capitals and accents aside.
pub(super) fn says_the_same(was: &Value, now: &Value) -> bool {
    is_same(&canonical(Some(was)).unwrap_or_default(), &canonical(Some(now)).unwrap_or_default())
}
