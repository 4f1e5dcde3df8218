//! What an opportunity should have on its record by now: asked for, as it is no fault of a file.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;

use super::site::located;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Opportunity, Outcome, Site};
use crate::read::Target;

/// What is late at an instant, of each opportunity.
pub(crate) fn rule(root: &Path, site: &Site, now: Timestamp) -> Vec<Diagnostic> {
    let today = site.settings.zone.civil(now).date();
    let late = |opportunity: &Opportunity| {
        let closing = opportunity.schedule.filter(|schedule| schedule.closes <= now)?.closes;
        let closed = site.settings.zone.civil(closing).date();
        let id = opportunity.id.clone();
        let days = |date: Date| today.since(date).map(|span| span.get_days()).unwrap_or_default();
        let (key, problem) = match (&opportunity.outcome, opportunity.selection) {
            (None, Some(date)) => ("selection", Problem::LateSelection { date, days: days(date), id }),
            (None, None) => ("closes", Problem::LateOutcome { date: closed, days: days(closed), id }),
            (Some(Outcome::Awarded(_)), _) => {
                let date = opportunity.delivers?;
                ("delivers", Problem::LateDelivery { date, days: days(date), id })
            }
            (Some(_), _) => return None,
        };
        // The day itself is not over.
        let is_late = match &problem {
            Problem::LateSelection { days, .. }
            | Problem::LateDelivery { days, .. }
            | Problem::LateOutcome { days, .. } => *days > 0,
            _ => false,
        };
        is_late.then(|| located(root, &opportunity.id, &Target::value(key), problem))
    };
    site.opportunities().filter_map(late).collect()
}
