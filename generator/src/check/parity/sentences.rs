//! A sentence that one version lacks, found by aligning the sentences of both by their lengths, as Gale and Church did
//! (Computational Linguistics 19:1, 1993): translators merge and split sentences, but say as much.

use std::ops::Range;

use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::phrase::Phrase;
use crate::check::text::language::sentences;

/// A sentence of a passage, and its length in characters.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// The place of its passage among those given, and its bytes within it.
    pub(super) phrase: usize,
    pub(super) range: Range<usize>,
    length: f64,
}

/// The sentences of some passages.
pub(super) fn of(phrases: &[&Phrase<'_>]) -> Vec<Sentence> {
    let each = |(phrase, text): (usize, &str)| {
        let sentence =
            |range: Range<usize>| Sentence { phrase, length: text[range.clone()].chars().count() as f64, range };
        sentences(text).map(sentence).collect::<Vec<_>>()
    };
    phrases.iter().map(|phrase| phrase.text).enumerate().flat_map(each).collect()
}

/// More pairs of sentences than this are not compared with each other.
const MOST_PAIRS: usize = 4_000;

/// French is so many times as long as English, and so much does each character vary.
const RATIO: f64 = 1.15;
const VARIANCE: f64 = 6.8;

/// What a step costs, in hundredths of the logarithm of how often translators take it.
const DROPPED: f64 = 450.0;
const MERGED: f64 = 230.0;
const TWO_AND_TWO: f64 = 440.0;
/// How much an alignment without a dropped sentence must be worse.
const MARGIN: f64 = 60.0;

/// The first sentence that has no counterpart, with its language; `None` if all have one, or if it cannot be told.
pub(super) fn without_counterpart(texts: Bilingual<&[Sentence]>) -> Option<(Lang, usize)> {
    let (en, fr) = (texts.en, texts.fr);
    if en.len() == fr.len() || en.is_empty() || fr.is_empty() || en.len() * fr.len() > MOST_PAIRS {
        return None;
    }
    let (cost, dropped) = align(en, fr, true);
    let (otherwise, _) = align(en, fr, false);
    dropped.filter(|_| cost + MARGIN < otherwise)
}

/// The cost of the best alignment, and the first sentence that it drops.
fn align(en: &[Sentence], fr: &[Sentence], may_drop: bool) -> (f64, Option<(Lang, usize)>) {
    /// How many sentences of each version a step takes, and what it costs.
    const STEPS: [(usize, usize, f64); 6] =
        [(1, 1, 0.0), (1, 2, MERGED), (2, 1, MERGED), (2, 2, TWO_AND_TWO), (1, 0, DROPPED), (0, 1, DROPPED)];
    let width = fr.len() + 1;
    let mut best: Vec<(f64, Option<(Lang, usize)>)> = vec![(f64::INFINITY, None); (en.len() + 1) * width];
    best[0].0 = 0.0;
    for i in 0..=en.len() {
        for j in 0..=fr.len() {
            let (cost, dropped) = best[i * width + j];
            for (taken, given, price) in STEPS {
                let (to_i, to_j) = (i + taken, j + given);
                let is_drop = taken == 0 || given == 0;
                if !cost.is_finite() || to_i > en.len() || to_j > fr.len() || (is_drop && !may_drop) {
                    continue;
                }
                let mismatch = if is_drop { 0.0 } else { mismatch(&en[i..to_i], &fr[j..to_j]) };
                let first = match (taken, given) {
                    (1, 0) => dropped.or(Some((Lang::En, i))),
                    (0, 1) => dropped.or(Some((Lang::Fr, j))),
                    _ => dropped,
                };
                let place = &mut best[to_i * width + to_j];
                if cost + price + mismatch < place.0 {
                    *place = (cost + price + mismatch, first);
                }
            }
        }
    }
    best.last().copied().unwrap_or((f64::INFINITY, None))
}

/// How unlikely it is that texts of such lengths say the same.
fn mismatch(en: &[Sentence], fr: &[Sentence]) -> f64 {
    let length = |sentences: &[Sentence]| sentences.iter().map(|sentence| sentence.length).sum::<f64>();
    let (english, french) = (length(en), length(fr));
    let mean = f64::midpoint(english, french / RATIO);
    let delta = (french - english * RATIO).abs() / (mean * VARIANCE).sqrt().max(1.0);
    // The logarithm of the tail of the normal distribution, from below.
    50.0 * delta * delta + 100.0 * (1.0 + delta).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dropped(en: &[usize], fr: &[usize]) -> Option<(Lang, usize)> {
        let of = |lengths: &[usize]| -> Vec<Sentence> {
            let each = |length: &usize| Sentence { phrase: 0, range: 0..0, length: *length as f64 };
            lengths.iter().map(each).collect()
        };
        let (en, fr) = (of(en), of(fr));
        without_counterpart(Bilingual { en: &en, fr: &fr })
    }

    #[test]
    fn sentences_that_translators_merge_or_split_are_all_there() {
        assert_eq!(dropped(&[17, 36], &[68]), None);
        assert_eq!(dropped(&[90], &[50, 55]), None);
        assert_eq!(dropped(&[40, 60, 30], &[45, 105]), None);
        assert_eq!(dropped(&[40, 60], &[45, 70]), None);
        assert_eq!(dropped(&[], &[45]), None);
    }

    #[test]
    fn a_sentence_without_counterpart_is_found() {
        assert_eq!(dropped(&[40, 60, 50], &[45, 58]), Some((Lang::En, 1)));
        assert_eq!(dropped(&[40, 60], &[46, 70, 65]), Some((Lang::Fr, 2)));
    }
}
