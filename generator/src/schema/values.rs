//! The forms of single values: texts, numbers, money, dates, ids, addresses.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::AmbiguousOffset;
use submit_fn::shared::email::is_email;
use submit_fn::shared::format::Cents;

use super::Type;
use super::decode::{Form, Node, Report};
use super::licence;
use crate::diagnostic::{Expected, Problem};
use crate::model::Kind;
use crate::slug::is_slug;
use crate::yaml::Value;

macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident -> $value:ty = $type:expr, $read:path;)+) => {$(
        $(#[$doc])*
        pub(crate) struct $form;

        impl Form for $form {
            type Value = $value;
            const TYPE: Type = $type;

            fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<$value> {
                $read(node, report)
            }
        }
    )+};
}

forms! {
    Text -> String = Type::Text, text;
    /// A whole number that fits 32 bits.
    Whole -> u32 = Type::Whole, whole;
    /// A whole number from 1.
    Count -> u32 = Type::Count, count;
    /// A number with at most one decimal, as a number of tenths: `37.5` is 375.
    Tenths -> u32 = Type::Decimal, tenths;
    /// Dollars with at most two decimals.
    Amount -> Cents = Type::Amount, amount;
    /// `2026-12-01`
    Day -> Date = Type::Date, date;
    /// `2026-12-01T14:00`, in the site's time zone.
    Instant -> Timestamp = Type::DateTime, instant;
    /// An id, or a part of a web address, that is being given.
    NewId -> String = Type::NewId, new_id;
    Url -> String = Type::Url, url;
    Email -> String = Type::Email, email;
    /// An SPDX expression.
    Licence -> String = Type::Licence, licence;
    /// The address of code, as git or a browser takes it.
    Repository -> String = Type::Url, repository;
}

/// A whole number between two, both included.
pub(crate) struct Within<const LEAST: u32, const MOST: u32>;

impl<const LEAST: u32, const MOST: u32> Form for Within<LEAST, MOST> {
    type Value = u32;
    const TYPE: Type = Type::Whole;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<u32> {
        match whole(node, report)? {
            number if (LEAST..=MOST).contains(&number) => Some(number),
            _ => report.value(node, Problem::OutOfBounds { least: LEAST, most: MOST }),
        }
    }
}

/// A text of at most so many characters.
pub(crate) struct Bounded<const MOST: usize>;

impl<const MOST: usize> Form for Bounded<MOST> {
    type Value = String;
    const TYPE: Type = Type::Bounded(MOST);

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
        let text = text(node, report)?;
        let length = text.chars().count();
        if length > MOST {
            // It can be read all the same: what else is wrong with it is reported too.
            report.value::<()>(node, Problem::TooLong { limit: MOST, length });
        }
        Some(text)
    }
}

pub(super) fn text(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    match node.value {
        Value::String(text) if text.trim().is_empty() => report.value(node, Problem::Empty),
        Value::String(text) => Some(text.trim().to_owned()),
        // A title such as `2026` or a version such as `1.0` is a text that YAML takes for a number.
        Value::Number(number) => Some(number.to_string()),
        _ => report.wrong(node, Expected::Text),
    }
}

fn licence(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = text(node, report)?;
    if licence::is_expression(&text) {
        return Some(text);
    }
    let nearest = licence::meant(&text);
    report.value(node, Problem::UnknownLicence { text, nearest })
}

fn whole(node: Node<'_>, report: &mut Report<'_>) -> Option<u32> {
    match node.value.as_u64().and_then(|number| u32::try_from(number).ok()) {
        Some(number) => Some(number),
        None => report.wrong(node, Expected::WholeNumber),
    }
}

fn count(node: Node<'_>, report: &mut Report<'_>) -> Option<u32> {
    match node.value.as_u64().and_then(|number| u32::try_from(number).ok()) {
        Some(0) | None => report.wrong(node, Expected::Count),
        count => count,
    }
}

fn tenths(node: Node<'_>, report: &mut Report<'_>) -> Option<u32> {
    let tenths = match node.value {
        Value::Number(number) => cents(&number.to_string()).filter(|hundredths| hundredths.0 % 10 == 0),
        _ => None,
    };
    match tenths.and_then(|hundredths| u32::try_from(hundredths.0 / 10).ok()) {
        Some(tenths) => Some(tenths),
        None => report.wrong(node, Expected::Decimal),
    }
}

fn amount(node: Node<'_>, report: &mut Report<'_>) -> Option<Cents> {
    let cents = match node.value {
        Value::Number(number) => cents(&number.to_string()),
        _ => None,
    };
    match cents {
        Some(cents) => Some(cents),
        None => report.wrong(node, Expected::Amount),
    }
}

