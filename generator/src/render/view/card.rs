//! An opportunity in a list.

use serde::Serialize;
use submit_fn::shared::format::money;
use submit_fn::shared::lang::Lang;

use super::super::typography::spaced;
use super::{Link, Stage, When, link};
use crate::model::Kind;
use crate::model::{self, Opportunity};

/// A status as a style sheet and as a reader know it.
#[derive(Serialize)]
pub(crate) struct Status {
    code: &'static str,
    label: String,
}

/// What a list shows of an opportunity.
#[derive(Serialize)]
pub(crate) struct Card {
    url: String,
    title: String,
    summary: String,
    status: Status,
    updated: bool,
    value: String,
    opens_iso: Option<String>,
    closes: Option<When>,
    closes_label: String,
    posted: Option<When>,
    skills: Vec<Link>,
    department: Link,
    team: Link,
}

/// The cards of opportunities, in their order.
pub(crate) fn cards<'o>(
    stage: &Stage<'_>,
    opportunities: impl IntoIterator<Item = &'o Opportunity>,
    lang: Lang,
) -> Vec<Card> {
    opportunities.into_iter().map(|opportunity| Card::of(stage, opportunity, lang)).collect()
}

impl Card {
    pub(crate) fn of(stage: &Stage<'_>, opportunity: &Opportunity, lang: Lang) -> Self {
        let words = stage.words(lang);
        let status = stage.index.status(opportunity);
        let prose = opportunity.prose.get(lang);
        let schedule = opportunity.schedule;
        let may_come = matches!(status, model::Status::Open | model::Status::Upcoming | model::Status::Draft);
        Self {
            url: stage.url(Kind::Opportunity, &opportunity.id, lang),
            title: spaced(&prose.title, lang).into_owned(),
            summary: spaced(&prose.summary, lang).into_owned(),
            status: Status { code: status.code(), label: words.status(status).clone() },
            updated: !opportunity.amendments.is_empty(),
            value: money(opportunity.value, lang),
            opens_iso: schedule.map(|schedule| schedule.opens.to_string()),
            closes: opportunity.closes.map(|closes| When::instant(closes, stage, lang)),
            closes_label: if may_come { words.facts.closes.clone() } else { words.facts.closed.clone() },
            posted: schedule.map(|schedule| When::date(schedule.posted, lang)),
            skills: opportunity.skills.iter().map(|id| link(stage, Kind::Skill, id, lang)).collect(),
            department: link(stage, Kind::Department, &opportunity.department, lang),
            team: link(stage, Kind::Team, &opportunity.team, lang),
        }
    }
}
