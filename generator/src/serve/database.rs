//! The embedded DynamoDB: the API over a loopback port, SQLite underneath.

use std::path::{Path, PathBuf};

use submit_fn::store::{Store, StoreError, TABLE};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::dynamodb::{AccessKey, DatabaseFile, router};
use crate::private::{make_private, make_private_file};

/// A running embedded DynamoDB with its table.
pub(crate) struct Database {
    file: PathBuf,
    endpoint: String,
    key: AccessKey,
    store: Store,
    stop: oneshot::Sender<()>,
    running: JoinHandle<std::io::Result<()>>,
}

/// The embedded DynamoDB did not start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DatabaseError {
    /// The file cannot be opened.
    #[error("{path}: {reason}")]
    Open {
        /// Which file.
        path: PathBuf,
        /// How.
        reason: String,
    },
    /// The system refused a port or a folder.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The table could not be made.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The file of the proposals in the folder `data`.
pub(crate) fn database_file(data: &Path) -> PathBuf {
    data.join("proposals.sqlite")
}

impl Database {
    /// Opens the database in the folder `data`, makes what is missing, and serves it.
    pub(crate) async fn start(data: &Path) -> Result<Self, DatabaseError> {
        make_private(data)?;
        let file = database_file(data);
        make_private_file(&file)?;
        let database = dynoxide::Database::new(&file.to_string_lossy())
            .map_err(|error| DatabaseError::Open { path: file.clone(), reason: error.to_string() })?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel();
        let key = AccessKey::new()?;
        let opened = DatabaseFile::open(&file)?;
        let serving = axum::serve(listener, router(database, opened, key.clone())).with_graceful_shutdown(async {
            // A dropped sender means the same as a sent one.
            let _ = stopped.await;
        });
        let running = tokio::spawn(serving.into_future());
        let store = Store::local(&endpoint, key.as_str(), TABLE);
        store.create_table_if_missing().await?;
        Ok(Self { file, endpoint, key, store, stop, running })
    }

    pub(crate) const fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The key that it requires in this run.
    pub(crate) fn access_key(&self) -> &str {
        self.key.as_str()
    }

    /// Lets running requests finish, then closes the file.
    pub(crate) async fn stop(self) {
        let Self { store, stop, running, .. } = self;
        drop(store);
        // Both fail only when the server is gone already.
        let _ = stop.send(());
        let _ = tokio::time::timeout(std::time::Duration::from_secs(2), running).await;
    }
}
