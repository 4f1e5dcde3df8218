//! Closing times as iCalendar (RFC 5545).

use icalendar::{Calendar, Component, Event, EventStatus};
use jiff::Timestamp;
use submit_fn::shared::format::money;

use super::feed::{start_of, title_of};
use crate::model::{Kind, Opportunity, Status};
use crate::plan::Feed;
use crate::render::context::LangContext;

/// The closing times of several opportunities.
pub(super) fn of_feed(context: LangContext<'_>, feed: &Feed<'_>) -> String {
    let events = feed.opportunities(context.index).into_iter().filter_map(|item| event(context, item));
    calendar(context, &title_of(context, feed), events)
}

/// The closing time of one opportunity.
pub(super) fn of_opportunity(context: LangContext<'_>, opportunity: &Opportunity) -> String {
    let title = context.spaced(&opportunity.prose.get(context.lang).title);
    calendar(context, &title, event(context, opportunity))
}

fn calendar(context: LangContext<'_>, name: &str, events: impl IntoIterator<Item = Event>) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property((
        "PRODID",
        format!("-//devex//{}//{}", context.site.settings.host(), context.lang.locale()).as_str(),
    ));
    calendar.append_property(("METHOD", "PUBLISH"));
    // The library escapes the values of properties that it knows, of which the newer one (RFC 7986, §5.1) is none.
    let escaped = name.replace('\\', r"\\").replace(',', r"\,").replace(';', r"\;");
    calendar.append_property(("NAME", escaped.as_str()));
    calendar.append_property(("X-WR-CALNAME", name));
    // Once a day is often enough: amendments leave days.
    calendar.append_property(("REFRESH-INTERVAL;VALUE=DURATION", "P1D"));
    calendar.append_property(("X-PUBLISHED-TTL", "P1D"));
    for event in events {
        calendar.push(event);
    }
    if calendar.components.is_empty() {
        // The library makes no time zones.
        return calendar.to_string().replacen(END, &[NOTHING, END].concat(), 1);
    }
    calendar.to_string()
}

const END: &str = "END:VCALENDAR";

/// A calendar must hold something (RFC 5545, §3.6). A time zone tells nobody anything.
const NOTHING: &str = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n\
    TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// `None` for what never had a closing time.
fn event(context: LangContext<'_>, opportunity: &Opportunity) -> Option<Event> {
    let schedule = opportunity.schedule?;
    let words = &context.words;
    let is_cancelled = context.index.status(opportunity) == Status::Cancelled;
    let title = context.spaced(&opportunity.prose.get(context.lang).title);
    let pattern = if is_cancelled { &words.feeds.cancelled_event } else { &words.feeds.event };
    let url = context.absolute(context.url(Kind::Opportunity, &opportunity.id));
    let price = words.text.before_taxes.replace("{amount}", &money(opportunity.value, context.lang));
    let closes = context.instant_text(schedule.closes);
    let modified = context.index.modified(opportunity).map_or(schedule.opens, |date| start_of(context, date));
    // Each change that a calendar may know has a number of its own.
    let sequence = opportunity.amendments.len() + usize::from(is_cancelled);
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", opportunity.id, context.site.settings.host()))
        .append_property(("DTSTAMP", utc(modified).as_str()))
        .append_property(("DTSTART", utc(schedule.closes).as_str()))
        .summary(&pattern.replace("{title}", &title))
        .description(&format!("{closes}\n{price}\n{url}"))
        .url(&url)
        .sequence(u32::try_from(sequence).unwrap_or(u32::MAX))
        .status(if is_cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed })
        // Whoever notes a closing is not busy then.
        .append_property(("TRANSP", "TRANSPARENT"));
    Some(event.done())
}

/// An instant in the form of the format.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
