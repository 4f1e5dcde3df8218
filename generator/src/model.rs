//! What a site is made of: typed, and each text in both languages.

pub(crate) mod address;
mod amendment;
mod custody;
pub(crate) mod download;
mod due;
mod effort;
mod entity;
mod fact;
mod kind;
mod next_change;
mod opportunity;
mod outcome;
mod prose;
mod settings;
mod site;
mod status;

pub(crate) use amendment::{Amendment, TextPart};
pub use custody::LocalKeys;
pub(crate) use custody::{Custody, SealingKey, SiteKeys};
pub(crate) use download::{CALENDAR, Dataset, FeedFormat, OcdsPackage, PICTURE};
pub(crate) use due::{Due, Step};
pub(crate) use effort::Effort;
pub(crate) use entity::{Department, News, Page, Project, Team, TermsPage};
pub(crate) use fact::{Fact, FactValue};
pub(crate) use kind::{FACTS, Kind, facts_of};
pub(crate) use next_change::{Change, NextChange};
pub(crate) use opportunity::{Answered, Approver, Correction, Criterion, Opportunity, Review, Schedule};
pub(crate) use outcome::{Award, Delivery, Ending, Outcome, OutcomeKey};
pub(crate) use prose::Prose;
pub(crate) use settings::{Checks, Limits, MenuEntry, Settings, Thresholds};
pub(crate) use site::{BilingualList, Item, Site};
pub(crate) use status::Status;
