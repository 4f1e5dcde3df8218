//! The content of a site as it is known: what every folder holds, and what is wrong with it.
//!
//! What comes of a folder depends on its own bytes, on what all share (settings, lists, ids) and on the time, nothing else.

use std::path::Path;

use jiff::Timestamp;
use rayon::prelude::*;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::{self, CheckedTexts, TextsContext};
use crate::diagnostic::{Diagnostic, Problem, Unreadable};
use crate::fingerprint::Fingerprint;
use crate::model::{Item, ProseFile, Site};
use crate::parse::{self, BodyError, Shared, Text, TextSource};
use crate::read::{self, Entry};

/// All of the content, its facts parsed and checked. Texts are read and checked when they are needed.
pub(crate) struct Content {
    pub(crate) shared: Shared,
    pub(crate) records: Vec<Record>,
    /// What is wrong with the site as a whole, besides its folders.
    diagnostics: Vec<Diagnostic>,
}

/// What is known of one folder of the content.
pub(crate) struct Record {
    pub(crate) entry: Entry,
    /// Of the bytes of its files.
    pub(crate) fingerprint: Fingerprint,
    /// Where its texts are, as far as they can be read.
    pub(crate) texts: Bilingual<Option<ProseFile>>,
    /// What is wrong with its files, its facts and its front matter.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What came of checking its texts; `None` as long as they have not been.
    pub(crate) checked: Option<CheckedTexts>,
}

impl Content {
    /// Reads the content below `root`, and makes a site of what can be read.
    ///
    /// # Errors
    /// What is wrong with site.toml: without it nothing else can be read.
    pub(crate) fn read(root: &Path, now: Timestamp) -> Result<(Self, Site), Vec<Diagnostic>> {
        let tree = read::content_tree(root);
        let (shared, mut diagnostics) = Shared::read(root, &tree)?;
        let records: Vec<_> = tree.entries.par_iter().map(|entry| Record::read(root, entry, &shared, now)).collect();
        let (skills, acceptance) = (shared.skills.clone(), shared.acceptance.clone());
        let mut site = Site::new(shared.settings.clone(), skills, acceptance, tree.images().collect());
        let mut known = Vec::with_capacity(records.len());
        for (record, item) in records {
            known.push(record);
            if let Some(item) = item {
                site.insert(item);
            }
        }
        diagnostics.extend(check::site(root, &tree, &shared, &site));
        Ok((Self { shared, records: known, diagnostics }, site))
    }

    /// Checks all texts that have not been checked.
    pub(crate) fn check_texts(&mut self, root: &Path, site: &Site) {
        let Self { shared, records, .. } = self;
        records.par_iter_mut().filter(|record| record.checked.is_none()).for_each(|record| {
            let item = site.get(record.entry.kind, &record.entry.id);
            let checked = match record.read_texts(root) {
                Ok(sources) => record.check_texts(root, shared, item, &parsed(&sources)),
                Err(problem) => CheckedTexts { diagnostics: vec![*problem], ..CheckedTexts::default() },
            };
            record.checked = Some(checked);
        });
    }

    /// All that is wrong, in the order of files and lines, each once.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let records = self.records.iter().flat_map(|record| {
            record.diagnostics.iter().chain(record.checked.iter().flat_map(|checked| &checked.diagnostics))
        });
        let mut all = check::settle(records.chain(&self.diagnostics).cloned().collect());
        all.sort();
        all.dedup();
        all
    }
}

impl Record {
    /// Reads and checks the facts of one folder.
    fn read(root: &Path, entry: &Entry, shared: &Shared, now: Timestamp) -> (Self, Option<Item>) {
        let mut diagnostics = Vec::new();
        let sources = parse::sources(root, entry, &mut diagnostics);
        let item = parse::item(entry, &sources, shared, &mut diagnostics);
        diagnostics.extend(check::item(entry, item.as_ref(), &sources, shared, now));
        let file = |text: &Option<TextSource>| text.as_ref().map(TextSource::file);
        let record = Self {
            entry: entry.clone(),
            fingerprint: sources.fingerprint(),
            texts: sources.texts.as_ref().map(file),
            diagnostics,
            checked: None,
        };
        (record, item)
    }

    /// Reads its texts again, as far as they are there.
    ///
    /// # Errors
    /// If one of them can no longer be read, or was saved since its front matter was.
    pub(crate) fn read_texts(&self, root: &Path) -> Result<Bilingual<Option<TextSource>>, Box<Diagnostic>> {
        Bilingual::try_from_fn(|lang| {
            let Some(file) = self.texts.get(lang) else { return Ok(None) };
            parse::read_again(root, file).map(Some).map_err(|error| match error {
                BodyError::Unreadable(problem) => problem,
                BodyError::Changed => {
                    let why = "the file changed while the site was being built".to_owned();
                    let problem = Problem::Unreadable(Unreadable::Other(why));
                    Box::new(Diagnostic::new(file.path.clone(), None, problem))
                }
            })
        })
    }

    /// Checks its texts.
    pub(crate) fn check_texts(
        &self,
        root: &Path,
        shared: &Shared,
        item: Option<&Item>,
        texts: &Bilingual<Option<Text<'_>>>,
    ) -> CheckedTexts {
        let context = TextsContext { entry: &self.entry, item, shared, root };
        check::texts(&context, texts.as_ref().map(Option::as_ref))
    }
}

/// The Markdown of texts, as far as they are there.
pub(crate) fn parsed(sources: &Bilingual<Option<TextSource>>) -> Bilingual<Option<Text<'_>>> {
    Bilingual::from_fn(|lang: Lang| sources.get(lang).as_ref().map(|source| Text::parse(source, lang)))
}
