//! What bidders compete on leaves them time when it changes, and stays as it is once nobody can send a proposal any more:
//! by when a change came. Amendments have a day of their own, and are looked at by it in `fairness.rs`.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::past::{Past, Posting, date_of, items};
use crate::canonical::canonical;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Fact;
use crate::read::{Segment, Target};
use crate::yaml::Value;

/// A change of what bidders weigh leaves them time from when it came, whatever the day that its amendment gives.
pub(super) fn notice(past: &Past<'_>, posting: &Posting) -> Option<Diagnostic> {
    let (source, current) = posting.current.as_ref().filter(|_| posting.ended.is_none())?;
    let closes: DateTime = current.get("closes")?.as_str()?.parse().ok()?;
    let least = past.settings.checks.of(current.get("department")?.as_str()?).amendment_days;
    let days = |from: Date| (closes.date() - from).get_days();
    let is_short = |days: i32| i64::from(days) < i64::from(least);
    let published = posting.published().map(|(i, facts)| (posting.facts[i].0.at, facts));
    let states: Vec<(Timestamp, &Value)> = published.chain([(past.clock.now, current)]).collect();
    states.windows(2).find_map(|states| {
        let [(_, before), (at, after)] = states else { return None };
        let (i, dated) = weighed_amendment(before, after)?;
        let left = days(past.clock.day(*at));
        // By its own day it is told of already.
        if is_short(days(dated)) || !is_short(left) {
            return None;
        }
        let path = vec![Segment::Key("amendments"), Segment::Index(i), Segment::Key("date")];
        Some(source.problem_at(&Target::Value(path), Problem::ShortNotice { days: left, least }))
    })
}

/// The first amendment, with its day, of a change after which a bidder thinks again.
fn weighed_amendment(before: &Value, after: &Value) -> Option<(usize, Date)> {
    let new = || items(after, "amendments").enumerate().skip(items(before, "amendments").count());
    let weighed = Fact::ALL.iter().filter(|fact| fact.is_weighed() || **fact == Fact::Closes);
    let has_changed = |fact: &Fact| canonical(before.get(fact.key())) != canonical(after.get(fact.key()));
    let has_texts = |(_, amendment): (usize, &Value)| items(amendment, "texts").next().is_some();
    if !weighed.into_iter().any(has_changed) && !new().any(has_texts) {
        return None;
    }
    new().find_map(|(i, amendment)| Some((i, date_of(amendment)?)))
}

/// A change of the offer after it ended.
pub(super) fn rule(posting: &Posting) -> Vec<Diagnostic> {
    let (Some(ended), Some((source, current))) = (&posting.ended, &posting.current) else { return Vec::new() };
    let known = posting.facts_at(ended);
    let is_late = |amendment: &&Value| date_of(amendment).is_some_and(|date| date > ended.day);
    // By the day of its amendment it is told of already.
    let is_told = |fact: &str| {
        items(current, "amendments")
            .filter(is_late)
            .any(|late| late.get("was").is_some_and(|was| was.get(fact).is_some()))
    };
    let offer = Fact::ALL.iter().filter(|fact| fact.is_of_the_offer()).map(|fact| fact.key());
    let has_changed = |fact: &&str| canonical(known.get(fact)) != canonical(current.get(fact));
    let problem =
        |fact| source.problem_at(&Target::Value(vec![Segment::Key(fact)]), Problem::LateChange { closed: ended.day });
    offer.filter(has_changed).filter(|fact| !is_told(fact)).map(problem).collect()
}
