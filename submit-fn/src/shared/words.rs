//! Word counts, as a person would count.

/// The number of words of a text. What stands between white space is a word if it has a letter or a digit: the
/// guillemets and the colon of French, which stand between spaces, cost nothing. The browser's script counts by the
/// same rule.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|token| token.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn french_punctuation_between_spaces_is_not_counted() {
        assert_eq!(count("Voici\u{a0}: «\u{a0}un mot\u{a0}» — et 2 autres!"), 6);
        assert_eq!(count("l'été aujourd'hui"), 2);
        assert_eq!(count(" \n\t "), 0);
    }

    proptest! {
        #[test]
        fn punctuation_alone_adds_no_word(text in ".{0,80}") {
            prop_assert_eq!(count(&format!("{text} « : » — …")), count(&text));
        }

        #[test]
        fn words_are_counted_whatever_separates_them(words in prop::collection::vec("[a-zéœ0-9]{1,6}", 0..20)) {
            prop_assert_eq!(count(&words.join(" \n")), words.len());
        }
    }
}
