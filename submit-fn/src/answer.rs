//! What became of a request, and how it is told: as a page, as JSON, or in plain words.

use http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;

use crate::fields::Fields;
use crate::pages::{AnswerView, FactView, Pages, Written};
use crate::problem::{self, Problem};
use crate::proposal::{FieldError, Proposal};
use crate::shared::bundle::{Bundle, Opportunity};
use crate::shared::form;
use crate::shared::format::{date, instant};
use crate::shared::lang::{Bilingual, Lang};
use crate::shared::layout::Link;
use crate::shared::questions::{Kind, questions};
use crate::shared::wording::{Refusal, Wording};

/// What became of a request.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The proposal is kept.
    Kept { opportunity: Opportunity, fields: Fields, kept: Proposal },
    /// Something is wrong with its fields.
    Invalid { opportunity: Opportunity, fields: Fields, errors: Vec<FieldError> },
    /// DynamoDB did not acknowledge it.
    NotKept { opportunity: Opportunity, fields: Fields },
    /// It cannot be taken.
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

/// A receipt as JSON.
#[derive(Serialize)]
struct Receipt<'p> {
    reference: &'p str,
    opportunity: &'p str,
    received: Timestamp,
    lang: Lang,
}

impl Answer {
    /// A refusal that has nothing to do with an opportunity.
    pub(crate) fn refusal(reason: Reason) -> Self {
        Self::Refused { reason, opportunity: None, fields: Fields::default(), arrival: Timestamp::UNIX_EPOCH }
    }

    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Kept { .. } => StatusCode::CREATED,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotKept { .. } => StatusCode::SERVICE_UNAVAILABLE,
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

    /// The media type and the text of the answer for a program.
    pub(crate) fn json(&self, lang: Lang, bundle: &Bundle) -> (&'static str, String) {
        let wording = bundle.site.wording.get(lang);
        let text = match self {
            Self::Kept { kept, .. } => {
                let receipt = Receipt {
                    reference: &kept.reference,
                    opportunity: &kept.opportunity,
                    received: kept.arrival,
                    lang: kept.lang,
                };
                return ("application/json", to_json(&receipt));
            }
            Self::Invalid { errors, .. } => {
                to_json(&Problem::new(self.status(), &wording.summary_heading, &wording.summary_lead, errors.clone()))
            }
            Self::NotKept { .. } => {
                to_json(&Problem::new(self.status(), &wording.refusals.fault.heading, &wording.not_kept, Vec::new()))
            }
            Self::Refused { .. } => {
                let (heading, text) = self.refusal_words(lang, bundle);
                to_json(&Problem::new(self.status(), &heading, &text, Vec::new()))
            }
        };
        (problem::MEDIA_TYPE, text)
    }

    /// The answer for a person.
    pub(crate) fn html(&self, lang: Lang, bundle: &Bundle, pages: &Pages) -> Result<String, tera::Error> {
        let wording = bundle.site.wording.get(lang);
        let form = |opportunity, fields, errors: &[FieldError]| {
            form::view(opportunity, lang, wording, bundle.site.retention_days, fields, errors)
        };
        match self {
            Self::Invalid { opportunity, fields, errors } => {
                let title = format!("{}{}", wording.error_prefix, opportunity.title.get(lang));
                pages.form(lang, opportunity, &title, &form(opportunity, fields, errors))
            }
            Self::NotKept { opportunity, fields } => {
                let mut form = form(opportunity, fields, &[]);
                form.notice = Some(wording.not_kept.clone());
                let title = format!("{}{}", wording.error_prefix, opportunity.title.get(lang));
                pages.form(lang, opportunity, &title, &form)
            }
            Self::Kept { opportunity, fields, kept } => {
                let view = done(opportunity, fields, kept, lang, bundle);
                pages.answer(lang, opportunity.url.clone(), &view)
            }
            Self::Refused { reason, opportunity, fields, .. } => {
                let (heading, text) = self.refusal_words(lang, bundle);
                let home = Bilingual::from_fn(|lang| format!("/{lang}/"));
                let back = opportunity.as_ref().map(|opportunity| link_to(opportunity, lang));
                let view = AnswerView {
                    kind: reason.kind(),
                    heading,
                    paragraphs: vec![text],
                    facts: Vec::new(),
                    written: written(opportunity.as_ref(), fields, lang, wording),
                    written_heading: wording.refusals.written.clone(),
                    links: back
                        .into_iter()
                        .chain([Link { url: home.get(lang).clone(), label: wording.refusals.all.clone() }])
                        .collect(),
                    print: None,
                };
                let urls = opportunity.as_ref().map_or(home, |opportunity| opportunity.url.clone());
                pages.answer(lang, urls, &view)
            }
        }
    }

