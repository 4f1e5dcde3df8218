//! What makes an opportunity fair to those who answer: time, pay, and a proposal that is soon written.
//!
//! Nothing is said of what has ended: it can no longer be made fairer.

use jiff::civil::{Time, Weekday};
use submit_fn::shared::lang::Bilingual;

use super::opportunity::OpportunityContext;
use super::record;
use crate::calendar;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Amendment, Fact, FactValue, Opportunity, Thresholds};
use crate::read::Segment::{Index, Key};

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

/// An amendment comes while there is time to read it, and takes no time away. The one at `index` is of a day that is
/// neither before posting nor in the future.
pub(super) fn amendment(context: &OpportunityContext<'_>, index: usize, amendment: &Amendment) -> Vec<Diagnostic> {
    let (opportunity, facts) = (context.opportunity, context.facts);
    let before = |fact| {
        let was = amendment.was.iter().find(|(changed, _)| *changed == fact).map(|(_, was)| was.clone());
        was.or_else(|| opportunity.fact_after(index, fact)).as_ref().and_then(FactValue::instant)
    };
    let after = |fact| opportunity.fact_after(index, fact).as_ref().and_then(FactValue::instant);
    let changes = |is_such: fn(Fact) -> bool| amendment.was.iter().any(|(fact, _)| is_such(*fact));
    let date = [Key("amendments"), Index(index), Key("date")];
    let closed = record::closed(context, before(Fact::Closes)).filter(|closed| amendment.date > *closed);
    if let Some(closed) = closed.filter(|_| changes(Fact::is_of_the_offer)) {
        return vec![facts.problem(&date, Problem::LateChange { closed })];
    }
    for fact in [Fact::Closes, Fact::QuestionsClose] {
        let is_earlier = || after(fact).zip(before(fact)).is_some_and(|(after, before)| after < before);
        if amendment.was.iter().any(|(changed, _)| *changed == fact) && is_earlier() {
            let problem = Problem::LessTime { fact: fact.key().into() };
            let was = [Key("amendments"), Index(index), Key("was"), Key(fact.key())];
            return vec![facts.problem(&was, problem).with(facts.other(&[fact.key()]))];
        }
    }
    // The text of one that is over can still be corrected; a number in it cannot, which git tells.
    let has_texts = closed.is_none() && !amendment.texts.is_empty();
    if !changes(|fact| fact.is_weighed() || fact == Fact::Closes) && !has_texts {
        return Vec::new();
    }
    // Amendments of one day are read together.
    let same_day = opportunity.amendments.iter().rposition(|other| other.date == amendment.date).unwrap_or(index);
    let closes = opportunity.fact_after(same_day, Fact::Closes).as_ref().and_then(FactValue::instant);
    let least = context.thresholds().amendment_days;
    let days = closes.map(|closes| (context.day(closes) - amendment.date).get_days());
    let short = days.filter(|days| i64::from(*days) < i64::from(least));
    let report = |days| facts.problem(&date, Problem::ShortNotice { days, least }).with(facts.other(&["closes"]));
    short.map(report).into_iter().collect()
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
