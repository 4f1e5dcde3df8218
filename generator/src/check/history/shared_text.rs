//! Texts that posted opportunities share: the standard acceptance criteria, and the terms. Whoever reads an opportunity
//! reads them as they are now.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::difference::{Difference, difference};
use super::past::Past;
use super::unamended::short;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::GitError;
use crate::model::Kind;
use crate::parse::{self, TextSource};
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
        let file = SharedFile::read(past, path);
        // Of opportunities that were posted with the same version, one is enough.
        let mut compared = BTreeSet::new();
        for (reference, since) in &used {
            let at = versions.iter().rev().find(|version| version.at <= *since).or(versions.first());
            let Some(version) = at.filter(|version| compared.insert((reference, version.order))) else { continue };
            let was = version.blob.as_ref().and_then(|blob| blobs.get(blob));
            diagnostics.extend(was.and_then(|was| file.as_ref()?.change(was, reference)));
        }
    }
    let mut told = BTreeSet::new();
    diagnostics.retain(|diagnostic| told.insert((diagnostic.file.clone(), diagnostic.place.clone())));
    Ok(diagnostics)
}

/// A file of shared texts as it is.
struct SharedFile<'p> {
    path: &'p Path,
    /// Whether its last change is not published yet.
    is_unpublished: bool,
    texts: Texts,
}

enum Texts {
    Criteria(Source, Value),
    Terms(TextSource),
}

impl<'p> SharedFile<'p> {
    /// `None` if it is gone or cannot be read, which is reported as such.
    fn read(past: &Past<'_>, path: &'p Path) -> Option<Self> {
        let texts = if path.starts_with(Kind::Terms.place()) {
            Texts::Terms(parse::front_matter_of(past.root, path).ok()?)
        } else {
            let source = Source::read(past.root, path, Syntax::Yaml).ok()?;
            let criteria = yaml::parse(source.facts()).ok()?;
            Texts::Criteria(source, criteria)
        };
        Some(Self { path, is_unpublished: past.unpublished.contains(path), texts })
    }

    /// How the text of an id differs from what it was in a former version of the file.
    fn change(&self, was: &str, id: &str) -> Option<Diagnostic> {
        match &self.texts {
            Texts::Criteria(source, now) => self.criterion(source, &yaml::parse(was).ok()?, now, id),
            Texts::Terms(now) if self.path.parent()?.file_name()? == id => {
                self.terms(&parse::text_of(self.path.to_owned(), was)?, now)
            }
            Texts::Terms(_) => None,
        }
    }

    fn criterion(&self, source: &Source, was: &Value, now: &Value, id: &str) -> Option<Diagnostic> {
        ["en", "fr"].into_iter().find_map(|lang| {
            let said = |all: &Value| all.get(id)?.get(lang)?.as_str().map(str::to_owned);
            let (was, now) = (said(was)?, said(now)?);
            let target = Target::Value(vec![Segment::Key(id), Segment::Key(lang)]);
            let found = difference(&was, &now).filter(|found| self.matters(found))?;
            Some(source.problem_at(&target, Problem::SharedText { was: short(&was[found.was]) }))
        })
    }

    fn terms(&self, was: &TextSource, now: &TextSource) -> Option<Diagnostic> {
        let (before, after) = (&was.source.text[was.start..], &now.source.text[now.start..]);
        let found = difference(before, after).filter(|found| self.matters(found))?;
        let place = now.start + found.now.start..now.start + found.now.end;
        Some(now.source.problem_in(place, Problem::SharedText { was: short(&before[found.was]) }))
    }

    /// Numbers always do; other words as long as a reviewer can still say so.
    const fn matters(&self, found: &Difference) -> bool {
        found.is_of_numbers || self.is_unpublished
    }
}
