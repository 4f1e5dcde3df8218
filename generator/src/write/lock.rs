//! One build at a time writes a folder.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::Path;

use jiff::Timestamp;

use super::targets::resolved;
use super::{WriteError, beside, failed};

/// The right to write a folder. It ends with this value, or with the process, however that ends: the lock is the
/// system's, and the file that carries it stays for the next build.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file would leave the lock to a process that was being started at this moment.
        let _ = self.file.unlock();
    }
}

/// The process that writes a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Its id.
    pub process: u32,
    /// When it began to write.
    pub since: Timestamp,
}

impl Lock {
    /// Takes the lock of the folder `dir`, which need not exist.
    ///
    /// # Errors
    /// If another build has it, or the file system fails.
    pub(crate) fn take(dir: &Path) -> Result<Self, WriteError> {
        let path = beside(&resolved(dir).map_err(failed(dir))?, "lock");
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed(folder))?;
        }
        // What a link leads to must not be overwritten.
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(WriteError::Foreign(path));
        }
        let open = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(failed(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(WriteError::Locked { dir: dir.to_owned(), holder: Holder::read(&path) });
            }
            Err(TryLockError::Error(error)) => return Err(failed(&path)(error)),
        }
        let name = format!("{}\n", std::process::id());
        file.set_len(0).and_then(|()| file.write_all(name.as_bytes())).map_err(failed(&path))?;
        Ok(Self { file })
    }
}

impl Holder {
    /// The process that is named in a lock's file, which it wrote when it took the lock.
    fn read(path: &Path) -> Option<Self> {
        let process = fs::read_to_string(path).ok()?.trim().parse().ok()?;
        let since = Timestamp::try_from(fs::metadata(path).ok()?.modified().ok()?).ok()?;
        Some(Self { process, since: Timestamp::from_second(since.as_second()).ok()? })
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " (process {}, since {})", self.process, self.since)
    }
}
