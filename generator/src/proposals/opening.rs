//! Opening what was sealed, and what there is to see then.

use std::collections::{BTreeMap, BTreeSet};

use age::x25519::Identity;
use jiff::Timestamp;
use serde::Serialize;
use submit_fn::arrival::SETTLED_AFTER;
use submit_fn::proposal::{Proposal, digest};
use submit_fn::reference::Reference;
use submit_fn::seal;
use submit_fn::sealed::{SealedProposal, State};

use super::{Listed, listed};
use crate::model::{Opportunity, Outcome};
use crate::receipt::{Statement, verify};

/// Why the proposals for an opportunity are not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It receives proposals until then: whoever reads them could tell others.
    NotClosed(Timestamp),
    /// Until then, what arrived in time may still be stored.
    NotSettled(Timestamp),
    /// It was cancelled: nobody evaluates them.
    Cancelled,
    /// It was never posted.
    Draft,
}

/// Why the proposals for an opportunity are not opened at an instant; `None` if they may be.
pub(crate) fn refusal(opportunity: &Opportunity, now: Timestamp) -> Option<Refusal> {
    match (&opportunity.outcome, opportunity.schedule) {
        (Some(Outcome::Cancelled(_)), _) => Some(Refusal::Cancelled),
        (_, None) => Some(Refusal::Draft),
        (_, Some(schedule)) if now < schedule.closes => Some(Refusal::NotClosed(schedule.closes)),
        (_, Some(schedule)) => {
            let settled = schedule.closes + SETTLED_AFTER;
            (now < settled).then_some(Refusal::NotSettled(settled))
        }
    }
}

/// What is sealed in a proposal, as far as it can be read.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Content {
    Opened(Box<OpenedProposal>),
    /// It does not count: its bidder replaced or withdrew it, and nobody needs to read it.
    Sealed,
    /// None of the identities opens it.
    NoIdentity,
    /// It is damaged, or is not what was received: the digest or a signature says something else, or the first version is
    /// not there to say whether it was withdrawn.
    Damaged,
}

/// A proposal, and the very bytes that were sealed.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OpenedProposal {
    #[serde(flatten)]
    pub(crate) proposal: Proposal,
    #[serde(skip)]
    pub(crate) copy: Vec<u8>,
}

/// A proposal with what could be read of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Opened {
    #[serde(flatten)]
    pub(crate) listed: Listed,
    pub(crate) content: Content,
    /// Whether it arrived at closing or later.
    pub(crate) late: bool,
    /// Other proposals that count and that seem to be by the same bidder: one may have been meant to replace the other.
    pub(crate) same_bidder: Vec<Reference>,
}

impl Opened {
    pub(crate) fn proposal(&self) -> Option<&Proposal> {
        match &self.content {
            Content::Opened(opened) => Some(&opened.proposal),
            _ => None,
        }
    }

    /// The bidder's copy, as it was sealed.
    pub(crate) fn copy(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Opened(opened) => Some(&opened.copy),
            _ => None,
        }
    }

    /// Whether it could not be opened, and should have been.
    pub(crate) const fn has_failed(&self) -> bool {
        matches!(self.content, Content::NoIdentity | Content::Damaged)
    }
}

/// What proposals are opened with, and measured by.
pub(crate) struct Opener {
    pub(crate) identities: Vec<Identity>,
    /// What verifies receipts. Without any, they are not verified.
    pub(crate) receipt_keys: Vec<String>,
    pub(crate) closes: Timestamp,
}

/// Opens proposals, in order of arrival. What the function did not sign is damaged, and has no effect on the others.
pub(crate) fn open(proposals: Vec<SealedProposal>, opener: &Opener) -> Vec<Opened> {
    let (intact, damaged) = separate(proposals, &opener.receipt_keys);
    let intact = listed(intact).into_iter().map(|listed| (content(&listed, opener), listed));
    let damaged = listed(damaged).into_iter().map(|listed| (Content::Damaged, listed));
    let with_content = |(content, listed): (Content, Listed)| {
        let late = listed.sealed.arrival >= opener.closes;
        Opened { listed, content, late, same_bidder: Vec::new() }
    };
    let mut opened: Vec<_> = intact.chain(damaged).map(with_content).collect();
    opened.sort_by(|a, b| a.listed.order().cmp(&b.listed.order()));
    flag_same_bidders(&mut opened);
    opened
}

