//! A build, from the content tree to the files that changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rayon::prelude::*;
use submit_fn::shared::bundle::{self, BundleError};
use submit_fn::shared::lang::Bilingual;

use crate::check::{self, CheckedSite, links::External};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Kind;
use crate::model::Status;
use crate::plan::{Index, Plan, plan};
use crate::read;
use crate::render::{self, Renderer, Theme};
use crate::write::Output;
pub use crate::write::{WriteError, Written};

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
    /// Whether drafts are on it.
    pub drafts: bool,
    /// Whether pages reload themselves when the site is built anew.
    pub preview: bool,
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
    let Checked { site, theme, diagnostics, .. } = check(root, options.now);
    let (Some(site), Some(theme)) = (site, theme) else { return Err(BuildError::Problems(diagnostics)) };
    let index = Index::new(&site, options.now, options.drafts);
    let plan = plan(&site, &index);
    let renderer = Renderer::new(root, &site, &index, &theme, options.preview)?;
    let output = Output::open(&options.out)?;
    let put = put_all(&plan, &renderer, &theme, &output, progress);
    let changed = match put.and_then(|changed| Ok(changed + put_images(root, &site, &output)?)) {
        Ok(changed) => changed,
        Err(error) => {
            output.abandon();
            return Err(error);
        }
    };
    bundle::write(&options.bundle, &renderer.bundle_site()?, renderer.bundle_opportunities())?;
    let images = site.images.iter().map(|image| published_image(image));
    let files: BTreeSet<_> = plan.files().chain(render::assets(&theme).map(|(file, _)| file)).chain(images).collect();
    let written = output.commit(&files, changed)?;
    let drafts = index.current_with(Status::Draft).iter().map(|draft| Draft {
        id: draft.id.clone(),
        url: index.urls.of(Kind::Opportunity, &draft.id).clone(),
        title: draft.prose.as_ref().map(|prose| prose.title.clone()),
    });
    Ok(Built {
        files: files.len(),
        opportunities: index.opportunities().len(),
        drafts: drafts.collect(),
        warnings: diagnostics.len(),
        written,
    })
}

/// A site and its theme, when nothing is wrong with them.
pub struct Checked {
    /// Nothing when there are errors in the content.
    pub(crate) site: Option<CheckedSite>,
    /// Nothing when there are errors in the theme.
    pub(crate) theme: Option<Theme>,
    /// Errors and warnings, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// Links to other sites.
    pub(crate) links: Vec<External>,
}

/// Checks the content and the theme that it names, without writing anything.
pub fn check(root: &Path, now: Timestamp) -> Checked {
    let tree = read::content_tree(root);
    let check::Checked { settings, site, mut diagnostics, links } = check::check(root, &tree, now);
    let theme = settings.as_ref().map(|settings| Theme::load(root, &settings.theme));
    let theme = match theme {
        Some(Ok(theme)) => Some(theme),
        Some(Err(problems)) => {
            diagnostics.extend(problems);
            diagnostics.sort();
            None
        }
        None => None,
    };
    Checked { site, theme, diagnostics, links }
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
    let rendered = |file: &Path, bytes: Result<Vec<u8>, Box<Diagnostic>>| {
        put(file, &bytes.map_err(|problem| BuildError::Problems(vec![*problem]))?)
    };
    let page = |file: &Path, bytes| {
        progress(plan.page_count());
        rendered(file, bytes)
    };
    let pages = plan.pages.par_iter().map(|planned| page(&planned.file(), renderer.page(planned)));
    let bilingual =
        plan.bilingual_pages.par_iter().map(|planned| page(planned.file(), renderer.bilingual_page(*planned)));
    let data = plan.data_files.par_iter().map(|file| put(&file.file(), &renderer.data_file(plan, *file)));
    let made = pages.chain(bilingual).chain(data).reduce(|| Ok(0), sum)?;
    let assets = render::assets(theme).map(|(file, bytes)| put(&file, bytes)).sum::<Result<usize, _>>()?;
    Ok(made + assets)
}

/// Copies the images beside texts. Gives how many are new or different.
fn put_images(root: &Path, site: &CheckedSite, output: &Output) -> Result<usize, BuildError> {
    let put = |image: &PathBuf| {
        let bytes = std::fs::read(root.join(image)).map_err(|error| {
            let problem = Problem::Unreadable(error.into());
            BuildError::Problems(vec![Diagnostic::new(image, None, problem)])
        })?;
        Ok(usize::from(output.put(&published_image(image), &bytes)?))
    };
    site.images.iter().map(put).sum()
}

/// Where an image of `content/` is on the site.
fn published_image(image: &Path) -> PathBuf {
    Path::new("images").join(image.strip_prefix("content").unwrap_or(image))
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
