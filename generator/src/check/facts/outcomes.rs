//! Outcomes that exclude each other, or that come only after another one.

use super::context::OpportunityContext;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::OutcomeKey::{self, Award, Cancelled, Delivery, NotAwarded, NotDelivered};

/// The first is reported, and should go.
const EXCLUSIVE: [(OutcomeKey, OutcomeKey); 4] =
    [(Cancelled, Award), (NotAwarded, Award), (Cancelled, NotAwarded), (NotDelivered, Delivery)];

/// How a contract ends, which there is only after an award.
const ENDS: [OutcomeKey; 2] = [Delivery, NotDelivered];

pub(super) fn rule(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    let is_recorded = |key: &OutcomeKey| context.opportunity.outcome_keys.contains(key);
    let without_award = ENDS
        .into_iter()
        .filter(|end| is_recorded(end) && !is_recorded(&Award))
        .map(|end| (end, Problem::MissingKey { key: Award.as_str().into() }));
    let exclusive = EXCLUSIVE
        .into_iter()
        .filter(|(key, other)| is_recorded(key) && is_recorded(other))
        .map(|(key, other)| (key, Problem::TwoOutcomes { other: other.as_str().into() }));
    without_award.chain(exclusive).map(|(key, problem)| context.facts.key(key.as_str(), problem)).collect()
}
