//! A file that is edited as a whole, keeps its ways, and can be put back.

use std::fs;
use std::path::{Path, PathBuf};

use super::RecordError;
use crate::author::edit::EditError;

pub(super) struct File {
    path: PathBuf,
    /// As it is on disk; `None` if it does not exist.
    before: Option<String>,
    /// With Unix line ends and without a byte order mark; both are restored at the end.
    pub(super) text: String,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

impl File {
    /// A file that does not exist reads as an empty one.
    ///
    /// # Errors
    /// If the file exists and cannot be read.
    pub(super) fn read(root: &Path, path: PathBuf) -> Result<Self, RecordError> {
        let before = match fs::read_to_string(root.join(&path)) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(RecordError::Io { path, error }),
        };
        let text = before.as_deref().unwrap_or_default();
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text).replace("\r\n", "\n");
        Ok(Self { path, before, text })
    }

    pub(super) fn not_yaml(&self) -> RecordError {
        RecordError::Edit { path: self.path.clone(), error: EditError::NotYaml, by_hand: String::new() }
    }

    /// Returns the file with its text edited.
    ///
    /// # Errors
    /// What `edit` fails with, together with `by_hand`: what a person would write in the file.
    pub(super) fn edit(
        self,
        by_hand: String,
        edit: impl FnOnce(&str) -> Result<String, EditError>,
    ) -> Result<Edited, RecordError> {
        let Self { path, before, text } = self;
        let mut after = match edit(&text) {
            Ok(after) => after,
            Err(error) => return Err(RecordError::Edit { path, error, by_hand }),
        };
        let former = before.as_deref().unwrap_or_default();
        if former.contains("\r\n") {
            after = after.replace('\n', "\r\n");
        }
        if former.starts_with(BYTE_ORDER_MARK) {
            after.insert_str(0, BYTE_ORDER_MARK);
        }
        Ok(Edited { path, before, after })
    }
}

/// A file with its text before and after an edit.
#[derive(Debug)]
pub(crate) struct Edited {
    /// Relative to the site's root.
    pub(super) path: PathBuf,
    /// `None` if the file is new.
    before: Option<String>,
    after: String,
}

impl Edited {
    pub(super) fn write(&self, root: &Path) -> std::io::Result<()> {
        put(&root.join(&self.path), &self.after)
    }

    pub(super) fn undo(&self, root: &Path) -> std::io::Result<()> {
        match &self.before {
            Some(before) => put(&root.join(&self.path), before),
            None => fs::remove_file(root.join(&self.path)),
        }
    }
}

/// Writes a file whole or not at all, by renaming. Its permissions stay, and a symbolic link stays one.
fn put(path: &Path, text: &str) -> std::io::Result<()> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let permissions = fs::metadata(path).map(|metadata| metadata.permissions());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden files are no content.
    let beside = path.with_file_name(format!(".{name}.new"));
    let written = fs::write(&beside, text)
        .and_then(|()| permissions.map_or(Ok(()), |permissions| fs::set_permissions(&beside, permissions)))
        .and_then(|()| fs::rename(&beside, path));
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}
