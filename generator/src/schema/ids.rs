//! The ids that content may name, known before any of it is parsed.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problem;
use crate::model::{BilingualList, Kind};
use crate::nearest::nearest;
use crate::read::ContentTree;

/// Every id of every kind.
pub(crate) struct Ids {
    known: BTreeMap<Kind, BTreeSet<String>>,
    /// Kinds whose list could not be read: that is reported, and any id of theirs is accepted.
    unreadable: Vec<Kind>,
}

impl Ids {
    pub(crate) fn new(tree: &ContentTree, skills: Option<&BilingualList>, acceptance: Option<&BilingualList>) -> Self {
        let mut known: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for entry in &tree.entries {
            known.entry(entry.kind).or_default().insert(entry.id.clone());
        }
        let mut unreadable = Vec::new();
        for (kind, list) in [(Kind::Skill, skills), (Kind::Acceptance, acceptance)] {
            match list {
                Some(list) => known.entry(kind).or_default().extend(list.keys().cloned()),
                None => unreadable.push(kind),
            }
        }
        Self { known, unreadable }
    }

    /// Accepts any id: for what is read before the content is.
    pub(crate) fn any() -> Self {
        Self { known: BTreeMap::new(), unreadable: Kind::ALL.to_vec() }
    }

    /// `None` if the id is known; otherwise the problem to report.
    pub(crate) fn check(&self, kind: Kind, id: &str) -> Option<Problem> {
        let known = self.known.get(&kind);
        if self.unreadable.contains(&kind) || known.is_some_and(|known| known.contains(id)) {
            return None;
        }
        let known = known.into_iter().flatten().map(String::as_str);
        Some(Problem::UnknownId { kind, id: id.to_owned(), nearest: nearest(id, known).map(str::to_owned) })
    }
}
