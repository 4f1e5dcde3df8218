//! What the facts of an opportunity say together: dates in their order, a price within the limit.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::format::Zone;

use super::At;
use crate::diagnostic::{Diagnostic, Problem, Rule};
use crate::model::{Limits, Opportunity, Outcome, Thresholds};

/// A day, and its instant when it has one.
type Moment = (Date, Option<Timestamp>);

/// Posted, questions, closing, selection, start and delivery follow each other; award and delivery too.
pub(super) fn dates(of: &Opportunity, zone: &Zone, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let day = |instant: Timestamp| zone.civil(instant).date();
    let instant = |when: Option<Timestamp>| when.map(|when| (day(when), Some(when)));
    let date = |when: Option<Date>| when.map(|when| (when, None));
    let steps: [(&'static str, Option<Moment>, bool); 6] = [
        ("posted", date(of.schedule.map(|schedule| schedule.posted)), false),
        ("questions_close", instant(of.questions_close), false),
        ("closes", instant(of.closes), false),
        ("selection", date(of.selection), false),
        ("starts", date(of.starts), true),
        ("delivers", date(of.delivers), false),
    ];
    let mut last: Option<(&'static str, Moment)> = None;
    for (key, moment, same_day) in steps {
        let Some(moment) = moment else { continue };
        match last {
            Some((before, earlier)) if !follows(earlier, moment, same_day) => {
                let problem = Problem::DateOrder { key, before, same_day };
                found.push(at.value(&[key], problem).with(at.fact(before)));
            }
            _ => last = Some((key, moment)),
        }
    }
    if let Some(Outcome::Delivered(award, delivery)) = &of.outcome
        && delivery.date < award.date
    {
        let problem = Problem::DateOrder { key: "delivery", before: "award", same_day: true };
        found.push(at.value(&["delivery", "date"], problem).with(at.fact_in(&["award", "date"])));
    }
}

/// Whether a moment comes after an earlier one. Two instants may be of one day; otherwise only what may
/// happen on the `same_day`.
fn follows(earlier: Moment, later: Moment, same_day: bool) -> bool {
    match (earlier.1, later.1) {
        (Some(earlier), Some(later)) => earlier < later,
        _ => earlier.0 < later.0 || (same_day && earlier.0 == later.0),
    }
}

/// The price with the highest tax does not pass the limit, and leaves a margin.
pub(super) fn price(
    of: &Opportunity,
    limits: &Limits,
    thresholds: &Thresholds,
    at: &At<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let with_tax = limits.with_tax(of.value);
    if with_tax > limits.total {
        let problem = Problem::PriceAboveLimit { with_tax, limit: limits.total, most: limits.most() };
        found.push(at.value(&["value"], problem));
    } else if of.value > thresholds.tax_safe && of.outcome.is_none() {
        found.push(at.value(&["value"], Rule::AboveTaxSafe { value: of.value, most: thresholds.tax_safe }));
    }
}
