//! The outcome of a request, and its representations: a page, JSON, or plain text.

use http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;

use crate::fields::Fields;
use crate::pages::{FactView, Pages, ResultView, SubmittedView};
use crate::problem::{self, Problem};
use crate::proposal::Proposal;
use crate::reference::Reference;
use crate::shared::bundle::{Bundle, Opportunity};
use crate::shared::form::{self, FieldError};
use crate::shared::format::{date, instant, instant_to_the_second};
use crate::shared::lang::{Bilingual, Lang};
use crate::shared::layout::Link;
use crate::shared::questions::{self, Kind};
use crate::shared::wording::{Refusal, Wording};

/// The outcome of a request.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// DynamoDB acknowledged the proposal, now or before.
    Stored { opportunity: Opportunity, fields: Fields, stored: Proposal },
    /// Fields are missing or not valid.
    Invalid { opportunity: Opportunity, fields: Fields, errors: Vec<FieldError> },
    /// DynamoDB did not answer in time: nobody knows whether the proposal is stored.
    Unknown { opportunity: Opportunity, fields: Fields },
    /// The request does not lead to a proposal, whatever its fields.
    Refused { reason: Reason, opportunity: Option<Opportunity>, fields: Fields, arrival: Timestamp },
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    Closed,
    NotYet,
    Cancelled,
    Unknown,
    NotFound,
    Method,
    ContentType,
    Unreadable,
    TooLarge,
    Fault,
}

/// The receipt as JSON.
#[derive(Serialize)]
struct Receipt<'p> {
    reference: &'p Reference,
    opportunity: &'p str,
    received: Timestamp,
    lang: Lang,
}

