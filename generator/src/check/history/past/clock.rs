//! When versions came, and when what they say opens and closes.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use submit_fn::shared::format::Zone;

use crate::git::Version;
use crate::yaml::Value;

pub(in crate::check) struct Clock<'p> {
    pub(in crate::check) now: Timestamp,
    pub(super) zone: &'p Zone,
    /// The order of the commit that the record begins with.
    pub(super) began: usize,
}

impl Clock<'_> {
    /// When a version came; now, if it has not come yet.
    pub(in crate::check) fn time_of(&self, version: Option<&Version>) -> Timestamp {
        version.map_or(self.now, |version| version.at)
    }

    pub(in crate::check) fn day(&self, at: Timestamp) -> Date {
        self.zone.civil(at).date()
    }

    /// When a version opened, if it was on the site before the next one came.
    pub(super) fn opened(&self, facts: &Value, next: Option<&Version>) -> Option<Timestamp> {
        let posted = facts.get("posted")?.as_str()?.parse::<Date>().ok()?;
        let opens = posted.to_zoned_datetime(self.zone.rules.clone()).ok()?.timestamp();
        let is_recorded = next.is_none_or(|next| next.order > self.began) && opens < self.time_of(next);
        is_recorded.then_some(opens)
    }

    /// When some facts close, and the day that their page gives.
    pub(super) fn closes(&self, facts: &Value) -> Option<(Timestamp, Date)> {
        let closes: DateTime = facts.get("closes")?.as_str()?.parse().ok()?;
        let at = self.zone.rules.to_ambiguous_timestamp(closes).unambiguous().ok()?;
        Some((at, closes.date()))
    }
}
