//! Counts words as a person would.

/// How many words a text has. What stands between white space is a word when it holds a letter or a digit:
/// the French « : » and guillemets cost nothing. Scripts in the browser count by the same rule.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|token| token.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn french_signs_are_no_words() {
        assert_eq!(count("Voici\u{a0}: «\u{a0}un mot\u{a0}» — et 2 autres!"), 6);
        assert_eq!(count("l'été aujourd'hui"), 2);
        assert_eq!(count(" \n\t "), 0);
    }

    proptest! {
        #[test]
        fn signs_alone_add_no_word(text in ".{0,80}") {
            prop_assert_eq!(count(&format!("{text} « : » — …")), count(&text));
        }

        #[test]
        fn n_words_are_n_words(words in prop::collection::vec("[a-zéœ0-9]{1,6}", 0..20)) {
            prop_assert_eq!(count(&words.join(" \n")), words.len());
        }
    }
}
