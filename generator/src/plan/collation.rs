//! The order of words in each language.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use submit_fn::shared::lang::Lang;

/// The rules of sorting of a language (CLDR, by way of ICU): cote, côte, coté, côté.
pub(super) fn collator(lang: Lang) -> CollatorBorrowed<'static> {
    let locale = match lang {
        Lang::En => locale!("en-CA"),
        Lang::Fr => locale!("fr-CA"),
    };
    #[allow(clippy::expect_used, reason = "the data for both locales is compiled in")]
    Collator::try_new(locale.into(), CollatorOptions::default()).expect("compiled data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_compared_from_the_end_of_the_word_in_canadian_french() {
        let mut words = ["coté", "œuf", "côté", "cote", "oeil", "côte"];
        words.sort_by(|a, b| collator(Lang::Fr).compare(a, b));
        assert_eq!(words, ["cote", "côte", "coté", "côté", "oeil", "œuf"]);
    }
}
