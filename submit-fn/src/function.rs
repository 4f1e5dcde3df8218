//! A request in, an answer out: the same under Lambda and on a developer's machine.

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use jiff::{SignedDuration, Timestamp};

use crate::answer::{Answer, Reason};
use crate::fields::{BodyError, Fields};
use crate::pages::Pages;
use crate::proposal::{Proposal, validate};
use crate::shared::bundle::{Bundle, Opportunity};
use crate::shared::form::ACTION;
use crate::shared::lang::Lang;
use crate::shared::questions::{names, questions};
use crate::store::Store;

/// The most bytes of a body: every answer at its word limit fits many times over.
const BODY_LIMIT: usize = 256 * 1024;

/// The function with all that it needs.
#[derive(Debug)]
pub struct Function {
    bundle: Bundle,
    pages: Pages,
    store: Store,
}

/// How the client wants to be answered.
#[derive(Debug, Clone, Copy)]
struct Manner {
    lang: Lang,
    json: bool,
}

impl Function {
    /// Parses the theme of the bundle, once.
    ///
    /// # Errors
    /// When a template cannot be parsed.
    pub fn new(bundle: Bundle, store: Store) -> Result<Self, tera::Error> {
        let pages = Pages::new(&bundle.site)?;
        Ok(Self { bundle, pages, store })
    }

    /// Answers a request that arrived at the gateway at `arrival`.
    pub async fn answer(&self, request: Request<Bytes>, arrival: Timestamp) -> Response<Bytes> {
        let (head, body) = request.into_parts();
        let mut manner = Manner { lang: accepted_lang(&head.headers), json: wants_json(&head.headers) };
        // A gateway may put the name of a stage before the path.
        if !head.uri.path().trim_end_matches('/').ends_with(ACTION) {
            return self.respond(manner, Answer::refusal(Reason::NotFound));
        }
        if head.method != Method::POST {
            return self.respond(manner, Answer::refusal(Reason::Method));
        }
        if body.len() > BODY_LIMIT {
            return self.respond(manner, Answer::refusal(Reason::TooLarge));
        }
        let fields = match Fields::parse(&head.headers, &body) {
            Ok(fields) => fields,
            Err(BodyError::ContentType) => return self.respond(manner, Answer::refusal(Reason::ContentType)),
            Err(BodyError::Json) => return self.respond(manner, Answer::refusal(Reason::Unreadable)),
        };
        manner.lang = fields.get(names::LANG).parse().unwrap_or(manner.lang);
        let answer = self.receive(fields, arrival, manner.lang).await;
        self.respond(manner, answer)
    }

    /// Takes the fields of a form through all stages.
    async fn receive(&self, fields: Fields, arrival: Timestamp, lang: Lang) -> Answer {
        let opportunity = match self.bundle.opportunity(fields.get(names::OPPORTUNITY)) {
            Ok(Some(opportunity)) => opportunity,
            Ok(None) => return Answer::Refused { reason: Reason::Unknown, opportunity: None, fields, arrival },
            Err(error) => {
                eprintln!("bundle: {error}");
                return Answer::Refused { reason: Reason::Fault, opportunity: None, fields, arrival };
            }
        };
        let groups = questions(&opportunity, lang, self.bundle.site.wording.get(lang));
        let valid = validate(&fields, &opportunity, &groups, arrival, lang, self.bundle.site.wording.get(lang));
        if let Some(reason) = not_open(&opportunity, arrival) {
            // Who sends again what was received in time, not having seen the answer, gets the receipt again.
            return match self.already_kept(reason, valid.ok()).await {
                Some(kept) => Answer::Kept { opportunity, fields, kept },
                None => Answer::Refused { reason, opportunity: Some(opportunity), fields, arrival },
            };
        }
        match valid {
            Err(errors) => Answer::Invalid { opportunity, fields, errors },
            Ok(proposal) => match self.keep(proposal).await {
                Some(kept) => Answer::Kept { opportunity, fields, kept },
                None => Answer::NotKept { opportunity, fields },
            },
        }
    }

    /// What was received in time for an opportunity that has closed since.
    async fn already_kept(&self, reason: Reason, proposal: Option<Proposal>) -> Option<Proposal> {
        let proposal = proposal.filter(|_| reason == Reason::Closed)?;
        self.store.find(&proposal.opportunity, &proposal.reference).await.unwrap_or_else(|error| {
            eprintln!("{error}");
            None
        })
    }

