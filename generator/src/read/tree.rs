//! Which files a site has.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::Kind;

/// The directories of `content/` that hold one directory an item, with the name of an item's file of facts.
const FOLDERS: [(&str, Kind); 7] = [
    ("opportunities", Kind::Opportunity),
    ("projects", Kind::Project),
    ("teams", Kind::Team),
    ("departments", Kind::Department),
    ("terms", Kind::Terms),
    ("pages", Kind::Page),
    ("news", Kind::News),
];

/// One directory of the content: an opportunity, a team, a page…
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The directory's name.
    pub id: String,
    /// Relative to the site's root.
    pub dir: PathBuf,
    /// The names of the files in it, hidden ones aside, in order.
    pub files: Vec<String>,
}

/// All of the content, unread.
#[derive(Debug, Default)]
pub struct ContentTree {
    /// In the order of kind and id.
    pub entries: Vec<Entry>,
    /// Files that stand where nothing reads them, relative to the site's root.
    pub strays: Vec<PathBuf>,
}

/// Lists the content below `root`.
///
/// # Errors
/// When a directory cannot be listed.
pub fn content_tree(root: &Path) -> Result<ContentTree, walkdir::Error> {
    let mut tree = ContentTree::default();
    for (folder, kind) in FOLDERS {
        let dir = Path::new("content").join(folder);
        if root.join(&dir).is_dir() {
            list_folder(root, &dir, kind, &mut tree)?;
        }
    }
    Ok(tree)
}

fn list_folder(root: &Path, folder: &Path, kind: Kind, tree: &mut ContentTree) -> Result<(), walkdir::Error> {
    let walk = WalkDir::new(root.join(folder)).min_depth(1).max_depth(2).follow_links(true).sort_by_file_name();
    let visible = walk.into_iter().filter_entry(|entry| !is_hidden(&entry.file_name().to_string_lossy()));
    for entry in visible {
        let entry = entry?;
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
            _ => {}
        }
    }
    Ok(())
}

/// Editors' leavings and dot files are nobody's content.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with('#') || name.ends_with('~')
}

/// The nearest directory at or above `from` that holds a site.toml.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|dir| dir.join("site.toml").is_file()).map(Path::to_owned)
}
