//! What a misspelt name was probably meant to be.

/// The member of `known` that `typed` was probably meant to be.
pub(crate) fn nearest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        // A third of the letters may differ: enough for a slip, too few for another word.
        .filter(|(distance, name)| *distance <= (name.chars().count().max(3) / 3).max(1))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_word_and_another_word_does_not() {
        let known = ["closes", "posted", "licence"];
        assert_eq!(nearest("close", known), Some("closes"));
        assert_eq!(nearest("license", known), Some("licence"));
        assert_eq!(nearest("budget", known), None);
    }
}
