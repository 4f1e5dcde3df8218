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
        let key = match due.step {
            Step::Answers if opportunity.questions_close.is_some() => "questions_close",
            Step::Answers | Step::Outcome => "closes",
            Step::Selection => "selection",
            Step::Delivery => "delivers",
            Step::Payment => "delivery",
        };
        let problem = Problem::Late { step: due.step, date, days, id };
        Some(located(root, &opportunity.id, &Target::value(key), problem))
    };
    site.opportunities().filter_map(late).collect()
}
