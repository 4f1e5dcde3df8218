//! The dates that a new opportunity may take: on working days, with time enough for everyone.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday, time};

use crate::calendar::{first_working_day_from, is_working_day};

/// The dates of an opportunity, in their order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dates {
    /// The last instant for questions, at 14:00.
    pub(crate) questions_close: DateTime,
    /// The closing, at 14:00 from Monday to Thursday.
    pub(crate) closes: DateTime,
    /// The selection of the supplier.
    pub(crate) selection: Date,
    /// The start of the work.
    pub(crate) starts: Date,
    /// The delivery of the work.
    pub(crate) delivers: Date,
}

/// Bidders have three weeks, or more where the rules ask for more.
const OPEN_DAYS: u32 = 21;
/// Hours that a person has for one contract in a week.
const WEEK: u32 = 20;

impl Dates {
    /// Dates for an opportunity that is written on `today`, of so many hours of work.
    pub(crate) fn proposed(today: Date, posting_days: u32, hours: u32) -> Self {
        // A few days go by until it is approved and posted.
        let closes = after(today, i64::from(OPEN_DAYS.max(posting_days + 7)));
        Self::closing(no_friday(closes).to_datetime(time(14, 0, 0, 0)), hours)
    }

    /// Dates for an opportunity that closes at a given time.
    pub(crate) fn closing(closes: DateTime, hours: u32) -> Self {
        let questions = before(closes.date(), 4);
        let selection = after(closes.date(), 8);
        let starts = after(selection, 3);
        let weeks = i64::from(hours.div_ceil(WEEK).max(2));
        Self {
            questions_close: questions.to_datetime(time(14, 0, 0, 0)),
            closes,
            selection,
            starts,
            delivers: after(starts, weeks * 7),
        }
    }
}

/// The first working day so many days later.
fn after(day: Date, days: i64) -> Date {
    first_working_day_from(day.saturating_add(days.days()))
}

/// The last working day so many days earlier.
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
