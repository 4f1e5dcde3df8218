//! French spaces, put where the typist's keyboard has none.

use std::borrow::Cow;

use submit_fn::shared::format::NBSP;
use submit_fn::shared::lang::Lang;

/// A text with the no-break spaces of its language: in French those before a colon, inside guillemets,
/// within numbers and before their units (Office québécois de la langue française, « Espacement »).
/// Other texts, and texts that have them, stay as they are.
pub(crate) fn spaced(text: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En || !text.contains(' ') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.find(' ') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        out.push(if joins(out.chars().next_back(), after, &out) { NBSP } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether the space between `before` and `after` must not break.
fn joins(before: Option<char>, after: &str, so_far: &str) -> bool {
    let mut next = after.chars();
    let (first, second) = (next.next(), next.next());
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    match (before, first) {
        (Some('«'), _) | (_, Some('»')) => true,
        (Some(c), Some(':')) if !c.is_whitespace() => ends(second) && second != Some(':') && second != Some('/'),
        (Some(c), Some('$' | '%')) if c.is_ascii_digit() => ends(second),
        (Some(c), Some('h')) if c.is_ascii_digit() => ends(second),
        (Some('h'), Some(d)) if d.is_ascii_digit() => {
            let hour = so_far.trim_end_matches('h').trim_end_matches([NBSP, ' ']);
            hour.ends_with(|c: char| c.is_ascii_digit())
        }
        // Groups of thousands: one to three digits, then three.
        (Some(c), Some(d)) if c.is_ascii_digit() && d.is_ascii_digit() => {
            let group: String = after.chars().take_while(char::is_ascii_digit).collect();
            let lead = so_far.chars().rev().take_while(char::is_ascii_digit).count();
            group.len() == 3 && lead <= 3
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
    fn english_is_left_alone() {
        assert_eq!(spaced("Here : « x »", Lang::En), "Here : « x »");
    }

    proptest! {
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
