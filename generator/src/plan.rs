//! From a checked site to its outputs: every address is known before anything is rendered.

mod collation;
mod directory;
mod feeds;
mod index;
mod inputs;
mod paging;
mod pictures;
mod urls;

use std::borrow::Cow;

use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::CheckedSite;
use crate::model::{CALENDAR, Dataset, Item, Kind, Opportunity, Status, address};
pub(crate) use directory::{Directory, words_url};
pub(crate) use feeds::{Feed, updated};
pub(crate) use index::{ArchivedYear, Index, Listed};
pub(crate) use inputs::Inputs;
use paging::cut;
pub(crate) use paging::{Opportunities, Part, Shown};
pub(crate) use pictures::{Icon, Picture};
pub(crate) use urls::Urls;

/// All files that are made for a site. Images and assets are only copied.
#[derive(Debug)]
pub(crate) struct Plan<'p> {
    /// In the order of addresses within each kind.
    pub(crate) pages: Vec<PlannedPage<'p>>,
    pub(crate) bilingual_pages: Vec<BilingualPage>,
    pub(crate) data_files: Vec<DataFile<'p>>,
    pub(crate) pictures: Vec<Picture<'p>>,
    /// The words of the texts, which are known once these are checked.
    pub(crate) words: Bilingual<String>,
}

/// A page in one language, within the layout that all pages of that language share.
#[derive(Debug)]
pub(crate) struct PlannedPage<'p> {
    pub(crate) lang: Lang,
    /// The addresses of the first of the pages that this one is a part of, and of its twin.
    pub(crate) first_url: &'p Bilingual<String>,
    pub(crate) part: Part,
    pub(crate) subject: Subject<'p>,
    /// Whether search engines may list it.
    pub(crate) is_indexed: bool,
}

/// What a page shows: of long lists, its part.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'p> {
    Home,
    /// What searches everything.
    Search,
    /// All dates to come.
    Calendar,
    /// The opportunities that are not over.
    Opportunities(&'p [&'p Opportunity]),
    /// The opportunities that are over, by the year in which they closed.
    Archive {
        year: &'p ArchivedYear,
        opportunities: &'p [&'p Opportunity],
    },
    /// The list of all things of a kind.
    List {
        kind: Kind,
        listed: &'p [Listed<'p>],
    },
    /// Something that has a folder of its own.
    Item {
        item: &'p Item,
        opportunities: Shown<'p>,
    },
    /// The form of an opportunity.
    Form(&'p Opportunity),
    Skill {
        id: &'p str,
        name: &'p Bilingual<String>,
        opportunities: Shown<'p>,
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
#[derive(Debug, Clone, Copy)]
pub(crate) enum DataFile<'p> {
    /// What search engines may read.
    Robots,
    /// What verifies receipts.
    ReceiptKeys,
    /// All addresses, for search engines.
    Sitemap,
    /// The files that hold all addresses, when one would be too long.
    SitemapIndex {
        parts: usize,
    },
    /// One of them, numbered from 1.
    SitemapPart(usize),
    Feed(Feed<'p>),
    /// The closing time of one opportunity.
    Calendar {
        lang: Lang,
        opportunity: &'p Opportunity,
        /// The address of its page.
        page: &'p str,
    },
    /// All opportunities that were ever posted.
    Dataset(Dataset),
    /// What scripts search and filter.
    Directory(Lang, Directory),
    /// How a device shows the site among its applications.
    Manifest(Lang),
    /// To whom a vulnerability is reported (RFC 9116).
    SecurityContact,
}

/// How many addresses a sitemap holds at most. The protocol allows 50,000; at this size it stays below 5 MB.
pub(crate) const SITEMAP_URLS: usize = 10_000;

/// Plans all files of a site.
pub(crate) fn plan<'p>(site: &'p CheckedSite, index: &'p Index<'p>) -> Plan<'p> {
    let mut pages = Vec::new();
    plan_lists(index, &mut pages);
    plan_items(site, index, &mut pages);
    let mut data_files = data_files(pages.iter().filter(|page| page.is_indexed).count());
    data_files.extend(Dataset::of(&site.settings).map(DataFile::Dataset));
    data_files.extend(Feed::all(index).map(DataFile::Feed));
    data_files.extend(calendars(index));
    let directories = |lang| Directory::all(index).map(move |file| DataFile::Directory(lang, file));
    data_files.extend(Lang::BOTH.into_iter().flat_map(directories));
    Plan {
        pages,
        bilingual_pages: vec![BilingualPage::Splash, BilingualPage::NotFound],
        data_files,
        pictures: Picture::all(index).collect(),
        words: Bilingual::from_fn(|lang| name(&words_url(lang))),
    }
}

