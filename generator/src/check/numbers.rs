//! The numbers, dates, times and amounts that a phrase mentions, whatever the language that it is written in.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use submit_fn::shared::format::MONTHS;
use submit_fn::shared::lang::Lang;

use super::number_words::{NumberWords, WordMention, words_for_numbers};
use super::quantity::{Measure, Measures, Quantity, Suffix, Unit};
use super::scan::Marks;
use super::telephone::telephone;
use crate::bytes::next_digit;

/// A number that a phrase mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberMention {
    /// Where it stands in the phrase, with its unit.
    pub(super) range: Range<usize>,
    /// What it can mean: `1,240` is 1240 in English and 1.24 in French, `14 h` a time or a duration.
    meanings: [Option<Measure>; 2],
    /// Whether the other version may do without it.
    is_free: bool,
}

impl NumberMention {
    const fn one(range: Range<usize>, meaning: Quantity) -> Self {
        Self::new(range, [Some(Measure::bare(meaning)), None])
    }

    const fn new(range: Range<usize>, meanings: [Option<Measure>; 2]) -> Self {
        Self { range, meanings, is_free: false }
    }

    /// A number in words.
    pub(super) const fn of_words(word: &WordMention) -> Self {
        Self::new(word.range.start..word.range.end, [Some(word.measure), None])
    }

    fn meanings(&self) -> impl Iterator<Item = Measure> {
        self.meanings.into_iter().flatten()
    }

    /// The month that it names.
    fn month(&self) -> Option<u8> {
        match self.meanings[0]?.quantity {
            Quantity::Month(month) => Some(month),
            _ => None,
        }
    }
}

/// The mentions of one text that the other lacks, in digits and in words, each once.
pub(super) fn difference<'m>(here: &'m [NumberMention], there: (&str, &[NumberMention])) -> Vec<&'m NumberMention> {
    let (text, mentions) = there;
    let digits: Measures = mentions.iter().flat_map(NumberMention::meanings).collect();
    let words = LazyCell::new(|| words_for_numbers(text).into_iter().map(Measure::bare).collect::<Measures>());
    let is_among = |mention: &NumberMention, measures: &Measures| mention.meanings().any(|one| measures.have(one));
    let mut reported = BTreeSet::new();
    here.iter()
        .filter(|mention| !mention.is_free && !is_among(mention, &digits) && !is_among(mention, &words))
        .filter(|mention| reported.insert(mention.meanings))
        .collect()
}

/// The numbers in words of one text that the other lacks, in digits and in words.
pub(super) fn words_difference(here: &NumberWords, there: (&NumberWords, &[NumberMention])) -> Vec<Range<usize>> {
    let (words, mentions) = there;
    let bare = words.meanings.iter().copied().map(Measure::bare);
    let sure = words.sure.iter().map(|word| word.measure);
    let is_said = |quantity| sure.clone().any(|measure| measure.quantity == quantity);
    // What a word means for sure it does not mean without its unit.
    let known: Measures = bare
        .filter(|measure| !is_said(measure.quantity))
        .chain(sure.clone())
        .chain(mentions.iter().flat_map(NumberMention::meanings))
        .collect();
    here.sure.iter().filter(|word| !known.have(word.measure)).map(|word| word.range.clone()).collect()
}

/// Whether two mentions may mean the same.
pub(super) fn share(here: &NumberMention, there: &NumberMention) -> bool {
    here.meanings().any(|meaning| there.meanings().any(|other| meaning.may_be(other)))
}

/// Whether each mention of either text means the same as the one in its place in the other: then none is missing.
pub(super) fn agree(here: &[NumberMention], there: &[NumberMention]) -> bool {
    here.len() == there.len() && here.iter().zip(there).all(|(here, there)| share(here, there))
}

/// The first date of each text whose day has another month in the other, though both have the same days and months.
pub(super) fn exchanged_dates(here: &[NumberMention], there: &[NumberMention]) -> Option<[Range<usize>; 2]> {
    let (ours, theirs) = (dates(here), dates(there));
    let sorted = |dates: &[DatedDay], part: fn(&DatedDay) -> (u64, u8)| {
        let mut parts: Vec<_> = dates.iter().map(part).collect();
        parts.sort_unstable();
        parts
    };
    let days = |date: &DatedDay| (date.day, 0);
    let months = |date: &DatedDay| (0, date.month);
    let whole = |date: &DatedDay| (date.day, date.month);
    let have_same = |part| sorted(&ours, part) == sorted(&theirs, part);
    if !have_same(days) || !have_same(months) || have_same(whole) {
        return None;
    }
    let other = |dates: &[DatedDay], others: &[DatedDay]| {
        dates.iter().find(|date| others.iter().all(|other| whole(other) != whole(date))).map(|date| date.range.clone())
    };
    Some([other(&ours, &theirs)?, other(&theirs, &ours)?])
}

