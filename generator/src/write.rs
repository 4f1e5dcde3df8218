//! From bytes to files: only those that changed, and all of them or none.
//!
//! Files of a site go by their names: their paths relative to the output folder, with slashes on every system.
//! A build stages them beside the output folder, then commits them. Whoever stops it in between, at any system
//! call, leaves the old site, or one that the next build completes: see [`commit`].

mod commit;
mod disk;
mod lock;
mod manifest;
mod targets;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use commit::Staging;
pub use lock::Holder;
pub(crate) use lock::Lock;
#[cfg(feature = "deploy")]
pub(crate) use manifest::NAME as MANIFEST;
pub use targets::TargetError;
pub(crate) use targets::check_targets;
use targets::resolved;

/// An output folder during a build. Until [`Output::commit`] nothing in it changes, and as long as this value lives,
/// no other build can write it.
pub(crate) struct Output {
    dir: PathBuf,
    staging: Staging,
    /// What the last build wrote, `None` if there was none.
    before: Option<BTreeSet<String>>,
    _lock: Lock,
}

/// What a build did to its output folder, in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Written, because new or different.
    pub changed: usize,
    /// Removed, because no longer part of the site.
    pub removed: usize,
}

/// The output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder holds files that no build wrote.
    #[error("{}: not empty, and not written by devex", .0.display())]
    Foreign(PathBuf),
    /// A file of the site would stand where a file is that no build wrote.
    #[error("{}: the site has a file of this name, but devex did not write the one that is there", .0.display())]
    Occupied(PathBuf),
    /// Another build writes the folder.
    #[error("{}: another build is writing it{}", dir.display(), holder.map(|holder| holder.to_string()).unwrap_or_default())]
    Locked {
        /// Which folder.
        dir: PathBuf,
        /// Who builds, if that can be read.
        holder: Option<Holder>,
    },
    /// The file system failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// How.
        source: io::Error,
    },
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> WriteError + use<> {
    let path = path.to_owned();
    |source| WriteError::Io { path, source }
}

impl Output {
    /// Locks the folder `dir`, which is new, empty, or written by a build before; completes the commit of a build that
    /// was stopped; and prepares to write.
    ///
    /// # Errors
    /// If the folder is somebody else's, another build is writing it, or it cannot be prepared.
    pub(crate) fn open(dir: &Path) -> Result<Self, WriteError> {
        let lock = Lock::take(dir)?;
        let typed = dir;
        let dir = resolved(typed).map_err(failed(typed))?;
        let staging = Staging::beside(&dir);
        let mut before = match manifest::read(&dir.join(manifest::NAME)) {
            Some(files) => Some(files),
            None if is_vacant(&dir) => None,
            None => return Err(WriteError::Foreign(typed.to_owned())),
        };
        if let Some(owned) = &before
            && let Some(files) = staging.committed()
        {
            staging.publish(&dir, owned, &files)?;
            before = Some(files);
        }
        staging.clear()?;
        staging.create()?;
        Ok(Self { dir, staging, before, _lock: lock })
    }

    /// Where the list of its files is.
    pub(crate) fn list(&self) -> PathBuf {
        self.dir.join(manifest::NAME)
    }

    /// Stages a file for the commit, unless the folder has it already. Returns whether it changed.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn put(&self, file: &str, bytes: &[u8]) -> Result<bool, WriteError> {
        // The manifest has one name a line.
        if file.contains(char::is_control) {
            return Err(failed(&self.dir.join(file))(io::ErrorKind::InvalidFilename.into()));
        }
        let is_owned = self.before.as_ref().is_some_and(|before| before.contains(file));
        if is_owned && holds(&self.dir.join(file), bytes) {
            return Ok(false);
        }
        self.staging.put(file, bytes)?;
        Ok(true)
    }

    /// The bytes of a file that is in the folder.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn read(&self, file: &str) -> Result<Vec<u8>, WriteError> {
        let path = self.dir.join(file);
        fs::read(&path).map_err(failed(&path))
    }

    /// As [`Self::put`], for a file that is long: `write` writes it piece by piece, and it is never in memory as a whole.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn put_long(
        &self,
        file: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<bool, WriteError> {
        let staged = self.staging.put_long(file, write)?;
        let is_owned = self.before.as_ref().is_some_and(|before| before.contains(file));
        if is_owned && are_same(&self.dir.join(file), &staged) {
            disk::remove_file(&staged).map_err(failed(&staged))?;
            return Ok(false);
        }
        Ok(true)
    }

    /// Makes the folder hold exactly `files`, of which the staged ones are new or different, beside what no build
    /// wrote. The folder stays locked until this is dropped.
    ///
    /// # Errors
    /// If a file would replace one that no build wrote (then nothing changed), or the file system fails.
    pub(crate) fn commit(&self, files: &BTreeSet<String>, changed: usize) -> Result<Written, WriteError> {
        let Self { dir, staging, before, _lock } = self;
        let Some(before) = before else {
            staging.become_dir(dir, files)?;
            return Ok(Written { changed, removed: 0 });
        };
        let removed = before.difference(files).count();
        if changed > 0 || before != files {
            let refused = staging.seal(dir, before, files);
            if refused.is_err() {
                // What cannot be removed now is removed by the next build.
                let _ = staging.clear();
            }
            refused?;
            staging.publish(dir, before, files)?;
        }
        staging.clear()?;
        Ok(Written { changed, removed })
    }

    /// Leaves the folder as it was.
    pub(crate) fn abandon(self) {
        // What cannot be removed now is removed by the next build.
        let _ = self.staging.clear();
    }
}

/// The name of the file at a path that is relative to the output folder.
pub(crate) fn name_of(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Whether a file holds these bytes. One of another length need not be read.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let read = || -> io::Result<bool> {
        // Opening a pipe would wait for whoever writes to it.
        if !fs::symlink_metadata(path)?.is_file() {
            return Ok(false);
        }
        let mut file = File::open(path)?;
        if file.metadata()?.len() != bytes.len() as u64 {
            return Ok(false);
        }
        let mut old = Vec::with_capacity(bytes.len() + 1);
        file.read_to_end(&mut old)?;
        Ok(old == bytes)
    };
    read().unwrap_or(false)
}

/// Whether two files hold the same bytes.
fn are_same(a: &Path, b: &Path) -> bool {
    let read = || -> io::Result<bool> {
        // As above.
        if !fs::symlink_metadata(a)?.is_file() {
            return Ok(false);
        }
        let (a, b) = (File::open(a)?, File::open(b)?);
        if a.metadata()?.len() != b.metadata()?.len() {
            return Ok(false);
        }
        let (mut a, mut b) = (BufReader::new(a), BufReader::new(b));
        loop {
            let (old, new) = (a.fill_buf()?, b.fill_buf()?);
            let length = old.len().min(new.len());
            if old[..length] != new[..length] || length == 0 {
                return Ok(old.is_empty() && new.is_empty());
            }
            a.consume(length);
            b.consume(length);
        }
    };
    read().unwrap_or(false)
}

/// Whether there is no such folder, or nothing in it.
fn is_vacant(dir: &Path) -> bool {
    match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// A hidden sibling of a folder, for what a build needs besides.
fn beside(dir: &Path, purpose: &str) -> PathBuf {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    dir.with_file_name(format!(".{name}.{purpose}"))
}

#[cfg(test)]
mod tests;
