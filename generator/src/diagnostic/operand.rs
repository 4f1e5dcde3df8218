//! The operands of problems that need a type of their own.

use jiff::civil::Date;

/// A change that git knows of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Its short name; nothing when it is not committed yet.
    pub commit: Option<String>,
    /// When it was made.
    pub date: Date,
}

/// What an image has that is no drawing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Active {
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
    Declaration(&'static str),
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