fn plan_lists<'p>(index: &'p Index<'p>, pages: &mut Vec<PlannedPage<'p>>) {
    let urls = &index.urls;
    pages.extend(both(urls.home(), Part::WHOLE, Subject::Home));
    pages.extend(both(urls.search(), Part::WHOLE, Subject::Search));
    pages.extend(both(urls.calendar(), Part::WHOLE, Subject::Calendar));
    for (part, opportunities) in cut(index.opportunities().current()) {
        pages.extend(both(urls.list(Kind::Opportunity), part, Subject::Opportunities(opportunities)));
    }
    for year in index.archive() {
        for (part, opportunities) in cut(index.archived(year)) {
            pages.extend(both(&year.url, part, Subject::Archive { year, opportunities }));
        }
    }
    for kind in Kind::listed().filter(|kind| *kind != Kind::Opportunity) {
        for lang in Lang::BOTH {
            let parts = cut(index.list(kind, lang));
            pages.extend(parts.map(|(part, listed)| {
                let subject = Subject::List { kind, listed };
                PlannedPage { lang, first_url: urls.list(kind), part, subject, is_indexed: true }
            }));
        }
    }
}

fn plan_items<'p>(site: &'p CheckedSite, index: &'p Index<'p>, pages: &mut Vec<PlannedPage<'p>>) {
    for item in site.items() {
        let (kind, id) = (item.kind(), item.id());
        let is_draft = item.as_opportunity().is_some_and(|item| index.status(item) == Status::Draft);
        if is_draft && !index.has_drafts {
            continue;
        }
        for (part, opportunities) in index.opportunities_of(kind, id).pages() {
            let planned = both(index.urls.of(kind, id), part, Subject::Item { item, opportunities });
            pages.extend(planned.map(|page| PlannedPage { is_indexed: !is_draft, ..page }));
        }
        if let (Some(opportunity), Some(url)) = (item.as_opportunity(), index.form(id)) {
            let planned = both(url, Part::WHOLE, Subject::Form(opportunity));
            pages.extend(planned.map(|page| PlannedPage { is_indexed: false, ..page }));
        }
    }
    for (id, name) in &site.skills {
        for (part, opportunities) in index.opportunities_of(Kind::Skill, id).pages() {
            let subject = Subject::Skill { id, name, opportunities };
            pages.extend(both(index.urls.of(Kind::Skill, id), part, subject));
        }
    }
}

/// A page and its twin, which show the same.
fn both<'p>(first_url: &'p Bilingual<String>, part: Part, subject: Subject<'p>) -> [PlannedPage<'p>; 2] {
    Lang::BOTH.map(|lang| PlannedPage { lang, first_url, part, subject, is_indexed: true })
}

/// A calendar for each opportunity that is of use in one, in each language.
fn calendars<'p>(index: &'p Index<'p>) -> impl Iterator<Item = DataFile<'p>> {
    feeds::in_calendar(index, index.opportunities()).flat_map(|opportunity| {
        let urls = index.urls.of(Kind::Opportunity, &opportunity.id);
        Lang::BOTH.map(|lang| DataFile::Calendar { lang, opportunity, page: urls.get(lang) })
    })
}

fn data_files(indexed_pages: usize) -> Vec<DataFile<'static>> {
    let parts = indexed_pages.div_ceil(SITEMAP_URLS);
    let sitemap = match parts {
        0 | 1 => vec![DataFile::Sitemap],
        parts => [DataFile::SitemapIndex { parts }].into_iter().chain((1..=parts).map(DataFile::SitemapPart)).collect(),
    };
    let first = [DataFile::Robots, DataFile::ReceiptKeys, DataFile::SecurityContact];
    let first = first.into_iter().chain(Lang::BOTH.map(DataFile::Manifest));
    first.chain(sitemap).collect()
}

