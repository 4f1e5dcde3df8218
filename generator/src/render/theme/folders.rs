//! Where the files of a theme are: in its own folder, and what that lacks in the folder of ours.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::read;

/// Our theme, which others change file by file.
const OURS: &str = "devex";

/// The folders of a theme.
pub(super) struct Folders {
    own: PathBuf,
    /// Whatever is not in its own folder is in this one.
    ours: Option<PathBuf>,
    /// The files of its own folder, relative to it.
    overrides: Vec<String>,
}

impl Folders {
    /// Those of a theme of the site in `root`; `None` if it has no folder.
    pub(super) fn of(root: &Path, name: &str) -> Option<Self> {
        let own = Path::new("themes").join(name);
        let ours = Path::new("themes").join(OURS);
        if !root.join(&own).is_dir() {
            return None;
        }
        let ours = (ours != own && root.join(&ours).is_dir()).then_some(ours);
        // What is wrong with its files is told when they are read.
        let files = read::files_below(root, &own, &mut Vec::new());
        Some(Self { own, ours, overrides: files.into_iter().map(|(name, _)| name).collect() })
    }

    /// A part of the theme's own folder.
    pub(super) fn own(&self, part: &str) -> PathBuf {
        self.own.join(part)
    }

    /// Where a file is that the theme has, or should have.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        match &self.ours {
            Some(ours) if !self.overrides.iter().any(|other| other == name) => ours.join(name),
            _ => self.own.join(name),
        }
    }

    pub(super) fn template(&self, name: &str) -> PathBuf {
        self.file(&format!("templates/{name}"))
    }

    /// All files of a part, by their names in it.
    pub(super) fn files(&self, root: &Path, part: &str, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, PathBuf> {
        let own = self.own.join(part);
        let ours = self.ours.as_ref().map(|ours| ours.join(part));
        let mut files: BTreeMap<_, _> = ours.iter().flat_map(|ours| read::files_below(root, ours, problems)).collect();
        // A theme that changes others' files need not have some of each part.
        if ours.is_none() || root.join(&own).is_dir() {
            files.extend(read::files_below(root, &own, problems));
        }
        files
    }
}
