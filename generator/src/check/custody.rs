//! Opening is rehearsed before anything is posted: a key that was never tried may open nothing.

use std::path::Path;

use super::site::located;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Custody, Item, Kind, Opportunity, Site};
use crate::read::Target;

/// The rule for every opportunity that is posted and not over.
pub(super) fn rule(root: &Path, site: &Site) -> Vec<Diagnostic> {
    let waiting = site.opportunities().filter(|it| it.schedule.is_some() && it.outcome.is_none());
    let unchecked = waiting.filter_map(|opportunity| {
        let recipients = unchecked(site, opportunity);
        let problem = (!recipients.is_empty()).then_some(Problem::UncheckedKeys { recipients })?;
        Some(located(root, &opportunity.id, &Target::value("posted"), problem))
    });
    unchecked.collect()
}

/// The keys that its proposals are sealed to and that were never tried.
fn unchecked(site: &Site, opportunity: &Opportunity) -> Vec<String> {
    let department = site.get(Kind::Department, &opportunity.department).and_then(Item::as_department);
    let keys = &site.settings.keys;
    let custody = keys.custody_of(department.map_or(&Custody::default(), |department| &department.custody));
    let all = [&keys.recovery].into_iter().chain(custody.keys());
    all.filter(|key| key.checked.is_none()).map(|key| key.recipient.clone()).collect()
}
