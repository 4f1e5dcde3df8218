//! The list of the files that a build wrote: only those may be removed or replaced by the next one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

/// Its name in the output folder.
pub(crate) const NAME: &str = ".devex-files";

/// The files of a manifest, `None` if there is none. One that names files elsewhere was not written by a build:
/// whoever may put a file in the folder could have others removed.
pub(super) fn read(path: &Path) -> Option<BTreeSet<String>> {
    let is_within = |file: &str| {
        // Only names as builds write them can be compared: `a//b` is the same file as `a/b`, but another name.
        let is_normal = |part: &str| !matches!(part, "" | "." | "..");
        file.split('/').all(is_normal) && Path::new(file).components().all(|part| matches!(part, Component::Normal(_)))
    };
    // Opening a pipe would wait for whoever writes to it.
    if !fs::symlink_metadata(path).ok()?.is_file() {
        return None;
    }
    let files: BTreeSet<String> = fs::read_to_string(path).ok()?.lines().map(str::to_owned).collect();
    files.iter().all(|file| is_within(file)).then_some(files)
}

pub(super) fn text(files: &BTreeSet<String>) -> String {
    files.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
}
