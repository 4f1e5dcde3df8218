//! `GET /api/proposals/manage` and `/replace`: "Your proposal", for whoever has the link from its receipt.

use http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;

use super::access::{Access, Denied};
use crate::arrival;
use crate::download::Download;
use crate::exchange::{Call, is_over};
use crate::fields::Fields;
use crate::log::log;
use crate::page::{FactView, FormPage, Page, ReceiptView, ResultView, WithdrawalView, link_to};
use crate::problem::Problem;
use crate::reference::Reference;
use crate::refusal::{Reason, refuse};
use crate::reply::Reply;
use crate::route::Endpoint;
use crate::sealed::{SealedProposal, State};
use crate::shared::form;
use crate::shared::format::instant;
use crate::shared::lang::{Bilingual, Lang};
use crate::shared::layout::Link;
use crate::shared::questions::names;
use crate::shared::wording::Wording;
use crate::store::StoreError;

/// Shows the state of a proposal.
pub(crate) async fn show(fields: Fields, call: Call<'_>) -> Reply {
    match Access::find(names::REFERENCE, &fields, call.exchange).await {
        Ok(access) => status(&access, call),
        Err(denied) => deny(denied, call),
    }
}

/// Shows the form to replace a proposal.
pub(crate) async fn replace(fields: Fields, call: Call<'_>) -> Reply {
    let Call { arrival, lang, exchange } = call;
    let access = match Access::find(names::REFERENCE, &fields, exchange).await {
        Ok(access) if is_over(&access.opportunity, arrival) => return status(&access, call),
        Ok(access) => access,
        Err(denied) => return deny(denied, call),
    };
    let wording = exchange.bundle.site.wording.get(lang);
    let opportunity = &access.opportunity;
    let reference = access.proposal.reference.as_str();
    let value = |name: &str| match name {
        names::REPLACES => reference,
        names::SECRET => access.secret.as_str(),
        _ => "",
    };
    let form = form::filled(opportunity, lang, wording, exchange.bundle.site.retention_days, value, &[]);
    let text = wording.manage.replacing.replace("{reference}", reference);
    let page = FormPage::new(opportunity, text.clone(), form, lang, &exchange.bundle).replacing(text.clone());
    let json = serde_json::json!({ "replaces": reference, "opportunity": opportunity.id });
    Reply::new(StatusCode::OK, &json, Page::Form(Box::new(page)), text)
}

/// The status of a proposal as JSON.
#[derive(Serialize)]
struct Status<'a> {
    reference: &'a Reference,
    opportunity: &'a str,
    version: &'a str,
    #[serde(serialize_with = "arrival::serialize")]
    received: Timestamp,
    state: State,
    /// The version that counts, unless all are withdrawn.
    latest: Reference,
    #[serde(serialize_with = "arrival::serialize")]
    latest_received: Timestamp,
    #[serde(serialize_with = "arrival::serialize_option")]
    withdrawn: Option<Timestamp>,
    /// Whether the opportunity was amended since.
    amended: bool,
    /// Whether it can still be withdrawn or replaced.
    open: bool,
    receipt: &'a str,
    /// The receipt of the withdrawal, if it is withdrawn.
    withdrawal: Option<&'a str>,
}

/// The state of a proposal, and what can still be done.
pub(super) fn status(access: &Access, call: Call<'_>) -> Reply {
    let Call { arrival, lang, exchange } = call;
    let Access { opportunity, proposal, first, .. } = access;
    let note = proposal.receipt.as_str();
    let latest = first.latest();
    let status = Status {
        reference: &proposal.reference,
        opportunity: &opportunity.id,
        version: &proposal.version,
        received: proposal.arrival,
        state: access.state(),
        latest: latest.reference,
        latest_received: latest.arrival,
        withdrawn: first.withdrawn,
        amended: proposal.version != opportunity.version().to_string(),
        open: !is_over(opportunity, arrival),
        receipt: note,
        withdrawal: first.withdrawal.as_deref().filter(|_| access.state() == State::Withdrawn),
    };
    let wording = exchange.bundle.site.wording.get(lang);
    let view = status_view(&status, access, wording, call);
    let plain = format!("{}\n{}\n\n{note}", view.heading, view.paragraphs.join("\n"));
    let in_lang = |lang| link(Endpoint::Manage, &proposal.reference, &access.secret, lang);
    Reply::new(
        StatusCode::OK,
        &status,
        Page::Result { lang_url: Some(Bilingual::from_fn(in_lang)), view: Box::new(view) },
        plain,
    )
}

