//! From sources to the typed model. What is wrong on the way is reported, all of it, and never guessed at.

mod decode;
mod entity;
mod ids;
mod opportunity;
mod prose;
mod settings;
pub(crate) mod slug;
mod text;
mod values;

use std::path::Path;

use submit_fn::shared::lang::Bilingual;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Kind;
use crate::model::{BilingualList, Item, Page, Settings, TermsPage};
use crate::nearest::nearest;
use crate::read::{ContentTree, Entry, Source, Syntax, image_problems, is_image};
use ids::Ids;

use prose::Proses;
pub(crate) use prose::{Anchors, same_title};
pub(crate) use prose::{MARKDOWN, SECTIONS, body_of, text_source};
pub(crate) use text::plain;
pub(crate) use text::{Element, ElementKind, Passage, Text};

/// Reads site.toml in `root`.
///
/// # Errors
/// All that is wrong with it.
pub(crate) fn settings_of(root: &Path) -> Result<Settings, Vec<Diagnostic>> {
    settings::read(root)
}

/// What every item of the content may refer to.
pub(crate) struct Preface {
    /// site.toml.
    pub(crate) settings: Settings,
    /// content/skills.yaml: names.
    pub(crate) skills: BilingualList,
    /// content/acceptance.yaml: statements.
    pub(crate) acceptance: BilingualList,
    ids: Ids,
}

/// Reads the settings and the lists, and learns the ids of everything. Problems of the lists, and files that
/// nothing reads, are added to `problems`.
///
/// # Errors
/// The problems of site.toml: without it nothing else can be parsed.
pub(crate) fn preface(
    root: &Path,
    tree: &ContentTree,
    problems: &mut Vec<Diagnostic>,
) -> Result<Preface, Vec<Diagnostic>> {
    let settings = settings::read(root)?;
    problems.extend(tree.strays.iter().map(|path| stray(path)));
    problems.extend(tree.problems.iter().cloned());
    let mut keep = |result: Result<_, Vec<Diagnostic>>| result.map_err(|found| problems.extend(found)).ok();
    let skills = keep(entity::bilingual_list(root, Path::new(Kind::Skill.place())));
    let acceptance = keep(entity::bilingual_list(root, Path::new(Kind::Acceptance.place())));
    let ids = Ids::new(tree, skills.as_ref(), acceptance.as_ref());
    Ok(Preface { settings, skills: skills.unwrap_or_default(), acceptance: acceptance.unwrap_or_default(), ids })
}

impl Preface {
    /// Nothing when something has this id; otherwise the problem to report.
    pub(crate) fn unknown(&self, kind: Kind, id: &str) -> Option<Problem> {
        self.ids.check(kind, id)
    }
}

/// What came of one directory of the content.
pub(crate) struct Parsed {
    /// What it is, when that could be told: ids in it may name what is not there.
    pub(crate) item: Option<Item>,
    /// Its file of facts.
    pub(crate) facts: Option<Source>,
    /// Its questions.yaml.
    pub(crate) questions: Option<Source>,
    /// Its texts.
    pub(crate) texts: Bilingual<Option<Text>>,
    /// All that is wrong, in no particular order.
    pub(crate) problems: Vec<Diagnostic>,
}

