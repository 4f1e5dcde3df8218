//! The past of a site, as git knows it: what the rules of history look at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use submit_fn::shared::format::Zone;

use crate::diagnostic::operand::Change;
use crate::git::{GitError, Repository, Version, Versions};

pub(super) struct Past<'p> {
    pub(super) root: &'p Path,
    pub(super) repository: &'p Repository<'p>,
    pub(super) versions: Versions,
    /// The files that differ from their published version.
    pub(super) unpublished: BTreeSet<PathBuf>,
    pub(super) now: Timestamp,
    pub(super) zone: &'p Zone,
}

impl<'p> Past<'p> {
    /// # Errors
    /// If git fails.
    pub(super) fn read(
        root: &'p Path,
        repository: &'p Repository<'p>,
        now: Timestamp,
        zone: &'p Zone,
    ) -> Result<Self, GitError> {
        let (versions, unpublished) = (repository.versions()?, repository.unpublished()?);
        Ok(Self { root, repository, versions, unpublished, now, zone })
    }

    /// The change that a version made; `None` stands for what is not published yet.
    pub(super) fn change(&self, version: Option<&Version>) -> Change {
        let at = version.map_or(self.now, |version| version.at);
        Change { commit: version.map(Version::short_name), date: self.zone.civil(at).date() }
    }
}
