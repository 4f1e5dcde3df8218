//! A version of a text that changed without its twin makes the twin suspect.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use submit_fn::shared::lang::Lang;

use super::git::{GitError, Version};
use super::history::History;
use crate::diagnostic::operand::Change;
use crate::diagnostic::{Diagnostic, Problem};
use crate::parse;
use crate::read::{Segment, Target};

/// A version that changed alone since both last changed, together or one after the other.
struct Ahead<'h> {
    lang: Lang,
    change: Change,
    /// What it was when both agreed.
    agreed: Option<&'h Version>,
}

/// Tells texts whose twin did not follow.
pub(super) fn rule(history: &History<'_>, found: &mut Vec<Diagnostic>) -> Result<(), GitError> {
    let since = history.repository.changed_by_commits()?;
    let texts = history.versions.keys().filter(|path| path.ends_with("en.md") || path.ends_with("fr.md"));
    let folders: BTreeSet<&Path> = texts.filter_map(|path| path.parent()).collect();
    let suspects: Vec<_> =
        folders.into_iter().filter_map(|folder| Some((folder, ahead(history, &since, folder)?))).collect();
    let blobs = history.repository.blobs(suspects.iter().filter_map(|(_, ahead)| ahead.agreed))?;
    for (folder, Ahead { lang, change, agreed }) in suspects {
        let was = agreed.and_then(|version| blobs.get(version.blob.as_ref()?));
        let is = std::fs::read_to_string(history.root.join(file(folder, lang))).ok();
        // Changed and changed back, or saved with other line ends.
        if was.zip(is).is_some_and(|(was, is)| was.lines().eq(is.lines())) {
            continue;
        }
        let Ok(twin) = parse::front_matter_of(history.root, &file(folder, lang.other())) else { continue };
        let rule = Problem::StaleTwin { lang: lang.other(), changed: lang, change };
        found.push(twin.source.problem_at(&Target::Value(vec![Segment::Key("title")]), rule.into()));
    }
    Ok(())
}

fn file(folder: &Path, lang: Lang) -> PathBuf {
    folder.join(format!("{lang}.md"))
}

fn ahead<'h>(history: &'h History<'_>, since: &BTreeSet<PathBuf>, folder: &Path) -> Option<Ahead<'h>> {
    let files = Lang::BOTH.map(|lang| file(folder, lang));
    // The versions of both files by commit, the oldest first.
    let mut commits: BTreeMap<usize, [Option<&Version>; 2]> = BTreeMap::new();
    for (side, file) in files.iter().enumerate() {
        for version in history.versions.get(file).into_iter().flatten() {
            commits.entry(version.order).or_default()[side] = Some(version);
        }
    }
    let mut latest: [Option<&Version>; 2] = [None; 2];
    let mut ahead: Option<Ahead<'h>> = None;
    let mut follow = |changed: [bool; 2], change: Change, latest: &[Option<&'h Version>; 2]| {
        let side = usize::from(!changed[0]);
        ahead = match ahead.take() {
            _ if changed[0] == changed[1] => None,
            // The twin follows.
            Some(first) if first.lang != Lang::BOTH[side] => None,
            Some(first) => Some(first),
            None => Some(Ahead { lang: Lang::BOTH[side], change, agreed: latest[side] }),
        };
    };
    for versions in commits.values() {
        let version = versions.iter().flatten().next();
        follow(versions.map(|version| version.is_some()), history.change(version.copied()), &latest);
        for (latest, version) in latest.iter_mut().zip(versions) {
            *latest = version.or(*latest);
        }
    }
    let unpublished = files.each_ref().map(|file| since.contains(file));
    if unpublished != [false; 2] {
        follow(unpublished, history.change(None), &latest);
    }
    ahead
}
