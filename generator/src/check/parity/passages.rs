//! What two passages, or two values, say otherwise: numbers and their bounds, names, denials, sentences.

use std::cell::OnceCell;
use std::ops::Range;

use submit_fn::shared::lang::{Bilingual, Lang};

use super::{Section, bounds, names, negation, sentences};
use crate::check::numbers::{self, NumberMention, NumberWords, number_words};
use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::check::text::language;
use crate::diagnostic::{Diagnostic, Note, Problem};
use crate::parse::CODE;

/// What two values that should say the same do not.
pub(in crate::check) fn values(pair: &Bilingual<Phrase<'_>>) -> Option<Diagnostic> {
    let pair = pair.as_ref();
    let numbers = Numbers::of(pair);
    number_difference(pair, &numbers)
        .or_else(|| other_difference(pair, &numbers))
        .or_else(|| denial(pair))
        .or_else(|| language::untranslated(pair))
}

/// The numbers of each passage and of its counterpart; of the whole section where the passages do not match.
pub(super) fn differences(pair: &Bilingual<Section<'_>>) -> Vec<Diagnostic> {
    let (en, fr) = (pair.en.phrases, pair.fr.phrases);
    if en.len() == fr.len() {
        let pairs = en.iter().zip(fr).map(|(en, fr)| Bilingual { en, fr });
        let pairs: Vec<_> = pairs.map(|pair| (pair, Numbers::of(pair))).collect();
        let differences: Vec<_> =
            pairs.iter().filter_map(|(pair, numbers)| number_difference(*pair, numbers)).collect();
        // So many would rather mean that one version is divided otherwise.
        if differences.len() <= 2 {
            let others = pairs.iter().flat_map(|(pair, numbers)| {
                let pair = *pair;
                let sentence = missing_sentence(pair.map(|phrase| vec![phrase]));
                [other_difference(pair, numbers), denial(pair), language::untranslated(pair), sentence]
                    .into_iter()
                    .flatten()
            });
            return differences.into_iter().chain(others).collect();
        }
    }
    let phrases = pair.as_ref().map(|section| section.phrases.iter().collect());
    whole_section_numbers(pair).or_else(|| missing_sentence(phrases)).into_iter().collect()
}

/// A sentence that one of two versions lacks.
fn missing_sentence(pair: Bilingual<Vec<&Phrase<'_>>>) -> Option<Diagnostic> {
    // Most have as many: they are not divided for that.
    let ends = |phrases: &Vec<&Phrase<'_>>| phrases.iter().map(|phrase| phrase.scan.sentence_ends).sum::<usize>();
    if ends(&pair.en) == ends(&pair.fr) && pair.en.len() == pair.fr.len() {
        return None;
    }
    let all = pair.as_ref().map(|phrases| sentences::of(phrases));
    let (lang, place) = sentences::without_counterpart(Bilingual { en: &all.en, fr: &all.fr })?;
    let sentence = &all.get(lang)[place];
    let phrase = pair.get(lang).get(sentence.phrase)?;
    // Where it would be in the other version: after the one before it.
    let there = all.get(lang.other());
    let before = there.get(place.saturating_sub(1).min(there.len() - 1))?;
    let related = pair.get(lang.other()).get(before.phrase)?.related(before.range.clone(), Note::OtherVersion);
    Some(phrase.problem(sentence.range.clone(), Problem::Sentence).with([related]))
}

/// What one version denies and the other does not, sentence by sentence where there are as many.
fn denial(pair: Bilingual<&Phrase<'_>>) -> Option<Diagnostic> {
    let marks = pair.map(|phrase| phrase.scan.marks);
    // What both deny somewhere cannot be told apart.
    if marks.en.has(Marks::DENIAL) == marks.fr.has(Marks::DENIAL) {
        return None;
    }
    let lang = if marks.en.has(Marks::DENIAL) { Lang::En } else { Lang::Fr };
    if !negation::may_deny(pair.get(lang).text, lang) {
        return None;
    }
    let all = pair.map(|phrase| language::sentences(phrase.text).collect::<Vec<_>>());
    let whole = || vec![pair.map(|phrase| 0..phrase.text.len())];
    let places: Vec<Bilingual<Range<usize>>> = match all.en.len() == all.fr.len() {
        true => all.en.into_iter().zip(all.fr).map(|(en, fr)| Bilingual { en, fr }).collect(),
        false => whole(),
    };
    places.into_iter().find_map(|place| {
        let texts = Bilingual { en: &pair.en.text[place.en.clone()], fr: &pair.fr.text[place.fr.clone()] };
        let lang = negation::contradiction(texts)?;
        let other = pair.get(lang.other());
        let related = other.related(place.get(lang.other()).clone(), Note::OtherVersion);
        Some(pair.get(lang).problem(place.get(lang).clone(), Problem::Denial).with([related]))
    })
}

