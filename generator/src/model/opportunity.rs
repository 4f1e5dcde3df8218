//! An opportunity: facts once, prose twice.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Bilingual;

use super::amendment::Amendment;
use super::prose::Prose;

/// A small fixed-price contract.
#[derive(Debug)]
pub struct Opportunity {
    /// Its directory's name.
    pub id: String,
    /// Whose money it is.
    pub department: String,
    /// Who posts it.
    pub team: String,
    /// What it is part of.
    pub project: Option<String>,
    /// Before taxes.
    pub value: Cents,
    /// Estimated hours of work.
    pub hours: Option<u32>,
    /// Until when proposals are received; a draft may not know yet.
    pub closes: Option<Timestamp>,
    /// When it opens and closes; a draft has no such times yet.
    pub schedule: Option<Schedule>,
    /// Until when questions are answered.
    pub questions_close: Option<Timestamp>,
    /// When the supplier is selected.
    pub selection: Option<Date>,
    /// When the work starts.
    pub starts: Option<Date>,
    /// When the work is delivered.
    pub delivers: Option<Date>,
    /// What a bidder must know.
    pub skills: Vec<String>,
    /// Where the code is.
    pub repository: Option<String>,
    /// SPDX expression.
    pub licence: String,
    /// Terms and conditions.
    pub terms: String,
    /// Standard work acceptance criteria.
    pub acceptance: Vec<String>,
    /// Evaluation criteria; each becomes a question of the form.
    pub criteria: Vec<Criterion>,
    /// Peer reviews of the problem.
    pub reviews: Vec<Review>,
    /// Who approved, and when: the keys of `approvals` in their order.
    pub approvals: Vec<(Approver, Date)>,
    /// What changed since it was posted.
    pub amendments: Vec<Amendment>,
    /// Published questions with their answers.
    pub questions: Vec<Answered>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// en.md and fr.md.
    pub prose: Bilingual<Prose>,
}

/// When an opportunity that is posted opens and closes.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// The day of posting.
    pub posted: Date,
    /// The first instant of that day, in the site's zone.
    pub opens: Timestamp,
    /// Exclusive.
    pub closes: Timestamp,
}

/// An evaluation criterion, passed or failed.
pub type Criterion = submit_fn::shared::bundle::Criterion;

/// A peer review of the problem.
#[derive(Debug)]
pub struct Review {
    /// Who reviewed.
    pub by: String,
    /// Where it can be read.
    pub url: String,
}

/// Who approves an opportunity before it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approver {
    /// The business owner.
    Business,
    /// Who holds the budget.
    Finance,
    /// Who is responsible for contracts.
    Procurement,
}

/// A question that was asked, with its answer.
#[derive(Debug)]
pub struct Answered {
    /// When it was asked.
    pub asked: Option<Date>,
    /// When it was answered.
    pub answered: Option<Date>,
    /// What was asked.
    pub question: Bilingual<String>,
    /// What was answered.
    pub answer: Bilingual<String>,
}

/// How an opportunity ended.
#[derive(Debug)]
pub enum Outcome {
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
pub struct Award {
    /// Who won.
    pub supplier: String,
    /// When.
    pub date: Date,
    /// The contract's price before taxes.
    pub value: Option<Cents>,
    /// How many proposals were received.
    pub proposals: Option<u32>,
    /// The reference numbers of the proposals drawn in reserve, in their order.
    pub reserve: Vec<String>,
}

/// The acceptance of the work.
#[derive(Debug)]
pub struct Delivery {
    /// When.
    pub date: Date,
    /// Where the work is.
    pub repository: Option<String>,
}

/// An ending other than delivery, with its reason.
#[derive(Debug)]
pub struct Ending {
    /// When.
    pub date: Option<Date>,
    /// Why.
    pub reason: Bilingual<String>,
}
