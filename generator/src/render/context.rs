//! What views may look at: the site as a whole, and one page of it in its language.

use std::borrow::Cow;
use std::ops::Deref;

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format;
use submit_fn::shared::lang::{Bilingual, Lang};
use submit_fn::shared::layout::{self, Page};

use super::json_ld::json_ld;
use super::parts::{Head, Link, When, shortened};
use super::theme::{Strings, Theme};
use super::typography::spaced;
use super::view::picture;
use super::wording::SiteWording;
use crate::check::CheckedSite;
use crate::model::{Kind, LocalKeys, Status};
use crate::plan::{Index, PlannedPage};

/// The site, its theme, and what both have in common for all pages.
pub(crate) struct SiteContext<'s> {
    pub(super) site: &'s CheckedSite,
    pub(super) index: &'s Index<'s>,
    pub(super) theme: &'s Theme,
    /// Whether pages reload themselves when the site is built anew.
    pub(super) preview: bool,
    /// The keys of this machine, if the site is served on it.
    pub(super) local: Option<&'s LocalKeys>,
    /// The latest date of the content: that of pages that show all of it.
    pub(super) newest: Option<Date>,
}

/// The site in one language.
#[derive(Clone, Copy)]
pub(crate) struct LangContext<'c> {
    pub(super) site_context: &'c SiteContext<'c>,
    pub(super) site: &'c CheckedSite,
    pub(super) index: &'c Index<'c>,
    pub(super) lang: Lang,
    pub(super) words: &'c SiteWording,
}

/// One page in its language.
#[derive(Clone, Copy)]
pub(crate) struct PageContext<'c> {
    in_lang: LangContext<'c>,
    pub(super) planned: &'c PlannedPage<'c>,
}

impl<'c> Deref for PageContext<'c> {
    type Target = LangContext<'c>;

    fn deref(&self) -> &LangContext<'c> {
        &self.in_lang
    }
}

/// Search engines show titles and descriptions up to these lengths, in characters.
const TITLE_LIMIT: usize = 60;
const DESCRIPTION_LIMIT: usize = 130;

impl<'s> SiteContext<'s> {
    pub(super) fn page<'c>(&'c self, planned: &'c PlannedPage<'c>) -> PageContext<'c> {
        PageContext { in_lang: self.in_lang(planned.lang), planned }
    }

    pub(super) fn in_lang<'c>(&'c self, lang: Lang) -> LangContext<'c> {
        LangContext { site_context: self, site: self.site, index: self.index, lang, words: self.words(lang) }
    }

    /// What verifies receipts.
    pub(super) fn receipt_keys(&self) -> Vec<String> {
        let local = self.local.map(|keys| keys.receipts.clone());
        local.into_iter().chain(self.site.settings.keys.receipts.iter().cloned()).collect()
    }

    pub(super) fn strings(&self, lang: Lang) -> &'s Strings {
        self.theme.strings.get(lang)
    }

    pub(super) fn words(&self, lang: Lang) -> &'s SiteWording {
        &self.strings(lang).site
    }
}

