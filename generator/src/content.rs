//! The content of a site as it is known: what every folder holds, and what is wrong with it.
//!
//! What comes of a folder depends on its own bytes, on what all share (settings, lists, ids) and on the time, nothing else.
//! As long as none of these changes, it is not read again: not in this run, and not in the next one, which finds it in the
//! [`cache`](crate::cache).

mod record;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rayon::prelude::*;

use crate::cache::{Cache, Clock};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::{Item, Kind, Site};
use crate::parse::Shared;
use crate::read::{self, ContentTree};
pub(crate) use record::Record;
use record::{Kept, KeptRef, Validity};

/// All of the content, its facts parsed and checked. Texts are read and checked when they are needed.
pub(crate) struct Content {
    pub(crate) shared: Shared,
    /// In the order of kind and id.
    pub(crate) records: Vec<Record>,
    /// What was found besides the folders, which the records have.
    tree: ContentTree,
    /// Of the settings and the lists.
    settings: Fingerprint,
    /// Of these and of all ids.
    shared_fingerprint: Fingerprint,
    /// What is wrong with the lists.
    list_diagnostics: Vec<Diagnostic>,
    /// What is wrong with the site as a whole, besides its folders.
    diagnostics: Vec<Diagnostic>,
    /// How long that is so, as long as no fact changes.
    validity: Validity,
}

/// What a change of the content concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The whole site: facts changed, or what all items share.
    Site,
    /// The bodies of the texts of these items, and the images beside them.
    Texts(BTreeSet<(Kind, String)>),
}

impl Scope {
    pub(crate) const NOTHING: Self = Self::Texts(BTreeSet::new());

    /// The union of both.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Texts(mut texts), Self::Texts(others)) => {
                texts.extend(others);
                Self::Texts(texts)
            }
            _ => Self::Site,
        }
    }
}

/// What is known of the content before it is read.
#[derive(Default)]
pub(crate) struct Known {
    records: HashMap<PathBuf, (Record, Option<Item>)>,
}

/// The name of the cache's file.
const FILE: &str = "content";

impl Known {
    /// What was read before in this run.
    pub(crate) fn from(content: Content, mut site: Site) -> Self {
        let records = content.records.into_iter().map(|record| {
            let item = site.remove(record.entry.kind, &record.entry.id);
            (record.entry.dir(), (record, item))
        });
        Self { records: records.collect() }
    }

    /// What the last run kept.
    pub(crate) fn load(cache: &Cache) -> Self {
        let kept: Vec<Kept> = cache.load(FILE);
        let records = kept.into_iter().map(|Kept { mut record, item }| {
            record.is_saved = true;
            (record.entry.dir(), (record, item))
        });
        Self { records: records.collect() }
    }
}

impl Content {
    /// Reads the content below `root` as far as it is not known, and makes a site of what can be read. `clock` is that of
    /// the files; without it they are read to know whether they changed. With
    /// `check_texts`, texts are checked as they are read.
    ///
    /// # Errors
    /// What is wrong with site.toml: without it nothing else can be read.
    pub(crate) fn read(
        root: &Path,
        now: Timestamp,
        known: Known,
        clock: Option<&Clock>,
        check_texts: bool,
    ) -> Result<(Self, Site), Vec<Diagnostic>> {
        let mut tree = read::content_tree(root);
        let (shared, list_diagnostics) = Shared::read(root, &tree)?;
        let (settings, shared_fingerprint) = fingerprints(&shared, &tree);
        let context = record::Context { root, shared: &shared, shared_fingerprint, now, clock, check_texts };
        let mut known = known.records;
        let entries = std::mem::take(&mut tree.entries).into_iter();
        let entries: Vec<_> = entries.map(|entry| (known.remove(&entry.dir()), entry)).collect();
        let read: Vec<_> = entries.into_par_iter().map(|(known, entry)| context.record(entry, known)).collect();
        let (skills, acceptance) = (shared.skills.clone(), shared.acceptance.clone());
        let images = read.iter().flat_map(|(record, _)| record.entry.images()).collect();
        let mut site = Site::new(shared.settings.clone(), skills, acceptance, images);
        let mut records = Vec::with_capacity(read.len());
        for (record, item) in read {
            records.push(record);
            if let Some(item) = item {
                site.insert(item);
            }
        }
        let diagnostics = check::site(root, &tree, &shared, &site);
        let day = Validity::of_day(now, &shared.settings.zone);
        let validity = records.iter().fold(day, |all, record| all.and(record.validity));
        let content =
            Self { shared, records, tree, settings, shared_fingerprint, list_diagnostics, diagnostics, validity };
        Ok((content, site))
    }

