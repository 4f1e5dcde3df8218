//! What the clock alone changes on a site: an instant at which it must be built again.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Zone;

use super::{Item, Opportunity, Site, Status};

/// What happens at an instant if nothing is edited.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Change<'s> {
    Opens(&'s str),
    /// Questions are no longer taken.
    QuestionsClose(&'s str),
    Closes(&'s str),
    /// A date that the content mentions is no longer one to come.
    Date,
    /// What has an expiry must be renewed.
    Renewal,
}

/// The next instant at which the site says something else, and all that changes then.
#[derive(Debug)]
pub(crate) struct NextChange<'s> {
    pub(crate) at: Timestamp,
    pub(crate) changes: Vec<Change<'s>>,
}

impl Site {
    /// The first change after an instant. There is always one: some files are renewed each month.
    pub(crate) fn next_change(&self, now: Timestamp) -> NextChange<'_> {
        let zone = &self.settings.zone;
        let next_month = zone.civil(now).date().first_of_month().saturating_add(jiff::Span::new().months(1));
        let renewal = zone.start_of(next_month).map(|at| (at, Change::Renewal));
        let overdue = self.opportunities().filter_map(|item| item.overdue_from(now, &self.settings));
        let past = self.opportunities().flat_map(|item| days_after(item, now, zone));
        let days = self.items().flat_map(dates).chain(overdue).chain(past);
        let dates = days.filter_map(|day| zone.start_of(day)).map(|at| (at, Change::Date));
        let mut changes: Vec<_> =
            self.opportunities().flat_map(|item| steps(item, now)).chain(dates).chain(renewal).collect();
        changes.retain(|(at, _)| *at > now);
        let at = changes.iter().map(|(at, _)| *at).min().unwrap_or(Timestamp::MAX);
        let mut changes: Vec<_> =
            changes.into_iter().filter(|(when, _)| *when == at).map(|(_, change)| change).collect();
        // Of many dates of one day, one is enough.
        changes.dedup();
        NextChange { at, changes }
    }
}

/// The opening, the end of questions and the closing of an opportunity that is posted and still has them before it. A
/// cancelled one leaves calendars when it would have closed.
fn steps(opportunity: &Opportunity, now: Timestamp) -> Vec<(Timestamp, Change<'_>)> {
    let Some(schedule) = opportunity.schedule else { return Vec::new() };
    let id = opportunity.id.as_str();
    match Status::of(opportunity, now) {
        status if status.is_before_closing() => {
            let asked = opportunity.questions_close.map(|until| (until, Change::QuestionsClose(id)));
            let steps = [(schedule.opens, Change::Opens(id)), (schedule.closes, Change::Closes(id))];
            steps.into_iter().chain(asked).collect()
        }
        Status::Cancelled => vec![(schedule.closes, Change::Date)],
        _ => Vec::new(),
    }
}

/// The days from which the calendar no longer shows a date of an opportunity that is not over.
fn days_after(opportunity: &Opportunity, now: Timestamp, zone: &Zone) -> impl Iterator<Item = Date> + use<> {
    let is_shown = Status::of(opportunity, now).is_under_way();
    let days = [opportunity.selection, opportunity.starts, opportunity.delivers];
    let instants = [opportunity.questions_close, opportunity.closes].map(|at| at.map(|at| zone.civil(at).date()));
    let posted = opportunity.schedule.map(|schedule| schedule.posted);
    let dates = days.into_iter().chain(instants).flatten().chain(posted).filter(move |_| is_shown);
    dates.filter_map(|date| date.tomorrow().ok())
}

/// The dates that pages and feeds show once they have come. The day of posting is that of opening.
fn dates(item: &Item) -> Vec<Date> {
    match item {
        Item::Opportunity(opportunity) => {
            let posted = opportunity.schedule.map(|schedule| schedule.posted);
            let approvals = opportunity.approvals.iter().map(|(_, date)| *date);
            opportunity.dates_of_changes().filter(|date| Some(*date) != posted).chain(approvals).collect()
        }
        item => {
            let prose = item.prose();
            [prose.en.modified, prose.fr.modified, item.published()].into_iter().flatten().collect()
        }
    }
}
