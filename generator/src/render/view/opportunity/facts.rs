//! The facts of an opportunity, by name.

use jiff::civil::Date;
use submit_fn::shared::format::{Cents, duration, money};
use submit_fn::shared::lang::Bilingual;

use crate::model::{Approver, Award, Kind, Opportunity, Status};
use crate::render::context::PageContext;
use crate::render::parts::{Fact, Link};
use crate::render::typography::isolated;

/// What decides whether to read on: until when, for how much, what for.
pub(in crate::render::view) fn key_facts<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> Vec<Fact<'c>> {
    let names = &context.words.facts;
    let closes = opportunity.closes.map(|closes| {
        let term = context.closes_label(context.index.status(opportunity));
        Fact { kind: "closes", ..Fact::when(term, context.instant(closes)) }
    });
    let price = context.words.text.before_taxes.replace("{amount}", &money(opportunity.value, context.lang));
    let skills = opportunity.skills.iter().map(|id| context.link(Kind::Skill, id)).collect();
    let is_to_come = context.index.status(opportunity) == Status::Upcoming;
    let opens = opportunity.schedule.filter(|_| is_to_come).map(|schedule| context.date(schedule.posted));
    [
        opens.map(|day| Fact { kind: "opens", ..Fact::when(&names.opens, day) }),
        closes,
        Some(Fact { kind: "price", ..Fact::text(&names.value, price) }),
        opportunity.delivers.map(|day| Fact { kind: "delivers", ..Fact::when(&names.delivers, context.date(day)) }),
        Some(Fact::links(&names.skills, skills)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// All other facts: the dates to come first, then the work, then whose it is.
pub(super) fn details<'c>(
    context: PageContext<'c>,
    opportunity: &'c Opportunity,
    words_of_texts: Bilingual<usize>,
) -> Vec<Fact<'c>> {
    let (names, text) = (&context.words.facts, &context.words.text);
    let date = |name: &'c str, day: Option<Date>| day.map(|day| Fact::when(name, context.date(day)));
    let link = |name: &'c str, kind, id: &'c str| Fact::link(name, context.link(kind, id));
    let hours = opportunity.hours.map(|hours| text.hours.replace("{n}", &context.number(hours)));
    let is_to_come = context.index.status(opportunity) == Status::Upcoming;
    let posted = opportunity.schedule.filter(|_| !is_to_come).map(|schedule| context.date(schedule.posted));
    [
        opportunity.questions_close.map(|at| Fact::when(&names.questions_close, context.instant(at))),
        date(&names.selection, opportunity.selection),
        date(&names.starts, opportunity.starts),
        hours.map(|hours| Fact::text(&names.hours, hours)),
        rate(context, opportunity),
        opportunity.outcome.is_none().then(|| proposal_effort(context, opportunity, words_of_texts)),
        opportunity.repository.as_deref().map(|url| Fact::link(&names.repository, Link::external(url))),
        Some(Fact::text(&names.licence, opportunity.licence.as_str())),
        Some(link(&names.terms, Kind::Terms, &opportunity.terms)),
        opportunity.project.as_ref().map(|id| link(&names.project, Kind::Project, id)),
        Some(link(&names.team, Kind::Team, &opportunity.team)),
        Some(link(&names.department, Kind::Department, &opportunity.department)),
        posted.map(|day| Fact::when(&names.posted, day)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What an hour of work is worth, to the dollar: hours are an estimate.
fn rate<'c>(context: PageContext<'c>, opportunity: &Opportunity) -> Option<Fact<'c>> {
    let rate = opportunity.hourly_rate()?;
    let dollars = Cents(rate.0.div_ceil(100) * 100);
    let text = context.words.text.rate.replace("{amount}", &money(dollars, context.lang));
    Some(Fact::text(&context.words.facts.rate, text))
}

/// How long a proposal takes. To the minute would promise too much.
fn proposal_effort<'c>(context: PageContext<'c>, opportunity: &Opportunity, words: Bilingual<usize>) -> Fact<'c> {
    let minutes = opportunity.effort(words).minutes.next_multiple_of(10);
    let text = context.words.text.effort.replace("{duration}", &duration(minutes));
    Fact::text(&context.words.facts.effort, text)
}

pub(super) fn approvals<'c>(context: PageContext<'c>, opportunity: &Opportunity) -> Vec<Fact<'c>> {
    let names = &context.words.facts;
    let name = |approver| match approver {
        Approver::Business => &names.business,
        Approver::Finance => &names.finance,
        Approver::Procurement => &names.procurement,
    };
    let approvals = opportunity.approvals.iter();
    approvals.map(|(approver, day)| Fact::when(name(*approver), context.date(*day))).collect()
}

pub(super) fn award<'c>(context: PageContext<'c>, award: &'c Award) -> Vec<Fact<'c>> {
    let names = &context.words.facts;
    [
        Some(Fact::text(&names.supplier, isolated(&award.supplier))),
        Some(Fact::when(&names.awarded, context.date(award.date))),
        award.value.map(|value| Fact::text(&names.price, money(value, context.lang))),
        award.proposals.map(|count| Fact::text(&names.proposals, context.number(count))),
        (!award.reserve.is_empty())
            .then(|| Fact { kind: "reserve", ..Fact::text(&names.reserve, award.reserve.join("\n")) }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
