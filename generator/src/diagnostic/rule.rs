//! The rules of the exchange that content can break, as data: what makes an opportunity fair, clear, the
//! same in both languages, and honest.

use jiff::civil::Date;
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Lang;

use super::Severity;

/// A broken rule with its operands. Its words are in `words/rules_en` and `words/rules_fr`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is explained by its two messages and its page of `devex explain`")]
pub enum Rule {
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

/// A change that git knows of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Its short name; nothing when it is not committed yet.
    pub commit: Option<String>,
    /// When it was made.
    pub date: Date,
}

/// What is written against the typography of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Spaces before and after signs.
    Space,
    /// Quotation marks.
    Quotes,
    /// Amounts of money.
    Money,
    /// Times of day.
    Time,
    /// Numbers and percentages.
    Number,
}

/// The holidays of the federal public service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "their names say it all")]
pub enum Holiday {
    NewYear,
    GoodFriday,
    EasterMonday,
    Victoria,
    Canada,
    Civic,
    Labour,
    TruthAndReconciliation,
    Thanksgiving,
    Remembrance,
    Christmas,
    Boxing,
}

/// Why another site could not be reached.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreachable {
    /// Its name leads nowhere.
    NoHost,
    /// It does not answer in time.
    TooSlow,
    /// Nothing listens there.
    Refused,
    /// Its certificate is not valid.
    Certificate,
    /// It answers that it is broken.
    Status(u16),
    /// Something else, in the words of the system.
    Other(String),
}

/// What personal information seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Personal {
    /// A social insurance number.
    Sin,
    /// The number of a bank card.
    Card,
}

/// What a proposal asks of a bidder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Effort {
    /// Words to read, of the longer version.
    pub words_to_read: u32,
    /// Words to write, at most.
    pub words_to_write: u32,
    /// How long both take.
    pub minutes: u32,
}

impl Rule {
    /// A code that never changes, for searching and for scripts. Its letter is the severity.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotOpenSource { .. } => "E0307",
            Self::UnknownLicence { .. } => "E0308",
            Self::PrivateRepository { .. } => "E0309",
            Self::AboveTaxSafe { .. } => "W0310",
            Self::Unwritten => "W0508",
            Self::UnwrittenPosted => "E0509",
            Self::ShortProblem { .. } => "W0510",
            Self::DataWithoutLink => "W0511",
            Self::RefusedTerm { .. } => "W0512",
            Self::SolutionFirst { .. } => "W0513",
            Self::BareUrl { .. } => "W0514",
            Self::SkippedLevel { .. } => "W0515",
            Self::ImageWithoutText => "E0516",
            Self::RawHtml => "W0517",
            Self::Typography { sign: Sign::Space, .. } => "W0521",
            Self::Typography { sign: Sign::Quotes, .. } => "W0522",
            Self::Typography { sign: Sign::Money, .. } => "W0523",
            Self::Typography { sign: Sign::Time, .. } => "W0524",
            Self::Typography { sign: Sign::Number, .. } => "W0525",
            Self::ShortPosting { .. } => "E0701",
            Self::ClosesOnWeekend { .. } => "W0702",
            Self::ClosesOnHoliday { .. } => "W0703",
            Self::ClosesOnFridayAfternoon => "W0704",
            Self::HourlyRate { .. } => "W0705",
            Self::LongProposal { .. } => "W0706",
            Self::TooLongProposal { .. } => "E0707",
            Self::HeavyWorkload { .. } => "W0708",
            Self::Headings { .. } => "E0801",
            Self::Lists { .. } => "E0802",
            Self::Tables { .. } => "E0803",
            Self::Links { .. } => "E0804",
            Self::CodeBlocks { .. } => "E0805",
            Self::Numbers { .. } => "E0806",
            Self::StaleTwin { .. } => "W0807",
            Self::WrongLanguage { .. } => "W0808",
            Self::MissingApproval { .. } => "E0901",
            Self::MissingReview => "E0902",
            Self::LateApproval { .. } => "E0903",
            Self::Unamended { .. } => "E0904",
            Self::EarlyOutcome { .. } => "E0905",
            Self::TwoOutcomes { .. } => "E0906",
            Self::Splitting { .. } => "W0907",
            Self::LooksLikeProposal { .. } => "E0908",
            Self::PersonalInformation { .. } => "E0909",
            Self::ChangesNothing { .. } => "E0910",
            Self::NotYet { .. } => "W0911",
            Self::DeadLink { .. } => "E1001",
            Self::UnreachableLink { .. } => "W1002",
        }
    }
}

/// The severity that the letter of a code tells.
pub const fn severity_of(code: &str) -> Severity {
    match code.as_bytes().first() {
        Some(b'W') => Severity::Warning,
        _ => Severity::Error,
    }
}
