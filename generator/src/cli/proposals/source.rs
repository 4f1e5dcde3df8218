//! Where proposals are read from.

use std::path::PathBuf;

use submit_fn::reference::Reference;
use submit_fn::sealed::SealedProposal;
use submit_fn::store::{ItemError, Store, StoreError, TABLE};

use super::super::Setup;
use super::super::message::{Message, ProposalsError};
use crate::aws::{config, has_variable};
use crate::serve::database::{Database, DatabaseError, database_file};

/// Where proposals are read from: the embedded DynamoDB of `devex serve`, unless a table or an endpoint is named.
#[derive(clap::Args)]
pub(in crate::cli) struct Source {
    /// The address of a DynamoDB [default: that of AWS]
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The table [default: devex-proposals]
    #[arg(long, value_name = "NAME", conflicts_with = "data")]
    table: Option<String>,
    /// Where `devex serve` keeps its data [default: .devex, beside site.toml]
    #[arg(long, value_name = "DIR", conflicts_with = "endpoint")]
    data: Option<PathBuf>,
}

/// What was found in a table.
pub(super) struct Found {
    pub(super) proposals: Vec<SealedProposal>,
    /// Whether every item could be read; those that could not be were reported.
    pub(super) is_whole: bool,
}

impl Source {
    /// Whether it is the data of `devex serve`.
    pub(super) const fn is_local(&self) -> bool {
        self.endpoint.is_none() && self.table.is_none()
    }

    /// The folder of these data.
    pub(super) fn data(&self, setup: &Setup) -> PathBuf {
        self.data.clone().unwrap_or_else(|| setup.root.join(".devex"))
    }

    /// All proposals for an opportunity, or for any. Items that cannot be read are reported and left out.
    pub(super) async fn all(&self, setup: &Setup, opportunity: Option<&str>) -> Result<Found, ProposalsError> {
        self.read(setup, async |store| store.list(opportunity).await).await
    }

    /// The proposal with this reference for one of the opportunities, and the versions that decide its state.
    pub(super) async fn versions(
        &self,
        setup: &Setup,
        opportunities: Vec<&str>,
        reference: &Reference,
    ) -> Result<Found, ProposalsError> {
        let get = async |store: &Store| {
            for id in opportunities {
                let Some(found) = store.get(id, reference).await? else { continue };
                let mut versions = vec![found];
                if versions[0].first != *reference {
                    versions.extend(store.get(id, &versions[0].first).await?);
                }
                let latest = versions.last().map(SealedProposal::latest).map(|latest| latest.reference);
                if let Some(latest) = latest.filter(|latest| versions.iter().all(|it| it.reference != *latest)) {
                    versions.extend(store.get(id, &latest).await?);
                }
                return Ok(versions.into_iter().map(Ok).collect());
            }
            Ok(Vec::new())
        };
        self.read(setup, get).await
    }

    async fn read(
        &self,
        setup: &Setup,
        query: impl AsyncFnOnce(&Store) -> Result<Vec<Result<SealedProposal, ItemError>>, StoreError>,
    ) -> Result<Found, ProposalsError> {
        let items = if self.is_local() {
            let data = self.data(setup);
            // An empty table would say that nobody sent anything.
            if !database_file(&data).metadata().is_ok_and(|file| file.len() > 0) {
                return Err(ProposalsError::NoData(data));
            }
            let database = Database::open(&data).await.map_err(ProposalsError::Database)?;
            let items = match database.store().has_table().await {
                Ok(true) => query(database.store()).await,
                Ok(false) => return Err(ProposalsError::NoData(data)),
                Err(error) => Err(error),
            };
            let path = database.file().to_owned();
            database.stop().await;
            items.map_err(|source| ProposalsError::Database(DatabaseError::Store { path, source }))?
        } else {
            query(&self.remote().await).await.map_err(ProposalsError::Store)?
        };
        let mut found = Found { proposals: Vec::new(), is_whole: true };
        for item in items {
            match item {
                Ok(proposal) => found.proposals.push(proposal),
                Err(error) => {
                    setup.terminal.error(Message::Store(&StoreError::Item(error)));
                    found.is_whole = false;
                }
            }
        }
        Ok(found)
    }

    /// The table at the endpoint that was given, or at AWS.
    async fn remote(&self) -> Store {
        if let Some(endpoint) = &self.endpoint
            && endpoint.starts_with("http://")
            && !has_variable(&["AWS_ACCESS_KEY_ID", "AWS_PROFILE"])
        {
            // Without credentials, plain HTTP leads to an emulator, which accepts any.
            return Store::local(endpoint, "local", self.table.as_deref().unwrap_or(TABLE));
        }
        Store::with_config(&config(self.endpoint.as_deref()).await, self.table.as_deref())
    }
}
