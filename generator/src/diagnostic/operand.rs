//! The operands of problems that need a type of their own.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Expected {
    Text,
    /// A whole number, not negative.
    WholeNumber,
    /// A whole number from 1.
    Count,
    /// A number with at most one decimal.
    Decimal,
    Amount,
    Date,
    DateTime,
    List,
    /// Keys and values.
    Mapping,
    Url,
    Email,
    /// An id: lowercase letters without accents, digits and hyphens.
    Id,
    /// An IANA time zone.
    TimeZone,
    /// A public key that proposals are sealed to.
    Recipient,
    /// A public key that verifies receipts.
    VerifierKey,
    /// What open contracting identifiers begin with.
    OcidPrefix,
    /// A part of the text of an opportunity.
    TextPart,
}

/// What stands where another value was expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Found {
    /// A key without a value.
    Nothing,
    /// A number, a text or the like, as the file writes it; cut when it is long.
    Scalar(String),
    /// A text between quotes, which would be a number, a list or keys and values without them; cut when it is long.
    Quoted(String),
    List,
    /// Keys and values.
    Mapping,
    /// A value with a tag of YAML.
    Tagged,
}

/// Why no picture can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Undrawable {
    /// What is wrong with the drawing, in the words of who reads SVG.
    Svg(String),
    /// The theme has no font.
    NoFont,
    NotAFont,
}

/// Why a file or a folder cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Unreadable {
    /// It is not there.
    Missing,
    /// Permission is denied.
    Forbidden,
    /// It is a folder.
    Folder,
    /// It leads to itself.
    Loop,
    /// Something else, in the system's own message.
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

/// A change that git knows of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Change {
    /// Its short name; `None` if it is not committed yet.
    pub(crate) commit: Option<String>,
    pub(crate) date: Date,
}

/// What was recorded once and stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Entry {
    Amendment,
    Review,
    Approval,
    /// A published question with its answer.
    Answer,
}

/// What stands in the place of a file, and is not kept by git.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Foreign {
    Link,
    /// A folder with a history of its own.
    Repository,
}

/// What an image has that is no drawing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Active {
    /// An element that runs or embeds something, by its name.
    Element(String),
    /// An attribute that runs a script, by its name.
    Event(String),
    /// An address that runs a script.
    ScriptAddress,
    /// An address of something that is not in the image.
    Reference(String),
    /// A processing instruction, by its name.
    Instruction(String),
    /// How a declaration begins that changes what the rest of the text means.
    Declaration(Cow<'static, str>),
}

/// What is written against the typography of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Sign {
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
    /// Dates, with the names of months and days.
    Date,
    /// Letters of a word: œ, and accents on capitals.
    Letter,
}

/// The holidays of the federal public service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Holiday {
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Unreachable {
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
    /// Something else, in the system's own message.
    Other(String),
}

/// What says who asked a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Identity {
    /// Of a person or a firm.
    Name,
    Telephone,
    Email,
    /// A postal code.
    Address,
    /// A date of birth.
    Birth,
}

/// What personal information seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Personal {
    /// A social insurance number.
    Sin,
    /// The number of a bank card.
    Card,
    /// The private key of an officer.
    PrivateKey,
}
