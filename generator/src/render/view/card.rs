//! An opportunity in a list.

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::format::money;

use crate::model::{self, Kind, Opportunity};
use crate::render::context::PageContext;
use crate::render::parts::{Link, When, shortened};

/// What a list shows of an opportunity that still matters to bidders.
#[derive(Serialize)]
pub(crate) struct Card<'c> {
    url: &'c str,
    title: Cow<'c, str>,
    summary: Cow<'c, str>,
    status: Status<'c>,
    /// Whether it was amended.
    updated: bool,
    value: String,
    opens_iso: Option<String>,
    closes: Option<When>,
    closes_label: &'c str,
    posted: Option<When>,
    posted_label: &'c str,
    skills: Vec<Link<'c>>,
    /// How many more there are.
    skills_more: Option<String>,
    department: Link<'c>,
    team: Link<'c>,
}

/// A status, for style sheets and for readers.
#[derive(Serialize)]
pub(crate) struct Status<'c> {
    code: &'static str,
    label: &'c str,
}

impl<'c> Status<'c> {
    pub(crate) fn new(context: PageContext<'c>, status: model::Status) -> Self {
        Self { code: status.code(), label: context.words.status.of(status) }
    }
}

/// The most characters of a summary in a list: some four lines. The page has all of it.
const SUMMARY: usize = 300;
/// The most skills of one in a list, for the same reason.
const SKILLS: usize = 10;

pub(crate) fn cards<'c>(context: PageContext<'c>, opportunities: &[&'c Opportunity]) -> Vec<Card<'c>> {
    opportunities.iter().map(|opportunity| Card::new(context, opportunity)).collect()
}

impl<'c> Card<'c> {
    pub(crate) fn new(context: PageContext<'c>, opportunity: &'c Opportunity) -> Self {
        let prose = opportunity.prose.get(context.lang);
        let status = context.index.status(opportunity);
        let schedule = opportunity.schedule;
        let more = opportunity.skills.len().saturating_sub(SKILLS);
        Self {
            url: context.url(Kind::Opportunity, &opportunity.id),
            title: context.spaced(&prose.title),
            summary: shortened(&context.spaced(&prose.summary), SUMMARY).into(),
            status: Status::new(context, status),
            updated: !opportunity.amendments.is_empty(),
            value: money(opportunity.value, context.lang),
            opens_iso: schedule.map(|schedule| schedule.opens.to_string()),
            closes: opportunity.closes.map(|closes| context.instant(closes)),
            closes_label: context.closes_label(status),
            posted: schedule.map(|schedule| context.date(schedule.posted)),
            posted_label: match status {
                model::Status::Upcoming => &context.words.facts.opens,
                _ => &context.words.facts.posted,
            },
            skills: opportunity.skills.iter().take(SKILLS).map(|id| context.link(Kind::Skill, id)).collect(),
            skills_more: (more > 0).then(|| context.strings().plurals.more.of(more, context.lang)),
            department: context.link(Kind::Department, &opportunity.department),
            team: context.link(Kind::Team, &opportunity.team),
        }
    }
}
