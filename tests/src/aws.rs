//! A second, independent DynamoDB.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::{devex, repository, request, tools};

/// A DynamoDB that is not ours: the local AWS of `tests/run`.
pub struct LocalAws {
    process: Child,
    /// Where it listens.
    pub endpoint: String,
    /// What its functions are unpacked into.
    _files: tempfile::TempDir,
}

impl LocalAws {
    /// Starts one, with a table of proposals.
    pub fn start() -> Self {
        let aws = Self::launch(false);
        aws.create_table();
        aws
    }

    /// Starts one that has nothing, and allows nobody what their policies do not.
    pub fn secured() -> Self {
        Self::launch(true)
    }

    fn launch(is_secured: bool) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let endpoint = format!("http://127.0.0.1:{port}");
        let files = tempfile::tempdir().unwrap();
        let process = Command::new(tools().join("python/bin/ministack"))
            .env("GATEWAY_PORT", port.to_string())
            .env("MINISTACK_HOST", "127.0.0.1")
            .env("LOG_LEVEL", "ERROR")
            .env("AUTH", is_secured.to_string())
            // For the functions that it runs.
            .env("AWS_ENDPOINT_URL", &endpoint)
            .env("TMPDIR", files.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("ministack is installed by tests/run");
        let aws = Self { process, endpoint, _files: files };
        let end = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "the local AWS does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        aws
    }

    /// As the stack does.
    fn create_table(&self) {
        let attribute = |name: &str| json!({ "AttributeName": name, "AttributeType": "S" });
        let key = |name: &str, kind: &str| json!({ "AttributeName": name, "KeyType": kind });
        let table = json!({
            "TableName": "devex-proposals",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [attribute("pk"), attribute("sk")],
            "KeySchema": [key("pk", "HASH"), key("sk", "RANGE")],
        });
        let headers = [
            ("content-type", "application/x-amz-json-1.0"),
            ("x-amz-target", "DynamoDB_20120810.CreateTable"),
            ("authorization", "AWS4-HMAC-SHA256 Credential=local/20261123/ca-central-1/dynamodb/aws4_request"),
        ];
        let created = request("POST", &self.endpoint, &headers, &table.to_string());
        assert_eq!(created.status, 200, "{}", created.body);
    }

    /// The proposals in its table, as JSON.
    pub fn list(&self) -> String {
        let root = repository();
        let list =
            ["--root", root.to_str().unwrap(), "proposals", "list", "--format", "json", "--endpoint", &self.endpoint];
        let list = devex(&list);
        assert_eq!(list.status, 0, "{}", list.err);
        list.out
    }
}

impl Drop for LocalAws {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
