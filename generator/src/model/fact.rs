//! The facts of an opportunity that an amendment can change.
//!
//! What makes a fact amendable is a line of [`facts`] and an arm of [`super::Opportunity::fact`]; how its value is
//! read is in the schema, under its key.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::bundle::Criterion;
use submit_fn::shared::format::Cents;

use super::Kind;

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
    Posted "posted"
    Skills "skills"
    Repository "repository"
    Licence "licence"
    Terms "terms"
    Acceptance "acceptance"
    Criteria "criteria"
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
}
