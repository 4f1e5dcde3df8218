//! The one place where the clock is read.

use std::time::Instant;

use jiff::{Timestamp, ToSpan};

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
