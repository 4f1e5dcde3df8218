//! The numbers, dates, times and amounts that a phrase mentions, whatever the language that it is written in, and those
//! that another phrase lacks.

mod digits;
mod quantity;
mod reading;
mod times;
mod words;

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) use quantity::Quantity;
use quantity::{Measure, Measures};
pub(super) use reading::mentions;
use words::WordMention;
pub(super) use words::{NumberWords, number_words, words_for_numbers};

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
        is_adjacent.then_some(DatedDay { day, month, range: first.range.start..second.range.end })
    };
    mentions.windows(2).filter_map(dated).collect()
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
