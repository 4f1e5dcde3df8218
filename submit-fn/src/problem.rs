//! Refusals as JSON: problem details (RFC 9457).

use http::StatusCode;
use serde::Serialize;

use crate::proposal::FieldError;

/// The media type of problem details.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal. Its type is its title: `about:blank` says so.
#[derive(Debug, Serialize)]
pub struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    status: u16,
    title: String,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

impl Problem {
    /// A refusal in words, with what is wrong with each field.
    pub fn new(status: StatusCode, title: &str, detail: &str, errors: Vec<FieldError>) -> Self {
        Self {
            kind: "about:blank",
            status: status.as_u16(),
            title: title.to_owned(),
            detail: detail.to_owned(),
            errors,
        }
    }
}
