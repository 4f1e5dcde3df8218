//! From a checked site to its files: what is not known is made, in parallel, and put in place as a whole.

mod compressed;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use submit_fn::shared::bundle;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::known::{KnownOutputs, Wanted};
use super::{BuildError, Built, Draft, Options, Progress};
use crate::cache::Stamp;
use crate::check::{CheckedSite, has_errors};
use crate::content::{Content, Record, Scope};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::{Kind, Status};
use crate::parse::{Markdown, Shared};
use crate::plan::{DataFile, Index, Inputs, Plan, PlannedPage, plan};
use crate::read;
use crate::render::{self, Renderer, Theme};
use crate::write::{Lock, Output, Written, name_of};

/// Makes the files of a site whose facts are good, as far as they are not `known`, and puts them in place if its texts are
/// good too. If this process built the site before, only what the `scope` of the changes since then concerns is looked at.
pub(super) fn publish(
    options: &Options,
    content: &mut Content,
    site: &CheckedSite,
    theme: &Theme,
    scope: &Scope,
    known: &mut KnownOutputs,
    progress: Progress<'_>,
) -> Result<Built, BuildError> {
    let index = Index::new(site, options.now, options.drafts);
    let plan = plan(site, &index);
    let renderer = Renderer::new(site, &index, theme, options.preview, options.local.as_ref())?;
    let inputs = Inputs::new(content, &index, look(options, theme), renderer.newest());
    // Two builds may have one bundle and two output folders.
    let _bundle = Lock::take(&options.bundle)?;
    let output = Output::open(&options.out)?;
    let only = match scope {
        // What stands beside a text may come and go with it.
        Scope::Texts(items)
            if !options.compress && known.is_unchanged(list_of(&output)) && bundle_is_in_place(options, known) =>
        {
            Some(items.iter().map(|(kind, id)| (*kind, id.as_str())).collect())
        }
        _ => None,
    };
    let is_partial = only.is_some();
    let images = site.images.iter().map(|image| published_image(image));
    let assets = render::assets(theme).map(|(file, _)| file);
    let files = if is_partial { BTreeSet::new() } else { plan.files().chain(assets).chain(images).collect() };
    let work = Work {
        root: &options.root,
        shared: &content.shared,
        site,
        plan: &plan,
        inputs: &inputs,
        renderer: &renderer,
        known,
        output: &output,
        only,
        compress: options.compress,
        files,
        progress,
        wanted: Mutex::default(),
        beside: Mutex::default(),
    };
    let changed = match work.all(&mut content.records, theme) {
        Ok(changed) => changed,
        Err(problem) => {
            output.abandon();
            return Err(problem.unwrap_or_else(|| BuildError::Problems(content.diagnostics())));
        }
    };
    let mut files = work.files;
    files.extend(work.beside.into_inner().unwrap_or_default());
    let mut wanted = work.wanted.into_inner().unwrap_or_default();
    // What is learnt is learnt while the folder is locked: what another build wrote there must not be taken for this one's.
    let written = if is_partial {
        let written = output.commit(known.files(), changed)?;
        known.learn_more(wanted, list_of(&output));
        written
    } else {
        write_bundle(options, &renderer, &inputs, known, &mut wanted)?;
        let written = output.commit(&files, changed)?;
        known.learn(wanted, files, list_of(&output));
        written
    };
    drop(output);
    Ok(built(content, &index, known, written))
}

/// The report of a build.
fn built(content: &Content, index: &Index<'_>, known: &KnownOutputs, written: Written) -> Built {
    let drafts = index.current_with(Status::Draft).iter().map(|draft| Draft {
        id: draft.id.clone(),
        url: index.urls.of(Kind::Opportunity, &draft.id).clone(),
        title: draft.prose.as_ref().map(|prose| prose.title.clone()),
    });
    Built {
        files: known.files().len(),
        opportunities: index.opportunities().len(),
        drafts: drafts.collect(),
        warnings: content.diagnostics().len(),
        written,
    }
}

/// The fingerprint of the theme, and of how it is used.
fn look(options: &Options, theme: &Theme) -> Fingerprint {
    let mut look = Fingerprinter::default();
    look.add_fingerprint(theme.fingerprint);
    look.add([u8::from(options.preview), u8::from(options.drafts)]);
    for key in options.local.iter().flat_map(|keys| [&keys.recipient, &keys.receipts]) {
        look.add(key);
    }
    look.finish()
}

