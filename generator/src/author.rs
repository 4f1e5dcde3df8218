//! What teams write with the command: new items, and the record of what happens to an opportunity.

pub(crate) mod amount;
pub(crate) mod create;
pub(crate) mod dates;
pub(crate) mod edit;
pub(crate) mod issue;
pub(crate) mod moment;
pub(crate) mod record;
pub(crate) mod skeleton;

use std::path::Path;

use crate::model::Kind;
use crate::yaml::{self, Value};

/// The ids that a new item can refer to, as far as the content can be read.
pub(crate) fn ids(root: &Path, kind: Kind) -> Vec<String> {
    let tree = crate::read::content_tree(root);
    let keys = |list: &str| -> Vec<String> {
        let text = std::fs::read_to_string(root.join(list)).unwrap_or_default();
        let list: yaml::Mapping = yaml::parse(&text).unwrap_or_default();
        list.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect()
    };
    match kind {
        Kind::Skill => keys("content/skills.yaml"),
        Kind::Acceptance => keys("content/acceptance.yaml"),
        kind => tree.entries.into_iter().filter(|entry| entry.kind == kind).map(|entry| entry.id).collect(),
    }
}

/// Ids as people list them, separated by commas.
pub(crate) fn listed(text: &str) -> Vec<String> {
    let ids = text.split([',', ';']).map(str::trim).filter(|id| !id.is_empty());
    ids.map(str::to_owned).collect()
}

/// The ids of skills that are named by their ids or in either language, in any case. What names none stays as it is.
pub(crate) fn skills_named(root: &Path, text: &str) -> Vec<String> {
    let skills = std::fs::read_to_string(root.join("content/skills.yaml")).unwrap_or_default();
    let skills: yaml::Mapping = yaml::parse(&skills).unwrap_or_default();
    let id_of = |named: String| {
        let folded = named.to_lowercase();
        let is_it = |id: &str, names: &Value| {
            let names = ["en", "fr"].map(|lang| names.get(lang).and_then(Value::as_str));
            names.into_iter().flatten().chain([id]).any(|name| name.to_lowercase() == folded)
        };
        let found = skills.iter().find_map(|(id, names)| id.as_str().filter(|id| is_it(id, names)));
        found.map(str::to_owned).unwrap_or(named)
    };
    listed(text).into_iter().map(id_of).collect()
}
