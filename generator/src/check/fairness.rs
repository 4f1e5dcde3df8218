//! What makes an opportunity fair to those who answer: time, pay, and a proposal that is soon written.
//!
//! Nothing is said of what has ended: it can no longer be made fairer.

use jiff::civil::{Time, Weekday};
use submit_fn::shared::format::{Cents, Zone};

use super::{At, calendar};
use crate::diagnostic::operand::Effort;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Opportunity, Thresholds};

/// How fast a text is read, in words a minute, with care.
const READING_SPEED: u32 = 200;
/// How fast an answer is written, in words a minute, with its thought and its corrections.
const WRITING_SPEED: u32 = 12;
/// How long the rest of the form takes, in minutes.
const FORM_MINUTES: u32 = 10;

/// All rules of fairness.
pub(super) fn rules(of: &Opportunity, thresholds: &Thresholds, zone: &Zone, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    closing(of, thresholds, zone, at, found);
    pay(of, thresholds, at, found);
    workload(of, thresholds, at, found);
    proposal(&effort(of), thresholds, at, found);
}

/// Enough time, and a closing when someone is there.
fn closing(of: &Opportunity, thresholds: &Thresholds, zone: &Zone, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let Some(closes) = of.closes.map(|closes| zone.civil(closes)) else { return };
    let day = closes.date();
    if let Some(schedule) = of.schedule
        && schedule.posted < day
    {
        let days = (day - schedule.posted).get_days();
        let least = thresholds.posting_days;
        if i64::from(days) < i64::from(least) {
            found.push(at.value(&["closes"], Problem::ShortPosting { days, least }).with(at.fact(&["posted"])));
        }
    }
    let noon = Time::midnight().saturating_add(jiff::SignedDuration::from_hours(12));
    let rule = match calendar::holiday(day) {
        _ if calendar::is_weekend(day) => Problem::ClosesOnWeekend { date: day },
        Some(holiday) => Problem::ClosesOnHoliday { holiday },
        None if day.weekday() == Weekday::Friday && closes.time() >= noon => Problem::ClosesOnFridayAfternoon,
        None => return,
    };
    found.push(at.value(&["closes"], rule));
}

/// An hourly rate that one can live on, and that the public can defend.
fn pay(of: &Opportunity, thresholds: &Thresholds, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(hours), Some(rate)) = (of.hours, of.hourly_rate()) else { return };
    let (least, most) = thresholds.hourly_rate;
    if rate < least || rate > most {
        let rule = Problem::HourlyRate { value: of.value, hours, rate, least, most };
        found.push(at.value(&["hours"], rule).with(at.fact(&["value"])));
    }
}

/// No more hours a week than a working week has.
fn workload(of: &Opportunity, thresholds: &Thresholds, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(hours), Some(starts), Some(delivers)) = (of.hours, of.starts, of.delivers) else { return };
    let days = (delivers - starts).get_days();
    let Ok(length) = u64::try_from(days) else { return };
    if length == 0 {
        return;
    }
    let tenths_a_week = u32::try_from(u64::from(hours) * 70 / length).unwrap_or(u32::MAX);
    if tenths_a_week > thresholds.week_tenths {
        let rule = Problem::HeavyWorkload { hours, days, tenths_a_week, most_tenths: thresholds.week_tenths };
        found.push(at.value(&["hours"], rule).with(at.fact(&["delivers"])));
    }
}

/// What a proposal asks of a bidder who reads the longer version and writes all the words.
pub(crate) fn effort(of: &Opportunity) -> Effort {
    let words_to_read = u32::try_from(of.prose.en.words.max(of.prose.fr.words)).unwrap_or(u32::MAX);
    let words_to_write = of.criteria.iter().fold(0_u32, |sum, criterion| sum.saturating_add(criterion.max_words));
    let minutes = words_to_read.div_ceil(READING_SPEED) + words_to_write.div_ceil(WRITING_SPEED) + FORM_MINUTES;
    Effort { words_to_read, words_to_write, minutes }
}

fn proposal(effort: &Effort, thresholds: &Thresholds, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let Thresholds { proposal_minutes: budget, proposal_minutes_most: most, .. } = *thresholds;
    if effort.minutes > most {
        found.push(at.key("criteria", Problem::TooLongProposal { effort: *effort, most }));
    } else if effort.minutes > budget {
        found.push(at.key("criteria", Problem::LongProposal { effort: *effort, budget }));
    }
}

impl Opportunity {
    /// What an hour of the estimated work is paid, to the cent.
    pub(crate) fn hourly_rate(&self) -> Option<Cents> {
        self.value.0.checked_div(u64::from(self.hours?)).map(Cents)
    }
}
