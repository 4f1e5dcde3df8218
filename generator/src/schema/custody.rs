//! The keys that proposals are sealed to, and those that verify receipts.

use super::Type;
use super::decode::{Form, Node, Report, list};
use super::form::{Many, NotEmpty, One};
use super::group::group;
use super::values::{Day, Text};
use crate::diagnostic::operand::Personal;
use crate::diagnostic::{Expected, Problem};
use crate::read::is_private_key;

group! {
    /// `[keys]` of site.toml.
    SiteKeys {
        recovery: One<SealingKey>, Required,
            "The key that opens every proposal if an officer loses theirs; kept apart, on paper.",
            "La clé qui ouvre toute proposition si un responsable perd la sienne; gardée à part, sur papier.";
        officers: NotEmpty<Many<SealingKey>>, Required,
            "The keys of those who open proposals, for departments that have none of their own; any one of them will do.",
            "Les clés des responsables qui ouvrent les propositions, pour les ministères qui n'ont pas les leurs; n'importe laquelle suffit.";
        second_officers: Many<SealingKey>, Optional,
            "If there are any, a proposal opens only with a key of `officers` and one of these together.",
            "S'il y en a, une proposition ne s'ouvre qu'avec une clé de `officers` et une de celles-ci ensemble.";
        receipts: VerifierKeys, Optional,
            "What verifies receipts, the current key first; `devex keys receipt` shows it.",
            "Ce qui permet de vérifier les accusés de réception, la clé actuelle d'abord; `devex keys receipt` la montre.";
    }
}

group! {
    /// A key that proposals are sealed to.
    SealingKey {
        recipient: Recipient, Required, "The public key; `devex keys new` makes one.", "La clé publique; `devex keys new` en crée une.";
        checked: Day, Optional,
            "When `devex keys check` last opened a canary with its private key.",
            "La dernière fois que `devex keys check` a ouvert un témoin avec la clé privée.";
    }
}

/// An age recipient (age-encryption.org/v1, X25519).
pub(crate) struct Recipient;

impl Form for Recipient {
    type Value = String;
    const TYPE: Type = Type::Recipient;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
        let text = Text::read(node, report)?;
        if is_private_key(&text) {
            return report.value(node, Problem::PersonalInformation { kind: Personal::PrivateKey });
        }
        match text.parse::<age::x25519::Recipient>() {
            // In its one spelling.
            Ok(recipient) => Some(recipient.to_string()),
            Err(_) => report.wrong(node, Expected::Recipient),
        }
    }
}

/// Keys that verify signed notes (C2SP, "signed-note", verifier keys).
pub(crate) struct VerifierKeys;

impl Form for VerifierKeys {
    type Value = Vec<String>;
    const TYPE: Type = Type::Texts;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
        list(node, report, |node, report| {
            let text = Text::read(node, report)?;
            match signed_note::StandardVerifier::new(&text) {
                Ok(_) => Some(text),
                Err(_) => report.wrong(node, Expected::VerifierKey),
            }
        })
    }
}
