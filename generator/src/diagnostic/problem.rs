//! Every problem that a file of a site can have, as data.

use submit_fn::shared::format::Cents;

use super::Severity;
use super::rule::{Rule, severity_of};

/// The kinds of things that content names by an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A contract that bidders send proposals for.
    Opportunity,
    /// What a team works on.
    Project,
    /// Who posts.
    Team,
    /// To whom a team belongs.
    Department,
    /// What a bidder must know.
    Skill,
    /// A standard work acceptance criterion.
    Acceptance,
    /// Terms and conditions.
    Terms,
    /// A plain page.
    Page,
    /// A news item.
    News,
}

impl Kind {
    /// Where the content has them.
    pub const fn place(self) -> &'static str {
        match self {
            Self::Opportunity => "content/opportunities/",
            Self::Project => "content/projects/",
            Self::Team => "content/teams/",
            Self::Department => "content/departments/",
            Self::Skill => "content/skills.yaml",
            Self::Acceptance => "content/acceptance.yaml",
            Self::Terms => "content/terms/",
            Self::Page => "content/pages/",
            Self::News => "content/news/",
        }
    }
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expected {
    /// A text.
    Text,
    /// A whole number, not negative.
    WholeNumber,
    /// A whole number from 1.
    Count,
    /// A number with at most one decimal.
    Decimal,
    /// An amount in dollars.
    Amount,
    /// A date.
    Date,
    /// A date and a time of day.
    DateTime,
    /// A list.
    List,
    /// Keys and values.
    Mapping,
    /// A web address.
    Url,
    /// An electronic address.
    Email,
    /// An id: lowercase letters without accents, digits and hyphens.
    Id,
    /// An IANA time zone.
    TimeZone,
}

/// Why a file or a folder cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreadable {
    /// It is not there.
    Missing,
    /// Nobody may.
    Forbidden,
    /// It is a folder.
    Folder,
    /// It leads to itself.
    Loop,
    /// Something else, in the words of the system.
    Other(String),
}

impl From<std::io::Error> for Unreadable {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Forbidden,
            std::io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<walkdir::Error> for Unreadable {
    fn from(error: walkdir::Error) -> Self {
        match (error.loop_ancestor().is_some(), error.to_string(), error.into_io_error()) {
            (true, ..) => Self::Loop,
            (_, _, Some(error)) => error.into(),
            (_, words, None) => Self::Other(words),
        }
    }
}

/// One problem with its operands. Its words are in `words/en` and `words/fr`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is explained by its two messages")]
pub enum Problem {
    Unreadable(Unreadable),
    NotUtf8,
    YamlSyntax { detail: String },
    TomlSyntax { detail: String },
    NoFrontMatter,
    OpenFrontMatter,

    UnknownKey { key: String, nearest: Option<&'static str>, known: Vec<&'static str> },
    MissingKey { key: &'static str },
    WrongType { expected: Expected, found: String },
    Empty,
    EmptyList,
    TooLong { limit: usize, length: usize },
    Repeated { id: String },

    DateForm { text: String, expected: Expected },
    ImpossibleDate { text: String },
    ImpossibleTime { text: String, zone: String },
    AmbiguousTime { text: String, zone: String },
    DateOrder { key: &'static str, before: &'static str, same_day: bool },
    PriceAboveLimit { with_tax: Cents, limit: Cents, most: Cents },

    MissingFile { name: String },
    MissingTwin { twin: String },
    UnexpectedFile { name: String, nearest: Option<&'static str> },
    BadName { name: String },
    UnknownId { kind: Kind, id: String, nearest: Option<String> },
    SameUrl { url: String, other: String },

    MissingSection { title: &'static str, is_here: bool },
    SectionOrder { title: &'static str, after: &'static str },
    EmptySection { title: &'static str },
    TopHeading,
    Link { target: String },
    UnsafeLink { target: String },
    Image { target: String },

    Template { detail: String },
    MissingTemplate { name: &'static str },
    MissingString { key: String },

    Rule(Rule),
}

impl From<Rule> for Problem {
    fn from(rule: Rule) -> Self {
        Self::Rule(rule)
    }
}

impl Problem {
    /// A code that never changes, for searching and for scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "E0101",
            Self::NotUtf8 => "E0102",
            Self::YamlSyntax { .. } => "E0103",
            Self::TomlSyntax { .. } => "E0104",
            Self::NoFrontMatter => "E0105",
            Self::OpenFrontMatter => "E0106",
            Self::UnknownKey { .. } => "E0201",
            Self::MissingKey { .. } => "E0202",
            Self::WrongType { .. } => "E0203",
            Self::Empty | Self::EmptyList => "E0204",
            Self::TooLong { .. } => "E0205",
            Self::Repeated { .. } => "E0206",
            Self::DateForm { .. } => "E0301",
            Self::ImpossibleDate { .. } => "E0302",
            Self::ImpossibleTime { .. } => "E0303",
            Self::AmbiguousTime { .. } => "E0304",
            Self::DateOrder { .. } => "E0305",
            Self::PriceAboveLimit { .. } => "E0306",
            Self::MissingFile { .. } => "E0401",
            Self::MissingTwin { .. } => "E0402",
            Self::UnexpectedFile { .. } => "E0403",
            Self::BadName { .. } => "E0404",
            Self::UnknownId { .. } => "E0405",
            Self::SameUrl { .. } => "E0406",
            Self::MissingSection { .. } => "E0501",
            Self::SectionOrder { .. } => "E0502",
            Self::EmptySection { .. } => "E0503",
            Self::TopHeading => "E0504",
            Self::Link { .. } => "E0505",
            Self::UnsafeLink { .. } => "E0506",
            Self::Image { .. } => "E0507",
            Self::Template { .. } => "E0601",
            Self::MissingTemplate { .. } => "E0602",
            Self::MissingString { .. } => "E0603",
            Self::Rule(rule) => rule.code(),
        }
    }

    /// Whether it keeps a site from being built.
    pub const fn severity(&self) -> Severity {
        severity_of(self.code())
    }
}

/// The member of `known` that `typed` was probably meant to be.
pub fn nearest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        // A third of the letters may differ: enough for a slip, too few for another word.
        .filter(|(distance, name)| *distance <= (name.chars().count().max(3) / 3).max(1))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_word_and_another_word_does_not() {
        let known = ["closes", "posted", "licence"];
        assert_eq!(nearest("close", known), Some("closes"));
        assert_eq!(nearest("license", known), Some("licence"));
        assert_eq!(nearest("budget", known), None);
    }
}
