//! What opportunities belong to: teams, projects, departments, skills.

use serde::Serialize;
use submit_fn::shared::lang::Bilingual;
use submit_fn::shared::layout::Page;

use super::list::{Entry, entries};
use super::{Card, Fact, Head, Link, View, cards, section};
use crate::model::{Department, Kind, Project, Prose, Team};
use crate::render::context::PageContext;
use crate::render::markdown::Article;

/// Facts, a text, opportunities, and what else belongs to it.
#[derive(Serialize)]
pub(crate) struct Entity<'c> {
    page: Page,
    facts: Vec<Fact<'c>>,
    article: String,
    cards_heading: &'c str,
    cards: Vec<Card<'c>>,
    none_text: &'c str,
    related: Vec<Related<'c>>,
}

impl View for Entity<'_> {
    const TEMPLATE: &'static str = "entity.html";
}

#[derive(Serialize)]
struct Related<'c> {
    heading: &'c str,
    items: Vec<Entry<'c>>,
}

pub(crate) fn project<'c>(context: PageContext<'c>, project: &'c Project, article: Article) -> Entity<'c> {
    let names = &context.words.facts;
    let mut facts = vec![Fact::link(&names.team, context.link(Kind::Team, &project.team))];
    facts.extend(project.repository.as_deref().map(|url| Fact::link(&names.repository, Link::external(url))));
    facts.extend(project.licence.as_deref().map(|licence| Fact::text(&names.licence, licence)));
    entity(context, Kind::Project, &project.id, &project.prose, facts, article)
}

pub(crate) fn team<'c>(context: PageContext<'c>, team: &'c Team, article: Article) -> Entity<'c> {
    let names = &context.words.facts;
    let mut facts = vec![Fact::link(&names.department, context.link(Kind::Department, &team.department))];
    facts.extend(team.contact.as_deref().map(|address| {
        let link = Link { url: format!("mailto:{address}").into(), label: address.into() };
        Fact::link(&names.contact, link)
    }));
    entity(context, Kind::Team, &team.id, &team.prose, facts, article)
}

pub(crate) fn department<'c>(context: PageContext<'c>, department: &'c Department, article: Article) -> Entity<'c> {
    let names = &context.words.facts;
    let abbreviation = department.abbreviation.as_ref();
    let website = department.website.as_ref();
    let facts = [
        abbreviation.map(|text| Fact::text(&names.abbreviation, text.get(context.lang).as_str())),
        website.map(|url| Fact::link(&names.website, Link::external(url.get(context.lang)))),
    ];
    let facts = facts.into_iter().flatten().collect();
    entity(context, Kind::Department, &department.id, &department.prose, facts, article)
}

pub(crate) fn skill<'c>(context: PageContext<'c>, id: &'c str, name: &'c Bilingual<String>) -> Entity<'c> {
    let name = name.get(context.lang);
    let description = context.words.text.skill_description.replace("{skill}", name);
    let head = Head {
        kind: "entity",
        section: section(Kind::Skill),
        title: name,
        description: &description,
        parents: context.parents(Kind::Skill),
        issued: None,
        modified: context.newest(),
    };
    with_opportunities(context, Kind::Skill, id, context.page(head), Vec::new(), Article::default())
}

fn entity<'c>(
    context: PageContext<'c>,
    kind: Kind,
    id: &'c str,
    prose: &'c Bilingual<Prose>,
    facts: Vec<Fact<'c>>,
    article: Article,
) -> Entity<'c> {
    let prose = prose.get(context.lang);
    let head = Head {
        kind: "entity",
        section: section(kind),
        title: &prose.title,
        description: &prose.summary,
        parents: context.parents(kind),
        issued: None,
        modified: prose.modified,
    };
    with_opportunities(context, kind, id, context.page(head), facts, article)
}

fn with_opportunities<'c>(
    context: PageContext<'c>,
    kind: Kind,
    id: &str,
    page: Page,
    facts: Vec<Fact<'c>>,
    article: Article,
) -> Entity<'c> {
    let opportunities = context.index.opportunities_of(kind, id);
    let related = context
        .index
        .parts_of(kind, id)
        .map(|(kind, items)| Related { heading: &context.words.list(kind).title, items: entries(context, items) });
    Entity {
        page,
        facts,
        article: article.html,
        cards_heading: &context.words.headings.opportunities,
        cards: cards(context, opportunities.iter().copied()),
        none_text: &context.words.text.no_opportunity,
        related: related.collect(),
    }
}
