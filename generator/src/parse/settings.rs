//! site.toml.

use std::path::Path;

use jiff::tz::TimeZone;
use submit_fn::format::Zone;
use submit_fn::lang::Bilingual;

use super::decode::{self, Fields, Node, Report, list};
use super::slug;
use super::values::{amount, bilingual, bilingual_fields, email, text, url, whole};
use crate::diagnostic::{Diagnostic, Expected, Kind};
use crate::model::{Limits, MenuEntry, Settings};
use crate::read::{Source, Syntax};

/// Reads site.toml in `root`.
pub(super) fn read(root: &Path) -> Result<Settings, Vec<Diagnostic>> {
    let source = Source::read(root, Path::new("site.toml"), Syntax::Toml).map_err(|problem| vec![*problem])?;
    let mut problems = Vec::new();
    let settings = decode::file(&source, &mut problems, settings);
    match settings {
        Some(settings) if problems.is_empty() => Ok(settings),
        _ => Err(problems),
    }
}

fn settings(node: Node<'_>, report: &mut Report<'_>) -> Option<Settings> {
    let mut fields = Fields::of(node, report)?;
    let f = &mut fields;
    let base_url = f.required("base_url", report, origin);
    let theme = f.required("theme", report, |node, report| {
        let name = text(node, report)?;
        if slug::is_slug(&name) { Some(name) } else { report.wrong(node, Expected::Id) }
    });
    let contact = f.required("contact", report, email);
    let name = f.required("name", report, bilingual);
    let description = f.required("description", report, bilingual);
    let disclaimer = f.required("disclaimer", report, bilingual);
    let zone = f.required("time_zone", report, zone);
    let limits = f.required("limits", report, limits);
    let menu = f.required("menu", report, |node, report| list(node, report, menu_entry));
    let footer = f.required("footer", report, |node, report| list(node, report, menu_entry));
    fields.finish(report);
    let (zone_name, zone) = zone?;
    Some(Settings {
        base_url: base_url?,
        theme: theme?,
        contact: contact?,
        name: name?,
        description: description?,
        disclaimer: disclaimer?,
        zone,
        zone_name,
        limits: limits?,
        menu: menu?,
        footer: footer?,
    })
}

/// The site is at the top of its host: the function is at `/api/` of the same one.
fn origin(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let url = url(node, report)?;
    let origin = url.trim_end_matches('/');
    let host = origin.split("://").nth(1).unwrap_or_default();
    if host.contains(['/', '?', '#']) { report.wrong(node, Expected::Url) } else { Some(origin.to_owned()) }
}

fn zone(node: Node<'_>, report: &mut Report<'_>) -> Option<(String, Zone)> {
    let mut fields = Fields::of(node, report)?;
    let rules = fields.required("name", report, |node, report| {
        let name = text(node, report)?;
        match TimeZone::get(&name) {
            Ok(rules) => Some((name, rules)),
            Err(_) => report.wrong(node, Expected::TimeZone),
        }
    });
    let label: Option<Bilingual<String>> = bilingual_fields(&mut fields, report);
    fields.finish(report);
    let (name, rules) = rules?;
    Some((name, Zone { rules, label: label? }))
}

fn limits(node: Node<'_>, report: &mut Report<'_>) -> Option<Limits> {
    let mut fields = Fields::of(node, report)?;
    let total = fields.required("total", report, amount);
    let highest_tax = fields.required("highest_tax", report, whole);
    let retention_days = fields.required("retention_days", report, whole);
    fields.finish(report);
    Some(Limits { total: total?, highest_tax: highest_tax?, retention_days: retention_days? })
}

/// `opportunities` and the like for a list, or `page:ID`.
fn menu_entry(node: Node<'_>, report: &mut Report<'_>) -> Option<MenuEntry> {
    let name = text(node, report)?;
    let entry = match name.as_str() {
        "opportunities" => MenuEntry::List(Kind::Opportunity),
        "projects" => MenuEntry::List(Kind::Project),
        "teams" => MenuEntry::List(Kind::Team),
        "departments" => MenuEntry::List(Kind::Department),
        "skills" => MenuEntry::List(Kind::Skill),
        "news" => MenuEntry::List(Kind::News),
        _ => match name.strip_prefix("page:") {
            Some(page) => MenuEntry::Page(page.to_owned()),
            None => return report.wrong(node, Expected::Id),
        },
    };
    Some(entry)
}
