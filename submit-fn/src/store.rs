//! Proposals in DynamoDB. There is one store, here and in the cloud: only its address differs.

mod item;

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Credentials;
use aws_sdk_dynamodb::error::{DisplayErrorContext, SdkError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ReturnValuesOnConditionCheckFailure,
    ScalarAttributeType, TableStatus, TimeToLiveSpecification,
};
use aws_smithy_http_client::tls::{self, rustls_provider::CryptoMode};
use jiff::Timestamp;

use crate::proposal::Proposal;
use crate::reference::{SHARDS, shard};
use item::{EXPIRES, PARTITION, SORT};

/// The table when none is named.
pub const TABLE: &str = "devex-proposals";

/// Personal information stays in Canada.
const REGION: Region = Region::from_static("ca-central-1");

/// A table of proposals.
#[derive(Debug, Clone)]
pub struct Store {
    client: Client,
    table: String,
}

/// DynamoDB did not do what was asked. The text is for an operator; it holds nothing of a proposal.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// After all attempts.
    #[error("DynamoDB: {0}")]
    Request(String),
    /// An item that this program did not write.
    #[error("an item of the table is not a proposal: its `{0}` is missing or of another type")]
    Item(&'static str),
}

fn request_error<E: std::error::Error, R: std::fmt::Debug>(error: &SdkError<E, R>) -> StoreError
where
    SdkError<E, R>: std::error::Error,
{
    StoreError::Request(DisplayErrorContext(error).to_string())
}

impl Store {
    /// The table that the usual AWS environment variables lead to, named by `DEVEX_TABLE`.
    pub async fn from_env() -> Self {
        Self::connect(None, std::env::var("DEVEX_TABLE").ok().as_deref()).await
    }