struct DatedDay {
    day: u64,
    month: u8,
    range: Range<usize>,
}

/// The days that stand beside a month.
fn dates(mentions: &[NumberMention]) -> Vec<DatedDay> {
    let dated = |pair: &[NumberMention]| {
        let (month, day) = match pair {
            [a, b] => a.month().map(|month| (month, b)).or_else(|| b.month().map(|month| (month, a)))?,
            _ => return None,
        };
        let (first, second) = (&pair[0], &pair[1]);
        let Quantity::Number(day @ 1..=31, 0) = day.meanings[0]?.quantity else { return None };
        let is_adjacent = second.range.start.saturating_sub(first.range.end) <= 2;
        is_adjacent.then(|| DatedDay { day, month, range: first.range.start..second.range.end })
    };
    mentions.windows(2).filter_map(dated).collect()
}

/// Without one of these, a text has no times.
const TIMES: Marks = Marks::COLON_TIME.or(Marks::LOOSE_HOUR).or(Marks::HALF_DAY);

/// The numbers, times and months of a text that has these marks, in their order.
pub(super) fn mentions(text: &str, marks: Marks) -> Vec<NumberMention> {
    let mut all = Vec::new();
    let has_times = marks.has(TIMES);
    let mut at = 0;
    while let Some(start) = next_digit(text.as_bytes(), at) {
        if let Some(end) = around_the_clock(text, start) {
            let (number, digits_end) = digits(text.as_bytes(), start);
            let mention = NumberMention::one(start..digits_end, Quantity::Number(number, 0));
            all.push(NumberMention { is_free: true, ..mention });
            at = end;
            continue;
        }
        if has_times && let Some(end) = time(text, start, &mut all) {
            at = end;
            continue;
        }
        if let Some((number, end)) = telephone(text, start) {
            all.push(NumberMention::one(start..end, Quantity::Number(number, 0)));
            at = end;
            continue;
        }
        if let Some(end) = iso_date(text, start, &mut all) {
            at = end;
            continue;
        }
        let end = number_end(text, start);
        all.push(measured(text, start..end));
        at = end;
    }
    if marks.has(Marks::MONTH) {
        months(text, &mut all);
    }
    all
}

