//! What one build leaves for the next one, in memory and in the cache.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::known::KnownOutputs;
use super::outputs::publish;
use super::{BuildError, Built, Options, Progress};
use crate::cache::Cache;
use crate::check::{self, CheckedSite};
use crate::content::{Content, Known};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::render::Theme;
use crate::write::check_targets;

/// Builds and checks one site, again and again.
pub(crate) struct Session {
    root: PathBuf,
    cache: Option<Cache>,
    /// The content as it was read the last time, and the site that it makes.
    content: Option<(Content, Site)>,
    /// The outputs as they were made the last time.
    outputs: Option<KnownOutputs>,
}

impl Session {
    pub(crate) fn new(root: &Path, cache: bool) -> Self {
        Self { root: root.to_owned(), cache: cache.then(|| Cache::of(root)), content: None, outputs: None }
    }

    /// As [`build`](super::build).
    pub(crate) fn build(&mut self, options: &Options, progress: Progress<'_>) -> Result<Built, BuildError> {
        check_targets(&self.root, &options.out, &options.bundle)?;
        let (mut content, site) = self.read(options.now).map_err(BuildError::Problems)?;
        let theme = Theme::load(&self.root, &content.shared.settings.theme);
        let (site, built) = match (theme, check::accept(site, &content.diagnostics())) {
            (Ok(theme), Ok(site)) => {
                let mut outputs = self.outputs(options);
                let built = publish(options, &mut content, &site, &theme, &mut outputs, progress);
                if let (Ok(_), Some(cache)) = (&built, &self.cache) {
                    outputs.save(cache);
                }
                self.outputs = Some(outputs);
                (site.release(), built)
            }
            (theme, site) => {
                let site = site.map_or_else(|site| site, CheckedSite::release);
                let problems = all_problems(&self.root, &mut content, &site, theme.err());
                (site, Err(BuildError::Problems(problems)))
            }
        };
        self.keep(content, site);
        built
    }

    /// As [`check`](super::check).
    pub(crate) fn check(&mut self, now: Timestamp) -> Vec<Diagnostic> {
        let (mut content, site) = match self.read(now) {
            Ok(read) => read,
            Err(problems) => return problems,
        };
        let theme = Theme::load(&self.root, &content.shared.settings.theme);
        let problems = all_problems(&self.root, &mut content, &site, theme.err());
        self.keep(content, site);
        problems
    }

    /// What is known of the outputs that a build would make.
    fn outputs(&mut self, options: &Options) -> KnownOutputs {
        let known = self.outputs.take().filter(|known| known.are_of(options));
        known.unwrap_or_else(|| KnownOutputs::load(options, self.cache.as_ref()))
    }

    fn read(&mut self, now: Timestamp) -> Result<(Content, Site), Vec<Diagnostic>> {
        let clock = self.cache.as_ref().and_then(Cache::clock);
        let known = match (self.content.take(), &self.cache) {
            (Some((content, site)), _) => Known::from(content, site),
            (None, Some(cache)) => Known::load(cache),
            (None, None) => Known::default(),
        };
        Content::read(&self.root, now, known, clock.as_ref())
    }

    fn keep(&mut self, content: Content, site: Site) {
        if let Some(cache) = &self.cache {
            content.save(cache, &site);
        }
        self.content = Some((content, site));
    }
}

fn all_problems(root: &Path, content: &mut Content, site: &Site, theme: Option<Vec<Diagnostic>>) -> Vec<Diagnostic> {
    content.check_texts(root, site);
    let mut problems = content.diagnostics();
    problems.extend(theme.into_iter().flatten());
    problems.sort();
    problems
}
