//! From a checked site to its files: what is not known is made, in parallel, and put in place as a whole.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use submit_fn::shared::bundle;
use submit_fn::shared::lang::Bilingual;

use super::known::KnownOutputs;
use super::{BuildError, Built, Draft, Options, Progress};
use crate::check::{CheckedSite, has_errors};
use crate::content::{Content, Record, parsed};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::{Kind, Status};
use crate::parse::{Shared, Text};
use crate::plan::{Index, Inputs, Plan, PlannedPage, plan};
use crate::read;
use crate::render::{self, Renderer, Theme};
use crate::write::{Lock, Output};

/// Makes the files of a site whose facts are good, as far as they are not `known`, and puts them in place if its texts are
/// good too.
pub(super) fn publish(
    options: &Options,
    content: &mut Content,
    site: &CheckedSite,
    theme: &Theme,
    known: &mut KnownOutputs,
    progress: Progress<'_>,
) -> Result<Built, BuildError> {
    let index = Index::new(site, options.now, options.drafts);
    let plan = plan(site, &index);
    let renderer = Renderer::new(site, &index, theme, options.preview)?;
    let inputs = Inputs::new(content, &index, look(options, theme), renderer.newest());
    // Two builds may have one bundle and two output folders.
    let _bundle = Lock::take(&options.bundle)?;
    let output = Output::open(&options.out)?;
    let work = Work {
        root: &options.root,
        shared: &content.shared,
        site,
        plan: &plan,
        inputs: &inputs,
        renderer: &renderer,
        known,
        output: &output,
        progress,
        made: Mutex::default(),
    };
    let changed = match work.all(&mut content.records, theme) {
        Ok(changed) => changed,
        Err(problem) => {
            output.abandon();
            return Err(problem.unwrap_or_else(|| BuildError::Problems(content.diagnostics())));
        }
    };
    let mut made = work.made.into_inner().unwrap_or_default();
    write_bundle(options, &renderer, &inputs, known, &mut made)?;
    let images = site.images.iter().map(|image| published_image(image));
    let files: BTreeSet<_> = plan.files().chain(render::assets(theme).map(|(file, _)| file)).chain(images).collect();
    let written = output.commit(&files, changed)?;
    known.learn(made);
    let drafts = index.current_with(Status::Draft).iter().map(|draft| Draft {
        id: draft.id.clone(),
        url: index.urls.of(Kind::Opportunity, &draft.id).clone(),
        title: draft.prose.as_ref().map(|prose| prose.title.clone()),
    });
    Ok(Built {
        files: files.len(),
        opportunities: index.opportunities().len(),
        drafts: drafts.collect(),
        warnings: content.diagnostics().len(),
        written,
    })
}

/// The fingerprint of the theme, and of how it is used.
fn look(options: &Options, theme: &Theme) -> Fingerprint {
    let mut look = Fingerprinter::default();
    look.add_fingerprint(theme.fingerprint);
    look.add([u8::from(options.preview), u8::from(options.drafts)]);
    look.finish()
}

/// Writes what the function must know, unless it is known to be there.
fn write_bundle(
    options: &Options,
    renderer: &Renderer<'_>,
    inputs: &Inputs<'_>,
    known: &KnownOutputs,
    made: &mut Vec<(PathBuf, Fingerprint)>,
) -> Result<(), BuildError> {
    let inputs = inputs.bundle();
    let files = files_of(&options.bundle);
    if files.is_empty() || !files.iter().all(|file| known.holds(file, inputs)) {
        let mut failed = None;
        let lines = renderer.bundle_opportunities().map_while(|entry| {
            let line = bundle::line(&entry).map_err(|error| failed = Some(error)).ok()?;
            Some((entry.id, line))
        });
        let written = bundle::write(&options.bundle, &renderer.bundle_site()?, lines);
        failed.map_or(Ok(()), Err)?;
        written?;
    }
    made.extend(files_of(&options.bundle).into_iter().map(|file| (file, inputs)));
    Ok(())
}

/// The files in a folder.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// All that making the files of a site needs.
struct Work<'w> {
    root: &'w Path,
    shared: &'w Shared,
    site: &'w CheckedSite,
    plan: &'w Plan<'w>,
    inputs: &'w Inputs<'w>,
    renderer: &'w Renderer<'w>,
    known: &'w KnownOutputs,
    output: &'w Output,
    progress: Progress<'w>,
    /// The files that are as they should be, each with its inputs.
    made: Mutex<Vec<(PathBuf, Fingerprint)>>,
}

/// How many files are new or different; or all problems that were met.
type Made = Result<usize, BuildError>;

