//! The commit of staged files.
//!
//! The staging folder holds the new and changed files in `files/`. A commit
//!
//! 1. writes the list of all files of the new site to the staging folder, by a rename: from here on the commit is
//!    completed, by this build or by the next one;
//! 2. moves each staged file into place, those that are new before those that replace one;
//! 3. removes the files of the old site that the new one lacks;
//! 4. moves the list into place as the manifest, which ends the commit.
//!
//! Until step 4 the folder has the manifest of the old site. A file that is not in it is ours exactly if it is no longer
//! staged, so that neither a file of ours is forgotten nor one of somebody else taken for ours.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest;
use super::{WriteError, beside, disk, failed, name_of};
use crate::compress::original;

/// The folder, beside the output folder, that holds what a build is about to publish.
pub(super) struct Staging {
    dir: PathBuf,
    files: PathBuf,
    list: PathBuf,
}

impl Staging {
    pub(super) fn beside(output: &Path) -> Self {
        let dir = beside(output, "partial");
        Self { files: dir.join("files"), list: dir.join("list"), dir }
    }

    pub(super) fn create(&self) -> Result<(), WriteError> {
        disk::create_dir_all(&self.files).map_err(failed(&self.files))
    }

    pub(super) fn clear(&self) -> Result<(), WriteError> {
        disk::remove_dir_all(&self.dir).map_err(failed(&self.dir))
    }

    pub(super) fn put(&self, file: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let path = self.files.join(file);
        disk::write(&path, bytes).map_err(failed(&path))
    }

    /// Stages a file that `write` writes piece by piece. Returns where it is.
    pub(super) fn put_long(
        &self,
        file: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<PathBuf, WriteError> {
        let path = self.files.join(file);
        let mut staged = BufWriter::new(disk::create(&path).map_err(failed(&path))?);
        write(&mut staged).and_then(|()| staged.flush()).map_err(failed(&path))?;
        Ok(path)
    }

    /// The files of the site whose commit began and did not end, `None` if there is no such site.
    pub(super) fn committed(&self) -> Option<BTreeSet<String>> {
        manifest::read(&self.list)
    }

    /// Becomes the output folder, which is vacant.
    pub(super) fn become_dir(&self, output: &Path, files: &BTreeSet<String>) -> Result<(), WriteError> {
        let manifest = self.files.join(manifest::NAME);
        disk::write(&manifest, manifest::text(files).as_bytes()).map_err(failed(&manifest))?;
        match disk::remove_dir(output) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(output)(error)),
            _ => {}
        }
        disk::rename(&self.files, output).map_err(failed(output))?;
        self.clear()
    }

    /// Begins the commit of `files` over those that are `owned`.
    ///
    /// # Errors
    /// If a staged file would replace what is not owned. Nothing was changed then.
    pub(super) fn seal(
        &self,
        output: &Path,
        owned: &BTreeSet<String>,
        files: &BTreeSet<String>,
    ) -> Result<(), WriteError> {
        for file in self.staged(files) {
            refuse_foreign(output, &file, owned)?;
        }
        let draft = self.dir.join("list.draft");
        disk::write(&draft, manifest::text(files).as_bytes()).map_err(failed(&draft))?;
        disk::rename(&draft, &self.list).map_err(failed(&self.list))
    }

    /// Completes a commit that began, from wherever it was stopped.
    ///
    /// # Errors
    /// If the file system fails, or somebody put a file where a staged one goes. The next build tries again.
    pub(super) fn publish(
        &self,
        output: &Path,
        owned: &BTreeSet<String>,
        files: &BTreeSet<String>,
    ) -> Result<(), WriteError> {
        let mut staged = self.staged(files);
        // A page of the old site is replaced when what it will link to is there.
        // What stands compressed beside it comes with it.
        staged.sort_by_cached_key(|file| (owned.contains(file), original(file).ends_with(".html"), file.clone()));
        for file in &staged {
            refuse_foreign(output, file, owned)?;
            let to = output.join(file);
            for old in in_the_way(file, owned) {
                remove(output, old)?;
            }
            remove_empty_folders(&to)?;
            disk::rename(&self.files.join(file), &to).map_err(failed(&to))?;
        }
        for old in owned.difference(files) {
            remove(output, old)?;
        }
        let manifest = output.join(manifest::NAME);
        disk::rename(&self.list, &manifest).map_err(failed(&manifest))
    }

    /// The staged files that belong to the site.
    fn staged(&self, files: &BTreeSet<String>) -> Vec<String> {
        let found = WalkDir::new(&self.files).into_iter().flatten().filter(|entry| !entry.file_type().is_dir());
        let names = found.filter_map(|entry| name_in(&self.files, entry.path()));
        names.filter(|name| files.contains(name)).collect()
    }
}

