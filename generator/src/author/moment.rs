//! A date with its time, as people type it in a form.

use jiff::civil::{Date, DateTime, Time};

/// The months in both languages, without accents and in full.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "janvier"],
    ["february", "fevrier"],
    ["march", "mars"],
    ["april", "avril"],
    ["may", "mai"],
    ["june", "juin"],
    ["july", "juillet"],
    ["august", "aout"],
    ["september", "septembre"],
    ["october", "octobre"],
    ["november", "novembre"],
    ["december", "decembre"],
];

/// Words that say nothing more: of days of the week, nobody checks that they are right.
const FILLERS: [&str; 8] = ["at", "on", "the", "a", "le", "th", "st", "er"];

/// Parses `2027-01-19T14:00`, `January 19, 2027 at 2:00 pm` or `19 janvier 2027 à 14 h 30`; `None` if the text does not say
/// the day and the time in one way alone, as `01/02/2027` does not.
pub(crate) fn moment(text: &str) -> Option<DateTime> {
    let plain = plain(text);
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty() && !FILLERS.contains(word)).collect();
    let (date, rest) = date(&words)?;
    Some(date.to_datetime(time(rest)?))
}

/// In lower case without accents, with digits apart from letters, and `p.m.` as `pm`.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let mut plain = String::new();
    let mut last = ' ';
    for c in lower.chars() {
        let c = match c {
            'é' | 'è' => 'e',
            'à' => 'a',
            'û' => 'u',
            ',' | '`' => ' ',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c.is_ascii_digit() && last.is_alphabetic() || c.is_alphabetic() && last.is_ascii_digit() {
            plain.push(' ');
        }
        plain.push(c);
        last = c;
    }
    plain
}

/// The date that the words begin with, and what follows it.
fn date<'w, 't>(words: &'w [&'t str]) -> Option<(Date, &'w [&'t str])> {
    if let Some(date) = words.first().and_then(|word| word.parse::<Date>().ok()) {
        let rest = &words[1..];
        let is_separator = rest.first().is_some_and(|word| *word == "t");
        return Some((date, &rest[usize::from(is_separator)..]));
    }
    let month =
        |word: &str| MONTHS.iter().position(|names| names.contains(&word)).and_then(|i| i8::try_from(i + 1).ok());
    let [first, second, year, rest @ ..] = words else { return None };
    let (month, day) = month(first).zip(second.parse().ok()).or_else(|| month(second).zip(first.parse().ok()))?;
    let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    Date::new(year, month, day).ok().map(|date| (date, rest))
}

fn time(words: &[&str]) -> Option<Time> {
    let (hour, minute, half) = match *words {
        [clock] => clock.split_once(':').map(|(hour, minute)| (hour, minute, None))?,
        [hour, "h"] => (hour, "00", None),
        [hour, "h", minute] => (hour, minute, None),
        [clock, half @ ("am" | "pm")] => {
            let (hour, minute) = clock.split_once(':').unwrap_or((clock, "00"));
            (hour, minute, Some(half))
        }
        _ => return None,
    };
    let hour: i8 = hour.parse().ok()?;
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some("pm") => hour % 12 + 12,
        Some(_) => hour % 12,
        None => hour,
    };
    Time::new(hour, Some(minute).filter(|minute| minute.len() == 2)?.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_parsed_as_people_type_them() {
        for text in [
            "2027-01-19T14:00",
            "2027-01-19 14:00",
            "January 19, 2027 at 2:00 pm",
            "January 19th, 2027, 2 p.m.",
            "19 January 2027 14:00",
            "19 janvier 2027 à 14 h",
            "le 19 janvier 2027, 14h00",
            "`2027-01-19T14:00`",
        ] {
            assert_eq!(moment(text).map(|moment| moment.to_string()).as_deref(), Some("2027-01-19T14:00:00"), "{text}");
        }
        assert_eq!(
            moment("1er février 2027 à 9 h 30").map(|moment| moment.to_string()).as_deref(),
            Some("2027-02-01T09:30:00")
        );
        for text in [
            "01/02/2027 14:00",
            "January 2027",
            "2027-01-19",
            "soon",
            "",
            "19 January 2027 25:00",
            "31 avril 2027 14 h",
            "19 January 27 14:00",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
