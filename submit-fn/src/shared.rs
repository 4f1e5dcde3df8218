//! What the function and the generator must do alike: the two languages, dates and amounts, word counts, the form,
//! and the bundle in which the generator hands the site over.
//!
//! Nothing in here depends on the rest of the crate.

pub mod bundle;
pub mod characters;
pub mod email;
pub mod form;
pub mod format;
pub mod headers;
pub mod hex;
pub mod lang;
pub mod layout;
pub(crate) mod questions;
pub mod wording;
pub mod words;
