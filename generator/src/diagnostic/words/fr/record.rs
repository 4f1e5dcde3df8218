//! What is recorded of an opportunity, what may not be published, and the links to other sites.

use submit_fn::shared::format::{Cents, date, money};

use super::{FR, words};
use crate::diagnostic::Name;
use crate::diagnostic::operand::{Change, Identity, Personal, Unreachable};
use crate::diagnostic::words::{Words, quoted_list};

pub(super) fn missing_approval(missing: &[Name]) -> Words {
    words(
        match missing {
            [one] => format!("la possibilité est affichée sans l'approbation `{one}`"),
            many => format!("la possibilité est affichée sans les approbations {}", quoted_list(many, "et")),
        },
        "consignez le jour de chaque approbation\u{a0}: `approvals: { business: …, finance: …, \
         procurement: … }`",
    )
}

pub(super) fn unamended(fact: &str, [was, now]: [&String; 2], change: &Change) -> Words {
    words(
        match was.ends_with('…') || now.ends_with('…') {
            true => format!(
                "`{fact}` n'est plus ce qui était affiché, sans modification consignée\u{a0}: changement fait {}",
                made(change)
            ),
            false => format!(
                "`{fact}` valait {was} à l'affichage et vaut maintenant {now}, sans modification \
                 consignée\u{a0}: changement fait {}",
                made(change)
            ),
        },
        match was.ends_with('…') {
            true => "rétablissez la valeur, puis lancez `devex amend`, qui garde les deux".into(),
            false => format!(
                "rétablissez la valeur et lancez `devex amend`, ou ajoutez une modification avec `was: {{ \
                 {fact}: {was} }}`"
            ),
        },
    )
}

pub(super) fn splitting([sum, with_tax, limit]: [Cents; 3], others: &[String], months: u32) -> Words {
    words(
        format!(
            "avec {}, du travail semblable de la même équipe en moins de {months} mois, le total est de {} avant les \
             taxes et peut atteindre {} avec elles, au-dessus de la limite de {}",
            quoted_list(others, "et"),
            money(sum, FR),
            money(with_tax, FR),
            money(limit, FR)
        ),
        "il est interdit de fractionner un contrat pour rester sous une limite\u{a0}: consultez le \
         service d'approvisionnement avant d'afficher",
    )
}

pub(super) fn personal_information(kind: Personal) -> Words {
    let title = match kind {
        Personal::Sin => "ceci ressemble à un numéro d'assurance sociale",
        Personal::Card => "ceci ressemble au numéro d'une carte bancaire",
        Personal::PrivateKey => {
            return words(
                "ceci est une clé privée\u{a0}: quiconque l'a lue peut ouvrir les propositions",
                "retirez-la, de l'historique de git aussi; créez une autre paire avec `devex keys new` et écrivez sa clé publique, qui commence par age1",
            );
        }
    };
    words(title, "retirez-le, de l'historique de git aussi\u{a0}: on ne publie jamais de renseignements personnels")
}

pub(super) fn named_bidder(kind: Identity) -> Words {
    let title = match kind {
        Identity::Name => "ceci ressemble au nom de la personne qui pose la question",
        Identity::Telephone => "ceci ressemble au numéro de téléphone de la personne qui pose la question",
        Identity::Email => "ceci ressemble à l'adresse de courriel de la personne qui pose la question",
        Identity::Address => "ceci ressemble à l'adresse de la personne qui pose la question",
        Identity::Birth => "ceci ressemble à une date de naissance",
    };
    words(title, "on publie une question sans dire qui la pose\u{a0}: retirez ceci des deux versions")
}

pub(super) fn made(change: &Change) -> String {
    match &change.commit {
        Some(commit) => format!("dans le commit {commit} du {}", date(change.date, FR)),
        None => "depuis le dernier commit publié".into(),
    }
}

pub(super) fn unreachable(why: &Unreachable) -> String {
    match why {
        Unreachable::NoHost => "ce site n'existe pas, ou il n'y a pas de réseau".into(),
        Unreachable::TooSlow => "il n'a pas répondu à temps".into(),
        Unreachable::Refused => "rien n'y répond".into(),
        Unreachable::Certificate => "son certificat n'est pas valide".into(),
        Unreachable::Status(status) => format!("le site répond qu'il est en panne ({status})"),
        Unreachable::Other(words) => words.clone(),
    }
}
