//! The numbers, dates, times and amounts that a passage tells, whatever the language it tells them in.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A number of a passage.
#[derive(Debug)]
pub(super) struct Told {
    /// As it is written.
    pub(super) text: String,
    /// Where.
    pub(super) range: Range<usize>,
    /// What it can mean: `1,240` is 1240 in English and 1.24 in French, `14 h` a time or a duration.
    meanings: Vec<String>,
}

impl Told {
    /// Whether another passage tells it too, in digits or in words.
    fn is_in(&self, others: &[Self], words: &BTreeSet<String>) -> bool {
        let told = |other: &Self| self.meanings.iter().any(|meaning| other.meanings.contains(meaning));
        others.iter().any(told) || self.meanings.iter().any(|meaning| words.contains(meaning))
    }
}

/// What one passage tells and the other does not, each once.
pub(super) fn difference<'t>(here: (&str, &'t [Told]), there: (&str, &[Told])) -> Vec<&'t Told> {
    let mut missing: Vec<&Told> = Vec::new();
    if here.1.is_empty() {
        return missing;
    }
    let words = words_for_numbers(there.0);
    for told in here.1.iter().filter(|told| !told.is_in(there.1, &words)) {
        if !missing.iter().any(|known| known.meanings == told.meanings) {
            missing.push(told);
        }
    }
    missing
}

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)([0-9]{1,2})(?::([0-9]{2})(?::([0-9]{2}))?)?[ \x{a0}]?([ap])\.?m(?-u:\b)\.?|(?-u:\b)([0-9]{1,2})[ \x{a0}\x{202f}]?h(?:[ \x{a0}\x{202f}]?([0-5][0-9]))?(?-u:\b)|(?-u:\b)([0-9]{1,2}):([0-5][0-9])(?-u:\b)",
    )
});

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[0-9]{1,3}(?:[ \x{a0}\x{202f},][0-9]{3})+(?:[.,][0-9]{1,2})?(?-u:\b)|[0-9]+(?:[.,][0-9]+)?")
});

static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    const NAMES: &str = "january|february|march|april|may|june|july|august|september|october|november|december|\
                         janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";
    pattern(&format!(
        r"(?i)(?-u:\b)(?:[0-9]{{1,2}}(?:er|st|nd|rd|th)?[ \x{{a0}}]({NAMES})|({NAMES})[ \x{{a0}}][0-9]{{1,4}})(?-u:\b)"
    ))
});

fn pattern(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the patterns are in this file, and every one is compiled by the tests")]
    Regex::new(pattern).expect("a pattern of this file")
}

/// The numbers, times and months of a passage, in their order.
pub(super) fn told(text: &str) -> Vec<Told> {
    let mut all = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return all;
    }
    for found in TIME.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let group = |i: usize| found.get(i).map(|group| group.as_str());
        let (hour, minute) = match (group(1), group(5), group(7)) {
            (Some(hour), ..) => (hour, group(2)),
            (_, Some(hour), _) => (hour, group(6)),
            (_, _, hour) => (hour.unwrap_or_default(), group(8)),
        };
        let Ok(mut hours) = hour.parse::<u32>() else { continue };
        if let Some(half) = group(4) {
            hours = hours % 12 + if half.eq_ignore_ascii_case("p") { 12 } else { 0 };
        }
        let mut meanings = vec![format!("{hours}:{}", minute.unwrap_or("00"))];
        // `70 h` is a duration, and `2 h` may be one.
        if group(5).is_some() {
            meanings.push(hours.to_string());
        }
        // French writes the seconds apart: `13 h 59 min 59 s`.
        if let Some(seconds) = found.get(3) {
            let meanings = vec![seconds.as_str().trim_start_matches('0').to_owned()];
            all.push(Told { text: seconds.as_str().to_owned(), range: seconds.range(), meanings });
        }
        all.push(Told { text: whole.as_str().to_owned(), range: whole.range(), meanings });
    }
    for found in NUMBER.find_iter(text) {
        if !all.iter().any(|other| other.range.start < found.end() && found.start() < other.range.end) {
            let mut meanings = meanings(found.as_str());
            meanings.extend(short_year(text, &found));
            all.push(Told { text: found.as_str().to_owned(), range: found.range(), meanings });
        }
    }
    for found in MONTH.captures_iter(text) {
        if let Some(name) = found.get(1).or_else(|| found.get(2)) {
            let meanings = vec![format!("month {}", month(name.as_str()))];
            all.push(Told { text: name.as_str().to_owned(), range: name.range(), meanings });
        }
    }
    all.sort_by_key(|told| told.range.start);
    all
}

/// What digits with their signs can mean.
fn meanings(text: &str) -> Vec<String> {
    let plain = |text: String| {
        let short = text.strip_suffix(".00").or_else(|| text.strip_suffix(".0")).unwrap_or(&text);
        let whole = short.trim_start_matches('0');
        if whole.is_empty() || whole.starts_with('.') { format!("0{whole}") } else { whole.to_owned() }
    };
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut meanings = vec![plain(joined.replace(',', "."))];
    // `1,240` with groups; `9,999.50`, whose comma can only group.
    let grouped = joined.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|group| group.len() == 3));
    if joined.contains(',') && grouped {
        meanings.push(plain(joined.replace(',', "")));
    }
    meanings
}

