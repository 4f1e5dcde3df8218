//! A build, from the content tree to the files that changed: the table of contents of the generator.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use rayon::prelude::*;
use submit_fn::shared::bundle::{self, BundleError};
use submit_fn::shared::lang::Bilingual;

use crate::cache::Cache;
use crate::check::{self, CheckedSite, has_errors};
use crate::content::{Content, Known, Record, parsed};
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Site, Status};
use crate::parse::{Shared, Text};
use crate::plan::{Index, Plan, PlannedPage, plan};
use crate::read;
use crate::render::{self, Renderer, Theme};
pub use crate::write::{Holder, TargetError, WriteError, Written};
use crate::write::{Lock, Output, check_targets};

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
    /// Whether what has not changed since the last build is neither read nor made again.
    pub cache: bool,
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
    Session::new(&options.root, options.cache).build(options, progress)
}

/// Checks the content and the theme that it names, without writing anything but the cache. Returns errors and warnings,
/// in the order of files and lines.
pub fn check(root: &Path, now: Timestamp, cache: bool) -> Vec<Diagnostic> {
    Session::new(root, cache).check(now)
}

/// What is known from one build to the next, in memory and in the cache.
pub(crate) struct Session {
    root: PathBuf,
    cache: Option<Cache>,
    /// The content as it was read the last time, and the site that it makes.
    content: Option<(Content, Site)>,
}

impl Session {
    pub(crate) fn new(root: &Path, cache: bool) -> Self {
        Self { root: root.to_owned(), cache: cache.then(|| Cache::of(root)), content: None }
    }

