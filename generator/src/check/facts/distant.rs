//! A date so far ahead that a digit of its year must be wrong.

use jiff::ToSpan;
use jiff::civil::Date;

use super::context::{Facts, OpportunityContext};
use super::dates::days_in_order;
use crate::diagnostic::{Diagnostic, Problem};

/// A small contract takes weeks from one step to the next.
const MOST_YEARS: i64 = 2;

/// The first step of an opportunity that comes years after the one before, or after today.
pub(super) fn steps(context: &OpportunityContext<'_>) -> Option<Diagnostic> {
    let days = days_in_order(context);
    let is_distant =
        |earlier: Date, later: Date| later.checked_sub(MOST_YEARS.years()).is_ok_and(|latest| earlier < latest);
    let (first, day) = days.first()?;
    if is_distant(context.today(), *day) {
        return Some(context.facts.value(&[first], Problem::FarAhead));
    }
    let mut pairs = days.iter().zip(days.iter().skip(1));
    let ((before, earlier), (key, later)) = pairs.find(|(earlier, later)| is_distant(earlier.1, later.1))?;
    let years = later.year() - earlier.year();
    let problem = Problem::DistantDate { key: (*key).into(), after: (*before).into(), years };
    Some(context.facts.value(&[key], problem).with(context.facts.other(&[before])))
}

/// News that is dated more than a year ahead.
pub(super) fn news(date: Date, today: Date, facts: Facts<'_>) -> Option<Diagnostic> {
    let is_distant = first_near_day(date).is_some_and(|first| today < first);
    is_distant.then(|| facts.value(&["date"], Problem::FarAhead))
}

/// The day from which on news of this date is not too far ahead.
pub(crate) fn first_near_day(date: Date) -> Option<Date> {
    date.checked_sub(1.year()).ok()
}
