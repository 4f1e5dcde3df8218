//! What holds for the site as a whole: addresses, menus, lists.

use std::collections::HashMap;
use std::path::Path;

use submit_fn::shared::lang::Lang;

use super::{facts_of, pair_rules, phrase};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{BilingualList, Checks, Kind, Limits, MenuEntry, Settings, Site, Thresholds, address};
use crate::parse::Shared;
use crate::read::{Segment, Source, Syntax, Target};

/// Two things of a kind cannot have the same address; nor a page that of a list.
pub(super) fn same_urls(root: &Path, site: &Site) -> Vec<Diagnostic> {
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
pub(super) fn menu(root: &Path, shared: &Shared) -> Vec<Diagnostic> {
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

/// The thresholds of everyone, and of each department, fit each other and the limits.
pub(super) fn thresholds(root: &Path, settings: &Settings) -> Vec<Diagnostic> {
    let Checks { general, departments } = &settings.checks;
    let mut diagnostics = Vec::new();
    let own = departments.iter().map(|(id, thresholds)| (Some(id.as_str()), thresholds));
    for (department, thresholds) in [(None, general)].into_iter().chain(own) {
        let way = [Segment::Key("checks")].into_iter();
        let way: Vec<_> =
            way.chain(department.into_iter().flat_map(|id| [Segment::Key("departments"), Segment::Key(id)])).collect();
        for (keys, problem) in misfits(thresholds, settings.limits) {
            diagnostics.extend(keys.iter().find_map(|key| {
                let path = way.iter().copied().chain(key.iter().map(|key| Segment::Key(key))).collect();
                written_in_settings(root, &Target::Value(path), &problem)
            }));
        }
    }
    diagnostics
}

/// Keys below those of the thresholds.
type Keys = &'static [&'static str];

/// What does not fit, and the keys to blame: the first that is written, for a default or what holds for everyone is not.
fn misfits(thresholds: &Thresholds, limits: Limits) -> Vec<([Keys; 2], Problem)> {
    let inverted = |greater: &'static str, lesser: &'static str| Problem::Inverted {
        greater: greater.into(),
        lesser: lesser.into(),
    };
    let (least, most) = thresholds.hourly_rate;
    let safest = limits.most();
    let all = [
        (least > most, [&["hourly_rate", "most"] as Keys, &["hourly_rate"]], inverted("least", "most")),
        (
            thresholds.proposal_minutes > thresholds.proposal_minutes_most,
            [&["proposal_minutes_most"], &["proposal_minutes"]],
            inverted("proposal_minutes", "proposal_minutes_most"),
        ),
        (thresholds.tax_safe > safest, [&["tax_safe"], &["tax_safe"]], Problem::UnsafeTaxSafe { most: safest }),
    ];
    all.into_iter().filter(|(is_wrong, ..)| *is_wrong).map(|(_, keys, problem)| (keys, problem)).collect()
}

/// A problem at a value of the settings, `None` if the file does not have that value.
fn written_in_settings(root: &Path, target: &Target<'_>, problem: &Problem) -> Option<Diagnostic> {
    let source = Source::read(root, Path::new("site.toml"), Syntax::Toml).ok()?;
    source.has(target).then(|| source.problem_at(target, problem.clone()))
}

/// The names of skills and the acceptance criteria are phrases too.
pub(super) fn list(root: &Path, kind: Kind, list: &BilingualList) -> Vec<Diagnostic> {
    let Ok(source) = Source::read(root, Path::new(kind.place()), Syntax::Yaml) else { return Vec::new() };
    let pairs = list.iter().map(|(id, text)| phrase::both(text, &source, &[Segment::Key(id)]));
    pairs.flat_map(|pair| pair_rules(&pair, true)).collect()
}

/// A problem in the facts of an item.
pub(super) fn located(root: &Path, id: &str, target: &Target<'_>, problem: Problem) -> Diagnostic {
    at(root, &facts_of(id), Syntax::Yaml, target, problem)
}

pub(super) fn in_settings(root: &Path, target: &Target<'_>, problem: Problem) -> Diagnostic {
    at(root, Path::new("site.toml"), Syntax::Toml, target, problem)
}

/// Reads a file again, now that there is something to point at.
pub(super) fn at(root: &Path, file: &Path, syntax: Syntax, target: &Target<'_>, problem: Problem) -> Diagnostic {
    match Source::read(root, file, syntax) {
        Ok(source) => source.problem_at(target, problem),
        Err(_) => Diagnostic::new(file, None, problem),
    }
}
