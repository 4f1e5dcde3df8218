//! The outputs of the last build: what they depended on, and what the file system said of them.

use std::collections::HashMap;
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
    /// By their paths relative to the output folder; those of the bundle are absolute.
    outputs: HashMap<PathBuf, Output>,
    /// Whether the cache has them as they are.
    is_saved: bool,
}

/// A file that a build wants to be there.
pub(super) struct Wanted {
    pub(super) file: PathBuf,
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
        let kept: Vec<(PathBuf, Output)> = cache.map(|cache| cache.load(&name)).unwrap_or_default();
        Self { name, out: options.out.clone(), outputs: kept.into_iter().collect(), is_saved: true }
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
        self.name == name(options)
    }

    /// The stamp of a file that is there as it would be made of these inputs.
    pub(super) fn find(&self, file: &Path, inputs: Fingerprint) -> Option<Stamp> {
        let known = self.outputs.get(file).filter(|output| output.inputs == inputs)?;
        Stamp::of(&self.out.join(file)).filter(|stamp| *stamp == known.stamp)
    }

    /// Learns which files a build wanted, now that they are in place. Whatever else was known is forgotten.
    pub(super) fn learn(&mut self, wanted: Vec<Wanted>) {
        let Self { out, outputs, is_saved, .. } = self;
        *is_saved &= wanted.len() == outputs.len() && wanted.iter().all(|wanted| wanted.found.is_some());
        if *is_saved {
            return;
        }
        let learnt = wanted.into_par_iter().filter_map(|Wanted { file, inputs, found }| {
            let stamp = found.or_else(|| Stamp::of(&out.join(&file)))?;
            Some((file, Output { inputs, stamp }))
        });
        *outputs = learnt.collect();
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
