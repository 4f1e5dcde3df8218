//! What the rules for the facts of one opportunity may look at.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Note, Problem, Related};
use crate::model::{Opportunity, Outcome, Settings, Thresholds};
use crate::read::{Segment, Source, Target};
use crate::yaml::{self, Value};

/// An opportunity with its facts to point at, and what they are compared with.
pub(super) struct OpportunityContext<'a> {
    pub(super) opportunity: &'a Opportunity,
    pub(super) facts: Facts<'a>,
    pub(super) settings: &'a Settings,
    pub(super) now: Timestamp,
}

impl OpportunityContext<'_> {
    pub(super) fn thresholds(&self) -> &Thresholds {
        self.settings.checks.of(&self.opportunity.department)
    }

    /// The day of an instant in the site's zone.
    pub(super) fn day(&self, instant: Timestamp) -> Date {
        self.settings.zone.civil(instant).date()
    }

    pub(super) fn today(&self) -> Date {
        self.day(self.now)
    }

    /// The day on which it ends for bidders: that of a closing, or of a cancellation before it.
    pub(super) fn closed(&self, closes: Option<Timestamp>) -> Option<Date> {
        let cancelled = match &self.opportunity.outcome {
            Some(Outcome::Cancelled(ending)) => ending.date,
            _ => None,
        };
        [closes.map(|closes| self.day(closes)), cancelled].into_iter().flatten().min()
    }
}

/// A file of facts, to point at.
#[derive(Clone, Copy)]
pub(super) struct Facts<'s>(pub(super) &'s Source);

impl Facts<'_> {
    /// A problem with the value at the end of a path.
    pub(super) fn problem(&self, path: &[Segment<'_>], problem: Problem) -> Diagnostic {
        self.0.problem_at(&Target::Value(path.to_vec()), problem)
    }

    /// A problem with the value at the end of a path of keys.
    pub(super) fn value(&self, path: &[&'static str], problem: Problem) -> Diagnostic {
        self.problem(&keys(path), problem)
    }

    /// A problem with a key at the top.
    pub(super) fn key(&self, key: &'static str, problem: Problem) -> Diagnostic {
        self.0.problem_at(&Target::key(key), problem)
    }

    /// Another fact, to compare with.
    pub(super) fn other(&self, path: &[&'static str]) -> Option<Related> {
        self.other_at(&keys(path))
    }

    /// As [`Self::other`], by any path.
    pub(super) fn other_at(&self, path: &[Segment<'_>]) -> Option<Related> {
        Some(self.0.related_in(self.0.range_of(&Target::Value(path.to_vec())), Note::OtherFact))
    }

    /// How many entries a list or a group at the top has, readable or not.
    pub(super) fn entries(&self, key: &str) -> usize {
        let facts = yaml::parse::<Value>(self.0.facts()).unwrap_or_default();
        match facts.get(key) {
            Some(Value::Sequence(items)) => items.len(),
            Some(Value::Mapping(entries)) => entries.values().filter(|value| !value.is_null()).count(),
            _ => 0,
        }
    }
}

fn keys(path: &[&'static str]) -> Vec<Segment<'static>> {
    path.iter().map(|key| Segment::Key(key)).collect()
}
