//! The pages in both languages at once: the choice of language, and the page for addresses that lead nowhere.

use serde::Serialize;
use submit_fn::shared::lang::Lang;

use super::layout::{Assets, MenuLink, assets, menu_links};
use crate::render::context::SiteContext;
use crate::render::parts::View;

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
}

impl View for NotFound<'_> {
    const TEMPLATE: &'static str = "404.html";
}

#[derive(Serialize)]
struct Site<'s> {
    name: &'s str,
    description: &'s str,
    disclaimer: &'s str,
    home: &'s str,
    search: &'s str,
    menu: Vec<MenuLink<'s>>,
    footer: Vec<MenuLink<'s>>,
}

pub(crate) fn splash<'s>(context: &SiteContext<'s>) -> Splash<'s> {
    Splash { assets: assets(context), site_en: site(context, Lang::En), site_fr: site(context, Lang::Fr) }
}

pub(crate) fn not_found<'s>(context: &SiteContext<'s>) -> NotFound<'s> {
    NotFound { assets: assets(context), site_en: site(context, Lang::En), site_fr: site(context, Lang::Fr) }
}

fn site<'s>(context: &SiteContext<'s>, lang: Lang) -> Site<'s> {
    let settings = &context.site.settings;
    Site {
        name: settings.name.get(lang),
        description: settings.description.get(lang),
        disclaimer: settings.disclaimer.get(lang),
        home: context.index.urls.home().get(lang),
        search: context.index.urls.search().get(lang),
        menu: menu_links(context, &settings.menu, lang),
        footer: menu_links(context, &settings.footer, lang),
    }
}
