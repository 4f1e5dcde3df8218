//! The reply to a request: one content in three formats, and the headers that every response has.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde::Serialize;

use crate::log::log;
use crate::negotiation::Negotiated;
use crate::page::{Page, Pages, place_of};
use crate::problem::{self, Problem};
use crate::shared::headers::SECURITY;

/// What to answer.
#[derive(Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    /// For programs: the media type and the text.
    json: (&'static str, String),
    /// For browsers.
    page: Page,
    /// For browsers, if the page cannot be rendered: what is stored is acknowledged all the same.
    plain: String,
    /// The methods that the path has, if this is why it is refused.
    allow: Option<&'static str>,
}

impl Reply {
    /// A reply that says `value` to programs.
    pub(crate) fn new(status: StatusCode, value: &impl Serialize, page: Page, plain: String) -> Self {
        Self { status, json: ("application/json", to_json(value)), page, plain, allow: None }
    }

    /// A reply with what is wrong.
    pub(crate) fn problem(status: StatusCode, problem: &Problem, page: Page, plain: String) -> Self {
        Self { status, json: (problem::MEDIA_TYPE, to_json(problem)), page, plain, allow: None }
    }

    /// The same, with the methods that the path has.
    pub(crate) fn allowing(self, methods: Option<&'static str>) -> Self {
        Self { allow: methods, ..self }
    }

    /// The same with status 410, for what can be done no more.
    pub(crate) fn gone(self) -> Self {
        Self { status: StatusCode::GONE, ..self }
    }

    /// The response in the language and the format that the client prefers.
    pub(crate) fn into_response(self, negotiated: Negotiated, pages: &Pages) -> Response<Bytes> {
        let Negotiated { lang, json } = negotiated;
        let Self { status, json: (json_type, json_text), page, plain, allow } = self;
        let (media_type, body) = if json {
            (json_type, json_text)
        } else {
            match pages.render(lang, &page) {
                Ok(html) => ("text/html; charset=utf-8", html),
                Err(error) => {
                    log(&place_of(&error));
                    ("text/plain; charset=utf-8", plain)
                }
            }
        };
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        let fixed = [
            (header::CONTENT_TYPE, media_type),
            (header::CONTENT_LANGUAGE, lang.locale()),
            (header::CACHE_CONTROL, "no-store"),
            (header::VARY, "accept, accept-language"),
        ];
        for (name, value) in fixed.into_iter().chain(SECURITY) {
            headers.insert(name, HeaderValue::from_static(value));
        }
        // The address of "Your proposal" has a secret in it.
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
        if let Some(methods) = allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(methods));
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

fn to_json<T: Serialize>(value: &T) -> String {
    // Texts and numbers, which cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}
