//! Numbers in words: one version may write « deux » and the other `2`.

use std::ops::Range;

use super::quantity::{Measure, Quantity, Suffix, Unit};

/// The numbers that a phrase has in words.
#[derive(Debug, Default)]
pub(in crate::check) struct NumberWords {
    /// Everything that its words can mean: `one` may be a number or an article.
    pub(in crate::check) meanings: Vec<Quantity>,
    /// The words that mean a number for sure.
    pub(in crate::check) sure: Vec<WordMention>,
}

/// A number in words.
#[derive(Debug, Clone)]
pub(in crate::check) struct WordMention {
    /// Where it stands in the phrase.
    pub(in crate::check) range: Range<usize>,
    pub(in crate::check) measure: Measure,
}

/// What the number words of a phrase can mean, all together.
pub(in crate::check) fn words_for_numbers(text: &str) -> Vec<Quantity> {
    number_words(text).meanings
}

/// The number words of a phrase.
pub(in crate::check) fn number_words(text: &str) -> NumberWords {
    let mut reader = Reader::default();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphabetic() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            let word = &text[start..at];
            // Most are in small letters already.
            match word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                true => reader.take(word, start..at),
                false => reader.take(&word.to_lowercase(), start..at),
            }
        }
    }
    reader.end();
    reader.found
}

#[derive(Default)]
struct Reader {
    found: NumberWords,
    /// What the words up to here make together: « soixante », « soixante-dix », « soixante-dix mille ». The part
    /// from the thousands up, then the rest.
    together: Option<(u64, u64)>,
    /// Where those words stand, and whether all of them mean numbers for sure.
    range: Range<usize>,
    is_sure: bool,
    /// « une heure » awaits « et demie ».
    hours: Option<u64>,
}

impl Reader {
    fn take(&mut self, word: &str, range: Range<usize>) {
        let together = self.together.map(|(thousands, rest)| thousands + rest);
        match word {
            "heure" | "heures" | "hour" | "hours" => self.hours = together.or((word == "hour").then_some(1)),
            "et" | "and" | "a" => {}
            "demie" | "half" => {
                self.found.meanings.extend(self.hours.take().map(and_a_half).into_iter().flatten());
            }
            _ => self.hours = None,
        }
        self.found.meanings.extend(together.map(|count| in_smaller_units(count, word)).into_iter().flatten());
        let alone = value_of(word);
        self.found.meanings.extend(alone);
        match alone.first().and_then(whole) {
            Some(value) => {
                match self.together.and_then(|before| joined(before, value)) {
                    Some(joined) => self.together = Some(joined),
                    None => {
                        self.end();
                        (self.together, self.range, self.is_sure) = (Some((0, value)), range.clone(), true);
                    }
                }
                // « deux cents » counts hundreds; « cents » alone may be coins.
                let is_hundred = matches!(word, "cent" | "cents") && self.range.start < range.start;
                self.range.end = range.end;
                self.is_sure &= is_sure(word) || is_hundred;
            }
            None if matches!(word, "and" | "et") => {}
            // Most words stand beside no number.
            None if together.is_none() => {}
            None => {
                let unit = match Suffix::of(word) {
                    Some(Suffix::Unit(unit)) => Some(unit),
                    _ => None,
                };
                self.end_with(unit);
            }
        }
        self.found.meanings.extend(self.together.map(|(thousands, rest)| Quantity::Number(thousands + rest, 0)));
    }

    fn end(&mut self) {
        self.end_with(None);
    }

    fn end_with(&mut self, unit: Option<Unit>) {
        let Some((thousands, rest)) = self.together.take() else { return };
        let quantity = Quantity::number(thousands + rest, 0);
        if self.is_sure {
            self.found.sure.push(WordMention { range: self.range.clone(), measure: Measure { quantity, unit } });
        }
    }
}

/// So many weeks in days, or years in months: « quinze jours » are two weeks.
fn in_smaller_units(count: u64, unit: &str) -> impl Iterator<Item = Quantity> {
    let smaller = match unit {
        "week" | "weeks" | "semaine" | "semaines" => [Some(count.saturating_mul(7)), (count == 2).then_some(15)],
        "year" | "years" | "an" | "ans" | "année" | "années" => [Some(count.saturating_mul(12)), None],
        "day" | "days" | "jour" | "jours" => [Some(count.saturating_mul(24)), None],
        _ => [None, None],
    };
    smaller.into_iter().flatten().map(|count| Quantity::number(count, 0))
}

/// Words that may mean something else than a number, or of which the other version may make something else.
fn is_sure(word: &str) -> bool {
    !matches!(
        word,
        "zero"
            | "zéro"
            | "no"
            | "none"
            | "aucun"
            | "aucune"
            | "one"
            | "un"
            | "une"
            | "first"
            | "premier"
            | "première"
            | "once"
            | "single"
            | "seul"
            | "seule"
            | "second"
            | "both"
            | "third"
            | "thirds"
            | "tiers"
            | "tierce"
            | "quinzaine"
            | "tens"
            | "dozens"
            | "dizaines"
            | "douzaines"
            | "hundreds"
            | "centaines"
            | "thousands"
            | "milliers"
            | "millier"
            | "centaine"
            | "dizaine"
            | "cent"
            | "cents"
    )
}