/// Parses one directory: its files, its facts, its prose in both languages.
pub(crate) fn item(root: &Path, entry: &Entry, preface: &Preface) -> Parsed {
    let Preface { settings, ids, .. } = preface;
    let mut problems = files(entry);
    problems.extend(image_problems(root, entry));
    let Proses { prose, texts } = prose::both(root, entry, ids, &mut problems);
    let mut source = |name: Option<&str>| source_of(root, entry, name?, &mut problems);
    let facts = source(entry.kind.facts_file());
    let questions = source((entry.kind == Kind::Opportunity).then_some(QUESTIONS));
    let (id, hosts) = (&entry.id, &settings.checks.general.private_hosts);
    let problems_of = &mut problems;
    // Facts are parsed even when the prose is not there, so that all problems are told at once.
    let item = match (entry.kind, &facts) {
        (Kind::Terms, _) => prose.map(|prose| Item::Terms(TermsPage { id: id.clone(), prose })),
        (Kind::Page, _) => prose.map(|prose| Item::Page(Page { id: id.clone(), prose })),
        (Kind::Opportunity, Some(facts)) => {
            let answered = questions.as_ref().map(|source| opportunity::questions(source, problems_of));
            let answered = answered.unwrap_or_default();
            opportunity::parse(id, facts, answered, prose, settings, ids, problems_of)
                .map(|opportunity| Item::Opportunity(Box::new(opportunity)))
        }
        (Kind::Project, Some(facts)) => entity::project(id, facts, prose, ids, hosts, problems_of).map(Item::Project),
        (Kind::Team, Some(facts)) => entity::team(id, facts, prose, ids, problems_of).map(Item::Team),
        (Kind::Department, Some(facts)) => entity::department(id, facts, prose, problems_of).map(Item::Department),
        (_, Some(facts)) => entity::news(id, facts, prose, problems_of).map(Item::News),
        (_, None) => None,
    };
    Parsed { item, facts, questions, texts, problems }
}

/// Questions are in a file of their own, when there are any.
const QUESTIONS: &str = "questions.yaml";

/// Which files are missing, lack a twin, or are read by nothing.
fn files(entry: &Entry) -> Vec<Diagnostic> {
    let mut known = vec!["en.md", "fr.md"];
    known.extend(entry.kind.facts_file());
    known.extend((entry.kind == Kind::Opportunity).then_some(QUESTIONS));

    let has = |name: &str| entry.files.iter().any(|file| file == name);
    let whole = |file: &str, problem| Diagnostic::new(entry.dir.join(file), None, problem);
    let mut problems = Vec::new();
    let mut missed: Vec<&str> = known.iter().copied().filter(|name| *name != QUESTIONS && !has(name)).collect();
    let unknown = |file: &&String| !known.contains(&file.as_str()) && !is_image(file);
    for file in entry.files.iter().filter(unknown) {
        if looks_like_proposal(file) {
            problems.push(whole(file, Problem::LooksLikeProposal { name: file.clone() }.into()));
            continue;
        }
        let nearest = nearest(file, missed.iter().copied());
        // A misspelt file is one problem, not two.
        missed.retain(|name| Some(*name) != nearest);
        let nearest = known.iter().copied().find(|name| Some(*name) == nearest);
        problems.push(whole(file, Problem::UnexpectedFile { name: file.clone(), nearest }));
    }
    for name in missed {
        problems.push(match name {
            "fr.md" if has("en.md") => whole("en.md", Problem::MissingTwin { twin: name.into() }),
            "en.md" if has("fr.md") => whole("fr.md", Problem::MissingTwin { twin: name.into() }),
            _ => whole("", Problem::MissingFile { name: name.into() }),
        });
    }
    if !slug::is_slug(&entry.id) {
        problems.push(whole("", Problem::BadName { name: entry.id.clone() }));
    }
    problems
}

fn source_of(root: &Path, entry: &Entry, name: &str, problems: &mut Vec<Diagnostic>) -> Option<Source> {
    entry.files.iter().find(|file| *file == name)?;
    Source::read(root, &entry.dir.join(name), Syntax::Yaml).map_err(|problem| problems.push(*problem)).ok()
}

/// Whether a file has the name or the kind of what bidders send. Proposals are never content.
fn looks_like_proposal(name: &str) -> bool {
    const WORDS: [&str; 10] =
        ["proposal", "proposition", "bid", "soumission", "offre", "offer", "quote", "cv", "resume", "curriculum"];
    const KINDS: [&str; 7] = ["pdf", "doc", "docx", "odt", "rtf", "pages", "xlsx"];
    let name = slug::slugify(name);
    let mut words = name.split('-');
    words.clone().next_back().is_some_and(|kind| KINDS.contains(&kind))
        || words.any(|word| WORDS.contains(&word) || WORDS.contains(&word.trim_end_matches('s')))
}

fn stray(path: &Path) -> Diagnostic {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if looks_like_proposal(&name) {
        return Diagnostic::new(path, None, Problem::LooksLikeProposal { name }.into());
    }
    Diagnostic::new(path, None, Problem::UnexpectedFile { name, nearest: None })
}
