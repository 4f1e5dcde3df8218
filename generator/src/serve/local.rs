//! What a machine needs to try everything out on it: the function's secret, and a key that opens what is sent to it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::Timestamp;
use submit_fn::keys::signer;
use submit_fn::secret::{Secret, SecretError};

use super::ServeError;
use crate::keys::{IdentityError, KeyPair, read_identities};
use crate::model::Settings;
use crate::private::{make_private, make_private_file, random_digits, write_private};

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

/// The secret of a public site, which signs what the keys in its settings verify.
pub(super) fn published_secret(data: &Path, settings: &Settings) -> Result<Secret, ServeError> {
    let path = data.join(SECRET);
    if !path.exists() {
        return Err(ServeError::NoSecret(path));
    }
    let secret = Secret::read(&path)?;
    make_private_file(&path)?;
    let key = signer(&secret, &settings.base_url).verifier_key();
    if settings.keys.receipts.contains(&key) { Ok(secret) } else { Err(ServeError::AnotherSecret { path, key }) }
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
    let placed = write_private(&draft, text.as_bytes())
        // Whole, or not at all; and not in place of another one.
        .and_then(|()| fs::hard_link(&draft, &path));
    let _ = fs::remove_file(&draft);
    match placed {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        placed => placed,
    }
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
