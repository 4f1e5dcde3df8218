//! How an opportunity ends, as the facts that record it.

use std::path::Path;

use jiff::civil::Date;
use submit_fn::shared::lang::Bilingual;

use super::{Edited, File, RecordError, must_exist};
use crate::author::edit::{Group, add_group};
use crate::model::facts_of;

#[derive(Debug)]
pub(crate) enum Outcome {
    Award {
        supplier: String,
        date: Date,
        /// In dollars before taxes, if it is not the opportunity's price.
        value: Option<u32>,
        /// How many proposals were received.
        proposals: Option<u32>,
        /// The references of the proposals drawn in reserve, in order.
        reserve: Vec<String>,
    },
    Delivery {
        date: Date,
        repository: Option<String>,
    },
    Payment {
        date: Date,
    },
    Ended {
        ending: Ending,
        date: Date,
        reason: Bilingual<String>,
    },
}

/// An ending that needs a reason.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ending {
    Cancelled,
    NotAwarded,
    NotDelivered,
}

/// Records an outcome in the facts of an opportunity.
///
/// # Errors
/// If the opportunity is unknown, or has this outcome already.
pub(crate) fn outcome(root: &Path, id: &str, outcome: Outcome) -> Result<Edited, RecordError> {
    must_exist(root, id)?;
    let key = outcome.key();
    let group = outcome.group();
    File::read(root, facts_of(id))?.edit(group.block(key), |facts| add_group(facts, key, &group))
}

impl Outcome {
    const fn key(&self) -> &'static str {
        match self {
            Self::Award { .. } => "award",
            Self::Delivery { .. } => "delivery",
            Self::Payment { .. } => "payment",
            Self::Ended { ending: Ending::Cancelled, .. } => "cancelled",
            Self::Ended { ending: Ending::NotAwarded, .. } => "not_awarded",
            Self::Ended { ending: Ending::NotDelivered, .. } => "not_delivered",
        }
    }

    fn group(self) -> Group {
        match self {
            Self::Award { supplier, date, value, proposals, reserve } => Group::default()
                .with("supplier", supplier)
                .with("date", date.to_string())
                .with_some("value", value)
                .with_some("proposals", proposals)
                .with_some("reserve", (!reserve.is_empty()).then_some(reserve)),
            Self::Delivery { date, repository } => {
                Group::default().with("date", date.to_string()).with_some("repository", repository)
            }
            Self::Payment { date } => Group::default().with("date", date.to_string()),
            Self::Ended { date, reason, .. } => {
                Group::default().with("date", date.to_string()).with("en", reason.en).with("fr", reason.fr)
            }
        }
    }
}
