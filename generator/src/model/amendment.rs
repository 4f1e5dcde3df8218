//! Amendments: dated changes, with what they replaced.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::Bilingual;

use super::fact::{Fact, FactValue};

/// A dated change to a posted opportunity.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Amendment {
    pub(crate) date: Date,
    /// The facts that it changed, with their former values.
    pub(crate) was: Vec<(Fact, FactValue)>,
    /// What it says to bidders.
    pub(crate) text: Bilingual<String>,
}
