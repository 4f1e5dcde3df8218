//! Characters that nobody sees, and that make a text read otherwise than it is written.

use crate::bytes::find_window;
use crate::diagnostic::{Diagnostic, Problem};
use crate::read::Source;

/// Whether a character joins or divides words unseen, or turns the direction of those after it. The marks that
/// right-to-left scripts and emoji need are not among them.
pub(in crate::check) const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Unseen characters in a whole file. The mark at its beginning, which some editors write, is none.
pub(super) fn rule(source: &Source) -> Vec<Diagnostic> {
    let text = source.text.as_bytes();
    // By their first two bytes. Hardly any others begin so, but for dashes and quotes.
    let may_begin = |[first, second]: [u8; 2]| (first == 0xE2) & (second & 0xFE == 0x80) | (first >= 0xEF);
    let mut diagnostics = Vec::new();
    let mut at = 0;
    while let Some(start) = find_window(text, at, may_begin) {
        let Some(character) = source.text[start..].chars().next() else { break };
        at = start + character.len_utf8();
        if is_unseen(character) && start > 0 {
            diagnostics.push(source.problem_in(start..at, Problem::HiddenCharacter { character }));
        }
    }
    diagnostics
}
