//! Whether a file is still the one that was read, without reading it again.

use std::fs::{self, Metadata};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// What the file system says of a file. As long as it says the same of a file that was [settled](Clock::is_settled),
/// its bytes are the same: whoever writes it changes its times, and cannot set the time of that change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    bytes: u64,
    /// In nanoseconds, as are all times here.
    modified: i128,
    /// Of its metadata.
    changed: i128,
    inode: u64,
}

impl Stamp {
    /// The stamp of a file; `None` if there is none, or if it is no regular file. A link has none: what it leads to may
    /// become another file without a change of either.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        fs::symlink_metadata(path).ok().filter(Metadata::is_file).map(|metadata| Self::from(&metadata))
    }
}

#[cfg(unix)]
impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, nanoseconds: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        Self {
            bytes: metadata.len(),
            modified: time(metadata.mtime(), metadata.mtime_nsec()),
            changed: time(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }
}

#[cfg(not(unix))]
impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        let since_epoch = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
        let modified = metadata.modified().ok().and_then(since_epoch).map_or(0, |time| time.as_nanos() as i128);
        Self { bytes: metadata.len(), modified, changed: modified, inode: 0 }
    }
}

/// The time of a file system at the beginning of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    start: i128,
}

/// The coarsest step of the clocks of file systems (FAT).
const STEP: i128 = 2_000_000_000;

impl Clock {
    /// Reads the clock that sets the times of files in a folder.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let touched = folder.join(format!(".clock.{}", std::process::id()));
        let stamp = fs::write(&touched, b"").ok().and_then(|()| Stamp::of(&touched));
        let _ = fs::remove_file(&touched);
        Some(Self { start: stamp?.changed })
    }

    /// Whether a stamp was taken long enough after the last change: a later one then has another time.
    pub(crate) fn is_settled(&self, stamp: &Stamp) -> bool {
        stamp.modified.max(stamp.changed) + STEP < self.start
    }
}
