//! From the event of a gateway (API Gateway or a function URL, payload 2.0) to a request, and from a response to the
//! gateway's. Clients send anything, and gateways pass it on: nothing in an event makes the function fail.

use aws_smithy_types::base64;
use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Response, Uri};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::arrival;

/// A request, and when the gateway received it, if it says so.
#[derive(Debug)]
pub struct GatewayRequest {
    /// What was asked for, without malformed headers. The path is `/` if it is malformed, and the body `None` if it cannot be
    /// decoded.
    pub request: Request<Option<Bytes>>,
    /// The gateway's own time, so that a cold start never makes a bidder late.
    pub arrival: Option<Timestamp>,
}

/// Reads an event.
pub fn parse_event(event: &Value) -> GatewayRequest {
    let context = &event["requestContext"];
    let text = event["body"].as_str().unwrap_or_default();
    let body = match event["isBase64Encoded"].as_bool() {
        Some(true) => base64::decode(text).ok(),
        _ => Some(text.as_bytes().to_vec()),
    };
    let mut request = Request::new(body.map(Bytes::from));
    *request.method_mut() =
        context["http"]["method"].as_str().and_then(|name| name.parse().ok()).unwrap_or(Method::GET);
    *request.uri_mut() = uri(event["rawPath"].as_str(), event["rawQueryString"].as_str());
    *request.headers_mut() = headers(event["headers"].as_object());
    let arrival = context["timeEpoch"].as_i64().and_then(arrival::from_epoch);
    GatewayRequest { request, arrival }
}

/// The path and the query of a request. What may not stand in a query as it is, such as a space, is encoded.
fn uri(path: Option<&str>, query: Option<&str>) -> Uri {
    let path = path.unwrap_or_default();
    let mut text = path.to_owned();
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        text.push('?');
        for byte in query.bytes() {
            match byte {
                b'!' | b'$'..=b';' | b'=' | b'?'..=b'~' => text.push(char::from(byte)),
                _ => text.push_str(&format!("%{byte:02X}")),
            }
        }
    }
    text.parse().or_else(|_| path.parse()).unwrap_or_default()
}

/// Gateways pass on far fewer headers, and a map of them has no place for very many.
const HEADERS: usize = 1000;

fn headers(event: Option<&Map<String, Value>>) -> HeaderMap {
    let header = |(name, value): (&String, &Value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        Some((name, HeaderValue::from_bytes(value.as_str()?.as_bytes()).ok()?))
    };
    event.into_iter().flatten().take(HEADERS).filter_map(header).collect()
}

/// A response as the gateway expects it. Every body is text.
pub fn to_event(response: &Response<Bytes>) -> Value {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers: Map<String, Value> =
        response.headers().iter().map(|(name, value)| (name.to_string(), text(value).into())).collect();
    json!({
        "statusCode": response.status().as_u16(),
        "headers": headers,
        // Some emulators want what payload 2.0 leaves out.
        "multiValueHeaders": {},
        "cookies": [],
        "body": String::from_utf8_lossy(response.body()),
        "isBase64Encoded": false,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_event_is_a_request_with_the_gateways_time() {
        let event = json!({
            "rawPath": "/api/proposals",
            "headers": { "Content-Type": "application/json", "bad name": "x", "x-bad": "\u{1}", "x-number": 1 },
            "requestContext": { "http": { "method": "POST" }, "timeEpoch": 1_795_453_200_123_i64 },
            "body": "eyJhIjoiYiJ9",
            "isBase64Encoded": true,
        });
        let GatewayRequest { request, arrival } = parse_event(&event);
        assert_eq!((request.method(), request.uri().path()), (&Method::POST, "/api/proposals"));
        assert_eq!(request.headers().keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["content-type"]);
        assert_eq!(request.body().as_deref(), Some(&b"{\"a\":\"b\"}"[..]));
        assert_eq!(arrival, Some("2026-11-23T17:00:00.123Z".parse().unwrap()));
    }

    #[test]
    fn a_query_is_read_whatever_is_in_it() {
        let query = |text: &str| {
            let event = json!({ "rawPath": "/api/proposals/manage", "rawQueryString": text });
            parse_event(&event).request.uri().query().map(str::to_owned)
        };
        assert_eq!(query("reference=DX-1&secret=a%20b").as_deref(), Some("reference=DX-1&secret=a%20b"));
        assert_eq!(query("a=b c&d=é#").as_deref(), Some("a=b%20c&d=%C3%A9%23"));
        assert_eq!(query(""), None);
    }

    #[test]
    fn there_may_be_very_many_headers() {
        let headers: Map<String, Value> = (0..30_000).map(|i| (format!("a{i}"), "b".into())).collect();
        assert!(!parse_event(&json!({ "headers": headers })).request.headers().is_empty());
    }

    #[test]
    fn a_body_that_is_no_base64_is_known_as_such() {
        let has_body = |event: &Value| parse_event(event).request.body().is_some();
        assert!(!has_body(&json!({ "body": "%%%", "isBase64Encoded": true })));
        assert!(has_body(&json!({ "body": "%%%", "isBase64Encoded": false })) && has_body(&json!({})));
    }

    proptest! {
        #[test]
        fn no_event_makes_it_panic(path in ".{0,20}", name in ".{0,9}", value in ".{0,20}", body in ".{0,20}", epoch: i64, encoded: bool) {
            let event = json!({
                "rawPath": path,
                "headers": { name.as_str(): value },
                "requestContext": { "http": { "method": value }, "timeEpoch": epoch },
                "body": body,
                "isBase64Encoded": encoded,
            });
            let _ = parse_event(&event);
        }
    }
}
