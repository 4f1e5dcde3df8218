//! From a request to a response: the same under Lambda and on a developer's machine.

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use jiff::{SignedDuration, Timestamp};

use crate::fields::{BodyError, Fields};
use crate::negotiation::Negotiated;
use crate::outcome::{Outcome, Reason};
use crate::pages::{self, Pages};
use crate::proposal::{Proposal, validate};
use crate::shared::bundle::{Bundle, Opportunity};
use crate::shared::form::ACTION;
use crate::shared::headers::CONTENT_SECURITY_POLICY;
use crate::shared::lang::Lang;
use crate::shared::questions::{self, names};
use crate::store::{Store, StoreError};

/// The maximum size of a body, in bytes: every answer at its word limit fits many times over.
const BODY_LIMIT: usize = 64 * 1024;

/// The function, with the site's bundle and the store.
#[derive(Debug)]
pub struct Function {
    bundle: Bundle,
    pages: Pages,
    store: Store,
}

impl Function {
    /// A function for the site of `bundle`, whose templates are parsed once, here.
    ///
    /// # Errors
    /// If a template cannot be parsed.
    pub fn new(bundle: Bundle, store: Store) -> Result<Self, tera::Error> {
        let pages = Pages::new(&bundle.site)?;
        Ok(Self { bundle, pages, store })
    }

    /// Handles a request that arrived at the gateway at `arrival`. Every failure is a response too.
    pub async fn handle(&self, request: Request<Bytes>, arrival: Timestamp) -> Response<Bytes> {
        let (head, body) = request.into_parts();
        let mut negotiated = Negotiated::from_headers(&head.headers);
        // A gateway may put the name of a stage before the path.
        if !head.uri.path().trim_end_matches('/').ends_with(ACTION) {
            return self.respond(negotiated, Outcome::refusal(Reason::NotFound));
        }
        if head.method != Method::POST {
            return self.respond(negotiated, Outcome::refusal(Reason::Method));
        }
        if body.len() > BODY_LIMIT {
            return self.respond(negotiated, Outcome::refusal(Reason::TooLarge));
        }
        let fields = match Fields::parse(&head.headers, &body) {
            Ok(fields) => fields,
            Err(BodyError::ContentType) => return self.respond(negotiated, Outcome::refusal(Reason::ContentType)),
            Err(BodyError::Json | BodyError::Twice) => {
                return self.respond(negotiated, Outcome::refusal(Reason::Unreadable));
            }
        };
        negotiated.lang = fields.get(names::LANG).parse().unwrap_or(negotiated.lang);
        let outcome = self.receive(fields, arrival, negotiated.lang).await;
        self.respond(negotiated, outcome)
    }

    /// Takes the fields of a form through all stages.
    async fn receive(&self, fields: Fields, arrival: Timestamp, lang: Lang) -> Outcome {
        let opportunity = match self.bundle.opportunity(fields.get(names::OPPORTUNITY)) {
            Ok(Some(opportunity)) => opportunity,
            Ok(None) => return Outcome::Refused { reason: Reason::Unknown, opportunity: None, fields, arrival },
            Err(error) => {
                eprintln!("bundle: {error}");
                return Outcome::Refused { reason: Reason::Fault, opportunity: None, fields, arrival };
            }
        };
        let wording = self.bundle.site.wording.get(lang);
        let groups = questions::groups(&opportunity, lang, wording);
        let validated = validate(&fields, &opportunity, &groups, arrival, lang, wording);
        if let Some(reason) = not_open(&opportunity, arrival) {
            // Bidders who did not see the receipt for what arrived in time, and send it again, get the receipt.
            return match self.already_stored(reason, validated.ok()).await {
                Ok(Some(stored)) => Outcome::Stored { opportunity, fields, stored },
                Ok(None) => Outcome::Refused { reason, opportunity: Some(opportunity), fields, arrival },
                Err(error) => Self::unknown(&error, opportunity, fields),
            };
        }
        match validated {
            Err(errors) => Outcome::Invalid { opportunity, fields, errors },
            Ok(proposal) => match self.store(proposal).await {
                Ok(stored) => Outcome::Stored { opportunity, fields, stored },
                Err(error) => Self::unknown(&error, opportunity, fields),
            },
        }
    }

    /// The same proposal as it was stored before the opportunity closed.
    async fn already_stored(&self, reason: Reason, proposal: Option<Proposal>) -> Result<Option<Proposal>, StoreError> {
        match proposal.filter(|_| reason == Reason::Closed) {
            Some(proposal) => self.store.get(&proposal.opportunity, &proposal.reference).await,
            None => Ok(None),
        }
    }

    async fn store(&self, proposal: Proposal) -> Result<Proposal, StoreError> {
        let retention = SignedDuration::from_hours(24 * i64::from(self.bundle.site.retention_days));
        // There is no instant after the year 9999: then the proposal expires at the last one.
        let expires = proposal.arrival.checked_add(retention).unwrap_or(Timestamp::MAX);
        self.store.put(proposal, expires).await
    }

    /// It is not known whether the proposal is stored. The log has the error, which holds nothing of the proposal.
    fn unknown(error: &StoreError, opportunity: Opportunity, fields: Fields) -> Outcome {
        eprintln!("{error}");
        Outcome::Unknown { opportunity, fields }
    }

    fn respond(&self, negotiated: Negotiated, outcome: Outcome) -> Response<Bytes> {
        let Negotiated { lang, json } = negotiated;
        let status = outcome.status();
        let (media_type, body) = if json {
            outcome.json(lang, &self.bundle)
        } else {
            match outcome.html(lang, &self.bundle, &self.pages) {
                Ok(html) => ("text/html; charset=utf-8", html),
                Err(error) => {
                    // What is stored is acknowledged, even if the page for it cannot be rendered.
                    eprintln!("{}", pages::place_of(&error));
                    ("text/plain; charset=utf-8", outcome.plain(lang, &self.bundle))
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
            (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
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

/// Why an opportunity does not receive proposals at this instant; `None` if it does.
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

#[cfg(test)]
mod tests {
    use super::*;

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
