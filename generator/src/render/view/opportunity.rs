//! The page of an opportunity: what a bidder needs to decide.

mod facts;
mod record;

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::lang::Bilingual;
use submit_fn::shared::layout::Page;

use super::card::Card;
use super::picture;
use crate::model::{CALENDAR, Kind, Opportunity, Status, Step};
use crate::render::context::PageContext;
use crate::render::json_ld;
use crate::render::markdown::{Anchor, Article};
use crate::render::parts::{Fact, Head, Link, View, section};
pub(super) use facts::key_facts;
use record::{AmendmentView, OutcomeView, QuestionView};

#[derive(Serialize)]
pub(crate) struct OpportunityPage<'c> {
    page: Page,
    draft: Option<&'c str>,
    card: Card<'c>,
    summary: Cow<'c, str>,
    /// What should be on its record by now.
    overdue: Option<String>,
    facts: Vec<Fact<'c>>,
    details: Part<'c, Fact<'c>>,
    article: String,
    toc: Vec<Anchor>,
    acceptance: Option<Part<'c, Cow<'c, str>>>,
    criteria: Option<Criteria<'c>>,
    amendments: Option<Part<'c, AmendmentView<'c>>>,
    questions: Part<'c, QuestionView<'c>>,
    outcome: Option<OutcomeView<'c>>,
    reviews: Option<Part<'c, Link<'c>>>,
    approvals: Option<Part<'c, Fact<'c>>>,
    apply: Apply<'c>,
    /// How to ask a question, as long as there is time for it.
    ask: Option<Ask<'c>>,
    /// The closing time for a calendar, as long as it is to come.
    calendar: Option<Link<'c>>,
}

impl View for OpportunityPage<'_> {
    const TEMPLATE: &'static str = "opportunity.html";
}

/// How a proposal is sent.
#[derive(Serialize)]
pub(super) struct Apply<'c> {
    heading: &'c str,
    intro: &'c str,
    /// The page of the form, as long as proposals are received or will be.
    form_url: Option<&'c str>,
    /// What the clock says when the page is built. Scripts follow it.
    phase: Phase,
    opens_later: String,
    closed: &'c str,
}

/// What bidders can do, as templates and scripts know it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Phase {
    Upcoming,
    Open,
    Closed,
}

/// Whom to ask.
#[derive(Serialize)]
struct Ask<'c> {
    text: Cow<'c, str>,
    address: &'c str,
}

/// A part of the page with its heading.
#[derive(Serialize)]
struct Part<'c, T> {
    heading: &'c str,
    items: Vec<T>,
}

impl<'c, T> Part<'c, T> {
    /// `None` if there is nothing to show.
    fn new(heading: &'c str, items: Vec<T>) -> Option<Self> {
        (!items.is_empty()).then_some(Self { heading, items })
    }
}

#[derive(Serialize)]
struct Criteria<'c> {
    heading: &'c str,
    intro: &'c str,
    items: Vec<CriterionView<'c>>,
}

#[derive(Serialize)]
struct CriterionView<'c> {
    text: Cow<'c, str>,
    limit: String,
}

pub(crate) fn opportunity<'c>(
    context: PageContext<'c>,
    opportunity: &'c Opportunity,
    article: Article,
    words_of_texts: Bilingual<usize>,
) -> OpportunityPage<'c> {
    let words = context.words;
    let headings = &words.headings;
    let prose = opportunity.prose.get(context.lang);
    let status = context.index.status(opportunity);
    let head = Head {
        kind: "opportunity",
        section: section(Kind::Opportunity),
        title: &prose.title,
        description: &prose.summary,
        parents: context.parents(Kind::Opportunity),
        issued: opportunity.schedule.map(|schedule| schedule.posted),
        modified: context.index.modified(opportunity),
        structured: json_ld::opportunity(&context, opportunity),
        picture: picture::of_opportunity(&context, opportunity),
    };
    let mut page = OpportunityPage {
        page: context.page(head),
        draft: (status == Status::Draft).then_some(&words.text.draft_banner),
        card: Card::new(context, opportunity),
        summary: context.spaced(&prose.summary),
        overdue: overdue(context, opportunity),
        facts: facts::key_facts(context, opportunity),
        details: Part { heading: &headings.details, items: facts::details(context, opportunity, words_of_texts) },
        article: article.html,
        toc: article.toc,
        acceptance: Part::new(&headings.acceptance, acceptance(context, opportunity)),
        criteria: criteria(context, opportunity),
        amendments: Part::new(&headings.amendments, record::amendments(context, opportunity)),
        questions: Part { heading: &headings.questions, items: record::questions(context, opportunity) },
        outcome: opportunity.outcome.as_ref().map(|outcome| record::outcome(context, outcome, opportunity.payment)),
        reviews: Part::new(&headings.reviews, reviews(context, opportunity)),
        approvals: Part::new(&headings.approvals, facts::approvals(context, opportunity)),
        apply: apply(context, opportunity, status),
        ask: context.index.takes_questions(opportunity).then(|| ask(context, opportunity)),
        calendar: status.is_before_closing().then(|| calendar(context, opportunity)),
    };
    let parts = page.parts_after_the_text();
    page.toc.extend(parts);
    page
}

