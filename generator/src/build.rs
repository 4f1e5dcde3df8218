//! A build, from the content tree to the files that changed: the table of contents of the generator.

mod known;
mod outputs;
mod session;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use submit_fn::shared::bundle::BundleError;
use submit_fn::shared::lang::Bilingual;

use crate::diagnostic::Diagnostic;
pub use crate::model::LocalKeys;
use crate::model::Site;
pub use crate::write::{Holder, TargetError, WriteError, Written};
pub use session::{Changes, Session};

/// What to build, and where to.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder that holds site.toml.
    pub root: PathBuf,
    /// Where the site goes.
    pub out: PathBuf,
    /// Where the function's bundle goes.
    pub bundle: PathBuf,
    /// The instant of statuses.
    pub now: Timestamp,
    /// Whether drafts are on it.
    pub drafts: bool,
    /// Whether pages reload themselves when the site is built anew.
    pub preview: bool,
    /// The keys of this machine, if the site is served on it.
    pub local: Option<LocalKeys>,
    /// Whether what has not changed since the last build is neither read nor made again.
    pub cache: bool,
    /// Whether each text is there compressed too, beside itself.
    pub compress: bool,
}

/// What a build did.
#[derive(Debug, Clone)]
pub struct Built {
    /// The number of files of the site.
    pub files: usize,
    /// The number of opportunities on it.
    pub opportunities: usize,
    /// The drafts on it.
    pub drafts: Vec<Draft>,
    /// How many warnings there are.
    pub warnings: usize,
    /// What was done to the output folder.
    pub written: Written,
}

/// A draft on a site.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The name of its folder.
    pub id: String,
    /// Its addresses.
    pub url: Bilingual<String>,
    /// Its titles.
    pub title: Bilingual<String>,
}

/// Why there is no new site. The last one is untouched.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Something is wrong with the files of the site.
    #[error("the site has {} problems", .0.len())]
    Problems(Vec<Diagnostic>),
    /// The site must not be written where it was to go.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// The site could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The bundle could not be written.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// A context could not be made for the templates.
    #[error(transparent)]
    Context(#[from] tera::Error),
    /// The site could not be put into the bundle.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// Called once a page, with how many there are.
pub type Progress<'p> = &'p (dyn Fn(usize) + Sync);

/// Builds the site.
///
/// # Errors
/// All problems at once; then nothing was written.
pub fn build(options: &Options, progress: Progress<'_>) -> Result<Built, BuildError> {
    let mut session = Session::new(&options.root, options.cache);
    let built = session.build(options, &Changes::Anything, progress);
    session.save();
    built
}

/// The facts of the site, as far as they can be read.
///
/// # Errors
/// If what all of them depend on cannot be: site.toml, or a list.
pub(crate) fn facts(root: &Path, now: Timestamp) -> Result<Site, Vec<Diagnostic>> {
    Session::new(root, true).facts(now)
}

/// Checks the content and the theme that it names, without writing anything but the cache. Returns errors and warnings,
/// in the order of files and lines.
pub fn check(root: &Path, now: Timestamp, cache: bool) -> Vec<Diagnostic> {
    let mut session = Session::new(root, cache);
    let problems = session.check(now);
    session.save();
    problems
}
