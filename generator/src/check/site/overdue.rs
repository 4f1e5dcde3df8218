//! What an opportunity should have on its record by now: asked for, as it is no fault of a file.

use std::path::Path;

use jiff::Timestamp;

use super::located;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Opportunity, Site, Step};
use crate::read::Target;

/// What is late at an instant, of each opportunity.
pub(crate) fn rule(root: &Path, site: &Site, now: Timestamp) -> Vec<Diagnostic> {
    let today = site.settings.zone.civil(now).date();
    let late = |opportunity: &Opportunity| {
        let due = opportunity.overdue(now, &site.settings)?;
        let (date, days, id) = (due.date, (today - due.date).get_days(), opportunity.id.clone());
        let (key, problem) = match due.step {
            Step::Answers => {
                let questions = opportunity.unanswered().count();
                let key = if opportunity.questions_close.is_some() { "questions_close" } else { "closes" };
                (key, Problem::LateAnswers { date, days, id, questions })
            }
            Step::Selection => ("selection", Problem::LateSelection { date, days, id }),
            Step::Outcome => ("closes", Problem::LateOutcome { date, days, id }),
            Step::Delivery => ("delivers", Problem::LateDelivery { date, days, id }),
            Step::Payment => ("delivery", Problem::LatePayment { date, days, id }),
        };
        Some(located(root, &opportunity.id, &Target::value(key), problem))
    };
    site.opportunities().filter_map(late).collect()
}
