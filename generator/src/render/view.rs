//! What templates are given: prepared here, so that they need no more than `if` and `for`.

mod card;
mod entity;
mod home;
mod opportunity;

use jiff::civil::Date;
use serde::Serialize;
use submit_fn::shared::format;
use submit_fn::shared::lang::Lang;
pub(super) use submit_fn::shared::layout::{Link, Page};

use super::Stage;
use crate::model::Kind;
use crate::model::{MenuEntry, Settings, address};
use crate::plan::PlannedPage;

pub(super) use card::{Card, cards};
pub(super) use entity::{collection, department, news_item, plain_page, project, skill, team, terms};
pub(super) use home::{home, not_found, opportunities, sitemap, splash};
pub(super) use opportunity::{bundled, modified, opportunity};

/// A name and what it is, in a description list.
#[derive(Serialize)]
pub(super) struct Fact {
    term: String,
    text: String,
    iso: Option<String>,
    links: Vec<Link>,
    kind: &'static str,
}

impl Fact {
    pub(super) fn text(term: &str, text: String) -> Self {
        Self { term: term.to_owned(), text, iso: None, links: Vec::new(), kind: "" }
    }

    pub(super) fn date(term: &str, date: Date, lang: Lang) -> Self {
        Self { iso: Some(date.to_string()), ..Self::text(term, format::date(date, lang)) }
    }

    pub(super) fn instant(term: &str, instant: jiff::Timestamp, stage: &Stage<'_>, lang: Lang) -> Self {
        let text = format::instant(instant, &stage.site.settings.zone, lang);
        Self { iso: Some(instant.to_string()), ..Self::text(term, text) }
    }

    pub(super) fn links(term: &str, links: Vec<Link>) -> Self {
        Self { links, ..Self::text(term, String::new()) }
    }

    pub(super) fn link(term: &str, link: Link) -> Self {
        Self::links(term, vec![link])
    }

    /// A web address, shown without its protocol.
    pub(super) fn url(term: &str, url: &str) -> Self {
        let label = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        Self::link(term, Link { url: url.to_owned(), label: label.to_owned() })
    }
}

/// A moment as a reader and as a machine read it.
#[derive(Serialize)]
pub(super) struct When {
    pub(super) iso: String,
    pub(super) text: String,
}

impl When {
    pub(super) fn date(date: Date, lang: Lang) -> Self {
        Self { iso: date.to_string(), text: format::date(date, lang) }
    }

    pub(super) fn instant(instant: jiff::Timestamp, stage: &Stage<'_>, lang: Lang) -> Self {
        Self { iso: instant.to_string(), text: format::instant(instant, &stage.site.settings.zone, lang) }
    }
}

/// Something in a list of teams, projects, news…
#[derive(Serialize)]
pub(super) struct Entry {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) date: Option<When>,
    pub(super) note: Option<String>,
}

/// The context that `base.html` needs besides `page`: the same on all pages of a language.
#[derive(Serialize)]
pub(super) struct Layout<'t> {
    lang: Lang,
    locale: &'static str,
    other: OtherLang,
    t: &'t std::collections::BTreeMap<String, String>,
    site: SiteView<'t>,
    assets: Assets,
    preview: bool,
}

#[derive(Serialize)]
struct OtherLang {
    lang: Lang,
    locale: &'static str,
    label: &'static str,
    short: &'static str,
}

#[derive(Serialize)]
struct SiteView<'t> {
    name: &'t str,
    description: &'t str,
    disclaimer: &'t str,
    base_url: &'t str,
    contact: &'t str,
    home: String,
    menu: Vec<MenuLink>,
    footer: Vec<MenuLink>,
}

#[derive(Serialize)]
struct MenuLink {
    url: String,
    label: String,
    key: String,
}

/// The files of the theme that every page uses.
#[derive(Serialize)]
pub(super) struct Assets {
    css: String,
    js: String,
    icon: String,
}

