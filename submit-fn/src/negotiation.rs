//! How a client wants to be answered.

use http::{HeaderMap, header};

use crate::shared::lang::Lang;

/// The language and the format of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Negotiated {
    pub(crate) lang: Lang,
    /// Whether it is JSON, not a page.
    pub(crate) json: bool,
}

impl Negotiated {
    /// What the headers of a request prefer; otherwise a page in English.
    pub(crate) fn from_headers(headers: &HeaderMap) -> Self {
        Self { lang: accepted_lang(headers), json: wants_json(headers) }
    }
}

/// The one of the two languages that is preferred (RFC 9110, 12.5.4).
fn accepted_lang(headers: &HeaderMap) -> Lang {
    let accepted = preferences(headers, &header::ACCEPT_LANGUAGE);
    let known = accepted.into_iter().find_map(|range| range.split('-').next()?.parse().ok());
    known.unwrap_or(Lang::En)
}

/// Whether JSON is preferred to a page (RFC 9110, 12.5.1).
fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = preferences(headers, &header::ACCEPT);
    let known = accepted.iter().find_map(|range| match range.as_str() {
        "application/json" => Some(true),
        "text/html" | "application/xhtml+xml" | "text/*" | "*/*" => Some(false),
        other => other.ends_with("+json").then_some(true),
    });
    known.unwrap_or(false)
}

/// The ranges of a header in lower case, by descending weight, without those that are refused.
fn preferences(headers: &HeaderMap, name: &header::HeaderName) -> Vec<String> {
    let ranges =
        headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(','));
    let mut weighed: Vec<(u32, String)> = ranges
        .map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let value = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            // A weight has at most three decimals.
            ((weight.clamp(0.0, 1.0) * 1000.0) as u32, value)
        })
        .filter(|(weight, value)| *weight > 0 && !value.is_empty())
        .collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().map(|(_, value)| value).collect()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_client_that_prefers_json_to_a_page_gets_json() {
        let json = |accept| wants_json(&headers(header::ACCEPT, accept));
        assert!(json("application/json"));
        assert!(json("Application/JSON, */*;q=0.1"));
        assert!(json("application/problem+json"));
        assert!(!json("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
        assert!(!json("*/*"));
        assert!(!json("application/json;q=0.2, text/html"));
        assert!(!wants_json(&HeaderMap::new()));
    }

    #[test]
    fn the_language_is_the_one_of_the_two_that_is_preferred() {
        let lang = |accept| accepted_lang(&headers(header::ACCEPT_LANGUAGE, accept));
        assert_eq!(lang("fr-CA,fr;q=0.9,en;q=0.8"), Lang::Fr);
        assert_eq!(lang("de, en;q=0.5, fr;q=0.7"), Lang::Fr);
        assert_eq!(lang("de"), Lang::En);
    }
}
