//! Why a request does not lead to what it asks for, and what to do.

use http::StatusCode;
use jiff::Timestamp;

use crate::download::Download;
use crate::fields::Fields;
use crate::page::{Page, ResultView, link_to, plain_text, submitted};
use crate::problem::Problem;
use crate::reply::Reply;
use crate::shared::bundle::{Bundle, Opportunity};
use crate::shared::format::{Zone, instant, instant_to_the_millisecond, instant_to_the_second};
use crate::shared::lang::{Bilingual, Lang};
use crate::shared::layout::Link;
use crate::shared::wording::{Refusal, Wording};

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    Closed,
    NotYet,
    Cancelled,
    Unknown,
    /// No proposal has this reference number and this secret.
    UnknownProposal,
    NotFound,
    /// With the methods that the path has.
    Method(&'static str),
    ContentType,
    Unreadable,
    TooLarge,
    Fault,
    /// What is stored is not what was received.
    Damaged,
}

/// A proposal that came at the wrong time, or for what is not there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refused<'r> {
    pub(crate) opportunity: Option<&'r Opportunity>,
    pub(crate) fields: &'r Fields,
    pub(crate) arrival: Timestamp,
}

/// Refuses a request; a proposal, with what was written, so that nothing is lost.
pub(crate) fn refuse(reason: Reason, proposal: Option<Refused<'_>>, lang: Lang, bundle: &Bundle) -> Reply {
    let wording = bundle.site.wording.get(lang);
    let Refusal { heading, text } = reason.wording(wording);
    let text = text.replace("{contact}", &bundle.site.contact);
    let text = proposal.map_or_else(|| text.clone(), |proposal| with_instants(&text, reason, proposal, lang, bundle));
    let opportunity = proposal.and_then(|proposal| proposal.opportunity);
    let home = Bilingual::from_fn(|lang| format!("/{lang}/"));
    let all = Link { url: home.get(lang).clone(), label: wording.refusals.all.clone() };
    let written = proposal.map(|proposal| submitted(opportunity, proposal.fields, lang, wording)).unwrap_or_default();
    let words = plain_text(&written);
    let download = Download::new(&wording.download_words, "devex.txt".to_owned(), &words);
    let plain = format!("{heading}\n{text}\n{words}");
    // What was written is on no other page.
    let lang_url = written.is_empty().then(|| opportunity.map_or(home, |opportunity| opportunity.url.clone()));
    let view = ResultView {
        download: (!written.is_empty()).then_some(download),
        written,
        written_heading: wording.refusals.written.clone(),
        links: opportunity.map(|opportunity| link_to(opportunity, lang)).into_iter().chain([all]).collect(),
        ..ResultView::new(reason.kind(), heading.clone(), vec![text.clone()])
    };
    let problem = Problem::new(reason.status(), heading, &text, Vec::new());
    let page = Page::Result { lang_url, view: Box::new(view) };
    let allow = match reason {
        Reason::Method(methods) => Some(methods),
        _ => None,
    };
    Reply::problem(reason.status(), &problem, page, plain).allowing(allow)
}

/// A text with the instant at which proposals begin or end, and that at which this one arrived.
fn with_instants(text: &str, reason: Reason, proposal: Refused<'_>, lang: Lang, bundle: &Bundle) -> String {
    let limit = proposal.opportunity.map(|opportunity| match reason {
        Reason::NotYet => opportunity.opens,
        _ => opportunity.closes,
    });
    // “Until 2:00 pm; yours arrived at 2:00 pm” would be no reason: the coarsest form in which they differ is shown.
    let forms = [instant, instant_to_the_second, instant_to_the_millisecond];
    let differs = |form: &fn(Timestamp, &Zone, Lang) -> String| {
        limit.is_none_or(|limit| form(limit, &bundle.zone, lang) != form(proposal.arrival, &bundle.zone, lang))
    };
    let form = forms.into_iter().find(differs).unwrap_or(instant_to_the_millisecond);
    let stated = |when: Timestamp| form(when, &bundle.zone, lang);
    let text = text.replace("{instant}", &limit.map(stated).unwrap_or_default());
    text.replace("{arrival}", &stated(proposal.arrival))
}

impl Reason {
    const fn wording(self, wording: &Wording) -> &Refusal {
        let refusals = &wording.refusals;
        match self {
            Self::Closed => &refusals.closed,
            Self::NotYet => &refusals.not_yet,
            Self::Cancelled => &refusals.cancelled,
            Self::Unknown => &refusals.unknown,
            Self::UnknownProposal => &refusals.unknown_proposal,
            Self::NotFound => &refusals.not_found,
            Self::Method(_) => &refusals.method,
            Self::ContentType => &refusals.content_type,
            Self::Unreadable => &refusals.unreadable,
            Self::TooLarge => &refusals.too_large,
            Self::Fault => &refusals.fault,
            Self::Damaged => &refusals.damaged,
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Closed | Self::Cancelled => StatusCode::GONE,
            // Not 403: CloudFront has one page for it, whoever says it, and S3 says it of what is missing. What the bidder wrote
            // would be lost.
            Self::NotYet => StatusCode::CONFLICT,
            Self::Unknown | Self::UnknownProposal | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Fault | Self::Damaged => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The kind of page, as the template distinguishes them.
    const fn kind(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NotYet => "not-yet",
            Self::Cancelled => "cancelled",
            Self::Unknown | Self::UnknownProposal | Self::NotFound => "unknown",
            _ => "error",
        }
    }
}