/// Where « 24 heures sur 24 » or `24/7` ends: the other version may have no number at all.
fn around_the_clock(text: &str, start: usize) -> Option<usize> {
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
fn iso_date(text: &str, start: usize, all: &mut Vec<NumberMention>) -> Option<usize> {
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

/// The number at a range, with the unit beside it.
fn measured(text: &str, range: Range<usize>) -> NumberMention {
    let quantities = meanings(text, &range);
    let is_dollars = text[..range.start].ends_with('$');
    let prefix = is_dollars.then_some(Unit::Dollar);
    let with_sign = range.start - usize::from(is_dollars)..range.end;
    let Some((suffix, end)) = suffix(text, &range) else {
        let measure = |quantity| Measure { quantity, unit: prefix };
        return NumberMention::new(with_sign, quantities.map(|one| one.map(measure)));
    };
    let range = with_sign.start..end;
    let meanings = match suffix {
        Suffix::Unit(unit) => {
            let unit = Some(prefix.unwrap_or(unit));
            quantities.map(|one| one.map(|quantity| Measure { quantity, unit }))
        }
        Suffix::Zeros(zeros, unit) => {
            let scaled = |quantity: Quantity| Measure { quantity: quantity.scaled(zeros), unit: prefix.or(unit) };
            quantities.map(|one| one.map(scaled))
        }
        Suffix::Times => [quantities[0], quantities[0].map(|one| one.scaled(2))].map(|one| one.map(Measure::bare)),
    };
    NumberMention::new(range, meanings)
}

/// The sign or word after a number, and where it ends.
fn suffix(text: &str, number: &Range<usize>) -> Option<(Suffix, usize)> {
    let after = &text[number.end..];
    let word = after.strip_prefix([' ', '\u{a0}', '\u{202f}', '-', '\u{2011}']).unwrap_or(after);
    let is_apart = word.len() < after.len();
    let letters = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let length = match word[letters..].chars().next() {
        Some(sign @ ('$' | '%' | '¢' | '×')) => letters + sign.len_utf8(),
        _ => letters,
    };
    let rest = &word[length..];
    // `1990s` is no duration, `1920x1080` no multiple, and `5m` may be anything.
    let is_sign = !word[..length].chars().all(char::is_alphabetic);
    let is_unit = match &word[..length] {
        "s" | "m" | "B" => is_apart && !rest.starts_with(['\'', '’', '.']),
        "x" => !is_apart,
        _ => true,
    };
    let is_whole = is_sign || !rest.starts_with(|c: char| c.is_ascii_digit() || c == '_');
    if text[..number.start].ends_with('$')
        && is_whole
        && let Some(zeros) = Suffix::of_dollars(&word[..length])
    {
        return Some((Suffix::Zeros(zeros, Some(Unit::Dollar)), text.len() - rest.len()));
    }
    let suffix = Suffix::of(&word[..length]).filter(|_| length > 0 && is_unit && is_whole)?;
    Some((suffix, text.len() - rest.len()))
}

/// Adds the time that begins at a digit, and returns its end: `2:00 pm`, `14 h 30`, `14:30`.
fn time(text: &str, start: usize, all: &mut Vec<NumberMention>) -> Option<usize> {
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

/// Where a number that begins at a digit ends: `1,240`, `9 300`, `8,200.50`, `13,3`.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (_, first) = digits(bytes, start);
    if first - start <= 3 {
        let mut ends = Vec::new();
        let mut end = first;
        while let Some(group) = group_after(text, end) {
            ends.push(group);
            end = group;
        }
        for end in ends.into_iter().rev() {
            // One or two decimals, then no more of a word.
            for decimals in [2, 1] {
                let is_decimal = matches!(bytes.get(end), Some(b'.' | b','))
                    && bytes
                        .get(end + 1..end + 1 + decimals)
                        .is_some_and(|digits| digits.iter().all(u8::is_ascii_digit));
                if is_decimal && !is_word_at(bytes, end + 1 + decimals) {
                    return end + 1 + decimals;
                }
            }
            if !is_word_at(bytes, end) {
                return end;
            }
        }
    }
    match bytes.get(first) {
        Some(b'.' | b',') if bytes.get(first + 1).is_some_and(u8::is_ascii_digit) => digits(bytes, first + 1).1,
        _ => first,
    }
}

/// Where three digits after a separator of groups end.
fn group_after(text: &str, at: usize) -> Option<usize> {
    let separator = text[at..].chars().next().filter(|c| matches!(c, ' ' | ',' | '\u{a0}' | '\u{202f}'))?;
    let start = at + separator.len_utf8();
    text.as_bytes().get(start..start + 3)?.iter().all(u8::is_ascii_digit).then_some(start + 3)
}

/// What digits with their signs can mean.
fn meanings(text: &str, range: &Range<usize>) -> [Option<Quantity>; 2] {
    let written = &text[range.clone()];
    if let Some(year) = short_year(text, range) {
        return [Some(number(written, None)), Some(year)];
    }
    let commas = written.bytes().filter(|byte| *byte == b',').count();
    let point = written.rfind(['.', ',']);
    // `1,240` with groups; `9,999.50`, whose comma can only group.
    let is_grouped =
        written.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|group| group.len() == 3));
    let grouped = (commas > 0 && is_grouped).then(|| number(written, written.find('.')));
    // With several commas, or a comma and a point, none of them is decimal but the last sign.
    let as_decimal = (commas + written.matches('.').count() <= 1).then(|| number(written, point));
    match (as_decimal, grouped) {
        (None, None) => [Some(number(written, point)), None],
        (decimal, grouped) => [decimal, grouped],
    }
}

/// The digits of a text as a number whose decimals follow the sign at `point`.
fn number(text: &str, point: Option<usize>) -> Quantity {
    let (mut value, mut scale) = (0_u64, 0_u8);
    for (at, digit) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        // What does not fit wraps around: it need only be the same in both languages.
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        scale = scale.saturating_add(u8::from(point.is_some_and(|point| at > point)));
    }
    Quantity::number(value, scale)
}

