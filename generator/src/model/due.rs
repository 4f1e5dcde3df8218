//! What is to be recorded next of an opportunity, and by when.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Opportunity, Outcome, Settings};

/// What is to be recorded next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Step {
    /// The answers to published questions, by the last day for questions.
    Answers,
    /// The choice of a supplier, by the day that was announced.
    Selection,
    /// What came of it: no day was announced, so that it is due from the day of closing.
    Outcome,
    Delivery,
    /// Some days after the work was accepted.
    Payment,
}

/// A step and the last day on which it is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) step: Step,
    pub(crate) date: Date,
}

impl Opportunity {
    /// What is to be recorded next of an opportunity that takes no more questions.
    fn due(&self, now: Timestamp, settings: &Settings) -> Option<Due> {
        let day = |at| settings.zone.civil(at).date();
        let schedule = self.schedule.filter(|schedule| schedule.opens <= now)?;
        if now < schedule.closes {
            let asked_until = self.questions_until().filter(|until| *until <= now)?;
            let waits = self.outcome.is_none() && self.unanswered() > 0;
            return waits.then(|| Due { step: Step::Answers, date: day(asked_until) });
        }
        let (step, date) = match &self.outcome {
            None => match self.selection {
                Some(date) => (Step::Selection, date),
                None => (Step::Outcome, day(schedule.closes)),
            },
            Some(Outcome::Awarded(_)) => (Step::Delivery, self.delivers?),
            Some(Outcome::Delivered(_, delivery)) if self.payment.is_none() => {
                let days = settings.checks.of(&self.department).payment_days;
                (Step::Payment, delivery.date.checked_add(i64::from(days).days()).ok()?)
            }
            Some(_) => return None,
        };
        Some(Due { step, date })
    }

    /// What should be on its record by now. The day itself is not over.
    pub(crate) fn overdue(&self, now: Timestamp, settings: &Settings) -> Option<Due> {
        self.due(now, settings).filter(|due| due.date < settings.zone.civil(now).date())
    }

    /// The first day on which what is to be recorded next is overdue.
    pub(super) fn overdue_from(&self, now: Timestamp, settings: &Settings) -> Option<Date> {
        self.due(now, settings)?.date.checked_add(1.day()).ok()
    }
}
