//! A proposal as an item of the table, and back.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use crate::proposal::Proposal;
use crate::reference::Reference;
use crate::shared::lang::Lang;

/// The partition key: the opportunity and a shard.
pub(super) const PARTITION: &str = "pk";
/// The sort key: the reference number.
pub(super) const SORT: &str = "sk";
/// When DynamoDB may delete the item, in seconds since 1970.
pub(super) const EXPIRES: &str = "expires";

/// An item of the table is not a proposal: the named attribute is missing or of another type.
#[derive(Debug, thiserror::Error)]
#[error("an item of the table is not a proposal: its `{0}` is missing or of another type")]
pub struct ItemError(pub(super) &'static str);

impl ItemError {
    /// The name of the attribute.
    pub const fn attribute(&self) -> &'static str {
        self.0
    }
}

type Item = HashMap<String, AttributeValue>;

/// A partition key, such as `accessible-date-picker#3`.
pub(super) fn partition(opportunity: &str, shard: u8) -> String {
    format!("{opportunity}#{shard}")
}

pub(super) fn from_proposal(proposal: &Proposal, expires: Timestamp) -> Item {
    let text = |value: &str| AttributeValue::S(value.to_owned());
    let answers = proposal.answers.iter().map(|(id, answer)| {
        AttributeValue::M(HashMap::from([("id".to_owned(), text(id)), ("answer".to_owned(), text(answer))]))
    });
    let mut item = HashMap::from([
        (PARTITION.to_owned(), AttributeValue::S(partition(&proposal.opportunity, proposal.reference.shard()))),
        (SORT.to_owned(), text(proposal.reference.as_str())),
        (EXPIRES.to_owned(), AttributeValue::N(expires.as_second().to_string())),
        ("opportunity".to_owned(), text(&proposal.opportunity)),
        ("arrival".to_owned(), text(&proposal.arrival.to_string())),
        ("lang".to_owned(), text(proposal.lang.code())),
        ("name".to_owned(), text(&proposal.name)),
        ("email".to_owned(), text(&proposal.email)),
        ("correspondence".to_owned(), text(proposal.correspondence.code())),
        ("terms".to_owned(), text(&proposal.terms)),
        ("quarantined".to_owned(), AttributeValue::Bool(proposal.quarantined)),
        ("answers".to_owned(), AttributeValue::L(answers.collect())),
    ]);
    if let Some(organization) = &proposal.organization {
        item.insert("organization".to_owned(), text(organization));
    }
    item
}

pub(super) fn to_proposal(item: &Item) -> Result<Proposal, ItemError> {
    let lang = |name| text(item, name)?.parse::<Lang>().map_err(|_| ItemError(name));
    let answers = item.get("answers").and_then(|value| value.as_l().ok()).ok_or(ItemError("answers"))?;
    let answers = answers.iter().map(|answer| {
        let answer = answer.as_m().map_err(|_| ItemError("answers"))?;
        Ok((text(answer, "id")?, text(answer, "answer")?))
    });
    Ok(Proposal {
        reference: text(item, SORT)?.parse::<Reference>().map_err(|_| ItemError(SORT))?,
        opportunity: text(item, "opportunity")?,
        arrival: text(item, "arrival")?.parse().map_err(|_| ItemError("arrival"))?,
        lang: lang("lang")?,
        name: text(item, "name")?,
        organization: item.get("organization").and_then(|value| value.as_s().ok()).cloned(),
        email: text(item, "email")?,
        correspondence: lang("correspondence")?,
        terms: text(item, "terms")?,
        quarantined: item.get("quarantined").and_then(|value| value.as_bool().ok()).copied().unwrap_or_default(),
        answers: answers.collect::<Result<_, ItemError>>()?,
    })
}

fn text(item: &Item, name: &'static str) -> Result<String, ItemError> {
    item.get(name).and_then(|value| value.as_s().ok()).cloned().ok_or(ItemError(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_survives_the_way_through_an_item() {
        let proposal = Proposal {
            reference: "DX-0000-0000-0000-0001-X".parse().unwrap(),
            opportunity: "a".into(),
            arrival: "2026-11-23T17:00:00.123Z".parse().unwrap(),
            lang: Lang::Fr,
            name: "Zoé".into(),
            organization: None,
            email: "zoe@example.org".into(),
            correspondence: Lang::En,
            terms: "plain".into(),
            quarantined: false,
            answers: vec![("b".into(), "2".into()), ("a".into(), "1\n".into())],
        };
        assert_eq!(to_proposal(&from_proposal(&proposal, proposal.arrival)).unwrap(), proposal);
    }
}
