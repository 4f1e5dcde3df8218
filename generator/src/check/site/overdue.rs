//! What an opportunity should have on its record by now: asked for, as it is no fault of a file.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;

use super::located;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Opportunity, Outcome, Site};
use crate::read::Target;

/// What is late at an instant, of each opportunity.
pub(crate) fn rule(root: &Path, site: &Site, now: Timestamp) -> Vec<Diagnostic> {
    let day = |instant| site.settings.zone.civil(instant).date();
    let today = day(now);
    let late = |opportunity: &Opportunity| {
        let closes = opportunity.schedule.map(|schedule| schedule.closes).filter(|closes| *closes <= now)?;
        let (key, date) = due(opportunity, day(closes))?;
        let days = (today - date).get_days();
        let id = opportunity.id.clone();
        let problem = match key {
            "selection" => Problem::LateSelection { date, days, id },
            "delivers" => Problem::LateDelivery { date, days, id },
            _ => Problem::LateOutcome { date, days, id },
        };
        // The day itself is not over.
        (days > 0).then(|| located(root, &opportunity.id, &Target::value(key), problem))
    };
    site.opportunities().filter_map(late).collect()
}

/// The key and the day of what is to be recorded next of an opportunity that closed on a day.
fn due(opportunity: &Opportunity, closed: Date) -> Option<(&'static str, Date)> {
    match &opportunity.outcome {
        None => Some(opportunity.selection.map_or(("closes", closed), |date| ("selection", date))),
        Some(Outcome::Awarded(_)) => Some(("delivers", opportunity.delivers?)),
        Some(_) => None,
    }
}
