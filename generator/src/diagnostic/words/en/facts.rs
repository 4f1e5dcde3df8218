//! Prices, dates and effort that are not fair, or not allowed.

use jiff::civil::{Date, Weekday};
use submit_fn::shared::format::{Cents, duration, money, number};

use super::{EN, words};
use crate::diagnostic::operand::Holiday;
use crate::diagnostic::words::{Words, counted, tenths};
use crate::model::Effort;

pub(super) fn price_above_limit(with_tax: Cents, limit: Cents, most: Cents) -> Words {
    words(
        format!("with the highest tax this price is {}, above the limit of {}", money(with_tax, EN), money(limit, EN)),
        format!("the highest price before taxes is {}", money(most, EN)),
    )
}

pub(super) fn short_posting(days: i32, least: u32) -> Words {
    words(
        format!(
            "it closes {} after posting; bidders have at least {}",
            counted_days(days),
            counted(u64::from(least), "day", EN)
        ),
        "close later: a fair chance includes a weekend and those who read late",
    )
}

pub(super) fn hourly_rate(value: Cents, hours: u32, rate: Cents, [least, most]: [Cents; 2]) -> Words {
    words(
        format!(
            "{} for {} is {} an hour, outside {} to {}",
            money(value, EN),
            counted(u64::from(hours), "hour", EN),
            money(rate, EN),
            money(least, EN),
            money(most, EN)
        ),
        if rate < least {
            "ask for less work, or pay more"
        } else {
            "check the estimate of hours: more work may be meant, or a lower price be fair"
        },
    )
}

pub(super) fn heavy_workload(hours: u32, days: i32, tenths_a_week: u32, most_tenths: u32) -> Words {
    words(
        format!(
            "{} in {} is {} hours a week, more than {}",
            counted(u64::from(hours), "hour", EN),
            counted_days(days),
            tenths(tenths_a_week, EN),
            tenths(most_tenths, EN)
        ),
        "deliver later: freelancers have other clients, and students have classes",
    )
}

pub(super) fn too_long(effort: &Effort, limit: u32) -> String {
    format!(
        "a proposal takes about {} ({} to read, {} to write), more than {}",
        duration(effort.minutes),
        counted(u64::from(effort.words_to_read), "word", EN),
        number(u64::from(effort.words_to_write), EN),
        duration(limit)
    )
}

/// Days between two dates that may be in the wrong order.
pub(super) fn counted_days(days: i32) -> String {
    let sign = if days < 0 { "-" } else { "" };
    format!("{sign}{}", counted(u64::from(days.unsigned_abs()), "day", EN))
}

pub(super) fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

pub(super) const fn holiday_name(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => "New Year's Day",
        Holiday::GoodFriday => "Good Friday",
        Holiday::EasterMonday => "Easter Monday",
        Holiday::Victoria => "Victoria Day",
        Holiday::Canada => "Canada Day",
        Holiday::Civic => "the Civic Holiday",
        Holiday::Labour => "Labour Day",
        Holiday::TruthAndReconciliation => "the National Day for Truth and Reconciliation",
        Holiday::Thanksgiving => "Thanksgiving",
        Holiday::Remembrance => "Remembrance Day",
        Holiday::Christmas => "Christmas Day",
        Holiday::Boxing => "Boxing Day",
    }
}
