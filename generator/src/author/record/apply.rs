//! Writes an edit, unless it breaks a rule that was kept before.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Edited, RecordError};
use crate::audit::{Scope, audit};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse;

#[derive(Debug)]
pub(crate) struct Recorded {
    /// The file, relative to the site's root.
    pub(crate) path: PathBuf,
    /// The warnings that were not there before.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Writes an edit and checks the site again. If there is a new problem that `is_fatal`, or nothing can be checked any
/// more, the file is put back as it was.
///
/// # Errors
/// If site.toml cannot be read, a rule is broken, or the file system fails.
pub(crate) fn apply(
    root: &Path,
    now: Timestamp,
    edited: Edited,
    is_fatal: fn(&Diagnostic) -> bool,
) -> Result<Recorded, RecordError> {
    let before = diagnostics(root, now)?;
    edited.write(root).map_err(|error| RecordError::Io { path: edited.path.clone(), error })?;
    let refusal = match diagnostics(root, now).map(|after| only_in(after, before)) {
        Ok(new) if !new.iter().any(is_fatal) => {
            return Ok(Recorded { path: edited.path, warnings: new });
        }
        Ok(new) => RecordError::BreaksRules(new),
        Err(error) => error,
    };
    match edited.undo(root) {
        Ok(()) => Err(refusal),
        Err(error) => Err(RecordError::NotUndone { path: edited.path, error }),
    }
}

/// Nothing wrong is recorded; a team may have reasons for what is only warned of.
pub(crate) fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Error
}

/// Nothing is posted to keys that nobody tried, or without receipts that can be verified.
pub(crate) fn keeps_from_posting(diagnostic: &Diagnostic) -> bool {
    is_error(diagnostic) || matches!(diagnostic.code(), Code::W0912 | Code::W0914)
}

/// Everything that is wrong with the site. Without site.toml no rule can be trusted, so that alone is an error.
fn diagnostics(root: &Path, now: Timestamp) -> Result<Vec<Diagnostic>, RecordError> {
    parse::settings_of(root).map_err(RecordError::Settings)?;
    Ok(audit(root, now, Scope::CONTENT).map_err(RecordError::Git)?.diagnostics)
}

/// The diagnostics that were not there before, or fewer times.
fn only_in(mut after: Vec<Diagnostic>, mut before: Vec<Diagnostic>) -> Vec<Diagnostic> {
    after.retain(|new| {
        let same = before.iter().position(|old| old.problem == new.problem && old.file == new.file);
        same.map(|at| before.swap_remove(at)).is_none()
    });
    after
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Problem;

    use super::*;

    #[test]
    fn a_diagnostic_is_new_when_it_was_there_fewer_times() {
        let at = |file: &str| Diagnostic::new(file, None, Problem::Empty);
        let new = only_in(vec![at("a"), at("a"), at("b"), at("c")], vec![at("a"), at("c")]);
        assert_eq!(new, [at("a"), at("b")]);
    }
}
