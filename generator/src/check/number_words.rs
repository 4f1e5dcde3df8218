//! Numbers in words: one version may write « deux » and the other `2`.

use super::quantity::Quantity;

/// The values of the number words of a phrase: one version may write « deux » and the other `2`.
pub(super) fn words_for_numbers(text: &str) -> Vec<Quantity> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut values = Vec::new();
    // What the words up to here make together: « soixante », « soixante-dix », « soixante-dix mille ». The part
    // from the thousands up, then the rest.
    let mut together: Option<(u64, u64)> = None;
    // « une heure » awaits « et demie ».
    let mut hours: Option<u64> = None;
    for word in words.map(str::to_lowercase) {
        match word.as_str() {
            "heure" | "heures" | "hour" | "hours" => {
                let number = together.map(|(thousands, rest)| thousands + rest);
                hours = number.or((word == "hour").then_some(1));
            }
            "et" | "and" | "a" => {}
            "demie" | "half" => values.extend(hours.take().map(and_a_half).into_iter().flatten()),
            _ => hours = None,
        }
        let alone = value_of(&word);
        values.extend(alone);
        together = match alone.first().and_then(whole) {
            Some(value) => Some(together.and_then(|before| joined(before, value)).unwrap_or((0, value))),
            None if matches!(word.as_str(), "and" | "et") => together,
            None => None,
        };
        values.extend(together.map(|(thousands, rest)| Quantity::Number(thousands + rest, 0)));
    }
    values
}

/// Hours and half an hour, in minutes and in hours.
const fn and_a_half(hours: u64) -> [Quantity; 2] {
    [Quantity::Number(hours * 60 + 30, 0), Quantity::Number(hours * 10 + 5, 1)]
}

/// The number that number words and one more make together, when they make one.
const fn joined((thousands, rest): (u64, u64), value: u64) -> Option<(u64, u64)> {
    match (rest, value) {
        (1.., 1000 | 1_000_000) => Some((thousands + rest * value, 0)),
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
        "zero" | "zéro" | "no" | "none" | "aucun" | "aucune" => &[Number(0, 0)],
        "one" | "un" | "une" | "first" | "premier" | "première" | "once" | "single" | "seul" | "seule" => {
            &[Number(1, 0), Time(1, 0)]
        }
        "two" | "deux" | "second" | "deuxième" | "twice" | "both" => &[Number(2, 0)],
        "three" | "trois" | "third" | "thirds" | "troisième" | "tiers" | "tierce" => &[Number(3, 0)],
        "four" | "quatre" | "fourth" | "quatrième" => &[Number(4, 0)],
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
        "million" | "millions" => &[Number(1000000, 0)],
        "noon" | "midi" => &[Time(12, 0)],
        "midnight" | "minuit" => &[Time(0, 0), Time(24, 0), Time(23, 59)],
        "half" | "demi" | "demie" | "moitié" => &[Number(5, 1), Number(50, 0), Number(30, 0)],
        "quarter" | "quart" => &[Number(25, 2), Number(25, 0), Number(15, 0)],
        _ => &[],
    }
}
