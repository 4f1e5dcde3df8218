//! What the function and the generator must do alike: the two languages, dates and amounts, word counts, the form,
//! and the bundle through which the generator hands the site over.

pub mod bundle;
pub mod form;
pub mod format;
pub mod lang;
pub mod layout;
pub mod questions;
pub mod wording;
pub mod words;
