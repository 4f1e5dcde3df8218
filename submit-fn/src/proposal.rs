//! What a bidder proposes: the copy that the bidder keeps, and that is sealed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::reference::Reference;
use crate::shared::format::Cents;
use crate::shared::hex::hex;
use crate::shared::lang::{Bilingual, Lang};

/// A proposal. It depends on what the bidder sent and on the version of the opportunity alone: the same proposal sent again
/// is the same to the last byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What keeps anybody from testing what the digest of a proposal stands for.
    pub salt: String,
    /// Derived from the content.
    pub reference: Reference,
    /// The id of the opportunity that it answers.
    pub opportunity: String,
    /// The version of the opportunity.
    pub version: String,
    /// The bidder's name, on one line.
    pub name: String,
    /// The organization that the bidder works for, on one line.
    pub organization: Option<String>,
    /// The bidder's email address.
    pub email: String,
    /// The language in which to write to the bidder.
    pub correspondence: Lang,
    /// The boxes that the bidder ticked, by the names of their fields.
    pub accepted: Vec<String>,
    /// The id of the terms and conditions that the bidder accepted.
    pub terms: String,
    /// The price that the bidder accepted, before taxes, in cents.
    pub value: Cents,
    /// The day on which the bidder can deliver.
    pub delivers: Option<Date>,
    /// In the order of the form.
    pub answers: Vec<Answer>,
}

/// The answer to a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The id of the criterion.
    pub criterion: String,
    /// What the bidder was asked.
    pub question: Bilingual<String>,
    /// What the bidder wrote.
    pub answer: String,
}

impl Proposal {
    /// The bidder's copy: JSON, byte for byte what is sealed.
    pub fn to_copy(&self) -> String {
        // Texts and numbers, which cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads a copy.
    ///
    /// # Errors
    /// If it is none.
    pub fn from_copy(copy: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(copy)
    }
}

/// SHA-256 of a copy, in hexadecimal digits, as `sha256sum` writes it.
pub fn digest(copy: &[u8]) -> String {
    hex(&Sha256::digest(copy))
}

#[cfg(test)]
pub(crate) mod fixtures {
    use super::*;

    pub(crate) fn proposal() -> Proposal {
        Proposal {
            salt: "5a".repeat(16),
            reference: "DX-0000-0000-0000-0001-X".parse().unwrap(),
            opportunity: "first".into(),
            version: "0-0123456789abcdef0123456789abcdef".into(),
            name: "Zoé".into(),
            organization: None,
            email: "zoe@example.org".into(),
            correspondence: Lang::En,
            accepted: vec!["eligibility".into()],
            terms: "plain".into(),
            value: Cents(820_000),
            delivers: None,
            answers: vec![Answer { criterion: "b".into(), question: Bilingual::default(), answer: "2\n".into() }],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fixtures::proposal;
    use super::*;

    #[test]
    fn a_copy_is_read_as_it_was_written_and_has_the_digest_of_its_bytes() {
        let copy = proposal().to_copy();
        assert_eq!(Proposal::from_copy(copy.as_bytes()).unwrap(), proposal());
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
