//! An opportunity: facts once, prose twice.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
pub(crate) use submit_fn::shared::bundle::Criterion;
use submit_fn::shared::format::{Cents, Zone};
use submit_fn::shared::lang::Bilingual;

use super::Kind;
use super::amendment::Amendment;
use super::fact::{Fact, FactValue};
use super::outcome::{Award, Outcome, OutcomeKey};
use super::prose::Prose;

/// A small fixed-price contract.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Opportunity {
    /// The name of its folder.
    pub(crate) id: String,
    pub(crate) department: String,
    pub(crate) team: String,
    pub(crate) project: Option<String>,
    /// Before taxes.
    pub(crate) value: Cents,
    /// Estimated hours of work.
    pub(crate) hours: Option<u32>,
    /// Until when proposals are received; a draft may not know yet.
    pub(crate) closes: Option<Timestamp>,
    /// `None` for a draft.
    pub(crate) schedule: Option<Schedule>,
    /// Until when questions are answered.
    pub(crate) questions_close: Option<Timestamp>,
    /// When the supplier is selected.
    pub(crate) selection: Option<Date>,
    pub(crate) starts: Option<Date>,
    pub(crate) delivers: Option<Date>,
    pub(crate) skills: Vec<String>,
    /// Where the code is.
    pub(crate) repository: Option<String>,
    /// SPDX expression.
    pub(crate) licence: String,
    pub(crate) terms: String,
    /// Standard work acceptance criteria.
    pub(crate) acceptance: Vec<String>,
    /// Evaluation criteria, passed or failed; each becomes a question of the form.
    pub(crate) criteria: Vec<Criterion>,
    /// Peer reviews of the problem.
    pub(crate) reviews: Vec<Review>,
    /// Who approved, and when.
    pub(crate) approvals: Vec<(Approver, Date)>,
    /// The oldest first.
    pub(crate) amendments: Vec<Amendment>,
    /// Published questions with their answers, the oldest first.
    pub(crate) questions: Vec<Answered>,
    /// What prevails of what is recorded under `outcome_keys`.
    pub(crate) outcome: Option<Outcome>,
    /// When the supplier was paid.
    pub(crate) payment: Option<Date>,
    /// Where the facts record an outcome, readable or not.
    pub(crate) outcome_keys: Vec<OutcomeKey>,
    pub(crate) prose: Bilingual<Prose>,
}

impl Opportunity {
    /// The kinds of which some items own opportunities, and list them on their pages.
    pub(crate) const OWNERS: [Kind; 4] = [Kind::Skill, Kind::Team, Kind::Department, Kind::Project];

    /// The items that list this opportunity on their pages, by kind and id.
    pub(crate) fn owners(&self) -> impl Iterator<Item = (Kind, &str)> {
        let skills = self.skills.iter().map(|skill| (Kind::Skill, skill.as_str()));
        let project = self.project.iter().map(|project| (Kind::Project, project.as_str()));
        skills.chain([(Kind::Team, self.team.as_str()), (Kind::Department, self.department.as_str())]).chain(project)
    }

    /// When it opens, stops taking questions and closes, as far as that is known.
    pub(crate) fn instants(&self) -> impl Iterator<Item = Timestamp> {
        self.schedule.map(|schedule| schedule.opens).into_iter().chain(self.questions_close).chain(self.closes)
    }

    /// When it stops taking questions.
    pub(crate) fn questions_until(&self) -> Option<Timestamp> {
        self.questions_close.or(self.closes)
    }

    /// Until when it receives or received proposals: until it closes, or the day on which it was cancelled before that.
    pub(crate) fn receives_until(&self, zone: &Zone) -> Option<Timestamp> {
        let cancelled = match &self.outcome {
            Some(Outcome::Cancelled(ending)) => ending.date.and_then(|date| zone.start_of(date)),
            _ => None,
        };
        self.closes.into_iter().chain(cancelled).min()
    }

    /// How many published questions wait for an answer.
    pub(crate) fn unanswered(&self) -> usize {
        self.questions.iter().filter(|question| question.answer.is_none()).count()
    }

