//! The dates of an opportunity follow each other.

use jiff::Timestamp;
use jiff::civil::Date;

use super::context::OpportunityContext;
use crate::diagnostic::{Diagnostic, Problem};

/// Posting, questions, closing, selection, start and delivery follow each other.
pub(super) fn rule(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    let facts = context.facts;
    let report = |disorder: Disorder| {
        let Disorder { earlier, later, wrong, other } = disorder;
        let problem =
            Problem::DateOrder { key: later.key.into(), before: earlier.key.into(), same_day: later.same_day };
        facts.value(&[wrong], problem).with(facts.other(&[other]))
    };
    disorders(context).into_iter().map(report).collect()
}

/// The days of all steps that are known with their keys, in their order; none if they are not.
pub(super) fn days_in_order(context: &OpportunityContext<'_>) -> Vec<(&'static str, Date)> {
    let steps = if are_in_order(context) { steps(context) } else { Vec::new() };
    steps.into_iter().map(|step| (step.key, step.day)).collect()
}

/// Whether the day of posting fits with the other dates: otherwise what is compared with it says nothing.
pub(super) fn are_in_order(context: &OpportunityContext<'_>) -> bool {
    disorders(context).is_empty()
}

/// Two dates in the wrong order.
struct Disorder {
    earlier: Step,
    later: Step,
    /// The key of the one that does not fit with the others either, and that of the other one.
    wrong: &'static str,
    other: &'static str,
}

fn disorders(context: &OpportunityContext<'_>) -> Vec<Disorder> {
    let mut steps = steps(context);
    let mut disorders = Vec::new();
    while let Some(i) = (1..steps.len()).find(|i| !steps[*i].follows(&steps[i - 1])) {
        let culprit = culprit(&steps, i);
        let (earlier, later) = (steps[i - 1], steps[i]);
        let (wrong, other) = if culprit == i { (later.key, earlier.key) } else { (earlier.key, later.key) };
        disorders.push(Disorder { earlier, later, wrong, other });
        steps.remove(culprit);
    }
    disorders
}

/// A date of the facts, among those that follow each other.
#[derive(Clone, Copy)]
struct Step {
    key: &'static str,
    day: Date,
    /// `None` if only the day is known.
    instant: Option<Timestamp>,
    /// Whether it may be on the day of the one before.
    same_day: bool,
}

fn steps(context: &OpportunityContext<'_>) -> Vec<Step> {
    let opportunity = context.opportunity;
    let instant =
        |key, when: Option<Timestamp>| Some(Step { key, day: context.day(when?), instant: when, same_day: false });
    let date = |key, when: Option<Date>| Some(Step { key, day: when?, instant: None, same_day: key == "starts" });
    let steps = [
        date("posted", opportunity.schedule.map(|schedule| schedule.posted)),
        instant("questions_close", opportunity.questions_close),
        instant("closes", opportunity.closes),
        date("selection", opportunity.selection),
        date("starts", opportunity.starts),
        date("delivers", opportunity.delivers),
    ];
    steps.into_iter().flatten().collect()
}

impl Step {
    /// Two instants may be of one day.
    fn follows(&self, earlier: &Self) -> bool {
        match (earlier.instant, self.instant) {
            (Some(earlier), Some(later)) => earlier < later,
            _ => earlier.day < self.day || (self.same_day && earlier.day == self.day),
        }
    }
}

/// Which of two dates in the wrong order does not fit with the others either: that at `i`, or that before it.
fn culprit(steps: &[Step], i: usize) -> usize {
    let fits = |before: Option<&Step>, after: Option<&Step>| match (before, after) {
        (Some(before), Some(after)) => after.follows(before),
        _ => true,
    };
    let without_earlier = fits(i.checked_sub(2).map(|before| &steps[before]), Some(&steps[i]));
    let without_later = fits(Some(&steps[i - 1]), steps.get(i + 1));
    // Questions close before the whole does, not the other way around.
    let is_detail = steps[i - 1].key == "questions_close";
    if without_earlier && (!without_later || is_detail) { i - 1 } else { i }
}
