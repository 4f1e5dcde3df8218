//! From the method and the path of a request to an endpoint.

use http::Method;

use crate::refusal::Reason;
use crate::shared::form::ACTION;

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// To receive a proposal.
    Proposals,
}

/// The endpoint of a request.
///
/// # Errors
/// If there is none at its path, or none for its method.
pub(crate) fn endpoint(method: &Method, path: &str) -> Result<Endpoint, Reason> {
    // A gateway may put the name of a stage before the path.
    if !path.trim_end_matches('/').ends_with(ACTION) {
        return Err(Reason::NotFound);
    }
    match *method {
        Method::POST => Ok(Endpoint::Proposals),
        _ => Err(Reason::Method),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_may_stand_before_the_path() {
        for path in ["/api/proposals", "/api/proposals/", "/production/api/proposals"] {
            assert_eq!(endpoint(&Method::POST, path), Ok(Endpoint::Proposals), "{path}");
            assert_eq!(endpoint(&Method::GET, path), Err(Reason::Method), "{path}");
        }
        for path in ["/", "/api/", "/api/proposals/x", "/api/owt"] {
            assert_eq!(endpoint(&Method::POST, path), Err(Reason::NotFound), "{path}");
        }
    }
}
