//! What is known of one folder of the content.

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use submit_fn::shared::format::Zone;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::cache::{Clock, Stamp};
use crate::check::{self, CheckedTexts, TextsContext, first_near_day};
use crate::diagnostic::{Diagnostic, Problem, Unreadable};
use crate::fingerprint::Fingerprint;
use crate::model::{Item, Opportunity};
use crate::parse::{self, BodyError, KnownText, Shared, Sources, Text, TextSource};
use crate::read::{Entry, Sizes};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) entry: Entry,
    /// Of each of its files; `None` unless all of them are settled.
    stamps: Option<Vec<Stamp>>,
    /// Whether all of them could be read.
    is_readable: bool,
    /// Of the bytes of its files, and of the sizes of its images.
    pub(crate) fingerprint: Fingerprint,
    /// Of those of its facts and its front matter.
    pub(crate) facts: Fingerprint,
    /// Of what it may depend on besides.
    shared: Fingerprint,
    pub(super) validity: Validity,
    /// What must be known of its texts to read them again, as far as they can be read.
    texts: Bilingual<Option<KnownText>>,
    /// Of its images.
    pub(crate) sizes: Sizes,
    /// The opportunities that the answers to questions link to.
    linked_by_answers: Vec<String>,
    /// What is wrong with its files, its facts and its front matter.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// `None` until its texts have been checked.
    pub(crate) checked: Option<CheckedTexts>,
    /// Whether the cache has it as it is.
    #[serde(skip)]
    pub(super) is_saved: bool,
}

/// A record with its item, as the cache has them.
#[derive(Deserialize)]
pub(super) struct Kept {
    pub(super) record: Record,
    pub(super) item: Option<Item>,
}

/// As [`Kept`], to be written.
#[derive(Serialize)]
pub(super) struct KeptRef<'k> {
    pub(super) record: &'k Record,
    pub(super) item: Option<&'k Item>,
}

/// What a record is made with.
pub(super) struct Context<'c> {
    pub(super) root: &'c Path,
    pub(super) shared: &'c Shared,
    pub(super) shared_fingerprint: Fingerprint,
    pub(super) now: Timestamp,
    pub(super) clock: Option<&'c Clock>,
    /// Whether texts are checked as soon as they are read: no page is made of them.
    pub(super) check_texts: bool,
}

impl Context<'_> {
    /// The record of a folder with its item: the known one, as long as nothing changed that it depends on.
    pub(super) fn record(&self, entry: Entry, known: Option<(Record, Option<Item>)>) -> (Record, Option<Item>) {
        let stamps = self.clock.and_then(|clock| self.stamps(&entry, clock));
        let Some((mut record, item)) = known.filter(|(record, _)| self.is_valid(record, &entry)) else {
            let mut diagnostics = Vec::new();
            let sources = parse::sources(self.root, &entry, &mut diagnostics);
            return self.read(entry, &sources, diagnostics, stamps);
        };
        if stamps.is_some() && stamps == record.stamps {
            return (record, item);
        }
        let mut diagnostics = Vec::new();
        let sources = parse::sources(self.root, &entry, &mut diagnostics);
        if diagnostics.is_empty() && sources.fingerprint() == record.fingerprint {
            record.stamps = stamps;
            record.is_saved = false;
            return (record, item);
        }
        self.read(entry, &sources, diagnostics, stamps)
    }

    /// Whether a record holds as long as the files of its folder are the same.
    fn is_valid(&self, record: &Record, entry: &Entry) -> bool {
        record.is_readable
            && record.shared == self.shared_fingerprint
            && record.validity.holds(self.now)
            && record.entry.kind == entry.kind
            && record.entry.files == entry.files
    }

    /// The stamps of the files of a folder; `None` unless all of them are settled.
    fn stamps(&self, entry: &Entry, clock: &Clock) -> Option<Vec<Stamp>> {
        let dir = self.root.join(entry.dir());
        if dir.is_symlink() {
            return None;
        }
        let stamp = |name: &String| Stamp::of(&dir.join(name)).filter(|stamp| clock.is_settled(stamp));
        entry.files.iter().map(stamp).collect()
    }

    fn read(
        &self,
        entry: Entry,
        sources: &Sources,
        mut diagnostics: Vec<Diagnostic>,
        stamps: Option<Vec<Stamp>>,
    ) -> (Record, Option<Item>) {
        let is_readable = diagnostics.is_empty();
        let item = parse::item(&entry, sources, self.shared, &mut diagnostics);
        diagnostics.extend(check::item(&entry, item.as_ref(), sources, self.shared, self.now));
        let opportunity = item.as_ref().and_then(Item::as_opportunity);
        let mut record = Record {
            entry,
            stamps,
            is_readable,
            fingerprint: sources.fingerprint(),
            facts: sources.facts_fingerprint(),
            shared: self.shared_fingerprint,
            validity: item
                .as_ref()
                .map_or(Validity::ALWAYS, |item| Validity::of(item, self.now, &self.shared.settings.zone)),
            texts: sources.texts.as_ref().map(|text| text.as_ref().map(TextSource::known)),
            sizes: sources.images.clone(),
            linked_by_answers: opportunity.map(linked_by_answers).unwrap_or_default(),
            diagnostics,
            checked: None,
            is_saved: false,
        };
        if self.check_texts {
            let texts = parsed(&sources.texts);
            record.check_texts(self.root, self.shared, item.as_ref(), texts.as_ref().map(Option::as_ref));
        }
        (record, item)
    }
}

