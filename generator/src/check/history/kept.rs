//! The record is what git keeps: a link in its place, or another repository, has none.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::past::Past;
use crate::diagnostic::operand::Foreign;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::Version;
use crate::model::Kind;
use crate::read::is_hidden;

/// What the record is made of.
const RECORD: [Kind; 3] = [Kind::Opportunity, Kind::Terms, Kind::Acceptance];

pub(super) fn rule(past: &Past<'_>) -> Vec<Diagnostic> {
    let is_foreign = |version: &Version| !version.is_kept;
    let published = past.versions.iter().filter(|(_, versions)| versions.last().is_some_and(is_foreign));
    let paths = published.map(|(path, _)| path).chain(&past.unpublished).filter(|path| is_of_record(path));
    // Git ends the name of another repository with a slash, until it is added.
    let paths: BTreeSet<PathBuf> = paths.map(|path| path.components().collect()).collect();
    let problem = |path: PathBuf| {
        let what = foreign(&past.root.join(&path))?;
        Some(Diagnostic::new(path, None, Problem::NotKept { what }))
    };
    paths.into_iter().filter_map(problem).collect()
}

/// Whether the record is at a path, below it or above it.
fn is_of_record(path: &Path) -> bool {
    let is_in = |kind: &Kind| path.starts_with(kind.place()) || Path::new(kind.place()).starts_with(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (path == Path::new("site.toml") || RECORD.iter().any(is_in)) && !is_hidden(&name)
}

fn foreign(path: &Path) -> Option<Foreign> {
    if fs::symlink_metadata(path).ok()?.is_symlink() {
        return Some(Foreign::Link);
    }
    path.join(".git").exists().then_some(Foreign::Repository)
}
