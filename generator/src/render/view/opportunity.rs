//! The page of an opportunity: what a bidder needs to decide, and the form.

use jiff::civil::Date;
use serde::Serialize;
use submit_fn::fields::Fields;
use submit_fn::shared::bundle;
use submit_fn::shared::form::{self, FormView};
use submit_fn::shared::format::{Cents, date, duration, instant, money, number};
use submit_fn::shared::lang::Lang;

use super::super::typography::spaced;
use super::{About, Card, Fact, Link, Page, Stage, When, link, page, parents, section};
use crate::check::effort;
use crate::model::Kind;
use crate::model::{Amendment, Approver, Award, Change, Opportunity, Outcome, Status};
use crate::plan::PlannedPage;
use crate::render::markdown::{self, Anchor, Article};

#[derive(Serialize)]
pub(crate) struct OpportunityPage {
    page: Page,
    draft: Option<String>,
    card: Card,
    summary: String,
    facts: Vec<Fact>,
    article: String,
    toc: Vec<Anchor>,
    acceptance: Option<Part<String>>,
    criteria: Option<Criteria>,
    amendments: Option<Part<AmendmentView>>,
    questions: Option<Part<QuestionView>>,
    outcome: Option<OutcomeView>,
    reviews: Option<Part<Link>>,
    approvals: Option<Part<Fact>>,
    form: Option<FormView>,
    form_heading: String,
    form_intro: String,
    no_form: Option<String>,
}

/// A part of the page with its heading.
#[derive(Serialize)]
struct Part<T> {
    heading: String,
    items: Vec<T>,
}

impl<T> Part<T> {
    /// Nothing when there is nothing to show.
    fn of(heading: &str, items: Vec<T>) -> Option<Self> {
        (!items.is_empty()).then(|| Self { heading: heading.to_owned(), items })
    }
}

#[derive(Serialize)]
struct Criteria {
    heading: String,
    intro: String,
    items: Vec<CriterionView>,
}

#[derive(Serialize)]
struct CriterionView {
    text: String,
    limit: String,
}

