//! Default dates for a new opportunity: working days, with enough time for everyone.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday, time};

use crate::calendar::{first_working_day_from, is_working_day};

/// In chronological order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dates {
    /// At 14:00.
    pub(crate) questions_close: DateTime,
    /// By default at 14:00, from Monday to Thursday.
    pub(crate) closes: DateTime,
    pub(crate) selection: Date,
    pub(crate) starts: Date,
    pub(crate) delivers: Date,
}

/// How long bidders have, unless the site's rules ask for more.
const OPEN_DAYS: u32 = 21;
/// How many hours a person works on one contract.
const HOURS_A_WEEK: u32 = 20;

impl Dates {
    /// Dates for an opportunity that is drafted `today`.
    pub(crate) fn proposed(today: Date, posting_days: u32, hours: u32) -> Self {
        // A few days pass until it is approved and posted.
        let closes = after(today, i64::from(OPEN_DAYS.max(posting_days + 7)));
        Self::closing(no_friday(closes).to_datetime(time(14, 0, 0, 0)), hours)
    }

    /// The other dates, for an opportunity that closes at `closes`.
    pub(crate) fn closing(closes: DateTime, hours: u32) -> Self {
        let questions = before(closes.date(), 4);
        let selection = after(closes.date(), 8);
        let starts = after(selection, 3);
        let weeks = i64::from(hours.div_ceil(HOURS_A_WEEK).max(2));
        Self {
            questions_close: questions.to_datetime(time(14, 0, 0, 0)),
            closes,
            selection,
            starts,
            delivers: after(starts, weeks * 7),
        }
    }
}

/// The first working day at least `days` later.
fn after(day: Date, days: i64) -> Date {
    first_working_day_from(day.saturating_add(days.days()))
}

/// The last working day at least `days` earlier.
fn before(day: Date, days: i64) -> Date {
    let mut day = day.saturating_sub(days.days());
    while !is_working_day(day) {
        day = day.saturating_sub(1.day());
    }
    day
}

fn no_friday(day: Date) -> Date {
    if day.weekday() == Weekday::Friday { after(day, 1) } else { day }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn proposed_dates_are_working_days_in_their_order(days in 0_i64..3000, hours in 1_u32..300) {
            let today = date(2026, 1, 1).saturating_add(days.days());
            let dates = Dates::proposed(today, 7, hours);
            let all = [
                today, dates.questions_close.date(), dates.closes.date(), dates.selection, dates.starts, dates.delivers,
            ];
            prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
            prop_assert!(all[1..].iter().all(|day| is_working_day(*day)), "{all:?}");
            prop_assert!(dates.closes.date().weekday() != Weekday::Friday);
        }
    }
}