/// Separates what the function signed from what it did not. Without keys, nothing is verified.
fn separate(proposals: Vec<SealedProposal>, keys: &[String]) -> (Vec<SealedProposal>, Vec<SealedProposal>) {
    let is_signed = |sealed: &SealedProposal| {
        keys.is_empty() || (has_genuine_receipt(sealed, keys) && has_genuine_withdrawal(sealed, keys))
    };
    let (signed, mut damaged): (Vec<_>, Vec<_>) = proposals.into_iter().partition(is_signed);
    let firsts = signed.iter().filter(|sealed| sealed.first == sealed.reference);
    let firsts: BTreeSet<Reference> = firsts.map(|sealed| sealed.reference.clone()).collect();
    let (intact, orphans): (Vec<_>, Vec<_>) = signed.into_iter().partition(|sealed| firsts.contains(&sealed.first));
    damaged.extend(orphans);
    (intact, damaged)
}

fn content(listed: &Listed, opener: &Opener) -> Content {
    if listed.state != State::Received {
        return Content::Sealed;
    }
    let sealed = &listed.sealed;
    let copy = match seal::open(&sealed.sealed, &opener.identities) {
        Ok(copy) => copy,
        Err(seal::OpenError::NoIdentity) => return Content::NoIdentity,
        Err(seal::OpenError::Damaged) => return Content::Damaged,
    };
    let belongs = |proposal: &Proposal| {
        digest(&copy) == sealed.digest
            && proposal.reference == sealed.reference
            && proposal.opportunity == sealed.opportunity
            && proposal.version == sealed.version
    };
    match Proposal::from_copy(&copy) {
        Ok(proposal) if belongs(&proposal) => Content::Opened(Box::new(OpenedProposal { proposal, copy })),
        _ => Content::Damaged,
    }
}

/// Whether the receipt that is stored with a proposal was signed by the function, and says what the rest of the item says.
fn has_genuine_receipt(sealed: &SealedProposal, keys: &[String]) -> bool {
    match verify(sealed.receipt.as_bytes(), keys).map(|verified| verified.statement) {
        Ok(Statement::Received(receipt)) => receipt == sealed.to_receipt(&receipt.site),
        _ => false,
    }
}

/// Whether the function signed the withdrawal of a proposal, if it was withdrawn.
fn has_genuine_withdrawal(sealed: &SealedProposal, keys: &[String]) -> bool {
    let note = sealed.withdrawal.as_deref().unwrap_or_default();
    match verify(note.as_bytes(), keys).map(|verified| verified.statement) {
        Ok(Statement::Withdrawn(withdrawal)) => Some(&withdrawal) == sealed.to_withdrawal(&withdrawal.site).as_ref(),
        _ => sealed.withdrawn.is_none(),
    }
}

