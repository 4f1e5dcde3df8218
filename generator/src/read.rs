//! From the file system to sources: which files a site has, and their texts.

mod locate;
mod source;
mod tree;

pub(crate) use locate::toml_value;
pub use locate::{Segment, Target};
pub use source::{Source, Syntax};
pub use tree::{ContentTree, Entry, content_tree, find_root, is_image};
