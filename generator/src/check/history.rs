//! The rules that need git.

mod difference;
mod kept;
mod late;
mod past;
mod posted;
mod posted_answers;
mod posted_text;
mod shared_text;
mod stale_translation;
mod unamended;

use std::path::Path;

use jiff::Timestamp;

use super::settle;
use crate::diagnostic::Diagnostic;
use crate::git::{GitError, Repository};
use crate::model::Settings;
use past::Past;

#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether the clone has only the last commits, so that changes may have been missed.
    pub(crate) is_shallow: bool,
}

/// Applies the rules that need git. What is not in `base`, if it is named, is one change that is not published yet:
/// a pull request.
///
/// # Errors
/// If git fails.
pub(crate) fn check(
    root: &Path,
    base: Option<&str>,
    now: Timestamp,
    settings: &Settings,
) -> Result<Findings, GitError> {
    let repository = Repository::open(root, base)?;
    let past = Past::read(root, &repository, now, settings)?;
    let postings = past.postings()?;
    let mut diagnostics = Vec::new();
    for posting in &postings {
        diagnostics.extend(posted::rule(&past, posting));
        diagnostics.extend(posted::entries(&past, posting));
        diagnostics.extend(unamended::rule(&past, posting));
        diagnostics.extend(posted::backdated(posting));
        diagnostics.extend(posted::images(&past, posting));
        diagnostics.extend(late::rule(posting));
        diagnostics.extend(late::notice(&past, posting));
    }
    diagnostics.extend(posted_answers::rule(&past, &postings)?);
    diagnostics.extend(shared_text::rule(&past)?);
    diagnostics.extend(kept::rule(&past));
    diagnostics.extend(past.moved_zone());
    diagnostics.extend(past.moved_host());
    diagnostics.extend(posted_text::rule(&past, &postings)?);
    stale_translation::rule(&past, &mut diagnostics)?;
    Ok(Findings { diagnostics, is_shallow: repository.is_shallow()? })
}

/// Adds the diagnostics of history to the others, without those that only follow from another one.
pub(crate) fn add(history: Vec<Diagnostic>, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(history);
    *diagnostics = settle::settle(std::mem::take(diagnostics));
}
