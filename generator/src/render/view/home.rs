//! The first pages: choice of language, home, list of opportunities, not found, sitemap.

use serde::Serialize;
use submit_fn::shared::lang::Lang;

use super::{About, Assets, Card, Entry, Link, Page, Stage, assets, cards, home_link, page, section};
use crate::model::Kind;
use crate::model::{Status, address};
use crate::plan::{Plan, PlannedPage};
use crate::render::wording::Audience;

/// How many news items the home page shows.
const NEWS_ON_HOME: usize = 3;

#[derive(Serialize)]
pub(crate) struct Home {
    page: Page,
    lead: String,
    counts_text: String,
    open: Vec<Card>,
    upcoming: Vec<Card>,
    news: Vec<Entry>,
    how: Vec<How>,
}

#[derive(Serialize)]
struct How {
    heading: String,
    text: String,
    url: String,
    label: String,
}

pub(crate) fn home(stage: &Stage<'_>, planned: &PlannedPage<'_>) -> Home {
    let lang = planned.lang;
    let (settings, words) = (&stage.site.settings, stage.words(lang));
    let of = |status| cards(stage, stage.index.with(status), lang);
    let how = |audience: &Audience, url: String| How {
        heading: audience.heading.clone(),
        text: audience.text.clone(),
        url,
        label: audience.link.clone(),
    };
    let open = of(Status::Open);
    // The three ways in lead to the pages for each audience where a site has them.
    let page_url = |id: &str| match stage.site.get(Kind::Page, id).is_some() {
        true => stage.url(Kind::Page, id, lang),
        false => address::list(Kind::Opportunity).get(lang).clone(),
    };
    let about = About {
        kind: "home",
        section: "home",
        title: settings.name.get(lang),
        description: settings.description.get(lang),
        parents: Vec::new(),
        issued: None,
        modified: stage.newest(),
    };
    Home {
        page: page(planned, about),
        lead: settings.description.get(lang).clone(),
        counts_text: words.open(open.len(), lang),
        open,
        upcoming: of(Status::Upcoming),
        news: super::entity::news_items(stage, lang).into_iter().take(NEWS_ON_HOME).collect(),
        how: vec![
            how(&words.text.for_bidders, page_url("for-bidders")),
            how(&words.text.for_teams, page_url("for-teams")),
            how(&words.text.for_visitors, page_url("about")),
        ],
    }
}

#[derive(Serialize)]
pub(crate) struct Opportunities {
    page: Page,
    intro: String,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    id: String,
    heading: String,
    count_text: String,
    cards: Vec<Card>,
}

pub(crate) fn opportunities(stage: &Stage<'_>, planned: &PlannedPage<'_>) -> Opportunities {
    let lang = planned.lang;
    let words = stage.words(lang);
    let list = words.list(Kind::Opportunity);
    let groups = Status::ALL.into_iter().map(|status| {
        let cards = cards(stage, stage.index.with(status), lang);
        Group {
            id: status.code().replace('_', "-"),
            heading: words.status(status).clone(),
            count_text: words.opportunities(cards.len(), lang),
            cards,
        }
    });
    let about = About {
        kind: "opportunities",
        section: section(Kind::Opportunity),
        title: &list.title,
        description: &list.description,
        parents: vec![home_link(stage, lang)],
        issued: None,
        modified: stage.newest(),
    };
    Opportunities {
        page: page(planned, about),
        intro: list.description.clone(),
        groups: groups.filter(|group| !group.cards.is_empty()).collect(),
    }
}

#[derive(Serialize)]
pub(crate) struct Splash {
    assets: Assets,
    preview: bool,
    site_en: SiteOf,
    site_fr: SiteOf,
    base_url: String,
    links_en: Vec<Link>,
    links_fr: Vec<Link>,
}

#[derive(Serialize)]
struct SiteOf {
    name: String,
    description: String,
    disclaimer: String,
    home: String,
}

pub(crate) fn splash(stage: &Stage<'_>) -> Splash {
    let settings = &stage.site.settings;
    let site = |lang: Lang| SiteOf {
        name: settings.name.get(lang).clone(),
        description: settings.description.get(lang).clone(),
        disclaimer: settings.disclaimer.get(lang).clone(),
        home: address::home().get(lang).clone(),
    };
    let links = |lang: Lang| {
        let list = |kind| Link {
            url: address::list(kind).get(lang).clone(),
            label: stage.words(lang).list(kind).title.clone(),
        };
        vec![home_link(stage, lang), list(Kind::Opportunity), list(Kind::News)]
    };
    Splash {
        assets: assets(stage),
        preview: stage.preview,
        site_en: site(Lang::En),
        site_fr: site(Lang::Fr),
        base_url: settings.base_url.clone(),
        links_en: links(Lang::En),
        links_fr: links(Lang::Fr),
    }
}

pub(crate) fn not_found(stage: &Stage<'_>) -> Splash {
    splash(stage)
}

#[derive(Serialize)]
pub(crate) struct Sitemap {
    urls: Vec<SitemapUrl>,
}

#[derive(Serialize)]
struct SitemapUrl {
    loc: String,
    modified: Option<String>,
    alternates: Vec<Alternate>,
}

#[derive(Serialize)]
struct Alternate {
    hreflang: &'static str,
    href: String,
}

pub(crate) fn sitemap(stage: &Stage<'_>, plan: &Plan<'_>) -> Sitemap {
    let base = &stage.site.settings.base_url;
    let urls = plan.pages.iter().filter(|planned| planned.is_indexed).map(|planned| SitemapUrl {
        loc: format!("{base}{}", planned.url.get(planned.lang)),
        modified: None,
        alternates: Lang::BOTH
            .map(|lang| Alternate { hreflang: lang.locale(), href: format!("{base}{}", planned.url.get(lang)) })
            .into(),
    });
    Sitemap { urls: urls.collect() }
}
