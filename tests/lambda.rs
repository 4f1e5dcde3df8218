//! The real Lambda binary under `cargo lambda watch`, with the events that gateways send.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{Fault, OPEN, Proxy, Server, devex_in, post, program, proposal, repository, request, tools};

/// The emulator of `cargo lambda watch` and the function that it hands requests to, both ended when dropped.
struct Emulator {
    emulator: Child,
    function: Child,
    port: u16,
    /// What the function wrote: its log.
    log: tempfile::NamedTempFile,
}

impl Emulator {
    /// Starts the emulator, and the binary of this workspace as Lambda starts it.
    fn start(bundle: &str, endpoint: &str, access_key: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let emulator = Command::new(tools().join("python/bin/cargo-lambda"))
            .args(["lambda", "watch", "--only-lambda-apis", "--invoke-address", "127.0.0.1"])
            .args(["--invoke-port", &port.to_string()])
            .current_dir(repository().join("submit-fn"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("cargo-lambda is installed by tests/run");
        let end = Instant::now() + Duration::from_secs(30);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "cargo lambda watch does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = tempfile::NamedTempFile::new().unwrap();
        let function = Command::new(program("submit-fn"))
            .stdout(log.reopen().unwrap())
            .stderr(log.reopen().unwrap())
            .env("AWS_LAMBDA_RUNTIME_API", format!("http://127.0.0.1:{port}/.rt/submit-fn"))
            .env("AWS_LAMBDA_FUNCTION_NAME", "submit-fn")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env("DEVEX_BUNDLE", bundle)
            .env("DEVEX_TABLE", "devex-proposals")
            .env("DEVEX_SECRET", "07".repeat(32))
            .env("AWS_ENDPOINT_URL_DYNAMODB", endpoint)
            .env("AWS_REGION", "ca-central-1")
            .env("AWS_ACCESS_KEY_ID", access_key)
            .env("AWS_SECRET_ACCESS_KEY", "local")
            .spawn()
            .unwrap();
        Self { emulator, function, port, log }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.log.path()).unwrap()
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/lambda-url/submit-fn/api/proposals", self.port)
    }

    /// Hands the function an event as it is, as AWS does.
    fn invoke(&self, event: &Value) -> Value {
        let url = format!("http://127.0.0.1:{}/2015-03-31/functions/submit-fn/invocations", self.port);
        request("POST", &url, &[("content-type", "application/json")], &event.to_string()).json()
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        for child in [&mut self.function, &mut self.emulator] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// An event of payload format 2.0, as API Gateway and Function URLs send it.
fn event(headers: &Value, body: &str, base64: bool, epoch: i64) -> Value {
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/api/proposals",
        "rawQueryString": "",
        "headers": headers,
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abcdefghij",
            "domainName": "abcdefghij.execute-api.ca-central-1.amazonaws.com",
            "domainPrefix": "abcdefghij",
            "http": { "method": "POST", "path": "/api/proposals", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "Mozilla/5.0" },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": "$default",
            "stage": "$default",
            "time": "23/Nov/2026:17:00:00 +0000",
            "timeEpoch": epoch
        },
        "body": body,
        "isBase64Encoded": base64
    })
}

const NOON: i64 = 1_795_453_200_000;

