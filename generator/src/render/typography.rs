//! What a typist's keyboard has no key for: French spaces, and the bounds of names that are written from right to left.

use std::borrow::Cow;

use submit_fn::shared::format::NBSP;
use submit_fn::shared::lang::Lang;

use crate::bytes::find_window;

/// A text with the no-break spaces of its language: in French those before a colon, inside guillemets,
/// within numbers and before their units (Office québécois de la langue française, « Espacement »).
/// Other texts, and texts that have them, stay as they are.
pub(crate) fn spaced(text: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(at) = next_candidate(text.as_bytes(), from) {
        from = at + 1;
        let (before, after) = (&text[..at], &text[at + 1..]);
        if joins(before, after) {
            out.push_str(&text[copied..at]);
            out.push(NBSP);
            copied = at + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// A name that keeps its order to itself wherever it stands, when it holds letters that are written from right to left
/// (Unicode Bidirectional Algorithm, explicit directional isolates).
pub(crate) fn isolated(name: &str) -> Cow<'_, str> {
    let is_rtl = |char| matches!(char, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if name.contains(is_rtl) { Cow::Owned(format!("\u{2068}{name}\u{2069}")) } else { Cow::Borrowed(name) }
}

/// Where the next space is, at or after `from`, that might join its neighbours: most do not, as their next byte shows.
fn next_candidate(text: &[u8], from: usize) -> Option<usize> {
    let pair = find_window(text, from, |[byte, next]| is_candidate(byte, next))?;
    Some(if text[pair] == b' ' { pair } else { pair + 1 })
}

/// Whether two bytes are a space and what it might join, or the end of an opening guillemet and a space.
const fn is_candidate(byte: u8, next: u8) -> bool {
    // The first byte of both guillemets, and the last one of the opening one, in UTF-8.
    const GUILLEMET: u8 = 0xC2;
    const OPENING: u8 = 0xAB;
    let joins = (next == b':') | (next == b'$') | (next == b'%') | (next == b'h') | next.is_ascii_digit();
    (byte == b' ') & (joins | (next == GUILLEMET)) | (byte == OPENING) & (next == b' ')
}

/// Whether the space between `before` and `after` must not break.
fn joins(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let (first, second) = (next.next(), next.next());
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    match (before.chars().next_back(), first) {
        (Some('«'), _) | (_, Some('»')) => true,
        (Some(c), Some(':')) if !c.is_whitespace() => ends(second) && second != Some(':') && second != Some('/'),
        (Some(c), Some('$' | '%')) if c.is_ascii_digit() => ends(second),
        (Some(c), Some('h')) if c.is_ascii_digit() => ends(second),
        (Some('h'), Some(d)) if d.is_ascii_digit() => {
            let hour = before.trim_end_matches('h').trim_end_matches([NBSP, ' ']);
            hour.ends_with(|c: char| c.is_ascii_digit())
        }
        // Groups of thousands: one to three digits, then three.
        (Some(c), Some(d)) if c.is_ascii_digit() && d.is_ascii_digit() => {
            let digits = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(u8::is_ascii_digit).count();
            digits(&mut after.bytes()) == 3 && digits(&mut before.bytes().rev()) <= 3
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn french(text: &str) -> String {
        spaced(text, Lang::Fr).replace(NBSP, "·")
    }

    #[test]
    fn french_signs_keep_their_spaces() {
        assert_eq!(
            french("Voici : « un mot », 20 % de 9 999 $ à 14 h 30."),
            "Voici·: «·un mot·», 20·% de 9·999·$ à 14·h·30."
        );
        assert_eq!(french("de 12 à 2026 ans"), "de 12 à 2026 ans");
        assert_eq!(french("à 14 h pile, 3 hommes"), "à 14·h pile, 3 hommes");
    }

    #[test]
    fn only_a_name_from_right_to_left_is_set_apart() {
        assert_eq!(isolated("Coopérative Clé de voûte"), "Coopérative Clé de voûte");
        for name in ["שירותי תוכנה!", "Dev خدمات (2026)"] {
            assert_eq!(isolated(name), format!("\u{2068}{name}\u{2069}"));
        }
    }

    #[test]
    fn a_text_that_has_its_spaces_is_not_copied() {
        for text in ["Il n'y a rien à changer ici, à 3 hommes près.", "14\u{a0}h\u{a0}30\u{a0}: oui"] {
            assert!(matches!(spaced(text, Lang::Fr), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn english_is_left_alone() {
        assert_eq!(spaced("Here : « x »", Lang::En), "Here : « x »");
    }

    proptest! {
        #[test]
        fn candidates_are_found_as_byte_by_byte(text in "[a-hé :«»1]{0,100}", from in 0_usize..110) {
            let text = text.as_bytes();
            let is_space = |at: &usize| {
                let next = text.get(at + 1).copied().unwrap_or_default();
                text[*at] == b' ' && (is_candidate(b' ', next) || *at > from && text[at - 1] == 0xAB)
            };
            prop_assert_eq!(next_candidate(text, from), (from..text.len()).find(is_space));
        }

        #[test]
        fn spacing_twice_changes_nothing_more(text in "[a-z0-9 :«»$%h\u{a0}]{0,40}") {
            let once = spaced(&text, Lang::Fr).into_owned();
            prop_assert_eq!(spaced(&once, Lang::Fr), once.as_str());
        }

        #[test]
        fn only_spaces_change(text in ".{0,60}") {
            let plain = |text: &str| text.replace(NBSP, " ");
            prop_assert_eq!(plain(&spaced(&text, Lang::Fr)), plain(&text));
        }
    }
}
