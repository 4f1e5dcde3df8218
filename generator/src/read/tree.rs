//! Which files a site has.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::Unreadable;
use crate::model::Kind;

/// One directory of the content: an opportunity, a team, a page…
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// What it is.
    pub(crate) kind: Kind,
    /// The directory's name.
    pub(crate) id: String,
    /// Relative to the site's root.
    pub(crate) dir: PathBuf,
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
    /// What cannot be listed, relative to the site's root.
    pub(crate) unreadable: Vec<(PathBuf, Unreadable)>,
}

impl ContentTree {
    /// The images beside texts, relative to the site's root.
    pub(crate) fn images(&self) -> impl Iterator<Item = PathBuf> {
        self.entries
            .iter()
            .flat_map(|entry| entry.files.iter().filter(|file| is_image(file)).map(|file| entry.dir.join(file)))
    }
}

/// Whether a file is an image that is published beside its text.
pub(crate) fn is_image(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| matches!(kind, "svg" | "png" | "jpg" | "jpeg" | "webp"))
}

/// Lists the content below `root`.
pub(crate) fn content_tree(root: &Path) -> ContentTree {
    let mut tree = ContentTree::default();
    list_top(root, &mut tree);
    for kind in Kind::ALL.into_iter().filter(|kind| kind.has_folders()) {
        let dir = Path::new(kind.place());
        if root.join(dir).is_dir() {
            list_folder(root, dir, kind, &mut tree);
        }
    }
    tree
}

/// What stands in `content/` itself: the folders and lists that are read, the reference, and strays.
fn list_top(root: &Path, tree: &mut ContentTree) {
    let content = Path::new("content");
    if !root.join(content).is_dir() {
        return;
    }
    for entry in WalkDir::new(root.join(content)).min_depth(1).max_depth(1).sort_by_file_name() {
        let Some(entry) = listed(root, entry, tree) else { continue };
        let name = entry.file_name().to_string_lossy();
        let is_place = |kind: &Kind| Path::new(kind.place()).file_name() == Some(entry.file_name());
        let known = name == "README.md" || Kind::ALL.iter().any(is_place);
        if !known && !is_hidden(&name) {
            tree.strays.push(content.join(&*name));
        }
    }
}

fn list_folder(root: &Path, folder: &Path, kind: Kind, tree: &mut ContentTree) {
    let walk = WalkDir::new(root.join(folder)).min_depth(1).max_depth(2).follow_links(true).sort_by_file_name();
    let visible = walk.into_iter().filter_entry(|entry| !is_hidden(&entry.file_name().to_string_lossy()));
    for entry in visible {
        let Some(entry) = listed(root, entry, tree) else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_dir = entry.file_type().is_dir();
        match (entry.depth(), is_dir) {
            (1, true) => tree.entries.push(Entry { kind, dir: folder.join(&name), id: name, files: Vec::new() }),
            (2, false) => {
                // A file at depth 2 always follows its directory in the walk.
                if let Some(item) = tree.entries.last_mut() {
                    item.files.push(name);
                }
            }
            (1, false) => tree.strays.push(folder.join(&name)),
            // Nothing is read below an item's own directory.
            _ => tree.strays.push(below(root, entry.path())),
        }
    }
}

/// What was listed; what could not be is kept.
fn listed(root: &Path, entry: Result<DirEntry, walkdir::Error>, tree: &mut ContentTree) -> Option<DirEntry> {
    entry
        .map_err(|error| {
            let path = error.path().map_or_else(|| PathBuf::from("content"), |path| below(root, path));
            tree.unreadable.push((path, error.into()));
        })
        .ok()
}

fn below(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

/// Editors' leavings and dot files are nobody's content.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with('#') || name.ends_with('~')
}

/// The nearest directory at or above `from` that holds a site.toml.
pub(crate) fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|dir| dir.join("site.toml").is_file()).map(Path::to_owned)
}
