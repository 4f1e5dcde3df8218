//! site.toml.

use std::path::Path;

use jiff::tz::TimeZone;
use submit_fn::shared::format::Zone;
use submit_fn::shared::lang::Bilingual;

use crate::diagnostic::Diagnostic;
use crate::model::{Checks, Custody, Limits, SealingKey, Settings, SiteKeys, Thresholds};
use crate::read::{Source, Syntax};
use crate::schema::{self, Context, Ids, file, settings as written};

/// Reads site.toml in `root`.
pub(super) fn read(root: &Path) -> Result<Settings, Vec<Diagnostic>> {
    let source = Source::read(root, Path::new("site.toml"), Syntax::Toml).map_err(|problem| vec![*problem])?;
    let mut problems = Vec::new();
    let written = before_content(|context| file::keys(&source, context, &mut problems));
    match written.and_then(settings) {
        Some(settings) if problems.is_empty() => Ok(settings),
        _ => Err(problems),
    }
}

/// Reads a file that comes before what the others may refer to: it names no ids that could be checked, and no times.
pub(super) fn before_content<T>(read: impl FnOnce(Context<'_>) -> T) -> T {
    let label = Bilingual { en: "UTC".to_owned(), fr: "UTC".to_owned() };
    let zone = Zone { rules: TimeZone::UTC, label };
    read(Context { ids: &Ids::any(), zone: &zone, zone_name: "UTC" })
}

fn settings(written: written::Settings) -> Option<Settings> {
    let written::TimeZone { name, en, fr } = written.time_zone?;
    let (zone_name, rules) = name?;
    let zone = Zone { rules, label: Bilingual { en: en?, fr: fr? } };
    Some(Settings {
        base_url: written.base_url?,
        theme: written.theme?,
        contact: written.contact?,
        name: written.name?,
        description: written.description?,
        disclaimer: written.disclaimer?,
        zone,
        zone_name,
        limits: limits(written.limits?)?,
        keys: keys(written.keys?)?,
        checks: written.checks.map(checks).unwrap_or_default(),
        ocid_prefix: written.ocid_prefix,
        menu: written.menu?,
        footer: written.footer?,
    })
}

fn limits(written: written::Limits) -> Option<Limits> {
    let written::Limits { total, highest_tax, retention_days } = written;
    Some(Limits { total: total?, highest_tax: highest_tax?, retention_days: retention_days? })
}

fn keys(written: schema::SiteKeys) -> Option<SiteKeys> {
    let schema::SiteKeys { recovery, officers, second_officers, receipts } = written;
    let custody = custody(officers, second_officers);
    Some(SiteKeys { recovery: key(recovery?)?, custody, receipts: receipts.unwrap_or_default() })
}

/// The keys of a group that could be read.
pub(super) fn custody(officers: Option<Vec<schema::SealingKey>>, second: Option<Vec<schema::SealingKey>>) -> Custody {
    let keys = |written: Option<Vec<_>>| written.unwrap_or_default().into_iter().filter_map(key).collect();
    Custody { officers: keys(officers), second_officers: keys(second) }
}

fn key(schema::SealingKey { recipient, checked }: schema::SealingKey) -> Option<SealingKey> {
    Some(SealingKey { recipient: recipient?, checked })
}

fn checks(written::Checks { general, departments }: written::Checks) -> Checks {
    let general = thresholds(general, &Thresholds::default());
    let departments = departments.unwrap_or_default().into_iter();
    let departments = departments.map(|(id, written)| (id, thresholds(written, &general))).collect();
    Checks { general, departments }
}

/// The thresholds that a group sets; the others are those of `base`.
fn thresholds(written: written::Thresholds, base: &Thresholds) -> Thresholds {
    let hourly_rate = written.hourly_rate.and_then(|written::HourlyRate { least, most }| Some((least?, most?)));
    Thresholds {
        posting_days: written.posting_days.unwrap_or(base.posting_days),
        amendment_days: written.amendment_days.unwrap_or(base.amendment_days),
        hourly_rate: hourly_rate.unwrap_or(base.hourly_rate),
        tax_safe: written.tax_safe.unwrap_or(base.tax_safe),
        proposal_minutes: written.proposal_minutes.unwrap_or(base.proposal_minutes),
        proposal_minutes_most: written.proposal_minutes_most.unwrap_or(base.proposal_minutes_most),
        week_tenths: written.week_hours.unwrap_or(base.week_tenths),
        problem_words: written.problem_words.unwrap_or(base.problem_words),
        splitting_months: written.splitting_months.unwrap_or(base.splitting_months),
        payment_days: written.payment_days.unwrap_or(base.payment_days),
        private_hosts: written.private_hosts.unwrap_or_else(|| base.private_hosts.clone()),
    }
}
