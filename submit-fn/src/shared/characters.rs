//! Characters that nobody sees, and that make a text look like another one.

/// Whether a character turns what follows it around (Unicode Standard Annex 9, "Explicit Directional Embeddings and
/// Overrides"), or is the mark that some programs begin a text with. No text needs them.
pub const fn is_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{feff}')
}

/// Whether a character has no width of its own, or is a blank among letters and symbols (Unicode, general category Cf,
/// joiners aside). Some scripts need them in texts; on one line they can make a name look like another one.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}'..='\u{e007f}' | '\u{115f}' | '\u{1160}'
        | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// Whether a character is drawn over the one before it (Unicode, the blocks of combining marks for any script).
const fn is_stacked(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// No writing needs more marks than these on one letter; a tower of them covers the lines around it.
const MARKS: usize = 4;

/// A text without the marks that make towers.
///
/// ```
/// use submit_fn::shared::characters::without_towers;
///
/// assert_eq!(without_towers("e\u{301}"), "e\u{301}");
/// assert_eq!(without_towers(&format!("Z{}oe", "\u{336}".repeat(90))), format!("Z{}oe", "\u{336}".repeat(4)));
/// ```
pub fn without_towers(text: &str) -> String {
    let mut marks = 0;
    let is_kept = |c: &char| {
        marks = if is_stacked(*c) { marks + 1 } else { 0 };
        marks <= MARKS
    };
    text.chars().filter(is_kept).collect()
}

/// A text of one line: words with single spaces between them, and nothing that is invisible.
///
/// ```
/// use submit_fn::shared::characters::one_line;
///
/// assert_eq!(one_line(" Zoé \u{202e}\t Tremblay\n"), "Zoé Tremblay");
/// assert_eq!(one_line("\u{200b}\u{3164}"), "");
/// ```
pub fn one_line(text: &str) -> String {
    let is_seen = |c: &char| !is_invisible(*c) && !c.is_control();
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let seen: Vec<char> = spaced.filter(is_seen).collect();
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| seen.get(at)).is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !is_joiner(*c))
    };
    // Persian and Indic names have joiners between letters, or after the mark of one; anywhere else nobody sees them.
    let is_kept = |at: usize, c: char| !is_joiner(c) || is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
    let kept: String = seen.iter().enumerate().filter(|(at, c)| is_kept(*at, **c)).map(|(_, c)| *c).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a text has a letter or a digit.
pub fn is_readable(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() && !is_invisible(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blanks_and_signs_alone_are_not_readable() {
        for text in ["", "\u{200b}", "\u{feff}", "\u{2800}", "\u{3164}", "…", " - "] {
            assert!(!is_readable(text), "{text:?}");
        }
        for text in ["é", "7", "李", "\u{202e}a"] {
            assert!(is_readable(text), "{text:?}");
        }
    }

    #[test]
    fn a_joiner_stays_between_letters_alone() {
        for name in ["علی\u{200c}رضا", "ශ්\u{200d}රී"] {
            assert_eq!(one_line(name), name);
        }
        assert_eq!(one_line("\u{200c}\u{200d}a \u{200d}b\u{200c}"), "a b");
    }

    proptest! {
        #[test]
        fn one_line_is_one_line_and_stays_it(text in "(.|[\n\t\u{200b}-\u{200f}\u{202a}-\u{202e}\u{3164}]){0,30}") {
            let line = one_line(&text);
            prop_assert!(!line.contains(|c: char| c.is_control() || is_invisible(c)));
            prop_assert_eq!(one_line(&line), line);
        }
    }
}
