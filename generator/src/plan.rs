//! From a checked site to its pages: every address is known before any page is rendered.

mod index;
mod urls;

use std::path::PathBuf;

use jiff::Timestamp;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::CheckedSite;
use crate::model::Kind;
use crate::model::{Department, News, Opportunity, Page, Project, Status, Team, TermsPage};
pub use index::Index;
pub use urls::Urls;

/// A page, or another file, that the site will have.
#[derive(Debug)]
pub struct PlannedPage<'s> {
    /// Where it is written, relative to the output folder.
    pub file: PathBuf,
    /// Its address in each language; pages of both languages at once have one for both.
    pub url: Bilingual<String>,
    /// The language of the page.
    pub lang: Lang,
    /// What it shows.
    pub subject: Subject<'s>,
}

/// What a page shows.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'s> {
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
    /// One opportunity.
    Opportunity(&'s Opportunity),
    /// One project.
    Project(&'s Project),
    /// One team.
    Team(&'s Team),
    /// One department.
    Department(&'s Department),
    /// One skill, by id and name.
    Skill(&'s str, &'s Bilingual<String>),
    /// Terms and conditions.
    Terms(&'s TermsPage),
    /// A plain page.
    Page(&'s Page),
    /// A news item.
    News(&'s News),
}

/// All pages of a site, their addresses, and what belongs together.
#[derive(Debug)]
pub struct Plan<'s> {
    /// In the order of addresses within each kind.
    pub pages: Vec<PlannedPage<'s>>,
    /// The address of everything.
    pub urls: Urls,
    /// Which opportunities belong to what.
    pub index: Index<'s>,
}

/// The kinds that have a page that lists them.
const LISTED: [Kind; 7] =
    [Kind::Opportunity, Kind::Project, Kind::Team, Kind::Department, Kind::Skill, Kind::Terms, Kind::News];

/// Plans all pages of a site as it is at the instant `now`, with its `drafts` or without.
pub fn plan(site: &CheckedSite, now: Timestamp, drafts: bool) -> Plan<'_> {
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
    both(&Urls::home(), Subject::Home);
    for kind in LISTED {
        both(&Urls::list(kind), Subject::List(kind));
    }
    for item in site.opportunities.values().filter(|item| drafts || index.status(item) != Status::Draft) {
        both(&urls.of(Kind::Opportunity, &item.id), Subject::Opportunity(item));
    }
    for item in site.projects.values() {
        both(&urls.of(Kind::Project, &item.id), Subject::Project(item));
    }
    for item in site.teams.values() {
        both(&urls.of(Kind::Team, &item.id), Subject::Team(item));
    }
    for item in site.departments.values() {
        both(&urls.of(Kind::Department, &item.id), Subject::Department(item));
    }
    for (id, name) in &site.skills {
        both(&urls.of(Kind::Skill, id), Subject::Skill(id, name));
    }
    for item in site.terms.values() {
        both(&urls.of(Kind::Terms, &item.id), Subject::Terms(item));
    }
    for item in site.pages.values() {
        both(&urls.of(Kind::Page, &item.id), Subject::Page(item));
    }
    for item in site.news.values() {
        both(&urls.of(Kind::News, &item.id), Subject::News(item));
    }
    Plan { pages, urls, index }
}
