//! A date so far ahead that a digit of its year must be wrong.

use jiff::ToSpan;
use jiff::civil::Date;

use super::facts::days_in_order;
use super::opportunity::{Facts, OpportunityContext};
use crate::diagnostic::{Diagnostic, Problem};

/// A small contract takes weeks from one step to the next.
const MOST_YEARS: i64 = 2;

/// The first step of an opportunity that comes years after the one before.
pub(super) fn steps(context: &OpportunityContext<'_>) -> Option<Diagnostic> {
    let days = days_in_order(context);
    let mut pairs = days.iter().zip(days.iter().skip(1));
    let is_distant = |(earlier, later): &(&(_, Date), &(_, Date))| {
        later.1.checked_sub(MOST_YEARS.years()).is_ok_and(|latest| earlier.1 < latest)
    };
    let ((before, earlier), (key, later)) = pairs.find(is_distant)?;
    let years = later.year() - earlier.year();
    let problem = Problem::DistantDate { key: (*key).into(), after: (*before).into(), years };
    Some(context.facts.value(&[key], problem).with(context.facts.other(&[before])))
}

/// News that is dated more than a year ahead.
pub(super) fn news(date: Date, today: Date, facts: Facts<'_>) -> Option<Diagnostic> {
    let is_distant = first_near_day(date).is_some_and(|first| today < first);
    is_distant.then(|| facts.value(&["date"], Problem::DistantNews))
}

/// The day from which on news of this date is not too far ahead.
pub(crate) fn first_near_day(date: Date) -> Option<Date> {
    date.checked_sub(1.year()).ok()
}
