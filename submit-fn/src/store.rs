//! Proposals in DynamoDB. There is one store, locally and in the cloud: only its address differs.

mod failure;
mod item;
mod write;

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{
    BehaviorVersion, Builder as ConfigBuilder, Config, Credentials, Region, SharedAsyncSleep,
};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, TableStatus,
    TimeToLiveSpecification,
};
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::SystemTimeSource;
use aws_types::SdkConfig;

use crate::environment::{self, REGION, http_client};
use crate::reference::{Reference, SHARDS};
use crate::sealed::SealedProposal;
pub use failure::{Failure, FailureKind};
pub use item::ItemError;
use item::{EXPIRES, PARTITION, SORT};
pub(crate) use write::Stored;

/// The name of the table unless another is given.
pub const TABLE: &str = "devex-proposals";

/// A table of proposals.
#[derive(Debug, Clone)]
pub struct Store {
    client: Client,
    table: String,
}

/// A proposal could not be stored or read. The text is for an operator and holds nothing of a proposal.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// DynamoDB failed, after all attempts.
    #[error("DynamoDB: {0}")]
    Request(Failure),
    /// All of it took too long.
    #[error("DynamoDB: no answer in time")]
    Late,
    /// What the table says of a proposal is not what the function signed.
    #[error("what the table says of {0} is not what was signed")]
    Forged(Reference),
    /// The table has something else where the proposal belongs.
    #[error("the table has another proposal with the reference {0}")]
    Conflict(Reference),
    /// The table holds an item that is not a proposal.
    #[error(transparent)]
    Item(#[from] ItemError),
}

impl StoreError {
    /// Whether it may be over in a few seconds.
    pub(crate) const fn is_temporary(&self) -> bool {
        matches!(self, Self::Request(_) | Self::Late)
    }
}

fn request_error<E, R>(error: &SdkError<E, R>) -> StoreError
where
    SdkError<E, R>: ProvideErrorMetadata + RequestId,
{
    StoreError::Request(error.into())
}

impl Store {
    /// The table `DEVEX_TABLE`, by default [`TABLE`], with what Lambda says in its [`environment`].
    pub fn from_env() -> Self {
        let mut config = ConfigBuilder::from(&environment::config());
        if let Some(endpoint) = environment::variable("AWS_ENDPOINT_URL_DYNAMODB") {
            config = config.endpoint_url(endpoint);
        }
        let config = config.retry_config(retries()).timeout_config(timeouts(PUT));
        Self::new(config.build(), environment::variable("DEVEX_TABLE").as_deref())
    }

    /// A table of a DynamoDB on this machine, which looks at nothing but the access key, at `endpoint`.
    pub fn local(endpoint: &str, access_key: &str, table: &str) -> Self {
        let credentials = Credentials::new(access_key, "local", None, None, "local");
        let config = config().credentials_provider(credentials).region(Region::from_static(REGION));
        Self::new(config.endpoint_url(endpoint).build(), Some(table))
    }

    /// A table, by default [`TABLE`], where the configuration of AWS's own programs leads.
    pub fn with_config(shared: &SdkConfig, table: Option<&str>) -> Self {
        let config = ConfigBuilder::from(shared).retry_config(retries()).timeout_config(timeouts(PUT));
        Self::new(config.build(), table)
    }

    fn new(config: Config, table: Option<&str>) -> Self {
        Self { client: Client::from_conf(config), table: table.unwrap_or(TABLE).to_owned() }
    }

