//! Teams, projects, departments, skills, terms, plain pages, news, and the lists of them.

use serde::Serialize;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::super::typography::spaced;
use super::{About, Card, Entry, Fact, Link, Page, Stage, When, cards, link, page, parents, section};
use crate::model::Kind;
use crate::model::{Department, News, Project, Prose, Team, TermsPage};
use crate::plan::PlannedPage;
use crate::render::markdown::{Anchor, Article};

#[derive(Serialize)]
pub(crate) struct Entity {
    page: Page,
    summary: String,
    facts: Vec<Fact>,
    article: String,
    cards_heading: String,
    cards: Vec<Card>,
    none_text: String,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Related {
    heading: String,
    items: Vec<Entry>,
}

/// What distinguishes one entity's page from another's.
struct Parts<'a> {
    kind: Kind,
    id: &'a str,
    facts: Vec<Fact>,
    related: Vec<Related>,
}

fn entity(stage: &Stage<'_>, planned: &PlannedPage<'_>, prose: &Prose, article: Article, parts: Parts<'_>) -> Entity {
    let lang = planned.lang;
    let words = stage.words(lang);
    Entity {
        page: page(planned, about(stage, parts.kind, prose, lang)),
        summary: spaced(&prose.summary, lang).into_owned(),
        facts: parts.facts,
        article: article.html,
        cards_heading: words.headings.opportunities.clone(),
        cards: cards(stage, stage.index.of(parts.kind, parts.id).iter().copied(), lang),
        none_text: words.text.no_opportunity.clone(),
        related: parts.related.into_iter().filter(|related| !related.items.is_empty()).collect(),
    }
}

fn about<'a>(stage: &Stage<'_>, kind: Kind, prose: &'a Prose, lang: Lang) -> About<'a> {
    About {
        kind: "entity",
        section: section(kind),
        title: &prose.title,
        description: &prose.summary,
        parents: parents(stage, kind, lang),
        issued: None,
        modified: prose.modified,
    }
}

pub(crate) fn project(stage: &Stage<'_>, planned: &PlannedPage<'_>, project: &Project, article: Article) -> Entity {
    let lang = planned.lang;
    let names = &stage.words(lang).facts;
    let mut facts = vec![Fact::link(&names.team, link(stage, Kind::Team, &project.team, lang))];
    facts.extend(project.repository.as_deref().map(|url| Fact::url(&names.repository, url)));
    facts.extend(project.licence.clone().map(|licence| Fact::text(&names.licence, licence)));
    let parts = Parts { kind: Kind::Project, id: &project.id, facts, related: Vec::new() };
    entity(stage, planned, project.prose.get(lang), article, parts)
}

pub(crate) fn team(stage: &Stage<'_>, planned: &PlannedPage<'_>, team: &Team, article: Article) -> Entity {
    let lang = planned.lang;
    let words = stage.words(lang);
    let mut facts = vec![Fact::link(&words.facts.department, link(stage, Kind::Department, &team.department, lang))];
    facts.extend(team.contact.as_deref().map(|address| {
        Fact::link(&words.facts.contact, Link { url: format!("mailto:{address}"), label: address.to_owned() })
    }));
    let projects = stage.site.projects().filter(|project| project.team == team.id);
    let items = projects.map(|project| item(stage, Kind::Project, &project.id, project.prose.get(lang), lang));
    let related = vec![Related { heading: words.headings.projects.clone(), items: items.collect() }];
    let parts = Parts { kind: Kind::Team, id: &team.id, facts, related };
    entity(stage, planned, team.prose.get(lang), article, parts)
}

pub(crate) fn department(
    stage: &Stage<'_>,
    planned: &PlannedPage<'_>,
    department: &Department,
    article: Article,
) -> Entity {
    let lang = planned.lang;
    let words = stage.words(lang);
    let mut facts = Vec::new();
    facts.extend(
        department.abbreviation.as_ref().map(|text| Fact::text(&words.facts.abbreviation, text.get(lang).clone())),
    );
    facts.extend(department.website.as_ref().map(|url| Fact::url(&words.facts.website, url.get(lang))));
    let teams = stage.site.teams().filter(|team| team.department == department.id);
    let items = teams.map(|team| item(stage, Kind::Team, &team.id, team.prose.get(lang), lang));
    let related = vec![Related { heading: words.headings.teams.clone(), items: items.collect() }];
    let parts = Parts { kind: Kind::Department, id: &department.id, facts, related };
    entity(stage, planned, department.prose.get(lang), article, parts)
}

