//! Text that was left in the other language, guessed from the small words that no sentence does without.

use std::collections::HashMap;
use std::sync::LazyLock;

use submit_fn::shared::lang::Lang;

use super::said::Said;
use crate::diagnostic::{Diagnostic, Problem};

/// Words of English that are not words of French.
const ENGLISH: [&str; 50] = [
    "the", "of", "and", "to", "is", "are", "that", "for", "with", "this", "not", "be", "by", "from", "we", "our", "it",
    "they", "have", "has", "was", "were", "which", "who", "their", "you", "your", "must", "can", "will", "when",
    "what", "there", "these", "those", "each", "every", "been", "would", "should", "its", "into", "how", "where",
    "some", "any", "all", "does", "did", "but",
];

/// Words of French that are not words of English. « de » is left out: it is in too many names.
const FRENCH: [&str; 50] = [
    "le", "la", "les", "des", "et", "est", "une", "un", "du", "que", "qui", "dans", "sur", "avec", "pas", "ce",
    "cette", "ces", "nous", "vous", "il", "elle", "sont", "ont", "par", "au", "aux", "leur", "leurs", "votre", "notre",
    "être", "se", "ne", "sa", "ses", "pour", "ils", "elles", "où", "été", "mais", "doit", "doivent", "peut", "peuvent",
    "chaque", "comme", "ou", "à",
];

/// The language of each word.
static LANGUAGES: LazyLock<HashMap<&str, Lang>> = LazyLock::new(|| {
    let of = |words: &[&'static str], lang| words.iter().map(move |word| (*word, lang)).collect::<Vec<_>>();
    of(&ENGLISH, Lang::En).into_iter().chain(of(&FRENCH, Lang::Fr)).collect()
});

/// The bytes of the longest word.
const LONGEST: usize = 8;

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

/// Whether a passage seems to be in the other language.
pub(super) fn rule(said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    let (mut own, mut other) = (0, Vec::new());
    let words = || said.text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    for word in words().filter(|word| word.len() <= LONGEST) {
        let word = word.to_lowercase();
        match LANGUAGES.get(word.as_str()) {
            Some(lang) if *lang == said.lang => own += 1,
            Some(_) => other.push(word),
            None => {}
        }
    }
    if other.len() < SUSPICION || other.len() <= 2 * own || is_name(words()) {
        return;
    }
    let mut words: Vec<String> = Vec::new();
    for word in other {
        if !words.contains(&word) && words.len() < SHOWN {
            words.push(word);
        }
    }
    found.push(said.problem(0..said.text.trim_end().len(), Problem::WrongLanguage { lang: said.lang, words }));
}