    /// Whether the table exists and can be used.
    ///
    /// # Errors
    /// If DynamoDB fails or refuses.
    pub async fn has_table(&self) -> Result<bool, StoreError> {
        match self.client.describe_table().table_name(&self.table).send().await {
            Ok(found) => Ok(found.table().and_then(|table| table.table_status()) == Some(&TableStatus::Active)),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_resource_not_found_exception()) => {
                Ok(false)
            }
            Err(error) => Err(request_error(&error)),
        }
    }

    /// Creates the table, with expiry, unless it exists. For the embedded DynamoDB: elsewhere the stack creates it.
    ///
    /// # Errors
    /// If DynamoDB fails or refuses.
    pub async fn create_table_if_missing(&self) -> Result<(), StoreError> {
        if self.has_table().await? {
            return Ok(());
        }
        let attribute =
            |name| AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S).build();
        let key = |name, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
        let mut create = self.client.create_table().table_name(&self.table).billing_mode(BillingMode::PayPerRequest);
        for (name, kind) in [(PARTITION, KeyType::Hash), (SORT, KeyType::Range)] {
            // Both builders have all that they require.
            if let (Ok(attribute), Ok(key)) = (attribute(name), key(name, kind)) {
                create = create.attribute_definitions(attribute).key_schema(key);
            }
        }
        match create.send().await {
            Ok(_) => {}
            // Another program made it meanwhile.
            Err(error) if error.as_service_error().is_some_and(|error| error.is_resource_in_use_exception()) => {}
            Err(error) => return Err(request_error(&error)),
        }
        let Ok(expiry) = TimeToLiveSpecification::builder().attribute_name(EXPIRES).enabled(true).build() else {
            return Ok(());
        };
        let update = self.client.update_time_to_live().table_name(&self.table).time_to_live_specification(expiry);
        update.send().await.map(|_| ()).map_err(|error| request_error(&error))
    }

    /// The proposal for `opportunity` with this reference, read consistently.
    ///
    /// # Errors
    /// If DynamoDB fails or the item is not a proposal.
    pub async fn get(&self, opportunity: &str, reference: &Reference) -> Result<Option<SealedProposal>, StoreError> {
        let get = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(key_of(opportunity, reference)))
            .consistent_read(true)
            .customize()
            .config_override(Config::builder().timeout_config(timeouts(LOOK_UP)));
        let found = get.send().await.map_err(|error| request_error(&error))?;
        Ok(found.item().map(item::to_proposal).transpose()?)
    }

    /// All proposals for `opportunity`, or for any, in no particular order. An item that is none hides no other one.
    ///
    /// # Errors
    /// If DynamoDB fails.
    pub async fn list(&self, opportunity: Option<&str>) -> Result<Vec<Result<SealedProposal, ItemError>>, StoreError> {
        let mut proposals = Vec::new();
        let Some(opportunity) = opportunity else {
            let mut pages =
                self.client.scan().table_name(&self.table).consistent_read(true).into_paginator().items().send();
            while let Some(item) = pages.next().await {
                proposals.push(item::to_proposal(&item.map_err(|error| request_error(&error))?));
            }
            return Ok(proposals);
        };
        for shard in 0..SHARDS {
            let query = self
                .client
                .query()
                .table_name(&self.table)
                .consistent_read(true)
                .key_condition_expression("#pk = :pk")
                .expression_attribute_names("#pk", PARTITION)
                .expression_attribute_values(":pk", AttributeValue::S(item::partition(opportunity, shard)));
            let mut pages = query.into_paginator().items().send();
            while let Some(item) = pages.next().await {
                proposals.push(item::to_proposal(&item.map_err(|error| request_error(&error))?));
            }
        }
        Ok(proposals)
    }
}

fn key_of(opportunity: &str, reference: &Reference) -> HashMap<String, AttributeValue> {
    let partition = AttributeValue::S(item::partition(opportunity, reference.shard()));
    let sort = AttributeValue::S(reference.to_string());
    HashMap::from([(PARTITION.to_owned(), partition), (SORT.to_owned(), sort)])
}

/// What the clients of a table have in common: TLS, and patience.
fn config() -> ConfigBuilder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http_client())
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
        .time_source(SystemTimeSource::new())
        .retry_config(retries())
        .timeout_config(timeouts(PUT))
}

/// How long a write may take with all its attempts, and how long anything else.
const PUT: Duration = Duration::from_secs(5);
const LOOK_UP: Duration = Duration::from_secs(2);

fn retries() -> RetryConfig {
    RetryConfig::standard().with_max_attempts(4).with_max_backoff(Duration::from_secs(1))
}

/// A slow answer is better than none: an attempt has two thirds of the time before it is given up for another one.
fn timeouts(whole: Duration) -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(whole * 2 / 3)
        .operation_timeout(whole)
        .build()
}