/// Writes what the function must know, unless it is known to be there.
fn write_bundle(
    options: &Options,
    renderer: &Renderer<'_>,
    inputs: &Inputs<'_>,
    known: &KnownOutputs,
    wanted: &mut Vec<Wanted>,
) -> Result<(), BuildError> {
    let inputs = inputs.bundle();
    let find = |file: String| {
        let found = known.find(&file, inputs);
        Wanted { file, inputs, found }
    };
    let files: Vec<_> = files_of(&options.bundle).into_iter().map(find).collect();
    if files.is_empty() || files.iter().any(|file| file.found.is_none()) {
        let mut failed = None;
        let lines = renderer.bundle_opportunities().map_while(|entry| {
            let line = bundle::line(&entry).map_err(|error| failed = Some(error)).ok()?;
            Some((entry.id, line))
        });
        let written = bundle::write(&options.bundle, &renderer.bundle_site()?, lines);
        failed.map_or(Ok(()), Err)?;
        written?;
    }
    wanted.extend(files_of(&options.bundle).into_iter().map(find));
    Ok(())
}

/// The stamp of the list of files in the output folder.
fn list_of(output: &Output) -> Option<Stamp> {
    Stamp::of(&output.list())
}

/// Whether the function finds what it must know of the site, as it was left.
fn bundle_is_in_place(options: &Options, known: &KnownOutputs) -> bool {
    let files = files_of(&options.bundle);
    !files.is_empty() && files.into_iter().all(|file| known.in_place(file).is_some())
}

/// The paths of the files in a folder.
fn files_of(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.path().into_os_string().into_string().ok()).collect()
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
    /// The items whose texts changed, if nothing else did.
    only: Option<HashSet<(Kind, &'w str)>>,
    /// Whether texts are compressed too.
    compress: bool,
    /// The files of the site, unless little of it is looked at; and those that stand beside them, compressed.
    files: BTreeSet<String>,
    beside: Mutex<Vec<String>>,
    progress: Progress<'w>,
    wanted: Mutex<Vec<Wanted>>,
}

/// How many files are new or different; or all problems that were met.
type Made = Result<usize, BuildError>;

