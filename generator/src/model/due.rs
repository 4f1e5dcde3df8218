//! What is to be recorded next of an opportunity, and by when.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use submit_fn::shared::format::Zone;

use super::{Opportunity, Outcome};

/// What is to be recorded next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The choice of a supplier, by the day that was announced.
    Selection,
    /// What came of it: no day was announced, so that it is due from the day of closing.
    Outcome,
    Delivery,
}

/// A step and the last day on which it is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) step: Step,
    pub(crate) date: Date,
}

impl Opportunity {
    /// What is to be recorded next of an opportunity that has closed.
    fn due(&self, now: Timestamp, zone: &Zone) -> Option<Due> {
        let closes = self.schedule.map(|schedule| schedule.closes).filter(|closes| *closes <= now)?;
        let (step, date) = match &self.outcome {
            None => self
                .selection
                .map_or_else(|| (Step::Outcome, zone.civil(closes).date()), |date| (Step::Selection, date)),
            Some(Outcome::Awarded(_)) => (Step::Delivery, self.delivers?),
            Some(_) => return None,
        };
        Some(Due { step, date })
    }

    /// What should be on its record by now. The day itself is not over.
    pub(crate) fn overdue(&self, now: Timestamp, zone: &Zone) -> Option<Due> {
        self.due(now, zone).filter(|due| due.date < zone.civil(now).date())
    }

    /// The first day on which what is to be recorded next is overdue.
    pub(super) fn overdue_from(&self, now: Timestamp, zone: &Zone) -> Option<Date> {
        self.due(now, zone)?.date.checked_add(1.day()).ok()
    }
}
