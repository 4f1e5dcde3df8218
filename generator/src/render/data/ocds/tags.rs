//! What kind of news a release has.

use super::format::{Award, AwardStatus, Contract, Process, Tag, Tender, TenderStatus};

/// What kind of news leads from one process to the next, in the order of stages.
pub(super) fn tags(before: Option<&Process>, after: &Process) -> Vec<Tag> {
    let (awards, contracts) = before.map_or((&[][..], &[][..]), |before| (&before.awards[..], &before.contracts[..]));
    let mut tags = of_tender(before.map(|before| &before.tender), &after.tender);
    tags.extend(of_awards(awards, &after.awards));
    tags.extend(of_contracts(contracts, &after.contracts));
    tags
}

fn of_tender(before: Option<&Tender>, after: &Tender) -> Vec<Tag> {
    let is_posted = |tender: &Tender| !matches!(tender.status, TenderStatus::Planned | TenderStatus::Withdrawn);
    match before {
        None if !is_posted(after) => vec![Tag::Planning],
        Some(_) if !is_posted(after) => vec![Tag::PlanningUpdate],
        Some(before) if is_posted(before) => {
            let is_amended = after.amendments.len() > before.amendments.len();
            let is_cancelled = after.status == TenderStatus::Cancelled && before.status != after.status;
            let is_updated = before != after && !is_amended && !is_cancelled;
            let tags = [
                is_amended.then_some(Tag::TenderAmendment),
                is_updated.then_some(Tag::TenderUpdate),
                is_cancelled.then_some(Tag::TenderCancellation),
            ];
            tags.into_iter().flatten().collect()
        }
        _ => vec![Tag::Tender],
    }
}

fn of_awards(before: &[Award], after: &[Award]) -> Vec<Tag> {
    let cancelled = |awards: &[Award]| awards.iter().filter(|award| award.status == AwardStatus::Cancelled).count();
    let is_new = after.len() > before.len();
    let is_cancelled = cancelled(after) > cancelled(before);
    let tags = [
        is_new.then_some(Tag::Award),
        (before != after && !is_new && !is_cancelled).then_some(Tag::AwardUpdate),
        is_cancelled.then_some(Tag::AwardCancellation),
    ];
    tags.into_iter().flatten().collect()
}

/// A contract is published when it ends, and again when it is paid.
fn of_contracts(before: &[Contract], after: &[Contract]) -> Vec<Tag> {
    let amendments = |contracts: &[Contract]| contracts.iter().map(|contract| contract.amendments.len()).sum::<usize>();
    let payments = |contracts: &[Contract]| {
        contracts.iter().map(|contract| contract.implementation.transactions.len()).sum::<usize>()
    };
    if after.len() > before.len() {
        vec![Tag::Contract, Tag::Implementation, Tag::ContractTermination]
    } else if amendments(after) > amendments(before) {
        vec![Tag::ContractAmendment]
    } else if payments(after) > payments(before) {
        vec![Tag::ImplementationUpdate]
    } else if before != after {
        vec![Tag::ContractUpdate]
    } else {
        Vec::new()
    }
}