    /// Reads again what changed in `folders`, each that of an item, relative to `root`; all else is as it was. `None` if
    /// what that changes cannot be known: then everything must be read.
    pub(crate) fn update(
        &mut self,
        root: &Path,
        now: Timestamp,
        site: &mut Site,
        folders: &BTreeSet<PathBuf>,
    ) -> Option<Scope> {
        // What is reported of the tree may be mended by now, and a link may lead to what was saved.
        let is_plain = self.tree.strays.is_empty() && self.tree.problems.is_empty() && !self.tree.has_links;
        if !is_plain || !self.validity.holds(now) {
            return None;
        }
        let mut scope = Scope::NOTHING;
        for folder in folders {
            let (kind, id) = Kind::of_folder(folder)?;
            let at = self.place(kind, id)?;
            let entry = read::entry(root, &self.records[at].entry)?;
            let context = record::Context {
                root,
                shared: &self.shared,
                shared_fingerprint: self.shared_fingerprint,
                now,
                clock: None,
                check_texts: false,
            };
            let (record, item) = context.record(entry, None);
            let (entry, known) = (&record.entry, &self.records[at]);
            let is_text = record.facts == known.facts && entry.files == known.entry.files;
            scope = scope.or(match is_text {
                true => Scope::Texts(BTreeSet::from([(entry.kind, entry.id.clone())])),
                false => Scope::Site,
            });
            match item {
                Some(item) => site.insert(item),
                None => drop(site.remove(entry.kind, &entry.id)),
            }
            self.records[at] = record;
        }
        if scope == Scope::Site {
            site.images = self.records.iter().flat_map(|record| record.entry.images()).collect();
            self.diagnostics = check::site(root, &self.tree, &self.shared, site);
            let day = Validity::of_day(now, &self.shared.settings.zone);
            self.validity = self.records.iter().fold(day, |all, record| all.and(record.validity));
        }
        Some(scope)
    }

    /// Checks all texts that have not been checked.
    pub(crate) fn check_texts(&mut self, root: &Path, site: &Site) {
        let shared = &self.shared;
        self.records.par_iter_mut().filter(|record| record.checked.is_none()).for_each(|record| {
            let item = site.get(record.entry.kind, &record.entry.id);
            match record.read_texts(root) {
                Ok(sources) => {
                    let texts = record::parsed(&sources);
                    record.check_texts(root, shared, item, texts.as_ref().map(Option::as_ref));
                }
                Err(problem) => record.cannot_check_texts(*problem),
            }
        });
    }

    /// All that is wrong, in the order of files and lines, each once.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let records = self.records.iter().flat_map(|record| {
            record.diagnostics.iter().chain(record.checked.iter().flat_map(|checked| &checked.diagnostics))
        });
        let mut all = check::settle(records.chain(&self.list_diagnostics).chain(&self.diagnostics).cloned().collect());
        all.sort();
        all.dedup();
        all
    }

    /// The fingerprint of the settings and the lists.
    pub(crate) const fn settings(&self) -> Fingerprint {
        self.settings
    }

    /// The record of a folder.
    pub(crate) fn record(&self, kind: Kind, id: &str) -> Option<&Record> {
        self.records.get(self.place(kind, id)?)
    }

    /// Where the record of a folder is among all of them.
    fn place(&self, kind: Kind, id: &str) -> Option<usize> {
        self.records.binary_search_by_key(&(kind, id), |record| (record.entry.kind, record.entry.id.as_str())).ok()
    }

    /// Saves what is known for the next run, unless it came from there. Folders that are gone may stay in the cache: nothing
    /// asks for them.
    pub(crate) fn save(&self, cache: &Cache, site: &Site) {
        if self.records.iter().all(|record| record.is_saved) {
            return;
        }
        let kept: Vec<_> = self
            .records
            .iter()
            .map(|record| KeptRef { record, item: site.get(record.entry.kind, &record.entry.id) })
            .collect();
        cache.save(FILE, &kept);
    }
}

/// The fingerprints of the settings and the lists, and of all that an item may depend on besides its own files.
fn fingerprints(shared: &Shared, tree: &ContentTree) -> (Fingerprint, Fingerprint) {
    // Writing to memory cannot fail.
    let lists = postcard::to_stdvec(&(&shared.settings, &shared.skills, &shared.acceptance)).unwrap_or_default();
    let settings = Fingerprint::of(&lists);
    let mut all = Fingerprinter::default();
    all.add_fingerprint(settings);
    for entry in &tree.entries {
        all.add(entry.kind.place());
        all.add(&entry.id);
    }
    (settings, all.finish())
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;

    /// A value as text, before and after it was kept.
    fn kept<T: Serialize + DeserializeOwned>(value: &T) -> [String; 2] {
        let text = serde_json::to_string(value).unwrap();
        let read: T = serde_json::from_str(&text).unwrap();
        [text, serde_json::to_string(&read).unwrap()]
    }

    #[test]
    fn settings_and_items_survive_a_cache() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
        let now = "2026-11-15T12:00:00Z".parse().unwrap();
        let Ok((_, site)) = Content::read(&root, now, Default::default(), None, false) else {
            panic!("the fixture has settings")
        };
        assert!(site.opportunities().any(|opportunity| !opportunity.amendments.is_empty()));
        let kept_items = site.items().map(kept);
        for [before, after] in kept_items.chain([kept(&site.settings)]) {
            assert_eq!(before, after);
        }
    }
}
