//! The list of the files that a build wrote: only those may be removed or replaced by the next one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Its name in the output folder.
pub(super) const NAME: &str = ".devex-files";

/// The files of a manifest, `None` if there is none. One that names files elsewhere was not written by a build:
/// whoever may put a file in the folder could have others removed.
pub(super) fn read(path: &Path) -> Option<BTreeSet<PathBuf>> {
    let is_within = |file: &Path| file.components().all(|part| matches!(part, Component::Normal(_)));
    let files: BTreeSet<PathBuf> = fs::read_to_string(path).ok()?.lines().map(PathBuf::from).collect();
    files.iter().all(|file| is_within(file)).then_some(files)
}

pub(super) fn text(files: &BTreeSet<PathBuf>) -> String {
    files.iter().map(|file| file.to_string_lossy()).collect::<Vec<_>>().join("\n")
}
