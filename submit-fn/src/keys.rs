//! The keys of the function, each derived from its secret for one use.

use jiff::Timestamp;
use ring::hmac;
use subtle::ConstantTimeEq;

use crate::receipt::Signer;
use crate::reference::Reference;
use crate::secret::Secret;

/// The length of the secret of a proposal, in hexadecimal digits.
const MANAGE_DIGITS: usize = 32;

/// The keys of the function of a site.
#[derive(Debug)]
pub(crate) struct Keys {
    /// References are made with it.
    pub(crate) reference: hmac::Key,
    salt: hmac::Key,
    manage: hmac::Key,
    ticket: hmac::Key,
    /// Those of former secrets, so that links from older receipts still lead somewhere.
    former_manage: Vec<hmac::Key>,
    pub(crate) signer: Signer,
}

impl Keys {
    /// Keys from the current secret and the former ones; receipts are signed in the name of `site`, its address.
    pub(crate) fn new(secret: &Secret, site: &str) -> Self {
        Self {
            reference: key(secret, "devex reference"),
            salt: key(secret, "devex salt"),
            manage: key(secret, MANAGE),
            ticket: key(secret, "devex ticket"),
            former_manage: secret.former().iter().map(|secret| key(secret, MANAGE)).collect(),
            signer: signer(secret, site),
        }
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
        let keys = std::iter::once(&self.manage).chain(&self.former_manage);
        let is_of = |key| is_equal(&digits_of(key, reference.as_str()), secret);
        keys.fold(false, |found, key| found | is_of(key))
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

const MANAGE: &str = "devex manage";

/// What signs the receipts of the site at an address, such as `https://devex.example.org`.
pub fn signer(secret: &Secret, site: &str) -> Signer {
    let host = site.split_once("://").map_or(site, |(_, host)| host).trim_end_matches('/');
    Signer::new(&format!("{host}/receipts"), &secret.derived("devex receipt"))
}

fn key(secret: &Secret, purpose: &str) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &secret.derived(purpose))
}

/// Compares in a time that does not depend on where the texts differ.
fn is_equal(expected: &str, text: &str) -> bool {
    expected.as_bytes().ct_eq(text.as_bytes()).into()
}

fn digits_of(key: &hmac::Key, text: &str) -> String {
    let tag = hmac::sign(key, text.as_bytes());
    tag.as_ref().iter().take(MANAGE_DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let keys = Keys::new(&Secret::from_hex(&"07".repeat(32)).unwrap(), "https://a.example");
        let reference: Reference = "DX-0000-0000-0000-0001-X".parse().unwrap();
        assert_ne!(keys.salt(&reference), keys.manage_secret(&reference));
    }
}
