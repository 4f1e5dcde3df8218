//! The text of an item in one language.

use std::path::PathBuf;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;

/// What a Markdown file says of itself, and where it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Prose {
    /// At most 100 characters.
    pub(crate) title: String,
    /// At most 500 characters.
    pub(crate) summary: String,
    /// The last part of its address.
    pub(crate) slug: String,
    /// When the text was last changed, as its front matter says.
    pub(crate) modified: Option<Date>,
    pub(crate) file: ProseFile,
}

/// Where a Markdown text is. Texts are not kept: a site's facts fit in memory, its texts need not.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProseFile {
    /// Relative to the site's root.
    pub(crate) path: PathBuf,
    /// The first byte after the front matter.
    pub(crate) start: usize,
    /// Digest of the file as it was checked: a text that changed since is not published unchecked.
    pub(crate) digest: Fingerprint,
}
