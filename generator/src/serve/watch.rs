//! Watches the files of the site and the clock, and reports what may have changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, Weak};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::build::Changes;

/// Editors save in several steps; a rebuild waits until they are over for this long.
const QUIET: Duration = Duration::from_millis(25);

/// How long the clock goes unseen at most: a machine that slept, or whose clock was set, is late by no more.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The folders that a site is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Watches as long as it exists.
pub(super) type Watching = Arc<Mutex<RecommendedWatcher>>;

/// Collects changes of site.toml, `content/` and `themes/` from the moment it exists.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    root: PathBuf,
}

impl Watch {
    pub(super) fn start(root: &Path) -> notify::Result<Self> {
        // Some systems name files by their real paths.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender)?;
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.map(|folder| root.join(folder)).iter().filter(|folder| folder.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(Self { watcher, events, root })
    }

    /// Calls `rebuild` after the changes so far and every later one, and when the clock changes the site: at `next`, then at
    /// the instant that `rebuild` returns. Ends when the returned watcher is dropped.
    pub(super) fn on_change(
        self,
        rebuild: impl FnMut(&Changes) -> Option<Timestamp> + Send + 'static,
        next: Option<Timestamp>,
        now: impl Fn() -> Timestamp + Send + 'static,
    ) -> Watching {
        let Self { watcher, events, root } = self;
        let watching = Arc::new(Mutex::new(watcher));
        let watcher = Arc::downgrade(&watching);
        thread::spawn(move || rebuild_on(&events, &root, &watcher, rebuild, next, now));
        watching
    }
}

fn rebuild_on(
    events: &Receiver<notify::Result<Event>>,
    root: &Path,
    watcher: &Weak<Mutex<RecommendedWatcher>>,
    mut rebuild: impl FnMut(&Changes) -> Option<Timestamp>,
    mut next: Option<Timestamp>,
    now: impl Fn() -> Timestamp,
) {
    loop {
        let left = next.map_or(LONGEST_WAIT, |next| now().duration_until(next).try_into().unwrap_or_default());
        let event = match events.recv_timeout(left.min(LONGEST_WAIT)) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => {
                if next.is_some_and(|next| next <= now()) {
                    next = rebuild(&Changes::Anything);
                }
                continue;
            }
            // The channel closes with the watcher.
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let mut is_replaced = replaces_folders(&event, root);
        let mut changes = changes_of(&event, root);
        while let Ok(event) = events.recv_timeout(QUIET) {
            is_replaced |= replaces_folders(&event, root);
            changes = match (changes, changes_of(&event, root)) {
                (Some(changes), Some(others)) => Some(changes.or(others)),
                (changes, others) => changes.or(others),
            };
        }
        if is_replaced {
            watch_again(root, watcher);
        }
        if let Some(changes) = changes {
            next = rebuild(&changes);
        }
    }
}

/// Whether folders are there that nobody watches: those that a site is made from were put in place as a whole, or events
/// were missed.
fn replaces_folders(event: &notify::Result<Event>, root: &Path) -> bool {
    let Ok(event) = event else { return true };
    // Watching them anew reads them, which is an event too.
    let puts_in_place = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)));
    let is_one = |path: &PathBuf| FOLDERS.iter().any(|folder| *path == root.join(folder));
    event.need_rescan() || puts_in_place && event.paths.iter().any(is_one)
}

fn watch_again(root: &Path, watcher: &Weak<Mutex<RecommendedWatcher>>) {
    let Some(watching) = watcher.upgrade() else { return };
    // The lock is this thread's alone, which would have ended if it had panicked.
    let Ok(mut watcher) = watching.lock() else { return };
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        // One that is gone is watched no more, and one that is still watched is watched anew.
        let _ = watcher.unwatch(&folder);
        let _ = watcher.watch(&folder, RecursiveMode::Recursive);
    }
}

/// What an event says of the files that the site is made from; `None` if it is about other files. Building reads those
/// files, and writes below `root`: neither may call for another build.
fn changes_of(event: &notify::Result<Event>, root: &Path) -> Option<Changes> {
    // A watcher that missed something cannot say what.
    let Ok(event) = event else { return Some(Changes::Anything) };
    if event.need_rescan() {
        return Some(Changes::Anything);
    }
    let is_change = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    let paths = event.paths.iter().filter(|_| is_change).filter_map(|path| path.strip_prefix(root).ok());
    paths.filter_map(changes_at).reduce(Changes::or)
}

/// What may have changed with a file of the site, which is relative to its root.
fn changes_at(path: &Path) -> Option<Changes> {
    if path == Path::new("site.toml") || path.starts_with("themes") {
        return Some(Changes::Anything);
    }
    if !path.starts_with("content") {
        return None;
    }
    // content/opportunities/title/en.md
    let folder: PathBuf = path.components().take(3).collect();
    Some(match path.components().count() {
        4 => Changes::Folders(BTreeSet::from([folder])),
        _ => Changes::Anything,
    })
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, AccessMode, CreateKind, MetadataKind, RenameMode};

    use super::*;

    #[test]
    fn a_file_of_an_item_is_a_change_of_its_folder_and_any_other_of_anything() {
        let folder = || Changes::Folders(BTreeSet::from([PathBuf::from("content/teams/parks")]));
        assert_eq!(changes_at(Path::new("content/teams/parks/en.md")), Some(folder()));
        for path in ["site.toml", "themes/default/base.html", "content/skills.yaml", "content/teams/parks"] {
            assert_eq!(changes_at(Path::new(path)), Some(Changes::Anything), "{path}");
        }
        for path in [".devex/cache/content", "README.md", "target/site.toml"] {
            assert_eq!(changes_at(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn folders_are_watched_anew_when_they_are_put_in_place_and_not_when_they_are_read() {
        let root = Path::new("/site");
        let event = |kind| Ok(Event::new(kind).add_path(root.join("content")));
        assert!(replaces_folders(&event(EventKind::Create(CreateKind::Folder)), root));
        assert!(replaces_folders(&event(EventKind::Modify(ModifyKind::Name(RenameMode::To))), root));
        assert!(!replaces_folders(&event(EventKind::Access(AccessKind::Open(AccessMode::Any))), root));
        assert!(!replaces_folders(&event(EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any))), root));
    }

    #[test]
    fn a_change_of_anything_is_not_forgotten_for_one_of_a_folder() {
        let folder = Changes::Folders(BTreeSet::from([PathBuf::from("content/teams/parks")]));
        assert_eq!(folder.clone().or(Changes::Anything), Changes::Anything);
        assert_eq!(Changes::Anything.or(folder), Changes::Anything);
    }
}
