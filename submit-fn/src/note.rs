//! Signed notes: lines of text that any program for them verifies (C2SP, "signed-note"; Ed25519, RFC 8032).

use std::fmt;

use aws_smithy_types::base64;
use ring::signature::{Ed25519KeyPair, KeyPair};
use sha2::{Digest, Sha256};

use crate::shared::hex::hex;

/// The algorithm of signed notes with Ed25519.
const ED25519: u8 = 1;

/// The lines of a note, without its signature; `None` if it has none.
pub(crate) fn text_of(note: &str) -> Option<&str> {
    note.find("\n\n").map(|end| &note[..=end])
}

/// Signs notes.
pub struct Signer {
    name: String,
    pair: Ed25519KeyPair,
}

impl Signer {
    /// A signer of this name, less what no name in a signed note may have, with the key of a seed.
    pub(crate) fn new(name: &str, seed: &[u8; 32]) -> Self {
        let name = name.chars().filter(|c| !c.is_whitespace() && *c != '+').collect();
        #[allow(clippy::expect_used, reason = "only a seed of another length is refused")]
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).expect("a seed has 32 bytes");
        Self { name, pair }
    }

    /// Lines as a signed note. The same lines always have the same signature.
    pub fn sign(&self, lines: &impl fmt::Display) -> String {
        let text = lines.to_string();
        let signature = self.pair.sign(text.as_bytes());
        let signed = [self.key_id().as_slice(), signature.as_ref()].concat();
        format!("{text}\n\u{2014} {} {}\n", self.name, base64::encode(signed))
    }

    /// What verifies its signatures, as programs for signed notes read it: `name+hash+key`.
    pub fn verifier_key(&self) -> String {
        format!("{}+{}+{}", self.name, hex(&self.key_id()), base64::encode(self.public_key()))
    }

    fn key_id(&self) -> [u8; 4] {
        let digest =
            Sha256::new().chain_update(&self.name).chain_update(b"\n").chain_update(self.public_key()).finalize();
        [digest[0], digest[1], digest[2], digest[3]]
    }

    fn public_key(&self) -> Vec<u8> {
        [&[ED25519], self.pair.public_key().as_ref()].concat()
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_lines_are_signed_alike_and_others_are_not() {
        let signer = Signer::new("devex.example.org/receipts", &[7; 32]);
        let note = signer.sign(&"a\nb\n");
        assert_eq!(signer.sign(&"a\nb\n"), note);
        assert_ne!(signer.sign(&"a\nc\n").lines().last(), note.lines().last());
        assert_eq!((text_of(&note), text_of("a\n")), (Some("a\nb\n"), None));
    }

    #[test]
    fn a_name_has_no_white_space_and_no_plus() {
        assert!(Signer::new("a na+me", &[7; 32]).verifier_key().starts_with("aname+"));
    }
}
