//! The pictures that are drawn: what a site shows where somebody shares a link to it, and its icon where a drawing will not do.

use submit_fn::shared::lang::Lang;

use super::Index;
use crate::model::{Kind, Opportunity, PICTURE};

/// A file of pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Picture<'p> {
    /// What a shared link shows of an opportunity, as long as that is at hand.
    Opportunity {
        lang: Lang,
        opportunity: &'p Opportunity,
        /// The address of its page.
        page: &'p str,
    },
    /// The same for all other pages of a language.
    Site(Lang),
    Icon(Icon),
}

/// The icon of the theme, for what takes no SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// As browsers and feed readers look for it, whatever a page says.
    Favicon,
    /// On the first screen of an Apple device, which looks for it there by itself, and cuts its corners.
    AppleTouch,
    /// Of an installed site, by the manifest: the size of its side.
    Application(u32),
    /// The same, for devices that cut it into a shape of theirs.
    Maskable,
}

impl Icon {
    pub(crate) const ALL: [Self; 5] =
        [Self::Favicon, Self::AppleTouch, Self::Application(192), Self::Application(512), Self::Maskable];

    /// The name of its file.
    pub(crate) fn file(self) -> String {
        match self {
            Self::Favicon => "favicon.ico".into(),
            Self::AppleTouch => "apple-touch-icon.png".into(),
            Self::Application(side) => format!("icon-{side}.png"),
            Self::Maskable => "icon-maskable.png".into(),
        }
    }
}

impl<'p> Picture<'p> {
    /// All pictures of a site.
    pub(super) fn all(index: &'p Index<'p>) -> impl Iterator<Item = Self> {
        let at_hand = index.opportunities().all().iter().filter(|opportunity| index.is_at_hand(opportunity));
        let opportunities = at_hand.flat_map(|opportunity| {
            let pages = index.urls.of(Kind::Opportunity, &opportunity.id);
            Lang::BOTH.map(|lang| Self::Opportunity { lang, opportunity, page: pages.get(lang) })
        });
        Lang::BOTH.map(Self::Site).into_iter().chain(Icon::ALL.map(Self::Icon)).chain(opportunities)
    }

    /// The name of its file.
    pub(crate) fn file(self) -> String {
        match self {
            Self::Opportunity { page, .. } => [page.trim_start_matches('/'), PICTURE].concat(),
            Self::Site(lang) => format!("{lang}/{PICTURE}"),
            Self::Icon(icon) => icon.file(),
        }
    }
}
