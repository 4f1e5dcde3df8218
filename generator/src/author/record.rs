//! What happens to an opportunity, recorded in its files: amendments, answers, outcomes.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde_yaml::Value;
use submit_fn::lang::Bilingual;

use super::edit::{EditError, Group, add_group, add_item, replace};
use crate::check::facts_of;
use crate::diagnostic::problem::nearest;
use crate::shape::WAS;

/// Something that could not be recorded. The files are as they were.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// There is no such opportunity.
    #[error("there is no opportunity `{id}`")]
    Unknown {
        /// What was typed.
        id: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// An amendment cannot change this fact.
    #[error("`{key}` is no fact that an amendment can change")]
    NoFact {
        /// What was typed.
        key: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// The fact has this value already.
    #[error("`{0}` has this value already")]
    Unchanged(String),
    /// The new value is no YAML.
    #[error("`{0}` cannot be read as a value")]
    Value(String),
    /// The file could not be edited.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The file system failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A file with its text before and after.
#[derive(Debug)]
pub struct Edited {
    /// Relative to the site's root.
    pub path: PathBuf,
    /// Nothing when the file is new.
    before: Option<String>,
    after: String,
}

impl Edited {
    /// Writes the new text.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, root: &Path) -> std::io::Result<()> {
        fs::write(root.join(&self.path), &self.after)
    }

    /// Writes the former text again.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn undo(&self, root: &Path) -> std::io::Result<()> {
        match &self.before {
            Some(before) => fs::write(root.join(&self.path), before),
            None => fs::remove_file(root.join(&self.path)),
        }
    }
}

/// Records an amendment: facts that change, with their new values, and what is said of it. The former values
/// are kept in it.
///
/// # Errors
/// When the opportunity or a fact is unknown, or nothing changes.
pub fn amend(
    root: &Path,
    id: &str,
    changes: &[(String, String)],
    date: Date,
    text: &Bilingual<String>,
) -> Result<Edited, RecordError> {
    edited(root, id, |facts| {
        let mut facts = facts.to_owned();
        let mut was = Vec::new();
        for (key, value) in changes {
            let known = || WAS.keys.iter().map(|key| key.name);
            if !known().any(|name| name == key) {
                let nearest = nearest(key, known()).and_then(|near| known().find(|name| *name == near));
                return Err(RecordError::NoFact { key: key.clone(), nearest });
            }
            let value: Value = serde_yaml::from_str(value).map_err(|_| RecordError::Value(value.clone()))?;
            let current: Value =
                serde_yaml::from_str(&facts).map_err(|error| EditError::Unreadable(error.to_string()))?;
            let old = current.get(key.as_str()).filter(|old| !old.is_null()).cloned();
            if old.as_ref() == Some(&value) {
                return Err(RecordError::Unchanged(key.clone()));
            }
            facts = match old {
                Some(old) => {
                    was.push((Value::from(key.as_str()), old));
                    replace(&facts, key, &value)?
                }
                // A fact that was not there has no former value.
                None => format!("{}\n{key}: {}\n", facts.trim_end(), super::edit::written(&value)),
            };
        }
        let mut amendment = Group::default().with("date", date.to_string());
        if !was.is_empty() {
            amendment = amendment.with("was", Value::Mapping(was.into_iter().collect()));
        }
        let amendment = amendment.with("en", text.en.as_str()).with("fr", text.fr.as_str());
        Ok(add_item(&facts, Some("amendments"), &amendment)?)
    })
}

/// Publishes a question with its answer, in questions.yaml.
///
/// # Errors
/// When the opportunity is unknown, or the file cannot be edited.
pub fn answer(
    root: &Path,
    id: &str,
    asked: Option<Date>,
    answered: Date,
    question: &Bilingual<String>,
    answer: &Bilingual<String>,
) -> Result<Edited, RecordError> {
    known(root, id)?;
    let path = facts_of(id).with_file_name("questions.yaml");
    let before = fs::read_to_string(root.join(&path)).ok();
    let both = |text: &Bilingual<String>| {
        let entries = [("en", &text.en), ("fr", &text.fr)];
        Value::Mapping(entries.into_iter().map(|(key, text)| (key.into(), text.as_str().into())).collect())
    };
    let group = Group::default()
        .with_some("asked", asked.map(|date| date.to_string()))
        .with("answered", answered.to_string())
        .with("question", both(question))
        .with("answer", both(answer));
    let after = add_item(before.as_deref().unwrap_or_default(), None, &group)?;
    Ok(Edited { path, before, after })
}

/// Records an outcome under its key: `award`, `delivery`, `cancelled`, `not_awarded` or `not_delivered`.
///
/// # Errors
/// When the opportunity is unknown, or has this outcome already.
pub fn outcome(root: &Path, id: &str, key: &str, group: &Group) -> Result<Edited, RecordError> {
    edited(root, id, |facts| Ok(add_group(facts, key, group)?))
}

fn edited(
    root: &Path,
    id: &str,
    edit: impl FnOnce(&str) -> Result<String, RecordError>,
) -> Result<Edited, RecordError> {
    known(root, id)?;
    let path = facts_of(id);
    let before = fs::read_to_string(root.join(&path))?;
    let after = edit(&before)?;
    Ok(Edited { path, before: Some(before), after })
}

fn known(root: &Path, id: &str) -> Result<(), RecordError> {
    if !id.is_empty() && root.join(facts_of(id)).is_file() {
        return Ok(());
    }
    let folder = fs::read_dir(root.join("content/opportunities")).into_iter().flatten().flatten();
    let ids: Vec<String> = folder.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let nearest = nearest(id, ids.iter().map(String::as_str)).map(str::to_owned);
    Err(RecordError::Unknown { id: id.to_owned(), nearest })
}
