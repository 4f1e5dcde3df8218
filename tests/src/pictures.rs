//! Pictures of pages: those in the repository, which a test compares with what pages look like, and those of everything.

use std::path::PathBuf;

use crate::{Visit, page_kind, repository};

/// A picture in `tests/screenshots/` of the top of a page.
#[derive(Debug)]
pub struct Picture {
    /// The name of its file, without `.png`.
    pub name: &'static str,
    kind: &'static str,
    lang: &'static str,
    scheme: &'static str,
    size: [u32; 2],
}

const fn picture(
    name: &'static str,
    kind: &'static str,
    lang: &'static str,
    scheme: &'static str,
    size: [u32; 2],
) -> Picture {
    Picture { name, kind, lang, scheme, size }
}

const PHONE: [u32; 2] = [390, 844];
const TABLET: [u32; 2] = [768, 700];

/// The pictures in the repository. The README shows the first two.
pub const PICTURES: [Picture; 12] = [
    picture("en", "open", "en", "light", [1100, 760]),
    picture("fr", "home", "fr", "light", [1100, 760]),
    picture("home-phone-dark", "home", "en", "dark", PHONE),
    picture("language-choice", "language-choice", "en", "light", TABLET),
    picture("opportunities", "opportunities", "fr", "light", TABLET),
    picture("open-phone", "open", "fr", "light", PHONE),
    picture("awarded-dark", "awarded", "en", "dark", TABLET),
    picture("form-phone-dark", "form", "fr", "dark", PHONE),
    picture("form-refused", "form-refused", "en", "light", TABLET),
    picture("search-results", "search-results", "en", "light", PHONE),
    picture("calendar-dark", "calendar", "fr", "dark", TABLET),
    picture("guide-phone", "guide-for-bidders", "fr", "light", PHONE),
];

impl Picture {
    /// Where the repository has it.
    pub fn file(&self) -> PathBuf {
        repository().join("tests/screenshots").join(self.name).with_extension("png")
    }

    /// How many pixels it has.
    pub const fn pixels(&self) -> usize {
        self.size[0] as usize * self.size[1] as usize
    }

    /// Takes it again: a PNG file.
    pub async fn take(&self, visit: &Visit) -> Vec<u8> {
        visit.emulate("", &[("prefers-color-scheme", self.scheme)]).await;
        visit.resize(self.size[0], self.size[1]).await;
        visit.show(page_kind(self.kind), self.lang).await;
        visit.client.screenshot().await.unwrap()
    }
}