pub(crate) fn skill(stage: &Stage<'_>, planned: &PlannedPage<'_>, id: &str, name: &Bilingual<String>) -> Entity {
    let lang = planned.lang;
    let words = stage.words(lang);
    let description = words.text.skill_description.replace("{skill}", name.get(lang));
    let about = About {
        kind: "entity",
        section: section(Kind::Skill),
        title: name.get(lang),
        description: &description,
        parents: parents(stage, Kind::Skill, lang),
        issued: None,
        modified: stage.newest(),
    };
    Entity {
        page: page(planned, about),
        summary: String::new(),
        facts: Vec::new(),
        article: String::new(),
        cards_heading: words.headings.opportunities.clone(),
        cards: cards(stage, stage.index.of(Kind::Skill, id).iter().copied(), lang),
        none_text: words.text.no_opportunity.clone(),
        related: Vec::new(),
    }
}

/// A text with its contents.
#[derive(Serialize)]
pub(crate) struct TextPage {
    page: Page,
    summary: String,
    date: Option<When>,
    article: String,
    toc: Vec<Anchor>,
}

pub(crate) fn terms(stage: &Stage<'_>, planned: &PlannedPage<'_>, terms: &TermsPage, article: Article) -> TextPage {
    let prose = terms.prose.get(planned.lang);
    text_page(planned, prose, about(stage, Kind::Terms, prose, planned.lang), None, article)
}

pub(crate) fn plain_page(
    stage: &Stage<'_>,
    planned: &PlannedPage<'_>,
    of: &crate::model::Page,
    article: Article,
) -> TextPage {
    let prose = of.prose.get(planned.lang);
    let about = About { section: &of.id, ..about(stage, Kind::Page, prose, planned.lang) };
    text_page(planned, prose, about, None, article)
}

pub(crate) fn news_item(stage: &Stage<'_>, planned: &PlannedPage<'_>, news: &News, article: Article) -> TextPage {
    let prose = news.prose.get(planned.lang);
    let about = About {
        issued: Some(news.date),
        modified: Some(prose.modified.unwrap_or(news.date)),
        ..about(stage, Kind::News, prose, planned.lang)
    };
    text_page(planned, prose, about, Some(When::date(news.date, planned.lang)), article)
}

fn text_page(
    planned: &PlannedPage<'_>,
    prose: &Prose,
    about: About<'_>,
    date: Option<When>,
    article: Article,
) -> TextPage {
    TextPage {
        page: page(planned, About { kind: "page", ..about }),
        summary: spaced(&prose.summary, planned.lang).into_owned(),
        date,
        article: article.html,
        toc: article.toc,
    }
}

#[derive(Serialize)]
pub(crate) struct Collection {
    page: Page,
    intro: String,
    groups: Vec<Items>,
}

#[derive(Serialize)]
struct Items {
    heading: Option<String>,
    items: Vec<Entry>,
}

/// The list of all things of a kind, sorted as the language sorts; news by date.
pub(crate) fn collection(stage: &Stage<'_>, planned: &PlannedPage<'_>, kind: Kind) -> Collection {
    let lang = planned.lang;
    let site = stage.site;
    let items = match kind {
        Kind::News => news_items(stage, lang),
        Kind::Skill => stage.sorted(lang, site.skills.iter().map(|(id, name)| skill_item(stage, id, name, lang))),
        kind => stage.sorted(
            lang,
            site.of_kind(kind).map(|listed| item(stage, kind, listed.id(), listed.prose().get(lang), lang)),
        ),
    };
    let list = stage.words(lang).list(kind);
    let about = About {
        kind: "collection",
        section: section(kind),
        title: &list.title,
        description: &list.description,
        parents: vec![super::home_link(stage, lang)],
        issued: None,
        modified: stage.newest(),
    };
    let groups = vec![Items { heading: None, items }];
    Collection { page: page(planned, about), intro: list.description.clone(), groups }
}

fn item(stage: &Stage<'_>, kind: Kind, id: &str, prose: &Prose, lang: Lang) -> Entry {
    let counted = matches!(kind, Kind::Project | Kind::Team | Kind::Department);
    let count = stage.index.of(kind, id).len();
    Entry {
        url: stage.url(kind, id, lang),
        title: spaced(&prose.title, lang).into_owned(),
        summary: spaced(&prose.summary, lang).into_owned(),
        date: None,
        note: counted.then(|| stage.words(lang).opportunities(count, lang)),
    }
}

fn skill_item(stage: &Stage<'_>, id: &str, name: &Bilingual<String>, lang: Lang) -> Entry {
    let count = stage.index.of(Kind::Skill, id).len();
    Entry {
        url: stage.url(Kind::Skill, id, lang),
        title: name.get(lang).clone(),
        summary: String::new(),
        date: None,
        note: Some(stage.words(lang).opportunities(count, lang)),
    }
}

/// All news, the latest first.
pub(super) fn news_items(stage: &Stage<'_>, lang: Lang) -> Vec<Entry> {
    let mut news: Vec<_> = stage.site.news().collect();
    news.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
    let items = news.into_iter().map(|news| Entry {
        date: Some(When::date(news.date, lang)),
        ..item(stage, Kind::News, &news.id, news.prose.get(lang), lang)
    });
    items.collect()
}
