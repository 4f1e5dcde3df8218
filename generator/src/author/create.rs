//! Writes a new item, and finds what its author has still to do.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use submit_fn::shared::lang::Lang;

use super::skeleton::{self, New};
use crate::build;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Kind;
use crate::parse::slug::is_slug;

/// Some file systems allow no longer names than 255 bytes, and addresses of pages should be shorter.
const LONGEST_ID: usize = 100;

/// Why an item cannot have a folder of some name.
#[derive(Debug)]
pub(crate) enum NameError {
    NotASlug(String),
    /// The folder, relative to the site's root.
    Exists(PathBuf),
}

#[derive(Debug)]
pub(crate) enum CreateError {
    Name(NameError),
    Io { path: PathBuf, error: io::Error },
}

#[derive(Debug)]
pub(crate) struct Created {
    /// Relative to the site's root.
    pub(crate) files: Vec<PathBuf>,
    /// The number of texts that are still to be written.
    pub(crate) unwritten: usize,
    /// What is wrong besides.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Writes the files of a new item, with comments in `lang`, and checks them. Nothing is ever overwritten.
///
/// # Errors
/// If the folder cannot have this name, or the file system fails: then nothing is left of the item.
pub(crate) fn create(root: &Path, now: Timestamp, kind: Kind, new: &New, lang: Lang) -> Result<Created, CreateError> {
    check_name(root, kind, &new.id).map_err(CreateError::Name)?;
    let folder = skeleton::folder_of(kind, &new.id);
    let files = write(root, &folder, skeleton::files(kind, new, lang))?;
    let diagnostics = build::check(root, now, true).into_iter();
    let (unwritten, diagnostics): (Vec<_>, Vec<_>) = diagnostics
        .filter(|diagnostic| diagnostic.file.starts_with(&folder))
        .partition(|diagnostic| matches!(diagnostic.code(), Code::W0508 | Code::E0509));
    Ok(Created { files, unwritten: unwritten.len(), diagnostics })
}

/// # Errors
/// If a new item cannot have a folder of this name.
pub(crate) fn check_name(root: &Path, kind: Kind, id: &str) -> Result<(), NameError> {
    if !is_slug(id) || id.len() > LONGEST_ID {
        return Err(NameError::NotASlug(id.to_owned()));
    }
    let folder = skeleton::folder_of(kind, id);
    if root.join(&folder).exists() { Err(NameError::Exists(folder)) } else { Ok(()) }
}

fn write(root: &Path, folder: &Path, files: Vec<(PathBuf, String)>) -> Result<Vec<PathBuf>, CreateError> {
    let failed = |path: &Path, error| CreateError::Io { path: path.to_owned(), error };
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(root.join(parent)).map_err(|error| failed(parent, error))?;
    fs::create_dir(root.join(folder)).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CreateError::Name(NameError::Exists(folder.to_owned())),
        _ => failed(folder, error),
    })?;
    for (path, text) in &files {
        if let Err(error) = fs::write(root.join(path), text) {
            // The folder was created above: half of an item would be in the way of the next attempt.
            let _ = fs::remove_dir_all(root.join(folder));
            return Err(failed(path, error));
        }
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}