impl Work<'_> {
    /// Makes all files. Fails without a problem of its own if something is wrong with the texts.
    fn all(&self, records: &mut [Record], theme: &Theme) -> Result<usize, Option<BuildError>> {
        let texts = self.texts(records)?;
        let is_wrong = |record: &Record| record.checked.as_ref().is_none_or(|checked| has_errors(&checked.diagnostics));
        if records.iter().any(is_wrong) {
            return Err(None);
        }
        Ok(texts + self.other_pages()? + self.assets(theme)? + self.images()?)
    }

    /// Reads every text once that was not checked, or whose page is to be made: checks it, and makes its page as long as
    /// all texts are good.
    fn texts(&self, records: &mut [Record]) -> Made {
        let mut pages: HashMap<(Kind, &str), Vec<&PlannedPage<'_>>> = HashMap::new();
        for page in &self.plan.pages {
            if let Some(item) = page.text_of() {
                pages.entry((item.kind(), item.id())).or_default().push(page);
            }
        }
        let has_failed = AtomicBool::new(false);
        let make = |record: &mut Record| {
            let pages = pages.get(&(record.entry.kind, record.entry.id.as_str())).cloned().unwrap_or_default();
            self.text(record, &pages, &has_failed)
        };
        records.par_iter_mut().map(make).reduce(|| Ok(0), sum)
    }

    /// The texts of one item, and the pages that show them.
    fn text(&self, record: &mut Record, pages: &[&PlannedPage<'_>], has_failed: &AtomicBool) -> Made {
        let is_stale = |page: &&PlannedPage<'_>| !self.known.holds(&page.file(), self.inputs.text_page(page, record));
        if record.checked.is_some() && !pages.iter().any(is_stale) {
            pages.iter().for_each(|page| self.is_made(page.file(), self.inputs.text_page(page, record)));
            return Ok(0);
        }
        let sources = record.read_texts(self.root).map_err(|problem| BuildError::Problems(vec![*problem]))?;
        let texts = parsed(&sources);
        if record.checked.is_none() {
            let item = self.site.get(record.entry.kind, &record.entry.id);
            record.checked = Some(record.check_texts(self.root, self.shared, item, &texts));
        }
        let Some(checked) = &record.checked else { return Ok(0) };
        if has_errors(&checked.diagnostics) {
            has_failed.store(true, Ordering::Relaxed);
        }
        let mut changed = 0;
        for page in pages {
            if has_failed.load(Ordering::Relaxed) {
                break;
            }
            let text = texts.get(page.lang).as_ref();
            changed += self.page(page, text, checked.words, self.inputs.text_page(page, record))?;
        }
        Ok(changed)
    }

    /// What shows no text: lists, skills, pages in both languages, data files.
    fn other_pages(&self) -> Made {
        let pages = self.plan.pages.par_iter().filter(|page| page.text_of().is_none());
        let pages = pages.map(|page| self.page(page, None, Bilingual::default(), self.inputs.page(page)));
        let bilingual_pages = self.plan.bilingual_pages.par_iter().map(|page| {
            (self.progress)(self.plan.page_count());
            let inputs = self.inputs.bilingual_page(*page);
            self.make(page.file().to_owned(), inputs, || self.renderer.bilingual_page(*page))
        });
        let data_files = self.plan.data_files.par_iter().map(|file| {
            let inputs = self.inputs.data_file(self.plan, *file);
            self.make(file.file(), inputs, || Ok(self.renderer.data_file(self.plan, *file)))
        });
        pages.chain(bilingual_pages).chain(data_files).reduce(|| Ok(0), sum)
    }

    fn page(
        &self,
        page: &PlannedPage<'_>,
        text: Option<&Text<'_>>,
        words: Bilingual<usize>,
        inputs: Fingerprint,
    ) -> Made {
        (self.progress)(self.plan.page_count());
        self.make(page.file(), inputs, || self.renderer.page(page, text, words))
    }

    /// Makes a file, unless it is known to be there.
    fn make(
        &self,
        file: PathBuf,
        inputs: Fingerprint,
        render: impl FnOnce() -> Result<Vec<u8>, Box<Diagnostic>>,
    ) -> Made {
        let mut changed = 0;
        if !self.known.holds(&file, inputs) {
            let bytes = render().map_err(|problem| BuildError::Problems(vec![*problem]))?;
            changed = self.put(&file, &bytes)?;
        }
        self.is_made(file, inputs);
        Ok(changed)
    }

    fn is_made(&self, file: PathBuf, inputs: Fingerprint) {
        // A poisoned lock means that another thread panicked, which ends the build.
        if let Ok(mut made) = self.made.lock() {
            made.push((file, inputs));
        }
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

/// Adds up two results. The problems of both are reported, each once: a flaw of a template is on every page.
fn sum(a: Made, b: Made) -> Made {
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