/// Hours and half an hour, in minutes and in hours.
const fn and_a_half(hours: u64) -> [Quantity; 2] {
    [
        Quantity::number(hours.saturating_mul(60).saturating_add(30), 0),
        Quantity::number(hours.saturating_mul(10).saturating_add(5), 1),
    ]
}
/// The number that number words and one more make together, when they make one.
const fn joined((thousands, rest): (u64, u64), value: u64) -> Option<(u64, u64)> {
    match (rest, value) {
        (1.., 1000 | 1_000_000 | 1_000_000_000) => Some((thousands + rest * value, 0)),
        (0, 1..1000) => Some((thousands, value)),
        // quatre-vingts
        (4, 20) => Some((thousands, 80)),
        // deux cents
        (1..10, 100) => Some((thousands, rest * 100)),
        // dix-sept, twenty-five, soixante et onze, cent deux
        (10, 7..=9) => Some((thousands, rest + value)),
        _ if rest >= 20 && rest % 10 == 0 && rest % 100 != 0 && value < 20 => Some((thousands, rest + value)),
        _ if rest >= 100 && rest % 100 == 0 && value < 100 => Some((thousands, rest + value)),
        _ => None,
    }
}

/// The value of a whole number.
const fn whole(quantity: &Quantity) -> Option<u64> {
    match quantity {
        Quantity::Number(value, 0) => Some(*value),
        _ => None,
    }
}

/// What a number word can mean.
fn value_of(word: &str) -> &'static [Quantity] {
    use Quantity::{Number, Time};
    match word {
        "zero" | "nonzero" | "zéro" | "nul" | "nulle" | "nuls" | "nulles" | "no" | "none" | "aucun" | "aucune" => {
            &[Number(0, 0)]
        }
        "one" | "un" | "une" | "first" | "premier" | "première" | "once" | "single" | "seul" | "seule" => {
            &[Number(1, 0), Time(1, 0)]
        }
        "two" | "deux" | "second" | "deuxième" | "twice" | "both" => &[Number(2, 0)],
        "three" | "trois" | "third" | "thirds" | "troisième" | "tiers" | "tierce" => &[Number(3, 0)],
        "four" | "quatre" | "fourth" | "quatrième" | "quadruple" => &[Number(4, 0)],
        "five" | "cinq" | "fifth" | "cinquième" => &[Number(5, 0)],
        "six" | "sixth" | "sixième" => &[Number(6, 0)],
        "seven" | "sept" | "seventh" | "septième" => &[Number(7, 0)],
        "eight" | "huit" | "eighth" | "huitième" => &[Number(8, 0)],
        "nine" | "neuf" | "ninth" | "neuvième" => &[Number(9, 0)],
        "ten" | "tens" | "dix" | "tenth" | "dixième" | "dizaine" | "dizaines" => &[Number(10, 0)],
        "eleven" | "onze" => &[Number(11, 0)],
        "twelve" | "douze" | "dozen" | "dozens" | "douzaine" | "douzaines" => &[Number(12, 0)],
        "thirteen" | "treize" => &[Number(13, 0)],
        "fourteen" | "quatorze" => &[Number(14, 0)],
        "fifteen" | "quinze" | "quinzaine" => &[Number(15, 0)],
        "sixteen" | "seize" => &[Number(16, 0)],
        "seventeen" => &[Number(17, 0)],
        "eighteen" => &[Number(18, 0)],
        "nineteen" => &[Number(19, 0)],
        "twenty" | "vingt" | "vingts" | "vingtaine" => &[Number(20, 0)],
        "thirty" | "trente" | "trentaine" => &[Number(30, 0)],
        "forty" | "quarante" | "quarantaine" => &[Number(40, 0)],
        "fifty" | "cinquante" | "cinquantaine" => &[Number(50, 0)],
        "sixty" | "soixante" | "soixantaine" => &[Number(60, 0)],
        "seventy" => &[Number(70, 0)],
        "eighty" => &[Number(80, 0)],
        "ninety" => &[Number(90, 0)],
        "hundred" | "hundreds" | "cent" | "cents" | "centaine" | "centaines" => &[Number(100, 0)],
        "thousand" | "thousands" | "mille" | "millier" | "milliers" => &[Number(1000, 0)],
        "million" | "millions" => &[Number(1_000_000, 0)],
        "billion" | "billions" | "milliard" | "milliards" => &[Number(1_000_000_000, 0)],
        "noon" | "midi" => &[Time(12, 0)],
        "midnight" | "minuit" => &[Time(0, 0), Time(24, 0), Time(23, 59)],
        "half" | "demi" | "demie" | "moitié" => &[Number(5, 1), Number(50, 0), Number(30, 0)],
        "quarter" | "quart" => &[Number(25, 2), Number(25, 0), Number(15, 0)],
        _ => &[],
    }
}
