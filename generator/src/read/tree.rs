//! Which files a site has.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::Lang;
use walkdir::{DirEntry, WalkDir};

use super::file;
use super::image::is_image;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Kind;

/// One directory of the content: an opportunity, a team, a page…
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// The directory's name.
    pub(crate) id: String,
    /// The names of the files in it, hidden ones aside, in order.
    pub(crate) files: Vec<String>,
}

/// All of the content, unread.
#[derive(Debug, Default)]
pub(crate) struct ContentTree {
    /// In the order of kind and id.
    pub(crate) entries: Vec<Entry>,
    /// Files that stand where nothing reads them, relative to the site's root.
    pub(crate) strays: Vec<PathBuf>,
    /// What cannot be listed, or must not be.
    pub(crate) problems: Vec<Diagnostic>,
    /// Whether a file or a folder of it is a symbolic link.
    pub(crate) has_links: bool,
}

impl Entry {
    /// Where it is, relative to the site's root.
    pub(crate) fn dir(&self) -> PathBuf {
        self.kind.folder(&self.id)
    }

    /// The text in a language, whether it is there or not, relative to the site's root.
    pub(crate) fn text(&self, lang: Lang) -> PathBuf {
        self.kind.text(&self.id, lang)
    }

    /// The images in it, relative to the site's root.
    pub(crate) fn images(&self) -> impl Iterator<Item = PathBuf> {
        self.files.iter().filter(|file| is_image(file)).map(|file| self.dir().join(file))
    }
}

/// Lists the content below `root`.
pub(crate) fn content_tree(root: &Path) -> ContentTree {
    let mut tree = ContentTree::default();
    if !is_own_dir(root, Path::new("content"), &mut tree.problems) {
        return tree;
    }
    list_top(root, &mut tree);
    for kind in Kind::ALL.into_iter().filter(|kind| kind.has_folders()) {
        let dir = Path::new(kind.place());
        if is_own_dir(root, dir, &mut tree.problems) {
            list_folder(root, dir, kind, &mut tree);
        }
    }
    tree
}

/// Lists again the directory of an item; `None` if it is gone, or holds something that must be reported
/// or a link.
pub(crate) fn entry(root: &Path, known: &Entry) -> Option<Entry> {
    let mut problems = Vec::new();
    let dir = known.dir();
    if !is_own_dir(root, &dir, &mut problems) {
        return None;
    }
    let mut files = Vec::new();
    let mut is_plain = true;
    visible(root, &dir, 1, &mut problems, |entry| {
        is_plain &= !entry.file_type().is_dir() && !entry.path_is_symlink();
        files.push(entry.file_name().to_string_lossy().into_owned());
    });
    (problems.is_empty() && is_plain).then(|| Entry { files, ..known.clone() })
}

/// The files below `folder`, hidden ones aside, in order: each with its name relative to the folder, with slashes on
/// every system, and its path relative to `root`.
pub(crate) fn files_below(root: &Path, folder: &Path, problems: &mut Vec<Diagnostic>) -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    if let Err(problem) = file::metadata(root, folder) {
        problems.push(Diagnostic::new(folder, None, problem));
        return files;
    }
    visible(root, folder, usize::MAX, problems, |entry| {
        let path = below(root, entry.path());
        if let (false, Ok(within)) = (entry.file_type().is_dir(), path.strip_prefix(folder)) {
            let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.push((parts.join("/"), path.clone()));
        }
    });
    files
}

/// Whether there is a directory at `path`. One that a link outside the site leads to is reported.
fn is_own_dir(root: &Path, path: &Path, problems: &mut Vec<Diagnostic>) -> bool {
    match file::metadata(root, path) {
        Ok(metadata) => metadata.is_dir(),
        Err(problem) => {
            if problem == Problem::OutsideSite {
                problems.push(Diagnostic::new(path, None, problem));
            }
            false
        }
    }
}

/// What stands in `content/` itself: the folders and lists that are read, the reference, and strays.
fn list_top(root: &Path, tree: &mut ContentTree) {
    let content = Path::new("content");
    for entry in WalkDir::new(root.join(content)).min_depth(1).max_depth(1).sort_by_file_name() {
        let Some(entry) = listed(root, content, entry, &mut tree.problems) else { continue };
        let name = entry.file_name().to_string_lossy();
        let is_place = |kind: &Kind| Path::new(kind.place()).file_name() == Some(entry.file_name());
        let known = name == "README.md" || Kind::ALL.iter().any(is_place);
        if !known && !is_hidden(&name) {
            tree.strays.push(content.join(&*name));
        }
    }
}

fn list_folder(root: &Path, folder: &Path, kind: Kind, tree: &mut ContentTree) {
    let ContentTree { entries, strays, problems, has_links } = tree;
    visible(root, folder, 2, problems, |entry| {
        *has_links |= entry.path_is_symlink();
        let name = entry.file_name().to_string_lossy().into_owned();
        match (entry.depth(), entry.file_type().is_dir()) {
            (1, true) => entries.push(Entry { kind, id: name, files: Vec::new() }),
            (2, false) => {
                // A file at depth 2 always follows its directory in the walk.
                if let Some(item) = entries.last_mut() {
                    item.files.push(name);
                }
            }
            // Nothing is read below an item's own directory.
            _ => strays.push(below(root, entry.path())),
        }
    });
}

/// Calls `found` for what is below `folder`, hidden files aside. Links to directories outside the site are reported
/// and not followed; what a link to a file leads to matters to who reads it.
fn visible(root: &Path, folder: &Path, depth: usize, problems: &mut Vec<Diagnostic>, mut found: impl FnMut(&DirEntry)) {
    let walk = WalkDir::new(root.join(folder)).min_depth(1).max_depth(depth).follow_links(true).sort_by_file_name();
    let mut walk = walk.into_iter();
    while let Some(entry) = walk.next() {
        let Some(entry) = listed(root, folder, entry, problems) else { continue };
        let is_dir = entry.file_type().is_dir();
        let mut is_foreign = || entry.path_is_symlink() && !is_own_dir(root, &below(root, entry.path()), problems);
        if is_hidden(&entry.file_name().to_string_lossy()) || is_dir && is_foreign() {
            if is_dir {
                walk.skip_current_dir();
            }
            continue;
        }
        found(&entry);
    }
}

/// What was listed; what could not be is reported.
fn listed(
    root: &Path,
    folder: &Path,
    entry: Result<DirEntry, walkdir::Error>,
    problems: &mut Vec<Diagnostic>,
) -> Option<DirEntry> {
    entry
        .map_err(|error| {
            // Some editors lock a file with a link beside it that leads nowhere.
            let name = error.path().and_then(Path::file_name).unwrap_or_default();
            if is_hidden(&name.to_string_lossy()) {
                return;
            }
            let path = error.path().map_or_else(|| folder.to_owned(), |path| below(root, path));
            problems.push(Diagnostic::new(path, None, Problem::Unreadable(error.into())));
        })
        .ok()
}

fn below(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

/// Temporary files of editors, and dot files, are nobody's content.
pub(crate) fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with('#') || name.ends_with('~')
}

/// The nearest directory at or above `from` that holds a site.toml.
pub(crate) fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|dir| dir.join("site.toml").is_file()).map(Path::to_owned)
}