impl Outcome {
    /// A refusal of a request whose fields were not read.
    pub(crate) fn refusal(reason: Reason) -> Self {
        Self::Refused { reason, opportunity: None, fields: Fields::default(), arrival: Timestamp::UNIX_EPOCH }
    }

    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Stored { .. } => StatusCode::CREATED,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unknown { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused { reason, .. } => match reason {
                Reason::Closed | Reason::Cancelled => StatusCode::GONE,
                Reason::NotYet => StatusCode::FORBIDDEN,
                Reason::Unknown | Reason::NotFound => StatusCode::NOT_FOUND,
                Reason::Method => StatusCode::METHOD_NOT_ALLOWED,
                Reason::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                Reason::Unreadable => StatusCode::BAD_REQUEST,
                Reason::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
                Reason::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    /// The media type and the body for a program.
    pub(crate) fn json(&self, lang: Lang, bundle: &Bundle) -> (&'static str, String) {
        let wording = bundle.site.wording.get(lang);
        let text = match self {
            Self::Stored { stored, .. } => {
                let receipt = Receipt {
                    reference: &stored.reference,
                    opportunity: &stored.opportunity,
                    received: stored.arrival,
                    lang: stored.lang,
                };
                return ("application/json", to_json(&receipt));
            }
            Self::Invalid { errors, .. } => {
                to_json(&Problem::new(self.status(), &wording.summary_heading, &wording.summary_lead, errors.clone()))
            }
            Self::Unknown { .. } => {
                to_json(&Problem::new(self.status(), &wording.refusals.fault.heading, &wording.not_known, Vec::new()))
            }
            Self::Refused { .. } => {
                let (heading, text) = self.refusal_text(lang, bundle);
                to_json(&Problem::new(self.status(), &heading, &text, Vec::new()))
            }
        };
        (problem::MEDIA_TYPE, text)
    }

    /// The body for a browser.
    pub(crate) fn html(&self, lang: Lang, bundle: &Bundle, pages: &Pages) -> Result<String, tera::Error> {
        let wording = bundle.site.wording.get(lang);
        let days = bundle.site.retention_days;
        let form = |opportunity, fields: &Fields, errors: &[FieldError]| {
            form::filled(opportunity, lang, wording, days, |name| fields.get(name), errors)
        };
        match self {
            Self::Invalid { opportunity, fields, errors } => {
                let title = format!("{}{}", wording.error_prefix, opportunity.title.get(lang));
                pages.form(lang, opportunity, &title, &form(opportunity, fields, errors))
            }
            Self::Unknown { opportunity, fields } => {
                let form = form(opportunity, fields, &[]).with_notice(wording.not_known.clone());
                let title = format!("{}{}", wording.error_prefix, opportunity.title.get(lang));
                pages.form(lang, opportunity, &title, &form)
            }
            Self::Stored { opportunity, fields, stored } => {
                let view = confirmation(opportunity, fields, stored, lang, bundle);
                pages.result(lang, opportunity.url.clone(), &view)
            }
            Self::Refused { reason, opportunity, fields, .. } => {
                let (heading, text) = self.refusal_text(lang, bundle);
                let home = Bilingual::from_fn(|lang| format!("/{lang}/"));
                let back = opportunity.as_ref().map(|opportunity| link_to(opportunity, lang));
                let view = ResultView {
                    kind: reason.kind(),
                    heading,
                    paragraphs: vec![text],
                    facts: Vec::new(),
                    written: submitted(opportunity.as_ref(), fields, lang, wording),
                    written_heading: wording.refusals.written.clone(),
                    links: back
                        .into_iter()
                        .chain([Link { url: home.get(lang).clone(), label: wording.refusals.all.clone() }])
                        .collect(),
                    print: None,
                };
                let urls = opportunity.as_ref().map_or(home, |opportunity| opportunity.url.clone());
                pages.result(lang, urls, &view)
            }
        }
    }

    /// The body for a browser if the page cannot be rendered.
    pub(crate) fn plain(&self, lang: Lang, bundle: &Bundle) -> String {
        let wording = bundle.site.wording.get(lang);
        match self {
            Self::Stored { stored, .. } => {
                format!("{}\n{}: {}\n", wording.done.heading, wording.done.reference, stored.reference)
            }
            Self::Invalid { opportunity, fields, errors } => {
                let errors: String = errors.iter().map(|error| format!("{}\n", error.detail)).collect();
                errors + &plain_text(&submitted(Some(opportunity), fields, lang, wording))
            }
            Self::Unknown { opportunity, fields } => {
                format!("{}\n{}", wording.not_known, plain_text(&submitted(Some(opportunity), fields, lang, wording)))
            }
            Self::Refused { .. } => {
                let (heading, text) = self.refusal_text(lang, bundle);
                format!("{heading}\n{text}\n")
            }
        }
    }

    /// The heading and the text of a refusal; empty for any other outcome.
    fn refusal_text(&self, lang: Lang, bundle: &Bundle) -> (String, String) {
        let Self::Refused { reason, opportunity, arrival, .. } = self else { return Default::default() };
        let refusal = reason.wording(bundle.site.wording.get(lang));
        let limit = opportunity.as_ref().map(|opportunity| match reason {
            Reason::NotYet => opportunity.opens,
            _ => opportunity.closes,
        });
        // “Until 2:00 pm; yours arrived at 2:00 pm” would be no reason.
        let to_the_minute = |when: Timestamp| instant(when, &bundle.zone, lang);
        let is_close = limit.is_some_and(|limit| to_the_minute(limit) == to_the_minute(*arrival));
        let stated = |when: Timestamp| match is_close {
            true => instant_to_the_second(when, &bundle.zone, lang),
            false => to_the_minute(when),
        };
        let text = refusal.text.replace("{instant}", &limit.map(stated).unwrap_or_default());
        let text = text.replace("{arrival}", &stated(*arrival));
        (refusal.heading.clone(), text.replace("{contact}", &bundle.site.contact))
    }
}

impl Reason {
    const fn wording(self, wording: &Wording) -> &Refusal {
        let refusals = &wording.refusals;
        match self {
            Self::Closed => &refusals.closed,
            Self::NotYet => &refusals.not_yet,
            Self::Cancelled => &refusals.cancelled,
            Self::Unknown => &refusals.unknown,
            Self::NotFound => &refusals.not_found,
            Self::Method => &refusals.method,
            Self::ContentType => &refusals.content_type,
            Self::Unreadable => &refusals.unreadable,
            Self::TooLarge => &refusals.too_large,
            Self::Fault => &refusals.fault,
        }
    }

    /// The kind of page, as the template distinguishes them.
    const fn kind(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NotYet => "not-yet",
            Self::Cancelled => "cancelled",
            Self::Unknown | Self::NotFound => "unknown",
            _ => "error",
        }
    }
}

fn to_json<T: Serialize>(value: &T) -> String {
    // Texts and numbers, which cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}

fn link_to(opportunity: &Opportunity, lang: Lang) -> Link {
    Link { url: opportunity.url.get(lang).clone(), label: opportunity.title.get(lang).clone() }
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

fn plain_text(submitted: &[SubmittedView]) -> String {
    submitted.iter().map(|view| format!("\n{}\n{}\n", view.term, view.text)).collect()
}

/// What the bidder sent, by question. Without an opportunity there are no questions: the fields' names stand for them.
fn submitted(opportunity: Option<&Opportunity>, fields: &Fields, lang: Lang, wording: &Wording) -> Vec<SubmittedView> {
    let Some(opportunity) = opportunity else {
        let all = fields.iter().filter(|(_, value)| !value.is_empty());
        return all.map(|(name, value)| SubmittedView { term: name.to_owned(), text: value.to_owned() }).collect();
    };
    let groups = questions::groups(opportunity, lang, wording);
    let asked = groups.into_iter().flat_map(|group| group.questions);
    asked
        .filter(|question| !matches!(question.kind, Kind::Consent))
        .map(|question| {
            let value = fields.get(&question.name);
            let label = match &question.kind {
                Kind::Choice(options) => {
                    options.iter().find(|(option, _)| *option == value).map(|(_, label)| label.as_str())
                }
                _ => Some(value).filter(|value| !value.is_empty()),
            };
            SubmittedView { term: question.label, text: label.unwrap_or(&wording.not_provided).to_owned() }
        })
        .collect()
}
