//! Storing proposals, and moving forwards what the first version knows of the later ones.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::config::Config;
use aws_sdk_dynamodb::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use aws_smithy_async::rt::sleep::{AsyncSleep, TokioSleep};
use jiff::Timestamp;

use super::failure::{Failure, FailureKind};
use super::item::{self, EXPIRES, LATEST_ARRIVAL, LATEST_REFERENCE, PARTITION, WITHDRAWAL, WITHDRAWN};
use super::{LOOK_UP, Store, StoreError, key_of, request_error, timeouts};
use crate::receipt::Withdrawal;
use crate::reference::Reference;
use crate::sealed::SealedProposal;

impl Store {
    /// Stores a proposal until `expires`, and returns it as it is stored. If the same proposal was stored before, that
    /// is the former one, with its own arrival. One that replaces another is the latest version from the same moment on.
    ///
    /// Fails if it is not known to be stored. It may be all the same: an answer that was lost, or came too late.
    pub(crate) async fn put(&self, proposal: &SealedProposal, expires: Timestamp) -> Result<Stored, StoreError> {
        let put = match proposal.latest.is_some() {
            true => self.put_alone(proposal, expires).await,
            false => self.put_version(proposal, expires).await,
        };
        let kept = match put {
            Ok(stored) => stored,
            // Before it is said that nothing is known, one more look.
            Err(error) => match self.get(&proposal.opportunity, &proposal.reference).await {
                Ok(Some(kept)) => Stored::Before(Box::new(kept)),
                _ => return Err(error),
            },
        };
        match kept {
            Stored::Before(kept) if kept.digest != proposal.digest => {
                Err(StoreError::Conflict(proposal.reference.clone()))
            }
            stored => Ok(stored),
        }
    }

    async fn put_alone(&self, proposal: &SealedProposal, expires: Timestamp) -> Result<Stored, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item::from_proposal(proposal, expires)))
            .condition_expression(IS_NEW)
            .expression_attribute_names("#pk", PARTITION)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let Err(error) = without_conflict(|| put.clone().send()).await else { return Ok(Stored::Now) };
        match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(kept)) => kept_before(kept.item()),
            _ => Err(request_error(&error)),
        }
    }

    /// Stores a version and makes it the latest one, both or nothing. Where a later one is stored already, it is replaced
    /// from the beginning.
    async fn put_version(&self, proposal: &SealedProposal, expires: Timestamp) -> Result<Stored, StoreError> {
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item::from_proposal(proposal, expires)))
            .condition_expression(IS_NEW)
            .expression_attribute_names("#pk", PARTITION)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build();
        let latest = LatestUpdate::new(&proposal.first, &proposal.reference, proposal.arrival, expires);
        let update = latest.in_transaction(&self.table, &proposal.opportunity);
        let (Ok(put), Ok(update)) = (put, update) else { return Err(failed(FailureKind::NotMade, None)) };
        let items =
            [TransactWriteItem::builder().put(put).build(), TransactWriteItem::builder().update(update).build()];
        let mut attempt = 1;
        loop {
            let write = self.client.transact_write_items().set_transact_items(Some(items.to_vec()));
            let Err(error) = write.send().await else { return Ok(Stored::Now) };
            let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error()
            else {
                return Err(request_error(&error));
            };
            let reasons = cancelled.cancellation_reasons();
            let code = |i: usize| reasons.get(i).and_then(|reason| reason.code()).filter(|code| *code != "None");
            match (code(0), code(1)) {
                (Some(CONDITION), _) => return kept_before(reasons[0].item()),
                (_, Some(CONDITION)) => return self.put_alone(proposal, expires).await,
                (first, second)
                    if attempt < ATTEMPTS && [first, second].iter().flatten().any(|code| PASSING.contains(code)) =>
                {
                    TokioSleep::new().sleep(PAUSE * attempt).await;
                    attempt += 1;
                }
                (first, second) => return Err(failed(FailureKind::Refused, first.or(second))),
            }
        }
    }

    /// Makes a version the latest one of the proposal that begins with `first`, unless one that arrived later is.
    pub(crate) async fn make_latest(
        &self,
        opportunity: &str,
        first: &Reference,
        version: &Reference,
        arrival: Timestamp,
        expires: Timestamp,
    ) -> Result<(), StoreError> {
        let LatestUpdate { key, names, values } = LatestUpdate::new(first, version, arrival, expires);
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key_of(opportunity, &key)))
            .condition_expression(LATEST_CONDITION)
            .update_expression(LATEST_UPDATE)
            .set_expression_attribute_names(Some(names))
            .set_expression_attribute_values(Some(values));
        sent_or_outdated(update).await
    }

    /// Withdraws all versions so far of a proposal, with the signed `note` of it, unless they were withdrawn later.
    pub(crate) async fn withdraw(&self, withdrawal: &Withdrawal, note: &str) -> Result<(), StoreError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key_of(&withdrawal.opportunity, &withdrawal.reference)))
            .condition_expression(
                "attribute_exists(#pk) AND (attribute_not_exists(#withdrawn) OR #withdrawn < :withdrawn)",
            )
            .update_expression("SET #withdrawn = :withdrawn, #note = :note")
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#withdrawn", WITHDRAWN)
            .expression_attribute_names("#note", WITHDRAWAL)
            .expression_attribute_values(":withdrawn", item::instant(withdrawal.withdrawn))
            .expression_attribute_values(":note", AttributeValue::S(note.to_owned()));
        sent_or_outdated(update).await
    }
}

