//! What happens to an opportunity, recorded in its files: amendments, answers, outcomes.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use submit_fn::shared::lang::Bilingual;

use super::edit::{EditError, Group, add_group, add_item, set, written};
use crate::canonical::canonical;
use crate::check::facts_of;
use crate::model::Fact;
use crate::nearest::nearest;
use crate::parse::slug::is_slug;
use crate::schema::FACTS;
use crate::yaml::{self, Mapping, Value};

/// Something that could not be recorded. The files are as they were.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecordError {
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
    /// A fact is given two new values.
    #[error("`{0}` is set twice")]
    Twice(String),
    /// The fact has this value already.
    #[error("`{0}` has this value already")]
    Unchanged(String),
    /// The new value is no YAML, or none.
    #[error("`{0}` cannot be read as a value")]
    Value(String),
    /// A draft is changed, not amended.
    #[error("`{0}` is not posted yet: edit its file")]
    Draft(String),
    /// The file could not be edited.
    #[error("{}: {error}", path.display())]
    Edit {
        /// Relative to the site's root.
        path: PathBuf,
        /// Why.
        error: EditError,
        /// What a person would write in it.
        by_hand: String,
    },
    /// The file could not be read.
    #[error("{}: {error}", path.display())]
    Io {
        /// Relative to the site's root.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

/// A file with its text before and after.
#[derive(Debug)]
pub(crate) struct Edited {
    /// Relative to the site's root.
    pub(crate) path: PathBuf,
    /// Nothing when the file is new.
    before: Option<String>,
    after: String,
}

impl Edited {
    /// Writes the new text.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn write(&self, root: &Path) -> std::io::Result<()> {
        put(&root.join(&self.path), &self.after)
    }

    /// Writes the former text again.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn undo(&self, root: &Path) -> std::io::Result<()> {
        match &self.before {
            Some(before) => put(&root.join(&self.path), before),
            None => fs::remove_file(root.join(&self.path)),
        }
    }
}

/// Writes a file whole or not at all: beside, then in its place. It keeps its permissions, and a link stays one.
fn put(path: &Path, text: &str) -> std::io::Result<()> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let permissions = fs::metadata(path).map(|metadata| metadata.permissions());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // The content's files of such names are not read.
    let beside = path.with_file_name(format!(".{name}.new"));
    let written = fs::write(&beside, text)
        .and_then(|()| permissions.map_or(Ok(()), |permissions| fs::set_permissions(&beside, permissions)))
        .and_then(|()| fs::rename(&beside, path));
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// Records an amendment: facts that change, with their new values, and what is said of it. The former values
/// are kept in it.
///
/// # Errors
/// When the opportunity or a fact is unknown, or nothing changes.
pub(crate) fn amend(
    root: &Path,
    id: &str,
    changes: &[(String, String)],
    date: Date,
    text: &Bilingual<String>,
) -> Result<Edited, RecordError> {
    let file = File::facts(root, id)?;
    let current: Mapping = yaml::parse(&file.text).map_err(|_| file.not_yaml())?;
    if current.get("posted").is_none_or(Value::is_null) {
        return Err(RecordError::Draft(id.to_owned()));
    }
    let mut new: Vec<(&str, Value)> = Vec::new();
    let mut was = Mapping::new();
    for (key, value) in changes {
        let known = || Fact::ALL.iter().map(|fact| fact.key());
        if !known().any(|name| name == key) {
            let nearest = nearest(key, known()).and_then(|near| known().find(|name| *name == near));
            return Err(RecordError::NoFact { key: key.clone(), nearest });
        }
        if new.iter().any(|(other, _)| other == key) {
            return Err(RecordError::Twice(key.clone()));
        }
        let value: Value = match yaml::parse(value) {
            Ok(Value::Null) | Err(_) => return Err(RecordError::Value(format!("{key}={value}"))),
            Ok(value) => value,
        };
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
    let amendment = Group::default()
        .with("date", date.to_string())
        .with_some("was", (!was.is_empty()).then_some(Value::Mapping(was)))
        .with("en", text.en.as_str())
        .with("fr", text.fr.as_str());
    let lines: String = new.iter().map(|(key, value)| format!("{key}: {}\n", written(value))).collect();
    let by_hand = format!("{lines}amendments:\n{}", amendment.item("  "));
    let order: Vec<&str> = FACTS.keys.iter().map(|key| key.name).collect();
    file.edited(by_hand, |text| {
        let text = new.iter().try_fold(text.to_owned(), |text, (key, value)| set(&text, key, value, &order))?;
        add_item(&text, Some("amendments"), &amendment)
    })
}

/// Publishes a question with its answer, in questions.yaml.
///
/// # Errors
/// When the opportunity is unknown, or the file cannot be edited.
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
    let both = |text: &Bilingual<String>| {
        let entries = [("en", &text.en), ("fr", &text.fr)];
        Value::Mapping(entries.into_iter().map(|(key, text)| (key.into(), text.as_str().into())).collect())
    };
    let group = Group::default()
        .with_some("asked", asked.map(|date| date.to_string()))
        .with("answered", answered.to_string())
        .with("question", both(question))
        .with("answer", both(answer));
    file.edited(group.item(""), |text| add_item(text, None, &group))
}

