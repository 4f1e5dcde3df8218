//! From the file system to sources: which files a site has, and their texts.

mod locate;
mod source;
mod tree;

pub(crate) use locate::toml_value;
pub(crate) use locate::{Segment, Target};
pub(crate) use source::{Source, Syntax};
pub(crate) use tree::{ContentTree, Entry, content_tree, find_root, is_image};
