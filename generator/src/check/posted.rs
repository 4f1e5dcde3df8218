//! What was posted stays posted, with its record: amendments, reviews, approvals, questions and answers.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::past::{Past, Posting, UNPUBLISHED, items, says_the_same};
use crate::canonical::canonical;
use crate::diagnostic::operand::Entry;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Version};
use crate::model::Kind;
use crate::parse::QUESTIONS;
use crate::read::{Segment, Source, Syntax, Target, is_image};
use crate::yaml::{self, Value};

/// A posted opportunity that is gone, or was posted on another day.
pub(super) fn rule(past: &Past<'_>, posting: &Posting) -> Option<Diagnostic> {
    let path = posting.path();
    let (i, facts) = posting.published().next()?;
    let Some((source, current)) = &posting.current else {
        // One that cannot be read is reported as such.
        let is_gone = !past.root.join(&path).exists();
        let now = || posting.facts.last().and_then(|(_, facts)| renamed(past.root, facts));
        return is_gone.then(|| Diagnostic::new(&path, None, Problem::Removed { now: now() }));
    };
    let posted = |facts: &Value| canonical(facts.get("posted"));
    let was = posted(facts)?;
    let now = posted(current);
    if now.as_ref() == Some(&was) {
        return None;
    }
    let change = past.change(posting.changed_after(i, |facts| posted(facts).as_ref() != Some(&was)));
    let problem = Problem::PostingMoved { was, now, change };
    Some(source.problem_at(&Target::value("posted"), problem))
}

/// The folder that has the facts of one that is gone.
fn renamed(root: &Path, facts: &Value) -> Option<String> {
    let folders = fs::read_dir(root.join(Kind::Opportunity.place())).ok()?.flatten();
    let has_them = |folder: &fs::DirEntry| {
        let text = fs::read_to_string(folder.path().join("opportunity.yaml")).ok();
        text.and_then(|text| yaml::parse::<Value>(&text).ok()).as_ref() == Some(facts)
    };
    folders.into_iter().find(has_them).map(|folder| folder.file_name().to_string_lossy().into_owned())
}

/// Entries of the facts that were on the site and are no longer what they were.
pub(super) fn entries(past: &Past<'_>, posting: &Posting) -> Vec<Diagnostic> {
    let Some((source, current)) = &posting.current else { return Vec::new() };
    let mut diagnostics = Vec::new();
    for (key, entry) in [("amendments", Entry::Amendment), ("reviews", Entry::Review)] {
        let mut told = BTreeSet::new();
        for (version, facts) in posting.published() {
            for (i, was) in items(facts, key).enumerate() {
                let is_kept = |facts: &Value| items(facts, key).any(|now| says_the_same(was, now));
                if is_kept(current) || !told.insert(canonical(Some(was))) {
                    continue;
                }
                let change = past.change(posting.changed_after(version, |facts| !is_kept(facts)));
                let is_there = items(current, key).nth(i).is_some();
                let path = [Segment::Key(key), Segment::Index(i)];
                let target = Target::Value(path[..if is_there { 2 } else { 1 }].to_vec());
                diagnostics.push(source.problem_at(&target, Problem::Rewritten { entry, change }));
            }
        }
    }
    diagnostics.extend(approvals(past, posting, source, current));
    diagnostics
}

/// Images that were on the site and are no longer what they were, without an amendment of the text.
pub(super) fn images(past: &Past<'_>, posting: &Posting) -> Vec<Diagnostic> {
    let amended = posting.amended_at(|amendment| items(amendment, "texts").next().is_some());
    let is_amended = |change: Option<&Version>| {
        amended.last().is_some_and(|amended| *amended >= change.map_or(UNPUBLISHED, |version| version.order))
    };
    let is_its_image = |path: &&PathBuf| path.starts_with(&posting.folder) && path.to_str().is_some_and(is_image);
    let changed = past.versions.keys().filter(is_its_image).filter_map(|path| {
        let change = last_change(past, posting, path)?;
        (!is_amended(change)).then(|| (path, Problem::ImageChanged { change: past.change(change) }))
    });
    changed.map(|(path, problem)| Diagnostic::new(path, None, problem)).collect()
}

/// The version that last changed a file which is there still: `Some(None)` if that change is not published yet.
fn last_change<'p>(past: &'p Past<'_>, posting: &Posting, path: &Path) -> Option<Option<&'p Version>> {
    if !past.root.join(path).exists() {
        return None;
    }
    if past.unpublished.contains(path) {
        return Some(None);
    }
    let versions = past.since(posting, path.strip_prefix(&posting.folder).ok()?.to_str()?);
    (versions.len() > 1).then(|| versions.last())
}

/// Amendments that are not published yet, and say that they came before one that is.
pub(super) fn backdated(posting: &Posting) -> Vec<Diagnostic> {
    let (Some((source, current)), Some((_, published))) = (&posting.current, posting.published().last()) else {
        return Vec::new();
    };
    let date = |amendment: &Value| amendment.get("date")?.as_str()?.parse::<Date>().ok();
    let Some(last) = items(published, "amendments").filter_map(date).max() else { return Vec::new() };
    let is_new = |amendment: &Value| !items(published, "amendments").any(|known| says_the_same(known, amendment));
    let backdated = items(current, "amendments")
        .enumerate()
        .filter(|(_, amendment)| is_new(amendment) && date(amendment).is_some_and(|date| date < last));
    let target = |i| Target::Value(vec![Segment::Key("amendments"), Segment::Index(i), Segment::Key("date")]);
    backdated.map(|(i, _)| source.problem_at(&target(i), Problem::Backdated { last })).collect()
}