/// Whether a proposal was stored now or before.
#[derive(Debug)]
pub(crate) enum Stored {
    Now,
    /// As it is.
    Before(Box<SealedProposal>),
}

const IS_NEW: &str = "attribute_not_exists(#pk)";

/// Moves the latest version to one that arrived later; of two that arrived at once, to the one that comes later by its
/// reference, as [`states`](crate::sealed::states) compares them.
struct LatestUpdate {
    key: Reference,
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
}

/// Versions belong together: the first one is kept as long as the latest.
const LATEST_UPDATE: &str = "SET #arrival = :arrival, #version = :version, #expires = :expires";

const LATEST_CONDITION: &str = "attribute_exists(#pk) AND (attribute_not_exists(#arrival) OR #arrival < :arrival \
     OR (#arrival = :arrival AND #version < :version))";

impl LatestUpdate {
    fn new(first: &Reference, version: &Reference, arrival: Timestamp, expires: Timestamp) -> Self {
        let names =
            [("#pk", PARTITION), ("#arrival", LATEST_ARRIVAL), ("#version", LATEST_REFERENCE), ("#expires", EXPIRES)];
        let values = [
            (":arrival", item::instant(arrival)),
            (":version", AttributeValue::S(version.to_string())),
            (":expires", AttributeValue::N(expires.as_second().to_string())),
        ];
        Self {
            key: first.clone(),
            names: names.map(|(name, attribute)| (name.to_owned(), attribute.to_owned())).into(),
            values: values.map(|(name, value)| (name.to_owned(), value)).into(),
        }
    }

    fn in_transaction(self, table: &str, opportunity: &str) -> Result<Update, BuildError> {
        Update::builder()
            .table_name(table)
            .set_key(Some(key_of(opportunity, &self.key)))
            .condition_expression(LATEST_CONDITION)
            .update_expression(LATEST_UPDATE)
            .set_expression_attribute_names(Some(self.names))
            .set_expression_attribute_values(Some(self.values))
            .build()
    }
}

/// The proposal that stands where another one was to be stored.
fn kept_before(item: Option<&HashMap<String, AttributeValue>>) -> Result<Stored, StoreError> {
    match item {
        Some(item) => Ok(Stored::Before(Box::new(item::to_proposal(item)?))),
        // The look-up after this finds it.
        None => Err(failed(FailureKind::Unreadable, None)),
    }
}

/// Why a transaction is cancelled (DynamoDB, `CancellationReason`).
const CONDITION: &str = "ConditionalCheckFailed";
/// Those that are over soon: somebody else writes the same items, or too many write.
const PASSING: [&str; 3] = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

/// How often, and after which pause, a transaction is tried that others got in the way of.
const ATTEMPTS: u32 = 6;
const PAUSE: Duration = Duration::from_millis(50);

fn failed(kind: FailureKind, code: Option<&str>) -> StoreError {
    StoreError::Request(Failure { kind, code: code.map(str::to_owned), request: None })
}

/// Sends an update; what is there already and later stays.
async fn sent_or_outdated(update: UpdateItemFluentBuilder) -> Result<(), StoreError> {
    let send = || {
        let config = Config::builder().timeout_config(timeouts(LOOK_UP));
        update.clone().customize().config_override(config).send()
    };
    match without_conflict(send).await {
        Err(error) if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) => {
            Ok(())
        }
        Err(error) => Err(request_error(&error)),
        Ok(_) => Ok(()),
    }
}

/// Sends a request again as long as a transaction of somebody else is in its way.
async fn without_conflict<T, E, R, F>(send: impl Fn() -> F) -> Result<T, SdkError<E, R>>
where
    F: Future<Output = Result<T, SdkError<E, R>>>,
    SdkError<E, R>: ProvideErrorMetadata,
{
    let mut attempt = 1;
    loop {
        match send().await {
            Err(error) if attempt < ATTEMPTS && error.code() == Some("TransactionConflictException") => {
                TokioSleep::new().sleep(PAUSE * attempt).await;
                attempt += 1;
            }
            answer => return answer,
        }
    }
}
