//! All dates to come of the opportunities that are not over, day by day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use submit_fn::shared::layout::Page;

use super::follow::{Follow, follow};
use crate::model::{Kind, Opportunity};
use crate::render::context::PageContext;
use crate::render::parts::{Head, Link, View, When, section};

#[derive(Serialize)]
pub(crate) struct Calendar<'c> {
    page: Page,
    intro: &'c str,
    days: Vec<Day<'c>>,
    none_text: &'c str,
    follow: Follow<'c>,
}

impl View for Calendar<'_> {
    const TEMPLATE: &'static str = "calendar.html";
}

#[derive(Serialize)]
struct Day<'c> {
    date: When,
    events: Vec<Event<'c>>,
}

/// What happens to an opportunity on a day.
#[derive(Serialize)]
struct Event<'c> {
    term: &'c str,
    /// Empty if it is for the whole day.
    text: String,
    link: Link<'c>,
}

pub(crate) fn calendar(context: PageContext<'_>) -> Calendar<'_> {
    let words = &context.words.calendar;
    let head = Head {
        kind: "calendar",
        section: section(Kind::Opportunity),
        title: &words.title,
        description: &words.description,
        parents: context.parents(Kind::Opportunity),
        modified: context.newest(),
        ..Head::default()
    };
    let mut days: BTreeMap<Date, Vec<Event<'_>>> = BTreeMap::new();
    let current = context.index.opportunities().current().iter();
    for opportunity in current.filter(|opportunity| context.index.status(opportunity).is_under_way()) {
        for (date, event) in events(context, opportunity) {
            if date >= context.index.today {
                days.entry(date).or_default().push(event);
            }
        }
    }
    let days = days.into_iter().map(|(date, events)| Day { date: context.date(date), events });
    Calendar {
        page: context.page(head),
        intro: &words.description,
        days: days.collect(),
        none_text: &words.none,
        follow: follow(context, None),
    }
}

fn events<'c>(
    context: PageContext<'c>,
    opportunity: &'c Opportunity,
) -> impl Iterator<Item = (Date, Event<'c>)> + use<'c> {
    let names = &context.words.facts;
    let zone = &context.site.settings.zone;
    let event =
        move |term: &'c String, text| Event { term, text, link: context.link(Kind::Opportunity, &opportunity.id) };
    let day = move |term, date: Option<Date>| date.map(|date| (date, event(term, String::new())));
    let instant = move |term, at: Option<jiff::Timestamp>| {
        let time = |at| submit_fn::shared::format::time(at, zone, context.lang);
        at.map(|at| (zone.civil(at).date(), event(term, time(at))))
    };
    let events = [
        day(&names.opens, opportunity.schedule.map(|schedule| schedule.posted)),
        instant(&names.questions_close, opportunity.questions_close),
        instant(&names.closes, opportunity.closes),
        day(&names.selection, opportunity.selection),
        day(&names.starts, opportunity.starts),
        day(&names.delivers, opportunity.delivers),
    ];
    events.into_iter().flatten()
}