    /// The answer when no page can be made of it.
    pub(crate) fn plain(&self, lang: Lang, bundle: &Bundle) -> String {
        let wording = bundle.site.wording.get(lang);
        match self {
            Self::Kept { kept, .. } => {
                format!("{}\n{}: {}\n", wording.done.heading, wording.done.reference, kept.reference)
            }
            Self::Invalid { opportunity, fields, errors } => {
                let errors: String = errors.iter().map(|error| format!("{}\n", error.detail)).collect();
                errors + &plainly(&written(Some(opportunity), fields, lang, wording))
            }
            Self::NotKept { opportunity, fields } => {
                format!("{}\n{}", wording.not_kept, plainly(&written(Some(opportunity), fields, lang, wording)))
            }
            Self::Refused { .. } => {
                let (heading, text) = self.refusal_words(lang, bundle);
                format!("{heading}\n{text}\n")
            }
        }
    }

    /// The heading and the text of a refusal; empty for what is none.
    fn refusal_words(&self, lang: Lang, bundle: &Bundle) -> (String, String) {
        let Self::Refused { reason, opportunity, arrival, .. } = self else { return Default::default() };
        let words = reason.words(bundle.site.wording.get(lang));
        let told = |when: Timestamp| instant(when, &bundle.zone, lang);
        let limit = opportunity.as_ref().map(|opportunity| match reason {
            Reason::NotYet => told(opportunity.opens),
            _ => told(opportunity.closes),
        });
        let text = words.text.replace("{instant}", &limit.unwrap_or_default()).replace("{arrival}", &told(*arrival));
        (words.heading.clone(), text.replace("{contact}", &bundle.site.contact))
    }
}

impl Reason {
    const fn words(self, wording: &Wording) -> &Refusal {
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

    /// The name that the template knows.
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
    // Texts and numbers alone: nothing that JSON cannot hold.
    serde_json::to_string(value).unwrap_or_default()
}

fn link_to(opportunity: &Opportunity, lang: Lang) -> Link {
    Link { url: opportunity.url.get(lang).clone(), label: opportunity.title.get(lang).clone() }
}

/// The confirmation: the receipt, what happens next, whom to ask, and what was sent.
fn done(opportunity: &Opportunity, fields: &Fields, kept: &Proposal, lang: Lang, bundle: &Bundle) -> AnswerView {
    let wording = bundle.site.wording.get(lang);
    let words = &wording.done;
    let fact = |term: &String, text: String| FactView { term: term.clone(), text, iso: None };
    let closes = instant(opportunity.closes, &bundle.zone, lang);
    let mut paragraphs = vec![words.keep.clone(), words.next.replace("{closes}", &closes)];
    paragraphs.extend(opportunity.selection.map(|day| words.selection.replace("{date}", &date(day, lang))));
    paragraphs.push(words.contact.replace("{contact}", &bundle.site.contact));
    AnswerView {
        kind: "done",
        heading: words.heading.clone(),
        paragraphs,
        facts: vec![
            fact(&words.reference, kept.reference.clone()),
            FactView {
                iso: Some(kept.arrival.to_string()),
                ..fact(&words.received, instant(kept.arrival, &bundle.zone, lang))
            },
            fact(&words.opportunity, opportunity.title.get(lang).clone()),
        ],
        written: written(Some(opportunity), fields, lang, wording),
        written_heading: words.written.clone(),
        links: vec![Link { label: words.back.clone(), ..link_to(opportunity, lang) }],
        print: Some(words.print.clone()),
    }
}

/// What the bidder wrote, without a page around it.
fn plainly(written: &[Written]) -> String {
    written.iter().map(|written| format!("\n{}\n{}\n", written.term, written.text)).collect()
}

/// What the bidder wrote, by question. Where there is no opportunity, there are no questions but the fields' names.
fn written(opportunity: Option<&Opportunity>, fields: &Fields, lang: Lang, wording: &Wording) -> Vec<Written> {
    let Some(opportunity) = opportunity else {
        let all = fields.iter().filter(|(_, value)| !value.is_empty());
        return all.map(|(name, value)| Written { term: name.to_owned(), text: value.to_owned() }).collect();
    };
    let groups = questions(opportunity, lang, wording);
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
            Written { term: question.label, text: label.unwrap_or(&wording.not_provided).to_owned() }
        })
        .collect()
}
