//! The calls that change files. In tests a build can be stopped before any of them, as if it were killed there.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Writes a file; the folder that holds it is made if it is missing.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    step()?;
    #[cfg(test)]
    if crash::is_next() {
        // Half of the bytes are written when the process ends.
        let _ = fs::write(path, &bytes[..bytes.len() / 2]);
    }
    let write = || {
        step()?;
        fs::write(path, bytes)
    };
    in_folder(path, write)
}

/// Creates an empty file, to be written piece by piece; the folder that holds it is made if it is missing.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let create = || {
        step()?;
        File::create(path)
    };
    in_folder(path, create)
}

/// Renames a file; the folder that is to hold it is made if it is missing.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let rename = || {
        step()?;
        fs::rename(from, to)
    };
    in_folder(to, rename)
}

pub(super) fn create_dir_all(path: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir_all(path)
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    step()?;
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Removes a folder if it is empty.
pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    step()?;
    fs::remove_dir(path)
}

pub(super) fn remove_dir_all(path: &Path) -> io::Result<()> {
    step()?;
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Most files are put where a folder is: to ask for it first would cost more than to fail when it is missing.
fn in_folder<T>(path: &Path, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    match (act(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            create_dir_all(folder).and_then(|()| act())
        }
        (done, _) => done,
    }
}

#[cfg(not(test))]
#[allow(clippy::unnecessary_wraps, reason = "it fails in tests")]
const fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
fn step() -> io::Result<()> {
    crash::step()
}

/// Stops the calls of a thread after some of them.
#[cfg(test)]
pub(super) mod crash {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Lets `steps` calls pass, and none after them.
    pub(in crate::write) fn after(steps: usize) {
        LEFT.set(Some(steps));
    }

    pub(in crate::write) fn never() {
        LEFT.set(None);
    }

    pub(super) fn is_next() -> bool {
        LEFT.get() == Some(0)
    }

    pub(super) fn step() -> io::Result<()> {
        match LEFT.get() {
            Some(0) => Err(io::Error::other("killed")),
            left => {
                LEFT.set(left.map(|left| left - 1));
                Ok(())
            }
        }
    }
}
