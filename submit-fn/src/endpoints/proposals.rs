//! `POST /api/proposals`: receives a proposal, or a new version of one.

mod replies;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::access::{Access, Denied};
use crate::arrival;
use crate::exchange::{Call, Exchange};
use crate::fields::Fields;
use crate::log::log;
use crate::proposal::{Proposal, digest};
use crate::reference::Reference;
use crate::refusal::{Reason, Refused, refuse};
use crate::reply::Reply;
use crate::seal::{SealError, seal};
use crate::sealed::{Latest, SealedProposal, State};
use crate::shared::bundle::Opportunity;
use crate::shared::form::FieldError;
use crate::shared::questions::{HONEYPOT, names};
use crate::store::StoreError;
use crate::validation::validate;
use replies::Responder;

/// Nobody reads a form and fills it in so fast.
const FASTEST_MILLISECONDS: u64 = 3000;

/// How long a bidder may take to confirm. The content cannot change any more.
const TICKET_TIME: SignedDuration = SignedDuration::from_mins(15);

/// Receives what a bidder sent.
pub(crate) async fn receive(fields: Fields, call: Call<'_>) -> Reply {
    let Call { arrival, lang, exchange } = call;
    let refused = |reason, opportunity: Option<&Opportunity>| {
        refuse(reason, Some(Refused { opportunity, fields: &fields, arrival }), lang, &exchange.bundle)
    };
    let opportunity = match exchange.bundle.opportunity(fields.get(names::OPPORTUNITY)) {
        Ok(Some(opportunity)) => opportunity,
        Ok(None) => return refused(Reason::Unknown, None),
        Err(error) => {
            log(&format_args!("bundle: {error}"));
            return refused(Reason::Fault, None);
        }
    };
    let responder = Responder { opportunity: &opportunity, fields: &fields, call };
    match accept(&opportunity, &fields, call).await {
        Ok(accepted) => responder.receipt(&accepted),
        Err(NotAccepted::Refused(reason)) => refused(reason, Some(&opportunity)),
        Err(NotAccepted::Invalid(errors)) => responder.invalid(errors),
        Err(NotAccepted::Amended) => responder.amended(),
        Err(NotAccepted::Unconfirmed(ticket)) => responder.unconfirmed(&ticket),
        Err(NotAccepted::NotKnown(error)) => responder.unknown(&error),
        Err(NotAccepted::NotSealed(error)) => {
            log(&format_args!("{}: {error}", opportunity.id));
            refused(Reason::Fault, Some(&opportunity))
        }
    }
}

/// A proposal that is stored.
struct Accepted {
    /// What the digest of the receipt is that of; `None` if it cannot be made any more.
    copy: Option<String>,
    kept: SealedProposal,
    state: State,
}

/// Why a proposal is not accepted.
enum NotAccepted {
    /// It came at the wrong time, or replaces what is not there.
    Refused(Reason),
    /// Fields are missing or not valid.
    Invalid(Vec<FieldError>),
    /// The opportunity was amended after the form was opened.
    Amended,
    /// There is a flood, and this may be a part of it: it is to be sent again with this ticket.
    Unconfirmed(String),
    /// DynamoDB did not answer: nobody knows whether it is stored.
    NotKnown(StoreError),
    /// The bundle does not say to whom it is to be sealed.
    NotSealed(SealError),
}

impl From<StoreError> for NotAccepted {
    fn from(error: StoreError) -> Self {
        Self::NotKnown(error)
    }
}

async fn accept(opportunity: &Opportunity, fields: &Fields, call: Call<'_>) -> Result<Accepted, NotAccepted> {
    let Call { lang, exchange, .. } = call;
    let current = opportunity.version().to_string();
    let carried = Some(fields.get(names::VERSION)).filter(|version| !version.is_empty());
    let version = carried.unwrap_or(&current);
    let validated = validate(fields, opportunity, version, &exchange.bundle.site, lang, &exchange.keys);
    let confirmed = validated.as_ref().ok().and_then(|proposal| confirmed_arrival(proposal, fields, call));
    // What is confirmed arrived when it was sent first.
    let call = Call { arrival: confirmed.unwrap_or(call.arrival), ..call };
    if let Some(reason) = not_open(opportunity, call.arrival) {
        // Bidders who did not see the receipt for what arrived in time, and send it again, get the receipt.
        let sent = validated.ok().filter(|_| reason == Reason::Closed);
        let stored = match sent {
            Some(proposal) => already_stored(proposal, &current, exchange).await?,
            None => None,
        };
        return stored.ok_or(NotAccepted::Refused(reason));
    }
    let proposal = validated.map_err(NotAccepted::Invalid)?;
    if version != current {
        let stored = already_stored(proposal, &current, exchange).await?.ok_or(NotAccepted::Amended)?;
        return submitted_again(stored, None, call).await;
    }
    if exchange.is_flooded && confirmed.is_none() {
        return Err(NotAccepted::Unconfirmed(exchange.keys.ticket(&proposal.reference, call.arrival)));
    }
    let replaced = replaced(opportunity, fields, exchange).await?;
    keep(proposal, opportunity, replaced.as_ref(), fields, call).await
}

