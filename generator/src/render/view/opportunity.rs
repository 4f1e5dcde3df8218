//! The page of an opportunity: what a bidder needs to decide, and the form.

mod facts;
mod record;

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::form::{self, FormView};
use submit_fn::shared::lang::Bilingual;
use submit_fn::shared::layout::Page;

use super::card::Card;
use crate::model::{CALENDAR, Kind, Opportunity, Status};
use crate::render::bundle;
use crate::render::context::PageContext;
use crate::render::markdown::{Anchor, Article};
use crate::render::parts::{Fact, Head, Link, View, section};
use record::{AmendmentView, OutcomeView, QuestionView};

#[derive(Serialize)]
pub(crate) struct OpportunityPage<'c> {
    page: Page,
    draft: Option<&'c str>,
    card: Card<'c>,
    summary: Cow<'c, str>,
    facts: Vec<Fact<'c>>,
    article: String,
    toc: Vec<Anchor>,
    acceptance: Option<Part<'c, Cow<'c, str>>>,
    criteria: Option<Criteria<'c>>,
    amendments: Option<Part<'c, AmendmentView<'c>>>,
    questions: Option<Part<'c, QuestionView<'c>>>,
    outcome: Option<OutcomeView<'c>>,
    reviews: Option<Part<'c, Link<'c>>>,
    approvals: Option<Part<'c, Fact<'c>>>,
    form: Option<FormView>,
    form_heading: &'c str,
    form_intro: &'c str,
    no_form: Option<Cow<'c, str>>,
    /// The closing time for a calendar, as long as it is to come.
    calendar: Option<Link<'c>>,
}

impl View for OpportunityPage<'_> {
    const TEMPLATE: &'static str = "opportunity.html";
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
    };
    let form = (status == Status::Open).then(|| empty_form(context, opportunity)).flatten();
    let mut page = OpportunityPage {
        page: context.page(head),
        draft: (status == Status::Draft).then_some(&words.text.draft_banner),
        card: Card::new(context, opportunity),
        summary: context.spaced(&prose.summary),
        facts: facts::facts(context, opportunity, words_of_texts),
        article: article.html,
        toc: article.toc,
        acceptance: Part::new(&headings.acceptance, acceptance(context, opportunity)),
        criteria: criteria(context, opportunity),
        amendments: Part::new(&headings.amendments, record::amendments(context, opportunity)),
        questions: Part::new(&headings.questions, record::questions(context, opportunity)),
        outcome: opportunity.outcome.as_ref().map(|outcome| record::outcome(context, outcome)),
        reviews: Part::new(&headings.reviews, reviews(context, opportunity)),
        approvals: Part::new(&headings.approvals, facts::approvals(context, opportunity)),
        form,
        form_heading: &headings.proposal,
        form_intro: &words.text.proposal_intro,
        no_form: no_form(context, opportunity, status),
        calendar: matches!(status, Status::Open | Status::Upcoming).then(|| calendar(context, opportunity)),
    };
    let parts = page.parts_after_the_text();
    page.toc.extend(parts);
    page
}

impl OpportunityPage<'_> {
    /// The parts that follow the text, in the order of the template.
    fn parts_after_the_text(&self) -> Vec<Anchor> {
        let parts = [
            ("acceptance", self.acceptance.as_ref().map(|part| part.heading)),
            ("criteria", self.criteria.as_ref().map(|part| part.heading)),
            ("questions", self.questions.as_ref().map(|part| part.heading)),
            ("amendments", self.amendments.as_ref().map(|part| part.heading)),
            ("reviews", self.reviews.as_ref().map(|part| part.heading)),
            ("approvals", self.approvals.as_ref().map(|part| part.heading)),
            ("proposal-heading", Some(self.form_heading)),
        ];
        let anchor = |(id, heading): (&str, Option<&str>)| Some(Anchor { id: id.into(), label: heading?.into() });
        parts.into_iter().filter_map(anchor).collect()
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

/// The form as the function would show it, with nothing in it yet.
fn empty_form(context: PageContext<'_>, opportunity: &Opportunity) -> Option<FormView> {
    let entry = bundle::opportunity(context.site_context, opportunity)?;
    let wording = &context.strings().form;
    let retention = context.site.settings.limits.retention_days;
    Some(form::blank(&entry, context.lang, wording, retention))
}

/// Why there is no form; `None` if there is one.
fn no_form<'c>(context: PageContext<'c>, opportunity: &Opportunity, status: Status) -> Option<Cow<'c, str>> {
    let text = &context.words.text;
    match status {
        Status::Open => None,
        Status::Upcoming => {
            let posted = opportunity.schedule.map(|schedule| context.date(schedule.posted).text);
            Some(text.opens_later.replace("{date}", &posted.unwrap_or_default()).into())
        }
        Status::Draft => Some(text.draft.as_str().into()),
        Status::Cancelled => Some(text.cancelled.as_str().into()),
        _ => Some(text.closed.as_str().into()),
    }
}
