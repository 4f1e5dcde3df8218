//! What makes an opportunity fair to those who answer: time, pay, and a proposal that is soon written.
//!
//! Nothing is said of what has ended: it can no longer be made fairer.

use jiff::civil::{Time, Weekday};
use submit_fn::shared::lang::Bilingual;

use super::opportunity::OpportunityContext;
use crate::calendar;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Opportunity, Thresholds};

/// The rules for the facts.
pub(super) fn rule(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    if context.opportunity.outcome.is_some() {
        return Vec::new();
    }
    let rules = [posting_time(context), closing_day(context), pay(context), workload(context)];
    rules.into_iter().flatten().collect()
}

/// Enough time from posting to closing.
fn posting_time(context: &OpportunityContext<'_>) -> Option<Diagnostic> {
    let (opportunity, facts) = (context.opportunity, context.facts);
    let posted = opportunity.schedule?.posted;
    let day = context.day(opportunity.closes?);
    let days = (day - posted).get_days();
    let least = context.thresholds().posting_days;
    if days <= 0 || i64::from(days) >= i64::from(least) {
        return None;
    }
    Some(facts.value(&["closes"], Problem::ShortPosting { days, least }).with(facts.other(&["posted"])))
}

/// A closing when someone is there.
fn closing_day(context: &OpportunityContext<'_>) -> Option<Diagnostic> {
    let closes = context.settings.zone.civil(context.opportunity.closes?);
    let day = closes.date();
    let noon = Time::midnight().saturating_add(jiff::SignedDuration::from_hours(12));
    let problem = match calendar::holiday(day) {
        _ if calendar::is_weekend(day) => Problem::ClosesOnWeekend { date: day },
        Some(holiday) => Problem::ClosesOnHoliday { holiday },
        None if day.weekday() == Weekday::Friday && closes.time() >= noon => Problem::ClosesOnFridayAfternoon,
        None => return None,
    };
    Some(context.facts.value(&["closes"], problem))
}

/// An hourly rate that one can live on, and that the public can defend.
fn pay(context: &OpportunityContext<'_>) -> Option<Diagnostic> {
    let (opportunity, facts) = (context.opportunity, context.facts);
    let (hours, rate) = (opportunity.hours?, opportunity.hourly_rate()?);
    let (least, most) = context.thresholds().hourly_rate;
    if (least..=most).contains(&rate) {
        return None;
    }
    let problem = Problem::HourlyRate { value: opportunity.value, hours, rate, least, most };
    Some(facts.value(&["hours"], problem).with(facts.other(&["value"])))
}

/// No more hours a week than a working week has.
fn workload(context: &OpportunityContext<'_>) -> Option<Diagnostic> {
    let (opportunity, facts) = (context.opportunity, context.facts);
    let hours = opportunity.hours?;
    let days = (opportunity.delivers? - opportunity.starts?).get_days();
    let length = u64::try_from(days).ok().filter(|length| *length > 0)?;
    let tenths_a_week = u32::try_from((u64::from(hours) * 70 + length / 2) / length).unwrap_or(u32::MAX);
    let most_tenths = context.thresholds().week_tenths;
    if tenths_a_week <= most_tenths {
        return None;
    }
    let problem = Problem::HeavyWorkload { hours, days, tenths_a_week, most_tenths };
    Some(facts.value(&["hours"], problem).with(facts.other(&["delivers"])))
}

/// A proposal that takes no longer to write than it should, after texts of so many words.
pub(super) fn proposal(opportunity: &Opportunity, words: Bilingual<usize>, thresholds: &Thresholds) -> Option<Problem> {
    if opportunity.outcome.is_some() {
        return None;
    }
    let effort = opportunity.effort(words);
    let Thresholds { proposal_minutes: budget, proposal_minutes_most: most, .. } = *thresholds;
    if effort.minutes > most {
        Some(Problem::TooLongProposal { effort, most })
    } else if effort.minutes > budget {
        Some(Problem::LongProposal { effort, budget })
    } else {
        None
    }
}
