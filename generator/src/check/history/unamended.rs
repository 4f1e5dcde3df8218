//! A fact that changed after posting is kept in an amendment, and so is an outcome.

use super::past::{Past, Posting};
use crate::canonical::canonical;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Fact;
use crate::read::{Segment, Source, Target};
use crate::yaml::Value;

/// Every value that was published and is no longer there must be kept in an amendment.
pub(super) fn rule(past: &Past<'_>, posting: &Posting) -> Vec<Diagnostic> {
    let Some((source, current)) = &posting.current else { return Vec::new() };
    let mut diagnostics = Vec::new();
    for fact in Fact::ALL.iter().filter(|fact| !fact.is_outcome()).map(|fact| fact.key()) {
        let now = canonical(current.get(fact));
        for (i, facts) in posting.published() {
            let Some(was) = canonical(facts.get(fact)) else { continue };
            let is_said = |facts: &Value| canonical(facts.get(fact)).as_ref() == Some(&was);
            // An amendment that was there before tells of a former change.
            let mut since =
                posting.amendments_since(i, is_said).into_iter().filter_map(|amendment| amendment.get("was"));
            if Some(&was) == now.as_ref() || since.any(is_said) {
                continue;
            }
            let change = past.change(posting.changed_after(i, |facts| !is_said(facts)));
            let now = now.clone().unwrap_or_else(|| "—".into());
            let problem = Problem::Unamended { fact: fact.to_owned(), was: short(&was), now: short(&now), change };
            diagnostics.push(source.problem_at(&Target::Value(vec![Segment::Key(fact)]), problem));
            break;
        }
    }
    let outcomes = Fact::ALL.iter().filter(|fact| fact.is_outcome()).map(|fact| fact.key());
    diagnostics.extend(outcomes.filter_map(|outcome| uncorrected(past, posting, source, current, outcome)));
    diagnostics
}

/// An outcome may be completed; what it said once is said still, or kept in an amendment.
fn uncorrected(
    past: &Past<'_>,
    posting: &Posting,
    source: &Source,
    current: &Value,
    outcome: &'static str,
) -> Option<Diagnostic> {
    let now = current.get(outcome);
    posting.published().find_map(|(i, facts)| {
        let said = facts.get(outcome)?.as_mapping()?;
        said.iter().find_map(|(key, was)| {
            let is_said =
                |group: Option<&Value>| group.and_then(|group| group.get(key)).is_some_and(|now| is_same(was, now));
            let since = posting.amendments_since(i, |facts| is_said(facts.get(outcome)));
            if is_said(now)
                || since.iter().filter_map(|amendment| amendment.get("was")?.get(outcome)).any(|was| is_said(Some(was)))
            {
                return None;
            }
            let changed = posting.changed_after(i, |facts| !is_said(facts.get(outcome)));
            let now = now.and_then(|group| group.get(key));
            let path = [Segment::Key(outcome), Segment::Key(key.as_str()?)];
            let is_there = [current.get(outcome).is_some(), now.is_some()];
            let depth = is_there.iter().filter(|is_there| **is_there).count().max(1);
            let problem = Problem::Uncorrected {
                key: format!("{outcome}.{}", key.as_str()?),
                was: short(&canonical(Some(was))?),
                now: short(&canonical(now).unwrap_or_else(|| "—".into())),
                change: past.change(changed),
            };
            Some(source.problem_at(&Target::Value(path[..depth].to_vec()), problem))
        })
    })
}

/// Whether two values of an outcome say the same. Those in reserve have an order. A value of another shape is of a former
/// format of the file, if it is not reported as wrong in itself.
fn is_same(was: &Value, now: &Value) -> bool {
    match (was, now) {
        (Value::Sequence(was), Value::Sequence(now)) => {
            was.len() == now.len() && was.iter().zip(now).all(|(was, now)| is_same(was, now))
        }
        (Value::Sequence(_), _) | (_, Value::Sequence(_)) => true,
        (was, now) => canonical(Some(was)) == canonical(Some(now)),
    }
}

/// A value short enough for a message.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(LONGEST).collect::<String>())
}
