//! Texts that posted opportunities share: the standard acceptance criteria, and the terms. Whoever reads an opportunity
//! reads them as they are now.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::difference::{Difference, difference};
use super::past::Past;
use super::unamended::short;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Version};
use crate::model::Kind;
use crate::parse;
use crate::read::{Segment, Source, Syntax, Target};
use crate::yaml::{self, Value};

/// Texts that changed since an opportunity that refers to them was posted.
///
/// # Errors
/// If git fails.
pub(super) fn rule(past: &Past<'_>) -> Result<Vec<Diagnostic>, GitError> {
    let shared = |path: &&PathBuf| {
        path.as_path() == Path::new(Kind::Acceptance.place())
            || (path.starts_with(Kind::Terms.place()) && path.extension().is_some_and(|extension| extension == "md"))
    };
    let changed: Vec<_> = past
        .versions
        .iter()
        .filter(|(path, versions)| shared(path) && (versions.len() > 1 || past.unpublished.contains(*path)))
        .collect();
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let used = past.used_by_open()?;
    let blobs = past.repository.blobs(changed.iter().flat_map(|(_, versions)| versions.iter()))?;
    let mut diagnostics = Vec::new();
    for (path, versions) in changed {
        for (reference, since) in &used {
            let at = versions.iter().rev().find(|version| version.at <= *since).or(versions.first());
            let was = at.and_then(|version: &Version| blobs.get(version.blob.as_ref()?));
            let Some(was) = was else { continue };
            diagnostics.extend(match path.starts_with(Kind::Terms.place()) {
                true if path.parent().and_then(Path::file_name).is_some_and(|id| id == reference.as_str()) => {
                    terms(past, path, was)
                }
                false => criterion(past, path, was, reference),
                true => None,
            });
        }
    }
    let mut told = BTreeSet::new();
    diagnostics.retain(|diagnostic| told.insert((diagnostic.file.clone(), diagnostic.place.clone())));
    Ok(diagnostics)
}

fn criterion(past: &Past<'_>, path: &Path, was: &str, id: &str) -> Option<Diagnostic> {
    let source = Source::read(past.root, path, Syntax::Yaml).ok()?;
    let (was, now): (Value, Value) = (yaml::parse(was).ok()?, yaml::parse(source.facts()).ok()?);
    ["en", "fr"].into_iter().find_map(|lang| {
        let said =
            |all: &Value| all.get(id).and_then(|texts| texts.get(lang)).and_then(Value::as_str).map(str::to_owned);
        let (was, now) = (said(&was)?, said(&now)?);
        let target = Target::Value(vec![Segment::Key(id), Segment::Key(lang)]);
        let found = difference(&was, &now).filter(|found| matters(past, path, found))?;
        Some(source.problem_at(&target, Problem::SharedText { was: short(&was[found.was]) }))
    })
}

fn terms(past: &Past<'_>, path: &Path, was: &str) -> Option<Diagnostic> {
    let was = parse::text_of(path.to_owned(), was)?;
    let now = parse::front_matter_of(past.root, path).ok()?;
    let (before, after) = (&was.source.text[was.start..], &now.source.text[now.start..]);
    let found = difference(before, after).filter(|found| matters(past, path, found))?;
    let place = now.start + found.now.start..now.start + found.now.end;
    Some(now.source.problem_in(place, Problem::SharedText { was: short(&before[found.was]) }))
}

/// Numbers always do; other words as long as a reviewer can still say so.
fn matters(past: &Past<'_>, path: &Path, found: &Difference) -> bool {
    found.is_of_numbers || past.unpublished.contains(path)
}
