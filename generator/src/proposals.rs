//! Proposals as officers see them: what is stored in the clear, and after closing what their keys open.

mod format;
mod opening;

use jiff::Timestamp;
use serde::Serialize;
use submit_fn::reference::Reference;
use submit_fn::sealed::{SealedProposal, State, states};

pub(crate) use format::{Format, FormatError, list, opened, show};
pub(crate) use opening::{Opened, Opener, Refusal, open, refusal};

/// A proposal with its state.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Listed {
    #[serde(flatten)]
    pub(crate) sealed: SealedProposal,
    /// Of what is sealed, in bytes.
    pub(crate) size: usize,
    pub(crate) state: State,
}

impl Listed {
    fn order(&self) -> (Timestamp, &Reference) {
        (self.sealed.arrival, &self.sealed.reference)
    }
}

/// Proposals with the state of each, in order of arrival. All versions of a proposal must be among them.
pub(crate) fn listed(proposals: Vec<SealedProposal>) -> Vec<Listed> {
    let states = states(&proposals);
    let with_state = |(sealed, state): (SealedProposal, State)| Listed { size: sealed.sealed.len(), sealed, state };
    let mut listed: Vec<_> = proposals.into_iter().zip(states).map(with_state).collect();
    listed.sort_by(|a, b| a.order().cmp(&b.order()));
    listed
}

#[cfg(test)]
pub(crate) mod fixtures {
    use submit_fn::keys::signer;
    use submit_fn::proposal::{Answer, Proposal, digest};
    use submit_fn::secret::Secret;
    use submit_fn::shared::format::Cents;
    use submit_fn::shared::lang::{Bilingual, Lang};

    use super::*;

    pub(crate) const FIRST: &str = "DX-0000-0000-0000-0001-X";
    pub(crate) const SECOND: &str = "DX-0000-0000-0000-0002-V";

    pub(crate) fn proposal(reference: &str, answers: &[(&str, &str)]) -> Proposal {
        let answer = |(criterion, answer): &(&str, &str)| Answer {
            criterion: (*criterion).into(),
            question: Bilingual::from_fn(|lang| format!("{criterion}? {lang}")),
            answer: (*answer).into(),
        };
        Proposal {
            salt: "5a".repeat(16),
            reference: reference.parse().unwrap(),
            opportunity: "picker".into(),
            version: "0-0123456789abcdef0123456789abcdef".into(),
            name: "Zoé".into(),
            organization: None,
            email: "zoe@example.org".into(),
            correspondence: Lang::En,
            accepted: vec!["eligibility".into()],
            terms: "plain".into(),
            value: Cents(820_000),
            delivers: None,
            answers: answers.iter().map(answer).collect(),
        }
    }

    /// A proposal sealed to a recipient, with its receipt.
    pub(crate) fn sealed(proposal: &Proposal, recipient: &str) -> SealedProposal {
        let copy = proposal.to_copy();
        let sealed = SealedProposal {
            reference: proposal.reference.clone(),
            opportunity: proposal.opportunity.clone(),
            version: proposal.version.clone(),
            arrival: "2026-11-23T17:00:00Z".parse().unwrap(),
            lang: Lang::Fr,
            digest: digest(copy.as_bytes()),
            quarantined: false,
            first: proposal.reference.clone(),
            latest: None,
            withdrawn: None,
            withdrawal: None,
            sealed: submit_fn::seal::seal(copy.as_bytes(), &[vec![recipient.to_owned()]]).unwrap(),
            receipt: String::new(),
        };
        let signer = signer(&Secret::from_hex(&"07".repeat(32)).unwrap(), "https://a.example");
        SealedProposal { receipt: signer.sign(&sealed.to_receipt("https://a.example")), ..sealed }
    }

    /// Opens with an identity, and verifies no receipts.
    pub(crate) fn opener(identity: age::x25519::Identity) -> Opener {
        let closes = "2026-12-01T19:00:00Z".parse().unwrap();
        Opener { identities: vec![identity], receipt_keys: Vec::new(), closes }
    }
}
