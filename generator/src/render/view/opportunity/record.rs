//! What happened to an opportunity since it was posted: amendments, questions and answers, the outcome.

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::format::money;

use super::super::{Fact, Link, When};
use super::facts;
use crate::model::{Amendment, Answered, Change, Ending, Kind, Opportunity, Outcome};
use crate::render::context::PageContext;
use crate::render::markdown;

#[derive(Serialize)]
pub(super) struct AmendmentView<'c> {
    date: When,
    text: Cow<'c, str>,
    changes: Vec<ChangeView<'c>>,
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
    answer: String,
    answered: Option<When>,
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
    };
    latest_first.map(view).collect()
}

/// A fact before the amendment of this number, and after it.
fn change<'c>(context: PageContext<'c>, opportunity: &Opportunity, amendment: usize, was: &Change) -> ChangeView<'c> {
    let now = opportunity.after(amendment, was).map(|now| value(context, &now));
    ChangeView { term: name(context, was), was: value(context, was), now: now.unwrap_or_default() }
}

/// What a fact is called.
fn name<'c>(context: PageContext<'c>, fact: &Change) -> &'c str {
    let (names, headings) = (&context.words.facts, &context.words.headings);
    match fact {
        Change::Department(_) => &names.department,
        Change::Team(_) => &names.team,
        Change::Project(_) => &names.project,
        Change::Closes(_) => &names.closes,
        Change::QuestionsClose(_) => &names.questions_close,
        Change::Selection(_) => &names.selection,
        Change::Starts(_) => &names.starts,
        Change::Delivers(_) => &names.delivers,
        Change::Value(_) => &names.value,
        Change::Hours(_) => &names.hours,
        Change::Posted(_) => &names.posted,
        Change::Skills(_) => &names.skills,
        Change::Repository(_) => &names.repository,
        Change::Licence(_) => &names.licence,
        Change::Terms(_) => &names.terms,
        Change::Acceptance(_) => &headings.acceptance,
        Change::Criteria(_) => &headings.criteria,
    }
}

/// The value of a fact, for readers.
fn value(context: PageContext<'_>, fact: &Change) -> String {
    let title = |kind, id: &String| title(context, kind, id);
    let date = |day| context.date(day).text;
    match fact {
        Change::Department(id) => title(Kind::Department, id),
        Change::Team(id) => title(Kind::Team, id),
        Change::Project(id) => title(Kind::Project, id),
        Change::Closes(when) | Change::QuestionsClose(when) => context.instant_text(*when),
        Change::Selection(day) | Change::Starts(day) | Change::Delivers(day) | Change::Posted(day) => date(*day),
        Change::Value(value) => money(*value, context.lang),
        Change::Hours(hours) => context.words.text.hours.replace("{n}", &context.number(*hours)),
        Change::Skills(ids) => joined(ids.iter().map(|id| title(Kind::Skill, id)), ", "),
        Change::Repository(url) => url.clone(),
        Change::Licence(licence) => licence.clone(),
        Change::Terms(id) => title(Kind::Terms, id),
        Change::Acceptance(ids) => {
            let statements = ids.iter().filter_map(|id| context.site.acceptance.get(id));
            joined(statements.map(|both| both.get(context.lang).clone()), " ")
        }
        Change::Criteria(criteria) => {
            joined(criteria.iter().map(|criterion| criterion.text.get(context.lang).clone()), " ")
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
        answer: markdown::answer(answered.answer.get(context.lang), context.lang, &context.index.urls),
        answered: answered.answered.map(|day| context.date(day)),
    };
    opportunity.questions.iter().map(view).collect()
}

pub(super) fn outcome<'c>(context: PageContext<'c>, outcome: &'c Outcome) -> OutcomeView<'c> {
    let (names, text) = (&context.words.facts, &context.words.text);
    let ended = |ending: &Ending| ending.date.map(|day| Fact::when(&names.ended, context.date(day)));
    let (text, facts) = match outcome {
        Outcome::Awarded(award) => (text.outcome_awarded.as_str().into(), facts::award(context, award)),
        Outcome::Delivered(award, delivery) => {
            let mut facts = facts::award(context, award);
            facts.push(Fact::when(&names.delivered, context.date(delivery.date)));
            facts.extend(delivery.repository.as_deref().map(|url| Fact::link(&names.work, Link::external(url))));
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
