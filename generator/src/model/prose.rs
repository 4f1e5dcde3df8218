//! The text of an item in one language.

use std::path::PathBuf;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a Markdown file holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Prose {
    pub(crate) title: String,
    pub(crate) summary: String,
    /// The last part of its address.
    pub(crate) slug: String,
    /// When the text was last changed, as its front matter says.
    pub(crate) modified: Option<Date>,
    /// How many words the Markdown has.
    pub(crate) words: usize,
    /// The Markdown after the front matter.
    pub(crate) body: Body,
}

/// Where a Markdown text is. Texts are not kept: a site's facts fit in memory, its texts need not.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Body {
    /// Relative to the site's root.
    pub(crate) path: PathBuf,
    /// Its first byte, after the front matter.
    pub(crate) start: usize,
    /// Digest of the file as it was checked: a text that changed since is not published unchecked.
    pub(crate) digest: u64,
}

impl Body {
    /// The digest of a file's text, for this run of the program.
    pub(crate) fn digest_of(text: &str) -> u64 {
        use std::hash::{DefaultHasher, Hasher};
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        hasher.finish()
    }
}
