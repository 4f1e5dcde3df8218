//! The keys of the function, each derived from its secret for one use.

use std::fmt;

use jiff::Timestamp;
use ring::hmac;
use subtle::ConstantTimeEq;

use crate::note::{Signer, text_of};
use crate::receipt::{Receipt, Withdrawal};
use crate::reference::Reference;
use crate::sealed::SealedProposal;
use crate::secret::Secret;
use crate::shared::hex::hex;

/// How much of a tag is shown: nobody guesses 128 bits.
const TAG_BYTES: usize = 16;

/// The keys of the function of a site.
pub(crate) struct Keys {
    /// References are made with it.
    pub(crate) reference: hmac::Key,
    salt: hmac::Key,
    manage: hmac::Key,
    ticket: hmac::Key,
    /// Receipts are signed with it.
    receipt: [u8; 32],
    /// In the name of the site.
    pub(crate) signer: Signer,
    /// Those of former secrets, the newest first: what they made is still good.
    former: Vec<Self>,
}

impl Keys {
    /// Keys from the current secret and the former ones; receipts are signed in the name of `site`, its address.
    pub(crate) fn new(secret: &Secret, site: &str) -> Self {
        Self {
            reference: key(secret, "devex reference"),
            salt: key(secret, "devex salt"),
            manage: key(secret, "devex manage"),
            ticket: key(secret, "devex ticket"),
            receipt: secret.derived(RECEIPT),
            signer: signer(secret, site),
            former: secret.former().iter().map(|secret| Self::new(secret, site)).collect(),
        }
    }

    /// These keys, then those of former secrets.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.former)
    }

    /// Lines as a note that is signed in the name of the site that these keys are for.
    pub(crate) fn sign(&self, lines: &impl fmt::Display) -> String {
        self.signer.sign(lines)
    }

    /// Whether the receipts that are stored with a proposal were signed with these keys or former ones, and say what the rest
    /// of the item says.
    pub(crate) fn signed(&self, proposal: &SealedProposal) -> bool {
        let receipt = text_of(&proposal.receipt).and_then(|text| Receipt::parse(text).ok());
        let is_received = receipt.is_some_and(|receipt| {
            receipt == proposal.to_receipt(&receipt.site) && self.is_note(&receipt.site, &receipt, &proposal.receipt)
        });
        let is_withdrawn = || {
            let note = proposal.withdrawal.as_deref().unwrap_or_default();
            let withdrawal = text_of(note).and_then(|text| Withdrawal::parse(text).ok());
            withdrawal.is_some_and(|withdrawal| {
                Some(&withdrawal) == proposal.to_withdrawal(&withdrawal.site).as_ref()
                    && self.is_note(&withdrawal.site, &withdrawal, note)
            })
        };
        is_received && (proposal.withdrawn.is_none() || is_withdrawn())
    }

    /// Whether a note is what one of these keys signs for a site.
    fn is_note(&self, site: &str, lines: &impl fmt::Display, note: &str) -> bool {
        let name = signer_name(site);
        self.all().any(|keys| is_equal(&Signer::new(&name, &keys.receipt).sign(lines), note))
    }

    /// What keeps anybody else from testing what a digest stands for.
    pub(crate) fn salt(&self, reference: &Reference) -> String {
        digits_of(&self.salt, reference.as_str())
    }

    /// The secret with which the bidder of a proposal withdraws or replaces it. It is derived, so that nothing is stored.
    pub(crate) fn manage_secret(&self, reference: &Reference) -> String {
        digits_of(&self.manage, reference.as_str())
    }

    /// Whether `secret` is that of a proposal, compared in constant time.
    pub(crate) fn is_manage_secret(&self, reference: &Reference, secret: &str) -> bool {
        let is_of = |keys: &Self| is_equal(&keys.manage_secret(reference), secret);
        self.all().fold(false, |found, keys| found | is_of(keys))
    }

    /// What a bidder shows to confirm a proposal that arrived at an instant.
    pub(crate) fn ticket(&self, reference: &Reference, arrival: Timestamp) -> String {
        let millisecond = arrival.as_millisecond();
        format!("{millisecond}-{}", digits_of(&self.ticket, &format!("{reference} {millisecond}")))
    }

    /// When the proposal arrived that a ticket is for; `None` if the ticket is for another one, or none.
    pub(crate) fn ticket_arrival(&self, reference: &Reference, ticket: &str) -> Option<Timestamp> {
        let millisecond = ticket.split_once('-')?.0.parse().ok()?;
        let arrival = Timestamp::from_millisecond(millisecond).ok()?;
        is_equal(&self.ticket(reference, arrival), ticket).then_some(arrival)
    }
}

/// What signs the receipts of the site at an address, such as `https://devex.example.org`.
pub fn signer(secret: &Secret, site: &str) -> Signer {
    Signer::new(&signer_name(site), &secret.derived(RECEIPT))
}

const RECEIPT: &str = "devex receipt";

