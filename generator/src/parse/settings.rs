//! site.toml.

use std::path::Path;

use jiff::tz::TimeZone;
use submit_fn::shared::format::{Cents, Zone};
use submit_fn::shared::lang::Bilingual;
use url::Url;

use super::decode::{self, Fields, Node, Report, entries, list};
use super::slug;
use super::values::{amount, bilingual, bilingual_fields, email, tenths, text, web_address, whole};
use crate::diagnostic::{Diagnostic, Expected};
use crate::model::Kind;
use crate::model::{Checks, Limits, MenuEntry, Settings, Thresholds};
use crate::read::{Source, Syntax};
use crate::schema::{CHECKS, CHECKS_OF_DEPARTMENT, HOURLY_RATE, LIMITS, SITE, TIME_ZONE};

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
    let mut fields = Fields::of(node, &SITE, report)?;
    let f = &mut fields;
    let base_url = f.get("base_url", report, origin);
    let theme = f.get("theme", report, |node, report| {
        let name = text(node, report)?;
        if slug::is_slug(&name) { Some(name) } else { report.wrong(node, Expected::Id) }
    });
    let contact = f.get("contact", report, email);
    let name = f.get("name", report, bilingual);
    let description = f.get("description", report, bilingual);
    let disclaimer = f.get("disclaimer", report, bilingual);
    let zone = f.get("time_zone", report, zone);
    let limits = f.get("limits", report, limits);
    let menu = f.get("menu", report, |node, report| list(node, report, menu_entry));
    let footer = f.get("footer", report, |node, report| list(node, report, menu_entry));
    let checks = f.get("checks", report, checks);
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
        checks: checks.unwrap_or_default(),
        menu: menu?,
        footer: footer?,
    })
}

/// The site is at the top of its host: the function is at `/api/` of the same one.
fn origin(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = text(node, report)?;
    let origin = text.trim_end_matches('/');
    let is_origin = |url: &Url| url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    match web_address(origin).filter(is_origin) {
        Some(_) => Some(origin.to_owned()),
        None => report.wrong(node, Expected::Url),
    }
}

fn zone(node: Node<'_>, report: &mut Report<'_>) -> Option<(String, Zone)> {
    let mut fields = Fields::of(node, &TIME_ZONE, report)?;
    let rules = fields.get("name", report, |node, report| {
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
    let mut fields = Fields::of(node, &LIMITS, report)?;
    let total = fields.get("total", report, amount);
    let highest_tax = fields.get("highest_tax", report, whole);
    let retention_days = fields.get("retention_days", report, whole);
    fields.finish(report);
    Some(Limits { total: total?, highest_tax: highest_tax?, retention_days: retention_days? })
}

fn checks(node: Node<'_>, report: &mut Report<'_>) -> Option<Checks> {
    let mut fields = Fields::of(node, &CHECKS, report)?;
    let general = thresholds(&mut fields, &Thresholds::default(), report);
    let departments = fields.get("departments", report, |node, report| {
        entries(node, report, |id, node, report| {
            let mut fields = Fields::of(node, &CHECKS_OF_DEPARTMENT, report)?;
            let thresholds = thresholds(&mut fields, &general, report);
            fields.finish(report);
            Some((id.to_owned(), thresholds))
        })
    });
    fields.finish(report);
    Some(Checks { general, departments: departments.unwrap_or_default().into_iter().collect() })
}

/// The thresholds that a group sets; the others are those of `base`.
fn thresholds(f: &mut Fields<'_>, base: &Thresholds, report: &mut Report<'_>) -> Thresholds {
    let texts = |node: Node<'_>, report: &mut Report<'_>| list(node, report, text);
    Thresholds {
        posting_days: f.get("posting_days", report, whole).unwrap_or(base.posting_days),
        hourly_rate: f.get("hourly_rate", report, hourly_rate).unwrap_or(base.hourly_rate),
        tax_safe: f.get("tax_safe", report, amount).unwrap_or(base.tax_safe),
        proposal_minutes: f.get("proposal_minutes", report, whole).unwrap_or(base.proposal_minutes),
        proposal_minutes_most: f.get("proposal_minutes_most", report, whole).unwrap_or(base.proposal_minutes_most),
        week_tenths: f.get("week_hours", report, tenths).unwrap_or(base.week_tenths),
        problem_words: f.get("problem_words", report, whole).unwrap_or(base.problem_words),
        splitting_months: f.get("splitting_months", report, whole).unwrap_or(base.splitting_months),
        private_hosts: f.get("private_hosts", report, texts).unwrap_or_else(|| base.private_hosts.clone()),
    }
}

fn hourly_rate(node: Node<'_>, report: &mut Report<'_>) -> Option<(Cents, Cents)> {
    let mut fields = Fields::of(node, &HOURLY_RATE, report)?;
    let least = fields.get("least", report, amount);
    let most = fields.get("most", report, amount);
    fields.finish(report);
    Some((least?, most?))
}

/// `opportunities` and the like for a list, or `page:ID`.
fn menu_entry(node: Node<'_>, report: &mut Report<'_>) -> Option<MenuEntry> {
    let name = text(node, report)?;
    if let Some(kind) = Kind::listed().find(|kind| kind.plural() == name) {
        return Some(MenuEntry::List(kind));
    }
    match name.strip_prefix("page:") {
        Some(page) => Some(MenuEntry::Page(page.to_owned())),
        None => report.wrong(node, Expected::Id),
    }
}
