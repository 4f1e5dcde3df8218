//! Receives proposals over HTTP and writes them to DynamoDB.
//!
//! # The way of a proposal
//!
//! [`function::Function`] takes a request and its arrival, and returns a response, through these modules:
//!
//! | Module | From | To |
//! |---|---|---|
//! | `negotiation` | headers | the language and the format of the response |
//! | `route` | method and path | an endpoint, in `endpoints` |
//! | `fields` | the body | values by the names of the form's fields |
//! | [`proposal`] | the fields, and the questions about an opportunity | a proposal, or what is wrong with each field |
//! | [`mod@reference`], [`secret`] | the content of a proposal, and the function's key | its reference number |
//! | [`store`] | a proposal | a conditional put; the proposal as it is stored |
//! | `refusal` | why there is no proposal | a reply that says it |
//! | `reply` | what to answer | a response as HTML, JSON or plain text, with its headers |
//! | `page`, `problem` | what the body says | a page of the site's theme; problem details (RFC 9457) |
//!
//! `main.rs` is the Lambda binary, which gets the request and its [`arrival`] from the [`gateway`]; `devex serve` mounts
//! the same function.
//!
//! # What is shared with the generator
//!
//! [`shared`] is what both programs must do alike. It depends on nothing else of the crate. The function knows of the
//! site what its [`shared::bundle`] holds.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod arrival;
mod endpoints;
mod exchange;
mod fields;
pub mod function;
pub mod gateway;
mod log;
mod negotiation;
mod page;
mod problem;
pub mod proposal;
pub mod reference;
mod refusal;
mod reply;
mod route;
pub mod secret;
pub mod shared;
pub mod store;
