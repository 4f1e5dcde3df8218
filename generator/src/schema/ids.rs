//! The ids that content may name, known before any of it is parsed.

use std::collections::BTreeSet;

use crate::diagnostic::Problem;
use crate::model::{BilingualList, Kind};
use crate::nearest::nearest;
use crate::read::ContentTree;

/// Every id of every kind.
pub(crate) struct Ids {
    ids: BTreeSet<(Kind, String)>,
    /// Kinds whose list could not be read: that is reported, and any id of theirs is accepted.
    unknown: Vec<Kind>,
}

impl Ids {
    pub(crate) fn new(tree: &ContentTree, skills: Option<&BilingualList>, acceptance: Option<&BilingualList>) -> Self {
        let mut ids: BTreeSet<_> = tree.entries.iter().map(|entry| (entry.kind, entry.id.clone())).collect();
        let mut unknown = Vec::new();
        for (kind, list) in [(Kind::Skill, skills), (Kind::Acceptance, acceptance)] {
            match list {
                Some(list) => ids.extend(list.keys().map(|id| (kind, id.clone()))),
                None => unknown.push(kind),
            }
        }
        Self { ids, unknown }
    }

    /// For what is read before the content is known: accepts any id.
    pub(crate) fn unknown() -> Self {
        Self { ids: BTreeSet::new(), unknown: Kind::ALL.to_vec() }
    }

    /// `None` if the id is known; otherwise the problem to report.
    pub(crate) fn check(&self, kind: Kind, id: &str) -> Option<Problem> {
        if self.unknown.contains(&kind) || self.ids.contains(&(kind, id.to_owned())) {
            return None;
        }
        let known = self.ids.iter().filter(|(other, _)| *other == kind).map(|(_, id)| id.as_str());
        Some(Problem::UnknownId { kind, id: id.to_owned(), nearest: nearest(id, known).map(str::to_owned) })
    }
}
