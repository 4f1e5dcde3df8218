//! What was posted stays posted, with its record: amendments, reviews, approvals and images.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::past::{Past, Posting, UNPUBLISHED, date_of, items};
use crate::canonical::canonical;
use crate::diagnostic::operand::Entry;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::Version;
use crate::model::{FACTS, Kind};
use crate::read::{Segment, Source, Target, is_image};
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
        let text = fs::read_to_string(folder.path().join(FACTS)).ok();
        text.and_then(|text| yaml::parse::<Value>(&text).ok()).as_ref() == Some(facts)
    };
    folders.into_iter().find(has_them).map(|folder| folder.file_name().to_string_lossy().into_owned())
}

/// Entries of the facts that were on the site and are no longer what they were.
pub(super) fn entries(past: &Past<'_>, posting: &Posting) -> Vec<Diagnostic> {
    let Some((source, current)) = &posting.current else { return Vec::new() };
    let mut diagnostics = Vec::new();
    for (key, entry) in [("amendments", Entry::Amendment), ("reviews", Entry::Review)] {
        let mut known = BTreeSet::new();
        for (version, facts) in posting.published() {
            for (i, was) in items(facts, key).enumerate() {
                let is_kept = |facts: &Value| items(facts, key).any(|now| posting.is_kept(was, now));
                if !known.insert(canonical(Some(was))) || is_kept(current) {
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
    let kept = |known| items(current, "amendments").find(|amendment| posting.is_kept(known, amendment));
    let published = || items(published, "amendments");
    // One that was rewritten is told of already.
    let Some(last) = published().filter_map(|known| date_of(kept(known)?)).max() else { return Vec::new() };
    let is_new = |amendment: &Value| !published().any(|known| posting.is_kept(known, amendment));
    let backdated = items(current, "amendments")
        .enumerate()
        .filter(|(_, amendment)| is_new(amendment) && date_of(amendment).is_some_and(|date| date < last));
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