    /// A table at an address, or where the AWS environment leads to; in Canada when it names no region.
    pub async fn connect(endpoint: Option<&str>, table: Option<&str>) -> Self {
        let mut loader = aws_config::defaults(BehaviorVersion::latest()).http_client(http_client());
        if let Some(endpoint) = endpoint {
            loader = loader.endpoint_url(endpoint);
        }
        // Without any of these the SDK would ask a metadata service that is not there.
        if ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"].iter().all(|name| std::env::var_os(name).is_none()) {
            loader = loader.region(REGION);
        }
        Self::of(&loader.retry_config(retries()).timeout_config(timeouts()).load().await, table.unwrap_or(TABLE))
    }

    /// A table of the embedded DynamoDB, which takes any credentials.
    pub fn local(endpoint: &str, table: &str) -> Self {
        let credentials = Credentials::new("local", "local", None, None, "local");
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(http_client())
            .region(REGION)
            .credentials_provider(aws_sdk_dynamodb::config::SharedCredentialsProvider::new(credentials))
            .sleep_impl(aws_sdk_dynamodb::config::SharedAsyncSleep::new(aws_smithy_async::rt::sleep::TokioSleep::new()))
            .time_source(aws_smithy_async::time::SystemTimeSource::new())
            .endpoint_url(endpoint)
            .retry_config(retries())
            .timeout_config(timeouts())
            .build();
        Self::of(&config, table)
    }

    fn of(config: &SdkConfig, table: &str) -> Self {
        Self { client: Client::new(config), table: table.to_owned() }
    }

    /// Makes the table, with expiry, where there is none. For the embedded DynamoDB: elsewhere the stack makes it.
    ///
    /// # Errors
    /// When DynamoDB refuses.
    pub async fn create_table_if_missing(&self) -> Result<(), StoreError> {
        let described = self.client.describe_table().table_name(&self.table).send().await;
        match described {
            Ok(found) if found.table().and_then(|table| table.table_status()) == Some(&TableStatus::Active) => {
                return Ok(());
            }
            Ok(_) => {}
            Err(error) if error.as_service_error().is_some_and(|error| error.is_resource_not_found_exception()) => {}
            Err(error) => return Err(request_error(&error)),
        }
        let attribute =
            |name| AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S).build();
        let key = |name, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
        let mut create = self.client.create_table().table_name(&self.table).billing_mode(BillingMode::PayPerRequest);
        for (name, kind) in [(PARTITION, KeyType::Hash), (SORT, KeyType::Range)] {
            // Both builders are given all that they require.
            if let (Ok(attribute), Ok(key)) = (attribute(name), key(name, kind)) {
                create = create.attribute_definitions(attribute).key_schema(key);
            }
        }
        create.send().await.map_err(|error| request_error(&error))?;
        let Ok(expiry) = TimeToLiveSpecification::builder().attribute_name(EXPIRES).enabled(true).build() else {
            return Ok(());
        };
        let update = self.client.update_time_to_live().table_name(&self.table).time_to_live_specification(expiry);
        update.send().await.map(|_| ()).map_err(|error| request_error(&error))
    }

    /// Keeps a proposal until `expires`, and gives it as it is kept: when the very same was kept before,
    /// that one, with its own arrival.
    ///
    /// # Errors
    /// When DynamoDB did not acknowledge it.
    pub async fn put(&self, proposal: Proposal, expires: Timestamp) -> Result<Proposal, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item::of(&proposal, expires)))
            .condition_expression("attribute_not_exists(#pk)")
            .expression_attribute_names("#pk", PARTITION)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match put.send().await {
            Ok(_) => Ok(proposal),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(kept)) => match kept.item() {
                    Some(item) => item::parse(item),
                    None => self.find(&proposal.opportunity, &proposal.reference).await?.ok_or(StoreError::Item(SORT)),
                },
                _ => Err(request_error(&error)),
            },
        }
    }

    /// The proposal for an opportunity that has this reference, as it is at this moment.
    ///
    /// # Errors
    /// When DynamoDB did not answer, or the item is not a proposal.
    pub async fn find(&self, opportunity: &str, reference: &str) -> Result<Option<Proposal>, StoreError> {
        let get = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(PARTITION, AttributeValue::S(item::partition(opportunity, shard(reference))))
            .key(SORT, AttributeValue::S(reference.to_owned()))
            .consistent_read(true);
        let found = get.send().await.map_err(|error| request_error(&error))?;
        found.item().map(item::parse).transpose()
    }

    /// All proposals for an opportunity, or all there are, in no particular order.
    ///
    /// # Errors
    /// When DynamoDB did not answer, or an item is not a proposal.
    pub async fn list(&self, opportunity: Option<&str>) -> Result<Vec<Proposal>, StoreError> {
        let mut proposals = Vec::new();
        let Some(opportunity) = opportunity else {
            let mut pages = self.client.scan().table_name(&self.table).into_paginator().items().send();
            while let Some(item) = pages.next().await {
                proposals.push(item::parse(&item.map_err(|error| request_error(&error))?)?);
            }
            return Ok(proposals);
        };
        for shard in 0..SHARDS {
            let query = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("#pk = :pk")
                .expression_attribute_names("#pk", PARTITION)
                .expression_attribute_values(":pk", AttributeValue::S(item::partition(opportunity, shard)));
            let mut pages = query.into_paginator().items().send();
            while let Some(item) = pages.next().await {
                proposals.push(item::parse(&item.map_err(|error| request_error(&error))?)?);
            }
        }
        Ok(proposals)
    }

    /// The proposal of a reference number. Its opportunity is not known: the whole table is looked through.
    ///
    /// # Errors
    /// When DynamoDB did not answer, or the item is not a proposal.
    pub async fn get(&self, reference: &str) -> Result<Option<Proposal>, StoreError> {
        let scan = self
            .client
            .scan()
            .table_name(&self.table)
            .filter_expression("#sk = :sk")
            .expression_attribute_names("#sk", SORT)
            .expression_attribute_values(":sk", AttributeValue::S(reference.to_owned()));
        let mut pages = scan.into_paginator().items().send();
        match pages.next().await {
            Some(Ok(item)) => item::parse(&item).map(Some),
            Some(Err(error)) => Err(request_error(&error)),
            None => Ok(None),
        }
    }
}

/// The partition of a proposal.
fn partition_of(proposal: &Proposal) -> String {
    item::partition(&proposal.opportunity, shard(&proposal.reference))
}

/// TLS by ring, which compiles with a C compiler alone.
fn http_client() -> aws_sdk_dynamodb::config::SharedHttpClient {
    aws_smithy_http_client::Builder::new().tls_provider(tls::Provider::Rustls(CryptoMode::Ring)).build_https()
}

/// A bidder waits for the answer: four attempts within eight seconds, then the page that keeps every value.
fn retries() -> RetryConfig {
    RetryConfig::standard().with_max_attempts(4).with_max_backoff(Duration::from_secs(1))
}

fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(Duration::from_secs(8))
        .build()
}
