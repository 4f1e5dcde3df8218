//! The facts of an opportunity as they were on a day.

use std::collections::BTreeSet;

use jiff::civil::Date;
use submit_fn::shared::format::Cents;

use crate::model::{Award, Criterion, Delivery, Ending, Fact, FactValue, Opportunity, Schedule};

/// An opportunity that is posted, or will be.
#[derive(Clone, Copy)]
pub(super) struct Posted<'d> {
    pub(super) opportunity: &'d Opportunity,
    pub(super) schedule: Schedule,
    /// When something is taken to have happened of which only that it did is recorded.
    undated: Date,
}

/// What its files said on a day, before which it was not changed any more. The texts are those of today: their former
/// versions are in the history of the content alone.
#[derive(Clone, Copy)]
pub(super) struct Facts<'d> {
    pub(super) posted: Posted<'d>,
    pub(super) day: Date,
    /// How many of its amendments were made.
    pub(super) amended: usize,
}

impl<'d> Posted<'d> {
    /// `None` for a draft.
    pub(super) fn new(opportunity: &'d Opportunity, today: Date) -> Option<Self> {
        let schedule = opportunity.schedule?;
        let undated = opportunity.modified(today).unwrap_or(schedule.posted);
        Some(Self { opportunity, schedule, undated })
    }

    /// The days up to `today` on which something became known of it, the first one first: it was planned once all had
    /// approved it.
    pub(super) fn days(self, today: Date) -> BTreeSet<Date> {
        let Self { opportunity, schedule: Schedule { posted, .. }, undated } = self;
        let approved = opportunity.approvals.iter().map(|(_, date)| *date).max();
        let first = approved.filter(|approved| *approved < posted).unwrap_or(posted);
        let amendments = opportunity.amendments.iter().map(|amendment| amendment.date);
        let before = |index| move |fact| opportunity.fact_before(index, fact);
        let outcomes = (0..=opportunity.amendments.len())
            .flat_map(|index| Fact::ALL.iter().copied().filter(|fact| fact.is_outcome()).filter_map(before(index)));
        let outcomes = outcomes.filter_map(|outcome| match outcome {
            FactValue::Award(award) => Some(award.date),
            FactValue::Delivery(delivery) => Some(delivery.date),
            FactValue::Payment(date) => Some(date),
            FactValue::Ending(ending) => Some(ending.date.unwrap_or(undated)),
            _ => None,
        });
        let days = amendments.chain(outcomes).chain(self.answers()).chain([posted]);
        days.filter(|day| *day > first).chain([first]).filter(|day| *day <= today).collect()
    }

    pub(super) const fn on(self, day: Date, amended: usize) -> Facts<'d> {
        Facts { posted: self, day, amended }
    }

    /// When questions were answered, and answers corrected.
    fn answers(self) -> impl Iterator<Item = Date> + 'd {
        self.opportunity.questions.iter().flat_map(move |question| {
            let answered = question.answered.or(question.asked).unwrap_or(self.schedule.posted);
            question.corrections.iter().map(|correction| correction.date).chain([answered])
        })
    }
}

macro_rules! values {
    ($($(#[$doc:meta])* $name:ident: $variant:ident -> $type:ty;)+) => {$(
        $(#[$doc])*
        pub(super) fn $name(&self, fact: Fact) -> Option<$type> {
            match self.value(fact)? {
                FactValue::$variant(value) => Some(value),
                _ => None,
            }
        }
    )+};
}

impl Facts<'_> {
    values! {
        date: Date -> Date;
        instant: Instant -> jiff::Timestamp;
        money: Money -> Cents;
        criteria: Criteria -> Vec<Criterion>;
        ending_at: Ending -> Ending;
    }

    /// The id of what a fact names; empty if the fact is none of these.
    pub(super) fn id(&self, fact: Fact) -> String {
        match self.value(fact) {
            Some(FactValue::Id(_, id)) => id,
            _ => String::new(),
        }
    }

    pub(super) fn ids(&self, fact: Fact) -> Vec<String> {
        match self.value(fact) {
            Some(FactValue::Ids(_, ids)) => ids,
            _ => Vec::new(),
        }
    }

    pub(super) fn award(&self) -> Option<Award> {
        match self.value(Fact::Award)? {
            FactValue::Award(award) => Some(award).filter(|award| award.date <= self.day),
            _ => None,
        }
    }

    pub(super) fn delivery(&self) -> Option<Delivery> {
        match self.value(Fact::Delivery)? {
            FactValue::Delivery(delivery) => Some(delivery).filter(|delivery| delivery.date <= self.day),
            _ => None,
        }
    }

    /// When the supplier was paid.
    pub(super) fn payment(&self) -> Option<Date> {
        match self.value(Fact::Payment)? {
            FactValue::Payment(date) => Some(date).filter(|date| *date <= self.day),
            _ => None,
        }
    }

    /// An ending that had come, with its day.
    pub(super) fn ending(&self, fact: Fact) -> Option<(Date, Ending)> {
        let ending = self.ending_at(fact)?;
        let date = ending.date.unwrap_or(self.posted.undated);
        Some((date, ending)).filter(|(date, _)| *date <= self.day)
    }

    pub(super) fn is_posted(&self) -> bool {
        self.posted.schedule.posted <= self.day
    }

    /// The latest day so far on which a question was answered or an answer corrected.
    pub(super) fn last_answer(&self) -> Option<Date> {
        self.posted.answers().filter(|date| *date <= self.day).max()
    }

    fn value(&self, fact: Fact) -> Option<FactValue> {
        self.posted.opportunity.fact_before(self.amended, fact)
    }
}
