//! What stays in the lists of a process: by the standard, nothing that was in one is ever taken out.

use super::format::{Amendment, Award, AwardStatus, Contract, ContractStatus, Document, Party, Process};

/// One of several, known by its id.
trait Identified: Clone {
    fn id(&self) -> &str;

    /// Makes of it what it is once the facts do not mention it any more.
    fn retire(&mut self) {}
}

impl Identified for Party {
    fn id(&self) -> &str {
        &self.id
    }

    fn retire(&mut self) {
        self.roles = None;
    }
}

impl Identified for Award {
    fn id(&self) -> &str {
        &self.id
    }

    fn retire(&mut self) {
        self.status = AwardStatus::Cancelled;
    }
}

impl Identified for Contract {
    fn id(&self) -> &str {
        &self.id
    }

    fn retire(&mut self) {
        self.status = ContractStatus::Cancelled;
    }
}

impl Identified for Document {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Identified for Amendment {
    fn id(&self) -> &str {
        &self.id
    }
}

/// Keeps in a process what was in it before, at the same place.
pub(super) fn keep(before: &Process, after: &mut Process) {
    keep_items(&before.parties, &mut after.parties);
    keep_items(&before.tender.documents, &mut after.tender.documents);
    keep_items(&before.tender.amendments, &mut after.tender.amendments);
    keep_items(&before.awards, &mut after.awards);
    keep_items(&before.contracts, &mut after.contracts);
}

fn keep_items<T: Identified>(before: &[T], after: &mut Vec<T>) {
    let mut kept = Vec::with_capacity(before.len() + after.len());
    for item in before {
        kept.push(match after.iter().position(|other| other.id() == item.id()) {
            Some(position) => after.remove(position),
            None => {
                let mut item = item.clone();
                item.retire();
                item
            }
        });
    }
    kept.append(after);
    *after = kept;
}
