//! What differs between the two versions of a text.

use submit_fn::shared::lang::Lang;

use super::record::made;
use super::texts::language;
use super::{EN, is_are, words};
use crate::diagnostic::operand::Change;
use crate::diagnostic::words::{Words, counted, quoted_list};

pub(super) fn headings(other: Option<&str>) -> Words {
    let title = match other {
        Some(other) => format!("the other version has the heading “{other}” here"),
        None => "the other version has no such heading".into(),
    };
    words(title, "give both versions the same headings, of the same levels, in the same order")
}

pub(super) fn lists(items: usize, other: usize) -> Words {
    match (items, other) {
        (0, other) => words(
            format!("a list of {} is missing here", counted(other as u64, "item", EN)),
            "give both versions the same lists",
        ),
        (items, 0) => words(
            format!("the other version has no such list of {}", counted(items as u64, "item", EN)),
            "give both versions the same lists",
        ),
        (items, other) => words(
            format!("this list has {}; in the other version it has {other}", counted(items as u64, "item", EN)),
            "give both versions the same items",
        ),
    }
}

/// The sizes are in rows and columns.
pub(super) fn tables(size: (usize, usize), other: (usize, usize)) -> Words {
    match (size, other) {
        ((0, _), _) => words("a table is missing here", "give both versions the same tables"),
        (_, (0, _)) => words("the other version has no such table", "give both versions the same tables"),
        (size, other) => words(
            format!(
                "this table has {} and {}; in the other version it has {} and {}",
                counted(size.0 as u64, "row", EN),
                counted(size.1 as u64, "column", EN),
                other.0,
                other.1
            ),
            "give both versions the same rows and columns",
        ),
    }
}

/// How many references to notes there are, and how many notes.
pub(super) fn notes(size: (usize, usize), other: (usize, usize)) -> Words {
    words(
        format!(
            "this section has {} and {}; in the other version it has {} and {}",
            counted(size.0 as u64, "note reference", EN),
            counted(size.1 as u64, "note", EN),
            other.0,
            other.1
        ),
        "give both versions the same notes, in the same sections and in the same order",
    )
}

pub(super) fn numbers(here: &[String], there: &[String]) -> Words {
    let title = match (here, there) {
        ([], there) => format!("{} missing here", is_are(there)),
        (here, []) => format!("{} not in the other version", is_are(here)),
        (here, there) => {
            format!("{} here, {} in the other version", quoted_list(here, "and"), quoted_list(there, "and"))
        }
    };
    words(title, "give both versions the same numbers, dates and amounts")
}

pub(super) fn bounds(here: &str, there: &str) -> Words {
    words(
        format!("“{here}” here, “{there}” in the other version: one means at least, the other at most"),
        "give both versions the same limit",
    )
}

pub(super) fn names(here: &str, there: &str) -> Words {
    words(format!("`{here}` here, `{there}` in the other version"), "name the same thing in both versions")
}

pub(super) fn samples(here: &str, there: &str) -> Words {
    words(
        format!("`{here}` in this example, `{there}` in the other version"),
        "give both versions the same data; comments and words may be translated",
    )
}

pub(super) fn stale_translation(lang: Lang, changed: Lang, change: &Change) -> Words {
    words(
        format!("the {} may be stale: the {} changed alone {}", language(lang), language(changed), made(change)),
        format!(
            "make the same change here; if it still says the same, write `modified: {}` in its front matter",
            change.date
        ),
    )
}

pub(super) fn wrong_language(lang: Lang, found: &[String]) -> Words {
    words(
        format!("this paragraph seems to be in {}: {}", language(lang.other()), quoted_list(found, "and")),
        format!("write it in {}", language(lang)),
    )
}
