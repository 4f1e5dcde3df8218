//! The facts of an item, to point at.

use crate::yaml::Value;

use crate::diagnostic::{Diagnostic, Note, Problem, Related};
use crate::read::{Segment, Source, Target};

/// A file of facts.
pub(super) struct At<'s>(pub(super) &'s Source);

impl At<'_> {
    /// A problem with the value at the end of a path.
    pub(super) fn path(&self, path: &[Segment<'_>], problem: impl Into<Problem>) -> Diagnostic {
        self.0.problem_at(&Target::Value(path.to_vec()), problem.into())
    }

    /// A problem with the value at the end of a path of keys.
    pub(super) fn value(&self, path: &[&'static str], problem: impl Into<Problem>) -> Diagnostic {
        self.path(&keys(path), problem)
    }

    /// A problem with a key at the top.
    pub(super) fn key(&self, key: &'static str, problem: impl Into<Problem>) -> Diagnostic {
        self.0.problem_at(&Target::Key(vec![Segment::Key(key)]), problem.into())
    }

    /// Another fact, to compare with.
    pub(super) fn fact(&self, path: &[&'static str]) -> Option<Related> {
        self.fact_at(&keys(path))
    }

    /// As [`Self::fact`], by any path.
    pub(super) fn fact_at(&self, path: &[Segment<'_>]) -> Option<Related> {
        Some(self.0.related_in(self.0.range_of(&Target::Value(path.to_vec())), Note::OtherFact))
    }

    /// How many entries a list or a group at the top has, readable or not.
    pub(super) fn entries(&self, key: &str) -> usize {
        let facts: Value = crate::yaml::parse(self.0.facts()).unwrap_or_default();
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
