//! Amendments: dated changes, with what they replaced.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::Bilingual;

use super::fact::{Fact, FactValue};

macro_rules! text_parts {
    ($($part:ident $id:literal)+) => {
        /// A part of an opportunity's text that an amendment can change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub(crate) enum TextPart {
            $($part,)+
        }

        impl TextPart {
            /// All, in the order in which a page shows them.
            pub(crate) const ALL: &[Self] = &[$(Self::$part,)+];

            /// Its name in an amendment.
            pub(crate) const fn id(self) -> &'static str {
                match self {
                    $(Self::$part => $id,)+
                }
            }
        }
    };
}

text_parts! {
    Title "title"
    Summary "summary"
    Context "context"
    Problem "problem"
    Data "data"
    Work "work"
    Acceptance "acceptance"
}

/// A dated change to a posted opportunity.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Amendment {
    pub(crate) date: Date,
    /// The facts that it changed, with their former values.
    pub(crate) was: Vec<(Fact, FactValue)>,
    /// The parts of the text that it changed.
    pub(crate) texts: Vec<TextPart>,
    /// What it says to bidders.
    pub(crate) text: Bilingual<String>,
}
