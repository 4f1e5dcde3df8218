//! What teams write with the command: new items, and the record of what happens to an opportunity.

pub(crate) mod amount;
pub(crate) mod create;
pub(crate) mod dates;
pub(crate) mod edit;
pub(crate) mod issue;
pub(crate) mod record;
pub(crate) mod skeleton;

use std::path::Path;

use crate::model::Kind;
use crate::yaml;

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
