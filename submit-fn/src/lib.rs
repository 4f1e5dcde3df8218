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
//! | [`fields`] | the body, or the query | values by the names of the form's fields |
//! | `validation`, [`proposal`] | the fields, and the questions about an opportunity | a proposal, or what is wrong with each field |
//! | [`mod@reference`], [`keys`], [`secret`] | the content of a proposal, and the function's keys | its reference number |
//! | [`seal`], [`sealed`] | a proposal, and whom it is sealed to | what is stored, and what of it is in the clear |
//! | [`store`] | a sealed proposal | a conditional put; the proposal as it is stored |
//! | [`receipt`], [`note`] | what is stored | a signed note |
//! | `refusal` | why there is no proposal | a reply that says it |
//! | `reply` | what to answer | a response as HTML, JSON or plain text, with its headers |
//! | `page`, `download`, `problem` | what the body says | a page of the site's theme, with files to keep; problem details (RFC 9457) |
//!
//! `main.rs` is the Lambda binary, which gets the request and its [`arrival`] from the [`gateway`], if it came through the
//! [`origin`], and its secret from the [`environment`] or from a parameter of SSM; `devex serve` mounts the same function.
//!
//! # What is shared with the generator
//!
//! [`shared`] is what both programs must do alike. It depends on nothing else of the crate. The function knows of the
//! site what its [`shared::bundle`] holds.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod arrival;
mod download;
mod endpoints;
pub mod environment;
mod exchange;
pub mod fields;
pub mod function;
pub mod gateway;
pub mod keys;
mod log;
mod negotiation;
pub mod note;
pub mod origin;
mod page;
#[cfg(feature = "lambda")]
pub mod parameter;
mod problem;
pub mod proposal;
pub mod receipt;
pub mod reference;
mod refusal;
mod reply;
mod route;
pub mod seal;
pub mod sealed;
pub mod secret;
pub mod shared;
pub mod store;
mod validation;
