//! How this machine reaches AWS.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use submit_fn::environment::{REGION, http_client};

/// The credentials and the region of the environment, as all clients of AWS find them.
pub(crate) async fn config(endpoint: Option<&str>) -> SdkConfig {
    let mut loader = aws_config::defaults(BehaviorVersion::latest()).http_client(http_client());
    if let Some(endpoint) = endpoint {
        loader = loader.endpoint_url(endpoint);
    }
    // Without any of these, the SDK would ask a metadata service that is not there.
    if !has_variable(&["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"]) {
        loader = loader.region(Region::new(REGION));
    }
    loader.load().await
}

/// Whether the environment has one of these variables.
pub(crate) fn has_variable(names: &[&str]) -> bool {
    names.iter().any(|name| std::env::var_os(name).is_some())
}
