//! Times, dates and months beside digits.

use std::ops::Range;

use submit_fn::shared::format::MONTHS;
use submit_fn::shared::lang::Lang;

use super::NumberMention;
use super::digits::{digits, is_word, is_word_at, two_digits_after};
use super::quantity::{Measure, Quantity, Unit};
use crate::bytes::next_digit;

/// Where « 24 heures sur 24 » or `24/7` ends: the other version may have no number at all.
pub(super) fn around_the_clock(text: &str, start: usize) -> Option<usize> {
    const WRITTEN: [&str; 4] = ["24 heures sur 24", "24 h sur 24", "7 jours sur 7", "24/7"];
    if !text.as_bytes()[start..].starts_with(b"24") && !text.as_bytes()[start..].starts_with(b"7") {
        return None;
    }
    let rest: String = text[start..].chars().take(20).map(|c| if c == '\u{a0}' { ' ' } else { c }).collect();
    let found = WRITTEN.iter().find(|written| rest.starts_with(**written))?;
    let length: usize = text[start..].chars().take(found.chars().count()).map(char::len_utf8).sum();
    Some(start + length).filter(|end| !is_word_at(text.as_bytes(), *end))
}

/// Adds the parts of a date such as 2026-03-12 that begins at a digit, and returns its end.
pub(super) fn iso_date(text: &str, start: usize, all: &mut Vec<NumberMention>) -> Option<usize> {
    let bytes = text.as_bytes();
    let (year, after_year) = digits(bytes, start);
    let (month, after_month) = two_digits_after(bytes, after_year, b'-')?;
    let (day, end) = two_digits_after(bytes, after_month, b'-')?;
    let is_date = after_year - start == 4 && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_date || bytes.get(end) == Some(&b'-') {
        return None;
    }
    all.push(NumberMention::one(start..after_year, Quantity::Number(year, 0)));
    all.push(NumberMention::one(after_year + 1..after_month, Quantity::Month(u8::try_from(month).ok()?)));
    all.push(NumberMention::one(after_month + 1..end, Quantity::Number(day, 0)));
    Some(end)
}

/// Adds the time that begins at a digit, and returns its end: `2:00 pm`, `14 h 30`, `14:30`.
pub(super) fn time(text: &str, start: usize, all: &mut Vec<NumberMention>) -> Option<usize> {
    let bytes = text.as_bytes();
    let (hour, after_hour) = digits(bytes, start);
    if start > 0 && is_word(bytes[start - 1]) || after_hour - start > 2 {
        return None;
    }
    let time = |hours: u64, minutes: u64| {
        Measure::bare(Quantity::Time(
            u16::try_from(hours).unwrap_or(u16::MAX),
            u8::try_from(minutes).unwrap_or(u8::MAX),
        ))
    };
    let mut push = |end: usize, hours: u64, minutes: u64, other: Option<Measure>| {
        all.push(NumberMention::new(start..end, [Some(time(hours, minutes)), other]));
        Some(end)
    };
    let minutes = two_digits_after(bytes, after_hour, b':');
    let seconds = minutes.and_then(|(_, end)| two_digits_after(bytes, end, b':'));
    // The longest that a half of the day follows: `1:59:59 pm`, `1:59 pm`, `1 pm`.
    let candidates = [seconds.map(|(_, end)| end), minutes.map(|(_, end)| end), Some(after_hour)];
    if let Some((end, is_afternoon, at)) = candidates.into_iter().flatten().find_map(|at| {
        let (end, is_afternoon) = half_of_day(text, at)?;
        Some((end, is_afternoon, at))
    }) {
        let hours = hour % 12 + if is_afternoon { 12 } else { 0 };
        let minute = minutes.filter(|(_, end)| *end <= at).map_or(0, |(minute, _)| minute);
        // French writes the seconds apart: `13 h 59 min 59 s`.
        let second = seconds.filter(|(_, end)| *end <= at);
        push(end, hours, minute, None);
        if let Some((second, end)) = second {
            all.push(NumberMention::one(end - 2..end, Quantity::Number(second, 0)));
        }
        return Some(end);
    }
    if let Some((end, minute)) = hour_sign(text, after_hour) {
        // `70 h` is a duration, and `2 h` may be one.
        let duration = Measure { quantity: Quantity::Number(hour, 0), unit: Some(Unit::Hour) };
        return push(end, hour, minute, Some(duration));
    }
    let (minute, end) = minutes.filter(|(minute, end)| *minute < 60 && !is_word_at(bytes, *end))?;
    // Without a half of the day it may be either: `8:30 to 4:30`.
    push(end, hour, minute, (hour < 12).then(|| time(hour + 12, minute)))
}

