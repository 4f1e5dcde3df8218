//! Errors as JSON: problem details (RFC 9457).

use http::StatusCode;
use serde::Serialize;

use crate::shared::form::FieldError;

pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// Problem details. The type `about:blank` means that the status says what kind of problem it is.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    status: u16,
    title: String,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// What to send the same again with.
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket: Option<String>,
    /// The present version of the opportunity.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, title: &str, detail: &str, errors: Vec<FieldError>) -> Self {
        Self {
            kind: "about:blank",
            status: status.as_u16(),
            title: title.to_owned(),
            detail: detail.to_owned(),
            errors,
            ticket: None,
            version: None,
        }
    }

    pub(crate) fn with_version(self, version: String) -> Self {
        Self { version: Some(version), ..self }
    }

    pub(crate) fn with_ticket(self, ticket: &str) -> Self {
        Self { ticket: Some(ticket.to_owned()), ..self }
    }
}
