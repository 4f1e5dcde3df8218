//! `POST /api/proposals`: receives a proposal.

use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::exchange::Exchange;
use crate::fields::Fields;
use crate::log::log;
use crate::page::{FactView, Page, ResultView, link_to, plain_text, submitted};
use crate::problem::Problem;
use crate::proposal::{Proposal, validate};
use crate::reference::Reference;
use crate::refusal::{Reason, Refused, refuse};
use crate::reply::Reply;
use crate::shared::bundle::{Bundle, Opportunity};
use crate::shared::form::{self, FieldError, FormView};
use crate::shared::format::{date, instant};
use crate::shared::lang::Lang;
use crate::shared::layout::Link;
use crate::shared::questions::{self, names};
use crate::store::{Store, StoreError};

/// Receives what a bidder sent, which arrived at `arrival`.
pub(crate) async fn receive(fields: Fields, arrival: Timestamp, lang: Lang, exchange: &Exchange) -> Reply {
    let Exchange { bundle, store, reference_key } = exchange;
    let refused = |reason, opportunity: Option<&Opportunity>| {
        refuse(reason, Some(Refused { opportunity, fields: &fields, arrival }), lang, bundle)
    };
    let opportunity = match bundle.opportunity(fields.get(names::OPPORTUNITY)) {
        Ok(Some(opportunity)) => opportunity,
        Ok(None) => return refused(Reason::Unknown, None),
        Err(error) => {
            log(&format_args!("bundle: {error}"));
            return refused(Reason::Fault, None);
        }
    };
    let wording = bundle.site.wording.get(lang);
    let groups = questions::groups(&opportunity, lang, wording);
    let validated = validate(&fields, &opportunity, &groups, arrival, lang, wording, reference_key);
    let responder = Responder { opportunity: &opportunity, fields: &fields, lang, bundle };
    if let Some(reason) = not_open(&opportunity, arrival) {
        // Bidders who did not see the receipt for what arrived in time, and send it again, get the receipt.
        return match already_stored(reason, validated.ok(), store).await {
            Ok(Some(stored)) => responder.receipt(&stored),
            Ok(None) => refused(reason, Some(&opportunity)),
            Err(error) => responder.unknown(&error),
        };
    }
    match validated {
        Err(errors) => responder.invalid(errors),
        Ok(proposal) => match keep(proposal, bundle, store).await {
            Ok(stored) => responder.receipt(&stored),
            Err(error) => responder.unknown(&error),
        },
    }
}

/// The same proposal as it was stored before the opportunity closed.
async fn already_stored(
    reason: Reason,
    proposal: Option<Proposal>,
    store: &Store,
) -> Result<Option<Proposal>, StoreError> {
    let Some(proposal) = proposal.filter(|_| reason == Reason::Closed) else { return Ok(None) };
    let stored = store.get(&proposal.opportunity, &proposal.reference).await?;
    Ok(stored.filter(|stored| stored.has_same_content(&proposal)))
}

async fn keep(proposal: Proposal, bundle: &Bundle, store: &Store) -> Result<Proposal, StoreError> {
    let retention = SignedDuration::from_hours(24 * i64::from(bundle.site.retention_days));
    // There is no instant after the year 9999: then the proposal expires at the last one.
    let expires = proposal.arrival.checked_add(retention).unwrap_or(Timestamp::MAX);
    store.put(proposal, expires).await
}

/// The receipt as JSON.
#[derive(Serialize)]
struct Receipt<'p> {
    reference: &'p Reference,
    opportunity: &'p str,
    received: Timestamp,
    lang: Lang,
}

/// Makes the replies to what was sent for an opportunity.
#[derive(Clone, Copy)]
struct Responder<'a> {
    opportunity: &'a Opportunity,
    fields: &'a Fields,
    lang: Lang,
    bundle: &'a Bundle,
}

