//! The position of a key or value in a file's text.

use std::ops::Range;

use super::toml;
use crate::yaml::{self, Target};

/// What the keys and values of a file are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// The whole file, or the front matter of a Markdown file.
    Yaml,
    /// The whole file.
    Toml,
}

/// The bytes of `text` that hold the target, `None` if it is not there.
pub(super) fn locate(text: &str, syntax: Syntax, target: &Target<'_>) -> Option<Range<usize>> {
    match syntax {
        Syntax::Yaml => yaml::locate(text, target),
        Syntax::Toml => toml::locate(text, target),
    }
}
