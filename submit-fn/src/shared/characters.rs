//! Characters that nobody sees, and that make a text look like another one.

/// Whether a character has no width, or changes the direction of others (Unicode, general category Cf, with the blanks
/// among letters and symbols). In a text of several lines, joiners belong to some scripts and to emoji: they are none.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}'..='\u{e007f}' | '\u{115f}' | '\u{1160}'
        | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
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
    let is_kept = |c: &char| !is_invisible(*c) && !c.is_control() && !matches!(c, '\u{200c}' | '\u{200d}');
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let visible: String = spaced.filter(is_kept).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
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

    proptest! {
        #[test]
        fn one_line_is_one_line_and_stays_it(text in ".{0,60}") {
            let line = one_line(&text);
            prop_assert!(!line.contains(|c: char| c.is_control() || is_invisible(c)));
            prop_assert_eq!(one_line(&line), line);
        }
    }
}
