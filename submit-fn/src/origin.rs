//! Who hands requests on. The address of the gateway is no secret: without a key that CloudFront alone sends, whoever found
//! it would go around all that stands before it.

use bytes::Bytes;
use http::header::{self, HeaderMap};
use http::{HeaderValue, Response, StatusCode};
use subtle::{Choice, ConstantTimeEq};

use crate::environment;
use crate::shared::headers::SECURITY;

const VARIABLE: &str = "DEVEX_ORIGIN_KEYS";

/// The header with the key.
pub const HEADER: &str = "x-devex-origin";

/// A shorter one could be guessed.
const SHORTEST: usize = 32;

/// The keys of which every request must have one; without any, none needs it.
#[derive(Clone)]
pub struct OriginKeys(Vec<String>);

/// A key could be guessed. It is not shown.
#[derive(Debug, thiserror::Error)]
#[error("{VARIABLE}: a key has fewer than {SHORTEST} characters")]
pub struct OriginKeyError;

impl OriginKeys {
    /// Those of `DEVEX_ORIGIN_KEYS`, separated by white space: while a key is replaced, both are good.
    ///
    /// # Errors
    /// If one is too short.
    pub fn from_env() -> Result<Self, OriginKeyError> {
        Self::parse(&environment::variable(VARIABLE).unwrap_or_default())
    }

    fn parse(text: &str) -> Result<Self, OriginKeyError> {
        let keys: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
        match keys.iter().all(|key| key.len() >= SHORTEST) {
            true => Ok(Self(keys)),
            false => Err(OriginKeyError),
        }
    }

    /// What to answer to a request that came around CloudFront; `None` if it did not. Nothing of the request is read, repeated
    /// or logged.
    pub fn refuse(&self, headers: &HeaderMap) -> Option<Response<Bytes>> {
        let sent = headers.get(HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
        let is_known = self.0.iter().fold(Choice::from(0), |known, key| known | key.as_bytes().ct_eq(sent));
        match self.0.is_empty() || is_known.into() {
            true => None,
            false => Some(misdirected()),
        }
    }
}

/// A response in both languages to nobody in particular.
fn misdirected() -> Response<Bytes> {
    const TEXT: &str = "Nobody is served at this address: use that of the site.\n\
        Personne n'est servi à cette adresse\u{a0}: utilisez celle du site.\n";
    let mut response = Response::new(Bytes::from_static(TEXT.as_bytes()));
    *response.status_mut() = StatusCode::MISDIRECTED_REQUEST;
    let fixed = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    for (name, value) in fixed.into_iter().chain(SECURITY) {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";
    const FORMER: &str = "fedcba9876543210fedcba9876543210";

    fn status(keys: &str, sent: Option<&str>) -> Option<u16> {
        let mut headers = HeaderMap::new();
        if let Some(sent) = sent {
            headers.insert(HEADER, sent.parse().unwrap());
        }
        OriginKeys::parse(keys).unwrap().refuse(&headers).map(|response| response.status().as_u16())
    }

    #[test]
    fn who_does_not_send_the_whole_key_is_refused() {
        assert_eq!(status(KEY, Some(KEY)), None);
        for sent in [None, Some(""), Some(&KEY[1..]), Some(FORMER), Some(&KEY.to_uppercase()), Some(&format!("{KEY}0"))]
        {
            assert_eq!(status(KEY, sent), Some(421), "{sent:?}");
        }
    }

    #[test]
    fn while_a_key_is_replaced_both_are_good() {
        let both = format!("{KEY} {FORMER}");
        assert_eq!((status(&both, Some(KEY)), status(&both, Some(FORMER))), (None, None));
        // Both at once are neither.
        assert_eq!((status(&both, Some(&both)), status(&both, None)), (Some(421), Some(421)));
    }

    #[test]
    fn without_keys_nothing_is_required_and_a_short_one_is_no_key() {
        assert_eq!(status("", None), None);
        assert!(OriginKeys::parse("short").is_err() && OriginKeys::parse(&format!("{KEY} short")).is_err());
    }
}
