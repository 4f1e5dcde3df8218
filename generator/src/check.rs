//! From the content tree to a checked site, or to everything that is wrong with it.
//!
//! Each item is parsed and checked in one go, in parallel, while its texts are at hand; then the site as a whole.

mod at;
pub(crate) mod calendar;
pub(crate) mod canonical;
mod facts;
mod fairness;
pub(crate) mod git;
pub(crate) mod history;
mod honesty;
mod language;
pub(crate) mod links;
mod numbers;
mod parity;
mod privacy;
pub(crate) mod prose;
mod record;
mod said;
mod settle;
mod twins;
mod typography;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rayon::prelude::*;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::diagnostic::{Code, Diagnostic, Problem, Severity};
use crate::model::Kind;
use crate::model::{Item, MenuEntry, Opportunity, Prose, Settings, Site, address};
use crate::parse::{self, Parsed, Preface, Text};
use crate::read::{ContentTree, Segment, Source, Syntax, Target};
use at::At;
pub(crate) use fairness::effort;

/// A site in which nothing is wrong. Only [`check`] makes one.
#[derive(Debug)]
pub(crate) struct CheckedSite(Site);

impl std::ops::Deref for CheckedSite {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.0
    }
}

/// What checking found.
#[derive(Debug)]
pub(crate) struct Checked {
    /// site.toml, when it could be read.
    pub(crate) settings: Option<Settings>,
    /// The site, when there is no error.
    pub(crate) site: Option<CheckedSite>,
    /// Errors and warnings, in the order of files and lines.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The addresses of other sites that texts link to, with a place of each.
    pub(crate) links: Vec<links::External>,
}

