//! What is recorded after posting: amendments, answers and outcomes, each in its time.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::reference::Reference;
use submit_fn::shared::email::is_email;

use super::context::{Facts, OpportunityContext};
use super::dates::are_in_order;
use super::fairness;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Outcome;
use crate::read::Segment::{Index, Key};

/// The rules for published questions and answers, whose file is `questions`.
pub(super) fn questions(context: &OpportunityContext<'_>, questions: Facts<'_>) -> Vec<Diagnostic> {
    let today = context.today();
    let check = |(i, question): (usize, &crate::model::Answered)| {
        let path = [Index(i), Key("answered")];
        let answered = question.answered?;
        if question.answer.is_none() {
            let problem = Problem::MissingKey { key: "answer".into() };
            return Some(questions.problem(&path, problem));
        }
        if question.asked.is_some_and(|asked| answered < asked) {
            let problem = Problem::DateOrder { key: "answered".into(), before: "asked".into(), same_day: true };
            Some(questions.problem(&path, problem).with(questions.other_at(&[Index(i), Key("asked")])))
        } else if answered > today {
            Some(questions.problem(&path, Problem::NotYet { date: answered }))
        } else {
            let closed = context.closed(context.opportunity.closes).filter(|closed| answered > *closed)?;
            Some(questions.problem(&path, Problem::LateAnswer { closed }))
        }
    };
    context.opportunity.questions.iter().enumerate().filter_map(check).collect()
}

/// An amendment is made between posting and today, and changes what it says that it changes.
pub(super) fn amendments(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    let (opportunity, facts) = (context.opportunity, context.facts);
    let mut diagnostics = Vec::new();
    for (i, amendment) in opportunity.amendments.iter().enumerate() {
        let date = [Key("amendments"), Index(i), Key("date")];
        let earlier = opportunity.amendments[..i].last().is_some_and(|above| amendment.date < above.date);
        let is_early = opportunity.schedule.is_some_and(|schedule| amendment.date < schedule.posted);
        // A wrong day of posting would make all of them too early.
        if is_early && are_in_order(context) {
            let problem = Problem::DateOrder { key: "date".into(), before: "posted".into(), same_day: true };
            diagnostics.push(facts.problem(&date, problem).with(facts.other(&["posted"])));
        } else if earlier {
            let above = facts.other_at(&[Key("amendments"), Index(i - 1), Key("date")]);
            diagnostics.push(facts.problem(&date, Problem::AmendmentOrder).with(above));
        } else if amendment.date > context.today() {
            diagnostics.push(facts.problem(&date, Problem::NotYet { date: amendment.date }));
        } else {
            diagnostics.extend(fairness::amendment(context, i, amendment));
        }
        for (fact, _) in
            amendment.was.iter().filter(|(fact, was)| opportunity.fact_after(i, *fact).as_ref() == Some(was))
        {
            let path = [Key("amendments"), Index(i), Key("was"), Key(fact.key())];
            let problem = Problem::ChangesNothing { fact: fact.key().into() };
            diagnostics.push(facts.problem(&path, problem).with(facts.other(&[fact.key()])));
        }
    }
    diagnostics
}

/// The award is at the posted price, to a name; the reserve are references.
pub(super) fn award(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    let (opportunity, facts) = (context.opportunity, context.facts);
    let Some(award) = opportunity.award() else { return Vec::new() };
    let price = opportunity.value;
    let mut diagnostics = Vec::new();
    if let Some(value) = award.value.filter(|value| *value != price) {
        let problem = Problem::AnotherPrice { value, price };
        diagnostics.push(facts.value(&["award", "value"], problem).with(facts.other(&["value"])));
    }
    if is_address(&award.supplier) {
        diagnostics.push(facts.value(&["award", "supplier"], Problem::SupplierAddress));
    }
    for (i, text) in award.reserve.iter().enumerate().filter(|(_, text)| !is_reference(text, &opportunity.id)) {
        let path = [Key("award"), Key("reserve"), Index(i)];
        diagnostics.push(facts.problem(&path, Problem::NotAReference { text: text.clone() }));
    }
    diagnostics
}

