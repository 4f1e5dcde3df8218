//! What a site offers to other programs: feeds, calendars, and the data of all opportunities.

use submit_fn::shared::lang::Lang;

use super::{Settings, address};

/// What a list of opportunities can be followed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FeedFormat {
    Atom,
    Json,
    /// Closing times.
    Calendar,
    /// All opportunities of an owner as a table, in both languages.
    Table,
}

impl FeedFormat {
    pub(crate) const ALL: [Self; 4] = [Self::Atom, Self::Json, Self::Calendar, Self::Table];

    /// Whether there is one of all opportunities. As a table, these are a [`Dataset`].
    pub(crate) const fn is_of_all(self) -> bool {
        !matches!(self, Self::Table)
    }

    /// The name of its file, below the address of the page that has the list.
    pub(crate) const fn file_name(self) -> &'static str {
        match self {
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
            Self::Calendar => CALENDAR,
            Self::Table => "opportunities.csv",
        }
    }

    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
            Self::Calendar => "text/calendar",
            Self::Table => "text/csv",
        }
    }
}

/// The name of a calendar, of several opportunities or of one.
pub(crate) const CALENDAR: &str = "calendar.ics";

/// What a shared link shows of a page, beside it.
pub(crate) const PICTURE: &str = "picture.png";

/// What is known of all opportunities, in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dataset {
    Json,
    /// What the JSON file is like.
    JsonSchema,
    Csv,
    /// By the Open Contracting Data Standard.
    Ocds(OcdsPackage),
}

/// What a package of the standard holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OcdsPackage {
    /// What became known, day by day.
    Releases,
    /// The same by opportunity, with where each stands.
    Records,
}

impl Dataset {
    pub(crate) const ALL: [Self; 5] =
        [Self::Json, Self::JsonSchema, Self::Csv, Self::Ocds(OcdsPackage::Releases), Self::Ocds(OcdsPackage::Records)];

    /// Those that a site has: an identifier of open contracting needs a prefix that is registered for the site.
    pub(crate) fn of(settings: &Settings) -> impl Iterator<Item = Self> {
        let has_prefix = settings.ocid_prefix.is_some();
        Self::ALL.into_iter().filter(move |dataset| has_prefix || !matches!(dataset, Self::Ocds(_)))
    }

    /// Its address.
    pub(crate) const fn url(self) -> &'static str {
        match self {
            Self::Json => "/data/opportunities.json",
            Self::JsonSchema => "/data/opportunities.schema.json",
            Self::Csv => "/data/opportunities.csv",
            Self::Ocds(OcdsPackage::Releases) => "/data/ocds/releases.json",
            Self::Ocds(OcdsPackage::Records) => "/data/ocds/records.json",
        }
    }
}

/// What links to such a file begin with: `file:opportunities.csv`.
pub(crate) const SCHEME: &str = "file";

/// The address of the file of this name, in a language if there is one for each; `None` if there is no such file.
pub(crate) fn address_of(name: &str, lang: Lang) -> Option<String> {
    let is_it = |format: &FeedFormat| format.is_of_all() && format.file_name() == name;
    let feed = FeedFormat::ALL.into_iter().find(is_it).map(|_| [address::home().get(lang), name].concat());
    feed.or_else(|| Some(dataset(name)?.url().to_owned()))
}

/// Whether a site has a file of this name.
pub(crate) fn is_offered(name: &str, settings: &Settings) -> bool {
    match dataset(name) {
        Some(dataset) => Dataset::of(settings).any(|other| other == dataset),
        None => address_of(name, Lang::En).is_some(),
    }
}

/// The dataset whose file has this name.
fn dataset(name: &str) -> Option<Dataset> {
    Dataset::ALL.into_iter().find(|dataset| dataset.url().rsplit('/').next() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name() {
        assert_eq!(address_of("atom.xml", Lang::Fr).as_deref(), Some("/fr/atom.xml"));
        assert_eq!(address_of("opportunities.csv", Lang::Fr).as_deref(), Some("/data/opportunities.csv"));
        assert_eq!(address_of("records.json", Lang::Fr).as_deref(), Some("/data/ocds/records.json"));
        for unknown in ["", "data", "opportunities", "../atom.xml"] {
            assert_eq!(address_of(unknown, Lang::En), None, "{unknown}");
        }
    }
}
