//! Files and folders for their owner alone.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use submit_fn::shared::hex::hex;

/// Makes a folder, if it is missing, for its owner alone. One that is there keeps its permissions, unless it is devex's own.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
        _ => error,
    })?;
    #[cfg(unix)]
    if folder.file_name().is_some_and(|name| name == ".devex") {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes a file, if it is missing, that its owner alone may read and write. What SQLite puts beside it has the same
/// permissions.
pub(crate) fn make_private_file(file: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        options.mode(0o600);
        let opened = options.open(file)?;
        opened.set_permissions(fs::Permissions::from_mode(0o600))
    }
    #[cfg(not(unix))]
    options.open(file).map(drop)
}

/// Writes a new file that its owner alone may read and write.
///
/// # Errors
/// If there is a file of this name, or the system refuses.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file would stand in the way of the next attempt.
        let _ = fs::remove_file(path);
    }
    written
}

/// Writes a file that its owner alone may read and write, in place of the one that is there.
pub(crate) fn replace_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = path.with_added_extension(random_digits::<8>()?);
    write_private(&draft, bytes)?;
    let placed = fs::rename(&draft, path);
    if placed.is_err() {
        let _ = fs::remove_file(&draft);
    }
    placed
}

/// Hexadecimal digits of so many random bytes.
pub(crate) fn random_digits<const BYTES: usize>() -> io::Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_where_a_folder_belongs_is_known_as_such() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(make_private(&file).unwrap_err().kind(), io::ErrorKind::NotADirectory);
    }
}
