//! What to answer to what was sent for an opportunity.

use http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;

use super::acceptance::Accepted;
use crate::arrival;
use crate::download::Download;
use crate::endpoints::manage::{link, receipt_view};
use crate::exchange::{Call, is_over};
use crate::fields::Fields;
use crate::log::log;
use crate::page::{FactView, FormPage, Page, ResultView, link_to, plain_text, submitted};
use crate::problem::Problem;
use crate::reference::Reference;
use crate::reply::Reply;
use crate::route::Endpoint;
use crate::sealed::{SealedProposal, State};
use crate::shared::bundle::Opportunity;
use crate::shared::form::{self, FieldError, FormView};
use crate::shared::format::{date, instant};
use crate::shared::lang::Lang;
use crate::shared::layout::Link;
use crate::shared::questions::names;
use crate::shared::wording::Wording;
use crate::store::StoreError;

/// The receipt as JSON.
#[derive(Serialize)]
struct Acknowledgement<'a> {
    reference: &'a Reference,
    opportunity: &'a str,
    version: &'a str,
    #[serde(serialize_with = "arrival::serialize")]
    received: Timestamp,
    lang: Lang,
    state: &'a State,
    /// The text of the signed note.
    receipt: &'a str,
    /// The address of "Your proposal", with its secret.
    manage: String,
    /// What the digest of the receipt is that of.
    copy: Option<&'a str>,
}

/// Makes the replies.
#[derive(Clone, Copy)]
pub(super) struct Responder<'a> {
    pub(super) opportunity: &'a Opportunity,
    pub(super) fields: &'a Fields,
    pub(super) call: Call<'a>,
}

