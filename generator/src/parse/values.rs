//! The values that facts are made of: texts, numbers, money, dates, ids, addresses.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::AmbiguousOffset;
use submit_fn::shared::email::is_email;
use submit_fn::shared::format::{Cents, Zone};
use submit_fn::shared::lang::Bilingual;
use url::{Host, Url};

use super::decode::{Fields, Node, Report, list};
use super::ids::Ids;
use super::slug;
use crate::diagnostic::{Expected, Problem};
use crate::model::Kind;
use crate::nearest::nearest;
use crate::schema::BILINGUAL;
use crate::yaml::Value;

/// A text that says something.
pub(super) fn text(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    match node.value {
        Value::String(text) if text.trim().is_empty() => report.value(node, Problem::Empty),
        Value::String(text) => Some(text.trim().to_owned()),
        // A title such as `2026` or a version such as `1.0` is a text that YAML takes for a number.
        Value::Number(number) => Some(number.to_string()),
        _ => report.wrong(node, Expected::Text),
    }
}

/// `{ en: …, fr: … }`.
pub(super) fn bilingual(node: Node<'_>, report: &mut Report<'_>) -> Option<Bilingual<String>> {
    let mut fields = Fields::of(node, &BILINGUAL, report)?;
    let both = bilingual_fields(&mut fields, report);
    fields.finish(report);
    both
}

/// The keys `en` and `fr` among others.
pub(super) fn bilingual_fields(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Bilingual<String>> {
    let en = fields.get("en", report, text);
    let fr = fields.get("fr", report, text);
    Some(Bilingual { en: en?, fr: fr? })
}

/// A whole number that fits 32 bits.
pub(super) fn whole(node: Node<'_>, report: &mut Report<'_>) -> Option<u32> {
    match node.value.as_u64().and_then(|number| u32::try_from(number).ok()) {
        Some(number) => Some(number),
        None => report.wrong(node, Expected::WholeNumber),
    }
}

/// A whole number from 1.
pub(super) fn count(node: Node<'_>, report: &mut Report<'_>) -> Option<u32> {
    match node.value.as_u64().and_then(|number| u32::try_from(number).ok()) {
        Some(0) | None => report.wrong(node, Expected::Count),
        count => count,
    }
}

/// A number of tenths: `37.5` is 375.
pub(super) fn tenths(node: Node<'_>, report: &mut Report<'_>) -> Option<u32> {
    let tenths = match node.value {
        Value::Number(number) => cents(&number.to_string()).filter(|hundredths| hundredths.0 % 10 == 0),
        _ => None,
    };
    match tenths.and_then(|hundredths| u32::try_from(hundredths.0 / 10).ok()) {
        Some(tenths) => Some(tenths),
        None => report.wrong(node, Expected::Decimal),
    }
}

/// Dollars with at most two decimals.
pub(super) fn amount(node: Node<'_>, report: &mut Report<'_>) -> Option<Cents> {
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

/// A day: `2026-12-01`.
pub(super) fn date(node: Node<'_>, report: &mut Report<'_>) -> Option<Date> {
    let Value::String(text) = node.value else { return report.wrong(node, Expected::Date) };
    match text.parse::<Date>() {
        Ok(date) if text.len() == 10 => Some(date),
        _ => report.value(node, not_a_date(text, Expected::Date)),
    }
}

/// A date and time in the site's zone, as the instant that it is: `2026-12-01T14:00`.
pub(super) fn instant(node: Node<'_>, zone: &Zone, zone_name: &str, report: &mut Report<'_>) -> Option<Timestamp> {
    let Value::String(text) = node.value else { return report.wrong(node, Expected::DateTime) };
    let has_time = text.contains(['T', ' ']) && !text.contains(['Z', '+', '[']);
    let Some(civil) = text.parse::<DateTime>().ok().filter(|_| has_time) else {
        return report.value(node, not_a_date(text, Expected::DateTime));
    };
    let ambiguous = zone.rules.to_ambiguous_timestamp(civil);
    let (text, zone) = (text.clone(), zone_name.to_owned());
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => match ambiguous.unambiguous() {
            Ok(instant) => Some(instant),
            Err(_) => report.value(node, Problem::ImpossibleDate { text }),
        },
        AmbiguousOffset::Gap { .. } => report.value(node, Problem::ImpossibleTime { text, zone }),
        AmbiguousOffset::Fold { .. } => report.value(node, Problem::AmbiguousTime { text, zone }),
    }
}

/// Whether a text that is no date is one by its form (`2026-02-30`) or is written some other way.
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
    let text = text.to_owned();
    if fits { Problem::ImpossibleDate { text } } else { Problem::DateForm { text, expected } }
}

/// An id of something that exists.
pub(super) fn id_of(kind: Kind, ids: &Ids, node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let id = text(node, report)?;
    match ids.check(kind, &id) {
        None => Some(id),
        Some(problem) => report.value(node, problem),
    }
}

