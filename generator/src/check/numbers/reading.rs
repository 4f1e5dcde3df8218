//! Reads the numbers of a phrase, with the units beside them.

use std::ops::Range;

use super::NumberMention;
use super::digits::{digits, is_word_at};
use super::quantity::{Measure, Quantity, Suffix, Unit};
use super::times::{around_the_clock, iso_date, months, time};
use crate::bytes::next_digit;
use crate::check::scan::Marks;
use crate::check::telephone::telephone;

/// Without one of these, a text has no times.
const TIMES: Marks = Marks::COLON_TIME.or(Marks::LOOSE_HOUR).or(Marks::HALF_DAY);

/// The numbers, times and months of a text that has these marks, in their order.
pub(in crate::check) fn mentions(text: &str, marks: Marks) -> Vec<NumberMention> {
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