    /// Keeps a proposal; nothing when DynamoDB did not acknowledge it.
    async fn keep(&self, proposal: Proposal) -> Option<Proposal> {
        let retention = SignedDuration::from_hours(24 * i64::from(self.bundle.site.retention_days));
        // Beyond the year 9999 there is no instant: then the proposal expires as late as there is one.
        let expires = proposal.arrival.checked_add(retention).unwrap_or(Timestamp::MAX);
        match self.store.put(proposal, expires).await {
            Ok(kept) => Some(kept),
            Err(error) => {
                // The error tells of the request, never of the proposal.
                eprintln!("{error}");
                None
            }
        }
    }

    fn respond(&self, manner: Manner, answer: Answer) -> Response<Bytes> {
        let Manner { lang, json } = manner;
        let status = answer.status();
        let (media_type, body) = if json {
            answer.json(lang, &self.bundle)
        } else {
            match answer.html(lang, &self.bundle, &self.pages) {
                Ok(html) => ("text/html; charset=utf-8", html),
                Err(error) => {
                    // What was acknowledged stays so, even when the page for it cannot be made.
                    eprintln!("{}", crate::pages::place_of(&error));
                    ("text/plain; charset=utf-8", answer.plain(lang, &self.bundle))
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
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
            (header::CONTENT_SECURITY_POLICY, CSP),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if status == StatusCode::METHOD_NOT_ALLOWED {
            headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// Nothing comes from elsewhere, nothing runs inline.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                       connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Why an opportunity does not receive proposals at this instant.
fn not_open(opportunity: &Opportunity, arrival: Timestamp) -> Option<Reason> {
    if opportunity.cancelled {
        Some(Reason::Cancelled)
    } else if arrival < opportunity.opens {
        Some(Reason::NotYet)
    } else if arrival >= opportunity.closes {
        Some(Reason::Closed)
    } else {
        None
    }
}

/// The language that a browser prefers, of the two (RFC 9110, 12.5.4).
fn accepted_lang(headers: &http::HeaderMap) -> Lang {
    let accepted = preferences(headers, &header::ACCEPT_LANGUAGE);
    let known = accepted.into_iter().find_map(|range| range.split('-').next()?.parse().ok());
    known.unwrap_or(Lang::En)
}

/// Whether a client prefers JSON to a page (RFC 9110, 12.5.1).
fn wants_json(headers: &http::HeaderMap) -> bool {
    let accepted = preferences(headers, &header::ACCEPT);
    let known = accepted.iter().find_map(|range| match range.as_str() {
        "application/json" => Some(true),
        "text/html" | "application/xhtml+xml" | "text/*" | "*/*" => Some(false),
        other => other.ends_with("+json").then_some(true),
    });
    known.unwrap_or(false)
}

/// The ranges of a header in small letters, the most wanted first, the refused ones left out.
fn preferences(headers: &http::HeaderMap, name: &header::HeaderName) -> Vec<String> {
    let ranges =
        headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(','));
    let mut weighed: Vec<(u32, String)> = ranges
        .map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let value = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            // At most three decimals count.
            ((weight.clamp(0.0, 1.0) * 1000.0) as u32, value)
        })
        .filter(|(weight, value)| *weight > 0 && !value.is_empty())
        .collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().map(|(_, value)| value).collect()
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    fn headers(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn json_is_for_who_prefers_it_to_a_page() {
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
    fn the_language_is_the_browser_s_first_of_the_two() {
        let lang = |accept| accepted_lang(&headers(header::ACCEPT_LANGUAGE, accept));
        assert_eq!(lang("fr-CA,fr;q=0.9,en;q=0.8"), Lang::Fr);
        assert_eq!(lang("de, en;q=0.5, fr;q=0.7"), Lang::Fr);
        assert_eq!(lang("de"), Lang::En);
    }

    #[test]
    fn the_closing_instant_is_late_and_the_opening_one_is_not() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let opportunity = crate::shared::bundle::fixtures::opportunity();
        assert_eq!(not_open(&opportunity, at("2026-11-02T04:59:59.999Z")), Some(Reason::NotYet));
        assert_eq!(not_open(&opportunity, at("2026-11-02T05:00:00Z")), None);
        assert_eq!(not_open(&opportunity, at("2026-12-01T18:59:59.999Z")), None);
        assert_eq!(not_open(&opportunity, at("2026-12-01T19:00:00Z")), Some(Reason::Closed));
        let cancelled = Opportunity { cancelled: true, ..opportunity };
        assert_eq!(not_open(&cancelled, at("2026-11-20T00:00:00Z")), Some(Reason::Cancelled));
    }
}
