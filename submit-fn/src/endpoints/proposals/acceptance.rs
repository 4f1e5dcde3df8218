//! From the fields of a form to a proposal that is stored, or to why it is not.

use jiff::{SignedDuration, Timestamp};

use crate::arrival;
use crate::endpoints::access::{Access, Denied};
use crate::exchange::{Call, Exchange};
use crate::fields::Fields;
use crate::keys::Keys;
use crate::log::log;
use crate::proposal::{Proposal, digest};
use crate::reference::Reference;
use crate::refusal::Reason;
use crate::seal::{SealError, seal};
use crate::sealed::{Latest, SealedProposal, State};
use crate::shared::bundle::Opportunity;
use crate::shared::form::FieldError;
use crate::shared::questions::{HONEYPOT, names};
use crate::store::{StoreError, Stored};
use crate::validation::{Valid, reference, validate};

/// Nobody reads a form and fills it in so fast.
const FASTEST_MILLISECONDS: u64 = 3000;

/// How old a ticket may be: nobody is to collect them, and to choose among them later.
const TICKET_TIME: SignedDuration = SignedDuration::from_mins(15);

/// A proposal that is stored.
pub(super) struct Accepted {
    /// What the digest of the receipt is that of; `None` if it cannot be made any more.
    pub(super) copy: Option<String>,
    pub(super) kept: SealedProposal,
    pub(super) state: State,
    /// The version that counts, unless all are withdrawn.
    pub(super) latest: Reference,
}

/// Why a proposal is not accepted.
pub(super) enum NotAccepted {
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

impl From<Denied> for NotAccepted {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Refused(reason) => Self::Refused(reason),
            Denied::NotKnown(error) => error.into(),
        }
    }
}

/// What was sent, and what it is for.
struct Submission<'s> {
    fields: &'s Fields,
    opportunity: &'s Opportunity,
    valid: Result<Valid<'s>, Vec<FieldError>>,
    /// The version of the opportunity that the form was about.
    version: &'s str,
    /// The first version of the proposal that it replaces.
    first: Option<Reference>,
}

impl Submission<'_> {
    fn reference(&self, keys: &Keys) -> Reference {
        reference(self.fields, &self.opportunity.id, self.version, self.first.as_ref(), keys)
    }
}

/// Stores what was sent for an opportunity, unless something is wrong with it.
pub(super) async fn accept(
    opportunity: &Opportunity,
    fields: &Fields,
    call: Call<'_>,
) -> Result<Accepted, NotAccepted> {
    let Call { lang, exchange, .. } = call;
    let current = opportunity.version().to_string();
    let carried = Some(fields.get(names::VERSION)).filter(|version| !version.is_empty());
    let submission = Submission {
        fields,
        opportunity,
        valid: validate(fields, opportunity, lang, exchange.bundle.site.wording.get(lang)),
        version: carried.unwrap_or(&current),
        first: replaced(opportunity, fields, exchange).await?,
    };
    let reference = submission.reference(&exchange.keys);

    let confirmed = confirmed_arrival(&submission, call);
    // What is confirmed after closing arrived when it was sent first.
    let call = match confirmed {
        Some(first) if call.arrival >= opportunity.closes => Call { arrival: first, ..call },
        _ => call,
    };
    if let Some(reason) = not_open(opportunity, call.arrival) {
        // Bidders who did not see the receipt for what arrived in time, and send it again, get the receipt.
        let stored = match reason {
            Reason::Closed | Reason::Cancelled => already_stored(&submission, exchange.keys.all(), exchange).await?,
            _ => None,
        };
        return stored.ok_or(NotAccepted::Refused(reason));
    }
    // What answers an older version may be stored, even if today's form asks for something else. And what was stored before
    // the secret of the function was replaced has another reference.
    let is_current = submission.version == current;
    let keys = exchange.keys.all().skip(usize::from(is_current));
    if let Some(stored) = already_stored(&submission, keys, exchange).await? {
        return sent_again(stored, opportunity, call).await;
    }
    let valid = submission.valid.map_err(NotAccepted::Invalid)?;
    if !is_current {
        return Err(NotAccepted::Amended);
    }
    if exchange.is_flooded && confirmed.is_none() {
        return Err(NotAccepted::Unconfirmed(exchange.keys.ticket(&reference, call.arrival)));
    }
    let proposal = valid.proposal(&reference, &current, &exchange.keys);
    keep(proposal, submission.first, opportunity, fields, call).await
}

