//! What is local stays local: no other site, and no other account of the machine, reads proposals.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tests::{Answer, Server, get, post, proposal, repository, request};

fn start() -> (Server, tempfile::TempDir) {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), &data.path().join(".devex"));
    let sent = post(&format!("{}/api/proposals", server.url), &proposal("en"), &[]);
    assert_eq!(sent.status, 201, "{}", sent.body);
    (server, data)
}

/// Asks the embedded DynamoDB for all proposals, with an access key and further headers.
fn scan(server: &Server, key: &str, headers: &[(&str, &str)]) -> Answer {
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={key}/20261123/ca-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
    );
    let mut all = vec![
        ("content-type", "application/x-amz-json-1.0"),
        ("x-amz-target", "DynamoDB_20120810.Scan"),
        ("authorization", authorization.as_str()),
    ];
    all.extend(headers);
    request("POST", &server.endpoint, &all, "{\"TableName\":\"devex-proposals\"}")
}

#[test]
fn the_embedded_database_answers_nobody_without_the_key_of_this_run_and_no_page() {
    let (server, _data) = start();
    let known = scan(&server, &server.access_key, &[]);
    assert_eq!(known.status, 200, "{}", known.body);
    assert!(known.body.contains("DX-"), "{}", known.body);
    let origin = ("origin", "https://example.org");
    for answer in [
        scan(&server, "local", &[]),
        scan(&server, &server.access_key, &[origin]),
        scan(&server, &server.access_key, &[("origin", "null")]),
        scan(&server, &server.access_key, &[("host", "rebound.example.org")]),
        request("GET", &server.endpoint, &[origin], ""),
        request("OPTIONS", &server.endpoint, &[origin, ("access-control-request-method", "POST")], ""),
    ] {
        assert!([400, 403].contains(&answer.status), "{answer:?}");
        assert!(!answer.body.contains("DX-"), "{}", answer.body);
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[test]
fn a_page_that_gives_its_own_name_to_this_machine_is_not_served() {
    let (server, _data) = start();
    for path in ["/en/", "/_devex/changes", "/api/proposals"] {
        let answer = request("GET", &format!("{}{path}", server.url), &[("host", "rebound.example.org")], "");
        assert_eq!(answer.status, 421, "{path}: {}", answer.body);
    }
    assert_eq!(get(&format!("{}/en/", server.url)).status, 200);
}

#[test]
fn the_list_of_a_builds_files_is_not_served() {
    let (server, data) = start();
    assert!(data.path().join(".devex/site/.devex-files").exists());
    for path in ["/.devex-files", "/%2edevex-files", "/%2Edevex-files"] {
        assert_eq!(get(&format!("{}{path}", server.url)).status, 404, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_can_read_proposals() {
    use std::os::unix::fs::PermissionsExt;
    let (_server, data) = start();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let folder = data.path().join(".devex");
    assert_eq!(mode(&folder), 0o700);
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let is_private = |path: &std::path::PathBuf| {
        path.ends_with("secret") || path.ends_with("identity.txt") || path.to_string_lossy().contains(".sqlite")
    };
    let private: Vec<_> = files.filter(is_private).collect();
    assert!(private.len() >= 3, "{private:?}");
    for file in private {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

/// What is written to a file that was removed is lost when the server ends.
#[cfg(unix)]
#[test]
fn nothing_is_acknowledged_once_the_database_was_removed() {
    let (server, data) = start();
    std::fs::remove_dir_all(data.path().join(".devex")).unwrap();
    let mut fields = proposal("en");
    fields.iter_mut().filter(|(name, _)| name == "name").for_each(|(_, value)| "Another".clone_into(value));
    let answer = post(&format!("{}/api/proposals", server.url), &fields, &[]);
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert!(answer.body.contains("Another"), "{}", answer.body);
}

/// SQLite writes what is new to a file beside the database, which is as easily removed.
#[cfg(unix)]
#[test]
fn nothing_is_acknowledged_once_the_log_of_the_database_was_removed() {
    let (server, data) = start();
    std::fs::remove_file(data.path().join(".devex/proposals.sqlite-wal")).unwrap();
    let mut fields = proposal("en");
    fields.iter_mut().filter(|(name, _)| name == "name").for_each(|(_, value)| "Another".clone_into(value));
    let answer = post(&format!("{}/api/proposals", server.url), &fields, &[]);
    assert_eq!(answer.status, 503, "{}", answer.body);
}

/// Drafts, too, are nobody else's: whatever the folder's name.
#[cfg(unix)]
#[test]
fn a_new_folder_of_any_name_is_private_from_the_beginning() {
    use std::os::unix::fs::PermissionsExt;
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("elsewhere");
    let _server = Server::start(&repository(), &folder);
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

/// A body that never ends would have the arrival of its head, whenever it ended.
#[test]
fn a_body_that_does_not_end_is_given_up() {
    let (server, _data) = start();
    let address = server.url.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut connection = TcpStream::connect(address).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let start = Instant::now();
    let head = "POST /api/proposals HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\
                content-type: application/x-www-form-urlencoded\r\n\r\nname=";
    connection.write_all(head.as_bytes()).unwrap();
    let mut answer = [0; 64];
    let length = connection.read(&mut answer).unwrap();
    assert!(answer[..length].starts_with(b"HTTP/1.1 408 "), "{:?}", String::from_utf8_lossy(&answer));
    assert!(start.elapsed() > Duration::from_secs(20), "{:?}", start.elapsed());
}

/// Nor does it hold the server when it is to end.
#[cfg(unix)]
#[test]
fn a_body_that_does_not_end_does_not_keep_the_server_from_ending() {
    let (server, _data) = start();
    let address = server.url.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut connection = TcpStream::connect(address).unwrap();
    connection
        .write_all(b"POST /api/proposals HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nname=")
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    // Within ten seconds.
    assert_eq!(server.interrupt(), 0);
}
