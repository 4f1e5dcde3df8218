//! The past of a site, as git knows it: what the rules of history look at.

mod clock;
mod posting;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use clock::Clock;
pub(super) use posting::{Posting, UNPUBLISHED, date_of, items, says_the_same};

use crate::diagnostic::operand::Change;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Repository, Version, Versions};
use crate::model::{FACTS, Kind, Settings};
use crate::read::{self, Segment, Source, Syntax, Target};
use crate::yaml::Value;

pub(super) struct Past<'p> {
    pub(super) root: &'p Path,
    pub(super) repository: &'p Repository<'p>,
    pub(super) versions: Versions,
    /// The files that differ from their published version.
    pub(super) unpublished: BTreeSet<PathBuf>,
    pub(super) clock: Clock<'p>,
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
        let clock = Clock { now, zone: &settings.zone, began: beginning.order };
        Ok(Self { root, repository, versions, unpublished, clock, settings, beginning })
    }

    /// The change that a version made; `None` stands for what is not published yet.
    pub(super) fn change(&self, version: Option<&Version>) -> Change {
        Change { commit: version.map(Version::short_name), date: self.clock.day(self.clock.time_of(version)) }
    }

    /// The opportunities that were posted and of which some file changed or came later, then or before.
    ///
    /// # Errors
    /// If git fails.
    pub(super) fn postings(&self) -> Result<Vec<Posting>, GitError> {
        let came_later = |path: &Path, versions: &[Version]| {
            let facts = folder_of(path).and_then(|folder| self.versions.get(&folder.join(FACTS)));
            let first = |versions: &[Version]| versions.first().map(|version| version.order);
            facts.is_some_and(|facts| first(versions) > first(facts))
        };
        let has_changed =
            |(path, versions): &(&PathBuf, &Vec<Version>)| versions.len() > 1 || came_later(path, versions);
        let changed = self.versions.iter().filter(has_changed).map(|(path, _)| path).chain(&self.unpublished);
        let folders: BTreeSet<&Path> = changed.filter_map(|path| folder_of(path)).collect();
        let facts = folders.into_iter().filter_map(|folder| Some((folder, self.versions.get(&folder.join(FACTS))?)));
        let facts: Vec<_> = facts.collect();
        let blobs = self.repository.blobs(facts.iter().flat_map(|(_, versions)| versions.iter()))?;
        Ok(facts
            .into_iter()
            .filter_map(|(folder, versions)| Posting::of(self.root, &self.clock, folder, versions, &blobs))
            .collect())
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
        let postings = facts
            .into_iter()
            .filter_map(|(path, versions)| Posting::of(self.root, &self.clock, path.parent()?, versions, &blobs));
        let mut used = Vec::new();
        for posting in postings {
            let Some((_, facts)) = &posting.current else { continue };
            if ["award", "cancelled", "not_awarded"].iter().any(|outcome| facts.get(outcome).is_some()) {
                continue;
            }
            let ids = items(facts, "acceptance").chain(facts.get("terms")).filter_map(Value::as_str);
            used.extend(ids.map(|id| (id.to_owned(), posting.shown())));
        }
        Ok(used)
    }

    /// Another host than that of the record begins a new one.
    pub(super) fn moved_host(&self) -> Option<Diagnostic> {
        let source = Source::read(self.root, Path::new("site.toml"), Syntax::Toml).ok()?;
        let now = host(&read::toml_value(&source.text).ok()?)?;
        let was = self.beginning.host.clone().filter(|host| *host != now)?;
        let has_record = self.versions.keys().any(|path| path.starts_with(Kind::Opportunity.place()));
        has_record.then(|| source.problem_at(&Target::value("base_url"), Problem::AnotherHost { was }))
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
}

/// The first commit of the site under its address. What another site posted, such as the one that this was copied from,
/// is not its record.
#[derive(Default)]
struct Beginning {
    order: usize,
    /// The host of its address.
    host: Option<String>,
    /// The zone of every time of the content.
    zone: Option<String>,
}

impl Beginning {
    fn read(repository: &Repository<'_>, versions: &Versions) -> Result<Self, GitError> {
        let Some(files) = versions.get(Path::new("site.toml")) else { return Ok(Self::default()) };
        let blobs = repository.blobs(files.iter())?;
        let settings = |version: &Version| read::toml_value(blobs.get(version.blob.as_ref()?)?).ok();
        let address = |version: &Version| host(&settings(version)?);
        let last = files.iter().rev().find_map(address);
        let Some(first) = files.iter().find(|version| address(version) == last) else { return Ok(Self::default()) };
        let zone =
            settings(first).and_then(|settings| settings.get("time_zone")?.get("name")?.as_str().map(str::to_owned));
        Ok(Self { order: first.order, host: last, zone })
    }
}

/// The host of the address that settings give.
fn host(settings: &Value) -> Option<String> {
    let address = url::Url::parse(settings.get("base_url")?.as_str()?).ok()?;
    address.host_str().map(str::to_owned)
}

/// The folder of the opportunity that a file belongs to.
fn folder_of(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.parent() == Some(Path::new(Kind::Opportunity.place())))
}
