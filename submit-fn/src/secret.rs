//! The function's secret. All of its keys are derived from this one value (HKDF, RFC 5869), each for one use.

use std::fmt;
use std::path::{Path, PathBuf};

use ring::hkdf::{HKDF_SHA256, KeyType, Salt};

/// Where the secret is, if it is not in `DEVEX_SECRET` itself.
const FILE_VARIABLE: &str = "DEVEX_SECRET_FILE";
const VARIABLE: &str = "DEVEX_SECRET";

const BYTES: usize = 32;

/// The function's secret: whoever has it can make references, test what a reference stands for, sign receipts, and withdraw
/// proposals. It reads none of them.
#[derive(Clone)]
pub struct Secret {
    bytes: [u8; BYTES],
    /// Those that were in use before, the newest first.
    former: Vec<Secret>,
}

/// There is no secret to use.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// No variable names one.
    #[error(
        "the function needs a secret: set DEVEX_SECRET to 64 hexadecimal digits, or DEVEX_SECRET_FILE to a file that holds them"
    )]
    Missing,
    /// It is not 64 hexadecimal digits. What it is instead is not shown.
    #[error("{place}: the secret is not 64 hexadecimal digits, such as `devex keys secret` writes")]
    Malformed {
        /// The variable or the file.
        place: String,
    },
    /// Its file cannot be read.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// How.
        source: std::io::Error,
    },
}

impl Secret {
    /// The secret of the environment: `DEVEX_SECRET`, or what is in the file `DEVEX_SECRET_FILE`.
    ///
    /// # Errors
    /// If there is none, or if it is none.
    pub fn from_env() -> Result<Self, SecretError> {
        if let Some(digits) = std::env::var_os(VARIABLE).filter(|digits| !digits.is_empty()) {
            return Self::from_hex(&digits.to_string_lossy()).ok_or(SecretError::Malformed { place: VARIABLE.into() });
        }
        let path = std::env::var_os(FILE_VARIABLE).ok_or(SecretError::Missing)?;
        Self::read(Path::new(&path))
    }

    /// The secret in a file.
    ///
    /// # Errors
    /// If the file cannot be read, or holds none.
    pub fn read(path: &Path) -> Result<Self, SecretError> {
        let digits = std::fs::read_to_string(path);
        let digits = digits.map_err(|source| SecretError::Io { path: path.to_owned(), source })?;
        Self::from_hex(&digits).ok_or_else(|| SecretError::Malformed { place: path.display().to_string() })
    }

    /// The secret that 64 hexadecimal digits stand for, and after them, separated by white space, those that were in use before,
    /// the newest first; `None` if they are something else.
    pub fn from_hex(digits: &str) -> Option<Self> {
        let parsed = |digits| Some(Self { bytes: bytes_of(digits)?, former: Vec::new() });
        let mut secrets = digits.split_whitespace().map(parsed);
        let current = secrets.next()??;
        Some(Self { former: secrets.collect::<Option<_>>()?, ..current })
    }

    /// Those that were in use before, the newest first.
    pub(crate) fn former(&self) -> &[Self] {
        &self.former
    }

    /// The key for one use.
    pub(crate) fn derived(&self, purpose: &str) -> [u8; BYTES] {
        struct Length;

        impl KeyType for Length {
            fn len(&self) -> usize {
                BYTES
            }
        }

        let mut key = [0; BYTES];
        let pseudorandom = Salt::new(HKDF_SHA256, b"devex").extract(&self.bytes);
        let purpose = [purpose.as_bytes()];
        let filled = pseudorandom.expand(&purpose, Length).and_then(|key_material| key_material.fill(&mut key));
        #[allow(
            clippy::expect_used,
            reason = "only keys of more than 255 digests fail, and none may be made of zeros"
        )]
        filled.expect("a key has the length of one digest");
        key
    }
}

/// The bytes of 64 hexadecimal digits.
fn bytes_of(digits: &str) -> Option<[u8; BYTES]> {
    let digits = digits.as_bytes();
    let mut bytes = [0; BYTES];
    if digits.len() != 2 * BYTES {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |c: u8| char::from(c).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_64_hexadecimal_digits_and_is_not_shown() {
        let digits = "0123456789abcdef".repeat(4);
        let secret = Secret::from_hex(&format!(" {}\n", digits.to_uppercase())).unwrap();
        assert_eq!(secret.bytes, Secret::from_hex(&digits).unwrap().bytes);
        assert!(!format!("{secret:?}").contains("123"));
        let rotated = Secret::from_hex(&format!("{}\n{digits}", "07".repeat(32))).unwrap();
        assert_eq!((rotated.bytes[0], rotated.former[0].bytes), (7, secret.bytes));
        for other in ["", &digits[1..], &digits.replace('0', "g"), &format!("{digits}0"), &format!("{digits} 0")] {
            assert!(Secret::from_hex(other).is_none());
        }
    }

    #[test]
    fn a_file_that_holds_none_is_named_and_not_shown() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "hush").unwrap();
        let error = Secret::read(file.path()).unwrap_err().to_string();
        assert!(error.starts_with(&file.path().display().to_string()) && !error.contains("hush"), "{error}");
    }

    #[test]
    fn each_purpose_has_a_key_of_its_own() {
        let secret = Secret::from_hex(&"07".repeat(32)).unwrap();
        assert_ne!(secret.derived("a"), secret.derived("b"));
        assert_ne!(secret.derived("a"), secret.bytes);
        assert_ne!(secret.derived("a"), Secret::from_hex(&"08".repeat(32)).unwrap().derived("a"));
    }
}
