//! The facts of teams, projects, departments and news, and the two lists.

use std::path::Path;

use submit_fn::lang::Bilingual;

use super::BilingualList;
use super::decode::{self, Fields, entries};
use super::ids::Ids;
use super::slug;
use super::values::{bilingual, date, email, id_of, text, url};
use crate::diagnostic::{Diagnostic, Expected, Kind};
use crate::model::{Department, News, Project, Prose, Team};
use crate::read::{Source, Syntax};

type BothProses = Option<Bilingual<Prose>>;

pub(super) fn team(
    id: &str,
    source: &Source,
    prose: BothProses,
    ids: &Ids,
    problems: &mut Vec<Diagnostic>,
) -> Option<Team> {
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, report)?;
        let department = fields.required("department", report, |n, r| id_of(Kind::Department, ids, n, r));
        let contact = fields.optional("contact", report, email);
        fields.finish(report);
        Some(Team { id: id.to_owned(), department: department?, contact, prose: prose? })
    })
}

pub(super) fn project(
    id: &str,
    source: &Source,
    prose: BothProses,
    ids: &Ids,
    problems: &mut Vec<Diagnostic>,
) -> Option<Project> {
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, report)?;
        let team = fields.required("team", report, |n, r| id_of(Kind::Team, ids, n, r));
        let repository = fields.optional("repository", report, url);
        let licence = fields.optional("licence", report, text);
        fields.finish(report);
        Some(Project { id: id.to_owned(), team: team?, repository, licence, prose: prose? })
    })
}

pub(super) fn department(
    id: &str,
    source: &Source,
    prose: BothProses,
    problems: &mut Vec<Diagnostic>,
) -> Option<Department> {
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, report)?;
        let abbreviation = fields.optional("abbreviation", report, bilingual);
        let website = fields.optional("website", report, |node, report| {
            let mut fields = Fields::of(node, report)?;
            let (en, fr) = (fields.required("en", report, url), fields.required("fr", report, url));
            fields.finish(report);
            Some(Bilingual { en: en?, fr: fr? })
        });
        fields.finish(report);
        Some(Department { id: id.to_owned(), abbreviation, website, prose: prose? })
    })
}

pub(super) fn news(id: &str, source: &Source, prose: BothProses, problems: &mut Vec<Diagnostic>) -> Option<News> {
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, report)?;
        let date = fields.required("date", report, date);
        fields.finish(report);
        Some(News { id: id.to_owned(), date: date?, prose: prose? })
    })
}

/// A file of texts in both languages by id: skills.yaml, acceptance.yaml.
pub(super) fn bilingual_list(root: &Path, path: &Path) -> Result<BilingualList, Vec<Diagnostic>> {
    let source = Source::read(root, path, Syntax::Yaml).map_err(|problem| vec![*problem])?;
    let mut problems = Vec::new();
    let list = decode::file(&source, &mut problems, |node, report| {
        entries(node, report, |id, node, report| {
            if !slug::is_slug(id) {
                return report.wrong(node, Expected::Id);
            }
            bilingual(node, report).map(|text| (id.to_owned(), text))
        })
    });
    match list {
        Some(list) if problems.is_empty() => Ok(list.into_iter().collect()),
        _ => Err(problems),
    }
}
