//! Opening the files of a site with care: a pull request of a stranger may hold anything, and is built.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path};

use crate::diagnostic::Problem;

/// Limits in bytes: far above what a site needs, far below what would exhaust a machine that builds it.
pub(crate) const LONGEST_TEXT: u64 = 1 << 20;
pub(crate) const LARGEST_IMAGE: u64 = 5 << 20;
pub(crate) const LARGEST_ASSET: u64 = 5 << 20;

/// The bytes of the file at `path` below `root`.
///
/// # Errors
/// If it cannot be read, is not a regular file of the site, or has more than `limit` bytes.
pub(crate) fn bytes(root: &Path, path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let (file, size) = open(root, path, limit)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // The file may grow while it is read.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match bytes.len() as u64 {
        size if size > limit => Err(Problem::TooLarge { size, limit }),
        _ => Ok(bytes),
    }
}

/// Opens the file at `path` below `root`, with its size in bytes. Its type is known before: opening a pipe would
/// wait for a writer, and opening a device may do anything.
///
/// # Errors
/// As [`bytes`].
pub(super) fn open(root: &Path, path: &Path, limit: u64) -> Result<(File, u64), Problem> {
    let metadata = metadata(root, path)?;
    if metadata.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    if !metadata.is_file() {
        return Err(Problem::SpecialFile);
    }
    match metadata.len() {
        size if size > limit => Err(Problem::TooLarge { size, limit }),
        size => Ok((File::open(root.join(path)).map_err(unreadable)?, size)),
    }
}

/// What is at `path` below `root`, at the end of all symbolic links.
///
/// # Errors
/// If there is nothing, or links lead out of the site.
pub(super) fn metadata(root: &Path, path: &Path) -> Result<Metadata, Problem> {
    let mut full = root.to_owned();
    let mut metadata = None;
    let mut has_link = false;
    for part in path.components() {
        if !matches!(part, Component::Normal(_) | Component::CurDir) {
            return Err(Problem::OutsideSite);
        }
        full.push(part);
        // Resolving a path costs far more than a look at its few parts, and links are rare.
        let found = fs::symlink_metadata(&full).map_err(unreadable)?;
        has_link |= found.is_symlink();
        metadata = Some(found);
    }
    match metadata {
        Some(metadata) if !has_link => Ok(metadata),
        _ => {
            let target = fs::canonicalize(&full).map_err(unreadable)?;
            if !target.starts_with(fs::canonicalize(root).map_err(unreadable)?) {
                return Err(Problem::OutsideSite);
            }
            fs::metadata(target).map_err(unreadable)
        }
    }
}

pub(super) fn unreadable(error: io::Error) -> Problem {
    Problem::Unreadable(error.into())
}
