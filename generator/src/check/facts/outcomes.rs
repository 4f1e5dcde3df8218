//! Outcomes that exclude each other, or that come only after another one.

use super::context::OpportunityContext;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::OutcomeKey::{self, Award, Cancelled, Delivery, NotAwarded, NotDelivered, Payment};

/// The first is reported, and should go.
const EXCLUSIVE: [(OutcomeKey, OutcomeKey); 4] =
    [(Cancelled, Award), (NotAwarded, Award), (Cancelled, NotAwarded), (NotDelivered, Delivery)];

/// What there is only after something else: the end of a contract, and its payment.
const AFTER: [(OutcomeKey, OutcomeKey); 3] = [(Delivery, Award), (NotDelivered, Award), (Payment, Delivery)];

pub(super) fn rule(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    let is_recorded = |key: &OutcomeKey| context.opportunity.outcome_keys.contains(key);
    let early = AFTER
        .into_iter()
        .filter(|(key, before)| is_recorded(key) && !is_recorded(before))
        .map(|(key, before)| (key, Problem::MissingKey { key: before.as_str().into() }));
    let exclusive = EXCLUSIVE
        .into_iter()
        .filter(|(key, other)| is_recorded(key) && is_recorded(other))
        .map(|(key, other)| (key, Problem::TwoOutcomes { other: other.as_str().into() }));
    early.chain(exclusive).map(|(key, problem)| context.facts.key(key.as_str(), problem)).collect()
}
