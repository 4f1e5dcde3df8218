//! What should be on the record by now, and is not.

use jiff::civil::Date;
use submit_fn::shared::format::date;

use super::facts::counted_days;
use super::{FR, words};
use crate::diagnostic::words::Words;
use crate::model::Step;

pub(super) fn late(step: Step, day: Date, days: i32, id: &str) -> Words {
    let (day, ago) = (date(day, FR), format!("il y a {}", counted_days(days)));
    match step {
        Step::Answers => words(
            format!(
                "le dernier jour pour les questions était le {day}, {ago}, et des questions publiées attendent une réponse"
            ),
            format!("ajoutez `answered` et `answer` à chacune dans content/opportunities/{id}/questions.yaml"),
        ),
        Step::Selection => words(
            format!("le fournisseur devait être sélectionné le {day}, {ago}, et aucun résultat n'est consigné"),
            format!("lancez `devex award {id}` (avec --none si personne ne l'a emporté) ou `devex cancel {id}`"),
        ),
        Step::Outcome => words(
            format!("la possibilité a fermé le {day}, {ago}, et aucun résultat n'est consigné"),
            format!("lancez `devex award {id}` (avec --none si personne ne l'a emporté) ou `devex cancel {id}`"),
        ),
        Step::Delivery => words(
            format!("le travail devait être livré le {day}, {ago}, et aucune livraison n'est consignée"),
            format!("lancez `devex deliver {id}`, avec --failed si le contrat a pris fin sans livraison"),
        ),
        Step::Payment => words(
            format!("le fournisseur devait être payé au plus tard le {day}, {ago}, et aucun paiement n'est consigné"),
            format!("payez-le, puis lancez `devex pay {id}`"),
        ),
    }
}