/// The year that `26` means in `2025-26`.
fn short_year(text: &str, range: &Range<usize>) -> Option<Quantity> {
    let before = text[..range.start].strip_suffix(['-', '–', '/'])?;
    let century = before.as_bytes().get(before.len().checked_sub(4)?..)?;
    let is_year = range.len() == 2 && century.iter().all(u8::is_ascii_digit);
    is_year.then(|| number(&format!("{}{}", &before[before.len() - 4..before.len() - 2], &text[range.clone()]), None))
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
fn months(text: &str, all: &mut Vec<NumberMention>) {
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

/// The value of the digits that begin at a byte, and where they end.
fn digits(bytes: &[u8], start: usize) -> (u64, usize) {
    let length = bytes[start.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = bytes[start.min(bytes.len())..][..length]
        .iter()
        .fold(0_u64, |value, digit| value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')));
    (value, start + length)
}

/// Two digits, no more, after a sign: their value, and where they end.
fn two_digits_after(bytes: &[u8], at: usize, sign: u8) -> Option<(u64, usize)> {
    if bytes.get(at) != Some(&sign) {
        return None;
    }
    let (value, end) = digits(bytes, at + 1);
    (end == at + 3).then_some((value, end))
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_word_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).copied().is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn differ(en: &str, fr: &str) -> (Vec<String>, Vec<String>) {
        let (a, b) = (mentions(en, scan(en).marks), mentions(fr, scan(fr).marks));
        if agree(&a, &b) {
            assert_eq!((difference(&a, (fr, &b)), difference(&b, (en, &a))), (vec![], vec![]), "{en} / {fr}");
        }
        let texts = |mentions: Vec<&NumberMention>, text: &str| {
            mentions.into_iter().map(|mention| text[mention.range.clone()].to_owned()).collect()
        };
        (texts(difference(&a, (fr, &b)), en), texts(difference(&b, (en, &a)), fr))
    }

    #[test]
    fn the_same_numbers_in_both_languages_are_the_same() {
        for (en, fr) in [
            ("1,240 people of 9,300, or 13.3%", "1 240 personnes sur 9 300, soit 13,3 %"),
            ("by January 12, 2027 at 2:00 pm", "d'ici le 12 janvier 2027 à 14 h"),
            ("at 11:59 pm ET, March 1", "à 23 h 59 HE, le 1er mars"),
            ("$8,200 or $8,200.50", "8 200 $ ou 8 200,50 $"),
            ("70 hours in 2 weeks", "70 h en deux semaines"),
            ("one person of six", "1 personne sur 6"),
            ("WCAG 2.2 in 2026", "les WCAG 2.2 en 2026"),
            ("noon", "12 h"),
            ("1.5 million", "1,5 million"),
            ("from 9:00 am to 5:30 pm", "de 9 h à 17 h 30"),
            ("at 1:59:59 pm", "à 13 h 59 min 59 s"),
            ("in 2025-26", "en 2025-2026"),
            ("40-some people, 25 of them in line", "une quarantaine de personnes, dont vingt-cinq en file"),
            ("seventy-seven boats and 92 sheets", "77 bateaux et quatre-vingt-douze feuilles"),
            ("one hundred and two of 12,000", "102 sur douze mille"),
            ("3,300 of them", "trois mille trois cents"),
            ("Call 613-555-0142 before 5:00 pm", "Composez le 613 555-0142 avant 17 h"),
            ("90 minutes, then 150 minutes", "une heure et demie, puis deux heures et demie"),
            ("an hour and a half", "90 minutes"),
            ("1.5 hours", "une heure et demie"),
            ("a 3rd party on the 9th day", "une tierce partie le neuvième jour"),
            ("Call (613) 555-0142", "Composez le 613-555-0142"),
            ("Call 1-800-555-0142", "Composez le 1 800 555-0142"),
        ] {
            assert_eq!(differ(en, fr), (vec![], vec![]), "{en} / {fr}");
        }
    }

    #[test]
    fn different_numbers_are_reported_on_both_sides() {
        assert_eq!(differ("61 consultations", "16 consultations"), (vec!["61".into()], vec!["16".into()]));
        assert_eq!(differ("by January 12", "d'ici le 12 février"), (vec!["January".into()], vec!["février".into()]));
        assert_eq!(differ("at 2:00 pm", "à 15 h"), (vec!["2:00 pm".into()], vec!["15 h".into()]));
        assert_eq!(differ("$8,200", "8 300 $"), (vec!["$8,200".into()], vec!["8 300 $".into()]));
        assert_eq!(differ("about 40 people", "des gens"), (vec!["40".into()], vec![]));
    }
}