/// The name of the file at a path within a folder.
fn name_in(folder: &Path, path: &Path) -> Option<String> {
    path.strip_prefix(folder).map(name_of).ok()
}

/// The names of the folders that hold a file, the nearest first.
fn folders_of(file: &str) -> impl Iterator<Item = &str> {
    file.rmatch_indices('/').map(|(end, _)| &file[..end])
}

/// Owned files that stand where a file needs a folder, or below where it stands itself. None of them is part of the
/// new site.
fn in_the_way<'o>(file: &str, owned: &'o BTreeSet<String>) -> Vec<&'o String> {
    let above = folders_of(file).filter_map(|folder| owned.get(folder));
    let folder = format!("{file}/");
    let below = owned.range(folder.clone()..).take_while(|other| other.starts_with(&folder));
    above.chain(below).collect()
}

/// Fails if something that is not owned is where a file goes, or where a folder of it goes.
fn refuse_foreign(output: &Path, file: &str, owned: &BTreeSet<String>) -> Result<(), WriteError> {
    let path = output.join(file);
    // A link leads to somebody else's folder, or nowhere.
    if let Some(link) = folders_of(file).map(|folder| output.join(folder)).find(|folder| folder.is_symlink()) {
        return Err(WriteError::Occupied(link));
    }
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_dir() => {
            let inner = WalkDir::new(&path).into_iter().flatten().filter(|entry| !entry.file_type().is_dir());
            let is_foreign = |path: &Path| name_in(output, path).is_some_and(|name| !owned.contains(&name));
            let foreign = inner.map(walkdir::DirEntry::into_path).find(|path| is_foreign(path));
            foreign.map_or(Ok(()), |path| Err(WriteError::Occupied(path)))
        }
        Ok(_) if owned.contains(file) => Ok(()),
        Ok(_) => Err(WriteError::Occupied(path)),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            let foreign = folders_of(file).find(|folder| {
                fs::symlink_metadata(output.join(folder)).is_ok_and(|found| !found.is_dir()) && !owned.contains(*folder)
            });
            foreign.map_or(Ok(()), |folder| Err(WriteError::Occupied(output.join(folder))))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed(&path)(error)),
    }
}

/// Removes the folder where a file goes, in which there are only folders.
fn remove_empty_folders(path: &Path) -> Result<(), WriteError> {
    if !fs::symlink_metadata(path).is_ok_and(|found| found.is_dir()) {
        return Ok(());
    }
    for folder in WalkDir::new(path).contents_first(true).into_iter().flatten() {
        disk::remove_dir(folder.path()).map_err(failed(folder.path()))?;
    }
    Ok(())
}

/// Removes a file, and the folders that are empty without it.
fn remove(output: &Path, file: &str) -> Result<(), WriteError> {
    let path = output.join(file);
    match disk::remove_file(&path) {
        // A folder is in its place by now, or a file where a folder of it was: it is gone.
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(()),
        Err(_) if fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) => return Ok(()),
        done => done.map_err(failed(&path))?,
    }
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != output) {
        // A folder that is not empty stays, and so do those that hold it.
        if disk::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
