//! The text of an item in one language.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a Markdown file says of itself.
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
}
