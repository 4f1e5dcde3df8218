//! Every problem that a file of a site can have, as data.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Lang;

use super::operand::{
    Active, Change, Entry, Expected, Foreign, Found, Holiday, Identity, Personal, Sign, Undrawable, Unreachable,
    Unreadable,
};
use super::{Code, Severity};
use crate::model::{Effort, Kind, Step, TextPart};

/// A name that this program knows, such as that of a key: static where it is reported, owned where it is read
/// from a cache.
pub(crate) type Name = Cow<'static, str>;

/// One problem with its operands, in the order of codes. Its words are in `words/en` and `words/fr`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Problem {
    // 01: files that cannot be read
    Unreadable(Unreadable),
    NotUtf8,
    YamlSyntax {
        detail: String,
    },
    TomlSyntax {
        detail: String,
    },
    NoFrontMatter,
    OpenFrontMatter,
    OutsideSite,
    SpecialFile,
    TooLarge {
        size: u64,
        limit: u64,
    },
    NotAnImage {
        format: Name,
    },
    ActiveImage(Active),
    ConflictMarks,
    OpenFence,

    // 02: keys and values
    UnknownKey {
        key: String,
        nearest: Option<Name>,
        known: Vec<Name>,
    },
    MissingKey {
        key: Name,
    },
    WrongType {
        expected: Expected,
        found: Found,
    },
    Empty,
    EmptyFile {
        is_list: bool,
    },
    EmptyList,
    TooLong {
        limit: usize,
        length: usize,
    },
    Repeated {
        id: String,
    },
    OutOfBounds {
        least: u32,
        most: u32,
    },
    Inverted {
        greater: Name,
        lesser: Name,
    },

    // 03: dates, prices, licences and repositories
    DateForm {
        text: String,
        expected: Expected,
    },
    ImpossibleDate {
        text: String,
    },
    ImpossibleTime {
        text: String,
        zone: String,
    },
    AmbiguousTime {
        text: String,
        zone: String,
    },
    DateOrder {
        key: Name,
        before: Name,
        same_day: bool,
    },
    PriceAboveLimit {
        with_tax: Cents,
        limit: Cents,
        most: Cents,
    },
    NotOpenSource {
        licence: String,
    },
    UnknownLicence {
        text: String,
        nearest: Option<String>,
    },
    PrivateRepository {
        host: String,
    },
    AboveTaxSafe {
        value: Cents,
        most: Cents,
    },
    DistantDate {
        key: Name,
        after: Name,
        years: i16,
    },
    FarAhead,
    ImpossibleHour {
        time: String,
    },
    UnsafeTaxSafe {
        most: Cents,
    },

    // 04: files, ids and addresses
    MissingFile {
        name: String,
    },
    MissingTwin {
        twin: String,
    },
    UnexpectedFile {
        name: String,
        nearest: Option<Name>,
    },
    BadName {
        name: String,
    },
    UnknownId {
        kind: Kind,
        id: String,
        nearest: Option<String>,
    },
    UnknownTheme {
        id: String,
        nearest: Option<String>,
    },
    SameUrl {
        url: String,
        other: String,
    },

    // 05: texts
    MissingSection {
        title: Name,
        is_here: bool,
    },
    SectionOrder {
        title: Name,
        after: Name,
    },
    EmptySection {
        title: Name,
    },
    TopHeading,
    Link {
        target: String,
    },
    UnsafeLink {
        target: String,
    },
    Image {
        target: String,
    },
    Unwritten,
    UnwrittenPosted,
    FewWords {
        words: usize,
        least: u32,
    },
    DataWithoutLink,
    /// A word with the ending of the other gender between signs.
    SplitWord {
        found: String,
    },
    RefusedTerm {
        found: String,
        instead: Name,
    },
    SolutionFirst {
        found: String,
    },
    BareUrl {
        url: String,
    },
    SkippedLevel {
        from: u8,
        to: u8,
    },
    ImageWithoutText,
    RawHtml,
    Typography {
        sign: Sign,
        lang: Lang,
        found: String,
        instead: String,
    },
    VagueLink {
        words: String,
    },
    LiteralMarkup {
        found: String,
    },
    ProposalByEmail,
    EmptyLink,
    Unfinished {
        found: String,
    },
    HiddenCharacter {
        character: char,
    },
    MissingNote {
        name: String,
    },
    EmptyNote {
        name: String,
    },
    NoteInAnswer,
    UnusedNote {
        name: String,
        is_repeated: bool,
    },

    // 06: the theme
    Template {
        detail: String,
    },
    MissingTemplate {
        name: Name,
    },
    MissingString {
        key: String,
        /// The form that is missing, of a text with a number.
        form: Option<Name>,
    },
    UnknownString {
        key: String,
        nearest: Option<String>,
    },
    UnknownVariable {
        name: String,
        nearest: Option<String>,
    },
    LostPlaceholder {
        names: Vec<String>,
    },
    InventedPlaceholder {
        names: Vec<String>,
        known: Vec<String>,
    },
    UnusedString {
        key: String,
    },
    Undrawable(Undrawable),

    // 07: fairness
    ShortPosting {
        days: i32,
        least: u32,
    },
    ClosesOnWeekend {
        date: Date,
    },
    ClosesOnHoliday {
        holiday: Holiday,
    },
    ClosesOnFridayAfternoon,
    HourlyRate {
        value: Cents,
        hours: u32,
        rate: Cents,
        least: Cents,
        most: Cents,
    },
    LongProposal {
        effort: Effort,
        budget: u32,
    },
    TooLongProposal {
        effort: Effort,
        most: u32,
    },
    HeavyWorkload {
        hours: u32,
        days: i32,
        tenths_a_week: u32,
        most_tenths: u32,
    },

    // 08: what differs between the languages
    Headings {
        other: Option<String>,
    },
    Lists {
        items: usize,
        other: usize,
    },
    Tables {
        size: (usize, usize),
        other: (usize, usize),
    },
    Links {
        target: String,
    },
    BareLink {
        target: String,
    },
    CodeBlocks {
        blocks: usize,
        other: usize,
    },
    Numbers {
        here: Vec<String>,
        there: Vec<String>,
    },
    NumberWords {
        here: Vec<String>,
        there: Vec<String>,
    },
    Bounds {
        here: String,
        there: String,
    },
    Names {
        here: String,
        there: String,
    },
    Samples {
        here: String,
        there: String,
    },
    Sentence,
    Denial,
    /// How many references to notes, and how many notes.
    Notes {
        size: (usize, usize),
        other: (usize, usize),
    },
    StaleTwin {
        lang: Lang,
        changed: Lang,
        change: Change,
    },
    WrongLanguage {
        lang: Lang,
        words: Vec<String>,
    },

    // 09: the record, and what may not be published
    MissingApproval {
        missing: Vec<Name>,
    },
    MissingReview,
    LateApproval {
        posted: Date,
    },
    Unamended {
        fact: String,
        was: String,
        now: String,
        change: Change,
    },
    Uncorrected {
        key: String,
        was: String,
        now: String,
        change: Change,
    },
    EarlyOutcome {
        closes: Date,
    },
    TwoOutcomes {
        other: Name,
    },
    Splitting {
        sum: Cents,
        with_tax: Cents,
        limit: Cents,
        others: Vec<String>,
        months: u32,
    },
    LooksLikeProposal {
        name: String,
    },
    PersonalInformation {
        kind: Personal,
    },
    ChangesNothing {
        fact: Name,
    },
    AmendmentOrder,
    Backdated {
        last: Date,
    },
    NotYet {
        date: Date,
    },
    UncheckedKeys {
        recipients: Vec<String>,
    },
    SharedKey {
        recipient: String,
    },
    NoReceiptKey,
    Removed {
        now: Option<String>,
    },
    PostingMoved {
        was: String,
        now: Option<String>,
        change: Change,
    },
    Rewritten {
        entry: Entry,
        change: Change,
    },
    TextRewritten {
        part: TextPart,
        was: String,
        now: String,
        change: Change,
    },
    TextChanged {
        part: TextPart,
        was: String,
        now: String,
        change: Change,
    },
    LateChange {
        closed: Date,
    },
    ShortNotice {
        days: i32,
        least: u32,
    },
    LessTime {
        fact: Name,
    },
    LateAnswer {
        closed: Date,
    },
    AnotherPrice {
        value: Cents,
        price: Cents,
    },
    SupplierAddress,
    NotAReference {
        text: String,
    },
    MovedZone {
        was: String,
    },
    SharedText {
        was: String,
    },
    AddressMoved {
        was: String,
        now: String,
    },
    NamedBidder {
        kind: Identity,
    },
    ImageChanged {
        change: Change,
    },
    AnotherHost {
        was: String,
    },
    NotKept {
        what: Foreign,
    },
    Late {
        step: Step,
        date: Date,
        days: i32,
        id: String,
    },

    // 10: links to other sites
    DeadLink {
        url: String,
        status: u16,
    },
    UnreachableLink {
        url: String,
        why: Unreachable,
    },
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
            Self::ConflictMarks => Code::E0112,
            Self::OpenFence => Code::E0113,
            Self::UnknownKey { .. } => Code::E0201,
            Self::MissingKey { .. } => Code::E0202,
            Self::WrongType { .. } => Code::E0203,
            Self::Empty | Self::EmptyFile { .. } | Self::EmptyList => Code::E0204,
            Self::TooLong { .. } => Code::E0205,
            Self::Repeated { .. } => Code::E0206,
            Self::OutOfBounds { .. } => Code::E0207,
            Self::Inverted { .. } => Code::E0208,
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
            Self::DistantDate { .. } | Self::FarAhead => Code::W0314,
            Self::ImpossibleHour { .. } => Code::E0311,
            Self::UnsafeTaxSafe { .. } => Code::W0312,
            Self::MissingFile { .. } => Code::E0401,
            Self::MissingTwin { .. } => Code::E0402,
            Self::UnexpectedFile { .. } => Code::E0403,
            Self::BadName { .. } => Code::E0404,
            Self::UnknownId { .. } | Self::UnknownTheme { .. } => Code::E0405,
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
            Self::SplitWord { .. } | Self::RefusedTerm { .. } => Code::W0512,
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
            Self::Typography { sign: Sign::Date, .. } => Code::W0526,
            Self::Typography { sign: Sign::Letter, .. } => Code::W0527,
            Self::VagueLink { .. } => Code::W0528,
            Self::LiteralMarkup { .. } => Code::W0529,
            Self::ProposalByEmail => Code::W0530,
            Self::EmptyLink => Code::E0531,
            Self::Unfinished { .. } => Code::W0532,
            Self::HiddenCharacter { .. } => Code::E0533,
            Self::MissingNote { .. } | Self::EmptyNote { .. } | Self::NoteInAnswer => Code::E0534,
            Self::UnusedNote { .. } => Code::E0535,
            Self::Template { .. } => Code::E0601,
            Self::MissingTemplate { .. } => Code::E0602,
            Self::MissingString { .. } => Code::E0603,
            Self::UnknownString { .. } => Code::E0604,
            Self::UnknownVariable { .. } => Code::E0605,
            Self::LostPlaceholder { .. } => Code::E0606,
            Self::InventedPlaceholder { .. } => Code::E0607,
            Self::UnusedString { .. } => Code::W0608,
            Self::Undrawable(_) => Code::E0609,
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
            Self::Links { .. } | Self::BareLink { .. } => Code::E0804,
            Self::CodeBlocks { .. } => Code::E0805,
            Self::Numbers { .. } => Code::E0806,
            Self::StaleTwin { .. } => Code::W0807,
            Self::WrongLanguage { .. } => Code::W0808,
            Self::NumberWords { .. } => Code::W0809,
            Self::Bounds { .. } => Code::W0810,
            Self::Names { .. } => Code::W0811,
            Self::Samples { .. } => Code::W0812,
            Self::Sentence => Code::W0813,
            Self::Denial => Code::W0814,
            Self::Notes { .. } => Code::E0815,
            Self::MissingApproval { .. } => Code::E0901,
            Self::MissingReview => Code::E0902,
            Self::LateApproval { .. } => Code::E0903,
            Self::Unamended { .. } | Self::Uncorrected { .. } => Code::E0904,
            Self::EarlyOutcome { .. } => Code::E0905,
            Self::TwoOutcomes { .. } => Code::E0906,
            Self::Splitting { .. } => Code::W0907,
            Self::LooksLikeProposal { .. } => Code::E0908,
            Self::PersonalInformation { .. } => Code::E0909,
            Self::ChangesNothing { .. } => Code::E0910,
            Self::AmendmentOrder | Self::Backdated { .. } => Code::E0305,
            Self::NotYet { .. } => Code::W0911,
            Self::UncheckedKeys { .. } => Code::W0912,
            Self::SharedKey { .. } => Code::E0913,
            Self::NoReceiptKey => Code::W0914,
            Self::Removed { .. } => Code::E0915,
            Self::PostingMoved { .. } => Code::E0916,
            Self::Rewritten { .. } => Code::E0917,
            Self::TextRewritten { .. } => Code::E0918,
            Self::TextChanged { .. } => Code::W0919,
            Self::LateChange { .. } => Code::E0920,
            Self::ShortNotice { .. } => Code::E0921,
            Self::LessTime { .. } => Code::E0922,
            Self::LateAnswer { .. } => Code::E0923,
            Self::AnotherPrice { .. } => Code::E0924,
            Self::SupplierAddress => Code::E0925,
            Self::NotAReference { .. } => Code::E0926,
            Self::MovedZone { .. } => Code::E0927,
            Self::SharedText { .. } => Code::W0928,
            Self::AddressMoved { .. } => Code::E0929,
            Self::NamedBidder { .. } => Code::W0930,
            Self::ImageChanged { .. } => Code::W0931,
            Self::AnotherHost { .. } => Code::W0932,
            Self::NotKept { .. } => Code::E0933,
            Self::Late { step: Step::Selection, .. } => Code::W0940,
            Self::Late { step: Step::Delivery, .. } => Code::W0941,
            Self::Late { step: Step::Outcome, .. } => Code::W0942,
            Self::Late { step: Step::Payment, .. } => Code::W0943,
            Self::Late { step: Step::Answers, .. } => Code::W0944,
            Self::DeadLink { .. } => Code::E1001,
            Self::UnreachableLink { .. } => Code::W1002,
        }
    }

    /// Whether it keeps a site from being built.
    pub(crate) const fn severity(&self) -> Severity {
        self.code().severity()
    }
}
