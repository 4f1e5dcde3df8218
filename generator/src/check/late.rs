//! What bidders compete on stays as it is once nobody can send a proposal any more: what a change does that is not
//! published yet. Amendments have a date, and are looked at by it in `record.rs`.

use jiff::civil::{Date, DateTime};

use super::past::{Past, Posting, items};
use crate::canonical::canonical;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Fact;
use crate::read::{Segment, Target};
use crate::yaml::Value;

/// A change that is not published yet leaves bidders the time from now on, whatever the day that its amendment gives.
pub(super) fn notice(past: &Past<'_>, posting: &Posting) -> Option<Diagnostic> {
    let (source, current) = posting.current.as_ref().filter(|_| posting.closed(past).is_none())?;
    let (_, published) = posting.published().last()?;
    let is_weighed = |fact: &&Fact| fact.is_weighed() || **fact == Fact::Closes;
    let changes = |fact: &Fact| canonical(published.get(fact.key())) != canonical(current.get(fact.key()));
    if !Fact::ALL.iter().filter(is_weighed).any(changes) {
        return None;
    }
    let amendments: Vec<&Value> = items(current, "amendments").collect();
    let new = items(published, "amendments").count();
    let dated = |amendment: &&Value| amendment.get("date")?.as_str()?.parse::<Date>().ok();
    let (i, date) = amendments
        .iter()
        .enumerate()
        .skip(new.min(amendments.len().checked_sub(1)?))
        .find_map(|(i, it)| Some((i, dated(it)?)))?;
    let closes: DateTime = current.get("closes")?.as_str()?.parse().ok()?;
    let least = past.settings.checks.of(current.get("department")?.as_str()?).amendment_days;
    let today = past.zone.civil(past.now).date();
    let days = |from: Date| (closes.date() - from).get_days();
    let is_short = |days: i32| i64::from(days) < i64::from(least);
    // By its own day it is told of already.
    if is_short(days(date)) || !is_short(days(today)) {
        return None;
    }
    let path = vec![Segment::Key("amendments"), Segment::Index(i), Segment::Key("date")];
    Some(source.problem_at(&Target::Value(path), Problem::ShortNotice { days: days(today), least }))
}

pub(super) fn rule(past: &Past<'_>, posting: &Posting) -> Vec<Diagnostic> {
    let (Some(closed), Some((source, current))) = (posting.closed(past), &posting.current) else { return Vec::new() };
    let Some((_, published)) = posting.published().last() else { return Vec::new() };
    let offer = Fact::ALL.iter().filter(|fact| fact.is_of_the_offer()).map(|fact| fact.key());
    let changed = offer.filter(|fact| canonical(published.get(fact)) != canonical(current.get(fact)));
    let problem = |fact| source.problem_at(&Target::Value(vec![Segment::Key(fact)]), Problem::LateChange { closed });
    changed.map(problem).collect()
}
