//! The receipt: what the site acknowledges, as lines that a person reads, signed so that any program verifies them
//! (C2SP, "signed-note"; Ed25519, RFC 8032).

use std::fmt;

use aws_smithy_types::base64;
use jiff::Timestamp;
use ring::signature::{Ed25519KeyPair, KeyPair};
use sha2::{Digest, Sha256};

use crate::arrival;
use crate::reference::Reference;

/// The first line, which says what the others are.
const TITLE: &str = "devex proposal receipt v1";

/// The algorithm of signed notes with Ed25519.
const ED25519: u8 = 1;

/// What was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The address of the site.
    pub site: String,
    /// The id of the opportunity.
    pub opportunity: String,
    /// The version of it that is answered.
    pub version: String,
    /// The reference number of the proposal.
    pub reference: Reference,
    /// When it arrived at the gateway, to the millisecond.
    pub received: Timestamp,
    /// The first version of the proposal that it replaces.
    pub replaces: Option<Reference>,
    /// SHA-256 of the bidder's copy, in hexadecimal digits.
    pub digest: String,
}

/// A text that is not a receipt: this line is missing, or says something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {0} is not that of a receipt")]
pub struct ReceiptError(pub usize);

impl Receipt {
    /// Reads the lines of a receipt, without their signature.
    ///
    /// # Errors
    /// If a line is missing, one too many, or not what it should be.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let lines: Vec<&str> = text.lines().collect();
        if lines.first() != Some(&TITLE) {
            return Err(ReceiptError(1));
        }
        let optional = |number: usize, name: &str| {
            lines.get(number - 1).and_then(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::to_owned)
        };
        let value = |number: usize, name: &str| optional(number, name).ok_or(ReceiptError(number));
        let replaces = optional(7, "replaces");
        let receipt = Self {
            site: value(2, "site")?,
            opportunity: value(3, "opportunity")?,
            version: value(4, "version")?,
            reference: value(5, "reference")?.parse().map_err(|_| ReceiptError(5))?,
            received: value(6, "received")?.parse().map_err(|_| ReceiptError(6))?,
            digest: value(if replaces.is_some() { 8 } else { 7 }, "sha-256 of your copy")?,
            replaces: replaces.map(|text| text.parse()).transpose().map_err(|_| ReceiptError(7))?,
        };
        if receipt.to_string() == text { Ok(receipt) } else { Err(ReceiptError(lines.len().min(9))) }
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { site, opportunity, version, reference, received, replaces, digest } = self;
        writeln!(f, "{TITLE}\nsite: {site}\nopportunity: {opportunity}\nversion: {version}")?;
        writeln!(f, "reference: {reference}\nreceived: {}", arrival::text(*received))?;
        if let Some(replaced) = replaces {
            writeln!(f, "replaces: {replaced}")?;
        }
        writeln!(f, "sha-256 of your copy: {digest}")
    }
}

/// Signs receipts.
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

    /// The receipt as a signed note.
    pub fn sign(&self, receipt: &Receipt) -> String {
        let text = receipt.to_string();
        let signature = self.pair.sign(text.as_bytes());
        let signed = [self.key_id().as_slice(), signature.as_ref()].concat();
        format!("{text}\n\u{2014} {} {}\n", self.name, base64::encode(signed))
    }

    /// What verifies its signatures, as programs for signed notes read it: `name+hash+key`.
    pub fn verifier_key(&self) -> String {
        let id: String = self.key_id().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}+{id}+{}", self.name, base64::encode(self.public_key()))
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
    use proptest::prelude::*;

    use super::*;

    fn receipt() -> Receipt {
        Receipt {
            site: "https://devex.example.org".into(),
            opportunity: "picker".into(),
            version: "0-0123456789abcdef".into(),
            reference: "DX-0000-0000-0000-0001-X".parse().unwrap(),
            received: "2026-11-23T17:00:00Z".parse().unwrap(),
            replaces: None,
            digest: "ab".repeat(32),
        }
    }

    #[test]
    fn a_receipt_is_lines_that_a_person_reads() {
        let text = receipt().to_string();
        assert!(text.contains("\nreceived: 2026-11-23T17:00:00.000Z\n"), "{text}");
        assert_eq!(text.lines().count(), 7);
        assert_eq!(Receipt::parse(&text), Ok(receipt()));
        let replacing = Receipt { replaces: Some(receipt().reference), ..receipt() };
        assert_eq!(Receipt::parse(&replacing.to_string()), Ok(replacing));
    }

    #[test]
    fn a_line_that_is_changed_is_named() {
        let text = receipt().to_string();
        assert_eq!(Receipt::parse(&text.replace("receipt v1", "receipt")), Err(ReceiptError(1)));
        assert_eq!(Receipt::parse(&text.replace("0001-X", "0001-Y")), Err(ReceiptError(5)));
        assert_eq!(Receipt::parse(&format!("{text}more\n")), Err(ReceiptError(8)));
        assert_eq!(Receipt::parse(""), Err(ReceiptError(1)));
    }

    #[test]
    fn the_same_receipt_is_signed_alike_and_another_is_not() {
        let signer = Signer::new("devex.example.org/receipts", &[7; 32]);
        assert_eq!(signer.sign(&receipt()), signer.sign(&receipt()));
        let other = Receipt { opportunity: "other".into(), ..receipt() };
        assert_ne!(signer.sign(&receipt()), signer.sign(&other));
        assert!(Signer::new("a na+me", &[7; 32]).verifier_key().starts_with("aname+"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,40}(\n\\PC{0,20}){0,8}") {
            let _ = Receipt::parse(&text);
        }
    }
}