fn cents(digits: &str) -> Option<Cents> {
    let (dollars, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let cents: u64 = match decimals.len() {
        0 => 0,
        1 => decimals.parse::<u64>().ok()? * 10,
        2 => decimals.parse().ok()?,
        _ => return None,
    };
    dollars.parse::<u64>().ok()?.checked_mul(100)?.checked_add(cents).map(Cents)
}

fn date(node: Node<'_>, report: &mut Report<'_>) -> Option<Date> {
    let Value::String(text) = node.value else { return report.wrong(node, Expected::Date) };
    match text.parse::<Date>() {
        Ok(date) if text.len() == 10 => Some(date),
        _ => report.value(node, not_a_date(text, Expected::Date)),
    }
}

fn instant(node: Node<'_>, report: &mut Report<'_>) -> Option<Timestamp> {
    let Value::String(text) = node.value else { return report.wrong(node, Expected::DateTime) };
    let has_time = text.contains(['T', ' ']) && !text.contains(['Z', '+', '[']);
    let Some(civil) = text.parse::<DateTime>().ok().filter(|_| has_time) else {
        return report.value(node, not_a_date(text, Expected::DateTime));
    };
    let ambiguous = report.context.zone.rules.to_ambiguous_timestamp(civil);
    let zone = || report.context.zone_name.to_owned();
    let problem = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => match ambiguous.unambiguous() {
            Ok(instant) => return Some(instant),
            Err(_) => Problem::ImpossibleDate { text: text.clone() },
        },
        AmbiguousOffset::Gap { .. } => Problem::ImpossibleTime { text: text.clone(), zone: zone() },
        AmbiguousOffset::Fold { .. } => Problem::AmbiguousTime { text: text.clone(), zone: zone() },
    };
    report.value(node, problem)
}

/// Tells a date or a time that does not exist (`2026-02-30`, `T25:00`) or is written some other way.
fn not_a_date(text: &str, expected: Expected) -> Problem {
    let form = match expected {
        Expected::DateTime => "0000-00-00T00:00",
        _ => "0000-00-00",
    };
    let fits = text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, model)| match model {
            b'0' => byte.is_ascii_digit(),
            b'T' => matches!(byte, b'T' | b' '),
            model => byte == model,
        });
    // What is no date and time with a day that exists has no such time.
    if fits && text.len() > 10 && text[..10].parse::<Date>().is_ok() {
        return Problem::ImpossibleHour { time: text[11..].to_owned() };
    }
    let text = text.to_owned();
    if fits { Problem::ImpossibleDate { text } } else { Problem::DateForm { text, expected } }
}

pub(super) fn id(kind: Kind, node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let id = text(node, report)?;
    match report.context.ids.check(kind, &id) {
        None => Some(id),
        Some(problem) => report.value(node, problem),
    }
}

fn new_id(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let id = text(node, report)?;
    if is_slug(&id) { Some(id) } else { report.wrong(node, Expected::Id) }
}

fn url(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = text(node, report)?;
    if web_address(&text).is_some() { Some(text) } else { report.wrong(node, Expected::Url) }
}

/// An address of the web, `None` if browsers would have to mend it.
pub(super) fn web_address(text: &str) -> Option<url::Url> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    // The URL Standard skips spaces and slashes that do not belong there.
    let is_clean = !rest.starts_with(['/', '\\']) && !text.contains(char::is_whitespace);
    url::Url::parse(text).ok().filter(|_| is_clean)
}

/// With a scheme, or as `git clone` takes it: `git@host:path`.
fn repository(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let address = text(node, report)?;
    let is_address = match address.split_once("://") {
        None => address.contains('@'),
        Some(("https" | "http", _)) => web_address(&address).is_some(),
        Some((_, rest)) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            // `ssh://git@host:path` is no address by the standard.
            !host.is_empty() && (host.contains('@') || url::Url::parse(&address).is_ok())
        }
    };
    if is_address { Some(address) } else { report.wrong(node, Expected::Url) }
}

fn email(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let address = text(node, report)?;
    if is_email(&address) { Some(address) } else { report.wrong(node, Expected::Email) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_to_the_cent() {
        assert_eq!(cents("8200"), Some(Cents(820_000)));
        assert_eq!(cents("8200.5"), Some(Cents(820_050)));
        assert_eq!(cents("8200.05"), Some(Cents(820_005)));
        assert_eq!(cents("8200.005"), None);
        assert_eq!(cents("-1"), None);
        assert_eq!(cents("1e9"), None);
    }

    #[test]
    fn an_address_is_one_that_no_browser_has_to_mend() {
        for text in ["https://example.org", "http://a.b/c?d#e", "https://éxample.org/é", "https://[::1]:8080/"] {
            assert!(web_address(text).is_some(), "{text}");
        }
        for text in [
            "example.org",
            "ftp://a.b/",
            "https:a.b",
            "https://",
            "https:///a.b",
            "https://a b",
            "https://?a",
            "https://[::1",
            "https://a.b:port/",
            "https://a.b/c d",
        ] {
            assert!(web_address(text).is_none(), "{text}");
        }
    }

    #[test]
    fn an_impossible_day_is_told_from_another_form() {
        assert!(matches!(not_a_date("2026-02-30", Expected::Date), Problem::ImpossibleDate { .. }));
        assert!(matches!(not_a_date("30/02/2026", Expected::Date), Problem::DateForm { .. }));
        assert!(matches!(not_a_date("2026-12-01", Expected::DateTime), Problem::DateForm { .. }));
        assert!(matches!(not_a_date("2026-02-30T14:00", Expected::DateTime), Problem::ImpossibleDate { .. }));
    }

    #[test]
    fn an_hour_or_a_minute_that_does_not_exist_is_not_blamed_on_the_day() {
        for (text, time) in
            [("2026-12-01T25:00", "25:00"), ("2026-12-01 14:60", "14:60"), ("2026-12-01T24:00", "24:00")]
        {
            let time = time.to_owned();
            assert_eq!(not_a_date(text, Expected::DateTime), Problem::ImpossibleHour { time }, "{text}");
        }
    }
}
