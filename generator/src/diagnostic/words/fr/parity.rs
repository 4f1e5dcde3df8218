//! What differs between the two versions of a text.

use submit_fn::shared::lang::Lang;

use super::record::made;
use super::texts::language;
use super::{FR, words};
use crate::diagnostic::operand::Change;
use crate::diagnostic::words::{Words, counted, quoted_list};

pub(super) fn headings(other: Option<&str>) -> Words {
    let title = match other {
        Some(other) => format!("l'autre version a ici l'intertitre «\u{a0}{other}\u{a0}»"),
        None => "l'autre version n'a pas cet intertitre".into(),
    };
    words(title, "donnez aux deux versions les mêmes intertitres, aux mêmes niveaux et dans le même ordre")
}

pub(super) fn lists(items: usize, other: usize) -> Words {
    match (items, other) {
        (0, other) => words(
            format!("une liste de {} manque ici", counted(other as u64, "élément", FR)),
            "donnez aux deux versions les mêmes listes",
        ),
        (items, 0) => words(
            format!("l'autre version n'a pas cette liste de {}", counted(items as u64, "élément", FR)),
            "donnez aux deux versions les mêmes listes",
        ),
        (items, other) => words(
            format!(
                "cette liste compte {}; dans l'autre version, elle en compte {other}",
                counted(items as u64, "élément", FR)
            ),
            "donnez aux deux versions les mêmes éléments",
        ),
    }
}

/// The sizes are in rows and columns.
pub(super) fn tables(size: (usize, usize), other: (usize, usize)) -> Words {
    match (size, other) {
        ((0, _), _) => words("un tableau manque ici", "donnez aux deux versions les mêmes tableaux"),
        (_, (0, _)) => words("l'autre version n'a pas ce tableau", "donnez aux deux versions les mêmes tableaux"),
        (size, other) => words(
            format!(
                "ce tableau a {} et {}; dans l'autre version, il en a {} et {}",
                counted(size.0 as u64, "ligne", FR),
                counted(size.1 as u64, "colonne", FR),
                other.0,
                other.1
            ),
            "donnez aux deux versions les mêmes lignes et les mêmes colonnes",
        ),
    }
}

/// How many references to notes there are, and how many notes.
pub(super) fn notes(size: (usize, usize), other: (usize, usize)) -> Words {
    words(
        format!(
            "cette section compte {} de note et {}; dans l'autre version, elle en compte {} et {}",
            counted(size.0 as u64, "appel", FR),
            counted(size.1 as u64, "note", FR),
            other.0,
            other.1
        ),
        "donnez aux deux versions les mêmes notes, dans les mêmes sections et dans le même ordre",
    )
}

pub(super) fn numbers(here: &[String], there: &[String]) -> Words {
    let title = match (here, there) {
        ([], [one]) => format!("`{one}` manque ici"),
        ([], there) => format!("{} manquent ici", quoted_list(there, "et")),
        ([one], []) => format!("`{one}` n'est pas dans l'autre version"),
        (here, []) => format!("{} ne sont pas dans l'autre version", quoted_list(here, "et")),
        (here, there) => {
            format!("ici, {}; dans l'autre version, {}", quoted_list(here, "et"), quoted_list(there, "et"))
        }
    };
    words(title, "donnez aux deux versions les mêmes nombres, dates et montants")
}

pub(super) fn bounds(here: &str, there: &str) -> Words {
    words(
        format!(
            "ici, «\u{a0}{here}\u{a0}»; dans l'autre version, «\u{a0}{there}\u{a0}»\u{a0}: l'un veut dire au moins, l'autre \
             au plus"
        ),
        "donnez la même limite aux deux versions",
    )
}

pub(super) fn names(here: &str, there: &str) -> Words {
    words(format!("ici, `{here}`; dans l'autre version, `{there}`"), "nommez la même chose dans les deux versions")
}

pub(super) fn samples(here: &str, there: &str) -> Words {
    words(
        format!("dans cet exemple, `{here}`; dans l'autre version, `{there}`"),
        "donnez les mêmes données aux deux versions; les commentaires et les mots peuvent être traduits",
    )
}

pub(super) fn stale_translation(lang: Lang, changed: Lang, change: &Change) -> Words {
    words(
        format!(
            "{} n'est peut-être plus à jour\u{a0}: {} a changé seule {}",
            version(lang),
            version(changed),
            made(change)
        ),
        format!(
            "faites ici le même changement; si le texte dit toujours la même chose, écrivez `modified: {}` \
             dans son en-tête",
            change.date
        ),
    )
}

pub(super) fn wrong_language(lang: Lang, found: &[String]) -> Words {
    words(
        format!("ce paragraphe semble être en {}\u{a0}: {}", language(lang.other()), quoted_list(found, "et")),
        format!("écrivez-le en {}", language(lang)),
    )
}

const fn version(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "la version anglaise",
        Lang::Fr => "la version française",
    }
}
