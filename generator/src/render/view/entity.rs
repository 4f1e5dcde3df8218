//! What opportunities belong to: teams, projects, departments, skills.

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::lang::Bilingual;
use submit_fn::shared::layout::Page;

use super::card::cards;
use super::follow::{Follow, follow};
use super::group::{Group, rows};
use super::list::{Entry, entries};
use super::opportunities::latest;
use super::pagination::{Pagination, pagination};
use crate::model::{Department, Kind, Project, Prose, Team};
use crate::plan::{Listed, Shown};
use crate::render::context::PageContext;
use crate::render::markdown::Article;
use crate::render::parts::{Fact, Head, Link, View, section};

/// How many of the items that are part of it a page shows at most.
const RELATED: usize = 100;

/// Facts, a text, opportunities, and what is part of it. Further pages hold nothing but rows of opportunities.
#[derive(Serialize)]
pub(crate) struct Entity<'c> {
    page: Page,
    /// What it is, on its first page.
    lead: Option<Cow<'c, str>>,
    facts: Vec<Fact<'c>>,
    article: String,
    groups: Vec<Group<'c>>,
    pagination: Option<Pagination<'c>>,
    related: Vec<Related<'c>>,
    /// Of its opportunities, on its first page.
    follow: Option<Follow<'c>>,
}

impl View for Entity<'_> {
    const TEMPLATE: &'static str = "entity.html";
}

#[derive(Serialize)]
struct Related<'c> {
    heading: &'c str,
    items: Vec<Entry<'c>>,
    /// The list of all of its kind, when not all that belongs here is shown.
    more: Option<Link<'c>>,
}

pub(crate) fn project<'c>(
    context: PageContext<'c>,
    project: &'c Project,
    article: Article,
    opportunities: Shown<'c>,
) -> Entity<'c> {
    let names = &context.words.facts;
    let mut facts = vec![Fact::link(&names.team, context.link(Kind::Team, &project.team))];
    facts.extend(project.repository.as_deref().map(|url| Fact::link(&names.repository, Link::external(url))));
    facts.extend(project.licence.as_deref().map(|licence| Fact::text(&names.licence, licence)));
    let text = EntityText { facts, article, lead: None };
    entity(context, Kind::Project, &project.id, project.prose.get(context.lang), text, opportunities)
}

pub(crate) fn team<'c>(
    context: PageContext<'c>,
    team: &'c Team,
    article: Article,
    opportunities: Shown<'c>,
) -> Entity<'c> {
    let names = &context.words.facts;
    let mut facts = vec![Fact::link(&names.department, context.link(Kind::Department, &team.department))];
    facts.extend(team.contact.as_deref().map(|address| {
        let link = Link { url: format!("mailto:{address}").into(), label: address.into() };
        Fact::link(&names.contact, link)
    }));
    let text = EntityText { facts, article, lead: None };
    entity(context, Kind::Team, &team.id, team.prose.get(context.lang), text, opportunities)
}

pub(crate) fn department<'c>(
    context: PageContext<'c>,
    department: &'c Department,
    article: Article,
    opportunities: Shown<'c>,
) -> Entity<'c> {
    let names = &context.words.facts;
    let abbreviation = department.abbreviation.as_ref();
    let website = department.website.as_ref();
    let facts = [
        abbreviation.map(|text| Fact::text(&names.abbreviation, text.get(context.lang).as_str())),
        website.map(|url| Fact::link(&names.website, Link::external(url.get(context.lang)))),
    ];
    let facts = facts.into_iter().flatten().collect();
    let text = EntityText { facts, article, lead: None };
    entity(context, Kind::Department, &department.id, department.prose.get(context.lang), text, opportunities)
}

pub(crate) fn skill<'c>(
    context: PageContext<'c>,
    id: &'c str,
    name: &'c Bilingual<String>,
    opportunities: Shown<'c>,
) -> Entity<'c> {
    let name = name.get(context.lang);
    let description = context.words.text.skill_description.replace("{skill}", name);
    let head = Head {
        kind: "entity",
        section: section(Kind::Skill),
        title: name,
        description: &description,
        parents: context.parents(Kind::Skill),
        modified: [opportunities.cards, opportunities.more, opportunities.past]
            .into_iter()
            .filter_map(|shown| latest(context, shown))
            .max(),
        ..Head::default()
    };
    with_opportunities(context, Kind::Skill, id, context.page(head), EntityText::default(), opportunities)
}

/// What is on the first page alone.
#[derive(Default)]
struct EntityText<'c> {
    lead: Option<Cow<'c, str>>,
    facts: Vec<Fact<'c>>,
    article: Article,
}

fn entity<'c>(
    context: PageContext<'c>,
    kind: Kind,
    id: &'c str,
    prose: &'c Prose,
    text: EntityText<'c>,
    opportunities: Shown<'c>,
) -> Entity<'c> {
    let head = Head {
        kind: "entity",
        section: section(kind),
        title: &prose.title,
        description: &prose.summary,
        parents: context.parents(kind),
        modified: prose.modified,
        ..Head::default()
    };
    let text = EntityText { lead: Some(context.spaced(&prose.summary)), ..text };
    with_opportunities(context, kind, id, context.page(head), text, opportunities)
}

fn with_opportunities<'c>(
    context: PageContext<'c>,
    kind: Kind,
    id: &str,
    page: Page,
    text: EntityText<'c>,
    opportunities: Shown<'c>,
) -> Entity<'c> {
    let is_first = context.planned.part.is_first();
    let text = if is_first { text } else { EntityText::default() };
    let related = context.index.parts_of(kind, id).filter(|_| is_first);
    Entity {
        page,
        lead: text.lead,
        facts: text.facts,
        article: text.article.html,
        groups: groups(context, opportunities),
        pagination: pagination(context),
        related: related.map(|(kind, listed)| self::related(context, kind, listed)).collect(),
        follow: is_first.then(|| follow(context, Some((kind, id)))),
    }
}

fn groups<'c>(context: PageContext<'c>, shown: Shown<'c>) -> Vec<Group<'c>> {
    let words = context.words;
    let current = Group {
        id: "opportunities".into(),
        heading: &words.headings.opportunities,
        cards: cards(context, shown.cards),
        rows: rows(context, shown.more),
        none_text: &words.text.no_opportunity,
        ..Group::default()
    };
    let past = Group {
        id: "past".into(),
        heading: &words.headings.past_opportunities,
        rows: rows(context, shown.past),
        ..Group::default()
    };
    let has_current = shown.is_empty || !(shown.cards.is_empty() && shown.more.is_empty());
    let current = has_current.then_some(current);
    let past = (!shown.past.is_empty()).then_some(past);
    current.into_iter().chain(past).collect()
}

fn related<'c>(context: PageContext<'c>, kind: Kind, listed: &[Listed<'c>]) -> Related<'c> {
    let more = || {
        let list = context.list_link(kind);
        Link { label: context.words.text.whole_list.replace("{list}", &list.label).into(), ..list }
    };
    Related {
        heading: &context.words.list(kind).title,
        items: entries(context, &listed[..listed.len().min(RELATED)]),
        more: (listed.len() > RELATED).then(more),
    }
}
