//! Who a request is for. A page of another site can give its own name the address of this machine, and then read what
//! is served here as its own (DNS rebinding): its requests name that other host.

use axum::http::{HeaderMap, Uri, header};

/// Whether a request is for this machine by one of its own names, or for a `public` name that leads to it.
pub(super) fn is_ours(headers: &HeaderMap, uri: &Uri, public: Option<&str>) -> bool {
    let named = headers.get(header::HOST).map(|value| value.to_str().unwrap_or_default());
    // A request that names no host is no browser's.
    let Some(host) = uri.host().or(named) else { return true };
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_local = matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1") || host.ends_with(".localhost");
    is_local || public.is_some_and(|public| public == host)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_name_of_this_machine_is_local_and_any_other_is_not() {
        let is_local = |host: &str| {
            let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_str(host).unwrap())]);
            super::is_ours(&headers, &Uri::from_static("/en/"), None)
        };
        for host in
            ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080", "devex.localhost:80", "localhost.:80"]
        {
            assert!(is_local(host), "{host}");
        }
        for host in ["example.org", "localhost.example.org", "127.0.0.1.example.org:8080", "10.0.0.1", "", "[::2]"] {
            assert!(!is_local(host), "{host}");
        }
        assert!(super::is_ours(&HeaderMap::new(), &Uri::from_static("/"), None));
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("Example.org:443"))]);
        let is_public = |name| super::is_ours(&headers, &Uri::from_static("/"), Some(name));
        assert!(is_public("example.org") && !is_public("www.example.org"));
    }
}
