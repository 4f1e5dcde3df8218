//! How a request to DynamoDB failed, for an operator. The SDK's own errors quote requests and answers, and both hold
//! proposals: of these errors only the kind, the code and the id of the request are kept.

use std::fmt;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;

/// How a request failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What failed.
    pub kind: FailureKind,
    /// DynamoDB's name for the error, such as `ThrottlingException`.
    pub code: Option<String>,
    /// DynamoDB's id of the request.
    pub request: Option<String>,
}

/// What failed in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// It could not be made.
    NotMade,
    /// It could not be sent: the address or the credentials are wrong.
    NotSent,
    /// Nobody listens.
    NoConnection,
    /// The time for an answer is over.
    NoAnswer,
    /// The answer is none of DynamoDB.
    Unreadable,
    /// DynamoDB answered that it failed.
    Refused,
}

impl<E, R> From<&SdkError<E, R>> for Failure
where
    SdkError<E, R>: ProvideErrorMetadata + RequestId,
{
    fn from(error: &SdkError<E, R>) -> Self {
        let kind = match error {
            SdkError::ConstructionFailure(_) => FailureKind::NotMade,
            SdkError::TimeoutError(_) => FailureKind::NoAnswer,
            SdkError::DispatchFailure(failure) if failure.is_timeout() => FailureKind::NoAnswer,
            SdkError::DispatchFailure(failure) if failure.is_io() => FailureKind::NoConnection,
            SdkError::DispatchFailure(_) => FailureKind::NotSent,
            SdkError::ResponseError(_) => FailureKind::Unreadable,
            _ => FailureKind::Refused,
        };
        Self { kind, code: error.code().and_then(name), request: error.request_id().and_then(name) }
    }
}

/// A name, unless it is something else: whoever answers may answer anything.
fn name(text: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '#');
    (!text.is_empty() && text.len() <= 100 && text.chars().all(is_name)).then(|| text.to_owned())
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            FailureKind::NotMade => "the request cannot be made",
            FailureKind::NotSent => "the request cannot be sent: check the address and the credentials",
            FailureKind::NoConnection => "no connection",
            FailureKind::NoAnswer => "no answer in time",
            FailureKind::Unreadable => "the answer cannot be read",
            FailureKind::Refused => "refused",
        })?;
        if let Some(code) = &self.code {
            write!(f, ", {code}")?;
        }
        match &self.request {
            Some(request) => write!(f, " (request {request})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_are_kept_of_what_is_answered() {
        assert_eq!(name("ThrottlingException").as_deref(), Some("ThrottlingException"));
        for text in ["", "Zoé", "two words", "{\"name\":1}", &"A".repeat(101)] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn a_failure_is_shown_with_its_code_and_request() {
        let failure = Failure { kind: FailureKind::Refused, code: Some("X".into()), request: Some("R1".into()) };
        assert_eq!(failure.to_string(), "refused, X (request R1)");
        assert_eq!(Failure { code: None, request: None, ..failure }.to_string(), "refused");
    }
}
