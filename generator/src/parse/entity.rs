//! The facts of teams, projects, departments and news, and the two lists.

use std::path::Path;

use submit_fn::shared::lang::Bilingual;

use super::settings::{before_content, custody};
use crate::diagnostic::Diagnostic;
use crate::model::{BilingualList, Department, News, Project, Prose, Team};
use crate::read::{Source, Syntax};
use crate::schema::{Context, entity as written, file};

/// What the facts of an item are read from, and with.
pub(super) struct Parts<'a> {
    pub(super) id: &'a str,
    pub(super) facts: &'a Source,
    pub(super) context: Context<'a>,
    /// `None` if it cannot be read: facts are read all the same, so that all problems are reported at once.
    pub(super) prose: Option<Bilingual<Prose>>,
}

pub(super) fn team(parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<Team> {
    let written::Team { department, contact } = file::keys(parts.facts, parts.context, problems)?;
    Some(Team { id: parts.id.to_owned(), department: department?, contact, prose: parts.prose? })
}

pub(super) fn project(parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<Project> {
    let written::Project { team, repository, licence } = file::keys(parts.facts, parts.context, problems)?;
    Some(Project { id: parts.id.to_owned(), team: team?, repository, licence, prose: parts.prose? })
}

pub(super) fn department(parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<Department> {
    let written::Department { abbreviation, website, officers, second_officers } =
        file::keys(parts.facts, parts.context, problems)?;
    let website = website.and_then(|written::Website { en, fr }| Some(Bilingual { en: en?, fr: fr? }));
    let custody = custody(officers, second_officers);
    Some(Department { id: parts.id.to_owned(), abbreviation, website, custody, prose: parts.prose? })
}

pub(super) fn news(parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<News> {
    let written::News { date } = file::keys(parts.facts, parts.context, problems)?;
    Some(News { id: parts.id.to_owned(), date: date?, prose: parts.prose? })
}

/// Reads a file of texts in both languages by id: skills.yaml, acceptance.yaml.
pub(super) fn bilingual_list(root: &Path, path: &Path) -> Result<BilingualList, Vec<Diagnostic>> {
    let source = Source::read(root, path, Syntax::Yaml).map_err(|problem| vec![*problem])?;
    let mut problems = Vec::new();
    let list = before_content(|context| file::texts(&source, context, &mut problems));
    match list {
        Some(list) if problems.is_empty() => Ok(list.into_iter().collect()),
        _ => Err(problems),
    }
}
