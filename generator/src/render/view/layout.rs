//! What `base.html` needs besides `page`: the same on all pages of a language.

use std::collections::BTreeMap;

use serde::Serialize;
use submit_fn::shared::lang::Lang;

use crate::model::{Kind, MenuEntry};
use crate::render::context::SiteContext;

#[derive(Serialize)]
pub(crate) struct Layout<'s> {
    lang: Lang,
    locale: &'static str,
    other: OtherLang,
    t: &'s BTreeMap<String, String>,
    /// The forms of each text with a number, as scripts read them.
    plurals: BTreeMap<String, String>,
    site: Site<'s>,
    assets: Assets,
    preview: bool,
}

/// The language that the toggle leads to.
#[derive(Serialize)]
struct OtherLang {
    lang: Lang,
    locale: &'static str,
    label: &'static str,
    short: &'static str,
}

#[derive(Serialize)]
struct Site<'s> {
    name: &'s str,
    description: &'s str,
    disclaimer: &'s str,
    base_url: &'s str,
    contact: &'s str,
    home: &'s str,
    search: &'s str,
    calendar: &'s str,
    menu: Vec<MenuLink<'s>>,
    footer: Vec<MenuLink<'s>>,
}

#[derive(Serialize)]
pub(super) struct MenuLink<'s> {
    url: &'s str,
    label: &'s str,
    /// What pages name to be marked in the menu.
    key: &'s str,
}

/// The files of the theme that pages name.
#[derive(Serialize)]
pub(super) struct Assets {
    css: String,
    js: String,
    /// Only for the pages of the form.
    form_js: String,
    /// For searching and filtering.
    find_js: String,
    icon: String,
}

/// The layout of one language.
pub(crate) fn layout<'s>(context: &SiteContext<'s>, lang: Lang) -> Layout<'s> {
    let settings = &context.site.settings;
    let (label, short) = match lang.other() {
        Lang::En => ("English", "EN"),
        Lang::Fr => ("Français", "FR"),
    };
    let links = |entries| menu_links(context, entries, lang);
    Layout {
        lang,
        locale: lang.locale(),
        other: OtherLang { lang: lang.other(), locale: lang.other().locale(), label, short },
        t: &context.strings(lang).templates,
        plurals: context.strings(lang).plurals.as_json(),
        site: Site {
            name: settings.name.get(lang),
            description: settings.description.get(lang),
            disclaimer: settings.disclaimer.get(lang),
            base_url: &settings.base_url,
            contact: &settings.contact,
            home: context.index.urls.home().get(lang),
            search: context.index.urls.search().get(lang),
            calendar: context.index.urls.calendar().get(lang),
            menu: links(&settings.menu),
            footer: links(&settings.footer),
        },
        assets: assets(context),
        preview: context.preview,
    }
}

pub(super) fn assets(context: &SiteContext<'_>) -> Assets {
    Assets {
        css: context.theme.asset_url("devex.css"),
        js: context.theme.asset_url("devex.js"),
        form_js: context.theme.asset_url("form.js"),
        find_js: context.theme.asset_url("find.js"),
        icon: context.theme.icon_url(),
    }
}

pub(super) fn menu_links<'s>(context: &SiteContext<'s>, entries: &'s [MenuEntry], lang: Lang) -> Vec<MenuLink<'s>> {
    entries.iter().filter_map(|entry| menu_link(context, entry, lang)).collect()
}

/// A link of the menu or the footer. Checked settings name only lists and pages that exist.
fn menu_link<'s>(context: &SiteContext<'s>, entry: &'s MenuEntry, lang: Lang) -> Option<MenuLink<'s>> {
    let urls = &context.index.urls;
    Some(match entry {
        MenuEntry::List(kind) => MenuLink {
            url: urls.list(*kind).get(lang),
            label: &context.words(lang).list(*kind).title,
            key: kind.plural(),
        },
        MenuEntry::Page(id) => MenuLink {
            url: urls.of(Kind::Page, id).get(lang),
            label: context.site.title(Kind::Page, id)?.get(lang),
            key: id,
        },
    })
}
