//! “At least” and “at most”: which way a number is meant.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::numbers::{self, NumberMention};
use crate::check::scan::{Marks, scan};
use crate::check::text::wording::regex;

/// Which side of a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// At least, more than, after.
    Lower,
    /// At most, fewer than, before.
    Upper,
}

/// How a number is bounded, and where it stands with the words that say so.
struct BoundedNumber {
    bound: Option<Bound>,
    range: Range<usize>,
}

/// Whether texts with these marks may contradict each other.
pub(super) const fn may_contradict(marks: &Bilingual<Marks>) -> bool {
    let Bilingual { en, fr } = marks;
    en.has(Marks::LOWER_BOUND) && fr.has(Marks::UPPER_BOUND) || en.has(Marks::UPPER_BOUND) && fr.has(Marks::LOWER_BOUND)
}

/// The first number of both texts that each bounds on another side.
pub(super) fn contradiction(
    texts: Bilingual<&str>,
    mentions: &Bilingual<Vec<NumberMention>>,
) -> Option<Bilingual<Range<usize>>> {
    let contradicts = |mention: &NumberMention| {
        let mut same = mentions.fr.iter().filter(|there| numbers::share(mention, there)).peekable();
        same.peek()?;
        let here = bounded(texts.en, Lang::En, mention);
        let bound = here.bound?;
        let mut first = None;
        let all_opposite = same.all(|there| {
            let there = bounded(texts.fr, Lang::Fr, there);
            first.get_or_insert(there.range);
            there.bound.is_some_and(|other| other != bound)
        });
        Some(Bilingual { en: here.range, fr: first.filter(|_| all_opposite)? })
    };
    mentions.en.iter().find_map(contradicts)
}

/// How far from a number the words that bound it are looked for, in bytes.
const REACH: usize = 40;

fn bounded(text: &str, lang: Lang, mention: &NumberMention) -> BoundedNumber {
    let Range { start, end } = mention.range;
    let from = text.floor_char_boundary(start.saturating_sub(REACH));
    let to = text.floor_char_boundary(end + REACH);
    let (before, after) = (&text[from..start], &text[end..to]);
    let Patterns { lower_before, upper_before, lower_after, upper_after } = PATTERNS.get(lang);
    let has_none = |text| !scan(text).marks.has(Marks::LOWER_BOUND.or(Marks::UPPER_BOUND));
    if has_none(before) && has_none(after) {
        return BoundedNumber { bound: None, range: start..end };
    }
    // Of “no more than” and “more than” the longer one counts.
    let found = |pattern: &Regex, text: &str| {
        // Most have none, which is seen faster than where one is.
        let captures = pattern.is_match(text).then(|| pattern.captures(text)).flatten();
        captures.and_then(|found| found.get(1)).map(|found| found.range())
    };
    let before_number = [(Bound::Lower, found(lower_before, before)), (Bound::Upper, found(upper_before, before))];
    let after_number = [(Bound::Lower, found(lower_after, after)), (Bound::Upper, found(upper_after, after))];
    let nearest = before_number.into_iter().filter_map(|(bound, range)| Some((bound, range?)));
    if let Some((bound, range)) = nearest.max_by_key(|(_, range)| (range.end, std::cmp::Reverse(range.start))) {
        return BoundedNumber { bound: Some(bound), range: from + range.start..end };
    }
    let first = after_number.into_iter().find_map(|(bound, range)| Some((bound, range?)));
    let range = start..first.as_ref().map_or(end, |(_, range)| end + range.end);
    BoundedNumber { bound: first.map(|(bound, _)| bound), range }
}

struct Patterns {
    lower_before: Regex,
    upper_before: Regex,
    lower_after: Regex,
    upper_after: Regex,
}

static PATTERNS: LazyLock<Bilingual<Patterns>> = LazyLock::new(|| {
    // Up to two words, such as “of the” or the name of a month, may stand between.
    let before = |words: &str| regex(&format!(r"(?is)(?:^|[^\p{{L}}])({words})\s+(?:[\p{{L}}’']+\s*){{0,2}}$"));
    let after = |words: &str| regex(&format!(r"(?is)^[\s\u{{a0}}]*(?:[\p{{L}}]+\s+){{0,2}}({words})(?:[^\p{{L}}]|$)"));
    Bilingual {
        en: Patterns {
            lower_before: before(
                "at least|minimum of|minimum is|no fewer than|no less than|not less than|more than|over|above|exceed(?:s|ing)?|after",
            ),
            upper_before: before(
                "at most|up to|maximum of|maximum is|no more than|not more than|(?:not|never|no)(?:\\s+\\p{L}+){0,6}\\s+exceeds?|fewer than|less than|under|below|within|by|before|(?:no|not) later than|limit of",
            ),
            lower_after: after("or more|or above|or over|and over|and more|at least"),
            upper_after: after("or less|or fewer|or under|or below|at most|at the latest"),
        },
        fr: Patterns {
            lower_before: before(
                "au moins|au minimum|minimum de|minimum est de|plus de|pas moins de|supérieure?s? à|dépass\\p{L}+|après|à partir du?",
            ),
            upper_before: before(
                "au plus|au plus tard|au maximum|maximum de|maximum est de|jusqu['’](?:à|au)|moins de|pas plus de|pas (?:dépasser|excéder)|(?:dépass|excéd|excèd)\\p{L}+ (?:pas|jamais|plus)|inférieure?s? à|avant|délai de|limite de",
            ),
            lower_after: after("ou plus|et plus|au moins|au minimum"),
            upper_after: after("ou moins|et moins|au plus|au maximum|au plus tard"),
        },
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::scan::scan;

    fn bound(lang: Lang, text: &str) -> Option<Bound> {
        let mentions = numbers::mentions(text, scan(text).marks);
        bounded(text, lang, mentions.last().unwrap()).bound
    }

    #[test]
    fn a_number_is_bounded_by_the_words_beside_it() {
        for (text, expected) in [
            ("at least 3 files", Some(Bound::Lower)),
            ("no more than 3 files", Some(Bound::Upper)),
            ("more than 3 files", Some(Bound::Lower)),
            ("must not exceed 3 files", Some(Bound::Upper)),
            ("It never exceeds 3 files", Some(Bound::Upper)),
            ("3 files or more", Some(Bound::Lower)),
            ("by May 15", Some(Bound::Upper)),
            ("the 3 files", None),
            ("At least we know it: of the many files that we have kept, 3", None),
        ] {
            assert_eq!(bound(Lang::En, text), expected, "{text}");
        }
        for (text, expected) in [
            ("au plus 3 fichiers", Some(Bound::Upper)),
            ("au plus tard le 15", Some(Bound::Upper)),
            ("pas plus de 3 fichiers", Some(Bound::Upper)),
            ("plus de 3 fichiers", Some(Bound::Lower)),
            ("en moins de 3 s", Some(Bound::Upper)),
            ("10 Mo et plus", Some(Bound::Lower)),
            ("ne doit pas dépasser 3 Mo", Some(Bound::Upper)),
            ("ne dépasse pas 3 Mo", Some(Bound::Upper)),
            ("dépasse les 3 Mo", Some(Bound::Lower)),
            ("Du moins, il y en a 3", None),
        ] {
            assert_eq!(bound(Lang::Fr, text), expected, "{text}");
        }
    }
}