/// Flags proposals that count and have the same address, or the same name and organization.
fn flag_same_bidders(opened: &mut [Opened]) {
    let mut by_bidder: BTreeMap<[String; 3], BTreeSet<Reference>> = BTreeMap::new();
    let signs = |proposal: &Proposal| {
        let folded = |text: &str| text.to_lowercase();
        let organization = proposal.organization.as_deref().map(folded).unwrap_or_default();
        [[folded(&proposal.email), String::new(), String::new()], ["".into(), folded(&proposal.name), organization]]
    };
    for one in opened.iter() {
        for sign in one.proposal().map(signs).into_iter().flatten() {
            by_bidder.entry(sign).or_default().insert(one.listed.sealed.reference.clone());
        }
    }
    for one in opened {
        let same = one.proposal().map(signs).into_iter().flatten().filter_map(|sign| by_bidder.get(&sign)).flatten();
        let others: BTreeSet<_> = same.filter(|other| **other != one.listed.sealed.reference).cloned().collect();
        one.same_bidder = others.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use submit_fn::keys::signer;
    use submit_fn::secret::Secret;

    use super::super::fixtures::{FIRST, SECOND, opener, proposal, sealed};
    use super::*;

    fn opened(proposals: Vec<SealedProposal>, identity: Identity) -> Vec<Opened> {
        open(proposals, &opener(identity))
    }

    #[test]
    fn what_the_function_did_not_sign_is_not_taken_for_what_was_sent_and_what_is_late_is_marked() {
        let identity = Identity::generate();
        let honest = sealed(&proposal(FIRST, &[]), &identity.to_public().to_string());
        let key = |byte: &str| signer(&Secret::from_hex(&byte.repeat(32)).unwrap(), "https://a.example").verifier_key();
        let open_with = |keys: &[&str], sealed: SealedProposal| {
            let receipt_keys = keys.iter().map(|byte| key(byte)).collect();
            open(vec![sealed], &Opener { receipt_keys, ..opener(identity.clone()) }).remove(0)
        };
        assert!(open_with(&["08", "07"], honest.clone()).proposal().is_some());
        assert!(open_with(&["08"], honest.clone()).has_failed());
        let withdrawn = SealedProposal { withdrawn: Some(honest.arrival), ..honest.clone() };
        assert!(open_with(&["07"], withdrawn.clone()).has_failed(), "nobody signed the withdrawal");
        let secret = Secret::from_hex(&"07".repeat(32)).unwrap();
        let note = signer(&secret, "https://a.example").sign(&withdrawn.to_withdrawal("https://a.example").unwrap());
        let withdrawn = SealedProposal { withdrawal: Some(note), ..withdrawn };
        assert!(matches!(open_with(&["07"], withdrawn).content, Content::Sealed));
        let later = "2026-12-01T19:00:00Z".parse().unwrap();
        let moved = SealedProposal { arrival: later, latest: None, ..honest.clone() };
        assert!(open_with(&["07"], moved.clone()).has_failed());
        assert!(open_with(&[], moved).late && !open_with(&[], honest).late);
    }

    #[test]
    fn forged_items_and_missing_first_versions_decide_nothing_about_other_proposals() {
        let identity = Identity::generate();
        let recipient = identity.to_public().to_string();
        let secret = Secret::from_hex(&"07".repeat(32)).unwrap();
        let signer = signer(&secret, "https://a.example");
        let first = sealed(&proposal(FIRST, &[]), &recipient);
        let later = SealedProposal {
            first: first.reference.clone(),
            arrival: "2026-11-24T17:00:00Z".parse().unwrap(),
            ..sealed(&proposal(SECOND, &[]), &recipient)
        };
        let receipt = signer.sign(&later.to_receipt("https://a.example"));
        let opened_with = |proposals: Vec<SealedProposal>| {
            let opener = Opener { receipt_keys: vec![signer.verifier_key()], ..opener(identity.clone()) };
            open(proposals, &opener).into_iter().map(|opened| opened.content).collect::<Vec<_>>()
        };
        let contents = opened_with(vec![first.clone(), later.clone()]);
        assert!(matches!(contents.as_slice(), [Content::Opened(_), Content::Damaged]), "forged: {contents:?}");
        let later = SealedProposal { receipt, ..later };
        let contents = opened_with(vec![later.clone(), first]);
        assert!(matches!(contents.as_slice(), [Content::Sealed, Content::Opened(_)]), "replaced: {contents:?}");
        let contents = opened_with(vec![later]);
        assert!(matches!(contents.as_slice(), [Content::Damaged]), "it may have been withdrawn: {contents:?}");
    }

    #[test]
    fn what_was_changed_in_the_table_is_not_taken_for_what_was_sent() {
        let identity = Identity::generate();
        let recipient = identity.to_public().to_string();
        let honest = sealed(&proposal(FIRST, &[]), &recipient);
        let forged = sealed(&proposal(FIRST, &[("skills", "forged")]), &recipient);
        for changed in [
            SealedProposal { sealed: forged.sealed.clone(), ..honest.clone() },
            SealedProposal { reference: SECOND.parse().unwrap(), ..honest.clone() },
            SealedProposal { version: "1-0123456789abcdef0123456789abcdef".into(), ..honest.clone() },
            SealedProposal { sealed: b"age-encryption.org/v1".to_vec(), ..honest.clone() },
            SealedProposal { sealed: Vec::new(), ..honest.clone() },
        ] {
            let opened = opened(vec![changed], identity.clone());
            assert!(matches!(opened[0].content, Content::Damaged), "{opened:?}");
        }
        assert!(opened(vec![honest.clone()], identity)[0].proposal().is_some());
        let opened = opened(vec![honest], Identity::generate());
        assert!(matches!(opened[0].content, Content::NoIdentity));
    }

    #[test]
    fn two_proposals_of_one_bidder_are_flagged_unless_one_is_withdrawn() {
        let identity = Identity::generate();
        let recipient = identity.to_public().to_string();
        let first = sealed(&proposal(FIRST, &[]), &recipient);
        let other = Proposal { email: "ZOE@example.org".into(), name: "Z".into(), ..proposal(SECOND, &[]) };
        let second = sealed(&other, &recipient);
        let both = opened(vec![first.clone(), second.clone()], identity.clone());
        assert_eq!(both[0].same_bidder, std::slice::from_ref(&second.reference));
        assert_eq!(both[1].same_bidder, std::slice::from_ref(&first.reference));
        let withdrawn = SealedProposal { withdrawn: Some(first.arrival), ..first };
        let opened = opened(vec![withdrawn, second], identity);
        assert!(opened.iter().all(|opened| opened.same_bidder.is_empty()));
        assert!(matches!(opened[0].content, Content::Sealed) && !opened[0].has_failed());
    }
}
