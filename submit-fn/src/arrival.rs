//! The instant at which the gateway received a request: stored, signed and compared in milliseconds, and written so that a
//! later one comes later in the order of texts, too.

use jiff::{SignedDuration, Timestamp};
use serde::Serializer;

/// A smaller epoch is in seconds: as milliseconds it would be before the spring of 1973, as seconds it is before the
/// year 5138.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// How long after closing a bidder may still confirm, in a flood, what arrived before.
pub(crate) const CONFIRMED_WITHIN: SignedDuration = SignedDuration::from_secs(60);

/// How long after closing all that arrived in time is stored: what had to be confirmed, and what was on its way for as long as
/// the function may run. Before that, nothing is opened.
pub const SETTLED_AFTER: SignedDuration = SignedDuration::from_secs(120);

/// The instant of a gateway's `timeEpoch`, which is in milliseconds from API Gateway and function URLs, and in seconds
/// from the emulator of `cargo lambda`. `None` if it is not positive, as when the gateway sent none.
pub fn from_epoch(epoch: i64) -> Option<Timestamp> {
    match epoch {
        ..=0 => None,
        1..MILLISECONDS_FROM => Timestamp::from_second(epoch).ok(),
        _ => Timestamp::from_millisecond(epoch).ok(),
    }
}

/// An instant as text, such as `2026-11-23T17:00:00.120Z`.
pub fn text(instant: Timestamp) -> String {
    format!("{instant:.3}")
}

/// For `serialize_with`: an instant as [`text`].
pub(crate) fn serialize<S: Serializer>(instant: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text(*instant))
}

/// For `serialize_with`: an instant as [`text`], if there is one.
pub(crate) fn serialize_option<S: Serializer>(instant: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match instant {
        Some(instant) => serialize(instant, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milliseconds_are_distinguished_from_seconds() {
        let arrival = |epoch| from_epoch(epoch).map(|instant| instant.to_string());
        assert_eq!(arrival(1_795_453_200_123).as_deref(), Some("2026-11-23T17:00:00.123Z"));
        assert_eq!(arrival(1_795_453_200).as_deref(), Some("2026-11-23T17:00:00Z"));
        assert_eq!(arrival(0), None);
    }

    #[test]
    fn instants_are_ordered_as_their_texts_are() {
        let text = |millisecond| text(Timestamp::from_millisecond(millisecond).unwrap());
        assert_eq!(text(1_795_453_200_120), "2026-11-23T17:00:00.120Z");
        assert!(text(1_795_453_199_999) < text(1_795_453_200_000) && text(1_795_453_200_000) < text(1_795_453_200_001));
    }
}
