//! How a request to AWS failed.

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::RequestId;
use submit_fn::store::Failure;

use super::DeployError;

/// A request that AWS refused, or that did not reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestError {
    /// As AWS names it in policies, such as `CreateStack`.
    pub(crate) operation: &'static str,
    pub(crate) failure: Failure,
    /// What AWS says of it, in English.
    pub(crate) message: Option<String>,
}

impl RequestError {
    /// Whether AWS answered with one of these codes.
    pub(super) fn is(&self, codes: &[&str]) -> bool {
        self.failure.code.as_deref().is_some_and(|code| codes.contains(&code))
    }

    pub(super) fn says(&self, text: &str) -> bool {
        self.message.as_ref().is_some_and(|message| message.contains(text))
    }
}

/// Turns the SDK's error, which quotes whole requests, into what an operator needs of it.
pub(super) fn request_error<E, R>(operation: &'static str, error: &SdkError<E, R>) -> RequestError
where
    SdkError<E, R>: ProvideErrorMetadata + RequestId,
{
    RequestError { operation, failure: Failure::from(error), message: error.message().map(str::to_owned) }
}

/// The same, to map an error with.
pub(super) fn failed<E, R>(operation: &'static str) -> impl FnOnce(SdkError<E, R>) -> DeployError
where
    SdkError<E, R>: ProvideErrorMetadata + RequestId,
{
    move |error| DeployError::Request(request_error(operation, &error))
}