/// The numbers that one version of a section mentions anywhere, and the other nowhere. Reported once, at the first.
fn whole_section_numbers(pair: &Bilingual<Section<'_>>) -> Option<Diagnostic> {
    let texts = pair.as_ref().map(|section| {
        let phrases: Vec<_> = section.phrases.iter().map(|phrase| phrase.text).collect();
        phrases.join("\n")
    });
    let marks = pair.as_ref().map(|section| {
        let marks = section.phrases.iter().map(|phrase| phrase.scan.marks);
        marks.fold(Marks::default(), Marks::or)
    });
    let numbers = Numbers::new(texts.as_ref().map(String::as_str), marks);
    let Missing { lang, range, here, there, .. } = missing_numbers(&numbers)?;
    let (index, range) = phrase_at(pair.get(lang).phrases, range)?;
    let phrases = pair.get(lang).phrases;
    let (phrase, other) = (phrases.get(index)?, pair.get(lang.other()));
    // The passage that is as far on in the other version.
    let related = match other.phrases.get(index * other.phrases.len() / phrases.len()) {
        Some(there) => there.related(0..there.text.trim_end().len(), Note::OtherVersion),
        None => other.text.related(other.place.clone(), Note::OtherVersion),
    };
    Some(phrase.problem(range, Problem::Numbers { here, there }).with([related]))
}

/// The place of the phrase that holds a range of all phrases joined by line ends, and the range within it.
fn phrase_at(phrases: &[Phrase<'_>], range: Range<usize>) -> Option<(usize, Range<usize>)> {
    let mut start = 0;
    for (index, phrase) in phrases.iter().enumerate() {
        let end = start + phrase.text.len();
        if range.end <= end {
            return Some((index, range.start.checked_sub(start)?..range.end - start));
        }
        start = end + 1;
    }
    None
}

/// The numbers of two texts, read once, when the first rule asks for them.
struct Numbers<'t> {
    texts: Bilingual<&'t str>,
    marks: Bilingual<Marks>,
    mentions: OnceCell<Bilingual<Vec<NumberMention>>>,
    words: OnceCell<Bilingual<NumberWords>>,
}

impl<'t> Numbers<'t> {
    /// `marks` are those of the texts.
    const fn new(texts: Bilingual<&'t str>, marks: Bilingual<Marks>) -> Self {
        Self { texts, marks, mentions: OnceCell::new(), words: OnceCell::new() }
    }

    fn of(pair: Bilingual<&'t Phrase<'_>>) -> Self {
        Self::new(pair.map(|phrase| phrase.text), pair.map(|phrase| phrase.scan.marks))
    }

    /// Those in digits.
    fn mentions(&self) -> &Bilingual<Vec<NumberMention>> {
        let read = |lang| numbers::mentions(self.texts.get(lang), *self.marks.get(lang));
        self.mentions.get_or_init(|| Bilingual::from_fn(read))
    }

    fn words(&self) -> &Bilingual<NumberWords> {
        let read = |lang| match self.marks.get(lang).has(Marks::NUMBER_WORD) {
            true => number_words(self.texts.get(lang)),
            false => NumberWords::default(),
        };
        self.words.get_or_init(|| Bilingual::from_fn(read))
    }

    /// Those in digits and in words.
    fn all_mentions(&self) -> Bilingual<Vec<NumberMention>> {
        Bilingual::from_fn(|lang| {
            let words = self.words().get(lang).sure.iter().map(NumberMention::of_words);
            self.mentions().get(lang).iter().cloned().chain(words).collect()
        })
    }
}

/// The numbers that one of two phrases mentions and the other does not.
fn number_difference(pair: Bilingual<&Phrase<'_>>, numbers: &Numbers<'_>) -> Option<Diagnostic> {
    let Numbers { marks, .. } = numbers;
    if !marks.en.or(marks.fr).has(Marks::DIGIT.or(Marks::NUMBER_WORD)) {
        return None;
    }
    let missing = missing_numbers(numbers).map(|missing| (missing, Certainty::Sure));
    let (Missing { lang, range, here, there, there_range }, certainty) =
        missing.or_else(|| Some((other_words(numbers)?, Certainty::Likely)))?;
    let other = pair.get(lang.other());
    let place = there_range.unwrap_or(0..other.text.trim_end().len());
    let related = other.related(place, Note::OtherVersion);
    let problem = match certainty {
        Certainty::Sure => Problem::Numbers { here, there },
        Certainty::Likely => Problem::NumberWords { here, there },
    };
    Some(pair.get(lang).problem(range, problem).with([related]))
}

