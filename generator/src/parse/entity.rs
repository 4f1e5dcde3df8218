//! The facts of teams, projects, departments and news, and the two lists.

use std::path::Path;

use submit_fn::shared::lang::Bilingual;

use super::decode::{self, Fields, entries};
use super::ids::Ids;
use super::slug;
use super::values::{bilingual, date, email, id_of, licence, repository, url};
use crate::diagnostic::{Diagnostic, Expected};
use crate::model::{BilingualList, Kind};
use crate::model::{Department, News, Project, Prose, Team};
use crate::read::{Source, Syntax};
use crate::schema::{DEPARTMENT, NEWS, PROJECT, TEAM, WEBSITE};

type BothProses = Option<Bilingual<Prose>>;

pub(super) fn team(
    id: &str,
    source: &Source,
    prose: BothProses,
    ids: &Ids,
    problems: &mut Vec<Diagnostic>,
) -> Option<Team> {
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, &TEAM, report)?;
        let department = fields.get("department", report, |n, r| id_of(Kind::Department, ids, n, r));
        let contact = fields.get("contact", report, email);
        fields.finish(report);
        Some(Team { id: id.to_owned(), department: department?, contact, prose: prose? })
    })
}

pub(super) fn project(
    id: &str,
    source: &Source,
    prose: BothProses,
    ids: &Ids,
    private_hosts: &[String],
    problems: &mut Vec<Diagnostic>,
) -> Option<Project> {
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, &PROJECT, report)?;
        let team = fields.get("team", report, |n, r| id_of(Kind::Team, ids, n, r));
        let repository = fields.get("repository", report, |n, r| repository(private_hosts, n, r));
        let licence = fields.get("licence", report, licence);
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
        let mut fields = Fields::of(node, &DEPARTMENT, report)?;
        let abbreviation = fields.get("abbreviation", report, bilingual);
        let website = fields.get("website", report, |node, report| {
            let mut fields = Fields::of(node, &WEBSITE, report)?;
            let (en, fr) = (fields.get("en", report, url), fields.get("fr", report, url));
            fields.finish(report);
            Some(Bilingual { en: en?, fr: fr? })
        });
        fields.finish(report);
        Some(Department { id: id.to_owned(), abbreviation, website, prose: prose? })
    })
}

pub(super) fn news(id: &str, source: &Source, prose: BothProses, problems: &mut Vec<Diagnostic>) -> Option<News> {
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, &NEWS, report)?;
        let date = fields.get("date", report, date);
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
