//! What happened to an opportunity since it was posted: amendments, questions and answers, the outcome.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;
use submit_fn::shared::format::money;

use super::facts;
use crate::check::section_of;
use crate::model::{self, Amendment, Answered, Ending, FactValue, Kind, Opportunity, Outcome, TextPart};
use crate::render::context::PageContext;
use crate::render::markdown;
use crate::render::parts::{Fact, Link, When};

#[derive(Serialize)]
pub(super) struct AmendmentView<'c> {
    date: When,
    text: Cow<'c, str>,
    changes: Vec<ChangeView<'c>>,
    /// The names of the parts of the text that it changed.
    texts: String,
}

#[derive(Serialize)]
struct ChangeView<'c> {
    term: &'c str,
    was: String,
    now: String,
}

#[derive(Serialize)]
pub(super) struct QuestionView<'c> {
    question: Cow<'c, str>,
    /// `None` as long as it waits for one.
    answer: Option<String>,
    answered: Option<When>,
    corrections: Vec<CorrectionView>,
}

#[derive(Serialize)]
struct CorrectionView {
    date: When,
    was: String,
}

#[derive(Serialize)]
pub(super) struct OutcomeView<'c> {
    heading: &'c str,
    text: Cow<'c, str>,
    facts: Vec<Fact<'c>>,
}

/// The amendments, the latest first, each with what a fact was and what it became.
pub(super) fn amendments<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> Vec<AmendmentView<'c>> {
    let latest_first = opportunity.amendments.iter().enumerate().rev();
    let view = |(i, amendment): (usize, &'c Amendment)| AmendmentView {
        date: context.date(amendment.date),
        text: context.text(&amendment.text),
        changes: amendment.was.iter().map(|was| change(context, opportunity, i, was)).collect(),
        texts: joined(amendment.texts.iter().map(|part| part_name(context, *part).to_owned()), ", "),
    };
    latest_first.map(view).collect()
}

/// A section goes by its title.
fn part_name(context: PageContext<'_>, part: TextPart) -> &str {
    match section_of(part) {
        Some(title) => title.get(context.lang),
        None if part == TextPart::Title => &context.words.facts.title,
        None => &context.words.facts.summary,
    }
}

/// A fact before the amendment at `index`, and after it.
fn change<'c>(
    context: PageContext<'c>,
    opportunity: &Opportunity,
    index: usize,
    (fact, was): &(model::Fact, FactValue),
) -> ChangeView<'c> {
    let now = opportunity.fact_after(index, *fact).map(|now| value(context, &now));
    ChangeView { term: context.words.fact(*fact), was: value(context, was), now: now.unwrap_or_default() }
}

fn value(context: PageContext<'_>, value: &FactValue) -> String {
    let title = |kind, id: &String| title(context, kind, id);
    match value {
        FactValue::Id(kind, id) => title(*kind, id),
        FactValue::Ids(Kind::Acceptance, ids) => joined(ids.iter().map(|id| title(Kind::Acceptance, id)), " "),
        FactValue::Ids(kind, ids) => joined(ids.iter().map(|id| title(*kind, id)), ", "),
        FactValue::Instant(when) => context.instant_text(*when),
        FactValue::Date(day) | FactValue::Payment(day) => context.date(*day).text,
        FactValue::Money(amount) => money(*amount, context.lang),
        FactValue::Hours(hours) => context.words.text.hours.replace("{n}", &context.number(*hours)),
        FactValue::Text(text) => text.clone(),
        FactValue::Criteria(criteria) => {
            joined(criteria.iter().map(|criterion| criterion.text.get(context.lang).clone()), " ")
        }
        FactValue::Award(award) => {
            let facts = facts::award(context, award).into_iter().map(|fact| fact.text.replace('\n', ", "));
            joined(facts, ", ")
        }
        FactValue::Delivery(delivery) => {
            let repository = delivery.repository.iter().cloned();
            joined([context.date(delivery.date).text].into_iter().chain(repository), ", ")
        }
        FactValue::Ending(ending) => {
            let date = ending.date.map(|day| context.date(day).text);
            joined([ending.reason.get(context.lang).clone()].into_iter().chain(date), " – ")
        }
    }
}

fn title(context: PageContext<'_>, kind: Kind, id: &str) -> String {
    let title = context.site.title(kind, id).map_or(id, |title| title.get(context.lang));
    crate::render::typography::spaced(title, context.lang).into_owned()
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}

pub(super) fn questions<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> Vec<QuestionView<'c>> {
    let view = |answered: &'c Answered| QuestionView {
        question: context.text(&answered.question),
        answer: answered.answer.as_ref().map(|answer| markdown::answer(answer.get(context.lang), *context)),
        answered: answered.answered.map(|day| context.date(day)),
        corrections: answered
            .corrections
            .iter()
            .map(|correction| CorrectionView {
                date: context.date(correction.date),
                was: markdown::answer(correction.was.get(context.lang), *context),
            })
            .collect(),
    };
    opportunity.questions.iter().map(view).collect()
}

pub(super) fn outcome<'c>(context: PageContext<'c>, outcome: &'c Outcome, payment: Option<Date>) -> OutcomeView<'c> {
    let (names, text) = (&context.words.facts, &context.words.text);
    let ended = |ending: &Ending| ending.date.map(|day| Fact::when(&names.ended, context.date(day)));
    let (text, facts) = match outcome {
        Outcome::Awarded(award) => (text.outcome_awarded.as_str().into(), facts::award(context, award)),
        Outcome::Delivered(award, delivery) => {
            let mut facts = facts::award(context, award);
            facts.push(Fact::when(&names.delivered, context.date(delivery.date)));
            facts.extend(delivery.repository.as_deref().map(|url| Fact::link(&names.work, Link::external(url))));
            facts.extend(payment.map(|day| Fact::when(&names.paid, context.date(day))));
            (text.outcome_delivered.as_str().into(), facts)
        }
        Outcome::NotDelivered(award, ending) => {
            let mut facts = facts::award(context, award);
            facts.extend(ended(ending));
            (context.text(&ending.reason), facts)
        }
        Outcome::NotAwarded(ending) | Outcome::Cancelled(ending) => {
            (context.text(&ending.reason), ended(ending).into_iter().collect())
        }
    };
    OutcomeView { heading: &context.words.headings.outcome, text, facts }
}
