//! From the file system to sources: which files a site has, and their texts.

mod locate;
mod source;
mod toml;
mod tree;

pub(crate) use crate::yaml::{Segment, Target};
pub(crate) use locate::Syntax;
pub(crate) use source::Source;
pub(crate) use toml::toml_value;
pub(crate) use tree::{ContentTree, Entry, content_tree, find_root, is_image};
