//! The pages in both languages at once: the choice of language, and the page for addresses that lead nowhere.

use serde::Serialize;
use submit_fn::shared::lang::Lang;

use super::layout::{Assets, assets};
use crate::model::Kind;
use crate::render::context::SiteContext;
use crate::render::parts::{Link, View};

/// The choice of language.
#[derive(Serialize)]
pub(crate) struct Splash<'s> {
    assets: Assets,
    site_en: Site<'s>,
    site_fr: Site<'s>,
}

impl View for Splash<'_> {
    const TEMPLATE: &'static str = "splash.html";
}

#[derive(Serialize)]
pub(crate) struct NotFound<'s> {
    assets: Assets,
    site_en: Site<'s>,
    site_fr: Site<'s>,
    links_en: Vec<Link<'s>>,
    links_fr: Vec<Link<'s>>,
}

impl View for NotFound<'_> {
    const TEMPLATE: &'static str = "404.html";
}

#[derive(Serialize)]
struct Site<'s> {
    name: &'s str,
    description: &'s str,
    home: &'s str,
}

pub(crate) fn splash<'s>(context: &SiteContext<'s>) -> Splash<'s> {
    Splash { assets: assets(context), site_en: site(context, Lang::En), site_fr: site(context, Lang::Fr) }
}

pub(crate) fn not_found<'s>(context: &SiteContext<'s>) -> NotFound<'s> {
    NotFound {
        assets: assets(context),
        site_en: site(context, Lang::En),
        site_fr: site(context, Lang::Fr),
        links_en: links(context, Lang::En),
        links_fr: links(context, Lang::Fr),
    }
}

fn site<'s>(context: &SiteContext<'s>, lang: Lang) -> Site<'s> {
    let settings = &context.site.settings;
    Site {
        name: settings.name.get(lang),
        description: settings.description.get(lang),
        home: context.index.urls.home().get(lang),
    }
}

/// Where someone who is lost may go on.
fn links<'s>(context: &SiteContext<'s>, lang: Lang) -> Vec<Link<'s>> {
    let (urls, words) = (&context.index.urls, context.words(lang));
    let home = Link { url: urls.home().get(lang).into(), label: words.home.as_str().into() };
    let list = |kind| {
        let label = words.list(kind).title.as_str();
        Link { url: urls.list(kind).get(lang).into(), label: label.into() }
    };
    vec![home, list(Kind::Opportunity), list(Kind::News)]
}