/// When a proposal arrived that is confirmed now; `None` if there is nothing to confirm, or no longer.
fn confirmed_arrival(submission: &Submission<'_>, call: Call<'_>) -> Option<Timestamp> {
    let ticket = submission.fields.get(names::TICKET);
    let of = |keys: &Keys| keys.ticket_arrival(&submission.reference(keys), ticket);
    let first = call.exchange.keys.all().find_map(of)?;
    let waited = call.arrival.duration_since(first);
    let is_in_time = call.arrival < submission.opportunity.closes + arrival::CONFIRMED_WITHIN;
    (is_in_time && !waited.is_negative() && waited <= TICKET_TIME).then_some(first)
}

/// The first version of the proposal that this one replaces, if it does.
async fn replaced(
    opportunity: &Opportunity,
    fields: &Fields,
    exchange: &Exchange,
) -> Result<Option<Reference>, NotAccepted> {
    if fields.get(names::REPLACES).is_empty() {
        return Ok(None);
    }
    let access = Access::find(names::REPLACES, fields, exchange).await?;
    match access.opportunity.id == opportunity.id {
        true => Ok(Some(access.first.reference)),
        false => Err(NotAccepted::Refused(Reason::UnknownProposal)),
    }
}

/// The same proposal as it was stored before, with any of these keys. Of one for an older version of the opportunity the copy
/// cannot be made again: it holds what the opportunity said then.
async fn already_stored(
    submission: &Submission<'_>,
    keys: impl Iterator<Item = &Keys>,
    exchange: &Exchange,
) -> Result<Option<Accepted>, StoreError> {
    for keys in keys {
        let reference = submission.reference(keys);
        let Some(kept) = exchange.stored(&submission.opportunity.id, &reference).await? else { continue };
        let valid = submission.valid.as_ref().ok();
        let copy = valid.map(|valid| valid.proposal(&reference, submission.version, keys).to_copy());
        let copy = copy.filter(|copy| digest(copy.as_bytes()) == kept.digest);
        return Ok(Some(accepted(kept, copy, exchange).await?));
    }
    Ok(None)
}

/// What is stored, with its state.
async fn accepted(kept: SealedProposal, copy: Option<String>, exchange: &Exchange) -> Result<Accepted, StoreError> {
    let first = exchange.first_of(&kept).await?;
    let (state, latest) = (kept.state(&first), first.latest().reference);
    Ok(Accepted { copy, kept, state, latest })
}

async fn keep(
    proposal: Proposal,
    first: Option<Reference>,
    opportunity: &Opportunity,
    fields: &Fields,
    call: Call<'_>,
) -> Result<Accepted, NotAccepted> {
    let Call { arrival, lang, exchange } = call;
    let copy = proposal.to_copy();
    let reference = proposal.reference;
    let first = first.unwrap_or_else(|| reference.clone());
    let sealed = seal(copy.as_bytes(), &opportunity.recipients).map_err(NotAccepted::NotSealed)?;
    let mut sealed = SealedProposal {
        latest: (first == reference).then(|| Latest { arrival, reference: reference.clone() }),
        opportunity: opportunity.id.clone(),
        version: proposal.version,
        arrival,
        lang,
        digest: digest(copy.as_bytes()),
        quarantined: looks_automated(fields),
        first,
        withdrawn: None,
        withdrawal: None,
        sealed,
        receipt: String::new(),
        reference,
    };
    sealed.receipt = exchange.keys.sign(&sealed.to_receipt(&exchange.bundle.site.base_url));
    let stored = exchange.store.put(&sealed, exchange.expiry(opportunity, arrival)).await?;
    if let Stored::Now = stored {
        // An alarm counts those that are kept apart (template.yaml).
        let apart = if sealed.quarantined { ", quarantined" } else { "" };
        log(&format_args!("stored {} at {}{apart}", sealed.reference, arrival::text(arrival)));
    }
    match stored {
        Stored::Now if sealed.latest.is_some() => {
            Ok(Accepted { copy: Some(copy), latest: sealed.reference.clone(), kept: sealed, state: State::Received })
        }
        // Another version may have arrived later, or all of them been withdrawn.
        Stored::Now => Ok(accepted(sealed, Some(copy), exchange).await?),
        Stored::Before(kept) => {
            let kept = exchange.signed(*kept)?;
            sent_again(accepted(kept, Some(copy), exchange).await?, opportunity, call).await
        }
    }
}

/// What is sent again before closing is the latest version from now on.
async fn sent_again(sent: Accepted, opportunity: &Opportunity, call: Call<'_>) -> Result<Accepted, NotAccepted> {
    let Call { arrival, exchange, .. } = call;
    let kept = &sent.kept;
    if arrival > kept.arrival {
        let expires = exchange.expiry(opportunity, arrival);
        exchange.store.make_latest(&kept.opportunity, &kept.first, &kept.reference, arrival, expires).await?;
        log(&format_args!("received {} again at {}", kept.reference, arrival::text(arrival)));
    }
    Ok(accepted(sent.kept, sent.copy, exchange).await?)
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
