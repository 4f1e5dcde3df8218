//! Values of options, parsed. What is wrong with them is reported in the reader's language.

use std::fmt;

use jiff::civil::Date;

use super::message::ValueError;
use super::words::en;
use crate::model::TextPart;

impl fmt::Display for ValueError {
    /// In English, as the parser of the command line speaks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&en::value_error(self))
    }
}

impl std::error::Error for ValueError {}

pub(super) fn date(text: &str) -> Result<Date, ValueError> {
    // A time of day would be dropped without a word.
    if text.contains(['T', 't', ' ']) {
        return Err(ValueError::Date);
    }
    text.parse().map_err(|_| ValueError::Date)
}

/// A number of things, or of dollars.
pub(super) fn whole(text: &str) -> Result<u32, ValueError> {
    text.parse().map_err(|_| ValueError::Whole { most: u32::MAX })
}

pub(super) fn port(text: &str) -> Result<u16, ValueError> {
    text.parse().map_err(|_| ValueError::Whole { most: u16::MAX.into() })
}

/// `FACT=VALUE`
pub(super) fn pair(text: &str) -> Result<(String, String), ValueError> {
    let (key, value) = text.split_once('=').ok_or(ValueError::Pair)?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

/// `KEY=VALUE`, the value as it is.
pub(super) fn parameter(text: &str) -> Result<(String, String), ValueError> {
    let (key, value) = text.split_once('=').ok_or(ValueError::Parameter)?;
    Ok((key.to_owned(), value.to_owned()))
}

pub(super) fn text_part(text: &str) -> Result<TextPart, ValueError> {
    let ids = || TextPart::ALL.iter().map(|part| part.id());
    let known = || ids().collect::<Vec<_>>().join(", ");
    let part = TextPart::ALL.iter().copied().find(|part| part.id() == text);
    part.ok_or_else(|| ValueError::TextPart { known: known() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_with_a_time_is_no_date() {
        assert!(date("2026-12-01").is_ok());
        for text in ["2026-12-01T14:00", "2026-12-01 14:00", "2026-02-30", "tomorrow", ""] {
            assert_eq!(date(text), Err(ValueError::Date), "{text}");
        }
    }
}