impl<'c> LangContext<'c> {
    pub(super) fn strings(&self) -> &'c Strings {
        self.site_context.strings(self.lang)
    }

    pub(super) fn newest(&self) -> Option<Date> {
        self.site_context.newest
    }

    /// A text of the content with the no-break spaces of its language.
    pub(super) fn text(&self, both: &'c Bilingual<String>) -> Cow<'c, str> {
        self.spaced(both.get(self.lang))
    }

    pub(super) fn spaced(&self, text: &'c str) -> Cow<'c, str> {
        spaced(text, self.lang)
    }

    pub(super) fn date(&self, date: Date) -> When {
        When { iso: date.to_string(), text: format::date(date, self.lang) }
    }

    pub(super) fn instant(&self, instant: Timestamp) -> When {
        When { iso: instant.to_string(), text: self.instant_text(instant) }
    }

    pub(super) fn instant_text(&self, instant: Timestamp) -> String {
        format::instant(instant, &self.site.settings.zone, self.lang)
    }

    pub(super) fn number(&self, n: u32) -> String {
        format::number(u64::from(n), self.lang)
    }

    pub(super) fn url(&self, kind: Kind, id: &str) -> &'c str {
        self.index.urls.of(kind, id).get(self.lang)
    }

    /// What an item is called, with the spaces of its language.
    pub(super) fn title(&self, kind: Kind, id: &'c str) -> Cow<'c, str> {
        self.spaced(self.site.title(kind, id).map_or(id, |title| title.get(self.lang)))
    }

    /// A link to an item.
    pub(super) fn link(&self, kind: Kind, id: &'c str) -> Link<'c> {
        Link { url: self.url(kind, id).into(), label: self.title(kind, id) }
    }

    pub(super) fn home_link(&self) -> Link<'c> {
        Link { url: self.index.urls.home().get(self.lang).into(), label: self.words.home.as_str().into() }
    }

    pub(super) fn list_link(&self, kind: Kind) -> Link<'c> {
        let title = self.words.list(kind).title.as_str();
        Link { url: self.index.urls.list(kind).get(self.lang).into(), label: title.into() }
    }

    /// The pages above an item: the home page, and the list of its kind if there is one.
    pub(super) fn parents(&self, kind: Kind) -> Vec<Link<'c>> {
        let list = kind.is_listed().then(|| self.list_link(kind));
        [self.home_link()].into_iter().chain(list).collect()
    }

    /// The name of the closing time, which is past or to come.
    pub(super) fn closes_label(&self, status: Status) -> &'c str {
        let names = &self.words.facts;
        match status {
            Status::Open | Status::Upcoming | Status::Draft => &names.closes,
            Status::Cancelled => &names.would_have_closed,
            _ => &names.closed,
        }
    }

    /// An address on the site, with the site's own.
    pub(super) fn absolute(&self, url: &str) -> String {
        [&self.site.settings.base_url, url].concat()
    }
}

impl PageContext<'_> {
    /// The `page` of a template. Further pages of a list say their numbers, and stand below the first one.
    pub(super) fn page(&self, head: Head<'_>) -> Page {
        let planned = self.planned;
        let link = |link: Link<'_>| layout::Link { url: link.url.into_owned(), label: link.label.into_owned() };
        let first = || layout::Link { url: planned.first_url.get(self.lang).clone(), label: head.title.to_owned() };
        let first = (!planned.part.is_first()).then(first);
        let breadcrumb: Vec<_> = head.parents.into_iter().map(link).chain(first).collect();
        let heading = self.numbered(&self.words.text.page_title, head.title, usize::MAX);
        let url = planned.url(self.lang);
        let structured = planned.is_indexed.then(|| json_ld(self, (&url, &heading), &breadcrumb, head.structured));
        Page {
            kind: head.kind,
            section: head.section.to_owned(),
            title: self.numbered(&self.words.text.page_title, head.title, TITLE_LIMIT),
            heading,
            description: match planned.part.is_first() {
                true => shortened(head.description, DESCRIPTION_LIMIT),
                false => self.numbered(&self.words.text.page_description, head.title, DESCRIPTION_LIMIT),
            },
            lang_url: Some(Bilingual::from_fn(|lang| planned.url(lang).into_owned())),
            lang_button: None,
            breadcrumb,
            modified: head.modified.filter(|date| *date <= self.index.today).map(|date| date.to_string()),
            issued: head.issued.map(|date| date.to_string()),
            indexed: planned.is_indexed,
            structured: structured.flatten(),
            picture: planned.is_indexed.then(|| head.picture.unwrap_or_else(|| picture::of_site(self))),
        }
    }

    /// The title of a page, of at most `limit` characters. That of a further page has its number, by the `pattern`.
    fn numbered(&self, pattern: &str, title: &str, limit: usize) -> String {
        let part = self.planned.part;
        if part.is_first() {
            return shortened(title, limit);
        }
        let number = |n: usize| format::number(n as u64, self.lang);
        let pattern = pattern.replace("{n}", &number(part.number)).replace("{count}", &number(part.count));
        let rest = pattern.replace("{title}", "").chars().count();
        pattern.replace("{title}", &shortened(title, limit.saturating_sub(rest)))
    }
}
