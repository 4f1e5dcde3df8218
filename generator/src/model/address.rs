//! The addresses of pages that need no content to be known.

use submit_fn::shared::lang::Bilingual;

use super::Kind;

/// The first page of each language.
pub(crate) fn home() -> Bilingual<String> {
    Bilingual::from_fn(|lang| format!("/{lang}/"))
}

/// The list of all things of a kind. Kinds without a list stand below the first page.
pub(crate) fn list(kind: Kind) -> Bilingual<String> {
    Bilingual::from_fn(|lang| match kind.segment(lang) {
        None => format!("/{lang}/"),
        Some(segment) => format!("/{lang}/{segment}/"),
    })
}
