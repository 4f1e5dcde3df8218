//! The facts of an opportunity that an amendment can change, or correct.
//!
//! What makes a fact amendable is a line of [`facts`] and an arm of [`super::Opportunity::fact`]; how its value is
//! read is in the schema, under its key.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::bundle::Criterion;
use submit_fn::shared::format::Cents;

use super::Kind;
use super::outcome::{Award, Delivery, Ending};

macro_rules! facts {
    ($($fact:ident $key:literal)+) => {
        /// A fact that an amendment can change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub(crate) enum Fact {
            $($fact,)+
        }

        impl Fact {
            /// All, in the order in which a page lists them.
            pub(crate) const ALL: &[Self] = &[$(Self::$fact,)+];

            /// Its key in opportunity.yaml.
            pub(crate) const fn key(self) -> &'static str {
                match self {
                    $(Self::$fact => $key,)+
                }
            }
        }
    };
}

facts! {
    Department "department"
    Team "team"
    Project "project"
    Closes "closes"
    QuestionsClose "questions_close"
    Selection "selection"
    Starts "starts"
    Delivers "delivers"
    Value "value"
    Hours "hours"
    Skills "skills"
    Repository "repository"
    Licence "licence"
    Terms "terms"
    Acceptance "acceptance"
    Criteria "criteria"
    Award "award"
    Delivery "delivery"
    NotDelivered "not_delivered"
    NotAwarded "not_awarded"
    Cancelled "cancelled"
    Payment "payment"
}

impl Fact {
    /// Whether it is what bidders compete on: it stays as it is once nobody can send a proposal any more.
    pub(crate) const fn is_of_the_offer(self) -> bool {
        matches!(self, Self::Closes | Self::QuestionsClose | Self::Repository) || self.is_weighed()
    }

    /// Whether it records what came of the opportunity.
    pub(crate) const fn is_outcome(self) -> bool {
        matches!(
            self,
            Self::Award | Self::Delivery | Self::NotDelivered | Self::NotAwarded | Self::Cancelled | Self::Payment
        )
    }

    /// Whether a bidder weighs it before answering: a change of it takes time to think about.
    pub(crate) const fn is_weighed(self) -> bool {
        match self {
            Self::Value
            | Self::Hours
            | Self::Skills
            | Self::Licence
            | Self::Terms
            | Self::Acceptance
            | Self::Criteria => true,
            Self::Department
            | Self::Team
            | Self::Project
            | Self::Closes
            | Self::QuestionsClose
            | Self::Selection
            | Self::Starts
            | Self::Delivers
            | Self::Repository
            | Self::Award
            | Self::Delivery
            | Self::NotDelivered
            | Self::NotAwarded
            | Self::Cancelled
            | Self::Payment => false,
        }
    }
}

impl FactValue {
    pub(crate) const fn instant(&self) -> Option<Timestamp> {
        match self {
            Self::Instant(instant) => Some(*instant),
            _ => None,
        }
    }
}

/// The value of a fact, before an amendment or after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum FactValue {
    Id(Kind, String),
    Ids(Kind, Vec<String>),
    Instant(Timestamp),
    Date(Date),
    Money(Cents),
    Hours(u32),
    Text(String),
    Criteria(Vec<Criterion>),
    Award(Award),
    Delivery(Delivery),
    Ending(Ending),
    Payment(Date),
}
