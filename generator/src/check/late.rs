//! What bidders compete on stays as it is once nobody can send a proposal any more: what a change does that is not
//! published yet. Amendments have a date, and are looked at by it in `record.rs`.

use super::past::{Past, Posting};
use crate::canonical::canonical;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Fact;
use crate::read::{Segment, Target};

pub(super) fn rule(past: &Past<'_>, posting: &Posting) -> Vec<Diagnostic> {
    let (Some(closed), Some((source, current))) = (posting.closed(past), &posting.current) else { return Vec::new() };
    let Some((_, published)) = posting.published().last() else { return Vec::new() };
    let offer = Fact::ALL.iter().filter(|fact| fact.is_of_the_offer()).map(|fact| fact.key());
    let changed = offer.filter(|fact| canonical(published.get(fact)) != canonical(current.get(fact)));
    let problem = |fact| source.problem_at(&Target::Value(vec![Segment::Key(fact)]), Problem::LateChange { closed });
    changed.map(problem).collect()
}
