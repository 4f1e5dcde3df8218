//! Opportunities under a heading: the current ones as cards, the others as compact rows.

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::format::{date, money};

use super::card::{Card, Status};
use crate::model::{Kind, Opportunity, Status::Cancelled};
use crate::render::context::PageContext;
use crate::render::parts::{Link, When};
use crate::render::typography::isolated;

#[derive(Default, Serialize)]
pub(super) struct Group<'c> {
    /// Of its heading.
    pub(super) id: Cow<'c, str>,
    pub(super) heading: &'c str,
    pub(super) cards: Vec<Card<'c>>,
    pub(super) rows: Vec<Row<'c>>,
    /// What to say if there is no opportunity.
    pub(super) none_text: &'c str,
    /// Where there are more.
    pub(super) more: Option<Link<'c>>,
}

/// What a compact list shows of an opportunity.
#[derive(Serialize)]
pub(super) struct Row<'c> {
    url: &'c str,
    title: Cow<'c, str>,
    status: Status<'c>,
    updated: bool,
    value: String,
    opens_iso: Option<String>,
    /// The day on which it closes, closed or was cancelled.
    closes: Option<When>,
    closes_label: &'c str,
    department: Cow<'c, str>,
    /// Who does the work, once it is awarded.
    supplier: Option<Cow<'c, str>>,
}

pub(super) fn rows<'c>(context: PageContext<'c>, opportunities: &[&'c Opportunity]) -> Vec<Row<'c>> {
    opportunities.iter().map(|opportunity| row(context, opportunity)).collect()
}

fn row<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> Row<'c> {
    let status = context.index.status(opportunity);
    let zone = &context.site.settings.zone;
    // The label of what is over does not change any more: no script needs the instants.
    let opens = opportunity.schedule.filter(|_| !status.is_over()).map(|schedule| schedule.opens);
    let closes = opportunity.receives_until(zone).map(|end| {
        let day = zone.civil(end).date();
        // What was cancelled has no time of day.
        let iso = if status == Cancelled { day.to_string() } else { end.to_string() };
        When { iso, text: date(day, context.lang) }
    });
    Row {
        url: context.url(Kind::Opportunity, &opportunity.id),
        title: context.spaced(&opportunity.prose.get(context.lang).title),
        status: Status::new(context, status),
        updated: !opportunity.amendments.is_empty(),
        value: money(opportunity.value, context.lang),
        opens_iso: opens.map(|opens| opens.to_string()),
        closes,
        closes_label: if status == Cancelled { &context.words.facts.cancelled } else { context.closes_label(status) },
        department: context.title(Kind::Department, &opportunity.department),
        supplier: opportunity.award().map(|award| isolated(&award.supplier)),
    }
}