/// Ids of things that exist, each once.
pub(super) fn ids_of(kind: Kind, ids: &Ids, node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    list(node, report, |node, report| {
        let id = id_of(kind, ids, node, report)?;
        if seen.insert(id.clone()) { Some(id) } else { report.value(node, Problem::Repeated { id }) }
    })
}

/// An id that is being given, not named.
pub(super) fn new_id(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let id = text(node, report)?;
    if slug::is_slug(&id) { Some(id) } else { report.wrong(node, Expected::Id) }
}

/// A web address, as it is written.
pub(super) fn url(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = text(node, report)?;
    if web_address(&text).is_some() { Some(text) } else { report.wrong(node, Expected::Url) }
}

/// An address of the web, `None` if browsers would have to mend it.
pub(super) fn web_address(text: &str) -> Option<Url> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    // The URL Standard skips spaces and slashes that do not belong there.
    let is_clean = !rest.starts_with(['/', '\\']) && !text.contains(char::is_whitespace);
    Url::parse(text).ok().filter(|_| is_clean)
}

/// An expression of licences that the Open Source Initiative approves (SPDX specification 3.0, annex “SPDX
/// license expressions”).
pub(super) fn licence(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = text(node, report)?;
    let Ok(expression) = spdx::Expression::parse(&text) else {
        let known = spdx::identifiers::LICENSES.iter().map(|licence| licence.name);
        let folded = known.clone().find(|name| name.eq_ignore_ascii_case(&text));
        let nearest = folded.or_else(|| nearest(&text, known)).map(str::to_owned);
        return report.value(node, Problem::UnknownLicence { text, nearest });
    };
    let approved = expression.evaluate(|licence| licence.license.id().is_some_and(spdx::LicenseId::is_osi_approved));
    if approved { Some(text) } else { report.value(node, Problem::NotOpenSource { licence: text }) }
}

/// The address of code that everyone can read.
pub(super) fn repository(private: &[String], node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let address = text(node, report)?;
    let Some((scheme, rest)) = address.split_once("://") else {
        return match address.contains('@') {
            // `git@host:path`, as `git clone` takes it.
            true => report.value(node, Problem::PrivateRepository { host: address }),
            false => report.wrong(node, Expected::Url),
        };
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match Url::parse(&address) {
        Ok(url) if is_public(&url, private) => self::url(node, report),
        // `ssh://git@host:path` is no address by the standard, and not public either.
        Err(_) if !host.contains('@') => report.wrong(node, Expected::Url),
        _ if host.is_empty() => report.wrong(node, Expected::Url),
        _ => {
            let host = if scheme == "https" { host.to_owned() } else { format!("{scheme}://{host}") };
            report.value(node, Problem::PrivateRepository { host })
        }
    }
}

/// Whether everyone can ask for an address: over HTTPS, without a name or a port, of a host that is not `private`.
fn is_public(url: &Url, private: &[String]) -> bool {
    // A user's name and a port are in the authority, and not in the host.
    let Some(Host::Domain(host)) = url.host() else { return false };
    url.scheme() == "https"
        && url.authority() == host
        && is_public_host(host)
        && !private.iter().any(|name| name.eq_ignore_ascii_case(host))
}

/// Whether a name is one that the public domain name system can resolve (RFC 6761, RFC 6762, RFC 9476).
fn is_public_host(host: &str) -> bool {
    const RESERVED: [&str; 9] =
        ["local", "localhost", "internal", "intranet", "lan", "corp", "home", "invalid", "test"];
    let top = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && !top.is_empty() && !RESERVED.contains(&top)
}

/// An email address.
pub(super) fn email(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
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
    fn a_repository_is_public_if_everyone_can_resolve_its_host() {
        let private = ["git.example.org".to_owned()];
        let is_public = |text: &str| is_public(&Url::parse(text).unwrap(), &private);
        assert!(is_public("https://github.com/a/b") && is_public("https://GitHub.com/a/b"));
        for text in [
            "http://github.com/a",
            "ssh://git@github.com/a",
            "https://user@github.com/a",
            "https://github.com:8443/a",
            "https://git.example.org/a",
            "https://GIT.example.org/a",
            "https://gitlab/a",
            "https://gitlab.intranet/a",
            "https://10.1.2.3/a",
            "https://0x7f.1/a",
            "https://[::1]/a",
            "https://github.com./a",
        ] {
            assert!(!is_public(text), "{text}");
        }
    }

    #[test]
    fn an_impossible_day_is_told_from_another_form() {
        assert!(matches!(not_a_date("2026-02-30", Expected::Date), Problem::ImpossibleDate { .. }));
        assert!(matches!(not_a_date("30/02/2026", Expected::Date), Problem::DateForm { .. }));
        assert!(matches!(not_a_date("2026-12-01", Expected::DateTime), Problem::DateForm { .. }));
        assert!(matches!(not_a_date("2026-12-01T25:00", Expected::DateTime), Problem::ImpossibleDate { .. }));
    }
}
