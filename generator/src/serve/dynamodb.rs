//! The protocol of the embedded DynamoDB on a loopback port: as much of it as the function and the commands use.
//!
//! Any page in a browser can send requests to a loopback port, and any program of the machine. So only who knows the
//! access key of this run is answered, and no page is.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use dynoxide::Database;
use dynoxide::errors::DynoxideError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq;

use super::origin;
use crate::private::random_digits;

/// DynamoDB accepts bodies up to 16 MB.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// Who knows it may read and write proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AccessKey(String);

impl AccessKey {
    /// A new one, of 128 random bits.
    ///
    /// # Errors
    /// If the system has no source of randomness.
    pub(super) fn new() -> io::Result<Self> {
        random_digits::<16>().map(Self)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a request names it (AWS, "Signature Version 4": the credential comes first, before a slash).
    fn is_in(&self, headers: &HeaderMap) -> bool {
        let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let credential = authorization.and_then(|value| value.split_once("Credential=")?.1.split_once('/'));
        credential.is_some_and(|(key, _)| key.as_bytes().ct_eq(self.0.as_bytes()).into())
    }
}

struct Shared {
    database: Database,
    files: DatabaseFiles,
    key: AccessKey,
}

/// The files of a database that is open: the database, and the log that SQLite writes first.
pub(super) struct DatabaseFiles(Vec<OpenedFile>);

struct OpenedFile {
    path: PathBuf,
    /// The file itself, whatever its path leads to later.
    opened: File,
}

impl DatabaseFiles {
    /// Those of the database at `path`, which is open: its log exists for as long as it is.
    ///
    /// # Errors
    /// If one cannot be opened.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let files = [path.to_owned(), PathBuf::from(log)];
        let opened = files.into_iter().map(|path| Ok(OpenedFile { opened: File::open(&path)?, path }));
        opened.collect::<io::Result<_>>().map(Self)
    }

    /// Whether their paths still lead to them. A file that was removed can be written as long as it is open, and is lost then.
    fn are_in_place(&self) -> bool {
        self.0.iter().all(OpenedFile::is_in_place)
    }
}

impl OpenedFile {
    fn is_in_place(&self) -> bool {
        let metadata = self.opened.metadata().and_then(|opened| Ok((opened, std::fs::metadata(&self.path)?)));
        #[cfg(unix)]
        let is_same = |opened: &Metadata, found: &Metadata| {
            use std::os::unix::fs::MetadataExt;
            (opened.dev(), opened.ino()) == (found.dev(), found.ino())
        };
        #[cfg(not(unix))]
        let is_same = |_: &Metadata, found: &Metadata| found.is_file();
        metadata.is_ok_and(|(opened, found)| is_same(&opened, &found))
    }
}

/// Answers requests to a database from whoever has the key.
pub(super) fn router(database: Database, files: DatabaseFiles, key: AccessKey) -> Router {
    Router::new().fallback(answer).with_state(Arc::new(Shared { database, files, key }))
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    if head.headers.contains_key(header::ORIGIN) || !origin::is_ours(&head.headers, &head.uri, None) {
        return (StatusCode::FORBIDDEN, "no page may read proposals\n").into_response();
    }
    if !shared.key.is_in(&head.headers) {
        return error(StatusCode::BAD_REQUEST, "UnrecognizedClientException", "the access key is not that of this run");
    }
    let target = head.headers.get("x-amz-target").and_then(|value| value.to_str().ok());
    let operation = target.and_then(|target| target.strip_prefix("DynamoDB_20120810.")).unwrap_or_default().to_owned();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return error(StatusCode::PAYLOAD_TOO_LARGE, "SerializationException", "the body is too large or incomplete");
    };
    let gone = || error(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", "a file of the database is gone");
    if !shared.files.are_in_place() {
        return gone();
    }
    // The database waits for the disk.
    let running = Arc::clone(&shared);
    let run = tokio::task::spawn_blocking(move || run(&running.database, &operation, &body));
    match run.await {
        // What was written meanwhile to a file that was removed is lost.
        Ok(Ok(_)) if !shared.files.are_in_place() => gone(),
        Ok(Ok(json)) => (StatusCode::OK, [(header::CONTENT_TYPE, MEDIA_TYPE)], json).into_response(),
        Ok(Err(error)) => {
            let status = StatusCode::from_u16(error.status_code()).unwrap_or(StatusCode::BAD_REQUEST);
            (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], error.to_json()).into_response()
        }
        Err(_) => error(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", "the database failed"),
    }
}

const MEDIA_TYPE: &str = "application/x-amz-json-1.0";

fn run(database: &Database, operation: &str, body: &Bytes) -> Result<String, DynoxideError> {
    match operation {
        "CreateTable" => json(&database.create_table(parsed(body)?)?),
        "DescribeTable" => json(&database.describe_table(parsed(body)?)?),
        "UpdateTimeToLive" => json(&database.update_time_to_live(parsed(body)?)?),
        "PutItem" => json(&database.put_item(parsed(body)?)?),
        "GetItem" => json(&database.get_item(parsed(body)?)?),
        "DeleteItem" => json(&database.delete_item(parsed(body)?)?),
        "UpdateItem" => json(&database.update_item(parsed(body)?)?),
        "TransactWriteItems" => json(&database.transact_write_items(parsed(body)?)?),
        "Query" => json(&database.query(parsed(body)?)?),
        "Scan" => json(&database.scan(parsed(body)?)?),
        "ListTables" => json(&database.list_tables(parsed(body)?)?),
        _ => Err(DynoxideError::ValidationException(format!("`{operation}` is not among the operations here"))),
    }
}

fn parsed<T: DeserializeOwned>(body: &Bytes) -> Result<T, DynoxideError> {
    serde_json::from_slice(body).map_err(|error| DynoxideError::SerializationException(error.to_string()))
}

fn json<T: Serialize>(value: &T) -> Result<String, DynoxideError> {
    serde_json::to_string(value).map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}

/// An error of the protocol.
fn error(status: StatusCode, kind: &str, message: &str) -> Response {
    let json = serde_json::json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{kind}"), "message": message });
    (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], json.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_who_names_the_whole_key_has_it() {
        let key = AccessKey::new().unwrap();
        assert_ne!(key, AccessKey::new().unwrap());
        let has = |authorization: &str| {
            let value = HeaderValue::from_str(authorization).unwrap();
            key.is_in(&HeaderMap::from_iter([(header::AUTHORIZATION, value)]))
        };
        let credential =
            |key: &str| format!("AWS4-HMAC-SHA256 Credential={key}/20261123/ca-central-1/dynamodb/aws4_request");
        assert!(has(&credential(key.as_str())));
        for other in ["", "local", &key.as_str()[1..], &key.as_str().to_uppercase(), &format!("{}0", key.as_str())] {
            assert!(!has(&credential(other)), "{other}");
        }
        assert!(!has("Basic abc") && !key.is_in(&HeaderMap::new()));
    }
}