/// Parses the content and applies all rules but those that need git or the network.
pub(crate) fn check(root: &Path, tree: &ContentTree, now: Timestamp) -> Checked {
    let mut diagnostics = Vec::new();
    let preface = match parse::preface(root, tree, &mut diagnostics) {
        Ok(preface) => preface,
        Err(problems) => {
            diagnostics.extend(problems);
            return Checked { settings: None, site: None, diagnostics, links: Vec::new() };
        }
    };
    let items: Vec<_> =
        tree.entries.par_iter().map(|entry| item(parse::item(root, entry, &preface), &preface, now)).collect();
    menu(root, &preface, &mut diagnostics);
    lists(root, &preface, &mut diagnostics);
    let settings = Some(preface.settings.clone());
    let Preface { settings: owned, skills, acceptance, .. } = preface;
    let mut site = Site::new(owned, skills, acceptance, tree.images().collect());
    let mut links = Vec::new();
    for item in items {
        diagnostics.extend(item.problems);
        links.extend(item.links);
        if let Some(item) = item.item {
            site.insert(item);
        }
    }
    same_urls(root, &site, &mut diagnostics);
    honesty::splitting(root, &site, &mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let has_errors = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    Checked { settings, site: (!has_errors).then_some(CheckedSite(site)), diagnostics, links }
}

/// What is left of an item once its texts are dropped.
struct CheckedItem {
    item: Option<Item>,
    problems: Vec<Diagnostic>,
    links: Vec<links::External>,
}

/// Applies the rules for one item.
fn item(mut parsed: Parsed, preface: &Preface, now: Timestamp) -> CheckedItem {
    let mut found = std::mem::take(&mut parsed.problems);
    let opportunity = parsed.item.as_ref().and_then(Item::as_opportunity);
    let sources = [&parsed.facts, &parsed.questions].into_iter().flatten();
    let both: Vec<&Text> = Lang::BOTH.iter().filter_map(|lang| parsed.texts.get(*lang).as_ref()).collect();
    for source in sources.chain(both.iter().map(|text| &text.source)) {
        privacy::rule(source, &mut found);
    }
    if let (Some(of), Some(facts)) = (opportunity, &parsed.facts) {
        facts_rules(of, &At(facts), &preface.settings, now, &mut found);
    }
    if let (Some(of), Some(questions)) = (opportunity, &parsed.questions) {
        record::questions(&of.questions, now, &preface.settings.zone, &At(questions), &mut found);
    }
    // A draft is not published: what it lacks is a reminder.
    let posted = opportunity.is_none_or(|of| of.schedule.is_some());
    for text in &both {
        prose::rules(text, &mut found);
        if let Some(of) = opportunity {
            prose::opportunity(text, preface.settings.checks.of(&of.department), &mut found);
        }
        for passage in text.passages() {
            said_rules(&said::Said::of(text, passage), posted, &mut found);
        }
    }
    let mut values = said::values(&parsed, parsed.item.as_ref().map(Item::prose));
    values.extend(opportunity.into_iter().flat_map(|of| said::facts(of, &parsed)));
    for pair in &values {
        pair_rules(pair, posted, &mut found);
    }
    // What a missing section holds would be missing too, and so would what is still to be written.
    const INCOMPLETE: [Code; 6] = [Code::E0501, Code::E0502, Code::E0503, Code::E0504, Code::W0508, Code::E0509];
    let complete = !found.iter().any(|diagnostic| INCOMPLETE.contains(&diagnostic.code()));
    if let (Some(en), Some(fr), true) = (&parsed.texts.en, &parsed.texts.fr, complete) {
        parity::rules(Bilingual { en, fr }, &mut found);
    }
    let links = both.iter().flat_map(|text| links::external(text)).collect();
    CheckedItem { problems: settle::settle(found), links, item: parsed.item }
}

fn facts_rules(of: &Opportunity, at: &At<'_>, settings: &Settings, now: Timestamp, found: &mut Vec<Diagnostic>) {
    let thresholds = settings.checks.of(&of.department);
    facts::dates(of, &settings.zone, at, found);
    facts::price(of, &settings.limits, thresholds, at, found);
    if of.outcome.is_none() {
        fairness::rules(of, thresholds, &settings.zone, at, found);
    }
    honesty::rules(of, now, at, found);
    record::rules(of, now, &settings.zone, at, found);
}

/// The names of skills and the acceptance criteria are said in words too.
fn lists(root: &Path, preface: &Preface, found: &mut Vec<Diagnostic>) {
    for (list, kind) in [(&preface.skills, Kind::Skill), (&preface.acceptance, Kind::Acceptance)] {
        let Ok(source) = Source::read(root, Path::new(kind.place()), Syntax::Yaml) else { continue };
        for (id, text) in list {
            pair_rules(&said::both(text, &source, &[Segment::Key(id)]), true, found);
        }
    }
}

/// The rules for a value in both languages.
fn pair_rules(pair: &Bilingual<said::Said<'_>>, posted: bool, found: &mut Vec<Diagnostic>) {
    said_rules(&pair.en, posted, found);
    said_rules(&pair.fr, posted, found);
    parity::values(pair, found);
}

/// The rules for anything that is said in words.
fn said_rules(said: &said::Said<'_>, posted: bool, found: &mut Vec<Diagnostic>) {
    prose::said(said, posted, found);
    language::rule(said, found);
    typography::rules(said, found);
}

/// The facts of an opportunity, relative to the site's root.
pub(crate) fn facts_of(id: &str) -> PathBuf {
    Path::new("content/opportunities").join(id).join("opportunity.yaml")
}

/// Two things of a kind cannot have the same address; nor a page that of a list.
fn same_urls(root: &Path, site: &Site, found: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<(Kind, Lang, &str), &Prose> = BTreeMap::new();
    for item in site.items() {
        let kind = item.kind();
        for lang in Lang::BOTH {
            let prose = item.prose().get(lang);
            let other =
                taken.insert((kind, lang, &prose.slug), prose).map(|other| other.body.path.display().to_string());
            if let Some(other) = other.or_else(|| address::taken(kind, &prose.slug, lang)) {
                let problem = Problem::SameUrl { url: prose.slug.clone(), other };
                let target = Target::Value(vec![Segment::Key("slug")]);
                found.push(located(root, &prose.body.path, Syntax::Yaml, &target, problem));
            }
        }
    }
}

/// Every page that the menu and the footer name is there.
fn menu(root: &Path, preface: &Preface, found: &mut Vec<Diagnostic>) {
    for (key, entries) in [("menu", &preface.settings.menu), ("footer", &preface.settings.footer)] {
        for entry in entries {
            let MenuEntry::Page(id) = entry else { continue };
            if let Some(problem) = preface.unknown(Kind::Page, id) {
                let target = Target::Value(vec![Segment::Key(key)]);
                found.push(located(root, Path::new("site.toml"), Syntax::Toml, &target, problem));
            }
        }
    }
    for id in preface.settings.checks.departments.keys() {
        if let Some(problem) = preface.unknown(Kind::Department, id) {
            let target = Target::Key(vec![Segment::Key("checks"), Segment::Key("departments"), Segment::Key(id)]);
            found.push(located(root, Path::new("site.toml"), Syntax::Toml, &target, problem));
        }
    }
}

/// Reads the file again, now that there is something to point at.
fn located(root: &Path, file: &Path, syntax: Syntax, target: &Target<'_>, problem: Problem) -> Diagnostic {
    match Source::read(root, file, syntax) {
        Ok(source) => source.problem_at(target, problem),
        Err(_) => Diagnostic::new(file, None, problem),
    }
}
