//! From a checked site to its pages: every address is known before any page is rendered.

mod index;
mod urls;

use std::path::PathBuf;

use jiff::Timestamp;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::CheckedSite;
use crate::model::{Item, Kind, Status, address};
pub(crate) use index::Index;
pub(crate) use urls::Urls;

/// A page, or another file, that the site will have.
#[derive(Debug)]
pub(crate) struct PlannedPage<'s> {
    /// Where it is written, relative to the output folder.
    pub(crate) file: PathBuf,
    /// Its address in each language; pages of both languages at once have one for both.
    pub(crate) url: Bilingual<String>,
    /// The language of the page.
    pub(crate) lang: Lang,
    /// What it shows.
    pub(crate) subject: Subject<'s>,
}

/// What a page shows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'s> {
    /// The choice of language.
    Splash,
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The list of all addresses, for search engines.
    Sitemap,
    /// What search engines may read.
    Robots,
    /// The first page of a language.
    Home,
    /// The list of all things of a kind.
    List(Kind),
    /// Something that has a folder of its own.
    Item(&'s Item),
    /// One skill, by id and name.
    Skill(&'s str, &'s Bilingual<String>),
}

/// All pages of a site, their addresses, and what belongs together.
#[derive(Debug)]
pub(crate) struct Plan<'s> {
    /// In the order of addresses within each kind.
    pub(crate) pages: Vec<PlannedPage<'s>>,
    /// The address of everything.
    pub(crate) urls: Urls,
    /// Which opportunities belong to what.
    pub(crate) index: Index<'s>,
}

/// Plans all pages of a site as it is at the instant `now`, with its `drafts` or without.
pub(crate) fn plan(site: &CheckedSite, now: Timestamp, drafts: bool) -> Plan<'_> {
    let urls = Urls::new(site);
    let index = Index::new(site, now, drafts);
    let mut pages = Vec::new();
    let single = |file: &str, url: &str, subject| PlannedPage {
        file: PathBuf::from(file),
        url: Bilingual::from_fn(|_| url.to_owned()),
        lang: Lang::En,
        subject,
    };
    pages.push(single("index.html", "/", Subject::Splash));
    pages.push(single("404.html", "/404.html", Subject::NotFound));
    pages.push(single("sitemap.xml", "/sitemap.xml", Subject::Sitemap));
    pages.push(single("robots.txt", "/robots.txt", Subject::Robots));

    let mut both = |url: &Bilingual<String>, subject| {
        pages.extend(Lang::BOTH.map(|lang| PlannedPage {
            file: PathBuf::from(url.get(lang).trim_start_matches('/')).join("index.html"),
            url: url.clone(),
            lang,
            subject,
        }));
    };
    both(&address::home(), Subject::Home);
    for kind in Kind::listed() {
        both(&address::list(kind), Subject::List(kind));
    }
    let is_shown =
        |item: &&Item| item.as_opportunity().is_none_or(|item| drafts || index.status(item) != Status::Draft);
    for item in site.items().filter(is_shown) {
        both(&urls.of(item.kind(), item.id()), Subject::Item(item));
    }
    for (id, name) in &site.skills {
        both(&urls.of(Kind::Skill, id), Subject::Skill(id, name));
    }
    Plan { pages, urls, index }
}