impl Responder<'_> {
    /// DynamoDB acknowledged the proposal, now or before.
    pub(super) fn receipt(self, accepted: &Accepted) -> Reply {
        let Accepted { copy, kept, state, .. } = accepted;
        let Call { exchange, .. } = self.call;
        let note = kept.receipt.as_str();
        let acknowledgement = Acknowledgement {
            reference: &kept.reference,
            opportunity: &kept.opportunity,
            version: &kept.version,
            received: kept.arrival,
            lang: kept.lang,
            state,
            receipt: note,
            manage: format!("{}{}", exchange.address, self.manage(kept)),
            copy: copy.as_deref(),
        };
        let plain = format!("{}\n\n{note}\n{}\n", self.heading(state), acknowledgement.manage);
        let page = Page::Result { lang_url: None, view: Box::new(self.confirmation(accepted, note)) };
        Reply::new(StatusCode::CREATED, &acknowledgement, page, plain)
    }

    /// Fields are missing or not valid.
    pub(super) fn invalid(self, errors: Vec<FieldError>) -> Reply {
        let wording = self.wording();
        let form = self.form(&errors);
        let details: String = errors.iter().map(|error| format!("{}\n", error.detail)).collect();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let problem = Problem::new(status, &wording.summary_heading, &wording.summary_lead, errors);
        Reply::problem(status, &problem, self.refused_form(form), details + &self.written())
    }

    /// The opportunity was amended after the form was opened: what changed, and everything that was written, to be confirmed.
    pub(super) fn amended(self) -> Reply {
        let wording = self.wording();
        let text = &wording.amended.text;
        let changes = self.changes();
        let status = StatusCode::CONFLICT;
        let detail = [std::slice::from_ref(text), &changes].concat().join("\n");
        let problem = Problem::new(status, &wording.amended.heading, &detail, Vec::new())
            .with_version(self.opportunity.version().to_string());
        let form = self.form(&[]);
        Reply::problem(status, &problem, self.refused_form(form), format!("{detail}\n{}", self.written()))
    }

    /// The form in the language of the call with what was written, of which nothing is received.
    pub(super) fn shown(self) -> Reply {
        let json = serde_json::json!({ "opportunity": self.opportunity.id, "lang": self.call.lang });
        let page = self.form_page(self.form(&[]), "");
        Reply::new(StatusCode::OK, &json, page, self.written())
    }

    /// There is a flood: the proposal is stored once it is sent again with the ticket.
    pub(super) fn unconfirmed(self, ticket: &str) -> Reply {
        let wording = self.wording();
        let text = &wording.unconfirmed;
        let site = &self.call.exchange.bundle.site;
        let value = |name: &str| if name == names::TICKET { ticket } else { self.fields.get(name) };
        let form = form::filled(self.opportunity, self.call.lang, wording, site.retention_days, value, &[]);
        let page = self.refused_form(form.with_notice(text.clone(), Vec::new()));
        let status = StatusCode::TOO_MANY_REQUESTS;
        let problem = Problem::new(status, &wording.check.heading, text, Vec::new()).with_ticket(ticket);
        Reply::problem(status, &problem, page, format!("{text}\n{}", self.written()))
    }

    /// DynamoDB did not answer in time: nobody knows whether the proposal is stored. The log has the error, which holds
    /// nothing of the proposal.
    pub(super) fn unknown(self, error: &StoreError) -> Reply {
        log(error);
        let wording = self.wording();
        let text = &wording.not_known;
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let problem = Problem::new(status, &wording.refusals.fault.heading, text, Vec::new());
        let page = self.refused_form(self.form(&[]).with_notice(text.clone(), Vec::new()));
        Reply::problem(status, &problem, page, format!("{text}\n{}", self.written()))
    }

    fn wording(&self) -> &Wording {
        self.call.exchange.bundle.site.wording.get(self.call.lang)
    }

    fn is_current(self) -> bool {
        let version = self.fields.get(names::VERSION);
        version.is_empty() || version == self.opportunity.version().to_string()
    }

    /// What was amended since the form was opened, as far as that is known.
    fn changes(self) -> Vec<String> {
        let lang = self.call.lang;
        let version = self.fields.get(names::VERSION).parse();
        let amendments = version.map(|version| self.opportunity.amendments_since(&version)).unwrap_or_default();
        let item = &self.wording().amended.item;
        let change = |amendment: &crate::shared::bundle::Amendment| {
            item.replace("{date}", &date(amendment.date, lang)).replace("{text}", amendment.text.get(lang))
        };
        match amendments {
            [] => vec![self.wording().amended.other.clone()],
            amendments => amendments.iter().map(change).collect(),
        }
    }

    /// The form with what was sent. If it was opened before an amendment, it says what changed since.
    fn form(self, errors: &[FieldError]) -> FormView {
        let site = &self.call.exchange.bundle.site;
        let value = |name: &str| self.fields.get(name);
        let form = form::filled(self.opportunity, self.call.lang, self.wording(), site.retention_days, value, errors);
        if self.is_current() { form } else { form.with_notice(self.wording().amended.text.clone(), self.changes()) }
    }

    fn refused_form(self, form: FormView) -> Page {
        self.form_page(form, &self.wording().error_prefix)
    }

    fn form_page(self, form: FormView, title_prefix: &str) -> Page {
        let title = format!("{title_prefix}{}", self.opportunity.title.get(self.call.lang));
        let words =
            Download::new(&self.wording().download_words, format!("{}.txt", self.opportunity.id), &self.written());
        let bundle = &self.call.exchange.bundle;
        let page = FormPage::new(self.opportunity, title, form, self.call.lang, bundle).with_download(words);
        let page = match self.fields.get(names::REPLACES).parse::<Reference>() {
            Ok(replaced) => {
                let heading = self.wording().manage.replacing.replace("{reference}", replaced.as_str());
                page.replacing(heading)
            }
            Err(_) => page,
        };
        Page::Form(Box::new(page))
    }

    /// The path of "Your proposal".
    fn manage(self, kept: &SealedProposal) -> String {
        let Call { lang, exchange, .. } = self.call;
        link(Endpoint::Manage, &kept.reference, &exchange.keys.manage_secret(&kept.reference), lang)
    }

    /// What was sent, as plain text.
    fn written(self) -> String {
        plain_text(&submitted(Some(self.opportunity), self.fields, self.call.lang, self.wording()))
    }

    /// What was withdrawn, replaced or cancelled in the meantime is not told as submitted.
    fn heading(&self, state: &State) -> &str {
        match state {
            State::Received if !self.opportunity.cancelled => &self.wording().done.heading,
            _ => &self.wording().manage.heading,
        }
    }

    fn what_happens_next(self, kept: &SealedProposal) -> impl Iterator<Item = String> {
        let lang = self.call.lang;
        let words = &self.wording().done;
        let version = self.opportunity.version().to_string();
        let is_amended = kept.version != version && !is_over(self.opportunity, self.call.arrival);
        let amended = is_amended.then(|| self.wording().manage.amended.clone());
        let closes = instant(self.opportunity.closes, &self.call.exchange.bundle.zone, lang);
        let next = [words.keep.clone(), words.next.replace("{closes}", &closes)];
        let selection = self.opportunity.selection.map(|day| words.selection.replace("{date}", &date(day, lang)));
        amended.into_iter().chain(next).chain(selection)
    }

    /// The receipt, what happens next, whom to ask, and what was sent.
    fn confirmation(self, accepted: &Accepted, note: &str) -> ResultView {
        let Accepted { copy, kept, state, latest } = accepted;
        let Call { lang, exchange, .. } = self.call;
        let bundle = &exchange.bundle;
        let wording = self.wording();
        let words = &wording.done;
        let heading = self.heading(state);
        let mut paragraphs = match state {
            _ if self.opportunity.cancelled => vec![wording.manage.cancelled.clone()],
            State::Withdrawn => vec![wording.manage.withdrawn.clone()],
            State::Replaced => vec![wording.manage.replaced.replace("{reference}", latest.as_str())],
            State::Received => Vec::new(),
        };
        if !self.opportunity.cancelled && *state != State::Withdrawn {
            paragraphs.extend(self.what_happens_next(kept));
        }
        paragraphs.push(words.contact.replace("{contact}", &bundle.site.contact));
        let manage = Link { url: self.manage(kept), label: words.manage.clone() };
        let address = format!("{}{}", exchange.address, manage.url);
        ResultView {
            facts: vec![
                FactView::text(&words.reference, kept.reference.to_string()),
                FactView::instant(&words.received, kept.arrival, &bundle.zone, lang),
                FactView::text(&words.opportunity, self.opportunity.title.get(lang).clone()),
            ],
            receipts: vec![receipt_view(kept, note, copy.as_deref(), address, wording)],
            written: submitted(Some(self.opportunity), self.fields, lang, wording),
            written_heading: words.written.clone(),
            links: vec![
                manage,
                Link { label: words.back.clone(), ..link_to(self.opportunity, lang) },
                Link { url: format!("mailto:{}", bundle.site.contact), label: bundle.site.contact.clone() },
            ],
            print: Some(words.print.clone()),
            sent: Some(self.opportunity.id.clone()),
            ..ResultView::new("done", heading.to_owned(), paragraphs)
        }
    }
}