/// Records an outcome under its key: `award`, `delivery`, `cancelled`, `not_awarded` or `not_delivered`.
///
/// # Errors
/// When the opportunity is unknown, or has this outcome already.
pub(crate) fn outcome(root: &Path, id: &str, key: &str, group: &Group) -> Result<Edited, RecordError> {
    File::facts(root, id)?.edited(group.block(key), |facts| add_group(facts, key, group))
}

/// A file to be edited.
struct File {
    path: PathBuf,
    /// As it is on the disk; nothing when it is not there.
    before: Option<String>,
    /// With the line ends of Unix and without a byte order mark, which are given back at the end.
    text: String,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

impl File {
    fn facts(root: &Path, id: &str) -> Result<Self, RecordError> {
        must_exist(root, id)?;
        Self::read(root, facts_of(id))
    }

    fn read(root: &Path, path: PathBuf) -> Result<Self, RecordError> {
        let before = match fs::read_to_string(root.join(&path)) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(RecordError::Io { path, error }),
        };
        let text = before.as_deref().unwrap_or_default();
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text).replace("\r\n", "\n");
        Ok(Self { path, before, text })
    }

    fn not_yaml(&self) -> RecordError {
        RecordError::Edit { path: self.path.clone(), error: EditError::NotYaml, by_hand: String::new() }
    }

    fn edited(
        self,
        by_hand: String,
        edit: impl FnOnce(&str) -> Result<String, EditError>,
    ) -> Result<Edited, RecordError> {
        let Self { path, before, text } = self;
        let mut after = match edit(&text) {
            Ok(after) => after,
            Err(error) => return Err(RecordError::Edit { path, error, by_hand }),
        };
        let former = before.as_deref().unwrap_or_default();
        if former.contains("\r\n") {
            after = after.replace('\n', "\r\n");
        }
        if former.starts_with(BYTE_ORDER_MARK) {
            after.insert_str(0, BYTE_ORDER_MARK);
        }
        Ok(Edited { path, before, after })
    }
}

/// Tells whether there is such an opportunity.
///
/// # Errors
/// When there is none.
pub(crate) fn must_exist(root: &Path, id: &str) -> Result<(), RecordError> {
    let exists = |id: &str| is_slug(id) && root.join(facts_of(id)).is_file();
    if exists(id) {
        return Ok(());
    }
    let folder = fs::read_dir(root.join("content/opportunities")).into_iter().flatten().flatten();
    let mut ids: Vec<String> = folder.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    ids.retain(|id| exists(id));
    let nearest = nearest(id, ids.iter().map(String::as_str)).map(str::to_owned);
    Err(RecordError::Unknown { id: id.to_owned(), nearest })
}