impl Plan<'_> {
    /// The name of every file of the plan.
    pub(crate) fn files(&self) -> impl Iterator<Item = String> {
        let pages = self.pages.iter().map(PlannedPage::file);
        pages
            .chain(self.bilingual_pages.iter().map(|page| page.file().to_owned()))
            .chain(self.data_files.iter().map(|file| file.file()))
            .chain(self.pictures.iter().map(|picture| picture.file()))
            .chain(Lang::BOTH.map(|lang| self.words.get(lang).clone()))
    }

    /// The pages whose addresses a file for programs holds.
    pub(crate) fn addresses_in(&self, file: DataFile<'_>) -> impl Iterator<Item = &PlannedPage<'_>> {
        let (skipped, taken) = match file {
            DataFile::Sitemap => (0, SITEMAP_URLS),
            DataFile::SitemapPart(number) => ((number - 1) * SITEMAP_URLS, SITEMAP_URLS),
            _ => (0, 0),
        };
        self.pages.iter().filter(|page| page.is_indexed).skip(skipped).take(taken)
    }

    /// How many pages there are, in either language or in both at once.
    pub(crate) fn page_count(&self) -> usize {
        self.pages.len() + self.bilingual_pages.len()
    }
}

impl<'p> PlannedPage<'p> {
    /// Its address, or that of its twin.
    pub(crate) fn url(&self, lang: Lang) -> Cow<'p, str> {
        self.part_url(self.part.number, lang)
    }

    /// The address of another part of what it is a part of.
    pub(crate) fn part_url(&self, number: usize, lang: Lang) -> Cow<'p, str> {
        address::part(self.first_url.get(lang), number)
    }

    /// The item whose text it shows, if any: the further pages of an item hold rows of opportunities alone.
    pub(crate) fn text_of(&self) -> Option<&'p Item> {
        match self.subject {
            Subject::Item { item, .. } if self.part.is_first() => Some(item),
            _ => None,
        }
    }

    /// The name of its file.
    pub(crate) fn file(&self) -> String {
        let url = self.url(self.lang);
        [url.trim_start_matches('/'), "index.html"].concat()
    }
}

impl BilingualPage {
    /// The name of its file.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::Splash => "index.html",
            Self::NotFound => "404.html",
        }
    }
}

impl DataFile<'_> {
    /// The name of its file.
    pub(crate) fn file(self) -> String {
        match self {
            Self::Robots => "robots.txt".into(),
            Self::ReceiptKeys => ".well-known/devex-receipt-keys.txt".into(),
            Self::Sitemap | Self::SitemapIndex { .. } => "sitemap.xml".into(),
            Self::SitemapPart(number) => format!("sitemap-{number}.xml"),
            Self::Feed(feed) => name(&feed.url()),
            Self::Calendar { page, .. } => [page.trim_start_matches('/'), CALENDAR].concat(),
            Self::Dataset(dataset) => name(dataset.url()),
            Self::Directory(lang, file) => name(&file.url(lang)),
            Self::Manifest(lang) => format!("{lang}/site.webmanifest"),
            Self::SecurityContact => ".well-known/security.txt".into(),
        }
    }
}

/// The name of the file at an address.
fn name(url: &str) -> String {
    url.trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_that_would_be_too_long_is_cut_and_indexed() {
        use DataFile::{Sitemap, SitemapIndex, SitemapPart};
        let sitemaps = |pages| {
            let is_sitemap = |file: &DataFile<'_>| matches!(file, Sitemap | SitemapIndex { .. } | SitemapPart(_));
            data_files(pages).into_iter().filter(is_sitemap).map(DataFile::file).collect::<Vec<_>>()
        };
        assert_eq!(sitemaps(SITEMAP_URLS), ["sitemap.xml"]);
        let parts = ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"];
        assert_eq!(sitemaps(2 * SITEMAP_URLS + 1), parts);
    }
}
