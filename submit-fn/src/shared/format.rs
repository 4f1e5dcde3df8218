//! Dates, times, money and numbers as each language writes them in Canada.
//!
//! French spacing follows the Office québécois de la langue française: a no-break space (U+00A0)
//! between groups of digits and before a unit.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::shared::lang::{Bilingual, Lang};

/// The no-break space.
pub const NBSP: char = '\u{a0}';

/// The names of the months, as dates have them.
pub const MONTHS: Bilingual<[&str; 12]> = Bilingual {
    en: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    fr: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
};

/// An amount of Canadian money, in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub u64);

/// The time zone of the site, in which all its times are stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// The offsets of the IANA time zone.
    pub rules: TimeZone,
    /// What follows a time of day, such as ET and HE.
    pub label: Bilingual<String>,
}

impl Zone {
    /// The date and time on a clock in this zone.
    pub fn civil(&self, instant: Timestamp) -> DateTime {
        self.rules.to_datetime(instant)
    }

    /// The first instant of a day; `None` at the end of time.
    pub fn start_of(&self, day: Date) -> Option<Timestamp> {
        day.to_zoned_datetime(self.rules.clone()).ok().map(|start| start.timestamp())
    }
}

/// A whole number with its thousands grouped: `1,234` or `1 234`.
pub fn number(n: u64, lang: Lang) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(match lang {
                Lang::En => ',',
                Lang::Fr => NBSP,
            });
        }
        grouped.push(digit);
    }
    grouped
}

/// An amount of money: `$8,200` or `8 200 $`; cents only when there are some.
pub fn money(amount: Cents, lang: Lang) -> String {
    let (dollars, cents) = (number(amount.0 / 100, lang), amount.0 % 100);
    match (lang, cents) {
        (Lang::En, 0) => format!("${dollars}"),
        (Lang::En, cents) => format!("${dollars}.{cents:02}"),
        (Lang::Fr, 0) => format!("{dollars}{NBSP}$"),
        (Lang::Fr, cents) => format!("{dollars},{cents:02}{NBSP}$"),
    }
}

/// A date: `July 12, 2021`; `12 juillet 2021`, `1er juillet 2021`.
pub fn date(date: Date, lang: Lang) -> String {
    let month = MONTHS.get(lang)[usize::from(date.month().unsigned_abs()).saturating_sub(1) % 12];
    let (day, year) = (date.day(), date.year());
    match (lang, day) {
        (Lang::En, _) => format!("{month} {day}, {year}"),
        (Lang::Fr, 1) => format!("1er{NBSP}{month} {year}"),
        (Lang::Fr, _) => format!("{day}{NBSP}{month} {year}"),
    }
}

/// An instant to the second: `December 1, 2026, 2:00:07 pm ET`; `1er décembre 2026, 14 h 0 min 7 s HE`.
pub fn instant_to_the_second(instant: Timestamp, zone: &Zone, lang: Lang) -> String {
    exact(instant, zone, lang, "")
}

/// An instant to the millisecond: `December 1, 2026, 2:00:07.250 pm ET`; `1er décembre 2026, 14 h 0 min 7,250 s HE`.
pub fn instant_to_the_millisecond(instant: Timestamp, zone: &Zone, lang: Lang) -> String {
    let milliseconds = zone.civil(instant).millisecond();
    let fraction = match lang {
        Lang::En => format!(".{milliseconds:03}"),
        Lang::Fr => format!(",{milliseconds:03}"),
    };
    exact(instant, zone, lang, &fraction)
}

fn exact(instant: Timestamp, zone: &Zone, lang: Lang, fraction: &str) -> String {
    let wall = zone.civil(instant);
    let (hour, minute, second, label) = (wall.hour(), wall.minute(), wall.second(), zone.label.get(lang));
    let day = date(wall.date(), lang);
    match lang {
        Lang::En => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            format!("{day}, {hour}:{minute:02}:{second:02}{fraction}{NBSP}{half}{NBSP}{label}")
        }
        Lang::Fr => format!("{day}, {hour}{NBSP}h{NBSP}{minute}{NBSP}min{NBSP}{second}{fraction}{NBSP}s{NBSP}{label}"),
    }
}

