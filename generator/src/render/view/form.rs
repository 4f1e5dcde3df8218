//! The form of an opportunity, on a page of its own.

use serde::Serialize;
use submit_fn::shared::form::{self, FormView};
use submit_fn::shared::layout::Page;

use super::card::Card;
use super::opportunity::{Apply, apply, key_facts};
use crate::model::{Kind, Opportunity, Status};
use crate::render::bundle;
use crate::render::context::PageContext;
use crate::render::parts::{Fact, Head, View, section};

/// What a bidder must know to answer, and the questions. The function shows the same page when the form comes back.
#[derive(Serialize)]
pub(crate) struct FormPage<'c> {
    page: Page,
    card: Card<'c>,
    facts: Vec<Fact<'c>>,
    /// `None` after closing.
    form: Option<FormView>,
    apply: Apply<'c>,
}

impl View for FormPage<'_> {
    const TEMPLATE: &'static str = "form-page.html";
}

pub(crate) fn form<'c>(context: PageContext<'c>, opportunity: &'c Opportunity) -> FormPage<'c> {
    let prose = opportunity.prose.get(context.lang);
    let status = context.index.status(opportunity);
    let title = context.strings().form.heading.replace("{title}", &prose.title);
    let description = format!("{title}. {}", context.words.text.proposal_intro);
    let parents = context.parents(Kind::Opportunity);
    let head = Head {
        kind: "form",
        section: section(Kind::Opportunity),
        title: &title,
        description: &description,
        parents: parents.into_iter().chain([context.link(Kind::Opportunity, &opportunity.id)]).collect(),
        ..Head::default()
    };
    let has_form = matches!(status, Status::Open | Status::Upcoming);
    FormPage {
        page: context.page(head),
        card: Card::new(context, opportunity),
        facts: key_facts(context, opportunity),
        form: has_form.then(|| blank(context, opportunity)).flatten(),
        apply: apply(context, opportunity, status),
    }
}

/// The form as the function would show it, with nothing in it yet.
fn blank(context: PageContext<'_>, opportunity: &Opportunity) -> Option<FormView> {
    let entry = bundle::opportunity(context.site_context, opportunity)?;
    let retention = context.site.settings.limits.retention_days;
    Some(form::blank(&entry, context.lang, &context.strings().form, retention))
}
