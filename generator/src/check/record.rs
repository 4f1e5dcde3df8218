//! What is recorded after posting: amendments, answers and outcomes, each in its time.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Zone;

use super::At;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Answered, Opportunity, Outcome};
use crate::read::Segment::{Index, Key};

/// The rules for the record of one opportunity.
pub(super) fn rules(of: &Opportunity, now: Timestamp, zone: &Zone, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let today = zone.civil(now).date();
    amendments(of, today, at, found);
    outcome(of, now, zone, at, found);
}

/// The rules for published questions and answers.
pub(super) fn questions(all: &[Answered], now: Timestamp, zone: &Zone, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let today = zone.civil(now).date();
    for (i, question) in all.iter().enumerate() {
        let path = [Index(i), Key("answered")];
        let Some(answered) = question.answered else { continue };
        if question.asked.is_some_and(|asked| answered < asked) {
            let problem = Problem::DateOrder { key: "answered".into(), before: "asked".into(), same_day: true };
            found.push(at.path(&path, problem).with(at.fact_at(&[Index(i), Key("asked")])));
        } else if answered > today {
            found.push(at.path(&path, Problem::NotYet { date: answered }));
        }
    }
}

/// An amendment is made between posting and today, and changes what it says that it changes.
fn amendments(of: &Opportunity, today: Date, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    // A wrong day of posting, told before, would make all of them too early.
    let is_posting_sure = !found.iter().any(|other| other.code() == crate::diagnostic::Code::E0305);
    for (i, amendment) in of.amendments.iter().enumerate() {
        let date = [Key("amendments"), Index(i), Key("date")];
        if is_posting_sure && of.schedule.is_some_and(|schedule| amendment.date < schedule.posted) {
            let problem = Problem::DateOrder { key: "date".into(), before: "posted".into(), same_day: true };
            found.push(at.path(&date, problem).with(at.fact(&["posted"])));
        } else if amendment.date > today {
            found.push(at.path(&date, Problem::NotYet { date: amendment.date }));
        }
        for (fact, _) in amendment.was.iter().filter(|(fact, was)| of.fact_after(i, *fact).as_ref() == Some(was)) {
            let path = [Key("amendments"), Index(i), Key("was"), Key(fact.key())];
            let rule = Problem::ChangesNothing { fact: fact.key().into() };
            found.push(at.path(&path, rule).with(at.fact(&[fact.key()])));
        }
    }
}

/// No winner, and no absence of one, before closing; no delivery before the award; nothing tomorrow.
fn outcome(of: &Opportunity, now: Timestamp, zone: &Zone, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let steps = of.outcome.as_ref().map(steps).unwrap_or_default();
    let closes = of.closes.filter(|_| steps.iter().any(|(key, _)| *key != "cancelled"));
    let day = |instant| zone.civil(instant).date();
    if let (Some(closes), Some((key, date))) = (closes, steps.first()) {
        let rule = Problem::EarlyOutcome { closes: day(closes) };
        if date.is_some_and(|date| date < day(closes)) {
            found.push(at.value(&[key, "date"], rule).with(at.fact(&["closes"])));
            return;
        }
        if now < closes {
            found.push(at.key(key, rule).with(at.fact(&["closes"])));
            return;
        }
    }
    if let [("award", Some(award)), (key, Some(end))] = steps.as_slice()
        && end < award
    {
        let problem = Problem::DateOrder { key: (*key).into(), before: "award".into(), same_day: true };
        found.push(at.value(&[key, "date"], problem).with(at.fact(&["award", "date"])));
    }
    let dated = steps.iter().filter_map(|(key, date)| Some((*key, (*date)?)));
    for (key, date) in dated.filter(|(_, date)| *date > day(now)) {
        found.push(at.value(&[key, "date"], Problem::NotYet { date }));
    }
}

/// The keys under which an outcome is recorded, with their dates.
fn steps(outcome: &Outcome) -> Vec<(&'static str, Option<Date>)> {
    match outcome {
        Outcome::Awarded(award) => vec![("award", Some(award.date))],
        Outcome::Delivered(award, delivery) => vec![("award", Some(award.date)), ("delivery", Some(delivery.date))],
        Outcome::NotDelivered(award, ending) => vec![("award", Some(award.date)), ("not_delivered", ending.date)],
        Outcome::NotAwarded(ending) => vec![("not_awarded", ending.date)],
        Outcome::Cancelled(ending) => vec![("cancelled", ending.date)],
    }
}
