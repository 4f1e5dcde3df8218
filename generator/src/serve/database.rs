//! The embedded DynamoDB: the API over a loopback port, SQLite underneath.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use submit_fn::store::{Store, StoreError, TABLE};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::dynamodb::{AccessKey, DatabaseFiles, router};
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
    /// The file is not one of SQLite.
    #[error("{0}: not a database")]
    NotADatabase(PathBuf),
    /// The system refused a port.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// What is in the file cannot be used.
    #[error("{path}: {source}")]
    Store {
        /// Which file.
        path: PathBuf,
        /// How.
        source: StoreError,
    },
}

/// The file of the proposals in the folder `data`.
pub(crate) fn database_file(data: &Path) -> PathBuf {
    data.join("proposals.sqlite")
}

/// Whether a file is empty, or begins as those of SQLite do (its documentation, "Database File Format").
fn begins_like_a_database(file: &Path) -> io::Result<bool> {
    const HEADER: &[u8] = b"SQLite format 3\0";
    let mut start = Vec::new();
    File::open(file)?.take(HEADER.len() as u64).read_to_end(&mut start)?;
    Ok(start.is_empty() || start == HEADER)
}

impl Database {
    /// Opens the database in the folder `data`, makes what is missing, and serves it.
    pub(crate) async fn start(data: &Path) -> Result<Self, DatabaseError> {
        let file = database_file(data);
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error: io::Error| DatabaseError::Open { path, reason: error.to_string() }
        };
        make_private(data).map_err(failed(data))?;
        make_private_file(&file).map_err(failed(&file))?;
        let database = Self::open(data).await?;
        match database.store.create_table_if_missing().await {
            Ok(()) => Ok(database),
            Err(source) => Err(DatabaseError::Store { path: database.file, source }),
        }
    }

    /// Opens the database that is in the folder `data`, and serves it.
    pub(crate) async fn open(data: &Path) -> Result<Self, DatabaseError> {
        let file = database_file(data);
        if !begins_like_a_database(&file)? {
            return Err(DatabaseError::NotADatabase(file));
        }
        let database = dynoxide::Database::new(&file.to_string_lossy())
            .map_err(|error| DatabaseError::Open { path: file.clone(), reason: error.to_string() })?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel();
        let key = AccessKey::new()?;
        let opened = DatabaseFiles::open(&file)?;
        let serving = axum::serve(listener, router(database, opened, key.clone())).with_graceful_shutdown(async {
            // A dropped sender means the same as a sent one.
            let _ = stopped.await;
        });
        let running = tokio::spawn(serving.into_future());
        let store = Store::local(&endpoint, key.as_str(), TABLE);
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
