//! What came of an opportunity.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Bilingual;

/// How an opportunity ended.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// A supplier was chosen.
    Awarded(Award),
    /// The work was accepted.
    Delivered(Award, Delivery),
    /// The contract ended without delivery.
    NotDelivered(Award, Ending),
    /// It closed with no winner.
    NotAwarded(Ending),
    /// Its team withdrew it.
    Cancelled(Ending),
}

/// A key under which the facts record an outcome, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum OutcomeKey {
    Award,
    Delivery,
    NotDelivered,
    NotAwarded,
    Cancelled,
    Payment,
}

impl OutcomeKey {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Award => "award",
            Self::Delivery => "delivery",
            Self::NotDelivered => "not_delivered",
            Self::NotAwarded => "not_awarded",
            Self::Cancelled => "cancelled",
            Self::Payment => "payment",
        }
    }
}

/// The choice of a supplier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Award {
    pub(crate) supplier: String,
    pub(crate) date: Date,
    /// The contract's price before taxes.
    pub(crate) value: Option<Cents>,
    /// How many proposals were received.
    pub(crate) proposals: Option<u32>,
    /// The reference numbers of the proposals drawn in reserve, in their order.
    pub(crate) reserve: Vec<String>,
}

/// The acceptance of the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub(crate) date: Date,
    /// Where the work is.
    pub(crate) repository: Option<String>,
}

/// An ending other than delivery, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ending {
    pub(crate) date: Option<Date>,
    pub(crate) reason: Bilingual<String>,
}