/// When a proposal arrived that is confirmed now; `None` if there is nothing to confirm, or no longer.
fn confirmed_arrival(proposal: &Proposal, fields: &Fields, call: Call<'_>) -> Option<Timestamp> {
    let ticket = Some(fields.get(names::TICKET)).filter(|_| call.exchange.is_flooded)?;
    let arrival = call.exchange.keys.ticket_arrival(&proposal.reference, ticket)?;
    let waited = call.arrival.duration_since(arrival);
    (!waited.is_negative() && waited <= TICKET_TIME).then_some(arrival)
}

/// The same proposal as it was stored before. One for an older version has the same reference, but what the opportunity said
/// then, and with it the copy, cannot be made again.
async fn already_stored(
    proposal: Proposal,
    current: &str,
    exchange: &Exchange,
) -> Result<Option<Accepted>, StoreError> {
    let copy = proposal.to_copy();
    let stored = exchange.store.get(&proposal.opportunity, &proposal.reference).await?;
    let is_copy = |stored: &SealedProposal| stored.digest == digest(copy.as_bytes());
    let Some(kept) = stored.filter(|stored| is_copy(stored) || stored.version != current) else { return Ok(None) };
    let state = state_of(&kept, exchange).await?;
    let copy = is_copy(&kept).then_some(copy);
    Ok(Some(Accepted { copy, kept, state }))
}

async fn state_of(kept: &SealedProposal, exchange: &Exchange) -> Result<State, StoreError> {
    let first = exchange.store.get(&kept.opportunity, &kept.first).await?;
    Ok(kept.state(first.as_ref().unwrap_or(kept)))
}

/// The proposal that this one replaces, if it does.
async fn replaced(
    opportunity: &Opportunity,
    fields: &Fields,
    exchange: &Exchange,
) -> Result<Option<Access>, NotAccepted> {
    if fields.get(names::REPLACES).is_empty() {
        return Ok(None);
    }
    let access = Access::find(names::REPLACES, fields, exchange).await.map_err(|denied| match denied {
        Denied::Refused(reason) => NotAccepted::Refused(reason),
        Denied::NotKnown(error) => NotAccepted::NotKnown(error),
    })?;
    match access.opportunity.id == opportunity.id {
        true => Ok(Some(access)),
        false => Err(NotAccepted::Refused(Reason::UnknownProposal)),
    }
}

async fn keep(
    proposal: Proposal,
    opportunity: &Opportunity,
    replaced: Option<&Access>,
    fields: &Fields,
    call: Call<'_>,
) -> Result<Accepted, NotAccepted> {
    let Call { arrival, lang, exchange } = call;
    let copy = proposal.to_copy();
    let sealed = seal(copy.as_bytes(), &opportunity.recipients).map_err(NotAccepted::NotSealed)?;
    let reference = proposal.reference;
    let first = replaced.map_or(&reference, |access| &access.first.reference).clone();
    let sealed = SealedProposal {
        latest: (first == reference).then(|| Latest { arrival, reference: reference.clone() }),
        reference,
        opportunity: opportunity.id.clone(),
        version: proposal.version,
        arrival,
        lang,
        digest: digest(copy.as_bytes()),
        quarantined: looks_automated(fields),
        first,
        withdrawn: None,
        sealed,
    };
    let kept = exchange.store.put(sealed, exchange.expiry(arrival)).await?;
    let accepted = Accepted { copy: Some(copy), kept, state: State::Received };
    submitted_again(accepted, replaced.map(|access| &access.first.reference), call).await
}

/// Makes a version the latest one, if it was not just stored as such: of its own proposal, and of the one that it replaces.
async fn submitted_again(
    accepted: Accepted,
    replaced: Option<&Reference>,
    call: Call<'_>,
) -> Result<Accepted, NotAccepted> {
    let Call { arrival, exchange, .. } = call;
    let kept = &accepted.kept;
    let is_known = |first: &&Reference| **first == kept.reference && kept.latest().arrival >= arrival;
    let firsts: BTreeSet<&Reference> = [&kept.first].into_iter().chain(replaced).collect();
    let outdated: Vec<_> = firsts.into_iter().filter(|first| !is_known(first)).collect();
    for first in &outdated {
        exchange.store.make_latest(&kept.opportunity, first, &kept.reference, arrival).await?;
    }
    log(&format_args!("stored {} at {}", kept.reference, arrival::text(arrival)));
    let state = if outdated.is_empty() { accepted.state } else { state_of(kept, exchange).await? };
    Ok(Accepted { state, ..accepted })
}

fn looks_automated(fields: &Fields) -> bool {
    let is_too_fast = |elapsed: u64| elapsed < FASTEST_MILLISECONDS;
    !fields.get(HONEYPOT).is_empty() || fields.get(names::ELAPSED).parse().is_ok_and(is_too_fast)
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

    #[test]
    fn a_form_that_was_filled_in_at_once_or_where_nobody_sees_looks_automated() {
        let fields =
            |name: &str, value: &str| Fields::collect([(name.to_owned(), value.to_owned())].into_iter()).unwrap();
        assert!(looks_automated(&fields(names::ELAPSED, "2999")) && looks_automated(&fields(HONEYPOT, "x")));
        for elapsed in ["", "3000", "-1", "soon"] {
            assert!(!looks_automated(&fields(names::ELAPSED, elapsed)), "{elapsed}");
        }
    }
}