/// The year that `26` means in `2025-26`.
fn short_year(text: &str, found: &regex::Match<'_>) -> Option<String> {
    let before = text[..found.start()].strip_suffix(['-', '–', '/'])?;
    let first = before.get(before.len().checked_sub(4)?..)?;
    let is_year = found.len() == 2 && first.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| format!("{}{}", &first[..2], found.as_str()))
}

fn month(name: &str) -> usize {
    const ENGLISH: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const FRENCH: [&str; 12] =
        ["janv", "fév", "mars", "avr", "mai", "juin", "juil", "aoû", "sept", "oct", "nov", "déc"];
    let name = name.to_lowercase();
    let of = |names: &[&str; 12]| names.iter().position(|start| name.starts_with(start));
    of(&FRENCH).or_else(|| of(&ENGLISH)).unwrap_or_default() + 1
}

/// The values of the number words of a passage: one version may write « deux » and the other `2`.
fn words_for_numbers(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut values = BTreeSet::new();
    // What the words up to here make together: « soixante », « soixante-dix », « soixante-dix mille ». The part
    // from the thousands up, then the rest.
    let mut together: Option<(u64, u64)> = None;
    for word in words.map(str::to_lowercase) {
        let alone = value_of(&word);
        values.extend(alone.iter().copied().map(str::to_owned));
        together = match alone.first().and_then(|value| value.parse().ok()) {
            Some(value) => Some(together.and_then(|before| joined(before, value)).unwrap_or((0, value))),
            None if matches!(word.as_str(), "and" | "et") => together,
            None => None,
        };
        values.extend(together.map(|(thousands, rest)| (thousands + rest).to_string()));
    }
    values
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

fn value_of(word: &str) -> &'static [&'static str] {
    match word {
        "zero" | "zéro" | "no" | "none" | "aucun" | "aucune" => &["0"],
        "one" | "un" | "une" | "first" | "premier" | "première" | "once" | "single" | "seul" | "seule" => {
            &["1", "1:00"]
        }
        "two" | "deux" | "second" | "deuxième" | "twice" | "both" => &["2"],
        "three" | "trois" | "third" | "thirds" | "troisième" | "tiers" => &["3"],
        "four" | "quatre" | "fourth" | "quatrième" => &["4"],
        "five" | "cinq" | "fifth" | "cinquième" => &["5"],
        "six" | "sixth" | "sixième" => &["6"],
        "seven" | "sept" | "seventh" | "septième" => &["7"],
        "eight" | "huit" => &["8"],
        "nine" | "neuf" => &["9"],
        "ten" | "tens" | "dix" | "dixième" | "dizaine" | "dizaines" => &["10"],
        "eleven" | "onze" => &["11"],
        "twelve" | "douze" | "dozen" | "dozens" | "douzaine" | "douzaines" => &["12"],
        "thirteen" | "treize" => &["13"],
        "fourteen" | "quatorze" => &["14"],
        "fifteen" | "quinze" | "quinzaine" => &["15"],
        "sixteen" | "seize" => &["16"],
        "seventeen" => &["17"],
        "eighteen" => &["18"],
        "nineteen" => &["19"],
        "twenty" | "vingt" | "vingts" | "vingtaine" => &["20"],
        "thirty" | "trente" | "trentaine" => &["30"],
        "forty" | "quarante" | "quarantaine" => &["40"],
        "fifty" | "cinquante" | "cinquantaine" => &["50"],
        "sixty" | "soixante" | "soixantaine" => &["60"],
        "seventy" => &["70"],
        "eighty" => &["80"],
        "ninety" => &["90"],
        "hundred" | "hundreds" | "cent" | "cents" | "centaine" | "centaines" => &["100"],
        "thousand" | "thousands" | "mille" | "millier" | "milliers" => &["1000"],
        "million" | "millions" => &["1000000"],
        "noon" | "midi" => &["12:00"],
        "midnight" | "minuit" => &["0:00", "24:00", "23:59"],
        "half" | "demi" | "demie" | "moitié" => &["0.5", "50", "30"],
        "quarter" | "quart" => &["0.25", "25", "15"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(en: &str, fr: &str) -> (Vec<String>, Vec<String>) {
        let (a, b) = (told(en), told(fr));
        let texts = |told: Vec<&Told>| told.into_iter().map(|told| told.text.clone()).collect();
        (texts(difference((en, &a), (fr, &b))), texts(difference((fr, &b), (en, &a))))
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
        ] {
            assert_eq!(differ(en, fr), (vec![], vec![]), "{en} / {fr}");
        }
    }

    #[test]
    fn different_numbers_are_told_on_both_sides() {
        assert_eq!(differ("61 consultations", "16 consultations"), (vec!["61".into()], vec!["16".into()]));
        assert_eq!(differ("by January 12", "d'ici le 12 février"), (vec!["January".into()], vec!["février".into()]));
        assert_eq!(differ("at 2:00 pm", "à 15 h"), (vec!["2:00 pm".into()], vec!["15 h".into()]));
        assert_eq!(differ("$8,200", "8 300 $"), (vec!["8,200".into()], vec!["8 300".into()]));
        assert_eq!(differ("about 40 people", "des gens"), (vec!["40".into()], vec![]));
    }
}
