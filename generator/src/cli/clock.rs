//! The one place where the clock is read.

use std::str::FromStr;
use std::time::Instant;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::message::ValueError;
use super::values::date;

/// The present, real or set by `--now`; a set one goes on from there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    from: Option<(Timestamp, Instant)>,
}

impl Clock {
    pub(super) fn starting(at: Option<Timestamp>) -> Self {
        Self { from: at.map(|at| (at, Instant::now())) }
    }

    pub(super) fn now(&self) -> Timestamp {
        match self.from {
            None => Timestamp::now(),
            Some((at, since)) => {
                let passed = i64::try_from(since.elapsed().as_millis()).unwrap_or(i64::MAX);
                at.checked_add(passed.milliseconds()).unwrap_or(at)
            }
        }
    }
}

/// An instant as people type it: in full, or in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Instant(Timestamp),
    Local(DateTime),
    /// Stands for its first instant.
    Day(Date),
}

impl FromStr for Moment {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        if let Ok(instant) = text.parse() {
            return Ok(Self::Instant(instant));
        }
        // An offset or a zone that made no instant above would be dropped here without a word.
        let is_local = text.chars().all(|c| c.is_ascii_digit() || "-:.Tt ".contains(c));
        match date(text) {
            Ok(day) if is_local => Ok(Self::Day(day)),
            Err(_) if is_local => text.parse().map(Self::Local).map_err(|_| ValueError::Moment),
            _ => Err(ValueError::Moment),
        }
    }
}

impl Moment {
    /// A time that the change of clocks skips is taken an hour later; of one that happens twice, the first is taken.
    ///
    /// # Errors
    /// If the instant is out of the range that the calendar has.
    pub(super) fn instant(self, zone: &TimeZone) -> Result<Timestamp, ValueError> {
        match self {
            Self::Instant(instant) => Ok(instant),
            Self::Local(local) => zone.to_timestamp(local).map_err(|_| ValueError::Moment),
            Self::Day(day) => {
                let start = day.to_zoned_datetime(zone.clone()).and_then(|zoned| zoned.start_of_day());
                start.map(|start| start.timestamp()).map_err(|_| ValueError::Moment)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str, zone: &str) -> String {
        text.parse::<Moment>().unwrap().instant(&TimeZone::get(zone).unwrap()).unwrap().to_string()
    }

    #[test]
    fn an_instant_in_full_is_the_same_in_every_zone() {
        for zone in ["America/Toronto", "America/Vancouver"] {
            assert_eq!(instant("2026-11-24T14:00:00-05:00", zone), "2026-11-24T19:00:00Z");
            assert_eq!(instant("2026-11-24T19:00Z", zone), "2026-11-24T19:00:00Z");
        }
    }

    #[test]
    fn a_time_without_an_offset_is_in_the_site_s_zone() {
        assert_eq!(instant("2026-11-24T14:00", "America/Toronto"), "2026-11-24T19:00:00Z");
        assert_eq!(instant("2026-11-24 14:00:30", "America/St_Johns"), "2026-11-24T17:30:30Z");
        assert_eq!(instant("2026-07-24T14:00", "America/Toronto"), "2026-07-24T18:00:00Z");
        // The clocks skip from 2:00 to 3:00.
        assert_eq!(instant("2026-03-08T02:30", "America/Toronto"), "2026-03-08T07:30:00Z");
    }

    #[test]
    fn a_date_is_its_first_instant_in_the_site_s_zone() {
        assert_eq!(instant("2026-11-24", "America/Toronto"), "2026-11-24T05:00:00Z");
        // In Santiago, the clocks skip from midnight to 1:00.
        assert_eq!(instant("2026-09-06", "America/Santiago"), "2026-09-06T04:00:00Z");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["tomorrow", "", "14:00", "2026-02-30", "2026-11-24T25:00", "24/11/2026", "2026-11-24T14:00 EST"] {
            assert_eq!(text.parse::<Moment>(), Err(ValueError::Moment), "{text}");
        }
    }
}
