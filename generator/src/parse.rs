//! From sources to the typed model. What cannot be read is reported, all of it, and never guessed at. No rule is here.

mod entity;
mod opportunity;
mod prose;
mod settings;
mod text;

use std::path::Path;

use submit_fn::shared::lang::{Bilingual, Lang};

use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::{BilingualList, Item, Kind, Page, Settings, TermsPage};
use crate::read::{ContentTree, Entry, Sizes, Source, Syntax, image_sizes};
use crate::schema::{Context, Ids};
use entity::Parts;

pub(crate) use crate::slug;
pub(crate) use prose::{
    BodyError, KnownText, TextSource, address_in, address_of, front_matter_of, read_again, text_of,
};
pub(crate) use text::{
    Anchors, CODE, Comments, Element, ElementKind, Heading, IN_ANSWERS, ITEM, Link, Markdown, NoteMark, Passage, Text,
    link_targets, note_key, visible,
};

#[cfg(test)]
pub(crate) use text::MARKDOWN;

/// The file of the published questions of an item that has some.
pub(crate) const QUESTIONS: &str = "questions.yaml";

/// Reads site.toml in `root`.
///
/// # Errors
/// All that is wrong with it.
pub(crate) fn settings_of(root: &Path) -> Result<Settings, Vec<Diagnostic>> {
    settings::read(root)
}

/// What every item of the content may refer to.
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    /// The names of skills.
    pub(crate) skills: BilingualList,
    /// The statements of acceptance criteria.
    pub(crate) acceptance: BilingualList,
    ids: Ids,
}

impl Shared {
    /// Reads the settings and the lists, and learns the ids of everything. The problems of the lists come with it.
    ///
    /// # Errors
    /// The problems of site.toml: without it nothing else can be parsed.
    pub(crate) fn read(root: &Path, tree: &ContentTree) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let settings = settings::read(root)?;
        let mut problems = Vec::new();
        let mut keep = |result: Result<_, Vec<Diagnostic>>| result.map_err(|found| problems.extend(found)).ok();
        let skills = keep(entity::bilingual_list(root, Path::new(Kind::Skill.place())));
        let acceptance = keep(entity::bilingual_list(root, Path::new(Kind::Acceptance.place())));
        let ids = Ids::new(tree, skills.as_ref(), acceptance.as_ref());
        let (skills, acceptance) = (skills.unwrap_or_default(), acceptance.unwrap_or_default());
        Ok((Self { settings, skills, acceptance, ids }, problems))
    }

    fn context(&self) -> Context<'_> {
        Context { ids: &self.ids, zone: &self.settings.zone, zone_name: &self.settings.zone_name }
    }

    /// `None` if something has this id; otherwise the problem to report.
    pub(crate) fn unknown(&self, kind: Kind, id: &str) -> Option<Problem> {
        self.ids.check(kind, id)
    }
}

/// The files of an item, as far as they are there and can be read.
pub(crate) struct Sources {
    pub(crate) facts: Option<Source>,
    pub(crate) questions: Option<Source>,
    pub(crate) texts: Bilingual<Option<TextSource>>,
    /// Of the images beside the texts.
    pub(crate) images: Sizes,
}

impl Sources {
    /// Those that hold keys and values alone.
    pub(crate) fn facts_files(&self) -> impl Iterator<Item = &Source> {
        [&self.facts, &self.questions].into_iter().flatten()
    }

    /// The fingerprint of all of them. Of an image, texts show the size; the rest is its own file.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let mut all = Fingerprinter::default();
        all.add_fingerprint(self.fingerprint_of(|text| text.digest));
        for (name, size) in &self.images {
            all.add(name);
            all.add(size.width.to_le_bytes());
            all.add(size.height.to_le_bytes());
        }
        all.finish()
    }

    /// The fingerprint of what they say but for the bodies of the texts.
    pub(crate) fn facts_fingerprint(&self) -> Fingerprint {
        self.fingerprint_of(|text| Fingerprint::of(text.source.facts().as_bytes()))
    }

    fn fingerprint_of(&self, part: impl Fn(&TextSource) -> Fingerprint) -> Fingerprint {
        let facts =
            [&self.facts, &self.questions].map(|source| Some(Fingerprint::of(source.as_ref()?.text.as_bytes())));
        let texts = [&self.texts.en, &self.texts.fr].map(|text| text.as_ref().map(&part));
        let mut fingerprinter = Fingerprinter::default();
        for part in facts.into_iter().chain(texts) {
            fingerprinter.add_fingerprint(part.unwrap_or_default());
        }
        fingerprinter.finish()
    }
}

/// Reads the files of one folder of the content. What cannot be read is added to `problems`.
pub(crate) fn sources(root: &Path, entry: &Entry, problems: &mut Vec<Diagnostic>) -> Sources {
    let images = image_sizes(root, entry.images(), problems);
    let texts = Bilingual::from_fn(|lang| prose::read(root, entry, lang, problems));
    let mut source = |name: Option<&str>| source_of(root, entry, name?, problems);
    let facts = source(entry.kind.facts_file());
    let questions = source(entry.kind.has_questions().then_some(QUESTIONS));
    Sources { facts, questions, texts, images }
}

/// Parses the facts of one folder of the content, and the front matter of its texts. `None` if too much of it cannot be
/// read. Ids in it may name what is not there: that is added to `problems`, with all else that cannot be parsed.
pub(crate) fn item(entry: &Entry, sources: &Sources, shared: &Shared, problems: &mut Vec<Diagnostic>) -> Option<Item> {
    let context = shared.context();
    let mut front = |lang: Lang| prose::parse(sources.texts.get(lang).as_ref()?, entry, lang, context, problems);
    let (en, fr) = (front(Lang::En), front(Lang::Fr));
    let prose = en.zip(fr).map(|(en, fr)| Bilingual { en, fr });
    let id = &entry.id;
    let facts = match (entry.kind, &sources.facts) {
        (Kind::Terms, _) => return prose.map(|prose| Item::Terms(TermsPage { id: id.clone(), prose })),
        (Kind::Page, _) => return prose.map(|prose| Item::Page(Page { id: id.clone(), prose })),
        (_, facts) => facts.as_ref()?,
    };
    let parts = Parts { id, facts, context, prose };
    match entry.kind {
        Kind::Opportunity => {
            let questions = sources.questions.as_ref();
            let answered = questions.map(|source| opportunity::questions(source, context, problems));
            opportunity::parse(parts, answered.unwrap_or_default(), problems)
                .map(|opportunity| Item::Opportunity(Box::new(opportunity)))
        }
        Kind::Project => entity::project(parts, problems).map(Item::Project),
        Kind::Team => entity::team(parts, problems).map(Item::Team),
        Kind::Department => entity::department(parts, problems).map(Item::Department),
        Kind::News => entity::news(parts, problems).map(Item::News),
        Kind::Terms | Kind::Page | Kind::Skill | Kind::Acceptance => None,
    }
}

fn source_of(root: &Path, entry: &Entry, name: &str, problems: &mut Vec<Diagnostic>) -> Option<Source> {
    entry.files.iter().find(|file| *file == name)?;
    Source::read(root, &entry.dir().join(name), Syntax::Yaml).map_err(|problem| problems.push(*problem)).ok()
}
