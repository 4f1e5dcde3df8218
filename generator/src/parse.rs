//! From sources to the typed model. What is wrong on the way is reported, all of it, and never guessed at.

mod decode;
mod entity;
mod ids;
mod opportunity;
mod prose;
mod settings;
pub mod slug;
mod values;

use std::path::Path;

use rayon::prelude::*;
use submit_fn::lang::Bilingual;

use crate::diagnostic::{Diagnostic, Kind, Problem, problem::nearest};
use crate::model::{ById, Department, News, Opportunity, Page, Project, Settings, Site, Team, TermsPage};
use crate::read::{ContentTree, Entry, Source, Syntax};
use ids::Ids;

pub(crate) use prose::{Anchors, linked_kind, plain};
pub use prose::{MARKDOWN, body_of};

/// What could be parsed, and all that could not.
pub struct Parsed {
    /// Holds no item that has a problem; ids in it may name such an item.
    pub site: Site,
    /// In no particular order.
    pub problems: Vec<Diagnostic>,
}

/// Reads and parses the whole content.
///
/// # Errors
/// The problems of site.toml: without it nothing else can be parsed.
pub fn site(root: &Path, tree: &ContentTree) -> Result<Parsed, Vec<Diagnostic>> {
    let settings = settings::read(root)?;
    let mut problems = tree.strays.iter().map(|path| stray(path)).collect::<Vec<_>>();
    let mut keep = |result: Result<_, Vec<Diagnostic>>| result.map_err(|found| problems.extend(found)).ok();

    let skills = keep(entity::bilingual_list(root, Path::new("content/skills.yaml")));
    let acceptance = keep(entity::bilingual_list(root, Path::new("content/acceptance.yaml")));
    let ids = Ids::new(tree, skills.as_ref(), acceptance.as_ref());
    let items: Vec<_> = tree.entries.par_iter().map(|entry| item(root, entry, &settings, &ids)).collect();

    let mut site = Site {
        settings,
        opportunities: ById::new(),
        projects: ById::new(),
        teams: ById::new(),
        departments: ById::new(),
        skills: skills.unwrap_or_default(),
        acceptance: acceptance.unwrap_or_default(),
        terms: ById::new(),
        pages: ById::new(),
        news: ById::new(),
    };
    for item in items {
        match item {
            Ok(item) => insert(&mut site, item),
            Err(found) => problems.extend(found),
        }
    }
    Ok(Parsed { site, problems })
}

/// One parsed directory of the content.
enum Item {
    Opportunity(Box<Opportunity>),
    Project(Project),
    Team(Team),
    Department(Department),
    Terms(TermsPage),
    Page(Page),
    News(News),
}

fn insert(site: &mut Site, item: Item) {
    match item {
        Item::Opportunity(item) => drop(site.opportunities.insert(item.id.clone(), *item)),
        Item::Project(item) => drop(site.projects.insert(item.id.clone(), item)),
        Item::Team(item) => drop(site.teams.insert(item.id.clone(), item)),
        Item::Department(item) => drop(site.departments.insert(item.id.clone(), item)),
        Item::Terms(item) => drop(site.terms.insert(item.id.clone(), item)),
        Item::Page(item) => drop(site.pages.insert(item.id.clone(), item)),
        Item::News(item) => drop(site.news.insert(item.id.clone(), item)),
    }
}

/// Parses one directory: its files, its facts, its prose in both languages.
fn item(root: &Path, entry: &Entry, settings: &Settings, ids: &Ids) -> Result<Item, Vec<Diagnostic>> {
    let mut problems = files(entry);
    let prose = prose::both(root, entry, ids, &mut problems);
    let facts = facts(root, entry, &mut problems);
    let item = match (entry.kind, facts, prose) {
        (Kind::Terms, _, Some(prose)) => Some(Item::Terms(TermsPage { id: entry.id.clone(), prose })),
        (Kind::Page, _, Some(prose)) => Some(Item::Page(Page { id: entry.id.clone(), prose })),
        // Facts are parsed even when the prose is not there, so that all problems are told at once.
        (kind, Some(facts), prose) => match kind {
            Kind::Opportunity => {
                let questions = questions(root, entry, &mut problems);
                opportunity::parse(&entry.id, &facts, questions, prose, settings, ids, &mut problems)
                    .map(|opportunity| Item::Opportunity(Box::new(opportunity)))
            }
            Kind::Project => entity::project(&entry.id, &facts, prose, ids, &mut problems).map(Item::Project),
            Kind::Team => entity::team(&entry.id, &facts, prose, ids, &mut problems).map(Item::Team),
            Kind::Department => entity::department(&entry.id, &facts, prose, &mut problems).map(Item::Department),
            _ => entity::news(&entry.id, &facts, prose, &mut problems).map(Item::News),
        },
        (_, None, _) => None,
    };
    match item {
        Some(item) if problems.is_empty() => Ok(item),
        _ => Err(problems),
    }
}

/// The name of the file of facts of a kind, when it has one.
const fn facts_file(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Opportunity => Some("opportunity.yaml"),
        Kind::Project => Some("project.yaml"),
        Kind::Team => Some("team.yaml"),
        Kind::Department => Some("department.yaml"),
        Kind::News => Some("news.yaml"),
        Kind::Skill | Kind::Acceptance | Kind::Terms | Kind::Page => None,
    }
}

/// Questions are in a file of their own, when there are any.
const QUESTIONS: &str = "questions.yaml";

/// Which files are missing, lack a twin, or are read by nothing.
fn files(entry: &Entry) -> Vec<Diagnostic> {
    let mut known = vec!["en.md", "fr.md"];
    known.extend(facts_file(entry.kind));
    known.extend((entry.kind == Kind::Opportunity).then_some(QUESTIONS));

    let has = |name: &str| entry.files.iter().any(|file| file == name);
    let whole = |file: &str, problem| Diagnostic { file: entry.dir.join(file), place: None, problem };
    let mut problems = Vec::new();
    let mut missed: Vec<&str> = known.iter().copied().filter(|name| *name != QUESTIONS && !has(name)).collect();
    for file in entry.files.iter().filter(|file| !known.contains(&file.as_str())) {
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

fn facts(root: &Path, entry: &Entry, problems: &mut Vec<Diagnostic>) -> Option<Source> {
    source_of(root, entry, facts_file(entry.kind)?, problems)
}

fn source_of(root: &Path, entry: &Entry, name: &str, problems: &mut Vec<Diagnostic>) -> Option<Source> {
    entry.files.iter().find(|file| *file == name)?;
    Source::read(root, &entry.dir.join(name), Syntax::Yaml).map_err(|problem| problems.push(*problem)).ok()
}

fn questions(root: &Path, entry: &Entry, problems: &mut Vec<Diagnostic>) -> Vec<crate::model::Answered> {
    let source = source_of(root, entry, QUESTIONS, problems);
    source.map(|source| opportunity::questions(&source, problems)).unwrap_or_default()
}

fn stray(path: &Path) -> Diagnostic {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Diagnostic { file: path.to_owned(), place: None, problem: Problem::UnexpectedFile { name, nearest: None } }
}

/// Names or statements in both languages, by id.
pub(crate) type BilingualList = ById<Bilingual<String>>;
