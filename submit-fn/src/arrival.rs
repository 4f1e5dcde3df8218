//! The instant at which the gateway received a request.

use jiff::Timestamp;

/// Below this, a number of milliseconds would be in the spring of 1973; as seconds it is in the year 5138.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// The instant of a gateway's `timeEpoch`: in milliseconds from API Gateway and Function URLs, in seconds from
/// the emulator of `cargo lambda`. Nothing when the gateway told none.
pub fn from_epoch(epoch: i64) -> Option<Timestamp> {
    match epoch {
        ..=0 => None,
        1..MILLISECONDS_FROM => Timestamp::from_second(epoch).ok(),
        _ => Timestamp::from_millisecond(epoch).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milliseconds_and_seconds_are_told_apart() {
        let told = |epoch| from_epoch(epoch).map(|instant| instant.to_string());
        assert_eq!(told(1_795_453_200_123).as_deref(), Some("2026-11-23T17:00:00.123Z"));
        assert_eq!(told(1_795_453_200).as_deref(), Some("2026-11-23T17:00:00Z"));
        assert_eq!(told(0), None);
    }
}
