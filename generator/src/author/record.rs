//! What happens to an opportunity, recorded in its files: amendments, answers, outcomes.

mod apply;
mod correct;
mod file;
mod outcome;

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use submit_fn::shared::lang::Bilingual;

use super::edit::{EditError, Group, add_item, set, written};
use super::listed;
use crate::canonical::canonical;
use crate::diagnostic::Diagnostic;
use crate::git::GitError;
use crate::model::facts_of;
use crate::model::{Fact, TextPart};
use crate::nearest::nearest;
use crate::parse::slug::is_slug;
use crate::schema::{Group as _, opportunity::Facts};
use crate::yaml::{self, Mapping, Value};
pub(crate) use apply::{Recorded, apply, is_error, keeps_from_posting};
pub(crate) use correct::{correct_answer, correct_outcome};
pub(crate) use file::Edited;
use file::File;
pub(crate) use outcome::{Ending, Outcome, outcome};

/// Why something was not recorded.
#[derive(Debug)]
pub(crate) enum RecordError {
    UnknownOpportunity {
        id: String,
        nearest: Option<String>,
    },
    /// An amendment cannot change this fact, nor a correction.
    UnknownFact {
        key: String,
        nearest: Option<String>,
    },
    /// A fact is given two new values.
    SetTwice(String),
    /// The fact has this value already.
    Unchanged(String),
    /// `FACT=VALUE`, whose value is no YAML, or null.
    UnreadableValue(String),
    /// A draft is edited, not amended.
    Draft(String),
    /// It is posted already, since this day.
    Posted {
        id: String,
        posted: String,
    },
    /// It would be posted on a day that is past.
    PastPosting {
        date: Date,
    },
    /// Nothing was recorded that could be corrected.
    NothingRecorded {
        key: &'static str,
    },
    /// There is no answer of this number; so many there are.
    NoAnswer {
        number: usize,
        count: usize,
    },
    Edit {
        /// Relative to the site's root, as are the other paths.
        path: PathBuf,
        error: EditError,
        /// What a person would write in the file.
        by_hand: String,
    },
    Io {
        path: PathBuf,
        error: std::io::Error,
    },
    /// site.toml cannot be read.
    Settings(Vec<Diagnostic>),
    Git(GitError),
    /// With the diagnostics that were not there before.
    BreaksRules(Vec<Diagnostic>),
    /// The edit was refused, and the former text could not be written back.
    NotUndone {
        path: PathBuf,
        error: std::io::Error,
    },
}

/// Records an amendment: facts with their new values, the parts of the text that changed, and an explanation. The
/// amendment keeps the former values.
///
/// # Errors
/// If the opportunity or a fact is unknown, or nothing changes.
pub(crate) fn amend(
    root: &Path,
    id: &str,
    changes: &[(String, String)],
    texts: &[TextPart],
    date: Date,
    text: &Bilingual<String>,
) -> Result<Edited, RecordError> {
    let (file, current) = facts(root, id)?;
    if current.get("posted").is_none_or(Value::is_null) {
        return Err(RecordError::Draft(id.to_owned()));
    }
    let mut new: Vec<(&str, Value)> = Vec::new();
    let mut was = Mapping::new();
    for (key, value) in changes {
        let known = || Fact::ALL.iter().filter(|fact| !fact.is_outcome()).map(|fact| fact.key());
        if !known().any(|name| name == key) {
            let nearest = nearest(key, known()).map(str::to_owned);
            return Err(RecordError::UnknownFact { key: key.clone(), nearest });
        }
        if new.iter().any(|(other, _)| other == key) {
            return Err(RecordError::SetTwice(key.clone()));
        }
        let value = value_of(key, value).ok_or_else(|| RecordError::UnreadableValue(format!("{key}={value}")))?;
        let old = current.get(key.as_str());
        if canonical(old) == canonical(Some(&value)) {
            return Err(RecordError::Unchanged(key.clone()));
        }
        // A fact that was not there has no former value.
        if let Some(old) = old.filter(|old| !old.is_null()) {
            was.insert(key.as_str().into(), old.clone());
        }
        new.push((key, value));
    }
    let mut parts: Vec<&str> = texts.iter().map(|part| part.id()).collect();
    parts.dedup();
    amended(file, &new, &amendment(date, was, parts, text))
}

/// The facts of an opportunity, to edit and to read.
fn facts(root: &Path, id: &str) -> Result<(File, Mapping), RecordError> {
    must_exist(root, id)?;
    let file = File::read(root, facts_of(id))?;
    let current = yaml::parse(&file.text).map_err(|_| file.not_yaml())?;
    Ok((file, current))
}

