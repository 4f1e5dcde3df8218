//! A proposal as it is stored: nobody reads more of it than what is in the clear here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::arrival;
use crate::receipt::{Receipt, Withdrawal};
use crate::reference::Reference;
use crate::shared::lang::Lang;

/// A sealed proposal, with what is stored in the clear beside it.
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
    /// The receipt of the withdrawal, as a signed note.
    pub withdrawal: Option<String>,
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

/// The state of a version of a proposal.
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

    /// What the receipt of its withdrawal says; `None` if it was not withdrawn.
    pub fn to_withdrawal(&self, site: &str) -> Option<Withdrawal> {
        Some(Withdrawal {
            site: site.to_owned(),
            opportunity: self.opportunity.clone(),
            reference: self.reference.clone(),
            withdrawn: self.withdrawn?,
        })
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

/// The state of each proposal, from all versions of all of them. Only the first version says which one is the latest, and
/// whether it was withdrawn. If the latest version is not among them any more, the latest that is counts: nobody loses a
/// proposal because another one cannot be read.
pub fn states(proposals: &[SealedProposal]) -> Vec<State> {
    let first_of: BTreeMap<&Reference, &Reference> =
        proposals.iter().map(|proposal| (&proposal.reference, &proposal.first)).collect();
    let mut known: BTreeMap<&Reference, (Option<Latest>, Option<Timestamp>)> = BTreeMap::new();
    for proposal in proposals {
        let (latest, withdrawn) = known.entry(&proposal.first).or_default();
        *latest = latest.take().max(Some(proposal.own()));
        if proposal.reference == proposal.first {
            let is_version = |latest: &Latest| first_of.get(&latest.reference) == Some(&&proposal.first);
            *latest = latest.take().max(proposal.latest.clone().filter(is_version));
            *withdrawn = proposal.withdrawn;
        }
    }
    let of = |proposal: &SealedProposal| {
        let (latest, withdrawn) = known.get(&proposal.first).cloned().unwrap_or_default();
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
            withdrawal: None,
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
        assert_eq!(states(&[a, b.clone()]), [State::Replaced, State::Received]);
        // The second version is gone.
        assert_eq!(states(&[knows_b]), [State::Received]);
    }

    #[test]
    fn only_the_first_version_says_what_became_of_a_proposal() {
        let (a, b) = (sealed(A, A, 1), sealed(B, B, 2));
        let of_another = SealedProposal { latest: latest(&b, 3), ..a.clone() };
        assert_eq!(states(&[of_another, b]), [State::Received, State::Received]);
        let later = SealedProposal { latest: latest(&a, 3), withdrawn: Some(a.arrival), ..sealed(B, A, 2) };
        assert_eq!(states(&[a, later]), [State::Replaced, State::Received]);
    }

    #[test]
    fn what_is_sent_again_after_it_was_withdrawn_counts() {
        let a = SealedProposal { withdrawn: Some(sealed(A, A, 2).arrival), ..sealed(A, A, 1) };
        assert_eq!(states(std::slice::from_ref(&a)), [State::Withdrawn]);
        let again = SealedProposal { latest: latest(&a, 3), ..a };
        assert_eq!(states(std::slice::from_ref(&again)), [State::Received]);
        assert_eq!(again.state(&again), State::Received);
    }

    /// What a bidder does with the versions of a proposal, at an instant.
    #[derive(Debug, Clone)]
    enum Act {
        Send(usize),
        Withdraw,
    }

    /// What the table holds after acts that were handled in this order, as the store updates it.
    fn handled(acts: &[(u8, Act)]) -> Vec<SealedProposal> {
        let reference = |i: usize| {
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &[7; 32]);
            crate::reference::Reference::of_content(&key, "x", [("a", i.to_string().as_str())]).to_string()
        };
        let first = reference(0);
        let mut all = vec![sealed(&first, &first, 0)];
        for (second, act) in acts {
            let at = sealed(&first, &first, *second).arrival;
            match act {
                Act::Withdraw => all[0].withdrawn = all[0].withdrawn.max(Some(at)),
                Act::Send(i) => {
                    let version = SealedProposal { latest: None, ..sealed(&reference(*i), &first, *second) };
                    let latest = Latest { arrival: at, reference: version.reference.clone() };
                    if !all.iter().any(|stored| stored.reference == version.reference) {
                        all.push(version);
                    }
                    all[0].latest = all[0].latest.clone().max(Some(latest));
                }
            }
        }
        all
    }

    fn acts() -> impl Strategy<Value = Vec<(u8, Act)>> {
        let act = prop_oneof![4 => (0..4_usize).prop_map(Act::Send), 1 => Just(Act::Withdraw)];
        prop::collection::vec((1..60_u8, act), 0..8)
    }

    proptest! {
        #[test]
        fn the_last_act_by_arrival_decides_whatever_the_order_of_handling(acts in acts(), seed in any::<u64>()) {
            let all = handled(&acts);
            let first = &all[0];
            let states = states(&all);
            for (proposal, state) in all.iter().zip(&states) {
                prop_assert_eq!(&proposal.state(first), state);
            }
            let counting = states.iter().filter(|state| **state == State::Received).count();
            let last = |of: fn(&Act) -> bool| acts.iter().filter(|(_, act)| of(act)).map(|(second, _)| *second).max();
            let sent = last(|act| matches!(act, Act::Send(_))).unwrap_or_default();
            let is_withdrawn = last(|act| matches!(act, Act::Withdraw)).is_some_and(|second| second >= sent);
            prop_assert_eq!(counting, usize::from(!is_withdrawn));

            let mut shuffled = acts.clone();
            for i in (1..shuffled.len()).rev() {
                shuffled.swap(i, (seed >> i) as usize % (i + 1));
            }
            let of = |all: &[SealedProposal]| -> BTreeMap<_, _> {
                let states = super::states(all);
                all.iter().map(|proposal| proposal.reference.clone()).zip(states.into_iter().map(|state| format!("{state:?}"))).collect()
            };
            prop_assert_eq!(of(&handled(&shuffled)), of(&all));
        }
    }
}
