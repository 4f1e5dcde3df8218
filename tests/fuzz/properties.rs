//! What holds of whatever strangers send to the function. The fuzz targets of this folder and the tests of `submit-fn`
//! check the same, these in every run and those for as long as they are let:
//!
//! ```sh
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz form
//! ```
//!
//! Each function panics if a property does not hold of `data`, and returns whether `data` was read as what it may be.

use std::str;

use http::{HeaderMap, HeaderValue, Response, Uri, header};
use serde_json::{Map, Value};
use submit_fn::fields::{BodyError, Fields};
use submit_fn::gateway::{GatewayRequest, parse_event, to_event};
use submit_fn::receipt::{Receipt, ReceiptError};
use submit_fn::reference::Reference;
use submit_fn::shared::bundle::Version;
use submit_fn::shared::characters::is_override;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// The longest address that `http` takes.
const URI_LIMIT: usize = u16::MAX as usize - 1;

/// An event of a gateway, as JSON. Its request leads to fields that are as [`form`] wants them, and back to an event.
pub fn event(data: &[u8]) -> bool {
    let Ok(event) = serde_json::from_slice::<Value>(data) else { return false };
    let GatewayRequest { request, arrival } = parse_event(&event);
    assert!(arrival.is_none_or(|instant| instant.as_millisecond() > 0), "{arrival:?}");
    same_query(&event, request.uri());
    let body = request.body().clone().unwrap_or_default();
    if let Some(fields) = kept(Fields::parse(request.headers(), &body)) {
        clean(&fields);
    }

    let mut response = Response::new(body);
    request.headers().clone_into(response.headers_mut());
    let again = parse_event(&to_event(&response)).request;
    assert_eq!(again.headers().keys_len(), response.headers().keys_len());
    for (name, value) in again.headers() {
        assert!(response.headers().get_all(name).iter().any(|sent| sent == value), "{name}: {value:?}");
    }
    if let Ok(text) = str::from_utf8(response.body()) {
        assert_eq!(again.body().as_deref(), Some(text.as_bytes()));
    }
    true
}

/// The query of an address has the pairs that the event's has. Where a path ends it, or is no path, it is lost.
fn same_query(event: &Value, uri: &Uri) {
    let path = event["rawPath"].as_str().unwrap_or_default();
    let query = event["rawQueryString"].as_str().unwrap_or_default();
    let is_path = path.starts_with('/') && !path.contains(['?', '#']) && path.parse::<Uri>().is_ok();
    // A byte takes three when it is encoded.
    if is_path && path.len() + 3 * query.len() < URI_LIMIT {
        let read = uri.query().unwrap_or_default();
        assert!(
            form_urlencoded::parse(read.as_bytes()).eq(form_urlencoded::parse(query.as_bytes())),
            "{query:?} was read as {read:?}"
        );
    }
}

/// A body after a byte for its content type: `f` for a form, `j` for JSON, any other for none.
pub fn form(data: &[u8]) -> bool {
    let Some((kind, body)) = data.split_first() else { return false };
    let content_type = match kind {
        b'f' => Some(FORM),
        b'j' => Some(JSON),
        _ => None,
    };
    let parsed = Fields::parse(&headers(content_type), body);
    let is_whole = parsed.is_ok();
    match kept(parsed) {
        Some(fields) => clean(&fields),
        None => assert_eq!(content_type, Some(JSON), "any bytes are a form"),
    }
    is_whole
}

/// What is shown to the client again, be it accepted or not.
fn kept(parsed: Result<Fields, BodyError>) -> Option<Fields> {
    match parsed {
        Ok(fields) | Err(BodyError::Duplicate(fields)) => Some(fields),
        Err(BodyError::ContentType | BodyError::Json) => None,
    }
}

/// Values have no character that acts instead of being shown, and are the same when they are sent again.
fn clean(fields: &Fields) {
    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || is_override(c);
    for (name, value) in fields.iter() {
        assert!(!value.contains(acts) && value.trim() == value, "{name:?} has {value:?}");
    }
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields.iter()).finish();
    assert_eq!(Fields::parse(&headers(Some(FORM)), form.as_bytes()).as_ref(), Ok(fields), "{form}");
    let members: Map<String, Value> = fields.iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let json = Value::Object(members).to_string();
    assert_eq!(Fields::parse(&headers(Some(JSON)), json.as_bytes()).as_ref(), Ok(fields), "{json}");
}

fn headers(content_type: Option<&'static str>) -> HeaderMap {
    content_type.map(|value| (header::CONTENT_TYPE, HeaderValue::from_static(value))).into_iter().collect()
}

/// A reference as typed. Printed, it is read as the same one, also by someone who leaves out all that may be left out.
pub fn reference(data: &[u8]) -> bool {
    let Some(reference) = text(data).and_then(|typed| typed.parse::<Reference>().ok()) else { return false };
    let printed = reference.to_string();
    for typed in [&printed, &printed.replace('-', ""), &printed["DX-".len()..].to_lowercase()] {
        assert_eq!(typed.parse().as_ref(), Ok(&reference), "{typed}");
    }
    true
}

/// A receipt without its signature. Printed, it has the bytes that were read: it is they that are signed.
pub fn receipt(data: &[u8]) -> bool {
    let Some(text) = text(data) else { return false };
    match Receipt::parse(text) {
        Ok(receipt) => assert_eq!(receipt.to_string(), text),
        Err(ReceiptError(line)) => {
            assert!((1..=9).contains(&line), "line {line} of a receipt");
            return false;
        }
    }
    true
}

/// The version of an opportunity, which has one spelling.
pub fn version(data: &[u8]) -> bool {
    let Some(text) = text(data) else { return false };
    let Ok(version) = text.parse::<Version>() else { return false };
    assert_eq!(version.to_string(), text);
    true
}

fn text(data: &[u8]) -> Option<&str> {
    str::from_utf8(data).ok()
}