/// The layout of one language.
pub(super) fn layout<'t>(stage: &'t Stage<'_>, lang: Lang) -> Layout<'t> {
    let settings = &stage.site.settings;
    let other = match lang.other() {
        Lang::En => ("English", "EN"),
        Lang::Fr => ("Français", "FR"),
    };
    Layout {
        lang,
        locale: lang.locale(),
        other: OtherLang { lang: lang.other(), locale: lang.other().locale(), label: other.0, short: other.1 },
        t: &stage.strings(lang).templates,
        site: site_view(stage, settings, lang),
        assets: assets(stage),
        preview: stage.preview,
    }
}

pub(super) fn assets(stage: &Stage<'_>) -> Assets {
    Assets {
        css: stage.theme.asset_url("devex.css"),
        js: stage.theme.asset_url("devex.js"),
        icon: stage.theme.asset_url("favicon.svg"),
    }
}

fn site_view<'t>(stage: &'t Stage<'_>, settings: &'t Settings, lang: Lang) -> SiteView<'t> {
    let links = |entries: &[MenuEntry]| entries.iter().map(|entry| menu_link(stage, entry, lang)).collect();
    SiteView {
        name: settings.name.get(lang),
        description: settings.description.get(lang),
        disclaimer: settings.disclaimer.get(lang),
        base_url: &settings.base_url,
        contact: &settings.contact,
        home: address::home().get(lang).clone(),
        menu: links(&settings.menu),
        footer: links(&settings.footer),
    }
}

fn menu_link(stage: &Stage<'_>, entry: &MenuEntry, lang: Lang) -> MenuLink {
    match entry {
        MenuEntry::List(kind) => MenuLink {
            url: address::list(*kind).get(lang).clone(),
            label: stage.words(lang).list(*kind).title.clone(),
            key: section(*kind).into(),
        },
        MenuEntry::Page(id) => MenuLink {
            url: stage.url(Kind::Page, id, lang),
            label: stage.site.title(Kind::Page, id).map(|title| (*title.get(lang)).clone()).unwrap_or_default(),
            key: id.clone(),
        },
    }
}

/// The part of the site that a kind belongs to, as the menu knows it; none if it has no list.
pub(super) const fn section(kind: Kind) -> &'static str {
    if kind.is_listed() { kind.plural() } else { "" }
}

/// What is said of a page in its head and above its text.
pub(super) struct About<'a> {
    pub(super) kind: &'static str,
    pub(super) section: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) parents: Vec<Link>,
    pub(super) issued: Option<Date>,
    pub(super) modified: Option<Date>,
}

/// The description of a page for search engines is cut at a word, this long.
const DESCRIPTION_LIMIT: usize = 130;

/// The `page` of a template.
pub(super) fn page(planned: &PlannedPage<'_>, about: About<'_>) -> Page {
    Page {
        kind: about.kind,
        section: about.section.to_owned(),
        title: shortened(about.title, 60),
        heading: about.title.to_owned(),
        description: shortened(about.description, DESCRIPTION_LIMIT),
        lang_url: planned.url.clone(),
        breadcrumb: about.parents,
        modified: about.modified.map(|date| date.to_string()),
        issued: about.issued.map(|date| date.to_string()),
        indexed: planned.is_indexed,
    }
}

/// A text of at most `limit` characters, cut between words.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit - 1).collect();
    let words = cut.rfind(char::is_whitespace).map_or(cut.as_str(), |end| &cut[..end]);
    format!("{}…", words.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// The way down to an item: the first page, and the list of its kind.
pub(super) fn parents(stage: &Stage<'_>, kind: Kind, lang: Lang) -> Vec<Link> {
    let mut links = vec![home_link(stage, lang)];
    if !section(kind).is_empty() {
        let label = stage.words(lang).list(kind).title.clone();
        links.push(Link { url: address::list(kind).get(lang).clone(), label });
    }
    links
}

pub(super) fn home_link(stage: &Stage<'_>, lang: Lang) -> Link {
    Link { url: address::home().get(lang).clone(), label: stage.words(lang).home.clone() }
}

/// A link to an item.
pub(super) fn link(stage: &Stage<'_>, kind: Kind, id: &str, lang: Lang) -> Link {
    let label = stage.site.title(kind, id).map_or(id, |title| title.get(lang));
    Link { url: stage.url(kind, id, lang), label: super::typography::spaced(label, lang).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(shortened("one two three", 20), "one two three");
        assert_eq!(shortened("one two, three", 10), "one two…");
    }
}
