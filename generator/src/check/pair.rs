//! The rules for a value in both languages.

use submit_fn::shared::lang::Bilingual;

use super::phrase::Phrase;
use super::{parity, text};
use crate::diagnostic::Diagnostic;

pub(super) fn rule(pair: &Bilingual<Phrase<'_>>, posted: bool) -> Vec<Diagnostic> {
    let each = [&pair.en, &pair.fr].into_iter().flat_map(|phrase| text::phrase(phrase, posted));
    each.chain(parity::values(pair)).collect()
}