fn status_view(status: &Status<'_>, access: &Access, wording: &Wording, call: Call<'_>) -> ResultView {
    let Call { lang, exchange, .. } = call;
    let Access { opportunity, proposal, secret, .. } = access;
    let bundle = &exchange.bundle;
    let words = &wording.manage;
    let state = match status.state {
        State::Received => &words.received,
        State::Replaced => &words.replaced,
        State::Withdrawn => &words.withdrawn,
    };
    let mut paragraphs = vec![state.replace("{reference}", status.latest.as_str())];
    paragraphs.extend((status.amended && status.open).then(|| words.amended.clone()));
    let what_next = if status.open && status.state == State::Withdrawn {
        &words.withdrawn_until
    } else if status.open {
        &words.until
    } else if opportunity.cancelled {
        &words.cancelled
    } else {
        &words.over
    };
    paragraphs.push(what_next.replace("{instant}", &instant(opportunity.closes, &bundle.zone, lang)));
    let mut facts = vec![
        FactView::text(&wording.done.reference, proposal.reference.to_string()),
        FactView::exact_instant(&wording.done.received, proposal.arrival, &bundle.zone, lang),
    ];
    if status.state == State::Received && status.latest_received > proposal.arrival {
        facts.push(FactView::exact_instant(&words.again, status.latest_received, &bundle.zone, lang));
    }
    if let (State::Withdrawn, Some(withdrawn)) = (&status.state, status.withdrawn) {
        facts.push(FactView::exact_instant(&words.withdrawn_at, withdrawn, &bundle.zone, lang));
    }
    let label = if status.state == State::Withdrawn { &words.submit_again } else { &words.replace };
    let replace = Link { url: link(Endpoint::Replacement, &proposal.reference, secret, lang), label: label.clone() };
    let address = format!("{}{}", exchange.address, link(Endpoint::Manage, &proposal.reference, secret, lang));
    let withdrawal = status.withdrawal.map(|note| withdrawal_view(proposal, note, wording));
    let can_withdraw = status.open && status.state != State::Withdrawn;
    ResultView {
        facts,
        receipts: withdrawal
            .into_iter()
            .chain([receipt_view(proposal, status.receipt, None, address, wording)])
            .collect(),
        links: status.open.then_some(replace).into_iter().chain([link_to(opportunity, lang)]).collect(),
        print: Some(wording.done.print.clone()),
        withdrawal: can_withdraw.then(|| WithdrawalView {
            action: Endpoint::Withdrawal.path(),
            reference: proposal.reference.to_string(),
            secret: secret.clone(),
            lang,
            text: words.withdraw_text.clone(),
            submit: words.withdraw.clone(),
        }),
        ..ResultView::new("manage", words.heading.clone(), paragraphs)
    }
}

/// Says why there is no access.
pub(super) fn deny(denied: Denied, call: Call<'_>) -> Reply {
    match denied {
        Denied::Refused(reason) => refuse(reason, None, call.lang, &call.exchange.bundle),
        Denied::NotKnown(error) => unavailable(&error, call),
    }
}

/// Says that nobody knows yet, or that the records are wrong.
pub(crate) fn unavailable(error: &StoreError, call: Call<'_>) -> Reply {
    let Call { lang, exchange, .. } = call;
    log(error);
    if !error.is_temporary() {
        return refuse(Reason::Damaged, None, lang, &exchange.bundle);
    }
    let wording = exchange.bundle.site.wording.get(lang);
    let (heading, text) = (&wording.refusals.fault.heading, &wording.manage.not_known);
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let view = ResultView::new("error", heading.clone(), vec![text.clone()]);
    let page = Page::Result { lang_url: Some(Bilingual::from_fn(|lang| format!("/{lang}/"))), view: Box::new(view) };
    Reply::problem(status, &Problem::new(status, heading, text, Vec::new()), page, format!("{heading}\n{text}\n"))
}

/// The path of an endpoint for whoever holds a proposal.
pub(super) fn link(endpoint: Endpoint, reference: &Reference, secret: &str, lang: Lang) -> String {
    format!("{}?reference={reference}&secret={secret}&lang={lang}", endpoint.path())
}

/// The receipt on a page, and the files to keep.
pub(super) fn receipt_view(
    proposal: &SealedProposal,
    note: &str,
    copy: Option<&str>,
    address: String,
    wording: &Wording,
) -> ReceiptView {
    let words = &wording.receipt;
    let name = |what: &str| format!("{}-{what}.txt", proposal.reference);
    let receipt = Download::new(&words.download, name("receipt"), note);
    let copy = copy.map(|copy| Download::new(&words.download_copy, format!("{}.json", proposal.reference), copy));
    ReceiptView {
        id: "receipt",
        heading: words.heading.clone(),
        text: words.text.clone(),
        note: note.to_owned(),
        downloads: [receipt].into_iter().chain(copy).collect(),
        address: Some(Link { url: address, label: words.address.clone() }),
    }
}

/// The receipt of a withdrawal on a page.
fn withdrawal_view(proposal: &SealedProposal, note: &str, wording: &Wording) -> ReceiptView {
    let words = &wording.receipt;
    ReceiptView {
        id: "withdrawal",
        heading: words.withdrawal.clone(),
        text: words.withdrawal_text.clone(),
        note: note.to_owned(),
        downloads: vec![Download::new(&words.download, format!("{}-withdrawal.txt", proposal.reference), note)],
        address: None,
    }
}
