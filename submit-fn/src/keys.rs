//! The keys of the function, each derived from its secret for one use.

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
            former_manage: secret.former().iter().map(|secret| key(secret, MANAGE)).collect(),
            signer: signer(secret, site),
        }
    }

    /// What keeps anybody else from testing what a digest stands for.
    pub(crate) fn salt(&self, reference: &Reference) -> String {
        digits_of(&self.salt, reference)
    }

    /// The secret with which the bidder of a proposal withdraws or replaces it. It is derived, so that nothing is stored.
    pub(crate) fn manage_secret(&self, reference: &Reference) -> String {
        digits_of(&self.manage, reference)
    }

    /// Whether `secret` is that of a proposal, compared in constant time.
    pub(crate) fn is_manage_secret(&self, reference: &Reference, secret: &str) -> bool {
        let keys = std::iter::once(&self.manage).chain(&self.former_manage);
        let is_of = |key| bool::from(digits_of(key, reference).as_bytes().ct_eq(secret.as_bytes()));
        keys.fold(false, |found, key| found | is_of(key))
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

fn digits_of(key: &hmac::Key, reference: &Reference) -> String {
    let tag = hmac::sign(key, reference.as_str().as_bytes());
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
    fn no_two_keys_are_the_same() {
        let keys = Keys::new(&Secret::from_hex(&"07".repeat(32)).unwrap(), "https://a.example");
        let reference: Reference = "DX-0000-0000-0000-0001-X".parse().unwrap();
        assert_ne!(keys.salt(&reference), keys.manage_secret(&reference));
    }
}
