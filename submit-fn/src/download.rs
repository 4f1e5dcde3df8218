//! Files that a page holds: they can be kept without scripts, and nothing more is asked of the server.

use aws_smithy_types::base64;
use serde::Serialize;

/// A link that saves a text.
#[derive(Debug, Serialize)]
pub(crate) struct Download {
    label: String,
    /// A `data:` URL (RFC 2397).
    url: String,
    /// The name of the file.
    name: String,
}

impl Download {
    pub(crate) fn new(label: &str, name: String, text: &str) -> Self {
        let url = format!("data:text/plain;charset=utf-8;base64,{}", base64::encode(text));
        Self { label: label.to_owned(), url, name }
    }
}
