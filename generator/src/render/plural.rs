//! Texts that depend on a number: which form a number takes is a rule of the language (CLDR, by way of ICU).

use std::collections::BTreeMap;

use icu_locale_core::locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::{Deserialize, Serialize};
use submit_fn::shared::format::number;
use submit_fn::shared::lang::Lang;

/// The forms of a text with a number `{n}`, by the categories of CLDR: `one`, `other` and, where a language has them, more.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Plural(BTreeMap<String, String>);

/// The texts with a number: the table `[plurals]` of the theme's strings. Scripts choose by the same rules.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plurals {
    pub(crate) opportunities: Plural,
    pub(crate) open: Plural,
    pub(crate) more: Plural,
    results: Plural,
    found: Plural,
    days_left: Plural,
    hours_left: Plural,
    minutes_left: Plural,
    words_left: Plural,
    words_over: Plural,
}

impl Plural {
    /// The text with a number.
    pub(crate) fn of(&self, n: usize, lang: Lang) -> String {
        let form = self.0.get(name(rules(lang).category_for(n))).or_else(|| self.0.get(OTHER));
        form.map(|text| text.replace("{n}", &number(n as u64, lang))).unwrap_or_default()
    }
}

impl Plurals {
    /// For scripts, by name: the forms of each as JSON.
    pub(crate) fn as_json(&self) -> BTreeMap<String, String> {
        let plurals: BTreeMap<String, Plural> =
            serde_json::to_value(self).and_then(serde_json::from_value).unwrap_or_default();
        // Texts by names: nothing that JSON lacks.
        plurals.into_iter().map(|(name, plural)| (name, serde_json::to_string(&plural).unwrap_or_default())).collect()
    }
}

const OTHER: &str = "other";

/// The forms that a language needs, in the order of their names: those of the numbers that a list can have.
pub(super) fn categories(lang: Lang) -> Vec<&'static str> {
    let rules = rules(lang);
    let mut names: Vec<_> = (0..1000_usize).map(|n| name(rules.category_for(n))).chain([OTHER]).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a form is that of one number alone, so that it may do without the number.
pub(super) fn is_of_one_number(category: &str) -> bool {
    matches!(category, "zero" | "one" | "two")
}

fn rules(lang: Lang) -> PluralRules {
    let locale = match lang {
        Lang::En => locale!("en-CA"),
        Lang::Fr => locale!("fr-CA"),
    };
    #[allow(clippy::expect_used, reason = "the data for both locales is compiled in")]
    PluralRules::try_new_cardinal(locale.into()).expect("compiled data")
}

const fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_singular_in_french_and_a_million_takes_the_form_of_others_if_it_has_none() {
        let forms = [("one", "{n} mot"), ("other", "{n} mots")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        let plural = Plural(forms.into());
        assert_eq!(plural.of(0, Lang::Fr), "0 mot");
        assert_eq!(plural.of(0, Lang::En), "0 mots");
        assert_eq!(plural.of(1_000_000, Lang::Fr), "1\u{a0}000\u{a0}000 mots");
        assert_eq!(categories(Lang::Fr), ["one", "other"]);
    }
}
