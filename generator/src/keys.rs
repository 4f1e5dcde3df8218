//! Key pairs of officers: making them, reading them, and rehearsing the opening of what is sealed to them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use jiff::Timestamp;
use submit_fn::seal::{OpenError, SealError, open, seal};

use crate::model::{Custody, SealingKey, SiteKeys};

/// A new key pair.
pub(crate) struct KeyPair {
    /// `age1…`, which may be published.
    pub(crate) recipient: String,
    /// The file that holds the private key, as other programs for age read it.
    pub(crate) identity: String,
}

impl KeyPair {
    /// Makes one at `now`.
    pub(crate) fn new(now: Timestamp) -> Self {
        let identity = Identity::generate();
        let recipient = identity.to_public().to_string();
        let secret = identity.to_string();
        let identity = format!("# created: {now:.0}\n# public key: {recipient}\n{}\n", secret.expose_secret());
        Self { recipient, identity }
    }
}

/// A file that holds no private keys, or something else too.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IdentityError {
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: io::Error },
    /// What the line holds is not shown.
    #[error("{path}, line {line}: not a private key")]
    Line { path: PathBuf, line: usize },
    /// A file of another program, or one that a passphrase protects.
    #[error("{path}: protected, or not a private key of age")]
    Protected { path: PathBuf },
    #[error("{path}: no private key")]
    Empty { path: PathBuf },
}

/// The private keys in files, each as `devex keys new` and `age-keygen` write it.
pub(crate) fn read_identities(paths: &[PathBuf]) -> Result<Vec<Identity>, IdentityError> {
    let all: Result<Vec<_>, _> = paths.iter().map(|path| read_identity_file(path)).collect();
    Ok(all?.into_iter().flatten().collect())
}

fn read_identity_file(path: &Path) -> Result<Vec<Identity>, IdentityError> {
    let bytes = fs::read(path).map_err(|source| IdentityError::Io { path: path.to_owned(), source })?;
    let text = String::from_utf8_lossy(&bytes);
    if ["age-encryption.org/", "-----BEGIN "].iter().any(|start| text.trim_start().starts_with(start)) {
        return Err(IdentityError::Protected { path: path.to_owned() });
    }
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().map(str::trim).enumerate();
    let keys = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let parsed = keys.map(|(i, line)| {
        line.parse::<Identity>().map_err(|_| IdentityError::Line { path: path.to_owned(), line: i + 1 })
    });
    let identities: Vec<_> = parsed.collect::<Result<_, _>>()?;
    if identities.is_empty() { Err(IdentityError::Empty { path: path.to_owned() }) } else { Ok(identities) }
}

/// Who keeps a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Keeper {
    Recovery,
    /// An officer of the site, if no department is named.
    Officer {
        department: Option<String>,
        is_second: bool,
    },
}

/// A key of the site that belongs to one of the identities.
#[derive(Debug)]
pub(crate) struct HeldKey {
    pub(crate) keeper: Keeper,
    pub(crate) recipient: String,
}

/// The keys of the site that belong to the identities, in the order of the files.
pub(crate) fn held_keys<'d>(
    keys: &SiteKeys,
    departments: impl IntoIterator<Item = (&'d str, &'d Custody)>,
    identities: &[Identity],
) -> Vec<HeldKey> {
    let public: Vec<String> = identities.iter().map(|identity| identity.to_public().to_string()).collect();
    let site = [(Keeper::Recovery, &keys.recovery)].into_iter().chain(kept(None, &keys.custody));
    let departments = departments.into_iter().flat_map(|(id, custody)| kept(Some(id), custody));
    site.chain(departments)
        .filter(|(_, key)| public.contains(&key.recipient))
        .map(|(keeper, key)| HeldKey { keeper, recipient: key.recipient.clone() })
        .collect()
}

fn kept<'k>(department: Option<&str>, custody: &'k Custody) -> impl Iterator<Item = (Keeper, &'k SealingKey)> {
    let keeper = move |is_second| {
        let department = department.map(str::to_owned);
        move |key| (Keeper::Officer { department: department.clone(), is_second }, key)
    };
    custody.officers.iter().map(keeper(false)).chain(custody.second_officers.iter().map(keeper(true)))
}

/// Why a rehearsal failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RehearsalError {
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Open(#[from] OpenError),
    /// What came out is not what went in.
    #[error("the canary is not what was sealed")]
    Different,
}

/// Seals a canary as proposals are sealed, to a recipient, and opens it again.
pub(crate) fn rehearse(recipient: &str, identities: &[Identity]) -> Result<(), RehearsalError> {
    const CANARY: &[u8] = "A canary, sealed as proposals are. / Un témoin, scellé comme les propositions.".as_bytes();
    let sealed = seal(CANARY, &[vec![recipient.to_owned()]])?;
    match open(&sealed, identities)? == CANARY {
        true => Ok(()),
        false => Err(RehearsalError::Different),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_pair_is_read_back_and_opens_what_is_sealed_to_it() {
        let dir = tempfile::tempdir().unwrap();
        let pair = KeyPair::new("2026-11-26T12:00:00Z".parse().unwrap());
        let path = dir.path().join("identity.txt");
        fs::write(&path, &pair.identity).unwrap();
        let identities = read_identities(&[path]).unwrap();
        rehearse(&pair.recipient, &identities).unwrap();
        let other = KeyPair::new(Timestamp::UNIX_EPOCH);
        assert!(matches!(rehearse(&other.recipient, &identities), Err(RehearsalError::Open(OpenError::NoIdentity))));
    }

    #[test]
    fn a_line_that_is_no_private_key_is_named_and_not_shown() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("identity.txt");
        fs::write(&path, "# mine\n\nAGE-SECRET-KEY-1HUSH\n").unwrap();
        let error = read_identities(std::slice::from_ref(&path)).map(drop).unwrap_err().to_string();
        assert!(error.contains("line 3") && !error.contains("HUSH"), "{error}");
        fs::write(&path, "# mine\n").unwrap();
        assert!(matches!(read_identities(std::slice::from_ref(&path)), Err(IdentityError::Empty { .. })));
        fs::write(&path, "age-encryption.org/v1\n-> scrypt").unwrap();
        assert!(matches!(read_identities(std::slice::from_ref(&path)), Err(IdentityError::Protected { .. })));
        fs::write(&path, format!("\u{feff}{}", KeyPair::new(Timestamp::UNIX_EPOCH).identity.replace('\n', "\r\n")))
            .unwrap();
        assert_eq!(read_identities(&[path]).map(|keys| keys.len()).unwrap(), 1);
    }
}
