//! What makes an opportunity fair to those who answer: time, pay, and a proposal that is soon written.
//!
//! Nothing is said of what has ended: it can no longer be made fairer.

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use submit_fn::shared::lang::Bilingual;

use super::context::OpportunityContext;
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
pub(super) fn amendment(context: &OpportunityContext<'_>, index: usize, amendment: &Amendment) -> Option<Diagnostic> {
    let change = Changing { context, index, amendment };
    change.after_the_end().or_else(|| change.takes_time()).or_else(|| change.leaves_too_little_time())
}

/// An amendment with what it changed.
struct Changing<'c> {
    context: &'c OpportunityContext<'c>,
    index: usize,
    amendment: &'c Amendment,
}

impl Changing<'_> {
    fn former(&self, fact: Fact) -> Option<&FactValue> {
        self.amendment.was.iter().find(|(changed, _)| *changed == fact).map(|(_, was)| was)
    }

    fn changes(&self, is_such: fn(Fact) -> bool) -> bool {
        self.amendment.was.iter().any(|(fact, _)| is_such(*fact))
    }

    fn instant_after(&self, fact: Fact) -> Option<Timestamp> {
        self.context.opportunity.fact_after(self.index, fact)?.instant()
    }

    fn problem(&self, key: &'static str, problem: Problem) -> Diagnostic {
        self.context.facts.problem(&[Key("amendments"), Index(self.index), Key(key)], problem)
    }

    /// The day on which it had ended, if that was before the amendment.
    fn closed(&self) -> Option<Date> {
        let closes = self.former(Fact::Closes).map_or_else(|| self.instant_after(Fact::Closes), FactValue::instant);
        self.context.closed(closes).filter(|closed| self.amendment.date > *closed)
    }

    fn after_the_end(&self) -> Option<Diagnostic> {
        let closed = self.closed().filter(|_| self.changes(Fact::is_of_the_offer))?;
        Some(self.problem("date", Problem::LateChange { closed }))
    }

    fn takes_time(&self) -> Option<Diagnostic> {
        let is_earlier = |fact: &Fact| {
            let before = self.former(*fact).and_then(FactValue::instant);
            before.zip(self.instant_after(*fact)).is_some_and(|(before, after)| after < before)
        };
        let key = [Fact::Closes, Fact::QuestionsClose].iter().find(|fact| is_earlier(fact))?.key();
        let was = [Key("amendments"), Index(self.index), Key("was"), Key(key)];
        let facts = self.context.facts;
        Some(facts.problem(&was, Problem::LessTime { fact: key.into() }).with(facts.other(&[key])))
    }

    fn leaves_too_little_time(&self) -> Option<Diagnostic> {
        // The text of one that is over can still be corrected; a number in it cannot, which git tells.
        let has_texts = self.closed().is_none() && !self.amendment.texts.is_empty();
        if !self.changes(|fact| fact.is_weighed() || fact == Fact::Closes) && !has_texts {
            return None;
        }
        let (context, date) = (self.context, self.amendment.date);
        // Amendments of one day are read together.
        let last_of_day = context.opportunity.amendments.iter().rposition(|other| other.date == date)?;
        let closes = context.opportunity.fact_after(last_of_day, Fact::Closes)?.instant()?;
        let (days, least) = ((context.day(closes) - date).get_days(), context.thresholds().amendment_days);
        let is_short = i64::from(days) < i64::from(least);
        is_short
            .then(|| self.problem("date", Problem::ShortNotice { days, least }).with(context.facts.other(&["closes"])))
    }
}

/// A proposal that takes no longer to write than it should, after texts of so many words.
pub(in crate::check) fn proposal(
    opportunity: &Opportunity,
    words: Bilingual<usize>,
    thresholds: &Thresholds,
) -> Option<Problem> {
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
