//! From a checked site to its outputs: every address is known before anything is rendered.

mod collation;
mod index;
mod urls;

use std::path::{Path, PathBuf};

use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::CheckedSite;
use crate::model::{Item, Kind, Status};
pub(crate) use index::{Index, Listed};
pub(crate) use urls::Urls;

/// All files that are made for a site. Images and assets are only copied.
#[derive(Debug)]
pub(crate) struct Plan<'p> {
    /// In the order of addresses within each kind.
    pub(crate) pages: Vec<PlannedPage<'p>>,
    pub(crate) bilingual_pages: Vec<BilingualPage>,
    pub(crate) data_files: Vec<DataFile>,
}

/// A page in one language, within the layout that all pages of that language share.
#[derive(Debug)]
pub(crate) struct PlannedPage<'p> {
    pub(crate) lang: Lang,
    /// Of the page itself and of its twin.
    pub(crate) url: &'p Bilingual<String>,
    pub(crate) subject: Subject<'p>,
    /// Whether search engines may list it.
    pub(crate) is_indexed: bool,
}

/// What a page shows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'p> {
    Home,
    /// The list of all things of a kind.
    List(Kind),
    /// Something that has a folder of its own.
    Item(&'p Item),
    Skill {
        id: &'p str,
        name: &'p Bilingual<String>,
    },
}

/// A page in both languages at once, without the layout of either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BilingualPage {
    /// The choice of language.
    Splash,
    /// The page for addresses that lead nowhere.
    NotFound,
}

/// A file for programs: no language, no layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DataFile {
    /// What search engines may read.
    Robots,
    /// All addresses, for search engines.
    Sitemap,
}

/// Plans all files of a site.
pub(crate) fn plan<'p>(site: &'p CheckedSite, index: &'p Index<'p>) -> Plan<'p> {
    let urls = &index.urls;
    let mut pages = Vec::new();
    let mut both = |url, subject, is_indexed| {
        pages.extend(Lang::BOTH.map(|lang| PlannedPage { lang, url, subject, is_indexed }));
    };
    both(urls.home(), Subject::Home, true);
    for kind in Kind::listed() {
        both(urls.list(kind), Subject::List(kind), true);
    }
    for item in site.items() {
        let is_draft = item.as_opportunity().is_some_and(|item| index.status(item) == Status::Draft);
        if index.has_drafts || !is_draft {
            both(urls.of(item.kind(), item.id()), Subject::Item(item), !is_draft);
        }
    }
    for (id, name) in &site.skills {
        both(urls.of(Kind::Skill, id), Subject::Skill { id, name }, true);
    }
    Plan {
        pages,
        bilingual_pages: vec![BilingualPage::Splash, BilingualPage::NotFound],
        data_files: vec![DataFile::Robots, DataFile::Sitemap],
    }
}

impl Plan<'_> {
    /// Every file of the plan, relative to the output folder.
    pub(crate) fn files(&self) -> impl Iterator<Item = PathBuf> {
        let pages = self.pages.iter().map(PlannedPage::file);
        pages
            .chain(self.bilingual_pages.iter().map(|page| page.file().to_owned()))
            .chain(self.data_files.iter().map(|file| file.file().to_owned()))
    }

    /// How many pages there are, in either language or in both at once.
    pub(crate) fn page_count(&self) -> usize {
        self.pages.len() + self.bilingual_pages.len()
    }
}

impl PlannedPage<'_> {
    /// Where it is written, relative to the output folder.
    pub(crate) fn file(&self) -> PathBuf {
        Path::new(self.url.get(self.lang).trim_start_matches('/')).join("index.html")
    }
}

impl BilingualPage {
    /// Where it is written, relative to the output folder.
    pub(crate) fn file(self) -> &'static Path {
        Path::new(match self {
            Self::Splash => "index.html",
            Self::NotFound => "404.html",
        })
    }
}

impl DataFile {
    /// Where it is written, relative to the output folder.
    pub(crate) fn file(self) -> &'static Path {
        Path::new(match self {
            Self::Robots => "robots.txt",
            Self::Sitemap => "sitemap.xml",
        })
    }
}
