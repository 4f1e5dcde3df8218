//! An opportunity: facts once, prose twice.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Bilingual;

use super::Kind;
use super::amendment::Amendment;
use super::prose::Prose;

/// A small fixed-price contract.
#[derive(Debug)]
pub(crate) struct Opportunity {
    /// Its directory's name.
    pub(crate) id: String,
    /// Whose money it is.
    pub(crate) department: String,
    /// Who posts it.
    pub(crate) team: String,
    /// What it is part of.
    pub(crate) project: Option<String>,
    /// Before taxes.
    pub(crate) value: Cents,
    /// Estimated hours of work.
    pub(crate) hours: Option<u32>,
    /// Until when proposals are received; a draft may not know yet.
    pub(crate) closes: Option<Timestamp>,
    /// When it opens and closes; a draft has no such times yet.
    pub(crate) schedule: Option<Schedule>,
    /// Until when questions are answered.
    pub(crate) questions_close: Option<Timestamp>,
    /// When the supplier is selected.
    pub(crate) selection: Option<Date>,
    /// When the work starts.
    pub(crate) starts: Option<Date>,
    /// When the work is delivered.
    pub(crate) delivers: Option<Date>,
    /// What a bidder must know.
    pub(crate) skills: Vec<String>,
    /// Where the code is.
    pub(crate) repository: Option<String>,
    /// SPDX expression.
    pub(crate) licence: String,
    /// Terms and conditions.
    pub(crate) terms: String,
    /// Standard work acceptance criteria.
    pub(crate) acceptance: Vec<String>,
    /// Evaluation criteria; each becomes a question of the form.
    pub(crate) criteria: Vec<Criterion>,
    /// Peer reviews of the problem.
    pub(crate) reviews: Vec<Review>,
    /// Who approved, and when: the keys of `approvals` in their order.
    pub(crate) approvals: Vec<(Approver, Date)>,
    /// What changed since it was posted.
    pub(crate) amendments: Vec<Amendment>,
    /// Published questions with their answers.
    pub(crate) questions: Vec<Answered>,
    /// How it ended.
    pub(crate) outcome: Option<Outcome>,
    /// en.md and fr.md.
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
}

/// When an opportunity that is posted opens and closes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schedule {
    /// The day of posting.
    pub(crate) posted: Date,
    /// The first instant of that day, in the site's zone.
    pub(crate) opens: Timestamp,
    /// Exclusive.
    pub(crate) closes: Timestamp,
}

/// An evaluation criterion, passed or failed.
pub(crate) type Criterion = submit_fn::shared::bundle::Criterion;

/// A peer review of the problem.
#[derive(Debug)]
pub(crate) struct Review {
    /// Who reviewed.
    pub(crate) by: String,
    /// Where it can be read.
    pub(crate) url: String,
}

/// Who approves an opportunity before it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Approver {
    /// The business owner.
    Business,
    /// Who holds the budget.
    Finance,
    /// Who is responsible for contracts.
    Procurement,
}

/// A question that was asked, with its answer.
#[derive(Debug)]
pub(crate) struct Answered {
    /// When it was asked.
    pub(crate) asked: Option<Date>,
    /// When it was answered.
    pub(crate) answered: Option<Date>,
    /// What was asked.
    pub(crate) question: Bilingual<String>,
    /// What was answered.
    pub(crate) answer: Bilingual<String>,
}

/// How an opportunity ended.
#[derive(Debug)]
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

/// The choice of a supplier.
#[derive(Debug)]
pub(crate) struct Award {
    /// Who won.
    pub(crate) supplier: String,
    /// When.
    pub(crate) date: Date,
    /// The contract's price before taxes.
    pub(crate) value: Option<Cents>,
    /// How many proposals were received.
    pub(crate) proposals: Option<u32>,
    /// The reference numbers of the proposals drawn in reserve, in their order.
    pub(crate) reserve: Vec<String>,
}

/// The acceptance of the work.
#[derive(Debug)]
pub(crate) struct Delivery {
    /// When.
    pub(crate) date: Date,
    /// Where the work is.
    pub(crate) repository: Option<String>,
}

/// An ending other than delivery, with its reason.
#[derive(Debug)]
pub(crate) struct Ending {
    /// When.
    pub(crate) date: Option<Date>,
    /// Why.
    pub(crate) reason: Bilingual<String>,
}
