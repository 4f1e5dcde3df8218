//! The days on which the federal public service works.
//!
//! The holidays are those of the collective agreements of the core public administration, and of
//! section 166 of the Canada Labour Code. One that falls on a weekend is observed on the next working day.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use crate::diagnostic::operand::Holiday;

pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The holiday observed on a day.
pub(crate) fn holiday(day: Date) -> Option<Holiday> {
    // A holiday of late December may be observed in January.
    [day.year() - 1, day.year()]
        .into_iter()
        .find_map(|year| observed(year).into_iter().find(|(_, on)| *on == day).map(|(holiday, _)| holiday))
}

pub(crate) fn is_working_day(day: Date) -> bool {
    !is_weekend(day) && holiday(day).is_none()
}

pub(crate) fn first_working_day_from(day: Date) -> Date {
    let mut day = day;
    while !is_working_day(day) {
        day = day.saturating_add(1.day());
    }
    day
}

/// The holidays of a year, with the days on which they are observed.
fn observed(year: i16) -> Vec<(Holiday, Date)> {
    let easter = easter(year);
    let nth = |month: i8, nth: i8, weekday| date(year, month, 1).nth_weekday_of_month(nth, weekday);
    // Victoria Day is the Monday before May 25.
    let victoria = (1..=7).map(|days| date(year, 5, 25).saturating_sub(days.days()));
    let holidays = [
        (Holiday::NewYear, Some(date(year, 1, 1))),
        (Holiday::GoodFriday, Some(easter.saturating_sub(2.days()))),
        (Holiday::EasterMonday, Some(easter.saturating_add(1.day()))),
        (Holiday::Victoria, victoria.into_iter().find(|day| day.weekday() == Weekday::Monday)),
        (Holiday::Canada, Some(date(year, 7, 1))),
        (Holiday::Civic, nth(8, 1, Weekday::Monday).ok()),
        (Holiday::Labour, nth(9, 1, Weekday::Monday).ok()),
        (Holiday::TruthAndReconciliation, Some(date(year, 9, 30))),
        (Holiday::Thanksgiving, nth(10, 2, Weekday::Monday).ok()),
        (Holiday::Remembrance, Some(date(year, 11, 11))),
        (Holiday::Christmas, Some(date(year, 12, 25))),
        (Holiday::Boxing, Some(date(year, 12, 26))),
    ];
    let mut observed: Vec<(Holiday, Date)> = Vec::new();
    for (holiday, day) in holidays {
        let Some(mut day) = day else { continue };
        while is_weekend(day) || observed.iter().any(|(_, other)| *other == day) {
            day = day.saturating_add(1.day());
        }
        observed.push((holiday, day));
    }
    observed
}

/// Easter Sunday of the Gregorian calendar (the “anonymous” algorithm, Nature, 1876).
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    // The month is 3 or 4, and the day 1 to 31: both fit.
    date(year as i16, (days / 31) as i8, (days % 31 + 1) as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_published_calendars_have_it() {
        for day in [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25)] {
            assert_eq!(easter(day.year()), day);
        }
    }

    #[test]
    fn holidays_on_a_weekend_are_observed_after_it() {
        assert_eq!(holiday(date(2026, 12, 25)), Some(Holiday::Christmas));
        // December 26, 2026 is a Saturday.
        assert_eq!(holiday(date(2026, 12, 28)), Some(Holiday::Boxing));
        // December 25 and 26, 2027 are a Saturday and a Sunday.
        assert_eq!(holiday(date(2027, 12, 27)), Some(Holiday::Christmas));
        assert_eq!(holiday(date(2027, 12, 28)), Some(Holiday::Boxing));
        assert_eq!(holiday(date(2028, 1, 3)), Some(Holiday::NewYear));
    }

    #[test]
    fn movable_holidays_fall_where_published_calendars_have_them() {
        assert_eq!(holiday(date(2026, 4, 3)), Some(Holiday::GoodFriday));
        assert_eq!(holiday(date(2026, 5, 18)), Some(Holiday::Victoria));
        assert_eq!(holiday(date(2026, 9, 7)), Some(Holiday::Labour));
        assert_eq!(holiday(date(2026, 10, 12)), Some(Holiday::Thanksgiving));
        assert_eq!(holiday(date(2026, 11, 10)), None);
    }
}
