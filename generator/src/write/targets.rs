//! Where a build may write: never over what it reads.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A folder that a build must not write.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// The folder holds what the site is made from, or would be part of it.
    #[error("{}: the site is made from {}, and cannot be written over it", target.display(), source_dir.display())]
    OverSource {
        /// The folder that was named.
        target: PathBuf,
        /// The folder that is read.
        source_dir: PathBuf,
    },
    /// The site and the function's bundle would be mixed.
    #[error("{} and {}: the site and the bundle need folders of their own", out.display(), bundle.display())]
    Nested {
        /// Where the site would go.
        out: PathBuf,
        /// Where the bundle would go.
        bundle: PathBuf,
    },
    /// The file system failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which folder.
        path: PathBuf,
        /// How.
        source: io::Error,
    },
}

/// Fails unless a build of the site in `root` may write to `out` and `bundle`.
///
/// # Errors
/// If one of them is, holds, or is within what is read or the other one.
pub(crate) fn check_targets(root: &Path, out: &Path, bundle: &Path) -> Result<(), TargetError> {
    let real = |path: &Path| resolved(path).map_err(|source| TargetError::Io { path: path.to_owned(), source });
    let over = |target: &Path, source_dir: &Path| {
        Err(TargetError::OverSource { target: target.to_owned(), source_dir: source_dir.to_owned() })
    };
    for target in [out, bundle] {
        let real_target = real(target)?;
        if real(root)?.starts_with(&real_target) {
            return over(target, root);
        }
        for source_dir in ["content", "themes"].map(|folder| root.join(folder)) {
            if touch(&real_target, &real(&source_dir)?) {
                return over(target, &source_dir);
            }
        }
    }
    match touch(&real(out)?, &real(bundle)?) {
        true => Err(TargetError::Nested { out: out.to_owned(), bundle: bundle.to_owned() }),
        false => Ok(()),
    }
}

/// Whether two folders are the same, or one holds the other.
fn touch(a: &Path, b: &Path) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// A path without links, `.` or `..`, as far as it exists.
pub(super) fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            Component::CurDir => {}
            part => {
                real.push(part);
                match fs::canonicalize(&real) {
                    Ok(found) => real = found,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }
    Ok(real)
}