fn signer_name(site: &str) -> String {
    let host = site.split_once("://").map_or(site, |(_, host)| host).trim_end_matches('/');
    format!("{host}/receipts")
}

fn key(secret: &Secret, purpose: &str) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &secret.derived(purpose))
}

/// Compares in a time that does not depend on where the texts differ.
fn is_equal(expected: &str, text: &str) -> bool {
    expected.as_bytes().ct_eq(text.as_bytes()).into()
}

fn digits_of(key: &hmac::Key, text: &str) -> String {
    hex(&hmac::sign(key, text.as_bytes()).as_ref()[..TAG_BYTES])
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("signer", &self.signer).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealed::fixtures::sealed;

    #[test]
    fn what_was_changed_in_the_table_has_no_receipt() {
        let [old, new] = ["07", "08"].map(|byte| byte.repeat(32));
        let before = Keys::new(&Secret::from_hex(&old).unwrap(), "https://a.example");
        let honest = sealed("DX-0000-0000-0000-0001-X", "DX-0000-0000-0000-0001-X", 1);
        let note = before.sign(&honest.to_receipt("https://a.example"));
        let honest = SealedProposal { receipt: note.clone(), ..honest };
        // After the secret was replaced, and the site moved.
        let after = Keys::new(&Secret::from_hex(&format!("{new} {old}")).unwrap(), "https://b.example");
        assert!(before.signed(&honest) && after.signed(&honest));
        let withdrawn = SealedProposal { withdrawn: Some(honest.arrival), ..honest.clone() };
        let withdrawal = before.sign(&withdrawn.to_withdrawal("https://a.example").unwrap());
        let withdrawn = SealedProposal { withdrawal: Some(withdrawal), ..withdrawn };
        assert!(before.signed(&withdrawn) && after.signed(&withdrawn));
        let other = sealed("DX-0000-0000-0000-0002-V", "DX-0000-0000-0000-0002-V", 2);
        for changed in [
            SealedProposal { arrival: other.arrival, ..honest.clone() },
            SealedProposal { withdrawal: None, ..withdrawn.clone() },
            SealedProposal { withdrawn: Some(other.arrival), ..withdrawn },
            SealedProposal { digest: "cd".repeat(32), ..honest.clone() },
            SealedProposal { version: other.version + "0", ..honest.clone() },
            SealedProposal { first: other.first, ..honest.clone() },
            SealedProposal { receipt: note.replace("17:00:01", "17:00:00"), ..honest.clone() },
            SealedProposal { receipt: String::new(), ..honest.clone() },
        ] {
            assert!(!before.signed(&changed), "{changed:?}");
        }
        assert!(!Keys::new(&Secret::from_hex(&new).unwrap(), "https://a.example").signed(&honest));
    }

    #[test]
    fn links_from_before_a_rotation_still_lead_somewhere() {
        let [old, new] = ["07", "08"].map(|byte| byte.repeat(32));
        let before = Keys::new(&Secret::from_hex(&old).unwrap(), "https://a.example");
        let after = Keys::new(&Secret::from_hex(&format!("{new} {old}")).unwrap(), "https://a.example");
        let reference: Reference = "DX-0000-0000-0000-0001-X".parse().unwrap();
        let secret = before.manage_secret(&reference);
        assert!(before.is_manage_secret(&reference, &secret) && after.is_manage_secret(&reference, &secret));
        assert_ne!(after.manage_secret(&reference), secret);
        assert!(!before.is_manage_secret(&reference, &after.manage_secret(&reference)));
        for other in ["", &secret[1..], &secret.to_uppercase()] {
            assert!(!before.is_manage_secret(&reference, other), "{other}");
        }
    }

    #[test]
    fn a_ticket_is_for_one_proposal_and_keeps_its_arrival() {
        let keys = Keys::new(&Secret::from_hex(&"07".repeat(32)).unwrap(), "https://a.example");
        let [reference, other] =
            ["DX-0000-0000-0000-0001-X", "DX-0000-0000-0000-0002-V"].map(|text| text.parse().unwrap());
        let arrival = "2026-12-01T18:59:59.999Z".parse().unwrap();
        let ticket = keys.ticket(&reference, arrival);
        assert_eq!(keys.ticket_arrival(&reference, &ticket), Some(arrival));
        assert_eq!(keys.ticket_arrival(&other, &ticket), None);
        for forged in [ticket.replacen('1', "2", 1), format!("{ticket}0"), String::new(), "-".into(), "x-y".into()] {
            assert_eq!(keys.ticket_arrival(&reference, &forged), None, "{forged}");
        }
    }

    #[test]
    fn no_two_keys_are_the_same() {
        let secret = Secret::from_hex(&"07".repeat(32)).unwrap();
        let keys = Keys::new(&secret, "https://a.example");
        let tags = [&keys.reference, &keys.salt, &keys.manage, &keys.ticket].map(|key| digits_of(key, "text"));
        assert_eq!(std::collections::BTreeSet::from(tags).len(), 4);
        assert_ne!(keys.receipt, secret.derived("devex reference"));
    }
}
