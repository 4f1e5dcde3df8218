//! What holds for the site as a whole: addresses, menus, lists.

mod custody;
mod overdue;
mod splitting;
mod thresholds;

use std::collections::HashMap;
use std::path::Path;

use submit_fn::shared::lang::Lang;

use super::text::whole_file;
use super::{files, pair, phrase};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{BilingualList, Kind, MenuEntry, Site, address, facts_of};
use crate::parse::Shared;
use crate::read::{ContentTree, Segment, Source, Syntax, Target};
pub(crate) use overdue::rule as overdue;

/// The rules for the site as a whole, besides those for each item.
pub(crate) fn rule(root: &Path, tree: &ContentTree, shared: &Shared, site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = files::strays(tree).collect();
    diagnostics.extend(menu(root, shared));
    diagnostics.extend(thresholds::rule(root, &shared.settings));
    diagnostics.extend(same_urls(root, site));
    for (kind, list) in [(Kind::Skill, &shared.skills), (Kind::Acceptance, &shared.acceptance)] {
        diagnostics.extend(phrases(root, kind, list));
    }
    diagnostics.extend(custody::rule(root, site));
    diagnostics.extend(splitting::rule(root, site));
    diagnostics
}

/// Two things of a kind cannot have the same address; nor a page that of a list.
fn same_urls(root: &Path, site: &Site) -> Vec<Diagnostic> {
    let mut taken: HashMap<(Kind, Lang, &str), &str> = HashMap::new();
    let mut diagnostics = Vec::new();
    for item in site.items() {
        let kind = item.kind();
        for lang in Lang::BOTH {
            let prose = item.prose().get(lang);
            let twin = taken.insert((kind, lang, &prose.slug), item.id());
            let other = twin.map(|id| kind.text(id, lang).display().to_string());
            if let Some(other) = other.or_else(|| address::taken(kind, &prose.slug, lang)) {
                let problem = Problem::SameUrl { url: prose.slug.clone(), other };
                diagnostics.push(at(root, &kind.text(item.id(), lang), Syntax::Yaml, &Target::value("slug"), problem));
            }
        }
    }
    diagnostics
}

/// Every page that the menu and the footer name is there, and every department that has thresholds.
fn menu(root: &Path, shared: &Shared) -> Vec<Diagnostic> {
    let settings = &shared.settings;
    let mut diagnostics = Vec::new();
    for (key, entries) in [("menu", &settings.menu), ("footer", &settings.footer)] {
        for entry in entries {
            let MenuEntry::Page(id) = entry else { continue };
            let problem = shared.unknown(Kind::Page, id);
            diagnostics.extend(problem.map(|problem| in_settings(root, &Target::value(key), problem)));
        }
    }
    for id in settings.checks.departments.keys() {
        let target = Target::Key(vec![Segment::Key("checks"), Segment::Key("departments"), Segment::Key(id)]);
        let problem = shared.unknown(Kind::Department, id);
        diagnostics.extend(problem.map(|problem| in_settings(root, &target, problem)));
    }
    diagnostics
}

/// The names of skills and the acceptance criteria are phrases too.
fn phrases(root: &Path, kind: Kind, list: &BilingualList) -> Vec<Diagnostic> {
    let Ok(source) = Source::read(root, Path::new(kind.place()), Syntax::Yaml) else { return Vec::new() };
    let pairs = list.iter().map(|(id, text)| phrase::both(text, &source, &[Segment::Key(id)]));
    whole_file(&source).into_iter().chain(pairs.flat_map(|pair| pair::rule(&pair, true))).collect()
}

/// A problem in the facts of an item.
pub(super) fn located(root: &Path, id: &str, target: &Target<'_>, problem: Problem) -> Diagnostic {
    at(root, &facts_of(id), Syntax::Yaml, target, problem)
}

fn in_settings(root: &Path, target: &Target<'_>, problem: Problem) -> Diagnostic {
    at(root, Path::new("site.toml"), Syntax::Toml, target, problem)
}

/// Reads a file again, now that there is something to point at.
fn at(root: &Path, file: &Path, syntax: Syntax, target: &Target<'_>, problem: Problem) -> Diagnostic {
    match Source::read(root, file, syntax) {
        Ok(source) => source.problem_at(target, problem),
        Err(_) => Diagnostic::new(file, None, problem),
    }
}
