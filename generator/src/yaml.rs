//! YAML: parsing, writing, and the position of what was parsed. Only this module knows the library.

mod error;
mod locate;

use serde::de::DeserializeOwned;
pub(crate) use serde_yaml::{Mapping, Number, Value};

pub(crate) use error::{Error, ErrorKind};
pub(crate) use locate::{Segment, Target, locate};

/// Parses a whole text.
///
/// # Errors
/// If it is not one document of YAML, or holds something else than a `T`.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_yaml::from_str(text).map_err(|error| Error::new(text, &error))
}

/// A value as a text that [`parse`] reads back, without a line end.
pub(crate) fn to_text(value: &Value) -> String {
    // Writing to memory cannot fail, and no value of ours nests so deep that the library refuses it.
    serde_yaml::to_string(value).unwrap_or_default().trim_end().to_owned()
}