fn amendment(date: Date, was: Mapping, parts: Vec<&str>, text: &Bilingual<String>) -> Group {
    Group::default()
        .with("date", date.to_string())
        .with_some("was", (!was.is_empty()).then_some(Value::Mapping(was)))
        .with_some("texts", (!parts.is_empty()).then_some(parts))
        .with("en", text.en.as_str())
        .with("fr", text.fr.as_str())
}

/// The file of the facts with new values, and an amendment that keeps the former ones.
fn amended(file: File, new: &[(&str, Value)], amendment: &Group) -> Result<Edited, RecordError> {
    let lines: String = new.iter().map(|(key, value)| format!("{key}: {}\n", written(value))).collect();
    let by_hand = format!("{lines}amendments:\n{}", amendment.item("  "));
    let order = order();
    file.edit(by_hand, |text| {
        let text = new.iter().try_fold(text.to_owned(), |text, (key, value)| set(&text, key, value, &order))?;
        add_item(&text, Some("amendments"), amendment)
    })
}

/// The new value of a fact: YAML, or ids separated by commas where the fact is a list of them. `None` for no value.
fn value_of(key: &str, text: &str) -> Option<Value> {
    let is_list = [Fact::Skills, Fact::Acceptance].iter().any(|fact| fact.key() == key);
    match yaml::parse(text) {
        Ok(Value::String(ids)) if is_list => Some(listed(&ids).into()),
        Ok(Value::Null) | Err(_) => None,
        Ok(value) => Some(value),
    }
}

/// Posts a draft: from this day on, it is a public record.
///
/// # Errors
/// If the opportunity is unknown or posted already.
pub(crate) fn post(root: &Path, id: &str, date: Date) -> Result<Edited, RecordError> {
    let (file, current) = facts(root, id)?;
    if let Some(posted) = current.get("posted").filter(|posted| !posted.is_null()) {
        let posted = canonical(Some(posted)).unwrap_or_default();
        return Err(RecordError::Posted { id: id.to_owned(), posted });
    }
    let (value, order) = (Value::from(date.to_string()), order());
    file.edit(format!("posted: {date}\n"), |text| set(text, "posted", &value, &order))
}

/// The keys of the facts, as `devex new` writes them.
fn order() -> Vec<&'static str> {
    Facts::SCHEMA.keys.iter().map(|key| key.name).collect()
}

/// Publishes a question with its answer, in questions.yaml.
///
/// # Errors
/// If the opportunity is unknown, or the file cannot be edited.
pub(crate) fn answer(
    root: &Path,
    id: &str,
    asked: Option<Date>,
    answered: Date,
    question: &Bilingual<String>,
    answer: &Bilingual<String>,
) -> Result<Edited, RecordError> {
    must_exist(root, id)?;
    let file = File::read(root, facts_of(id).with_file_name("questions.yaml"))?;
    let group = Group::default()
        .with_some("asked", asked.map(|date| date.to_string()))
        .with("answered", answered.to_string())
        .with("question", both_languages(question))
        .with("answer", both_languages(answer));
    file.edit(group.item(""), |text| add_item(text, None, &group))
}

fn both_languages(text: &Bilingual<String>) -> Value {
    let entries = [("en", &text.en), ("fr", &text.fr)];
    Value::Mapping(entries.into_iter().map(|(key, text)| (key.into(), text.as_str().into())).collect())
}

/// # Errors
/// If there is no such opportunity.
pub(crate) fn must_exist(root: &Path, id: &str) -> Result<(), RecordError> {
    let exists = |id: &str| is_slug(id) && root.join(facts_of(id)).is_file();
    if exists(id) {
        return Ok(());
    }
    let folder = fs::read_dir(root.join("content/opportunities")).into_iter().flatten().flatten();
    let mut ids: Vec<String> = folder.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    ids.retain(|id| exists(id));
    let nearest = nearest(id, ids.iter().map(String::as_str)).map(str::to_owned);
    Err(RecordError::UnknownOpportunity { id: id.to_owned(), nearest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_ids_may_be_written_with_commas_alone() {
        let both = Some(Value::from(vec!["python".to_owned(), "css".to_owned()]));
        assert_eq!(value_of("skills", "python, css"), both);
        assert_eq!(value_of("skills", "[python, css]"), both);
        assert_eq!(value_of("acceptance", "tests"), Some(Value::from(vec!["tests".to_owned()])));
        assert_eq!(value_of("licence", "MIT, Apache-2.0"), Some("MIT, Apache-2.0".into()), "other facts are no lists");
        assert_eq!(value_of("skills", ""), None);
    }
}