#[derive(Serialize)]
struct AmendmentView {
    date: When,
    text: String,
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangeView {
    term: String,
    was: String,
    now: String,
}

#[derive(Serialize)]
struct QuestionView {
    question: String,
    answer: String,
    answered: Option<When>,
}

#[derive(Serialize)]
struct OutcomeView {
    heading: String,
    text: String,
    facts: Vec<Fact>,
}

pub(crate) fn opportunity(
    stage: &Stage<'_>,
    planned: &PlannedPage<'_>,
    of: &Opportunity,
    article: Article,
) -> OpportunityPage {
    let lang = planned.lang;
    let words = stage.words(lang);
    let prose = of.prose.get(lang);
    let status = stage.index.status(of);
    let about = About {
        kind: "opportunity",
        section: section(Kind::Opportunity),
        title: &prose.title,
        description: &prose.summary,
        parents: parents(stage, Kind::Opportunity, lang),
        issued: of.schedule.map(|schedule| schedule.posted),
        modified: modified(of),
    };
    let reviews = of
        .reviews
        .iter()
        .map(|review| Link { url: review.url.clone(), label: words.text.review_by.replace("{name}", &review.by) });
    OpportunityPage {
        page: page(planned, about),
        draft: (status == Status::Draft).then(|| words.text.draft_banner.clone()),
        card: Card::of(stage, of, lang),
        summary: spaced(&prose.summary, lang).into_owned(),
        facts: facts(stage, of, lang),
        article: article.html,
        toc: article.toc,
        acceptance: Part::of(&words.headings.acceptance, acceptance(stage, of, lang)),
        criteria: criteria(stage, of, lang),
        amendments: Part::of(&words.headings.amendments, amendments(stage, of, lang)),
        questions: Part::of(&words.headings.questions, questions(stage, of, lang)),
        outcome: of.outcome.as_ref().map(|outcome| outcome_view(stage, outcome, lang)),
        reviews: Part::of(&words.headings.reviews, reviews.collect()),
        approvals: Part::of(&words.headings.approvals, approvals(stage, of, lang)),
        form: (status == Status::Open).then(|| empty_form(stage, of, lang)).flatten(),
        form_heading: words.headings.proposal.clone(),
        form_intro: words.text.proposal_intro.clone(),
        no_form: no_form(stage, of, status, lang),
    }
}

/// The latest date at which the facts changed, as far as they tell.
pub(crate) fn modified(of: &Opportunity) -> Option<Date> {
    let outcome = of.outcome.as_ref().and_then(|outcome| match outcome {
        Outcome::Awarded(award) => Some(award.date),
        Outcome::Delivered(_, delivery) => Some(delivery.date),
        Outcome::NotDelivered(_, ending) | Outcome::NotAwarded(ending) | Outcome::Cancelled(ending) => ending.date,
    });
    let dates = of.amendments.iter().map(|amendment| amendment.date).chain(outcome);
    let dates = dates.chain(of.questions.iter().filter_map(|question| question.answered));
    let prose = [of.prose.en.modified, of.prose.fr.modified].into_iter().flatten();
    dates.chain(prose).chain(of.schedule.map(|schedule| schedule.posted)).max()
}

fn facts(stage: &Stage<'_>, of: &Opportunity, lang: Lang) -> Vec<Fact> {
    let words = stage.words(lang);
    let (names, text) = (&words.facts, &words.text);
    let on = |name: &str, day: Option<Date>| day.map(|day| Fact::date(name, day, lang));
    let to = |kind, id: &String| link(stage, kind, id, lang);
    let may_come = matches!(stage.index.status(of), Status::Open | Status::Upcoming | Status::Draft);
    let term = if may_come { &names.closes } else { &names.closed };
    let closes = of.closes.map(|closes| Fact { kind: "closes", ..Fact::instant(term, closes, stage, lang) });
    let rate = of.hourly_rate().map(|rate| {
        // To the dollar: hours are an estimate.
        let dollars = Cents(rate.0.div_ceil(100) * 100);
        text.rate.replace("{amount}", &money(dollars, lang))
    });
    // An estimate to the minute would promise too much.
    let minutes = effort(of).minutes.next_multiple_of(10);
    let effort = text.effort.replace("{duration}", &duration(minutes));
    let price = text.before_taxes.replace("{amount}", &money(of.value, lang));
    let hours = of.hours.map(|hours| text.hours.replace("{n}", &number(u64::from(hours), lang)));
    [
        Some(Fact::text(&names.value, price)),
        closes,
        of.questions_close.map(|at| Fact::instant(&names.questions_close, at, stage, lang)),
        on(&names.selection, of.selection),
        on(&names.starts, of.starts),
        on(&names.delivers, of.delivers),
        hours.map(|hours| Fact::text(&names.hours, hours)),
        rate.map(|rate| Fact::text(&names.rate, rate)),
        of.outcome.is_none().then(|| Fact::text(&names.effort, effort)),
        Some(Fact::links(&names.skills, of.skills.iter().map(|id| to(Kind::Skill, id)).collect())),
        of.repository.as_deref().map(|url| Fact::url(&names.repository, url)),
        Some(Fact::text(&names.licence, of.licence.clone())),
        Some(Fact::link(&names.terms, to(Kind::Terms, &of.terms))),
        of.project.as_ref().map(|id| Fact::link(&names.project, to(Kind::Project, id))),
        Some(Fact::link(&names.team, to(Kind::Team, &of.team))),
        Some(Fact::link(&names.department, to(Kind::Department, &of.department))),
        on(&names.posted, of.schedule.map(|schedule| schedule.posted)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn acceptance(stage: &Stage<'_>, of: &Opportunity, lang: Lang) -> Vec<String> {
    let statements = of.acceptance.iter().filter_map(|id| stage.site.acceptance.get(id));
    statements.map(|statement| spaced(statement.get(lang), lang).into_owned()).collect()
}

fn criteria(stage: &Stage<'_>, of: &Opportunity, lang: Lang) -> Option<Criteria> {
    let words = stage.words(lang);
    let items = of.criteria.iter().map(|criterion| CriterionView {
        text: spaced(criterion.text.get(lang), lang).into_owned(),
        limit: words.text.words_limit.replace("{n}", &number(u64::from(criterion.max_words), lang)),
    });
    let part = Part::of(&words.headings.criteria, items.collect())?;
    Some(Criteria { heading: part.heading, intro: words.text.criteria_intro.clone(), items: part.items })
}

/// The log of amendments, the latest first, each with what a fact was and what it became.
fn amendments(stage: &Stage<'_>, of: &Opportunity, lang: Lang) -> Vec<AmendmentView> {
    let latest_first = of.amendments.iter().enumerate().rev();
    let view = |(i, amendment): (usize, &Amendment)| AmendmentView {
        date: When::date(amendment.date, lang),
        text: spaced(amendment.text.get(lang), lang).into_owned(),
        changes: amendment.was.iter().map(|was| change(stage, of, i, was, lang)).collect(),
    };
    latest_first.map(view).collect()
}

/// A fact before an amendment, and after it.
fn change(stage: &Stage<'_>, of: &Opportunity, at: usize, was: &Change, lang: Lang) -> ChangeView {
    let now = of.after(at, was);
    let (term, was) = told(stage, was, lang);
    ChangeView { term, was, now: now.map(|now| told(stage, &now, lang).1).unwrap_or_default() }
}

/// A fact's name and its value.
fn told(stage: &Stage<'_>, fact: &Change, lang: Lang) -> (String, String) {
    let words = stage.words(lang);
    let names = &words.facts;
    let at = |when| instant(when, &stage.site.settings.zone, lang);
    let (name, value) = match fact {
        Change::Department(id) => (&names.department, link(stage, Kind::Department, id, lang).label),
        Change::Team(id) => (&names.team, link(stage, Kind::Team, id, lang).label),
        Change::Project(id) => (&names.project, link(stage, Kind::Project, id, lang).label),
        Change::Closes(when) => (&names.closes, at(*when)),
        Change::QuestionsClose(when) => (&names.questions_close, at(*when)),
        Change::Selection(day) => (&names.selection, date(*day, lang)),
        Change::Starts(day) => (&names.starts, date(*day, lang)),
        Change::Delivers(day) => (&names.delivers, date(*day, lang)),
        Change::Value(value) => (&names.value, money(*value, lang)),
        Change::Hours(hours) => (&names.hours, words.text.hours.replace("{n}", &number(u64::from(*hours), lang))),
        Change::Posted(day) => (&names.posted, date(*day, lang)),
        Change::Skills(ids) => {
            (&names.skills, joined(ids.iter().map(|id| link(stage, Kind::Skill, id, lang).label), ", "))
        }
        Change::Repository(url) => (&names.repository, url.clone()),
        Change::Licence(licence) => (&names.licence, licence.clone()),
        Change::Terms(id) => (&names.terms, link(stage, Kind::Terms, id, lang).label),
        Change::Acceptance(ids) => {
            let statements = ids.iter().filter_map(|id| stage.site.acceptance.get(id));
            (&words.headings.acceptance, joined(statements.map(|both| both.get(lang).clone()), " "))
        }
        Change::Criteria(criteria) => {
            let texts = criteria.iter().map(|criterion| criterion.text.get(lang).clone());
            (&words.headings.criteria, joined(texts, " "))
        }
    };
    (name.clone(), value)
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}

fn questions(stage: &Stage<'_>, of: &Opportunity, lang: Lang) -> Vec<QuestionView> {
    let view = |answered: &crate::model::Answered| QuestionView {
        question: spaced(answered.question.get(lang), lang).into_owned(),
        answer: markdown::render(answered.answer.get(lang), lang, &stage.index.urls).html,
        answered: answered.answered.map(|day| When::date(day, lang)),
    };
    of.questions.iter().map(view).collect()
}

fn approvals(stage: &Stage<'_>, of: &Opportunity, lang: Lang) -> Vec<Fact> {
    let names = &stage.words(lang).facts;
    let name = |by| match by {
        Approver::Business => &names.business,
        Approver::Finance => &names.finance,
        Approver::Procurement => &names.procurement,
    };
    of.approvals.iter().map(|(by, day)| Fact::date(name(*by), *day, lang)).collect()
}

fn outcome_view(stage: &Stage<'_>, outcome: &Outcome, lang: Lang) -> OutcomeView {
    let words = stage.words(lang);
    let names = &words.facts;
    let (text, facts) = match outcome {
        Outcome::Awarded(award) => (words.text.outcome_awarded.clone(), award_facts(stage, award, lang)),
        Outcome::Delivered(award, delivery) => {
            let mut facts = award_facts(stage, award, lang);
            facts.push(Fact::date(&names.delivered, delivery.date, lang));
            facts.extend(delivery.repository.as_deref().map(|url| Fact::url(&names.work, url)));
            (words.text.outcome_delivered.clone(), facts)
        }
        Outcome::NotDelivered(award, ending) => {
            let mut facts = award_facts(stage, award, lang);
            facts.extend(ending.date.map(|day| Fact::date(&names.ended, day, lang)));
            (spaced(ending.reason.get(lang), lang).into_owned(), facts)
        }
        Outcome::NotAwarded(ending) | Outcome::Cancelled(ending) => {
            let facts = ending.date.map(|day| Fact::date(&names.ended, day, lang));
            (spaced(ending.reason.get(lang), lang).into_owned(), facts.into_iter().collect())
        }
    };
    OutcomeView { heading: words.headings.outcome.clone(), text, facts }
}

fn award_facts(stage: &Stage<'_>, award: &Award, lang: Lang) -> Vec<Fact> {
    let names = &stage.words(lang).facts;
    let count = |name: &str, n: Option<u32>| n.map(|n| Fact::text(name, number(u64::from(n), lang)));
    [
        Some(Fact::text(&names.supplier, award.supplier.clone())),
        Some(Fact::date(&names.awarded, award.date, lang)),
        award.value.map(|value| Fact::text(&names.price, money(value, lang))),
        count(&names.proposals, award.proposals),
        (!award.reserve.is_empty()).then(|| Fact::text(&names.reserve, award.reserve.join(", "))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The form as the function would show it, with nothing in it yet.
fn empty_form(stage: &Stage<'_>, of: &Opportunity, lang: Lang) -> Option<FormView> {
    let entry = bundled(stage, of)?;
    let wording = &stage.strings(lang).form;
    let retention = stage.site.settings.limits.retention_days;
    Some(form::view(&entry, lang, wording, retention, &Fields::default(), &[]))
}

/// Why there is no form.
fn no_form(stage: &Stage<'_>, of: &Opportunity, status: Status, lang: Lang) -> Option<String> {
    let text = &stage.words(lang).text;
    let zone = &stage.site.settings.zone;
    match status {
        Status::Open => None,
        Status::Upcoming => {
            let opens = of.schedule.map(|schedule| instant(schedule.opens, zone, lang));
            Some(text.opens_later.replace("{instant}", &opens.unwrap_or_default()))
        }
        Status::Draft => Some(text.draft.clone()),
        Status::Cancelled => Some(text.cancelled.clone()),
        _ => Some(text.closed.clone()),
    }
}

/// What the function must know of an opportunity. A draft is none of its business.
pub(crate) fn bundled(stage: &Stage<'_>, of: &Opportunity) -> Option<bundle::Opportunity> {
    let schedule = of.schedule?;
    let terms = stage.site.title(Kind::Terms, &of.terms)?;
    Some(bundle::Opportunity {
        id: of.id.clone(),
        title: of.prose.as_ref().map(|prose| prose.title.clone()),
        url: stage.index.urls.of(Kind::Opportunity, &of.id).clone(),
        opens: schedule.opens,
        closes: schedule.closes,
        cancelled: matches!(of.outcome, Some(Outcome::Cancelled(_))),
        value: of.value,
        selection: of.selection,
        delivers: of.delivers,
        terms: bundle::Terms {
            id: of.terms.clone(),
            title: terms.map(String::clone),
            url: stage.index.urls.of(Kind::Terms, &of.terms).clone(),
        },
        criteria: of.criteria.clone(),
    })
}
