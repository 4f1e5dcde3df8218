//! What makes a posting stand up to questions: approvals and a review before it.

use super::context::OpportunityContext;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Approver, Status};

/// The three approvals, by the keys of `approvals`.
const APPROVALS: [(&str, Approver); 3] =
    [("business", Approver::Business), ("finance", Approver::Finance), ("procurement", Approver::Procurement)];

/// The rules for one opportunity: nothing is posted before it was approved and read by a peer.
pub(super) fn rule(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    let (opportunity, facts) = (context.opportunity, context.facts);
    let Some(schedule) = opportunity.schedule else { return Vec::new() };
    if !matches!(Status::of(opportunity, context.now), Status::Open | Status::Upcoming) {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    let given = |by: Approver| opportunity.approvals.iter().find(|(given, _)| *given == by);
    let missing: Vec<_> =
        APPROVALS.into_iter().filter(|(_, by)| given(*by).is_none()).map(|(key, _)| key.into()).collect();
    // Approvals and reviews that cannot be read are reported as such.
    if !missing.is_empty() && facts.entries("approvals") == opportunity.approvals.len() {
        let problem = Problem::MissingApproval { missing };
        diagnostics.push(match opportunity.approvals.as_slice() {
            [] => facts.value(&["posted"], problem),
            _ => facts.key("approvals", problem).with(facts.other(&["posted"])),
        });
    }
    for (key, by) in APPROVALS {
        if given(by).is_some_and(|(_, date)| *date > schedule.posted) {
            let problem = Problem::LateApproval { posted: schedule.posted };
            diagnostics.push(facts.value(&["approvals", key], problem).with(facts.other(&["posted"])));
        }
    }
    if opportunity.reviews.is_empty() && facts.entries("reviews") == 0 {
        diagnostics.push(facts.value(&["posted"], Problem::MissingReview));
    }
    diagnostics
}
