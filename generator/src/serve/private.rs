//! What the server keeps, for its owner alone.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use submit_fn::secret::{Secret, SecretError};

/// Makes the folder of the data, if it is missing, for its owner alone. One that is there keeps its permissions, unless it
/// is devex's own.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let is_new = !folder.exists();
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    if is_new || folder.file_name().is_some_and(|name| name == ".devex") {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes a file, if it is missing, that its owner alone may read and write. What SQLite puts beside it has the same
/// permissions.
pub(super) fn make_private_file(file: &Path) -> io::Result<()> {
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

/// The secret of the local function: made once, so that references stay what they are. Of two servers that make one at
/// once, both use the same.
pub(super) fn secret(data: &Path) -> Result<Secret, SecretError> {
    let path = data.join("secret");
    let made = if path.exists() { Ok(()) } else { make_secret(data, &path) };
    made.and_then(|()| make_private_file(&path)).map_err(|source| SecretError::Io { path: path.clone(), source })?;
    Secret::read(&path)
}

fn make_secret(data: &Path, path: &Path) -> io::Result<()> {
    make_private(data)?;
    let digits = random_digits::<32>()?;
    let draft = data.join(format!(".secret.{}", random_digits::<8>()?));
    make_private_file(&draft)?;
    let placed = OpenOptions::new()
        .write(true)
        .open(&draft)
        .and_then(|mut file| writeln!(file, "{digits}").and_then(|()| file.sync_all()))
        // Whole, or not at all; and not in place of another one.
        .and_then(|()| fs::hard_link(&draft, path));
    let _ = fs::remove_file(&draft);
    match placed {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        placed => placed,
    }
}

/// Hexadecimal digits of so many random bytes.
pub(super) fn random_digits<const BYTES: usize>() -> io::Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn servers_that_start_at_once_have_one_secret() {
        for _ in 0..50 {
            let data = tempfile::tempdir().unwrap();
            let digits: BTreeSet<_> = std::thread::scope(|scope| {
                let start = || {
                    secret(data.path()).unwrap();
                    fs::read_to_string(data.path().join("secret")).unwrap()
                };
                let servers: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
                servers.into_iter().map(|server| server.join().unwrap()).collect()
            });
            assert_eq!(digits.len(), 1);
        }
    }
}
