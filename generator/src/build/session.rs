//! What one build leaves for the next one, in memory and in the cache.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::known::KnownOutputs;
use super::outputs::publish;
use super::{BuildError, Built, Options, Progress};
use crate::cache::Cache;
use crate::check::{self, CheckedSite};
use crate::content::{Content, Known, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::render::{self, Theme};
use crate::write::check_targets;

/// Builds and checks one site, again and again.
pub struct Session {
    root: PathBuf,
    cache: Option<Cache>,
    /// The content as it was read the last time, and the site that it makes.
    content: Option<(Content, Site)>,
    theme: Option<Theme>,
    /// The outputs as they were made the last time.
    outputs: Option<KnownOutputs>,
    /// What has changed since then.
    unpublished: Scope,
}

/// What may have changed since the last build of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Any file of the site.
    Anything,
    /// The files in these folders, each that of an item, relative to the site's root.
    Folders(BTreeSet<PathBuf>),
}

impl Changes {
    /// The union of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Folders(mut folders), Self::Folders(others)) => {
                folders.extend(others);
                Self::Folders(folders)
            }
            _ => Self::Anything,
        }
    }
}

impl Session {
    /// For the site in `root`, the folder that holds site.toml. With `cache`, the first build uses what the last run saved.
    pub fn new(root: &Path, cache: bool) -> Self {
        let cache = cache.then(|| Cache::of(root));
        Self { root: root.to_owned(), cache, content: None, theme: None, outputs: None, unpublished: Scope::Site }
    }

    /// As [`build`](super::build), but reads only what may have changed, and saves nothing for the next run. After
    /// changes of texts alone, files of the output folder that somebody else changed since the last build are not looked for.
    ///
    /// # Errors
    /// All problems at once; then nothing was written.
    pub fn build(&mut self, options: &Options, changes: &Changes, progress: Progress<'_>) -> Result<Built, BuildError> {
        let unpublished = std::mem::replace(&mut self.unpublished, Scope::Site);
        let (mut content, site, scope) = self.read(options.now, changes, false).map_err(BuildError::Problems)?;
        let scope = unpublished.or(scope);
        // What has been read is known by now, whatever becomes of it.
        if let Err(error) = check_targets(&self.root, &options.out, &options.bundle) {
            self.content = Some((content, site));
            self.unpublished = scope;
            return Err(error.into());
        }
        let theme = self.theme(&content, changes);
        let (site, built) = match (theme, check::accept(site, &content.diagnostics())) {
            (Ok(theme), Ok(site)) => {
                let mut outputs = self.outputs(options);
                let built = publish(options, &mut content, &site, &theme, &scope, &mut outputs, progress);
                self.unpublished = if built.is_ok() { Scope::NOTHING } else { scope };
                self.outputs = Some(outputs);
                self.theme = Some(theme);
                (site.release(), built)
            }
            (theme, site) => {
                let site = site.map_or_else(|site| *site, CheckedSite::release);
                let theme = theme.err().unwrap_or_default();
                let problems = all_problems(&self.root, &mut content, &site, theme);
                (site, Err(BuildError::Problems(problems)))
            }
        };
        self.content = Some((content, site));
        built
    }

    /// As [`check`](super::check), but saves nothing for the next run.
    pub fn check(&mut self, now: Timestamp) -> Vec<Diagnostic> {
        let (mut content, site) = match self.read(now, &Changes::Anything, true) {
            Ok((content, site, scope)) => {
                self.unpublished = scope;
                (content, site)
            }
            Err(problems) => return problems,
        };
        let theme = self.theme(&content, &Changes::Anything);
        let theme = theme.map_or_else(|problems| problems, |theme| theme.warnings);
        let problems = all_problems(&self.root, &mut content, &site, theme);
        self.content = Some((content, site));
        problems
    }

    /// The facts of the site, as far as they can be read.
    pub(crate) fn facts(mut self, now: Timestamp) -> Result<Site, Vec<Diagnostic>> {
        self.read(now, &Changes::Anything, false).map(|(_, site, _)| site)
    }

    /// The first instant after another one at which the clock alone changes the site, as far as its facts can be read.
    pub(crate) fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        self.content.as_ref().map(|(_, site)| site.next_change(now).at)
    }

    /// Saves what the next run can use.
    pub fn save(&self) {
        let Some(cache) = &self.cache else { return };
        if let Some((content, site)) = &self.content {
            content.save(cache, site);
        }
        if let Some(outputs) = &self.outputs {
            outputs.save(cache);
        }
    }

    fn theme(&mut self, content: &Content, changes: &Changes) -> Result<Theme, Vec<Diagnostic>> {
        match (self.theme.take(), changes) {
            (Some(theme), Changes::Folders(_)) => Ok(theme),
            _ => render::theme(&self.root, &content.shared.settings.theme),
        }
    }

    /// What is known of the outputs that a build would make.
    fn outputs(&mut self, options: &Options) -> KnownOutputs {
        let known = self.outputs.take().filter(|known| known.are_of(options));
        known.unwrap_or_else(|| KnownOutputs::load(options, self.cache.as_ref()))
    }

    fn read(
        &mut self,
        now: Timestamp,
        changes: &Changes,
        check_texts: bool,
    ) -> Result<(Content, Site, Scope), Vec<Diagnostic>> {
        let known = match (self.content.take(), &self.cache) {
            (Some((mut content, mut site)), _) => {
                if let Changes::Folders(folders) = changes
                    && let Some(scope) = content.update(&self.root, now, &mut site, folders)
                {
                    return Ok((content, site, scope));
                }
                Known::from(content, site)
            }
            (None, Some(cache)) => Known::load(cache),
            (None, None) => Known::default(),
        };
        let clock = self.cache.as_ref().and_then(Cache::clock);
        let (content, site) = Content::read(&self.root, now, known, clock.as_ref(), check_texts)?;
        Ok((content, site, Scope::Site))
    }
}

fn all_problems(root: &Path, content: &mut Content, site: &Site, theme: Vec<Diagnostic>) -> Vec<Diagnostic> {
    content.check_texts(root, site);
    let mut problems = content.diagnostics();
    problems.extend(theme);
    problems.sort();
    problems
}