    /// The value of a fact today; `None` if the opportunity does not state it.
    pub(crate) fn fact(&self, fact: Fact) -> Option<FactValue> {
        let id = |kind, id: &String| Some(FactValue::Id(kind, id.clone()));
        let ids = |kind, ids: &Vec<String>| Some(FactValue::Ids(kind, ids.clone()));
        match fact {
            Fact::Department => id(Kind::Department, &self.department),
            Fact::Team => id(Kind::Team, &self.team),
            Fact::Project => self.project.as_ref().and_then(|project| id(Kind::Project, project)),
            Fact::Closes => self.closes.map(FactValue::Instant),
            Fact::QuestionsClose => self.questions_close.map(FactValue::Instant),
            Fact::Selection => self.selection.map(FactValue::Date),
            Fact::Starts => self.starts.map(FactValue::Date),
            Fact::Delivers => self.delivers.map(FactValue::Date),
            Fact::Value => Some(FactValue::Money(self.value)),
            Fact::Hours => self.hours.map(FactValue::Hours),
            Fact::Skills => ids(Kind::Skill, &self.skills),
            Fact::Repository => self.repository.clone().map(FactValue::Text),
            Fact::Licence => Some(FactValue::Text(self.licence.clone())),
            Fact::Terms => id(Kind::Terms, &self.terms),
            Fact::Acceptance => ids(Kind::Acceptance, &self.acceptance),
            Fact::Criteria => Some(FactValue::Criteria(self.criteria.clone())),
            Fact::Award => self.award().cloned().map(FactValue::Award),
            Fact::Delivery => match &self.outcome {
                Some(Outcome::Delivered(_, delivery)) => Some(FactValue::Delivery(delivery.clone())),
                _ => None,
            },
            Fact::Payment => self.payment.map(FactValue::Payment),
            Fact::NotDelivered | Fact::NotAwarded | Fact::Cancelled => match (fact, &self.outcome) {
                (Fact::NotDelivered, Some(Outcome::NotDelivered(_, ending)))
                | (Fact::NotAwarded, Some(Outcome::NotAwarded(ending)))
                | (Fact::Cancelled, Some(Outcome::Cancelled(ending))) => Some(FactValue::Ending(ending.clone())),
                _ => None,
            },
        }
    }

    /// The latest date, up to `today`, that its files mention of a change to what they say.
    pub(crate) fn modified(&self, today: Date) -> Option<Date> {
        self.dates_of_changes().filter(|date| *date <= today).max()
    }

    /// The dates that its files mention of changes to what they say, in no order.
    pub(crate) fn dates_of_changes(&self) -> impl Iterator<Item = Date> {
        let outcome = self.outcome.as_ref().and_then(|outcome| match outcome {
            Outcome::Awarded(award) => Some(award.date),
            Outcome::Delivered(_, delivery) => Some(delivery.date),
            Outcome::NotDelivered(_, ending) | Outcome::NotAwarded(ending) | Outcome::Cancelled(ending) => ending.date,
        });
        let amendments = self.amendments.iter().map(|amendment| amendment.date);
        let answers = self.questions.iter().flat_map(|question| {
            question.answered.into_iter().chain(question.corrections.iter().map(|correction| correction.date))
        });
        let texts = [self.prose.en.modified, self.prose.fr.modified].into_iter().flatten();
        let posted = self.schedule.map(|schedule| schedule.posted);
        amendments.chain(outcome).chain(self.payment).chain(answers).chain(texts).chain(posted)
    }

    /// The choice of a supplier, whatever came of it.
    pub(crate) const fn award(&self) -> Option<&Award> {
        match &self.outcome {
            Some(Outcome::Awarded(award) | Outcome::Delivered(award, _) | Outcome::NotDelivered(award, _)) => {
                Some(award)
            }
            _ => None,
        }
    }

    /// The value of a fact after the amendment at `index`: what the next one that changed it replaced, or what it is
    /// today.
    pub(crate) fn fact_after(&self, index: usize, fact: Fact) -> Option<FactValue> {
        self.fact_before(index + 1, fact)
    }

    /// The value of a fact after so many amendments: before the one at `index`, or today if there are no more.
    pub(crate) fn fact_before(&self, index: usize, fact: Fact) -> Option<FactValue> {
        let mut later = self.amendments.iter().skip(index).flat_map(|amendment| &amendment.was);
        let replaced = later.find(|(other, _)| *other == fact).map(|(_, value)| value.clone());
        replaced.or_else(|| self.fact(fact))
    }
}

/// When an opportunity that is posted opens and closes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Schedule {
    pub(crate) posted: Date,
    /// The first instant of the day of posting, in the site's zone.
    pub(crate) opens: Timestamp,
    /// Exclusive.
    pub(crate) closes: Timestamp,
}

/// A peer review of the problem.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Review {
    pub(crate) by: String,
    /// Where it can be read.
    pub(crate) url: String,
}

/// Who approves an opportunity before it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Approver {
    /// The owner of the problem.
    Business,
    /// Who holds the budget.
    Finance,
    /// Who is responsible for contracts.
    Procurement,
}

/// A published question with its answer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Answered {
    pub(crate) asked: Option<Date>,
    pub(crate) answered: Option<Date>,
    pub(crate) question: Bilingual<String>,
    /// `None` as long as it is not answered.
    pub(crate) answer: Option<Bilingual<String>>,
    /// The oldest first.
    pub(crate) corrections: Vec<Correction>,
}

/// A dated correction of an answer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Correction {
    pub(crate) date: Date,
    /// The answer before it.
    pub(crate) was: Bilingual<String>,
}
