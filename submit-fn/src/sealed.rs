//! A proposal as it is stored: nobody reads more of it than what is here in clear.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::arrival;
use crate::receipt::Receipt;
use crate::reference::Reference;
use crate::shared::lang::Lang;

/// A sealed proposal, with what is in clear.
///
/// A bidder may replace a proposal: then the later version names the first one, and the first one knows the latest. These
/// facts only ever move to a later arrival, so that no order in which requests are handled loses one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SealedProposal {
    /// Its reference number.
    pub reference: Reference,
    /// The id of the opportunity that it answers.
    pub opportunity: String,
    /// The version of the opportunity.
    pub version: String,
    /// When it first arrived at the gateway, to the millisecond.
    #[serde(serialize_with = "arrival::serialize")]
    pub arrival: Timestamp,
    /// The language of the form.
    pub lang: Lang,
    /// SHA-256 of what is sealed, in hexadecimal digits.
    pub digest: String,
    /// Whether it looks automated: then it is reviewed apart, but never dropped.
    pub quarantined: bool,
    /// The first version: itself, unless it replaces another proposal.
    pub first: Reference,
    /// The latest version, if this is the first one.
    pub latest: Option<Latest>,
    /// When all versions were withdrawn, if this is the first one.
    #[serde(serialize_with = "arrival::serialize_option")]
    pub withdrawn: Option<Timestamp>,
    /// What only its recipients read.
    #[serde(skip)]
    pub sealed: Vec<u8>,
    /// Its receipt, as a signed note: whoever changes the table cannot sign what it says then.
    pub receipt: String,
}

/// The latest version of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Latest {
    /// When it arrived, or arrived again.
    #[serde(serialize_with = "arrival::serialize")]
    pub arrival: Timestamp,
    /// Its reference number.
    pub reference: Reference,
}

/// What became of a version of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It counts.
    Received,
    /// Another version counts.
    Replaced,
    /// The bidder withdrew it.
    Withdrawn,
}

impl SealedProposal {
    /// What its receipt says, for the site at an address.
    pub fn to_receipt(&self, site: &str) -> Receipt {
        Receipt {
            site: site.to_owned(),
            opportunity: self.opportunity.clone(),
            version: self.version.clone(),
            reference: self.reference.clone(),
            received: self.arrival,
            replaces: Some(self.first.clone()).filter(|first| *first != self.reference),
            digest: self.digest.clone(),
        }
    }

    /// The state of this version, as the first version knows it.
    pub fn state(&self, first: &Self) -> State {
        state(&self.reference, &first.latest(), first.withdrawn)
    }

    /// The latest version, as the first one knows it.
    pub fn latest(&self) -> Latest {
        self.latest.clone().unwrap_or_else(|| self.own())
    }

    fn own(&self) -> Latest {
        Latest { arrival: self.arrival, reference: self.reference.clone() }
    }
}

/// The state of each proposal, from all versions of all of them. A version that is stored counts, even if storing broke
/// off before the first one knew of it.
pub fn states(proposals: &[SealedProposal]) -> Vec<State> {
    let mut first: BTreeMap<&Reference, (Option<Latest>, Option<Timestamp>)> = BTreeMap::new();
    for proposal in proposals {
        let (latest, withdrawn) = first.entry(&proposal.first).or_default();
        *withdrawn = (*withdrawn).max(proposal.withdrawn);
        *latest = latest.take().max(Some(proposal.own())).max(proposal.latest.clone());
    }
    let of = |proposal: &SealedProposal| {
        let (latest, withdrawn) = first.get(&proposal.first).cloned().unwrap_or_default();
        state(&proposal.reference, &latest.unwrap_or_else(|| proposal.own()), withdrawn)
    };
    proposals.iter().map(of).collect()
}

fn state(reference: &Reference, latest: &Latest, withdrawn: Option<Timestamp>) -> State {
    if withdrawn.is_some_and(|withdrawn| withdrawn >= latest.arrival) {
        State::Withdrawn
    } else if latest.reference == *reference {
        State::Received
    } else {
        State::Replaced
    }
}

#[cfg(test)]
pub(crate) mod fixtures {
    use super::*;

    /// A version that arrived at a second of a minute.
    pub(crate) fn sealed(reference: &str, first: &str, second: u8) -> SealedProposal {
        let reference: Reference = reference.parse().unwrap();
        let arrival: Timestamp = format!("2026-11-23T17:00:{second:02}Z").parse().unwrap();
        SealedProposal {
            latest: Some(Latest { arrival, reference: reference.clone() }),
            reference,
            opportunity: "first".into(),
            version: "0-0123456789abcdef0123456789abcdef".into(),
            arrival,
            lang: Lang::Fr,
            digest: "ab".repeat(32),
            quarantined: false,
            first: first.parse().unwrap(),
            withdrawn: None,
            sealed: vec![1, 2, 3],
            receipt: "a\n\n\u{2014} a b\n".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fixtures::sealed;
    use super::*;

    const A: &str = "DX-0000-0000-0000-0001-X";
    const B: &str = "DX-0000-0000-0000-0002-V";

    fn latest(of: &SealedProposal, second: u8) -> Option<Latest> {
        Some(Latest { arrival: sealed(A, A, second).arrival, reference: of.reference.clone() })
    }

    #[test]
    fn the_version_that_arrived_last_counts_even_if_it_is_the_first_one_again() {
        let (a, b) = (sealed(A, A, 1), SealedProposal { latest: None, ..sealed(B, A, 2) });
        let knows_b = SealedProposal { latest: latest(&b, 2), ..a.clone() };
        assert_eq!(states(&[knows_b.clone(), b.clone()]), [State::Replaced, State::Received]);
        assert_eq!(b.state(&knows_b), State::Received);
        let again = SealedProposal { latest: latest(&a, 3), ..a.clone() };
        assert_eq!(states(&[b.clone(), again.clone()]), [State::Replaced, State::Received]);
        assert_eq!((a.state(&again), b.state(&again)), (State::Received, State::Replaced));
        // Storing broke off: the first version does not know of the second one.
        assert_eq!(states(&[a, b]), [State::Replaced, State::Received]);
    }

    #[test]
    fn what_is_sent_again_after_it_was_withdrawn_counts() {
        let a = SealedProposal { withdrawn: Some(sealed(A, A, 2).arrival), ..sealed(A, A, 1) };
        assert_eq!(states(std::slice::from_ref(&a)), [State::Withdrawn]);
        let again = SealedProposal { latest: latest(&a, 3), ..a };
        assert_eq!(states(std::slice::from_ref(&again)), [State::Received]);
        assert_eq!(again.state(&again), State::Received);
    }

    proptest! {
        #[test]
        fn of_all_versions_one_counts_unless_all_are_withdrawn(arrivals in prop::collection::vec(0..60_u8, 1..6), withdrawn in prop::option::of(0..60_u8)) {
            let reference = |i: usize| crate::reference::Reference::of_content(
                &ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &[7; 32]), "x", [("a", i.to_string().as_str())]).to_string();
            let first = reference(0);
            let mut all: Vec<_> = arrivals.iter().enumerate().map(|(i, second)| SealedProposal { latest: None, ..sealed(&reference(i), &first, *second) }).collect();
            all[0].withdrawn = withdrawn.map(|second| sealed(A, A, second).arrival);
            let counting = states(&all).into_iter().filter(|state| *state == State::Received).count();
            prop_assert_eq!(counting, usize::from(withdrawn.is_none_or(|withdrawn| arrivals.iter().any(|second| *second > withdrawn))));
        }
    }
}