/// `pm` or `a.m.` after an optional space: where it ends, and whether it is the afternoon.
fn half_of_day(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = &text[at..];
    let half = rest.strip_prefix([' ', '\u{a0}']).unwrap_or(rest);
    let is_afternoon = match half.as_bytes().first()?.to_ascii_lowercase() {
        b'a' => false,
        b'p' => true,
        _ => return None,
    };
    let rest = half[1..].strip_prefix('.').unwrap_or(&half[1..]);
    let after = rest.strip_prefix(['m', 'M'])?;
    if after.bytes().next().is_some_and(is_word) {
        return None;
    }
    let after = after.strip_prefix('.').unwrap_or(after);
    Some((text.len() - after.len(), is_afternoon))
}

/// `h` or `h 30` after an optional space: where it ends, and the minutes.
fn hour_sign(text: &str, at: usize) -> Option<(usize, u64)> {
    let without_space = |text: &'_ str| -> usize {
        text.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}')).map_or(0, char::len_utf8)
    };
    let sign = at + without_space(&text[at..]);
    let bytes = text.as_bytes();
    if !matches!(bytes.get(sign), Some(b'h' | b'H')) {
        return None;
    }
    let end = sign + 1;
    let minutes = end + without_space(&text[end..]);
    let (minute, after) = digits(bytes, minutes);
    // « 6 h 5 » has a space.
    let is_minutes = after - minutes == 2 || (after - minutes == 1 && minutes > end);
    if is_minutes && minute < 60 && !is_word_at(bytes, after) {
        return Some((after, minute));
    }
    (!is_word_at(bytes, end)).then_some((end, 0))
}

fn month(word: &str) -> Option<Quantity> {
    // No other word is as long as the longest of them, and few begin with these letters.
    if word.len() > "septembre".len() + 1
        || !word.starts_with(['j', 'f', 'm', 'a', 's', 'o', 'n', 'd', 'J', 'F', 'M', 'A', 'S', 'O', 'N', 'D'])
    {
        return None;
    }
    // The verbs have no capital.
    if matches!(word, "may" | "march") {
        return None;
    }
    let lower = word.to_lowercase();
    let named = |lang| MONTHS.get(lang).iter().position(|month| month.eq_ignore_ascii_case(&lower));
    let index = Lang::BOTH.into_iter().find_map(named)?;
    u8::try_from(index + 1).ok().map(Quantity::Month)
}

/// Adds the months that stand beside digits: `January 12`, `12 janvier`, `1er mars`.
pub(super) fn months(text: &str, all: &mut Vec<NumberMention>) {
    let bytes = text.as_bytes();
    let mut found: Vec<NumberMention> = Vec::new();
    let mut taken = 0;
    let mut at = 0;
    while let Some(start) = next_digit(bytes, at) {
        let (_, end) = digits(bytes, start);
        at = end;
        let is_number = || !is_word_at(bytes, end) || ordinal_ending(&text[end..]) > 0;
        let before = word_before(text, start).filter(|word| word.start >= taken && end - start <= 4 && is_number());
        let after = || {
            let is_day = end - start <= 2 && !(start > 0 && is_word(bytes[start - 1]));
            word_after(text, end).filter(|_| is_day)
        };
        let named = |word: Range<usize>| Some((month(&text[word.clone()])?, word));
        if let Some((meaning, word)) = before.and_then(named).or_else(|| after().and_then(named)) {
            taken = word.end.max(end);
            found.push(NumberMention::one(word, meaning));
        }
    }
    if !found.is_empty() {
        all.append(&mut found);
        all.sort_by_key(|mention| mention.range.start);
    }
}

/// The word that one space parts from what begins at a byte.
fn word_before(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].strip_suffix([' ', '\u{a0}'])?;
    let start = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let follows_word = before[..start].bytes().next_back().is_some_and(is_word);
    (start < before.len() && !follows_word).then_some(start..before.len())
}

/// The word that one space parts from digits that end at a byte, an ordinal ending aside.
fn word_after(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let ending = ordinal_ending(rest);
    let after = rest[ending..].strip_prefix([' ', '\u{a0}'])?;
    let length = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    let start = text.len() - after.len();
    (length > 0 && !is_word_at(text.as_bytes(), start + length)).then_some(start..start + length)
}

/// The length of the ending of an ordinal that a text begins with: `3rd`, `1er`.
fn ordinal_ending(rest: &str) -> usize {
    let is_ending = |ending: &&&str| rest.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(ending));
    ["er", "st", "nd", "rd", "th"].iter().find(is_ending).map_or(0, |ending| ending.len())
}
