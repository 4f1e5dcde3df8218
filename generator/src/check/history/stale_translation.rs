//! A text that changed in one language makes its version in the other suspect.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use submit_fn::shared::lang::Lang;

use super::difference::is_same;
use super::past::Past;
use crate::diagnostic::operand::Change;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Version};
use crate::parse;
use crate::read::{Segment, Target};

/// A version that changed alone since both versions last agreed.
struct Ahead<'p> {
    lang: Lang,
    change: Change,
    /// The version as it was when both agreed.
    agreed: Option<&'p Version>,
}

/// Finds texts that did not follow a change of their other version. Only commits count: whoever is writing changes
/// one version first.
///
/// # Errors
/// If git fails.
pub(super) fn rule(past: &Past<'_>, diagnostics: &mut Vec<Diagnostic>) -> Result<(), GitError> {
    let since = past.repository.changed_by_commits()?;
    let texts = past.versions.keys().filter(|path| path.ends_with("en.md") || path.ends_with("fr.md"));
    let folders: BTreeSet<&Path> = texts.filter_map(|path| path.parent()).collect();
    let suspects: Vec<_> =
        folders.into_iter().filter_map(|folder| Some((folder, ahead(past, &since, folder)?))).collect();
    let blobs = past.repository.blobs(suspects.iter().filter_map(|(_, ahead)| ahead.agreed))?;
    for (folder, Ahead { lang, change, agreed }) in suspects {
        let was = agreed.and_then(|version| blobs.get(version.blob.as_ref()?));
        let is = std::fs::read_to_string(past.root.join(file(folder, lang))).ok();
        // It was changed and changed back, or in its address or its typography alone.
        if was.zip(is).is_some_and(|(was, is)| is_same(&translated(was), &translated(&is))) {
            continue;
        }
        let Ok(stale) = parse::front_matter_of(past.root, &file(folder, lang.other())) else { continue };
        let problem = Problem::StaleTwin { lang: lang.other(), changed: lang, change };
        diagnostics.push(stale.source.problem_at(&Target::Value(vec![Segment::Key("title")]), problem));
    }
    Ok(())
}

/// A text without the keys of its front matter that each version has for itself.
fn translated(text: &str) -> String {
    let front_matter = text.match_indices("\n---").next().map_or(0, |(end, _)| end);
    let (front_matter, body) = text.split_at(front_matter);
    let is_translated = |line: &&str| !line.starts_with("slug:") && !line.starts_with("modified:");
    let lines: Vec<&str> = front_matter.lines().filter(is_translated).collect();
    lines.join("\n") + body
}

fn file(folder: &Path, lang: Lang) -> PathBuf {
    folder.join(format!("{lang}.md"))
}

/// Follows the commits of both files; returns the version that changed last without the other.
fn ahead<'p>(past: &'p Past<'_>, since: &BTreeSet<PathBuf>, folder: &Path) -> Option<Ahead<'p>> {
    let files = Lang::BOTH.map(|lang| file(folder, lang));
    // The versions of both files by commit, the oldest first.
    let mut commits: BTreeMap<usize, [Option<&Version>; 2]> = BTreeMap::new();
    for (side, file) in files.iter().enumerate() {
        for version in past.versions.get(file).into_iter().flatten() {
            commits.entry(version.order).or_default()[side] = Some(version);
        }
    }
    let mut latest: [Option<&Version>; 2] = [None; 2];
    let mut ahead: Option<Ahead<'p>> = None;
    let mut follow = |changed: [bool; 2], change: Change, latest: &[Option<&'p Version>; 2]| {
        let side = usize::from(!changed[0]);
        ahead = match ahead.take() {
            _ if changed[0] == changed[1] => None,
            // The other version follows.
            Some(first) if first.lang != Lang::BOTH[side] => None,
            Some(first) => Some(first),
            None => Some(Ahead { lang: Lang::BOTH[side], change, agreed: latest[side] }),
        };
    };
    for versions in commits.values() {
        let version = versions.iter().flatten().next();
        follow(versions.map(|version| version.is_some()), past.change(version.copied()), &latest);
        for (latest, version) in latest.iter_mut().zip(versions) {
            *latest = version.or(*latest);
        }
    }
    let unpublished = files.each_ref().map(|file| since.contains(file));
    if unpublished != [false; 2] {
        follow(unpublished, past.change(None), &latest);
    }
    ahead
}
