//! Amendments: what an opportunity said before.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Bilingual;

use super::opportunity::{Criterion, Opportunity};

/// A dated change to a posted opportunity.
#[derive(Debug)]
pub(crate) struct Amendment {
    /// When it was made.
    pub(crate) date: Date,
    /// The facts that it changed.
    pub(crate) was: Vec<Change>,
    /// What it says.
    pub(crate) text: Bilingual<String>,
}

/// A fact before an amendment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Whose money it is.
    Department(String),
    /// Who posts it.
    Team(String),
    /// What it is part of.
    Project(String),
    /// The closing time.
    Closes(Timestamp),
    /// The last instant for questions.
    QuestionsClose(Timestamp),
    /// The selection date.
    Selection(Date),
    /// The start date.
    Starts(Date),
    /// The delivery date.
    Delivers(Date),
    /// The price.
    Value(Cents),
    /// The estimated hours.
    Hours(u32),
    /// The day of posting.
    Posted(Date),
    /// What a bidder must know.
    Skills(Vec<String>),
    /// Where the code is.
    Repository(String),
    /// The licence.
    Licence(String),
    /// The terms and conditions.
    Terms(String),
    /// The standard work acceptance criteria.
    Acceptance(Vec<String>),
    /// The evaluation criteria.
    Criteria(Vec<Criterion>),
}

impl Change {
    /// The key of the fact.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Department(_) => "department",
            Self::Team(_) => "team",
            Self::Project(_) => "project",
            Self::Closes(_) => "closes",
            Self::QuestionsClose(_) => "questions_close",
            Self::Selection(_) => "selection",
            Self::Starts(_) => "starts",
            Self::Delivers(_) => "delivers",
            Self::Value(_) => "value",
            Self::Hours(_) => "hours",
            Self::Posted(_) => "posted",
            Self::Skills(_) => "skills",
            Self::Repository(_) => "repository",
            Self::Licence(_) => "licence",
            Self::Terms(_) => "terms",
            Self::Acceptance(_) => "acceptance",
            Self::Criteria(_) => "criteria",
        }
    }
}

impl Opportunity {
    /// What a fact became by an amendment, given by its place among them: what the next one found, or what it is
    /// today; nothing when the fact was taken away.
    pub(crate) fn after(&self, amendment: usize, was: &Change) -> Option<Change> {
        let mut later = self.amendments.iter().skip(amendment + 1).flat_map(|amendment| &amendment.was);
        later.find(|other| other.key() == was.key()).cloned().or_else(|| self.today(was))
    }

    /// What the fact of a change is today.
    fn today(&self, fact: &Change) -> Option<Change> {
        match fact {
            Change::Department(_) => Some(Change::Department(self.department.clone())),
            Change::Team(_) => Some(Change::Team(self.team.clone())),
            Change::Project(_) => self.project.clone().map(Change::Project),
            Change::Closes(_) => self.closes.map(Change::Closes),
            Change::QuestionsClose(_) => self.questions_close.map(Change::QuestionsClose),
            Change::Selection(_) => self.selection.map(Change::Selection),
            Change::Starts(_) => self.starts.map(Change::Starts),
            Change::Delivers(_) => self.delivers.map(Change::Delivers),
            Change::Value(_) => Some(Change::Value(self.value)),
            Change::Hours(_) => self.hours.map(Change::Hours),
            Change::Posted(_) => self.schedule.map(|schedule| Change::Posted(schedule.posted)),
            Change::Skills(_) => Some(Change::Skills(self.skills.clone())),
            Change::Repository(_) => self.repository.clone().map(Change::Repository),
            Change::Licence(_) => Some(Change::Licence(self.licence.clone())),
            Change::Terms(_) => Some(Change::Terms(self.terms.clone())),
            Change::Acceptance(_) => Some(Change::Acceptance(self.acceptance.clone())),
            Change::Criteria(_) => Some(Change::Criteria(self.criteria.clone())),
        }
    }
}
