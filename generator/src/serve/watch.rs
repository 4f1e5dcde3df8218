//! Calls for a rebuild when a file of the site changes.

use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Editors save in several steps; a rebuild waits until they are over for this long.
const QUIET: Duration = Duration::from_millis(25);

/// Calls `rebuild` after every change of site.toml, content or themes below `root`, as long as the returned
/// watcher lives.
pub(super) fn watch(root: &Path, rebuild: impl Fn() + Send + 'static) -> notify::Result<RecommendedWatcher> {
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in ["content", "themes"] {
        if root.join(folder).is_dir() {
            watcher.watch(&root.join(folder), RecursiveMode::Recursive)?;
        }
    }
    let root = root.to_owned();
    thread::spawn(move || rebuild_on(&events, &root, rebuild));
    Ok(watcher)
}

fn rebuild_on(events: &Receiver<notify::Result<Event>>, root: &Path, rebuild: impl Fn()) {
    // The channel closes with the watcher.
    while let Ok(event) = events.recv() {
        let mut matters = concerns(&event, root);
        while let Ok(event) = events.recv_timeout(QUIET) {
            matters |= concerns(&event, root);
        }
        if matters {
            rebuild();
        }
    }
}

/// Whether an event is a change of a file that the site is made from. Building reads those files, and
/// writes below `root`: neither may call for another build.
fn concerns(event: &notify::Result<Event>, root: &Path) -> bool {
    let Ok(event) = event else { return false };
    let is_change = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    is_change
        && event.paths.iter().any(|path| {
            let within = |folder: &str| path.starts_with(root.join(folder));
            within("content") || within("themes") || path.file_name().is_some_and(|name| name == "site.toml")
        })
}
