//! A build, from the content tree to the files that changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rayon::prelude::*;
use submit_fn::bundle::{self, BundleError};

use crate::diagnostic::Diagnostic;
use crate::plan::{Plan, PlannedPage, plan};
use crate::render::{self, Renderer, Theme};
use crate::write::{Output, WriteError, Written};
use crate::{check, parse, read};

/// What to build, and where to.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder that holds site.toml.
    pub root: PathBuf,
    /// Where the site goes.
    pub out: PathBuf,
    /// Where the function's bundle goes.
    pub bundle: PathBuf,
    /// The instant at which statuses are told.
    pub now: Timestamp,
    /// Whether pages reload themselves when the site is built anew.
    pub preview: bool,
}

/// What a build did.
#[derive(Debug, Clone, Copy)]
pub struct Built {
    /// The number of files of the site.
    pub files: usize,
    /// The number of opportunities on it.
    pub opportunities: usize,
    /// What was done to the output folder.
    pub written: Written,
}

/// Why there is no new site. The last one is untouched.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Something is wrong with the files of the site.
    #[error("the site has {} problems", .0.len())]
    Problems(Vec<Diagnostic>),
    /// The content could not be listed.
    #[error(transparent)]
    Tree(#[from] walkdir::Error),
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
    let root = &options.root;
    let tree = read::content_tree(root)?;
    let parsed = parse::site(root, &tree).map_err(BuildError::Problems)?;
    let theme = Theme::load(root, &parsed.site.settings.theme);
    let (site, theme) = match (check::check(root, parsed), theme) {
        (Ok(site), Ok(theme)) => (site, theme),
        (site, theme) => return Err(all_problems(site.err(), theme.err())),
    };
    let plan = plan(&site, options.now);
    let renderer = Renderer::new(root, &site, &plan, &theme, options.preview)?;
    let output = Output::open(&options.out)?;
    let changed = match put_all(&plan, &renderer, &theme, &output, progress) {
        Ok(changed) => changed,
        Err(error) => {
            output.abandon();
            return Err(error);
        }
    };
    bundle::write(&options.bundle, &renderer.bundle_site()?, renderer.bundle_opportunities())?;
    let pages = plan.pages.iter().map(|page| page.file.clone());
    let files: BTreeSet<_> = pages.chain(render::assets(&theme).map(|(file, _)| file)).collect();
    let written = output.commit(&files, changed)?;
    Ok(Built { files: files.len(), opportunities: plan.index.all().len(), written })
}

fn all_problems(site: Option<Vec<Diagnostic>>, theme: Option<Vec<Diagnostic>>) -> BuildError {
    let mut problems: Vec<_> = site.into_iter().chain(theme).flatten().collect();
    problems.sort();
    BuildError::Problems(problems)
}

/// Renders every page and puts it aside, in parallel. Gives how many files are new or different.
fn put_all(
    plan: &Plan<'_>,
    renderer: &Renderer<'_>,
    theme: &Theme,
    output: &Output,
    progress: Progress<'_>,
) -> Result<usize, BuildError> {
    let put = |file: &Path, bytes: &[u8]| output.put(file, bytes).map(usize::from).map_err(BuildError::Write);
    let one = |page: &PlannedPage<'_>| {
        let bytes = renderer.page(page).map_err(|problem| BuildError::Problems(vec![*problem]))?;
        progress(plan.pages.len());
        put(&page.file, &bytes)
    };
    let pages = plan.pages.par_iter().map(one).reduce(|| Ok(0), sum)?;
    let assets = render::assets(theme).map(|(file, bytes)| put(&file, bytes)).sum::<Result<usize, _>>()?;
    Ok(pages + assets)
}

/// Adds up two results; the problems of both are told, each once: a flaw of a template is on every page.
fn sum(a: Result<usize, BuildError>, b: Result<usize, BuildError>) -> Result<usize, BuildError> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok(a + b),
        (Err(BuildError::Problems(mut a)), Err(BuildError::Problems(b))) => {
            a.extend(b);
            a.sort();
            a.dedup();
            Err(BuildError::Problems(a))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}
