//! Values of another form than the one that is expected.

use super::words;
use crate::diagnostic::words::Words;
use crate::diagnostic::{Expected, Found};

pub(super) fn wrong_type(expected: Expected, found: &Found) -> Words {
    words(format!("{} is expected here, not {}", what(expected), found_in_words(found)), help(expected, found))
}

const fn help(expected: Expected, found: &Found) -> &'static str {
    match found {
        Found::Quoted(_) => "remove the quotes: it is read as a text because of them",
        _ => example(expected),
    }
}

pub(super) const fn what(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text",
        Expected::WholeNumber => "a whole number",
        Expected::Count => "a whole number of at least 1",
        Expected::Decimal => "a number",
        Expected::Amount => "an amount in dollars",
        Expected::Date => "a date",
        Expected::DateTime => "a date with a time",
        Expected::List => "a list",
        Expected::Mapping => "a group of keys",
        Expected::Url => "a web address",
        Expected::Email => "an email address",
        Expected::Id => "an id",
        Expected::TimeZone => "a time zone",
        Expected::Recipient => "a public key for sealing",
        Expected::VerifierKey => "a key that verifies receipts",
        Expected::OcidPrefix => "a registered prefix",
        Expected::TextPart => "a part of the text",
    }
}

pub(super) const fn example(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "write a text; between quotes if it looks like something else",
        Expected::WholeNumber | Expected::Count => "write digits alone, such as 70",
        Expected::Decimal => "write digits and at most one decimal, such as 37.5",
        Expected::Amount => "write digits and at most two decimals, such as 8200 or 8200.50",
        Expected::Date => "write the year, the month and the day, such as 2026-12-01",
        Expected::DateTime => "write the date, a T, and the time on the 24-hour clock, such as 2026-12-01T14:00",
        Expected::List => "write items between brackets, such as [rust, accessibility], or one per line after a hyphen",
        Expected::Mapping => "write keys and values, such as { en: Tests, fr: Essais }",
        Expected::Url => "write an address that begins with https://",
        Expected::Email => "write an address such as team@example.org",
        Expected::Id => "use lowercase letters without accents, digits, and hyphens between words",
        Expected::TimeZone => "write a name from the IANA database, such as America/Toronto",
        Expected::Recipient => "write the whole line that `devex keys new` showed, which begins with age1",
        Expected::VerifierKey => "write the whole line that `devex keys receipt` shows",
        Expected::OcidPrefix => "write `ocds-` and the six characters that were registered, such as ocds-abc123",
        Expected::TextPart => "write one of title, summary, context, problem, data, work, acceptance",
    }
}

fn found_in_words(found: &Found) -> String {
    match found {
        Found::Nothing => "nothing".into(),
        Found::Scalar(value) => format!("`{value}`"),
        Found::Quoted(value) => format!(r#"the text `"{value}"`"#),
        Found::List => "a list".into(),
        Found::Mapping => "a group of keys".into(),
        Found::Tagged => "a tagged value".into(),
    }
}