fn is_reference(text: &str, opportunity: &str) -> bool {
    text.parse::<Reference>().is_ok_and(|reference| reference.may_be_of(opportunity))
}

/// Whether a name is an email or a web address, or has one in it.
fn is_address(name: &str) -> bool {
    let is_email = |word: &str| is_email(word.trim_matches(|c: char| !c.is_alphanumeric()));
    name.split_whitespace().any(|word| is_email(word) || word.contains("://"))
}

/// No winner, and no absence of one, before closing; no delivery before the award; nothing tomorrow.
pub(super) fn outcome(context: &OpportunityContext<'_>) -> Vec<Diagnostic> {
    let facts = context.facts;
    let steps = context.opportunity.outcome.as_ref().map(steps).unwrap_or_default();
    if let Some(early) = early_outcome(context, &steps) {
        return vec![early];
    }
    let mut diagnostics = Vec::new();
    if let [("award", Some(award)), (key, Some(end))] = steps.as_slice()
        && end < award
    {
        let problem = Problem::DateOrder { key: (*key).into(), before: "award".into(), same_day: true };
        diagnostics.push(facts.value(&[key, "date"], problem).with(facts.other(&["award", "date"])));
    }
    let dated = steps.iter().filter_map(|(key, date)| Some((*key, (*date)?)));
    let future = dated.filter(|(_, date)| *date > context.today());
    diagnostics.extend(future.map(|(key, date)| facts.value(&[key, "date"], Problem::NotYet { date })));
    diagnostics.extend(payment(context));
    diagnostics
}

/// The supplier is paid for work that was accepted.
fn payment(context: &OpportunityContext<'_>) -> Option<Diagnostic> {
    let facts = context.facts;
    let (Some(paid), Some(Outcome::Delivered(_, delivery))) =
        (context.opportunity.payment, &context.opportunity.outcome)
    else {
        return None;
    };
    if paid < delivery.date {
        let problem = Problem::DateOrder { key: "payment".into(), before: "delivery".into(), same_day: true };
        return Some(facts.value(&["payment", "date"], problem).with(facts.other(&["delivery", "date"])));
    }
    (paid > context.today()).then(|| facts.value(&["payment", "date"], Problem::NotYet { date: paid }))
}

/// An outcome before closing. An opportunity may be cancelled at any time.
fn early_outcome(context: &OpportunityContext<'_>, steps: &[OutcomeStep]) -> Option<Diagnostic> {
    let facts = context.facts;
    let closes: Timestamp = context.opportunity.closes?;
    let (key, date) = *steps.first().filter(|(key, _)| *key != "cancelled")?;
    let problem = || Problem::EarlyOutcome { closes: context.day(closes) };
    let early = match date {
        Some(date) if date < context.day(closes) => facts.value(&[key, "date"], problem()),
        _ if context.now < closes => facts.key(key, problem()),
        _ => return None,
    };
    Some(early.with(facts.other(&["closes"])))
}

/// A key under which an outcome is recorded, with its date.
type OutcomeStep = (&'static str, Option<Date>);

fn steps(outcome: &Outcome) -> Vec<OutcomeStep> {
    match outcome {
        Outcome::Awarded(award) => vec![("award", Some(award.date))],
        Outcome::Delivered(award, delivery) => vec![("award", Some(award.date)), ("delivery", Some(delivery.date))],
        Outcome::NotDelivered(award, ending) => vec![("award", Some(award.date)), ("not_delivered", ending.date)],
        Outcome::NotAwarded(ending) => vec![("not_awarded", ending.date)],
        Outcome::Cancelled(ending) => vec![("cancelled", ending.date)],
    }
}
