//! Builds a bilingual site from a tree of Markdown and YAML files, and serves it locally.
//!
//! The modules are the stages of a build, in the order in which data flows through them: [`read`] returns
//! sources, [`parse`] a typed [`model`], [`check`] a checked site, [`plan`] its pages, [`render`] their bytes,
//! and [`write`] the files that changed. [`build`] runs them all. What goes wrong on the way is a
//! [`diagnostic`]. [`serve`] and [`proposals`] are what the command does besides.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod audit;
mod author;
mod aws;
pub mod build;
mod bytes;
mod cache;
mod calendar;
mod canonical;
mod check;
pub mod cli;
mod compress;
mod content;
#[cfg(feature = "deploy")]
mod deploy;
pub mod diagnostic;
mod external;
mod fingerprint;
mod git;
mod keys;
mod model;
mod nearest;
mod parse;
mod plan;
mod private;
mod proposals;
mod read;
mod receipt;
mod render;
mod schema;
mod serve;
mod slug;
mod write;
mod yaml;
