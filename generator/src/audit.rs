//! The full check: the content and its theme, git's history, and the links to other sites.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::build;
use crate::check::{self, history};
use crate::diagnostic::Diagnostic;
use crate::external::{self, NoNetwork};
use crate::git::{self, GitError};
use crate::parse;

/// What to check besides the content, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'s> {
    /// The branch that is published: commits after it are those of a pull request.
    pub(crate) base: Option<&'s str>,
    /// Whether links to other sites are requested.
    pub(crate) external: bool,
    /// Whether to list what the record of opportunities should hold by now.
    pub(crate) overdue: bool,
    /// Whether what has not changed since the last check is not read again.
    pub(crate) cache: bool,
}

impl Scope<'_> {
    /// The content and its history.
    pub(crate) const CONTENT: Self = Self { base: None, external: false, overdue: false, cache: true };
}

#[derive(Debug)]
pub(crate) struct Findings {
    /// In the order of files and lines.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What could not be checked.
    pub(crate) notes: Vec<Note>,
}

/// Why some rules were not applied, or only in part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Note {
    NoHistory(GitError),
    ShallowClone,
    NoNetwork,
}

/// Checks everything in scope.
///
/// # Errors
/// If git fails and a base is named: without history, the comparison with it would pass for nothing.
pub(crate) fn audit(root: &Path, now: Timestamp, scope: Scope<'_>) -> Result<Findings, GitError> {
    // Without settings there is no time zone; the content check reports what is wrong with them.
    let settings = parse::settings_of(root).ok();
    let (mut diagnostics, history) = rayon::join(
        || build::check(root, now, scope.cache),
        || match &settings {
            Some(settings) => history::check(root, scope.base, now, settings),
            None => Ok(history::Findings::default()),
        },
    );
    let mut notes = Vec::new();
    match history {
        Ok(history) => {
            history::add(history.diagnostics, &mut diagnostics);
            notes.extend(history.is_shallow.then_some(Note::ShallowClone));
        }
        Err(error) if scope.base.is_some() => return Err(error),
        Err(error) => notes.push(Note::NoHistory(error)),
    }
    if scope.external {
        match external::check(root, &external::links_of_site(root), &root.join(".devex/links.json"), now) {
            Ok(dead) => diagnostics.extend(dead),
            Err(NoNetwork) => notes.push(Note::NoNetwork),
        }
    }
    // Facts that cannot be read are reported as such.
    if scope.overdue
        && let Ok(site) = build::facts(root, now)
    {
        diagnostics.extend(check::overdue(root, &site, now));
    }
    diagnostics.sort();
    Ok(Findings { diagnostics, notes })
}

/// The diagnostics with paths relative to the repository, in which the site may be a folder.
pub(crate) fn in_repository(root: &Path, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let prefix = PathBuf::from(git::prefix(root).unwrap_or_default());
    for diagnostic in &mut diagnostics {
        diagnostic.file = prefix.join(&diagnostic.file);
        for related in &mut diagnostic.related {
            related.file = prefix.join(&related.file);
        }
    }
    diagnostics
}
