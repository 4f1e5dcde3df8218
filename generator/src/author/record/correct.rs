//! What was recorded wrongly, corrected: the former words stay beside the new ones.

use std::path::Path;

use jiff::civil::Date;
use submit_fn::shared::lang::Bilingual;

use super::{Edited, File, RecordError, amended, amendment, both_languages, facts, must_exist};
use crate::author::edit::{Group, set_item};
use crate::canonical::canonical;
use crate::model::Fact;
use crate::model::facts_of;
use crate::nearest::nearest;
use crate::parse::QUESTIONS;
use crate::schema::Type;
use crate::schema::{Group as _, opportunity::Facts};
use crate::yaml::{self, Mapping, Value};

/// Corrects what is recorded of an outcome, such as `award.supplier`. An amendment keeps it as it was.
///
/// # Errors
/// If the opportunity is unknown, a key is not one of its outcome, or nothing changes.
pub(crate) fn correct_outcome(
    root: &Path,
    id: &str,
    changes: &[(String, String)],
    date: Date,
    text: &Bilingual<String>,
) -> Result<Edited, RecordError> {
    let (file, current) = facts(root, id)?;
    let mut new: Vec<(&str, Value)> = Vec::new();
    let mut was = Mapping::new();
    for (i, (path, value)) in changes.iter().enumerate() {
        let (outcome, key) = outcome_key(path)?;
        if changes[..i].iter().any(|(other, _)| other == path) {
            return Err(RecordError::SetTwice(path.clone()));
        }
        let group = current.get(outcome).and_then(Value::as_mapping);
        let group = group.ok_or(RecordError::NothingRecorded { key: outcome })?;
        let old = group.get(key);
        let value = match old {
            // A name such as `Quai: atelier` is a text, whatever YAML takes it for.
            Some(Value::String(_)) | None if !value.starts_with(['[', '{']) => Value::from(value.as_str()),
            _ => yaml::parse(value).map_err(|_| RecordError::UnreadableValue(format!("{path}={value}")))?,
        };
        if canonical(old) == canonical(Some(&value)) {
            return Err(RecordError::Unchanged(path.clone()));
        }
        was.insert(outcome.into(), Value::Mapping(group.clone()));
        match new.iter_mut().find(|(other, _)| *other == outcome) {
            Some((_, Value::Mapping(group))) => drop(group.insert(key.into(), value)),
            _ => {
                let mut group = group.clone();
                group.insert(key.into(), value);
                new.push((outcome, Value::Mapping(group)));
            }
        }
    }
    amended(file, &new, &amendment(date, was, Vec::new(), text))
}

/// The outcome and the key of it that a path such as `award.supplier` names.
fn outcome_key(path: &str) -> Result<(&'static str, &str), RecordError> {
    let outcomes = || Fact::ALL.iter().filter(|fact| fact.is_outcome()).map(|fact| fact.key());
    let (outcome, key) = path.split_once('.').unwrap_or((path, ""));
    let found = Facts::SCHEMA.keys.iter().filter(|known| outcomes().any(|outcome| outcome == known.name));
    let all: Vec<(&'static str, String)> = found
        .filter_map(|known| match known.value {
            Type::Group(schema) => Some((known.name, schema)),
            _ => None,
        })
        .flat_map(|(name, schema)| schema.keys.iter().map(move |key| (name, format!("{name}.{}", key.name))))
        .collect();
    match all.iter().find(|(_, known)| known == path) {
        Some((name, _)) if !key.is_empty() => Ok((name, key)),
        _ => {
            let near = nearest(path, all.iter().map(|(_, known)| known.as_str()));
            let near = near.or_else(|| nearest(outcome, outcomes()));
            Err(RecordError::UnknownFact { key: path.to_owned(), nearest: near.map(str::to_owned) })
        }
    }
}

/// Corrects a published answer, by its number on the page, from 1. The former answer stays under it.
///
/// # Errors
/// If the opportunity or the answer is unknown, or the answer is this one already.
pub(crate) fn correct_answer(
    root: &Path,
    id: &str,
    number: usize,
    date: Date,
    answer: &Bilingual<String>,
) -> Result<Edited, RecordError> {
    must_exist(root, id)?;
    let file = File::read(root, facts_of(id).with_file_name(QUESTIONS))?;
    let items: Vec<Mapping> = yaml::parse::<Option<_>>(&file.text).map_err(|_| file.not_yaml())?.unwrap_or_default();
    let unknown = RecordError::NoAnswer { number, count: items.len() };
    let index = number.checked_sub(1).filter(|index| *index < items.len()).ok_or(unknown)?;
    let Some(was) = items[index].get("answer").cloned() else {
        return Err(RecordError::NoAnswer { number, count: items.len() });
    };
    let new = both_languages(answer);
    if canonical(Some(&was)) == canonical(Some(&new)) {
        return Err(RecordError::Unchanged("answer".into()));
    }
    let correction = Mapping::from_iter([("date".into(), date.to_string().into()), ("was".into(), was)]);
    let mut item = items[index].clone();
    item.insert("answer".into(), new);
    match item.get_mut("corrections") {
        Some(Value::Sequence(corrections)) => corrections.push(Value::Mapping(correction)),
        _ => drop(item.insert("corrections".into(), Value::Sequence(vec![Value::Mapping(correction)]))),
    }
    let group = item
        .into_iter()
        .fold(Group::default(), |group, (key, value)| group.with(key.as_str().unwrap_or_default(), value));
    file.edit(group.item(""), |text| set_item(text, index, &group))
}
