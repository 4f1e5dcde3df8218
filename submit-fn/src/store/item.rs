//! A sealed proposal as an item of the table, and back.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use crate::arrival;
use crate::reference::Reference;
use crate::sealed::{Latest, SealedProposal};
use crate::shared::characters::one_line;
use crate::shared::lang::Lang;

/// The partition key: the opportunity and a shard.
pub(super) const PARTITION: &str = "pk";
/// The sort key: the reference number.
pub(super) const SORT: &str = "sk";
/// When DynamoDB may delete the item, in seconds since 1970.
pub(super) const EXPIRES: &str = "expires";
/// When the latest version arrived, and which one it is: in the item of the first version alone.
pub(super) const LATEST_ARRIVAL: &str = "latest_arrival";
pub(super) const LATEST_REFERENCE: &str = "latest_reference";
/// When the proposal was withdrawn: in the item of the first version alone.
pub(super) const WITHDRAWN: &str = "withdrawn";
/// The receipt of the withdrawal.
pub(super) const WITHDRAWAL: &str = "withdrawal";

/// An item of the table is not a proposal: an attribute is missing or of another type.
#[derive(Debug, thiserror::Error)]
#[error("{key}: an item of the table is not a proposal: its `{attribute}` is missing or of another type")]
pub struct ItemError {
    /// The key of the item, on one line.
    pub key: String,
    /// The name of the attribute.
    pub attribute: &'static str,
}

/// The name of an attribute that is missing or of another type.
struct Missing(&'static str);

type Item = HashMap<String, AttributeValue>;

/// A partition key, such as `accessible-date-picker#3`.
pub(super) fn partition(opportunity: &str, shard: u8) -> String {
    format!("{opportunity}#{shard}")
}

/// An instant of which a later one comes later in the order of bytes, by which DynamoDB compares.
pub(super) fn instant(instant: Timestamp) -> AttributeValue {
    AttributeValue::S(arrival::text(instant))
}

pub(super) fn from_proposal(proposal: &SealedProposal, expires: Timestamp) -> Item {
    let text = |value: &str| AttributeValue::S(value.to_owned());
    let number = |value: String| AttributeValue::N(value);
    let mut item = HashMap::from([
        (PARTITION, AttributeValue::S(partition(&proposal.opportunity, proposal.reference.shard()))),
        (SORT, text(proposal.reference.as_str())),
        (EXPIRES, number(expires.as_second().to_string())),
        ("opportunity", text(&proposal.opportunity)),
        ("version", text(&proposal.version)),
        ("arrival", instant(proposal.arrival)),
        ("lang", text(proposal.lang.code())),
        ("size", number(proposal.sealed.len().to_string())),
        ("digest", text(&proposal.digest)),
        ("quarantined", AttributeValue::Bool(proposal.quarantined)),
        ("first", text(proposal.first.as_str())),
        ("receipt", text(&proposal.receipt)),
        ("sealed", AttributeValue::B(Blob::new(proposal.sealed.clone()))),
    ]);
    if let Some(latest) = &proposal.latest {
        item.insert(LATEST_ARRIVAL, instant(latest.arrival));
        item.insert(LATEST_REFERENCE, text(latest.reference.as_str()));
    }
    if let Some(withdrawn) = proposal.withdrawn {
        item.insert(WITHDRAWN, instant(withdrawn));
    }
    if let Some(note) = &proposal.withdrawal {
        item.insert(WITHDRAWAL, text(note));
    }
    item.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

pub(super) fn to_proposal(item: &Item) -> Result<SealedProposal, ItemError> {
    read(item).map_err(|Missing(attribute)| {
        let key = [PARTITION, SORT].map(|name| text(item, name).unwrap_or_default());
        ItemError { key: one_line(&key.join(" ")), attribute }
    })
}

fn read(item: &Item) -> Result<SealedProposal, Missing> {
    let reference = |name| text(item, name)?.parse::<Reference>().map_err(|_| Missing(name));
    let latest = match item.contains_key(LATEST_ARRIVAL) {
        true => Some(Latest { arrival: parsed(item, LATEST_ARRIVAL)?, reference: reference(LATEST_REFERENCE)? }),
        false => None,
    };
    let (own, opportunity) = (reference(SORT)?, text(item, "opportunity")?);
    // Anywhere else, it would be there twice.
    if text(item, PARTITION)? != partition(&opportunity, own.shard()) {
        return Err(Missing(PARTITION));
    }
    Ok(SealedProposal {
        reference: own,
        opportunity,
        version: text(item, "version")?,
        arrival: parsed(item, "arrival")?,
        lang: text(item, "lang")?.parse::<Lang>().map_err(|_| Missing("lang"))?,
        digest: text(item, "digest")?,
        quarantined: *item.get("quarantined").and_then(|value| value.as_bool().ok()).ok_or(Missing("quarantined"))?,
        first: reference("first")?,
        latest,
        withdrawn: item.contains_key(WITHDRAWN).then(|| parsed(item, WITHDRAWN)).transpose()?,
        withdrawal: item.contains_key(WITHDRAWAL).then(|| text(item, WITHDRAWAL)).transpose()?,
        receipt: text(item, "receipt")?,
        sealed: sealed(item)?,
    })
}

fn text(item: &Item, name: &'static str) -> Result<String, Missing> {
    item.get(name).and_then(|value| value.as_s().ok()).cloned().ok_or(Missing(name))
}

fn parsed(item: &Item, name: &'static str) -> Result<Timestamp, Missing> {
    text(item, name)?.parse().map_err(|_| Missing(name))
}

fn sealed(item: &Item) -> Result<Vec<u8>, Missing> {
    let blob = item.get("sealed").and_then(|value| value.as_b().ok()).ok_or(Missing("sealed"))?;
    Ok(blob.as_ref().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealed::fixtures::sealed;

    #[test]
    fn a_proposal_survives_the_way_through_an_item() {
        let first = sealed("DX-0000-0000-0000-0001-X", "DX-0000-0000-0000-0001-X", 1);
        let withdrawn = SealedProposal { withdrawn: Some(first.arrival), ..first.clone() };
        let later =
            SealedProposal { latest: None, ..sealed("DX-0000-0000-0000-0002-V", "DX-0000-0000-0000-0001-X", 2) };
        for proposal in [first, withdrawn, later] {
            assert_eq!(to_proposal(&from_proposal(&proposal, proposal.arrival)).unwrap(), proposal);
        }
    }
}
