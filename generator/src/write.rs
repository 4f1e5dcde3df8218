//! From bytes to files: only those that changed, and all of them or none.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Lists the files that a build wrote: only those may be removed by the next one.
const MANIFEST: &str = ".devex-files";

/// An output folder during a build. Until [`Output::commit`] nothing in it changes.
pub(crate) struct Output {
    dir: PathBuf,
    staging: PathBuf,
    /// What the last build wrote; nothing when there was none.
    before: Option<BTreeSet<PathBuf>>,
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
    #[error("{0}: not empty, and not written by devex")]
    Foreign(PathBuf),
    /// The file system failed.
    #[error("{path}: {source}")]
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
    /// Prepares to write the folder `dir`, which is new, empty, or written by a build before.
    ///
    /// # Errors
    /// When the folder is somebody else's, or cannot be prepared.
    pub(crate) fn open(dir: &Path) -> Result<Self, WriteError> {
        let name = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let staging = dir.with_file_name(format!(".{name}.partial"));
        let before = match fs::read_to_string(dir.join(MANIFEST)) {
            Ok(list) => Some(list.lines().map(PathBuf::from).collect()),
            Err(_) if is_vacant(dir) => None,
            Err(_) => return Err(WriteError::Foreign(dir.to_owned())),
        };
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(failed(&staging))?;
        }
        fs::create_dir_all(&staging).map_err(failed(&staging))?;
        Ok(Self { dir: dir.to_owned(), staging, before })
    }

    /// Puts a file aside for the commit, unless the folder has it already. Tells whether it changed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn put(&self, file: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
        if self.before.is_some() && fs::read(self.dir.join(file)).is_ok_and(|old| old == bytes) {
            return Ok(false);
        }
        let path = self.staging.join(file);
        match fs::write(&path, bytes) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_parent(&path).and_then(|()| fs::write(&path, bytes))
            }
            done => done,
        }
        .map_err(failed(&path))?;
        Ok(true)
    }

    /// Makes the folder hold exactly `files`, of which those put aside are new.
    ///
    /// # Errors
    /// When the file system fails.
    pub(crate) fn commit(self, files: &BTreeSet<PathBuf>, changed: usize) -> Result<Written, WriteError> {
        let list: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        fs::write(self.staging.join(MANIFEST), list.join("\n")).map_err(failed(&self.staging))?;
        let Some(before) = &self.before else {
            if self.dir.exists() {
                fs::remove_dir(&self.dir).map_err(failed(&self.dir))?;
            }
            fs::rename(&self.staging, &self.dir).map_err(failed(&self.dir))?;
            return Ok(Written { changed, removed: 0 });
        };
        if changed > 0 || before != files {
            self.move_staged(files)?;
        }
        let gone: Vec<_> = before.difference(files).collect();
        for file in &gone {
            self.remove(file)?;
        }
        fs::remove_dir_all(&self.staging).map_err(failed(&self.staging))?;
        Ok(Written { changed, removed: gone.len() })
    }

    fn move_staged(&self, files: &BTreeSet<PathBuf>) -> Result<(), WriteError> {
        for file in files.iter().map(PathBuf::as_path).chain([Path::new(MANIFEST)]) {
            let (from, to) = (self.staging.join(file), self.dir.join(file));
            let moved = match fs::rename(&from, &to) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && from.exists() => {
                    make_parent(&to).and_then(|()| fs::rename(&from, &to))
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                done => done,
            };
            moved.map_err(failed(&to))?;
        }
        Ok(())
    }

    /// Removes a file, and the folders that are empty without it.
    fn remove(&self, file: &Path) -> Result<(), WriteError> {
        let path = self.dir.join(file);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&path)(error)),
            _ => {}
        }
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.dir);
        for folder in folders {
            // A folder that is not empty stays, and so do those that hold it.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Leaves the folder as it was.
    pub(crate) fn abandon(self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// Whether there is no such folder, or nothing in it.
fn is_vacant(dir: &Path) -> bool {
    match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(dir: &Path, files: &[(&str, &str)]) -> Written {
        let output = Output::open(dir).unwrap();
        let changed = files.iter().filter(|(name, text)| output.put(Path::new(name), text.as_bytes()).unwrap()).count();
        output.commit(&files.iter().map(|(name, _)| PathBuf::from(name)).collect(), changed).unwrap()
    }

    #[test]
    fn a_second_build_writes_what_changed_and_removes_what_is_gone() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("public");
        assert_eq!(build(&dir, &[("a/index.html", "1"), ("b/c/index.html", "2")]), Written { changed: 2, removed: 0 });
        assert_eq!(build(&dir, &[("a/index.html", "1"), ("b/c/index.html", "2")]), Written { changed: 0, removed: 0 });
        assert_eq!(build(&dir, &[("a/index.html", "3")]), Written { changed: 1, removed: 1 });
        assert_eq!(fs::read_to_string(dir.join("a/index.html")).unwrap(), "3");
        assert!(!dir.join("b").exists());
    }

    #[test]
    fn a_folder_with_other_files_is_refused_and_other_files_in_ours_stay() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("thesis.txt"), "years of work").unwrap();
        assert!(matches!(Output::open(temp.path()), Err(WriteError::Foreign(_))));

        let dir = temp.path().join("public");
        build(&dir, &[("a", "1")]);
        fs::write(dir.join("CNAME"), "example.org").unwrap();
        build(&dir, &[("b", "1")]);
        assert!(dir.join("CNAME").exists() && !dir.join("a").exists());
    }

    #[test]
    fn an_abandoned_build_changes_nothing() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("public");
        build(&dir, &[("a", "1")]);
        let output = Output::open(&dir).unwrap();
        output.put(Path::new("a"), b"2").unwrap();
        output.abandon();
        assert_eq!(fs::read_to_string(dir.join("a")).unwrap(), "1");
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
    }
}
