//! What scripts search and filter. The format is the theme's own, and may change at any time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use submit_fn::shared::format::money;

use crate::model::{Item, Kind, Opportunity, Status};
use crate::plan::{Directory, Listed};
use crate::read::Entry;
use crate::render::context::LangContext;

/// Something that can be found.
#[derive(Serialize)]
struct Found<'f> {
    url: &'f str,
    title: Cow<'f, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: Cow<'f, str>,
    /// Such as `teams`.
    kind: &'static str,
    /// What else it is found by: its abbreviation, or whose it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<Cow<'f, str>>,
    #[serde(flatten)]
    facts: Option<Facts<'f>>,
}

/// What an opportunity is filtered and sorted by.
#[derive(Serialize)]
struct Facts<'f> {
    /// What came of it, as long as that does not depend on the clock alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    opens: Option<Timestamp>,
    /// When it closes or closed, or was cancelled before that.
    closes: Option<Timestamp>,
    /// When it closes or closed, in the zone of the site; `None` if it was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<String>,
    posted: Option<Date>,
    /// In dollars, before taxes.
    value: f64,
    price: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<u32>,
    department: &'f str,
    skills: &'f [String],
}

/// A file of facts.
pub(super) fn facts(context: LangContext<'_>, file: Directory) -> String {
    match file {
        Directory::Things => {
            let things = context.index.things().iter();
            json(&things.map(|thing| self::thing(context, thing)).collect::<Vec<_>>())
        }
        Directory::Opportunities(number) => {
            let opportunities = context.index.directory_part(number).iter();
            json(&opportunities.map(|opportunity| self::opportunity(context, opportunity)).collect::<Vec<_>>())
        }
    }
}

/// The words of texts, by the addresses of their pages.
pub(in crate::render) fn words<'w>(
    context: LangContext<'_>,
    words: impl Iterator<Item = (&'w Entry, &'w str)>,
) -> Vec<u8> {
    let words: BTreeMap<_, _> = words.map(|(entry, words)| (context.url(entry.kind, &entry.id), words)).collect();
    json(&words).into_bytes()
}

fn json(value: &impl Serialize) -> String {
    // Texts, numbers and instants: nothing that JSON lacks.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

fn thing<'f>(context: LangContext<'f>, thing: &Listed<'f>) -> Found<'f> {
    Found {
        url: context.url(thing.kind, thing.id),
        title: context.spaced(thing.title.get(context.lang)),
        summary: context.spaced(thing.summary.get(context.lang)),
        kind: thing.kind.plural(),
        names: abbreviation(context, thing.kind, thing.id).into_iter().collect(),
        facts: None,
    }
}

fn opportunity<'f>(context: LangContext<'f>, opportunity: &'f Opportunity) -> Found<'f> {
    let prose = opportunity.prose.get(context.lang);
    let status = context.index.status(opportunity);
    let owners = [(Kind::Department, &opportunity.department), (Kind::Team, &opportunity.team)];
    let project = opportunity.project.iter().map(|id| (Kind::Project, id));
    let skills = opportunity.skills.iter().map(|id| (Kind::Skill, id));
    let named = owners.into_iter().chain(project).chain(skills);
    let abbreviation = abbreviation(context, Kind::Department, &opportunity.department);
    let supplier = opportunity.award().map(|award| award.supplier.as_str().into());
    let facts = Facts {
        outcome: (!status.is_under_way()).then(|| status.code()),
        opens: opportunity.schedule.map(|schedule| schedule.opens),
        closes: opportunity.receives_until(&context.site.settings.zone),
        closing: opportunity.closes.filter(|_| status != Status::Cancelled).map(|closes| context.instant_text(closes)),
        posted: opportunity.schedule.map(|schedule| schedule.posted),
        value: opportunity.value.0 as f64 / 100.0,
        price: money(opportunity.value, context.lang),
        hours: opportunity.hours,
        department: &opportunity.department,
        skills: &opportunity.skills,
    };
    Found {
        url: context.url(Kind::Opportunity, &opportunity.id),
        title: context.spaced(&prose.title),
        summary: context.spaced(&prose.summary),
        kind: Kind::Opportunity.plural(),
        names: named.map(|(kind, id)| context.title(kind, id)).chain(abbreviation).chain(supplier).collect(),
        facts: Some(facts),
    }
}

fn abbreviation<'f>(context: LangContext<'f>, kind: Kind, id: &str) -> Option<Cow<'f, str>> {
    let Item::Department(department) = context.site.get(kind, id)? else { return None };
    Some(department.abbreviation.as_ref()?.get(context.lang).into())
}
