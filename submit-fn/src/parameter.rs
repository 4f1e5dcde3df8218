//! The function's secret in the parameter store of SSM, where it is encrypted, and where reading it is recorded.

use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::config::Builder;
use aws_sdk_ssm::config::retry::RetryConfig;
use aws_sdk_ssm::config::timeout::TimeoutConfig;

use crate::environment;
use crate::secret::{Secret, SecretError};
use crate::store::Failure;

/// What names the parameter.
const VARIABLE: &str = "DEVEX_SECRET_PARAMETER";

/// Lambda gives a function ten seconds to start.
const TIME: Duration = Duration::from_secs(8);
const ATTEMPT: Duration = Duration::from_secs(2);

/// There is no secret to use. The text is for an operator and holds nothing of a secret.
#[derive(Debug, thiserror::Error)]
pub enum ParameterError {
    /// SSM failed, after all attempts.
    #[error("SSM, parameter {name}: {failure}")]
    Request {
        /// The name of the parameter.
        name: String,
        /// How.
        failure: Failure,
    },
    /// What the environment or the parameter holds is none.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

/// The secret in the parameter `DEVEX_SECRET_PARAMETER`; without one, that of the environment.
///
/// # Errors
/// If there is none, if it is none, or if SSM fails or refuses.
pub async fn secret() -> Result<Secret, ParameterError> {
    let Some(name) = environment::variable(VARIABLE) else { return Ok(Secret::from_env()?) };
    let config = Builder::from(&environment::config())
        .retry_config(RetryConfig::standard().with_max_attempts(4))
        .timeout_config(TimeoutConfig::builder().operation_attempt_timeout(ATTEMPT).operation_timeout(TIME).build());
    let get = Client::from_conf(config.build()).get_parameter().name(&name).with_decryption(true);
    let found = match get.send().await {
        Ok(found) => found,
        Err(error) => return Err(ParameterError::Request { name, failure: (&error).into() }),
    };
    let digits = found.parameter().and_then(|parameter| parameter.value()).unwrap_or_default();
    Ok(Secret::from_hex(digits).ok_or(SecretError::Malformed { place: name })?)
}
