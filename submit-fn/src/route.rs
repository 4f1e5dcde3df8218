//! From the method and the path of a request to an endpoint.

use http::Method;

use crate::refusal::Reason;
use crate::shared::form::ACTION;

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// To receive a proposal.
    Proposals,
    /// The state of a proposal.
    Manage,
    /// The form to replace a proposal.
    Replacement,
    /// To withdraw a proposal.
    Withdrawal,
}

impl Endpoint {
    const ALL: [Self; 4] = [Self::Proposals, Self::Manage, Self::Replacement, Self::Withdrawal];

    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Proposals => ACTION,
            Self::Manage => "/api/proposals/manage",
            Self::Replacement => "/api/proposals/replace",
            Self::Withdrawal => "/api/proposals/withdraw",
        }
    }

    /// Whether it changes what is stored: then its fields are in the body, else in the query.
    pub(crate) const fn is_post(self) -> bool {
        matches!(self, Self::Proposals | Self::Withdrawal)
    }

    const fn allows(self, method: &Method) -> bool {
        match *method {
            Method::POST => self.is_post(),
            Method::GET | Method::HEAD => !self.is_post(),
            _ => false,
        }
    }
}

/// The endpoint of a request.
///
/// # Errors
/// If there is none at its path, or none for its method.
pub(crate) fn endpoint(method: &Method, path: &str) -> Result<Endpoint, Reason> {
    // A gateway may put the name of a stage before the path.
    let path = path.trim_end_matches('/');
    let found = Endpoint::ALL.into_iter().find(|endpoint| path.ends_with(endpoint.path()));
    let endpoint = found.ok_or(Reason::NotFound)?;
    match (endpoint.allows(method), endpoint.is_post()) {
        (true, _) => Ok(endpoint),
        (false, true) => Err(Reason::Method("POST")),
        (false, false) => Err(Reason::Method("GET, HEAD")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_may_stand_before_the_path() {
        for path in ["/api/proposals", "/api/proposals/", "/production/api/proposals"] {
            assert_eq!(endpoint(&Method::POST, path), Ok(Endpoint::Proposals), "{path}");
            assert_eq!(endpoint(&Method::GET, path), Err(Reason::Method("POST")), "{path}");
        }
        for path in ["/", "/api/", "/api/proposals/x", "/api/owt"] {
            assert_eq!(endpoint(&Method::POST, path), Err(Reason::NotFound), "{path}");
        }
    }

    #[test]
    fn a_link_that_a_scanner_follows_changes_nothing() {
        for endpoint in Endpoint::ALL.into_iter().filter(|endpoint| endpoint.is_post()) {
            assert_eq!(super::endpoint(&Method::GET, endpoint.path()), Err(Reason::Method("POST")));
        }
        assert_eq!(endpoint(&Method::GET, "/api/proposals/manage"), Ok(Endpoint::Manage));
        assert_eq!(endpoint(&Method::POST, "/api/proposals/manage"), Err(Reason::Method("GET, HEAD")));
    }
}
