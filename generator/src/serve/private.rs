//! What the server keeps, for its owner alone.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use submit_fn::keys::signer;
use submit_fn::secret::{Secret, SecretError};

use crate::keys::{IdentityError, KeyPair, read_identities};

/// Makes the folder of the data, if it is missing, for its owner alone. One that is there keeps its permissions, unless it
/// is devex's own.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
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

/// The name of the file with the local function's secret.
const SECRET: &str = "secret";

/// The secret of the local function: made once, so that references stay what they are.
pub(super) fn secret(data: &Path) -> Result<Secret, SecretError> {
    let path = data.join(SECRET);
    let text = || Ok(random_digits::<32>()? + "\n");
    let made = make_once(data, SECRET, text);
    made.map_err(|source| SecretError::Io { path: path.clone(), source })?;
    Secret::read(&path)
}

/// What verifies the receipts of this machine for the site at an address; `None` if it has signed none.
pub(crate) fn local_receipt_key(data: &Path, site: &str) -> Option<String> {
    Secret::read(&data.join(SECRET)).ok().map(|secret| signer(&secret, site).verifier_key())
}

/// Where the private key is that opens what is sent to this machine.
pub(crate) fn identity_file(data: &Path) -> PathBuf {
    data.join(IDENTITY)
}

const IDENTITY: &str = "identity.txt";

/// The public key that proposals are sealed to on this machine, made once with its private key.
pub(super) fn local_recipient(data: &Path, now: Timestamp) -> Result<String, IdentityError> {
    let path = identity_file(data);
    let made = make_once(data, IDENTITY, || Ok(KeyPair::new(now).identity));
    made.map_err(|source| IdentityError::Io { path: path.clone(), source })?;
    let identities = read_identities(std::slice::from_ref(&path))?;
    let first = identities.first().ok_or(IdentityError::Empty { path })?;
    Ok(first.to_public().to_string())
}

/// Makes a private file of the data that is missing. Of two servers that make it at once, both use the same.
fn make_once(data: &Path, name: &str, text: impl FnOnce() -> io::Result<String>) -> io::Result<()> {
    let path = data.join(name);
    if path.exists() {
        return make_private_file(&path);
    }
    make_private(data)?;
    let draft = data.join(format!(".{name}.{}", random_digits::<8>()?));
    let text = text()?;
    let placed = write_private(&draft, &text)
        // Whole, or not at all; and not in place of another one.
        .and_then(|()| fs::hard_link(&draft, &path));
    let _ = fs::remove_file(&draft);
    match placed {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        placed => placed,
    }
}

/// Writes a new file that its owner alone may read and write.
///
/// # Errors
/// If there is a file of this name, or the system refuses.
pub(crate) fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Writes a file that its owner alone may read and write, in place of the one that is there.
pub(crate) fn replace_private(path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_added_extension(random_digits::<8>()?);
    let placed = write_private(&draft, text).and_then(|()| fs::rename(&draft, path));
    if placed.is_err() {
        let _ = fs::remove_file(&draft);
    }
    placed
}

/// Hexadecimal digits of so many random bytes.
pub(crate) fn random_digits<const BYTES: usize>() -> io::Result<String> {
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