/// A time of day with its zone: `2:00 pm ET`; `14 h HE`, `23 h 59 HE`.
pub fn time(instant: Timestamp, zone: &Zone, lang: Lang) -> String {
    let wall = zone.civil(instant);
    let (hour, minute, label) = (wall.hour(), wall.minute(), zone.label.get(lang));
    match (lang, minute) {
        (Lang::En, _) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            format!("{hour}:{minute:02}{NBSP}{half}{NBSP}{label}")
        }
        (Lang::Fr, 0) => format!("{hour}{NBSP}h{NBSP}{label}"),
        (Lang::Fr, _) => format!("{hour}{NBSP}h{NBSP}{minute:02}{NBSP}{label}"),
    }
}

/// An instant in full: `December 1, 2026, 2:00 pm ET`; `1er décembre 2026, 14 h HE`.
pub fn instant(instant: Timestamp, zone: &Zone, lang: Lang) -> String {
    let day = date(zone.civil(instant).date(), lang);
    format!("{day}, {}", time(instant, zone, lang))
}

/// A duration of so many minutes, in both languages: `1 h 20`, `2 h`, `45 min`.
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}{NBSP}min"),
        (hours, 0) => format!("{hours}{NBSP}h"),
        (hours, minutes) => format!("{hours}{NBSP}h{NBSP}{minutes:02}"),
    }
}

/// Whether a count takes the singular: one in English; zero and one in French (CLDR).
pub const fn is_singular(n: u64, lang: Lang) -> bool {
    match lang {
        Lang::En => n == 1,
        Lang::Fr => n < 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> Zone {
        Zone {
            rules: TimeZone::get("America/Toronto").expect("the bundled tz database has Toronto"),
            label: Bilingual { en: "ET".into(), fr: "HE".into() },
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant written in the test")
    }

    #[test]
    fn an_instant_is_shown_as_exactly_as_is_needed() {
        let late = "2026-12-01T19:00:07.250Z".parse().unwrap();
        let shown = |form: fn(Timestamp, &Zone, Lang) -> String| {
            Lang::BOTH
                .map(|lang| form(late, &zone(), lang).replace(NBSP, " "))
                .map(|text| text.split_once("2026, ").unwrap().1.to_owned())
        };
        assert_eq!(shown(instant_to_the_second), ["2:00:07 pm ET", "14 h 0 min 7 s HE"]);
        assert_eq!(shown(instant_to_the_millisecond), ["2:00:07.250 pm ET", "14 h 0 min 7,250 s HE"]);
    }

    #[test]
    fn money_is_written_as_each_language_does() {
        assert_eq!(money(Cents(820_000), Lang::En), "$8,200");
        assert_eq!(money(Cents(820_000), Lang::Fr), "8\u{a0}200\u{a0}$");
        assert_eq!(money(Cents(99_905), Lang::En), "$999.05");
        assert_eq!(money(Cents(99_905), Lang::Fr), "999,05\u{a0}$");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal_in_french() {
        let day = jiff::civil::date(2021, 7, 1);
        assert_eq!(date(day, Lang::En), "July 1, 2021");
        assert_eq!(date(day, Lang::Fr), "1er\u{a0}juillet 2021");
    }

    #[test]
    fn noon_and_midnight_are_twelve_in_english() {
        assert_eq!(time(at("2026-12-01T17:00:00Z"), &zone(), Lang::En), "12:00\u{a0}pm\u{a0}ET");
        assert_eq!(time(at("2026-12-01T05:00:00Z"), &zone(), Lang::En), "12:00\u{a0}am\u{a0}ET");
        assert_eq!(time(at("2026-12-01T05:00:00Z"), &zone(), Lang::Fr), "0\u{a0}h\u{a0}HE");
    }

    #[test]
    fn an_instant_is_stated_in_the_site_s_zone_whatever_the_season() {
        let winter = at("2026-12-01T19:00:00Z");
        let summer = at("2026-07-02T03:59:00Z");
        assert_eq!(instant(winter, &zone(), Lang::En), "December 1, 2026, 2:00\u{a0}pm\u{a0}ET");
        assert_eq!(instant(summer, &zone(), Lang::Fr), "1er\u{a0}juillet 2026, 23\u{a0}h\u{a0}59\u{a0}HE");
    }
}
