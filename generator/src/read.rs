//! From the file system to sources: which files a site has, and their texts.

mod conflict;
mod dimensions;
mod file;
mod image;
mod locate;
mod source;
mod svg;
mod toml;
mod tree;

pub(crate) use crate::yaml::{Segment, Target};
#[cfg(test)]
pub(crate) use dimensions::Dimensions;
pub(crate) use file::{LARGEST_ASSET, bytes};
pub(crate) use image::{Sizes, image, image_sizes, is_image};
pub(crate) use locate::Syntax;
pub(crate) use source::{Source, is_private_key};
pub(crate) use toml::toml_value;
pub(crate) use tree::{ContentTree, Entry, content_tree, entry, files_below, find_root, is_hidden};
