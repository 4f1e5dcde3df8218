//! The status of an opportunity: derived from its facts and the clock, never typed by hand.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::opportunity::Opportunity;
use super::outcome::Outcome;

/// Where an opportunity stands. Lists show current ones in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Status {
    /// Receives proposals.
    Open,
    /// Will receive proposals.
    Upcoming,
    /// Closed, no outcome recorded.
    Evaluating,
    /// A supplier was chosen.
    Awarded,
    /// The work was accepted.
    Delivered,
    /// The contract ended without delivery.
    NotDelivered,
    /// Closed with no winner.
    NotAwarded,
    /// Withdrawn by its team.
    Cancelled,
    /// Not posted: in peer review, listed nowhere.
    Draft,
}

impl Status {
    /// All but that of drafts, in the order of lists.
    pub(crate) const POSTED: [Self; 8] = [
        Self::Open,
        Self::Upcoming,
        Self::Evaluating,
        Self::Awarded,
        Self::Delivered,
        Self::NotDelivered,
        Self::NotAwarded,
        Self::Cancelled,
    ];

    /// Whether an outcome is recorded: it is no longer for bidders to act on.
    pub(crate) const fn is_over(self) -> bool {
        matches!(self, Self::Awarded | Self::Delivered | Self::NotDelivered | Self::NotAwarded | Self::Cancelled)
    }

    /// Whether proposals are received, or will be.
    pub(crate) const fn is_before_closing(self) -> bool {
        matches!(self, Self::Open | Self::Upcoming)
    }

    /// Whether it is posted and its outcome is to come: it follows the clock.
    pub(crate) const fn is_under_way(self) -> bool {
        matches!(self, Self::Open | Self::Upcoming | Self::Evaluating)
    }

    /// The name in code, style sheets and data.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Upcoming => "upcoming",
            Self::Evaluating => "evaluating",
            Self::Awarded => "awarded",
            Self::Delivered => "delivered",
            Self::NotDelivered => "not_delivered",
            Self::NotAwarded => "not_awarded",
            Self::Cancelled => "cancelled",
            Self::Draft => "draft",
        }
    }

    /// The status of an opportunity at an instant.
    pub(crate) fn of(opportunity: &Opportunity, now: Timestamp) -> Self {
        match (&opportunity.outcome, &opportunity.schedule) {
            (Some(Outcome::Cancelled(_)), _) => Self::Cancelled,
            (Some(Outcome::NotAwarded(_)), _) => Self::NotAwarded,
            (Some(Outcome::NotDelivered(..)), _) => Self::NotDelivered,
            (Some(Outcome::Delivered(..)), _) => Self::Delivered,
            (Some(Outcome::Awarded(_)), _) => Self::Awarded,
            (None, None) => Self::Draft,
            (None, Some(schedule)) if now < schedule.opens => Self::Upcoming,
            (None, Some(schedule)) if now < schedule.closes => Self::Open,
            (None, Some(_)) => Self::Evaluating,
        }
    }
}