impl OpportunityPage<'_> {
    /// The parts that follow the text, in the order of the template.
    fn parts_after_the_text(&self) -> Vec<Anchor> {
        let parts = [
            ("details", Some(self.details.heading)),
            ("acceptance", self.acceptance.as_ref().map(|part| part.heading)),
            ("criteria", self.criteria.as_ref().map(|part| part.heading)),
            ("questions", self.has_questions().then_some(self.questions.heading)),
            ("amendments", self.amendments.as_ref().map(|part| part.heading)),
            ("reviews", self.reviews.as_ref().map(|part| part.heading)),
            ("approvals", self.approvals.as_ref().map(|part| part.heading)),
            ("proposal-heading", self.apply.form_url.map(|_| self.apply.heading)),
        ];
        let anchor = |(id, heading): (&str, Option<&str>)| Some(Anchor { id: id.into(), label: heading?.into() });
        parts.into_iter().filter_map(anchor).collect()
    }

    const fn has_questions(&self) -> bool {
        self.ask.is_some() || !self.questions.items.is_empty()
    }
}

fn acceptance<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> Vec<Cow<'c, str>> {
    let statements = opportunity.acceptance.iter().filter_map(|id| context.site.acceptance.get(id));
    statements.map(|statement| context.text(statement)).collect()
}

fn criteria<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> Option<Criteria<'c>> {
    let text = &context.words.text;
    let items = opportunity.criteria.iter().map(|criterion| CriterionView {
        text: context.text(&criterion.text),
        limit: text.words_limit.replace("{n}", &context.number(criterion.max_words)),
    });
    let part = Part::new(&context.words.headings.criteria, items.collect())?;
    Some(Criteria { heading: part.heading, intro: &text.criteria_intro, items: part.items })
}

fn reviews<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> Vec<Link<'c>> {
    let reviews = opportunity.reviews.iter().map(|review| Link {
        url: review.url.as_str().into(),
        label: context.words.text.review_by.replace("{name}", &review.by).into(),
    });
    reviews.collect()
}

fn calendar<'c>(context: PageContext<'c>, opportunity: &Opportunity) -> Link<'c> {
    let url = [context.url(Kind::Opportunity, &opportunity.id), CALENDAR].concat();
    Link { url: url.into(), label: context.words.feeds.add_to_calendar.as_str().into() }
}

fn overdue(context: PageContext<'_>, opportunity: &Opportunity) -> Option<String> {
    let due = context.index.overdue(opportunity)?;
    let text = &context.words.text;
    let sentence = match due.step {
        Step::Selection => &text.overdue_selection,
        Step::Outcome => &text.overdue_outcome,
        Step::Delivery => &text.overdue_delivery,
        Step::Payment => &text.overdue_payment,
        Step::Answers => &text.overdue_answers,
    };
    Some(sentence.replace("{date}", &context.date(due.date).text))
}

pub(super) fn apply<'c>(context: PageContext<'c>, opportunity: &'c Opportunity, status: Status) -> Apply<'c> {
    let text = &context.words.text;
    let posted = opportunity.schedule.map(|schedule| context.date(schedule.posted).text);
    let (phase, closed) = match status {
        Status::Open => (Phase::Open, &text.closed),
        Status::Upcoming => (Phase::Upcoming, &text.closed),
        Status::Draft => (Phase::Closed, &text.draft),
        Status::Cancelled => (Phase::Closed, &text.cancelled),
        _ => (Phase::Closed, &text.closed),
    };
    let form = context.index.form(&opportunity.id).filter(|_| phase != Phase::Closed);
    Apply {
        heading: &context.words.headings.proposal,
        intro: &text.proposal_intro,
        form_url: form.map(|url| url.get(context.lang).as_str()),
        phase,
        opens_later: text.opens_later.replace("{date}", &posted.unwrap_or_default()),
        closed,
    }
}

fn ask<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> Ask<'c> {
    let until = opportunity.questions_until().map(|until| context.instant_text(until));
    Ask {
        text: context.words.text.ask_until.replace("{instant}", &until.unwrap_or_default()).into(),
        address: context.site.contact_of(&opportunity.team),
    }
}
