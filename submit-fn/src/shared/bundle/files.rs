//! The files of a bundle: their names, the shape of `site.json`, and what can go wrong with them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::shared::hex::hex;

/// The file that makes a folder a bundle, replaced last.
pub(super) const SITE: &str = "site.json";

/// What the name of a data file begins with.
pub(super) const DATA: &str = "opportunities";

/// `site.json`, with the site owned or borrowed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head<S> {
    pub(super) site: S,
    /// The name of the data file.
    pub(super) data: String,
    /// Where the line of each opportunity is in the data file.
    pub(super) lines: Lines,
}

/// The lines of a data file by the ids of the opportunities.
pub(super) type Lines = BTreeMap<String, Line>;

/// The offset and the length of a line, in bytes, without the line feed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Line(pub(super) u64, pub(super) u64);

/// The name of the data file with this digest of its content.
pub(super) fn data_file_name(digest: &[u8]) -> String {
    // Half of a SHA-256 digest: a collision of 128 bits is as good as impossible.
    let digits = hex(&digest[..digest.len() / 2]);
    format!("{DATA}-{digits}.ndjson")
}

/// Whether a file of a bundle's folder belongs to a former bundle, or to one that was never finished.
pub(super) fn is_leftover(name: &str, data_file: &str) -> bool {
    let is_data_file = name.starts_with(DATA) && name.ends_with(".ndjson");
    (is_data_file && name != data_file) || name == unfinished(SITE) || name == unfinished(DATA)
}

/// The name of a file while it is being written.
pub(super) fn unfinished(name: &str) -> String {
    format!("{name}.new")
}

/// A bundle could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A file or the folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The error of the file system.
        source: io::Error,
    },
    /// A file does not hold what a bundle's does, or a value cannot be represented in JSON.
    #[error("{path}: {source}")]
    Json {
        /// The file.
        path: PathBuf,
        /// The error with its line and column.
        source: serde_json::Error,
    },
    /// The site's zone is not in the time zone database.
    #[error("time zone `{0}` is not known")]
    Zone(String),
}

impl BundleError {
    /// For `map_err`: an error of the file system at `path`.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}
