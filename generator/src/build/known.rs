//! The outputs of the last build: what they depended on, and what the file system said of them.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Options;
use crate::cache::{Cache, Stamp};
use crate::fingerprint::{Fingerprint, Fingerprinter};

/// What is known of the files that were made for one folder.
pub(super) struct KnownOutputs {
    /// The name of the cache's file.
    name: String,
    out: PathBuf,
    /// Whether texts are compressed too.
    compress: bool,
    /// By their names; those of the bundle by their paths.
    outputs: HashMap<String, Output>,
    /// All files of the site as this process left them, if it built them, and the stamp of their list.
    files: BTreeSet<String>,
    list: Option<Stamp>,
    /// Whether the cache has them as they are.
    is_saved: bool,
}

/// A file that a build wants to be there.
pub(super) struct Wanted {
    pub(super) file: String,
    pub(super) inputs: Fingerprint,
    /// `None` if the build makes the file.
    pub(super) found: Option<Stamp>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Output {
    inputs: Fingerprint,
    stamp: Stamp,
}

/// The cache has the outputs of so many folders.
const FOLDERS: usize = 4;
const PREFIX: &str = "outputs-";

impl KnownOutputs {
    /// What the cache has of them.
    pub(super) fn load(options: &Options, cache: Option<&Cache>) -> Self {
        let name = name(options);
        let kept: Vec<(String, Output)> = cache.map(|cache| cache.load(&name)).unwrap_or_default();
        Self {
            name,
            out: options.out.clone(),
            compress: options.compress,
            outputs: kept.into_iter().collect(),
            files: BTreeSet::new(),
            list: None,
            is_saved: true,
        }
    }

    /// Saves them for the next run, unless they came from there.
    pub(super) fn save(&self, cache: &Cache) {
        if self.is_saved {
            return;
        }
        let kept: Vec<_> = self.outputs.iter().collect();
        cache.save(&self.name, &kept);
        cache.keep_newest(PREFIX, FOLDERS);
    }

    /// Whether they are those that a build would make.
    pub(super) fn are_of(&self, options: &Options) -> bool {
        self.name == name(options) && self.compress == options.compress
    }

    /// The stamp of a file that is there as it would be made of these inputs.
    pub(super) fn find(&self, file: &str, inputs: Fingerprint) -> Option<Stamp> {
        let known = self.outputs.get(file).filter(|output| output.inputs == inputs)?;
        Stamp::of(&self.out.join(file)).filter(|stamp| *stamp == known.stamp)
    }

    /// What is known of a file, if it is there as it was left.
    pub(super) fn in_place(&self, file: String) -> Option<Wanted> {
        let known = self.outputs.get(&file)?;
        let found = Stamp::of(&self.out.join(&file)).filter(|stamp| *stamp == known.stamp)?;
        Some(Wanted { file, inputs: known.inputs, found: Some(found) })
    }

    /// Whether the folder has the list of files that this process left there: every other build puts its own in place.
    pub(super) fn is_unchanged(&self, list: Option<Stamp>) -> bool {
        list.is_some() && self.list == list
    }

    /// All files of the site as this process left them; empty if it has not built them.
    pub(super) const fn files(&self) -> &BTreeSet<String> {
        &self.files
    }

    /// Learns which files a build wanted, now that they are in place with all `files` of the site. Whatever else was known
    /// is forgotten.
    pub(super) fn learn(&mut self, wanted: Vec<Wanted>, files: BTreeSet<String>, list: Option<Stamp>) {
        (self.files, self.list) = (files, list);
        let Self { out, outputs, is_saved, .. } = self;
        *is_saved &= wanted.len() == outputs.len() && wanted.iter().all(|wanted| wanted.found.is_some());
        if *is_saved {
            return;
        }
        *outputs = wanted.into_par_iter().filter_map(|wanted| wanted.learnt(out)).collect();
    }

    /// Learns which files a build made anew, now that they are in place. All else is as it was known.
    pub(super) fn learn_more(&mut self, wanted: Vec<Wanted>, list: Option<Stamp>) {
        self.list = list;
        let Self { out, outputs, is_saved, .. } = self;
        *is_saved = false;
        outputs.extend(wanted.into_iter().filter_map(|wanted| wanted.learnt(out)));
    }
}

impl Wanted {
    /// The name of a file that is in place, and what is known of it.
    fn learnt(self, out: &Path) -> Option<(String, Output)> {
        let Self { file, inputs, found } = self;
        let stamp = found.or_else(|| Stamp::of(&out.join(&file)))?;
        Some((file, Output { inputs, stamp }))
    }
}

/// Every folder, and every way to build into it, has a file of its own.
fn name(options: &Options) -> String {
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.add(options.out.as_os_str().as_encoded_bytes());
    fingerprinter.add(options.bundle.as_os_str().as_encoded_bytes());
    fingerprinter.add([u8::from(options.drafts), u8::from(options.preview)]);
    format!("{PREFIX}{:?}", fingerprinter.finish())
}