fn encoded(name: &str) -> String {
    let fields =
        proposal("en").into_iter().map(|(of, value)| if of == "name" { (of, name.to_owned()) } else { (of, value) });
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[test]
fn the_real_binary_receives_proposals_and_stores_them() {
    let data = tempfile::tempdir().unwrap();
    let bundle = data.path().join("bundle");
    let out = data.path().join("out");
    let built =
        devex_in(&repository(), &["build", "--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()]);
    assert_eq!(built.status, 0, "{}", built.err);
    let database = Server::start(&repository(), data.path());
    let emulator = Emulator::start(bundle.to_str().unwrap(), &database.endpoint, &database.access_key);

    // A real HTTP request; the emulator's clock is today's, when the opportunity may have closed.
    let answer = post(&emulator.url(), &proposal("fr"), &[]);
    assert!([201, 409, 410].contains(&answer.status), "{}: {}", answer.status, answer.body);
    assert!(answer.body.contains("lang=\"fr-CA\""), "{}", answer.body);
    let answer = post(&emulator.url(), &[("opportunity".into(), "no-such".into())], &[]);
    assert_eq!(answer.status, 404);

    let json = json!({ "content-type": "application/x-www-form-urlencoded", "accept": "application/json" });
    let received = emulator.invoke(&event(&json, &encoded("Zoé"), false, NOON));
    assert_eq!(received["statusCode"], 201, "{received}");
    let receipt: Value = serde_json::from_str(received["body"].as_str().unwrap()).unwrap();
    assert_eq!(receipt["received"], "2026-11-23T17:00:00.000Z");
    assert_eq!(receipt["opportunity"], OPEN);

    // The same in base64, with capitals in the header names: the same receipt.
    let capitals =
        json!({ "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "Accept": "application/json" });
    let again = emulator.invoke(&event(&capitals, &base64(encoded("Zoé").as_bytes()), true, NOON + 60_000));
    assert_eq!(again["statusCode"], 201, "{again}");
    let second: Value = serde_json::from_str(again["body"].as_str().unwrap()).unwrap();
    assert_eq!((&second["reference"], &second["received"]), (&receipt["reference"], &receipt["received"]));

    // The gateway's arrival time decides, to the millisecond.
    let last = emulator.invoke(&event(&json, &encoded("In time"), false, CLOSING - 1));
    assert_eq!(last["statusCode"], 201, "{last}");
    let late = emulator.invoke(&event(&json, &encoded("Late"), false, CLOSING));
    assert_eq!(late["statusCode"], 410, "{late}");

    let list = devex_in(&repository(), &["proposals", "list", "--data", data.path().to_str().unwrap()]);
    assert!(list.out.contains(receipt["reference"].as_str().unwrap()), "{}", list.out);
}

#[test]
fn without_its_database_the_real_binary_answers_503_and_keeps_every_value() {
    let data = tempfile::tempdir().unwrap();
    let bundle = data.path().join("bundle");
    let out = data.path().join("out");
    let built =
        devex_in(&repository(), &["build", "--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()]);
    assert_eq!(built.status, 0, "{}", built.err);
    // A port on which nothing listens.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let emulator = Emulator::start(bundle.to_str().unwrap(), &format!("http://127.0.0.1:{port}"), "local");
    let html = json!({ "content-type": "application/x-www-form-urlencoded", "accept": "text/html" });
    let answer = emulator.invoke(&event(&html, &encoded("Patient"), false, NOON));
    assert_eq!(answer["statusCode"], 503, "{answer}");
    let retry = answer["headers"]["retry-after"].as_str().or(answer["multiValueHeaders"]["retry-after"][0].as_str());
    assert_eq!(retry, Some("5"), "{answer}");
    let body = answer["body"].as_str().unwrap();
    assert!(body.contains("Patient") && body.contains("sur deux lignes."), "{body}");
}

/// Gateways pass on what clients send, and clients send anything.
#[test]
fn odd_requests_are_answered_and_not_failures_of_the_function() {
    let faulty = Faulty::start();
    let headers = json!({ "content-type": "application/x-www-form-urlencoded", "accept": "application/json" });
    let plain = event(&headers, &encoded("Odd"), false, NOON);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut event = plain.clone();
        change(&mut event);
        faulty.emulator.invoke(&event)
    };
    let answers = [
        (
            "base64",
            with(&|event| (event["body"], event["isBase64Encoded"]) = (json!("%%% no base64 %%%"), json!(true))),
        ),
        ("query", with(&|event| event["rawQueryString"] = json!("a b=c d&\u{e9}=\"<>"))),
        ("host", with(&|event| event["headers"]["host"] = json!("bad host / \u{e9}"))),
        ("path", with(&|event| event["rawPath"] = json!("/api/propos als/%zz\u{e9}"))),
        ("no body", with(&|event| event["body"] = Value::Null)),
        ("header", with(&|event| event["headers"]["accept-language"] = json!("\u{1}fr"))),
    ];
    let statuses = answers.iter().map(|(what, answer)| (*what, answer["statusCode"].as_u64().unwrap_or_default()));
    let expected = [("base64", 400), ("query", 201), ("host", 201), ("path", 404), ("no body", 404), ("header", 201)];
    assert_eq!(statuses.collect::<Vec<_>>(), expected);
    // And it is still there.
    assert_eq!(faulty.send(NOON, "application/json").0, 201);
}

/// A function whose answers from its database have faults.
struct Faulty {
    emulator: Emulator,
    proxy: Proxy,
    database: Server,
    data: tempfile::TempDir,
}

/// Words that are in no log.
const CANARY: &str = "Canari Zephyrin";

impl Faulty {
    fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let (bundle, out) = (data.path().join("bundle"), data.path().join("out"));
        let built =
            devex_in(&repository(), &["build", "--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()]);
        assert_eq!(built.status, 0, "{}", built.err);
        let database = Server::start(&repository(), data.path());
        let proxy = Proxy::before(&database.endpoint);
        let emulator = Emulator::start(bundle.to_str().unwrap(), &proxy.endpoint, &database.access_key);
        Self { emulator, proxy, database, data }
    }

    /// Sends a proposal at an instant, and gives the status and the body.
    fn send(&self, epoch: i64, accept: &str) -> (u64, String) {
        let headers = json!({ "content-type": "application/x-www-form-urlencoded", "accept": accept });
        let answer = self.emulator.invoke(&event(&headers, &encoded(CANARY), false, epoch));
        (
            answer["statusCode"].as_u64().unwrap_or_else(|| panic!("{answer}")),
            answer["body"].as_str().unwrap().to_owned(),
        )
    }

    /// How many proposals the table has.
    fn stored(&self) -> usize {
        let list = devex_in(
            &repository(),
            &["proposals", "list", "--format", "json", "--data", self.data.path().to_str().unwrap()],
        );
        serde_json::from_str::<Value>(&list.out).unwrap().as_array().unwrap().len()
    }
}

/// 2027-01-19 at 14:00 in Toronto.
const CLOSING: i64 = 1_800_385_200_000;

#[test]
fn a_slow_database_acknowledges_all_the_same() {
    let faulty = Faulty::start();
    faulty.proxy.set(Fault::Slow(Duration::from_secs(3)));
    let (status, body) = faulty.send(NOON, "application/json");
    assert_eq!(status, 201, "{body}");
    assert_eq!(faulty.stored(), 1);
    // A failure that leaves time wakes nobody.
    faulty.proxy.set(Fault::Cut);
    assert_eq!(faulty.send(NOON, "text/html").0, 503);
    let log = faulty.emulator.log();
    assert!(log.contains("DynamoDB: ") && !log.contains("within the hour"), "{log}");
}

#[test]
fn what_was_stored_is_never_told_as_not_recorded() {
    let faulty = Faulty::start();
    for fault in [Fault::Lost, Fault::Cut, Fault::Slow(Duration::from_secs(20))] {
        faulty.proxy.set(fault);
        let (status, body) = faulty.send(CLOSING - 2000, "text/html");
        assert_eq!(status, 503, "{fault:?}: {body}");
        assert!(body.contains("We do not know yet") && body.contains(CANARY), "{fault:?}: {body}");
    }
    // It was: whoever sends it again gets its receipt, even after closing.
    assert_eq!(faulty.stored(), 1);
    // And who cannot be told so after closing is not told that it is too late.
    let (status, body) = faulty.send(CLOSING + 1000, "text/html");
    assert_eq!(status, 503, "{body}");
    faulty.proxy.set(Fault::None);
    let (status, body) = faulty.send(CLOSING + 2000, "application/json");
    assert_eq!(status, 201, "{body}");
    let receipt: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(receipt["received"], "2027-01-19T18:59:58.000Z");
    assert_eq!(faulty.stored(), 1);
    drop(faulty.database);
    let log = faulty.emulator.log();
    assert!(log.contains("DynamoDB: "), "{log}");
    assert!(log.contains("accessible-date-picker closes within the hour, and a proposal failed"), "{log}");
    for word in ["Canari", "Zephyrin", "zoe@example.org", "sur deux lignes"] {
        assert!(!log.contains(word), "{log}");
    }
}

#[test]
fn an_address_that_is_none_keeps_proposals_out_of_the_log() {
    let data = tempfile::tempdir().unwrap();
    let (bundle, out) = (data.path().join("bundle"), data.path().join("out"));
    let built =
        devex_in(&repository(), &["build", "--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()]);
    assert_eq!(built.status, 0, "{}", built.err);
    for endpoint in ["127.0.0.1:1", "nonsense", "http://127.0.0.1:1"] {
        let emulator = Emulator::start(bundle.to_str().unwrap(), endpoint, "local");
        let headers = json!({ "content-type": "application/x-www-form-urlencoded" });
        let answer = emulator.invoke(&event(&headers, &encoded(CANARY), false, NOON));
        assert_eq!(answer["statusCode"], 503, "{answer}");
        let log = emulator.log();
        assert!(log.contains("DynamoDB: ") && !log.contains("Canari") && !log.contains("zoe@"), "{log}");
    }
}

/// Base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |chunk: &[u8]| {
        let bits = chunk.iter().chain([0, 0].iter()).take(3).fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        let digit = |i: usize| char::from(ALPHABET[(bits >> (18 - 6 * i) & 63) as usize]);
        (0..4).map(|i| if i <= chunk.len() { digit(i) } else { '=' }).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}
