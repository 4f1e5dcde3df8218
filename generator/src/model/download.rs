//! What a site offers to other programs: feeds, calendars, and the data of all opportunities.

use submit_fn::shared::lang::Lang;

use super::address;

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

/// What is known of all opportunities, in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dataset {
    Json,
    /// What the JSON file is like.
    JsonSchema,
    Csv,
}

impl Dataset {
    pub(crate) const ALL: [Self; 3] = [Self::Json, Self::JsonSchema, Self::Csv];

    /// Its address.
    pub(crate) const fn url(self) -> &'static str {
        match self {
            Self::Json => "/data/opportunities.json",
            Self::JsonSchema => "/data/opportunities.schema.json",
            Self::Csv => "/data/opportunities.csv",
        }
    }
}

/// What links to such a file begin with: `file:opportunities.csv`.
pub(crate) const SCHEME: &str = "file";

/// The address of the file of this name, in a language if there is one for each; `None` if there is no such file.
pub(crate) fn address_of(name: &str, lang: Lang) -> Option<String> {
    let is_it = |format: &FeedFormat| format.is_of_all() && format.file_name() == name;
    let feed = FeedFormat::ALL.into_iter().find(is_it).map(|_| [address::home().get(lang), name].concat());
    let is_it = |url: &&str| url.rsplit('/').next() == Some(name);
    feed.or_else(|| Dataset::ALL.map(Dataset::url).into_iter().find(is_it).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name() {
        assert_eq!(address_of("atom.xml", Lang::Fr).as_deref(), Some("/fr/atom.xml"));
        assert_eq!(address_of("opportunities.csv", Lang::Fr).as_deref(), Some("/data/opportunities.csv"));
        for unknown in ["", "data", "opportunities", "../atom.xml"] {
            assert_eq!(address_of(unknown, Lang::En), None, "{unknown}");
        }
    }
}
