//! From a parsed site to a checked one, or to everything that is wrong with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::format::Zone;
use submit_fn::lang::Lang;

use crate::diagnostic::{Diagnostic, Kind, Problem, problem::nearest};
use crate::model::{Limits, MenuEntry, Opportunity, Prose, Site};
use crate::parse::Parsed;
use crate::read::{Segment, Source, Syntax, Target};

/// A site in which nothing is wrong. Only [`check`] makes one.
#[derive(Debug)]
pub struct CheckedSite(Site);

impl std::ops::Deref for CheckedSite {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.0
    }
}

/// A problem with a fact of a file, before the file is read again to point at it.
struct Finding {
    file: PathBuf,
    path: Vec<Segment<'static>>,
    problem: Problem,
}

/// Applies the rules that look at more than one value.
///
/// # Errors
/// All problems, those of parsing included, in the order of files and lines.
pub fn check(root: &Path, parsed: Parsed) -> Result<CheckedSite, Vec<Diagnostic>> {
    let Parsed { site, mut problems } = parsed;
    let mut findings: Vec<Finding> = Vec::new();
    for opportunity in site.opportunities.values() {
        dates(opportunity, &site.settings.zone, &mut findings);
        price(opportunity, &site.settings.limits, &mut findings);
    }
    same_urls(&site, &mut findings);
    problems.extend(findings.into_iter().map(|finding| locate(root, finding)));
    // A page that failed to parse is not in the site: its own problem is told, not the menu's.
    if problems.is_empty() {
        problems.extend(menu(root, &site));
    }
    if problems.is_empty() {
        return Ok(CheckedSite(site));
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// Reads the file again, now that there is something to point at.
fn locate(root: &Path, finding: Finding) -> Diagnostic {
    let Finding { file, path, problem } = finding;
    match Source::read(root, &file, Syntax::Yaml) {
        Ok(source) => source.problem_at(&Target::Value(path), problem),
        Err(_) => Diagnostic { file, place: None, problem },
    }
}

fn facts_of(opportunity: &Opportunity) -> PathBuf {
    Path::new("content/opportunities").join(&opportunity.id).join("opportunity.yaml")
}

/// Posted, questions, closing, selection, start and delivery follow each other.
fn dates(opportunity: &Opportunity, zone: &Zone, findings: &mut Vec<Finding>) {
    let day = |instant: Timestamp| zone.civil(instant).date();
    let schedule = opportunity.schedule;
    let questions = opportunity.questions_close.map(day);
    let steps: [(&'static str, Option<Date>, bool); 6] = [
        ("posted", schedule.map(|schedule| schedule.posted), false),
        ("questions_close", questions, true),
        ("closes", schedule.map(|schedule| day(schedule.closes)), true),
        ("selection", opportunity.selection, true),
        ("starts", opportunity.starts, false),
        ("delivers", opportunity.delivers, true),
    ];
    let mut last: Option<(&'static str, Date)> = None;
    for (key, date, strictly) in steps {
        let Some(date) = date else { continue };
        match last {
            Some((before, earlier)) if date < earlier || (strictly && date == earlier) => findings.push(Finding {
                file: facts_of(opportunity),
                path: vec![Segment::Key(key)],
                problem: Problem::DateOrder { key, before },
            }),
            _ => last = Some((key, date)),
        }
    }
}

fn price(opportunity: &Opportunity, limits: &Limits, findings: &mut Vec<Finding>) {
    let with_tax = limits.with_tax(opportunity.value);
    if with_tax > limits.total {
        findings.push(Finding {
            file: facts_of(opportunity),
            path: vec![Segment::Key("value")],
            problem: Problem::PriceAboveLimit { with_tax, limit: limits.total, most: limits.most() },
        });
    }
}

/// Two things of a kind cannot have the same address.
fn same_urls(site: &Site, findings: &mut Vec<Finding>) {
    let prose = site.opportunities.values().map(|item| (Kind::Opportunity, &item.prose));
    let prose = prose
        .chain(site.projects.values().map(|item| (Kind::Project, &item.prose)))
        .chain(site.teams.values().map(|item| (Kind::Team, &item.prose)))
        .chain(site.departments.values().map(|item| (Kind::Department, &item.prose)))
        .chain(site.terms.values().map(|item| (Kind::Terms, &item.prose)))
        .chain(site.pages.values().map(|item| (Kind::Page, &item.prose)))
        .chain(site.news.values().map(|item| (Kind::News, &item.prose)));
    let mut taken: BTreeMap<(Kind, Lang, &str), &Prose> = BTreeMap::new();
    for (kind, both) in prose {
        for lang in Lang::BOTH {
            let prose = both.get(lang);
            if let Some(other) = taken.insert((kind, lang, &prose.slug), prose) {
                findings.push(Finding {
                    file: prose.body.path.clone(),
                    path: vec![Segment::Key("slug")],
                    problem: Problem::SameUrl { url: prose.slug.clone(), other: other.body.path.display().to_string() },
                });
            }
        }
    }
}

/// Every page that the menu and the footer name is there.
fn menu(root: &Path, site: &Site) -> Vec<Diagnostic> {
    let lists = [("menu", &site.settings.menu), ("footer", &site.settings.footer)];
    let missing = lists.into_iter().flat_map(|(key, entries)| {
        entries.iter().filter_map(move |entry| match entry {
            MenuEntry::Page(id) if !site.pages.contains_key(id) => Some((key, id)),
            _ => None,
        })
    });
    missing
        .map(|(key, id)| {
            let nearest = nearest(id, site.pages.keys().map(String::as_str)).map(str::to_owned);
            let problem = Problem::UnknownId { kind: Kind::Page, id: id.clone(), nearest };
            let file = Path::new("site.toml");
            match Source::read(root, file, Syntax::Toml) {
                Ok(source) => source.problem_at(&Target::Value(vec![Segment::Key(key)]), problem),
                Err(_) => Diagnostic { file: file.to_owned(), place: None, problem },
            }
        })
        .collect()
}
