//! Every problem that a file of a site can have, as data.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Lang;

use super::operand::{Active, Change, Expected, Found, Holiday, Personal, Sign, Unreachable, Unreadable};
use super::{Code, Severity};
use crate::model::{Effort, Kind};

/// A name that this program knows, such as that of a key: static where it is reported, owned where it is read
/// from a cache.
pub(crate) type Name = Cow<'static, str>;

/// One problem with its operands, in the order of codes. Its words are in `words/en` and `words/fr`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Problem {
    // 01: files that cannot be read
    Unreadable(Unreadable),
    NotUtf8,
    YamlSyntax { detail: String },
    TomlSyntax { detail: String },
    NoFrontMatter,
    OpenFrontMatter,
    OutsideSite,
    SpecialFile,
    TooLarge { size: u64, limit: u64 },
    NotAnImage { format: Name },
    ActiveImage(Active),

    // 02: keys and values
    UnknownKey { key: String, nearest: Option<Name>, known: Vec<Name> },
    MissingKey { key: Name },
    WrongType { expected: Expected, found: Found },
    Empty,
    EmptyList,
    TooLong { limit: usize, length: usize },
    Repeated { id: String },

    // 03: dates, prices, licences and repositories
    DateForm { text: String, expected: Expected },
    ImpossibleDate { text: String },
    ImpossibleTime { text: String, zone: String },
    AmbiguousTime { text: String, zone: String },
    DateOrder { key: Name, before: Name, same_day: bool },
    PriceAboveLimit { with_tax: Cents, limit: Cents, most: Cents },
    NotOpenSource { licence: String },
    UnknownLicence { text: String, nearest: Option<String> },
    PrivateRepository { host: String },
    AboveTaxSafe { value: Cents, most: Cents },

    // 04: files, ids and addresses
    MissingFile { name: String },
    MissingTwin { twin: String },
    UnexpectedFile { name: String, nearest: Option<Name> },
    BadName { name: String },
    UnknownId { kind: Kind, id: String, nearest: Option<String> },
    SameUrl { url: String, other: String },

    // 05: texts
    MissingSection { title: Name, is_here: bool },
    SectionOrder { title: Name, after: Name },
    EmptySection { title: Name },
    TopHeading,
    Link { target: String },
    UnsafeLink { target: String },
    Image { target: String },
    Unwritten,
    UnwrittenPosted,
    FewWords { words: usize, least: u32 },
    DataWithoutLink,
    RefusedTerm { found: String, instead: Name },
    SolutionFirst { found: String },
    BareUrl { url: String },
    SkippedLevel { from: u8, to: u8 },
    ImageWithoutText,
    RawHtml,
    Typography { sign: Sign, lang: Lang, found: String, instead: String },

    // 06: the theme
    Template { detail: String },
    MissingTemplate { name: Name },
    MissingString { key: String },
    UnknownString { key: String, nearest: Option<String> },
    UnknownVariable { name: String, nearest: Option<String> },
    LostPlaceholder { names: Vec<String> },
    InventedPlaceholder { names: Vec<String>, known: Vec<String> },
    UnusedString { key: String },

    // 07: fairness
    ShortPosting { days: i32, least: u32 },
    ClosesOnWeekend { date: Date },
    ClosesOnHoliday { holiday: Holiday },
    ClosesOnFridayAfternoon,
    HourlyRate { value: Cents, hours: u32, rate: Cents, least: Cents, most: Cents },
    LongProposal { effort: Effort, budget: u32 },
    TooLongProposal { effort: Effort, most: u32 },
    HeavyWorkload { hours: u32, days: i32, tenths_a_week: u32, most_tenths: u32 },

    // 08: what differs between the languages
    Headings { other: Option<String> },
    Lists { items: usize, other: usize },
    Tables { size: (usize, usize), other: (usize, usize) },
    Links { target: String },
    CodeBlocks { blocks: usize, other: usize },
    Numbers { here: Vec<String>, there: Vec<String> },
    StaleTwin { lang: Lang, changed: Lang, change: Change },
    WrongLanguage { lang: Lang, words: Vec<String> },

    // 09: the record, and what may not be published
    MissingApproval { missing: Vec<Name> },
    MissingReview,
    LateApproval { posted: Date },
    Unamended { fact: String, was: String, now: String, change: Change },
    EarlyOutcome { closes: Date },
    TwoOutcomes { other: Name },
    Splitting { sum: Cents, limit: Cents, others: Vec<String>, months: u32 },
    LooksLikeProposal { name: String },
    PersonalInformation { kind: Personal },
    ChangesNothing { fact: Name },
    NotYet { date: Date },
    UncheckedKeys { recipients: Vec<String> },
    SharedKey { recipient: String },
    NoReceiptKey,
    LateSelection { date: Date, days: i32, id: String },
    LateDelivery { date: Date, days: i32, id: String },
    LateOutcome { date: Date, days: i32, id: String },

    // 10: links to other sites
    DeadLink { url: String, status: u16 },
    UnreachableLink { url: String, why: Unreachable },
}

impl Problem {
    /// A code that never changes, for searching and for scripts.
    pub(crate) const fn code(&self) -> Code {
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
            Self::NotOpenSource { .. } => Code::E0307,
            Self::UnknownLicence { .. } => Code::E0308,
            Self::PrivateRepository { .. } => Code::E0309,
            Self::AboveTaxSafe { .. } => Code::W0310,
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
            Self::Unwritten => Code::W0508,
            Self::UnwrittenPosted => Code::E0509,
            Self::FewWords { .. } => Code::W0510,
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
            Self::Template { .. } => Code::E0601,
            Self::MissingTemplate { .. } => Code::E0602,
            Self::MissingString { .. } => Code::E0603,
            Self::UnknownString { .. } => Code::E0604,
            Self::UnknownVariable { .. } => Code::E0605,
            Self::LostPlaceholder { .. } => Code::E0606,
            Self::InventedPlaceholder { .. } => Code::E0607,
            Self::UnusedString { .. } => Code::W0608,
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
            Self::UncheckedKeys { .. } => Code::W0912,
            Self::SharedKey { .. } => Code::E0913,
            Self::NoReceiptKey => Code::W0914,
            Self::LateSelection { .. } => Code::W0940,
            Self::LateDelivery { .. } => Code::W0941,
            Self::LateOutcome { .. } => Code::W0942,
            Self::DeadLink { .. } => Code::E1001,
            Self::UnreachableLink { .. } => Code::W1002,
        }
    }

    /// Whether it keeps a site from being built.
    pub(crate) const fn severity(&self) -> Severity {
        self.code().severity()
    }
}
