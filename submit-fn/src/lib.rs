//! Receives proposals over HTTP and writes them to DynamoDB.
//!
//! The modules are the stages of a proposal, in the order in which data flows through them: [`fields`] are
//! parsed from the request, [`questions`] say what the form asks of an opportunity, [`proposal`] validates the
//! one against the other, [`store`] keeps it, and [`pages`] or [`problem`] answer. [`function`] runs them all.
//! What the function knows of the site is its [`bundle`].
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod answer;
pub mod arrival;
pub mod bundle;
pub mod fields;
pub mod form;
pub mod format;
pub mod function;
pub mod lang;
pub mod layout;
pub mod pages;
pub mod problem;
pub mod proposal;
pub mod questions;
pub mod reference;
pub mod store;
pub mod wording;
pub mod words;