fn approvals(past: &Past<'_>, posting: &Posting, source: &Source, current: &Value) -> Option<Diagnostic> {
    let given = |facts: &Value, by: &Value| canonical(facts.get("approvals").and_then(|all| all.get(by)));
    posting.published().find_map(|(i, facts)| {
        let all = facts.get("approvals").and_then(Value::as_mapping)?;
        let (by, was) = all.iter().find(|(by, was)| given(current, by) != canonical(Some(was)))?;
        let was = canonical(Some(was))?;
        let change = past.change(posting.changed_after(i, |facts| given(facts, by).as_ref() != Some(&was)));
        let target = Target::Value(vec![Segment::Key("approvals"), Segment::Key(by.as_str()?)]);
        Some(source.problem_at(&target, Problem::Rewritten { entry: Entry::Approval, change }))
    })
}

/// Published questions and answers of some opportunities that are no longer what they were.
///
/// # Errors
/// If git fails.
pub(super) fn questions(past: &Past<'_>, postings: &[Posting]) -> Result<Vec<Diagnostic>, GitError> {
    let changed = postings.iter().map(|posting| (posting, past.since(posting, QUESTIONS)));
    let changed: Vec<_> = changed.filter(|(_, versions)| !versions.is_empty()).collect();
    let blobs = past.repository.blobs(changed.iter().flat_map(|(_, versions)| versions.iter()))?;
    let mut diagnostics = Vec::new();
    for (posting, versions) in changed {
        let read = |version: &Version| yaml::parse::<Value>(blobs.get(version.blob.as_ref()?)?).ok();
        let versions: Vec<_> = versions.iter().filter_map(|version| Some((version, read(version)?))).collect();
        diagnostics.extend(answers(past, posting, &versions));
    }
    Ok(diagnostics)
}

fn answers(past: &Past<'_>, posting: &Posting, versions: &[(&Version, Value)]) -> Vec<Diagnostic> {
    let path = posting.folder.join(QUESTIONS);
    let source = Source::read(past.root, &path, Syntax::Yaml);
    let current = source.as_ref().ok().and_then(|source| yaml::parse::<Value>(source.facts()).ok());
    // One that cannot be read, or that is gone with its opportunity, is reported as such.
    if current.is_none() && (past.root.join(&path).exists() || posting.current.is_none()) {
        return Vec::new();
    }
    let list = |value: &'_ Value| value.as_sequence().cloned().unwrap_or_default();
    let now = current.as_ref().map(list).unwrap_or_default();
    let mut told = BTreeSet::new();
    let mut diagnostics = late_answers(posting, versions, source.as_ref().ok(), &now);
    for (v, (_, was)) in versions.iter().enumerate() {
        for (i, was) in list(was).iter().enumerate() {
            if now.iter().any(|now| keeps(was, now)) || !told.insert(canonical(Some(was))) {
                continue;
            }
            let is_other = |(_, items): &&(&Version, Value)| !list(items).iter().any(|item| keeps(was, item));
            let change = past.change(versions[v + 1..].iter().find(is_other).map(|(version, _)| *version));
            let problem = Problem::Rewritten { entry: Entry::Answer, change };
            diagnostics.push(match &source {
                Ok(source) if now.get(i).is_some() => {
                    source.problem_at(&Target::Value(vec![Segment::Index(i)]), problem)
                }
                Ok(source) => source.problem_at(&Target::Value(Vec::new()), problem),
                Err(_) => Diagnostic::new(&path, None, problem),
            });
        }
    }
    diagnostics
}

/// Answers that came when nobody could send a proposal any more.
fn late_answers(
    posting: &Posting,
    versions: &[(&Version, Value)],
    source: Option<&Source>,
    now: &[Value],
) -> Vec<Diagnostic> {
    let (Some(ended), Some(source)) = (&posting.ended, source) else { return Vec::new() };
    let came_with = |item: &Value| {
        let is_it = |was: &Value| ["question", "answered"].iter().all(|key| is_kept(key, was, item));
        let has_it = |(_, items): &&(&Version, Value)| items.as_sequence().is_some_and(|items| items.iter().any(is_it));
        versions.iter().find(has_it).map(|(version, _)| *version)
    };
    let target = |i| Target::Value(vec![Segment::Index(i), Segment::Key("answered")]);
    let is_late = |item: &Value| {
        let told = item.get("answered").and_then(|date| date.as_str()?.parse::<Date>().ok());
        // By its own day it is told of already.
        ended.is_before(came_with(item)) && told.is_none_or(|day| day <= ended.day)
    };
    let late = now.iter().enumerate().filter(|(_, item)| is_late(item));
    late.map(|(i, _)| source.problem_at(&target(i), Problem::LateAnswer { closed: ended.day })).collect()
}

fn is_kept(key: &str, was: &Value, now: &Value) -> bool {
    match (was.get(key), now.get(key)) {
        (Some(was), Some(now)) => says_the_same(was, now),
        (was, now) => canonical(was) == canonical(now),
    }
}

/// Whether an item of questions.yaml is what another one was, or keeps its answer as a corrected one.
fn keeps(was: &Value, now: &Value) -> bool {
    let same = |key| is_kept(key, was, now);
    let is_corrected = || {
        let mut corrections = items(now, "corrections").filter_map(|correction| correction.get("was"));
        was.get("answer").is_some_and(|was| corrections.any(|kept| says_the_same(was, kept)))
    };
    let has_all_corrections =
        items(was, "corrections").all(|was| items(now, "corrections").any(|now| says_the_same(was, now)));
    same("question") && same("asked") && same("answered") && (same("answer") || is_corrected()) && has_all_corrections
}