    /// As [`build`].
    pub(crate) fn build(&mut self, options: &Options, progress: Progress<'_>) -> Result<Built, BuildError> {
        check_targets(&self.root, &options.out, &options.bundle)?;
        let (mut content, site) = self.read(options.now).map_err(BuildError::Problems)?;
        let theme = Theme::load(&self.root, &content.shared.settings.theme);
        let (site, built) = match (theme, check::accept(site, &content.diagnostics())) {
            (Ok(theme), Ok(site)) => {
                let built = publish(options, &mut content, &site, &theme, progress);
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

    /// As [`check`].
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

/// Makes the files of a site whose facts are good, and puts them in place if its texts are good too.
fn publish(
    options: &Options,
    content: &mut Content,
    site: &CheckedSite,
    theme: &Theme,
    progress: Progress<'_>,
) -> Result<Built, BuildError> {
    let root = &options.root;
    let index = Index::new(site, options.now, options.drafts);
    let plan = plan(site, &index);
    let renderer = Renderer::new(site, &index, theme, options.preview)?;
    // Two builds may have one bundle and two output folders.
    let _bundle = Lock::take(&options.bundle)?;
    let output = Output::open(&options.out)?;
    let work =
        Work { root, shared: &content.shared, site, plan: &plan, renderer: &renderer, output: &output, progress };
    let made = work.texts(&mut content.records).and_then(|changed| {
        let diagnostics = content.diagnostics();
        if has_errors(&diagnostics) {
            return Err(BuildError::Problems(diagnostics));
        }
        Ok((changed + work.other_pages()? + work.assets(theme)? + work.images()?, diagnostics.len()))
    });
    let (changed, warnings) = match made {
        Ok(made) => made,
        Err(error) => {
            output.abandon();
            return Err(error);
        }
    };
    let lines = renderer.bundle_opportunities().map(|entry| bundle::line(&entry).map(|line| (entry.id, line)));
    bundle::write(&options.bundle, &renderer.bundle_site()?, lines.collect::<Result<Vec<_>, _>>()?)?;
    let images = site.images.iter().map(|image| published_image(image));
    let files: BTreeSet<_> = plan.files().chain(render::assets(theme).map(|(file, _)| file)).chain(images).collect();
    let written = output.commit(&files, changed)?;
    let drafts = index.current_with(Status::Draft).iter().map(|draft| Draft {
        id: draft.id.clone(),
        url: index.urls.of(Kind::Opportunity, &draft.id).clone(),
        title: draft.prose.as_ref().map(|prose| prose.title.clone()),
    });
    let (files, opportunities) = (files.len(), index.opportunities().len());
    Ok(Built { files, opportunities, drafts: drafts.collect(), warnings, written })
}

/// All that making the files of a site needs.
struct Work<'w> {
    root: &'w Path,
    shared: &'w Shared,
    site: &'w CheckedSite,
    plan: &'w Plan<'w>,
    renderer: &'w Renderer<'w>,
    output: &'w Output,
    progress: Progress<'w>,
}

/// How many files are new or different; or all problems that were met.
type Made = Result<usize, BuildError>;

impl Work<'_> {
    /// Reads every text once: checks it, and makes its page as long as all texts are good. In parallel.
    fn texts(&self, records: &mut [Record]) -> Made {
        let mut pages: HashMap<(Kind, &str), Vec<&PlannedPage<'_>>> = HashMap::new();
        for page in &self.plan.pages {
            if let Some(item) = page.text_of() {
                pages.entry((item.kind(), item.id())).or_default().push(page);
            }
        }
        let has_failed = AtomicBool::new(false);
        let make = |record: &mut Record| {
            let item = self.site.get(record.entry.kind, &record.entry.id);
            let sources = match record.read_texts(self.root) {
                Ok(sources) => sources,
                Err(problem) => return Err(BuildError::Problems(vec![*problem])),
            };
            let texts = parsed(&sources);
            let checked = match record.checked.take() {
                Some(checked) => checked,
                None => record.check_texts(self.root, self.shared, item, &texts),
            };
            if has_errors(&checked.diagnostics) {
                has_failed.store(true, Ordering::Relaxed);
            }
            let pages = pages.get(&(record.entry.kind, record.entry.id.as_str()));
            let mut changed = 0;
            for page in pages.into_iter().flatten() {
                if has_failed.load(Ordering::Relaxed) {
                    break;
                }
                changed += self.page(page, texts.get(page.lang).as_ref(), checked.words)?;
            }
            record.checked = Some(checked);
            Ok(changed)
        };
        records.par_iter_mut().map(make).reduce(|| Ok(0), sum)
    }

    /// What shows no text: lists, skills, pages in both languages, data files. In parallel.
    fn other_pages(&self) -> Made {
        let pages = self.plan.pages.par_iter().filter(|page| page.text_of().is_none());
        let pages = pages.map(|page| self.page(page, None, Bilingual::default()));
        let bilingual_pages = self.plan.bilingual_pages.par_iter().map(|page| {
            (self.progress)(self.plan.page_count());
            self.put_rendered(page.file(), self.renderer.bilingual_page(*page))
        });
        let data_files = self.plan.data_files.par_iter();
        let data_files = data_files.map(|file| self.put(&file.file(), &self.renderer.data_file(self.plan, *file)));
        pages.chain(bilingual_pages).chain(data_files).reduce(|| Ok(0), sum)
    }

    fn page(&self, page: &PlannedPage<'_>, text: Option<&Text<'_>>, words: Bilingual<usize>) -> Made {
        (self.progress)(self.plan.page_count());
        self.put_rendered(&page.file(), self.renderer.page(page, text, words))
    }

    fn put_rendered(&self, file: &Path, rendered: Result<Vec<u8>, Box<Diagnostic>>) -> Made {
        self.put(file, &rendered.map_err(|problem| BuildError::Problems(vec![*problem]))?)
    }

    fn assets(&self, theme: &Theme) -> Made {
        render::assets(theme).map(|(file, bytes)| self.put(&file, bytes)).sum()
    }

    /// Copies the images beside texts.
    fn images(&self) -> Made {
        let copy = |image: &PathBuf| {
            let bytes = read::image(self.root, image).map_err(|problem| BuildError::Problems(vec![*problem]))?;
            self.put(&published_image(image), &bytes)
        };
        self.site.images.iter().map(copy).sum()
    }

    fn put(&self, file: &Path, bytes: &[u8]) -> Made {
        Ok(usize::from(self.output.put(file, bytes)?))
    }
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