/// The texts of an item, as far as they are there.
pub(super) fn parsed(sources: &Bilingual<Option<TextSource>>) -> Bilingual<Option<Text<'_>>> {
    Bilingual::from_fn(|lang: Lang| sources.get(lang).as_ref().map(|source| Text::parse(source, lang)))
}

impl Record {
    /// Reads its texts again, as far as they are there.
    ///
    /// # Errors
    /// If one of them can no longer be read, or was saved since its front matter was read.
    pub(crate) fn read_texts(&self, root: &Path) -> Result<Bilingual<Option<TextSource>>, Box<Diagnostic>> {
        Bilingual::try_from_fn(|lang| {
            let Some(known) = *self.texts.get(lang) else { return Ok(None) };
            let path = self.entry.text(lang);
            parse::read_again(root, &path, known).map(Some).map_err(|error| match error {
                BodyError::Unreadable(problem) => problem,
                BodyError::Changed => {
                    let why = "the file changed while the site was being built".to_owned();
                    let problem = Problem::Unreadable(Unreadable::Other(why));
                    Box::new(Diagnostic::new(path, None, problem))
                }
            })
        })
    }

    /// Its texts could no longer be read when they were to be checked: the next run tries again.
    pub(super) fn cannot_check_texts(&mut self, problem: Diagnostic) {
        self.is_readable = false;
        self.is_saved = false;
        self.checked = Some(CheckedTexts { diagnostics: vec![problem], ..CheckedTexts::default() });
    }

    /// The ids of the opportunities that it links to.
    pub(crate) fn linked_opportunities(&self) -> impl Iterator<Item = &String> {
        let by_texts = self.checked.iter().flat_map(|checked| &checked.linked_opportunities);
        self.linked_by_answers.iter().chain(by_texts)
    }

    /// What a search finds in its text of a language; `None` if that is nothing.
    pub(crate) fn words(&self, lang: Lang) -> Option<&str> {
        let words = self.checked.as_ref()?.found_by.get(lang).as_str();
        (!words.is_empty()).then_some(words)
    }

    /// Checks its texts, unless that has been done.
    pub(crate) fn check_texts(
        &mut self,
        root: &Path,
        shared: &Shared,
        item: Option<&Item>,
        texts: Bilingual<Option<&Text<'_>>>,
    ) -> &CheckedTexts {
        let Self { entry, checked, is_saved, .. } = self;
        checked.get_or_insert_with(|| {
            *is_saved = false;
            let context = TextsContext { entry, item, shared, root };
            check::texts(&context, texts)
        })
    }
}

/// The ids of the opportunities that answers link to.
fn linked_by_answers(opportunity: &Opportunity) -> Vec<String> {
    let answers = opportunity.questions.iter().filter_map(|question| question.answer.as_ref());
    let answers = answers.flat_map(|answer| [&answer.en, &answer.fr]);
    let targets = answers.flat_map(|answer| parse::link_targets(answer));
    targets.filter_map(|target| check::linked_opportunity(&target).map(str::to_owned)).collect()
}

/// The instants between which rules and pages say the same of an item: it neither opens nor closes, and no day begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Validity {
    from: Timestamp,
    /// Exclusive.
    until: Timestamp,
}

impl Validity {
    pub(super) const ALWAYS: Self = Self { from: Timestamp::MIN, until: Timestamp::MAX };

    /// Of the day of an instant: some outputs depend on it, whatever the items.
    pub(super) fn of_day(now: Timestamp, zone: &Zone) -> Self {
        let today = zone.civil(now).date();
        let days = [zone.start_of(today), today.tomorrow().ok().and_then(|day| zone.start_of(day))];
        Self::between(days.into_iter().flatten(), now)
    }

    fn of(item: &Item, now: Timestamp, zone: &Zone) -> Self {
        match item {
            Item::Opportunity(opportunity) => Self::between(opportunity.instants(), now).and(Self::of_day(now, zone)),
            Item::News(news) => {
                let day = first_near_day(news.date).and_then(|day| zone.start_of(day));
                Self::between(day.into_iter(), now)
            }
            _ => Self::ALWAYS,
        }
    }

    /// Between the instants that are nearest to `now`.
    fn between(instants: impl Iterator<Item = Timestamp>, now: Timestamp) -> Self {
        instants.fold(Self::ALWAYS, |validity, instant| match instant <= now {
            true => Self { from: validity.from.max(instant), ..validity },
            false => Self { until: validity.until.min(instant), ..validity },
        })
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), until: self.until.min(other.until) }
    }

    pub(super) fn holds(self, now: Timestamp) -> bool {
        self.from <= now && now < self.until
    }
}
