//! `POST /api/proposals`: receives a proposal, or a new version of one.

mod acceptance;
mod replies;

use crate::exchange::Call;
use crate::fields::Fields;
use crate::log::log;
use crate::refusal::{Reason, Refused, refuse};
use crate::reply::Reply;
use crate::shared::bundle::Opportunity;
use crate::shared::questions::names;
use acceptance::{NotAccepted, accept};
use jiff::SignedDuration;
use replies::Responder;

/// How long before closing a failure wakes the operator.
const LAST_HOUR: SignedDuration = SignedDuration::from_hours(1);

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
    if !fields.get(names::SHOW_IN).is_empty() {
        return responder.shown();
    }
    let accepted = exchange.in_time(accept(&opportunity, &fields, call)).await;
    let accepted = accepted.unwrap_or_else(|late| Err(late.into()));
    if matches!(accepted, Err(NotAccepted::NotKnown(_) | NotAccepted::NotSealed(_)))
        && opportunity.closes.duration_since(arrival) < LAST_HOUR
    {
        // An alarm waits for these words (template.yaml): there is no time to wait for a second failure.
        log(&format_args!("{} closes within the hour, and a proposal failed", opportunity.id));
    }
    match accepted {
        Ok(accepted) => responder.receipt(&accepted),
        Err(NotAccepted::Refused(reason)) => refused(reason, Some(&opportunity)),
        Err(NotAccepted::Invalid(errors)) => responder.invalid(errors),
        Err(NotAccepted::Amended) => responder.amended(),
        Err(NotAccepted::Unconfirmed(ticket)) => responder.unconfirmed(&ticket),
        Err(NotAccepted::NotKnown(error)) if error.is_temporary() => responder.unknown(&error),
        Err(NotAccepted::NotKnown(error)) => {
            log(&error);
            refused(Reason::Damaged, Some(&opportunity))
        }
        Err(NotAccepted::NotSealed(error)) => {
            log(&format_args!("{}: {error}", opportunity.id));
            refused(Reason::Fault, Some(&opportunity))
        }
    }
}
