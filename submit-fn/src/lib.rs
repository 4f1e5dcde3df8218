//! Receives proposals over HTTP and writes them to DynamoDB.
//!
//! The modules are the stages of a proposal, in the order in which data flows through them: [`fields`] are
//! parsed from the request, [`shared::questions`] say what the form asks of an opportunity, [`proposal`] validates the
//! one against the other, [`store`] keeps it, and [`pages`] or [`problem`] answer. [`function`] runs them all.
//! What the function knows of the site is its [`shared::bundle`].
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod answer;
pub mod arrival;
pub mod fields;
pub mod function;
pub mod pages;
pub mod problem;
pub mod proposal;
pub mod reference;
pub mod shared;
pub mod store;