impl Work<'_> {
    /// Makes all files. Fails without a problem of its own if something is wrong with the texts.
    fn all(&self, records: &mut [Record], theme: &Theme) -> Result<usize, Option<BuildError>> {
        // Whatever shows no text is made meanwhile: some of it is long, and made piece by piece.
        let without_texts = || if self.only.is_some() { Ok(0) } else { self.other_pages() };
        let (pages, other_pages) = rayon::join(|| self.texts(records), without_texts);
        let pages = pages?;
        let is_wrong = |record: &Record| record.checked.as_ref().is_none_or(|checked| has_errors(&checked.diagnostics));
        if records.iter().any(is_wrong) {
            return Err(None);
        }
        if self.only.is_some() {
            // An image may be a link to that of another item.
            let has_images = |record: &Record| self.concerns(record) && record.entry.images().next().is_some();
            let images = if records.iter().any(has_images) { self.images()? } else { 0 };
            return Ok(pages + images + self.words(records)?);
        }
        Ok(pages + other_pages? + self.words(records)? + self.assets(theme)? + self.images()?)
    }

    /// Reads every text once that was not checked, or whose page is to be made: checks it, and makes its page as long as
    /// all texts are good.
    fn texts(&self, records: &mut [Record]) -> Made {
        let mut pages: HashMap<(Kind, &str), Vec<&PlannedPage<'_>>> = HashMap::new();
        for page in &self.plan.pages {
            let key = page.text_of().map(|item| (item.kind(), item.id()));
            if let Some(key) = key.filter(|key| self.only.as_ref().is_none_or(|only| only.contains(key))) {
                pages.entry(key).or_default().push(page);
            }
        }
        let has_failed = AtomicBool::new(false);
        let make = |record: &mut Record| {
            let pages = pages.get(&(record.entry.kind, record.entry.id.as_str())).cloned().unwrap_or_default();
            self.text(record, &pages, &has_failed)
        };
        let records = records.par_iter_mut();
        let records = records.filter(|record| self.concerns(record));
        records.map(make).reduce(|| Ok(0), sum)
    }

    /// Whether the texts of an item may not be those of the last build.
    fn concerns(&self, record: &Record) -> bool {
        let key = (record.entry.kind, record.entry.id.as_str());
        self.only.as_ref().is_none_or(|only| only.contains(&key))
    }

    /// The texts of one item, and the pages that show them.
    fn text(&self, record: &mut Record, pages: &[&PlannedPage<'_>], has_failed: &AtomicBool) -> Made {
        // What a text links to is known once it is checked.
        let find = |record: &Record| -> Vec<_> {
            pages.iter().map(|page| (page, self.find(page.file(), self.inputs.text_page(page, record)))).collect()
        };
        if record.checked.is_some() {
            let found = find(record);
            if found.iter().all(|(_, wanted)| wanted.found.is_some()) {
                return found.into_iter().map(|(_, wanted)| self.keep(wanted)).sum();
            }
        }
        let sources = record.read_texts(self.root).map_err(|problem| BuildError::Problems(vec![*problem]))?;
        let sizes = record.sizes.clone();
        let mut texts =
            Bilingual::from_fn(|lang: Lang| Some(Markdown::parse(sources.get(lang).as_ref()?, lang, &sizes)));
        let item = self.site.get(record.entry.kind, &record.entry.id);
        let checked = record.check_texts(
            self.root,
            self.shared,
            item,
            texts.as_ref().map(|text| text.as_ref().map(|markdown| &markdown.text)),
        );
        let words = checked.words;
        if has_errors(&checked.diagnostics) {
            has_failed.store(true, Ordering::Relaxed);
        }
        let mut changed = 0;
        for (page, wanted) in find(record) {
            if has_failed.load(Ordering::Relaxed) {
                break;
            }
            changed += self.page(page, texts.get_mut(page.lang).take(), words, wanted)?;
        }
        Ok(changed)
    }

    /// What shows no text: lists, skills, pages in both languages, data files, pictures.
    fn other_pages(&self) -> Made {
        let pages = self.plan.pages.par_iter().filter(|page| page.text_of().is_none());
        let pages = pages.map(|page| {
            let wanted = self.find(page.file(), self.inputs.page(page));
            self.page(page, None, Bilingual::default(), wanted)
        });
        let bilingual_pages = self.plan.bilingual_pages.par_iter().map(|page| {
            (self.progress)(self.plan.page_count());
            let wanted = self.find(page.file().to_owned(), self.inputs.bilingual_page(*page));
            self.make(wanted, || self.renderer.bilingual_page(*page))
        });
        let data_files = self.plan.data_files.par_iter().map(|file| self.data_file(*file));
        let pictures = self.plan.pictures.par_iter().map(|picture| {
            let wanted = self.find(picture.file(), self.inputs.picture(*picture));
            self.make(wanted, || self.renderer.picture(*picture))
        });
        pages.chain(bilingual_pages).chain(data_files).chain(pictures).reduce(|| Ok(0), sum)
    }

    /// The words of the texts.
    fn words(&self, records: &[Record]) -> Made {
        let words = Lang::BOTH.map(|lang| {
            let wanted = self.find(self.plan.words.get(lang).clone(), self.inputs.words(lang, records));
            self.make(wanted, || Ok(self.renderer.words(lang, records)))
        });
        words.into_iter().reduce(sum).unwrap_or(Ok(0))
    }

    fn data_file(&self, file: DataFile<'_>) -> Made {
        let wanted = self.find(file.file(), self.inputs.data_file(self.plan, file));
        let Some(write) = self.renderer.long_data_file(file).filter(|_| wanted.found.is_none()) else {
            return self.make(wanted, || Ok(self.renderer.data_file(self.plan, file)));
        };
        if self.compress {
            // What is compressed is in memory anyway.
            return self.make(wanted, || {
                let mut bytes = Vec::new();
                // Writing to memory cannot fail.
                let _ = write(&mut bytes);
                Ok(bytes)
            });
        }
        let changed = self.output.put_long(&wanted.file, write)?;
        self.want(wanted);
        Ok(usize::from(changed))
    }

    fn page(
        &self,
        page: &PlannedPage<'_>,
        text: Option<Markdown<'_>>,
        words: Bilingual<usize>,
        wanted: Wanted,
    ) -> Made {
        (self.progress)(self.plan.page_count());
        self.make(wanted, || self.renderer.page(page, text, words))
    }

    /// Makes a file that was not found.
    fn make(&self, wanted: Wanted, render: impl FnOnce() -> Result<Vec<u8>, Box<Diagnostic>>) -> Made {
        if wanted.found.is_some() {
            return self.keep(wanted);
        }
        let bytes = render().map_err(|problem| BuildError::Problems(vec![*problem]))?;
        let changed = self.put(&wanted.file, &bytes)?;
        self.want(wanted);
        Ok(changed)
    }

    /// Keeps a file that was found.
    fn keep(&self, wanted: Wanted) -> Made {
        let changed = self.keep_compressed(&wanted.file)?;
        self.want(wanted);
        Ok(changed)
    }

    fn find(&self, file: String, inputs: Fingerprint) -> Wanted {
        let found = self.known.find(&file, inputs);
        Wanted { file, inputs, found }
    }

    fn want(&self, wanted: Wanted) {
        // A poisoned lock means that another thread panicked, which ends the build.
        if let Ok(mut all) = self.wanted.lock() {
            all.push(wanted);
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

    fn put(&self, file: &str, bytes: &[u8]) -> Made {
        Ok(usize::from(self.output.put(file, bytes)?) + self.compress(file, bytes)?)
    }
}

/// Where an image of `content/` is on the site.
fn published_image(image: &Path) -> String {
    format!("images/{}", name_of(image.strip_prefix("content").unwrap_or(image)))
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