/// What two passages say otherwise, besides their numbers.
fn other_difference(pair: Bilingual<&Phrase<'_>>, numbers: &Numbers<'_>) -> Option<Diagnostic> {
    let Numbers { texts, marks, .. } = numbers;
    let both_have = |marked: Marks| marks.en.has(marked) && marks.fr.has(marked);
    if bounds::may_contradict(marks)
        && both_have(Marks::DIGIT.or(Marks::NUMBER_WORD))
        && let Some(places) = bounds::contradiction(*texts, &numbers.all_mentions())
    {
        return Some(opposed(pair, places, |here, there| Problem::Bounds { here, there }));
    }
    let has_code = |text: &str| text.contains(CODE);
    if marks.en.or(marks.fr).has(Marks::NAME) || (has_code(texts.en) && has_code(texts.fr)) {
        let places = names::contradiction(pair)?;
        return Some(opposed(pair, places, |here, there| Problem::Names { here, there }));
    }
    None
}

/// A problem of the French version, with what the English says in its place.
fn opposed(
    pair: Bilingual<&Phrase<'_>>,
    places: Bilingual<Range<usize>>,
    problem: impl Fn(String, String) -> Problem,
) -> Diagnostic {
    let [en, fr] = [(pair.en, &places.en), (pair.fr, &places.fr)].map(|(phrase, range)| phrase.said(range.clone()));
    let related = pair.en.related(places.en, Note::OtherVersion);
    pair.fr.problem(places.fr, problem(fr, en)).with([related])
}

/// Whether the numbers of two versions differ for sure: words may be counted in another way by each language.
enum Certainty {
    Sure,
    Likely,
}

/// The numbers that one version of a text mentions and the other lacks.
struct Missing {
    /// The French version if both lack some: it is the translation more often.
    lang: Lang,
    /// As they are written in the version of `lang`, and in the other.
    here: Vec<String>,
    there: Vec<String>,
    /// Where the first of each stands.
    range: Range<usize>,
    there_range: Option<Range<usize>>,
}

fn missing_numbers(numbers: &Numbers<'_>) -> Option<Missing> {
    let (texts, all) = (&numbers.texts, numbers.mentions());
    if let Some([en, fr]) = numbers::exchanged_dates(&all.en, &all.fr) {
        let [here, there] = [texts.fr[fr.clone()].to_owned(), texts.en[en.clone()].to_owned()];
        let (here, there) = (vec![here], vec![there]);
        return Some(Missing { lang: Lang::Fr, here, there, range: fr, there_range: Some(en) });
    }
    if numbers::agree(&all.en, &all.fr) {
        return None;
    }
    let missing = Bilingual::from_fn(|lang| {
        let other = lang.other();
        numbers::difference(all.get(lang), (texts.get(other), all.get(other)))
    });
    let lang = [Lang::Fr, Lang::En].into_iter().find(|lang| !missing.get(*lang).is_empty())?;
    let first = |lang: Lang| missing.get(lang).first().map(|mention| mention.range.clone());
    let written = |lang: Lang| {
        let text = texts.get(lang);
        missing.get(lang).iter().map(|mention| text[mention.range.clone()].to_owned()).collect()
    };
    Some(Missing {
        lang,
        here: written(lang),
        there: written(lang.other()),
        range: first(lang)?,
        there_range: first(lang.other()),
    })
}

/// The numbers in words that each version of a text has and the other lacks, if both have some: then one of them was
/// forgotten. One alone may be counted in another way, as in “both”.
fn other_words(numbers: &Numbers<'_>) -> Option<Missing> {
    let Numbers { texts, marks, .. } = numbers;
    if !marks.en.has(Marks::NUMBER_WORD) || !marks.fr.has(Marks::NUMBER_WORD) {
        return None;
    }
    let (words, mentions) = (numbers.words(), numbers.mentions());
    let missing = Bilingual::from_fn(|lang| {
        let other = lang.other();
        numbers::words_difference(words.get(lang), (words.get(other), mentions.get(other)))
    });
    let written =
        |lang: Lang| missing.get(lang).iter().map(|range| texts.get(lang)[range.clone()].to_owned()).collect();
    Some(Missing {
        lang: Lang::Fr,
        range: missing.fr.first()?.clone(),
        there_range: Some(missing.en.first()?.clone()),
        here: written(Lang::Fr),
        there: written(Lang::En),
    })
}
