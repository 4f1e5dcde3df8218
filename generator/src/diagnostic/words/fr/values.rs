//! Values of another form than the one that is expected.

use super::words;
use crate::diagnostic::words::Words;
use crate::diagnostic::{Expected, Found};

pub(super) fn wrong_type(expected: Expected, found: &Found) -> Words {
    words(format!("il faut ici {}, et non {}", what(expected), found_in_words(found)), help(expected, found))
}

const fn help(expected: Expected, found: &Found) -> &'static str {
    match found {
        Found::Quoted(_) => "retirez les guillemets\u{a0}: à cause d'eux, ceci est lu comme un texte",
        _ => example(expected),
    }
}

pub(super) const fn what(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "un texte",
        Expected::WholeNumber => "un nombre entier",
        Expected::Count => "un nombre entier d'au moins 1",
        Expected::Decimal => "un nombre",
        Expected::Amount => "un montant en dollars",
        Expected::Date => "une date",
        Expected::DateTime => "une date suivie d'une heure",
        Expected::List => "une liste",
        Expected::Mapping => "un groupe de clés",
        Expected::Url => "une adresse Web",
        Expected::Email => "une adresse de courriel",
        Expected::Id => "un identifiant",
        Expected::TimeZone => "un fuseau horaire",
        Expected::Recipient => "une clé publique de scellement",
        Expected::VerifierKey => "une clé qui vérifie les accusés de réception",
        Expected::OcidPrefix => "un préfixe enregistré",
        Expected::TextPart => "une partie du texte",
    }
}

pub(super) const fn example(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "écrivez un texte, entre guillemets droits s'il ressemble à autre chose",
        Expected::WholeNumber | Expected::Count => "écrivez des chiffres seulement, par exemple 70",
        Expected::Decimal => "écrivez des chiffres et au plus une décimale, après un point, par exemple 37.5",
        Expected::Amount => "écrivez des chiffres et au plus deux décimales, par exemple 8200 ou 8200.50",
        Expected::Date => "écrivez l'année, le mois et le jour, par exemple 2026-12-01",
        Expected::DateTime => "écrivez la date, un T et l'heure sur 24 heures, par exemple 2026-12-01T14:00",
        Expected::List => {
            "écrivez les éléments entre crochets, par exemple [rust, accessibility], ou un par ligne après un trait d'union"
        }
        Expected::Mapping => "écrivez des clés et des valeurs, par exemple { en: Tests, fr: Essais }",
        Expected::Url => "écrivez une adresse qui commence par https://",
        Expected::Email => "écrivez une adresse comme equipe@example.org",
        Expected::Id => "employez des minuscules sans accent, des chiffres, et des traits d'union entre les mots",
        Expected::TimeZone => "écrivez un nom de la base de l'IANA, par exemple America/Toronto",
        Expected::Recipient => "écrivez au complet la ligne qui commence par age1 et que `devex keys new` a montrée",
        Expected::VerifierKey => "écrivez au complet la ligne que montre `devex keys receipt`",
        Expected::OcidPrefix => "écrivez `ocds-` et les six caractères enregistrés, par exemple ocds-abc123",
        Expected::TextPart => "écrivez l'un des mots title, summary, context, problem, data, work, acceptance",
    }
}

fn found_in_words(found: &Found) -> String {
    match found {
        Found::Nothing => "une valeur vide".into(),
        Found::Scalar(value) => format!("`{value}`"),
        Found::Quoted(value) => format!(r#"le texte `"{value}"`"#),
        Found::List => "une liste".into(),
        Found::Mapping => "un groupe de clés".into(),
        Found::Tagged => "une valeur étiquetée".into(),
    }
}
