//! The bundle: all that the function knows of the site, written by the generator in the same build.
//!
//! A bundle is a folder of two files. `site.json` is read as a whole at start. `opportunities-<digest>.ndjson` holds
//! one opportunity a line and is read a line at a time, at the offsets that `site.json` lists: the time to start does
//! not grow with the number of opportunities.
//!
//! The data file is named after its content, `site.json` names it, and `site.json` is replaced last: at any instant
//! the folder holds the old bundle or the new one, never a mixture.

mod contents;
mod data_file;
mod files;
mod read;
mod version;
mod write;

pub use contents::{Amendment, Criterion, Opportunity, Site, Terms};
pub use files::BundleError;
pub use read::Bundle;
pub use version::Version;
pub use write::{line, write};

#[cfg(test)]
pub(crate) use contents::fixtures;