impl Responder<'_> {
    /// DynamoDB acknowledged the proposal, now or before.
    fn receipt(self, stored: &Proposal) -> Reply {
        let Self { opportunity, fields, lang, bundle } = self;
        let words = &bundle.site.wording.get(lang).done;
        let receipt = Receipt {
            reference: &stored.reference,
            opportunity: &stored.opportunity,
            received: stored.arrival,
            lang: stored.lang,
        };
        let view = Box::new(confirmation(opportunity, fields, stored, lang, bundle));
        let plain = format!("{}\n{}: {}\n", words.heading, words.reference, stored.reference);
        Reply::new(StatusCode::CREATED, &receipt, Page::Result { lang_url: opportunity.url.clone(), view }, plain)
    }

    /// Fields are missing or not valid.
    fn invalid(self, errors: Vec<FieldError>) -> Reply {
        let wording = self.bundle.site.wording.get(self.lang);
        let page = self.form_page(self.form(&errors));
        let details: String = errors.iter().map(|error| format!("{}\n", error.detail)).collect();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let problem = Problem::new(status, &wording.summary_heading, &wording.summary_lead, errors);
        Reply::problem(status, &problem, page, details + &self.written())
    }

    /// DynamoDB did not answer in time: nobody knows whether the proposal is stored. The log has the error, which holds
    /// nothing of the proposal.
    fn unknown(self, error: &StoreError) -> Reply {
        log(error);
        let wording = self.bundle.site.wording.get(self.lang);
        let text = &wording.not_known;
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let problem = Problem::new(status, &wording.refusals.fault.heading, text, Vec::new());
        let page = self.form_page(self.form(&[]).with_notice(text.clone()));
        Reply::problem(status, &problem, page, format!("{text}\n{}", self.written()))
    }

    /// The form with what was sent.
    fn form(self, errors: &[FieldError]) -> FormView {
        let site = &self.bundle.site;
        let value = |name: &str| self.fields.get(name);
        form::filled(self.opportunity, self.lang, site.wording.get(self.lang), site.retention_days, value, errors)
    }

    fn form_page(self, form: FormView) -> Page {
        let prefix = &self.bundle.site.wording.get(self.lang).error_prefix;
        let title = format!("{prefix}{}", self.opportunity.title.get(self.lang));
        Page::Form { opportunity: Box::new(self.opportunity.clone()), title, form: Box::new(form) }
    }

    /// What was sent, as plain text.
    fn written(self) -> String {
        let wording = self.bundle.site.wording.get(self.lang);
        plain_text(&submitted(Some(self.opportunity), self.fields, self.lang, wording))
    }
}

/// The receipt, what happens next, whom to ask, and what was sent.
fn confirmation(
    opportunity: &Opportunity,
    fields: &Fields,
    stored: &Proposal,
    lang: Lang,
    bundle: &Bundle,
) -> ResultView {
    let wording = bundle.site.wording.get(lang);
    let words = &wording.done;
    let fact = |term: &String, text: String| FactView { term: term.clone(), text, iso: None };
    let closes = instant(opportunity.closes, &bundle.zone, lang);
    let mut paragraphs = vec![words.keep.clone(), words.next.replace("{closes}", &closes)];
    paragraphs.extend(opportunity.selection.map(|day| words.selection.replace("{date}", &date(day, lang))));
    paragraphs.push(words.contact.replace("{contact}", &bundle.site.contact));
    ResultView {
        kind: "done",
        heading: words.heading.clone(),
        paragraphs,
        facts: vec![
            fact(&words.reference, stored.reference.to_string()),
            FactView {
                iso: Some(stored.arrival.to_string()),
                ..fact(&words.received, instant(stored.arrival, &bundle.zone, lang))
            },
            fact(&words.opportunity, opportunity.title.get(lang).clone()),
        ],
        written: submitted(Some(opportunity), fields, lang, wording),
        written_heading: words.written.clone(),
        links: vec![Link { label: words.back.clone(), ..link_to(opportunity, lang) }],
        print: Some(words.print.clone()),
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
