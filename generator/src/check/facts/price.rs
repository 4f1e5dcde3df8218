//! The price of an opportunity and that of its contract are within the limit.

use submit_fn::shared::format::Cents;

use super::context::OpportunityContext;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Outcome;

/// Neither the price nor the contract's passes the limit with the highest tax; the price leaves a margin.
pub(super) fn rule(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    let (opportunity, limits, facts) = (context.opportunity, &context.settings.limits, context.facts);
    let too_much = |value: Cents| {
        let with_tax = limits.with_tax(value);
        let problem = Problem::PriceAboveLimit { with_tax, limit: limits.total, most: limits.most() };
        (with_tax > limits.total).then_some(problem)
    };
    let mut diagnostics = Vec::new();
    if let Some(Outcome::Awarded(award) | Outcome::Delivered(award, _) | Outcome::NotDelivered(award, _)) =
        &opportunity.outcome
        && let Some(problem) = award.value.and_then(too_much)
    {
        diagnostics.push(facts.value(&["award", "value"], problem));
    }
    let (value, most) = (opportunity.value, context.thresholds().tax_safe);
    if let Some(problem) = too_much(value) {
        diagnostics.push(facts.value(&["value"], problem));
    } else if value > most && opportunity.outcome.is_none() {
        diagnostics.push(facts.value(&["value"], Problem::AboveTaxSafe { value, most }));
    }
    diagnostics
}
