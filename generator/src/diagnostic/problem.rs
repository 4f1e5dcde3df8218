//! Every problem that a file of a site can have, as data.

use submit_fn::shared::format::Cents;

use jiff::civil::Date;
use submit_fn::shared::lang::Lang;

use super::operand::{Active, Change, Effort, Holiday, Personal, Sign, Unreachable};
use super::{Code, Severity};
use crate::model::Kind;

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
    OutsideSite,
    SpecialFile,
    TooLarge { size: u64, limit: u64 },
    NotAnImage { format: &'static str },
    ActiveImage(Active),

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

    // Facts
    NotOpenSource { licence: String },
    UnknownLicence { text: String, nearest: Option<String> },
    PrivateRepository { host: String },
    AboveTaxSafe { value: Cents, most: Cents },

    // Text
    Unwritten,
    UnwrittenPosted,
    ShortProblem { words: usize, least: u32 },
    DataWithoutLink,
    RefusedTerm { found: String, instead: &'static str },
    SolutionFirst { found: String },
    BareUrl { url: String },
    SkippedLevel { from: u8, to: u8 },
    ImageWithoutText,
    RawHtml,

    // Typography
    Typography { sign: Sign, lang: Lang, found: String, instead: String },

    // Fairness
    ShortPosting { days: i32, least: u32 },
    ClosesOnWeekend { date: Date },
    ClosesOnHoliday { holiday: Holiday },
    ClosesOnFridayAfternoon,
    HourlyRate { value: Cents, hours: u32, rate: Cents, least: Cents, most: Cents },
    LongProposal { effort: Effort, budget: u32 },
    TooLongProposal { effort: Effort, most: u32 },
    HeavyWorkload { hours: u32, days: i32, tenths_a_week: u32, most_tenths: u32 },

    // Parity
    Headings { other: Option<String> },
    Lists { items: usize, other: usize },
    Tables { size: (usize, usize), other: (usize, usize) },
    Links { target: String },
    CodeBlocks { blocks: usize, other: usize },
    Numbers { here: Vec<String>, there: Vec<String> },
    StaleTwin { lang: Lang, changed: Lang, change: Change },
    WrongLanguage { lang: Lang, words: Vec<String> },

    // Honesty
    MissingApproval { missing: Vec<&'static str> },
    MissingReview,
    LateApproval { posted: Date },
    Unamended { fact: String, was: String, now: String, change: Change },
    EarlyOutcome { closes: Date },
    Splitting { sum: Cents, limit: Cents, others: Vec<String>, months: u32 },
    LooksLikeProposal { name: String },
    PersonalInformation { kind: Personal },
    TwoOutcomes { other: &'static str },
    ChangesNothing { fact: &'static str },
    NotYet { date: Date },

    // Links
    DeadLink { url: String, status: u16 },
    UnreachableLink { url: String, why: Unreachable },
}

impl Problem {
    /// A code that never changes, for searching and for scripts.
    pub const fn code(&self) -> Code {
        match self {
            Self::Unreadable(_) => Code::E0101,
            Self::NotUtf8 => Code::E0102,
            Self::YamlSyntax { .. } => Code::E0103,
            Self::TomlSyntax { .. } => Code::E0104,
            Self::NoFrontMatter => Code::E0105,
            Self::OpenFrontMatter => Code::E0106,
            Self::OutsideSite => Code::E0107,
            Self::SpecialFile => Code::E0108,
            Self::TooLarge { .. } => Code::E0109,
            Self::NotAnImage { .. } => Code::E0110,
            Self::ActiveImage(_) => Code::E0111,
            Self::UnknownKey { .. } => Code::E0201,
            Self::MissingKey { .. } => Code::E0202,
            Self::WrongType { .. } => Code::E0203,
            Self::Empty | Self::EmptyList => Code::E0204,
            Self::TooLong { .. } => Code::E0205,
            Self::Repeated { .. } => Code::E0206,
            Self::DateForm { .. } => Code::E0301,
            Self::ImpossibleDate { .. } => Code::E0302,
            Self::ImpossibleTime { .. } => Code::E0303,
            Self::AmbiguousTime { .. } => Code::E0304,
            Self::DateOrder { .. } => Code::E0305,
            Self::PriceAboveLimit { .. } => Code::E0306,
            Self::MissingFile { .. } => Code::E0401,
            Self::MissingTwin { .. } => Code::E0402,
            Self::UnexpectedFile { .. } => Code::E0403,
            Self::BadName { .. } => Code::E0404,
            Self::UnknownId { .. } => Code::E0405,
            Self::SameUrl { .. } => Code::E0406,
            Self::MissingSection { .. } => Code::E0501,
            Self::SectionOrder { .. } => Code::E0502,
            Self::EmptySection { .. } => Code::E0503,
            Self::TopHeading => Code::E0504,
            Self::Link { .. } => Code::E0505,
            Self::UnsafeLink { .. } => Code::E0506,
            Self::Image { .. } => Code::E0507,
            Self::Template { .. } => Code::E0601,
            Self::MissingTemplate { .. } => Code::E0602,
            Self::MissingString { .. } => Code::E0603,
            Self::NotOpenSource { .. } => Code::E0307,
            Self::UnknownLicence { .. } => Code::E0308,
            Self::PrivateRepository { .. } => Code::E0309,
            Self::AboveTaxSafe { .. } => Code::W0310,
            Self::Unwritten => Code::W0508,
            Self::UnwrittenPosted => Code::E0509,
            Self::ShortProblem { .. } => Code::W0510,
            Self::DataWithoutLink => Code::W0511,
            Self::RefusedTerm { .. } => Code::W0512,
            Self::SolutionFirst { .. } => Code::W0513,
            Self::BareUrl { .. } => Code::W0514,
            Self::SkippedLevel { .. } => Code::W0515,
            Self::ImageWithoutText => Code::E0516,
            Self::RawHtml => Code::W0517,
            Self::Typography { sign: Sign::Space, .. } => Code::W0521,
            Self::Typography { sign: Sign::Quotes, .. } => Code::W0522,
            Self::Typography { sign: Sign::Money, .. } => Code::W0523,
            Self::Typography { sign: Sign::Time, .. } => Code::W0524,
            Self::Typography { sign: Sign::Number, .. } => Code::W0525,
            Self::ShortPosting { .. } => Code::E0701,
            Self::ClosesOnWeekend { .. } => Code::W0702,
            Self::ClosesOnHoliday { .. } => Code::W0703,
            Self::ClosesOnFridayAfternoon => Code::W0704,
            Self::HourlyRate { .. } => Code::W0705,
            Self::LongProposal { .. } => Code::W0706,
            Self::TooLongProposal { .. } => Code::E0707,
            Self::HeavyWorkload { .. } => Code::W0708,
            Self::Headings { .. } => Code::E0801,
            Self::Lists { .. } => Code::E0802,
            Self::Tables { .. } => Code::E0803,
            Self::Links { .. } => Code::E0804,
            Self::CodeBlocks { .. } => Code::E0805,
            Self::Numbers { .. } => Code::E0806,
            Self::StaleTwin { .. } => Code::W0807,
            Self::WrongLanguage { .. } => Code::W0808,
            Self::MissingApproval { .. } => Code::E0901,
            Self::MissingReview => Code::E0902,
            Self::LateApproval { .. } => Code::E0903,
            Self::Unamended { .. } => Code::E0904,
            Self::EarlyOutcome { .. } => Code::E0905,
            Self::TwoOutcomes { .. } => Code::E0906,
            Self::Splitting { .. } => Code::W0907,
            Self::LooksLikeProposal { .. } => Code::E0908,
            Self::PersonalInformation { .. } => Code::E0909,
            Self::ChangesNothing { .. } => Code::E0910,
            Self::NotYet { .. } => Code::W0911,
            Self::DeadLink { .. } => Code::E1001,
            Self::UnreachableLink { .. } => Code::W1002,
        }
    }

    /// Whether it keeps a site from being built.
    pub const fn severity(&self) -> Severity {
        self.code().severity()
    }
}
