//! Text that was left in the other language, guessed from the small words that no sentence does without.

use super::phrase::Phrase;
use super::scan::lang_of;
use crate::diagnostic::{Diagnostic, Problem};

/// So many small words of the other language make a suspicion.
const SUSPICION: usize = 3;
/// So many are shown.
const SHOWN: usize = 4;

/// Whether most long words have a capital, as in “Ministère de la Culture et des Communications du Québec”: names are
/// not translated.
fn is_name<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let long = words.filter(|word| word.chars().count() > 3);
    let (capital, small): (Vec<_>, Vec<_>) = long.partition(|word| word.starts_with(char::is_uppercase));
    capital.len() > small.len()
}

/// Whether a phrase seems to be in the other language.
pub(super) fn rule(phrase: &Phrase<'_>) -> Option<Diagnostic> {
    let (own, other) = (*phrase.scan.small_words.get(phrase.lang), *phrase.scan.small_words.get(phrase.lang.other()));
    if other < SUSPICION || other <= 2 * own {
        return None;
    }
    let words = || phrase.text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    if is_name(words()) {
        return None;
    }
    let mut shown: Vec<String> = Vec::new();
    for word in words().map(str::to_lowercase).filter(|word| lang_of(word) == Some(phrase.lang.other())) {
        if shown.len() < SHOWN && !shown.contains(&word) {
            shown.push(word);
        }
    }
    let problem = Problem::WrongLanguage { lang: phrase.lang, words: shown };
    Some(phrase.problem(0..phrase.text.trim_end().len(), problem))
}
