//! What the facts of an opportunity say together: dates in their order, a price within the limit.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::{Cents, Zone};

use super::At;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Limits, Opportunity, Outcome, Thresholds};

/// A day, and its instant when it has one.
type Moment = (Date, Option<Timestamp>);

/// Posting, questions, closing, selection, start and delivery follow each other.
pub(super) fn dates(of: &Opportunity, zone: &Zone, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let day = |instant: Timestamp| zone.civil(instant).date();
    let instant = |when: Option<Timestamp>| when.map(|when| (day(when), Some(when)));
    let date = |when: Option<Date>| when.map(|when| (when, None));
    let steps = [
        ("posted", date(of.schedule.map(|schedule| schedule.posted)), false),
        ("questions_close", instant(of.questions_close), false),
        ("closes", instant(of.closes), false),
        ("selection", date(of.selection), false),
        ("starts", date(of.starts), true),
        ("delivers", date(of.delivers), false),
    ];
    let mut steps: Vec<Step> =
        steps.into_iter().filter_map(|(key, moment, same_day)| Some(Step { key, moment: moment?, same_day })).collect();
    while let Some(i) = (1..steps.len()).find(|i| !steps[*i].follows(&steps[i - 1])) {
        let (earlier, later) = (&steps[i - 1], &steps[i]);
        let problem =
            Problem::DateOrder { key: later.key.into(), before: earlier.key.into(), same_day: later.same_day };
        let culprit = culprit(&steps, i);
        let (wrong, other) = if culprit == i { (later, earlier) } else { (earlier, later) };
        found.push(at.value(&[wrong.key], problem).with(at.fact(&[other.key])));
        steps.remove(culprit);
    }
}

/// A date of the facts, among those that follow each other.
struct Step {
    key: &'static str,
    moment: Moment,
    /// Whether it may be on the day of the one before.
    same_day: bool,
}

impl Step {
    /// Two instants may be of one day.
    fn follows(&self, earlier: &Self) -> bool {
        let (earlier, later) = (earlier.moment, self.moment);
        match (earlier.1, later.1) {
            (Some(earlier), Some(later)) => earlier < later,
            _ => earlier.0 < later.0 || (self.same_day && earlier.0 == later.0),
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

/// Neither the price nor the contract's passes the limit with the highest tax; the price leaves a margin.
pub(super) fn price(
    of: &Opportunity,
    limits: &Limits,
    thresholds: &Thresholds,
    at: &At<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let too_much = |value: Cents| {
        let with_tax = limits.with_tax(value);
        let problem = Problem::PriceAboveLimit { with_tax, limit: limits.total, most: limits.most() };
        (with_tax > limits.total).then_some(problem)
    };
    if let Some(Outcome::Awarded(award) | Outcome::Delivered(award, _) | Outcome::NotDelivered(award, _)) = &of.outcome
        && let Some(problem) = award.value.and_then(too_much)
    {
        found.push(at.value(&["award", "value"], problem));
    }
    if let Some(problem) = too_much(of.value) {
        found.push(at.value(&["value"], problem));
    } else if of.value > thresholds.tax_safe && of.outcome.is_none() {
        found.push(at.value(&["value"], Problem::AboveTaxSafe { value: of.value, most: thresholds.tax_safe }));
    }
}
