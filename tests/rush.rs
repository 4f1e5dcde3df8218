//! The last minute before closing, with everything going wrong: the real Lambda binary in several instances that are
//! killed, a database that is killed, and bidders who send again what was not answered. Every acknowledged proposal is
//! accounted for.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{Environment, Functions, LocalAws, NOW, OPEN, Server, devex_in, proposal, repository};

/// 2027-01-19 at 14:00 in Toronto, in milliseconds.
const CLOSING: i64 = 1_800_385_200_000;

const BIDDERS: usize = 2000;

/// So many wait for an answer at once.
const AT_ONCE: usize = 64;

/// So many arrive before closing, a millisecond apart; the others at closing and after it.
const IN_TIME: usize = 1500;

const INSTANCES: usize = 6;

/// Every byte of the secret of the function.
const SECRET: &str = "07";

/// A bidder's last word from the exchange.
#[derive(Debug, Clone)]
enum End {
    /// The reference, and when it arrived.
    Receipt(String, String),
    Late,
}

/// What a bidder sends, at an instant.
fn event(bidder: usize, arrival: i64) -> Value {
    let fields = proposal(if bidder.is_multiple_of(2) { "en" } else { "fr" });
    let name = format!("Bidder {bidder}");
    let fields =
        fields.into_iter().map(|(field, value)| if field == "name" { (field, name.clone()) } else { (field, value) });
    request("POST", "/api/proposals", &form(fields), arrival)
}

fn form(fields: impl Iterator<Item = (String, String)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// An event of payload format 2.0, with what the function reads of it.
fn request(method: &str, path: &str, body: &str, arrival: i64) -> Value {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    json!({
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": query,
        "headers": { "content-type": "application/x-www-form-urlencoded", "accept": "application/json" },
        "requestContext": { "http": { "method": method, "path": path }, "timeEpoch": arrival },
        "body": body,
        "isBase64Encoded": false,
    })
}

/// Sends until there is an answer that ends it. What is sent again arrives later.
async fn bid(functions: &Functions, bidder: usize, lost: &AtomicUsize) -> End {
    let mut arrival = CLOSING - IN_TIME as i64 + bidder as i64;
    loop {
        let answer = functions.invoke(&event(bidder, arrival)).await;
        let status = answer.as_ref().map(|answer| answer["statusCode"].as_u64().unwrap());
        match (status, answer) {
            (Some(201), Some(answer)) => {
                let receipt: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
                let text = |name: &str| receipt[name].as_str().unwrap().to_owned();
                return End::Receipt(text("reference"), text("received"));
            }
            (Some(410), _) => return End::Late,
            (None | Some(503), _) => {
                lost.fetch_add(1, Ordering::Relaxed);
                arrival += 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            (_, answer) => panic!("{answer:?}"),
        }
    }
}

/// All bidders, in an order of their own. Returns how each ended, and how many attempts had no answer.
async fn rush(functions: Arc<Functions>) -> (Vec<End>, usize) {
    let lost = Arc::new(AtomicUsize::new(0));
    let next = Arc::new(AtomicUsize::new(0));
    let ends = Arc::new(Mutex::new(vec![None; BIDDERS]));
    let mut waiting = Vec::new();
    for _ in 0..AT_ONCE {
        let (functions, lost, next, ends) =
            (Arc::clone(&functions), Arc::clone(&lost), Arc::clone(&next), Arc::clone(&ends));
        waiting.push(tokio::spawn(async move {
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                if turn >= BIDDERS {
                    break;
                }
                // A prime that does not divide their number: everyone once, early and late mixed.
                let bidder = turn * 619 % BIDDERS;
                let end = bid(&functions, bidder, &lost).await;
                ends.lock().unwrap()[bidder] = Some(end);
            }
        }));
    }
    for task in waiting {
        task.await.unwrap();
    }
    let ends = ends.lock().unwrap().iter().map(|end| end.clone().expect("every bidder is answered")).collect();
    (ends, lost.load(Ordering::Relaxed))
}

/// Compares what was acknowledged with what the table holds.
fn account(ends: &[End], lost: usize, listed: &str) {
    let stored: Vec<Value> = serde_json::from_str(listed).unwrap();
    let mut table = BTreeMap::new();
    for item in &stored {
        let text = |name: &str| item[name].as_str().unwrap().to_owned();
        assert!(text("arrival").as_str() < "2027-01-19T19:00:00Z", "late: {item}");
        assert!(table.insert(text("reference"), text("arrival")).is_none(), "twice: {item}");
    }
    let mut acknowledged = 0;
    let mut late = 0;
    for (bidder, end) in ends.iter().enumerate() {
        match end {
            End::Receipt(reference, received) => {
                acknowledged += 1;
                assert_eq!(table.get(reference), Some(received), "bidder {bidder}");
                assert!(bidder < IN_TIME, "bidder {bidder} was late");
            }
            End::Late => late += 1,
        }
    }
    // Each late one arrived late; only who lost an answer just before closing may have, too, by sending again.
    assert!(late >= BIDDERS - IN_TIME && late <= BIDDERS - IN_TIME + lost, "{late} late, {lost} attempts lost");
    assert!(stored.len() >= acknowledged && stored.len() <= acknowledged + lost, "{} stored", stored.len());
    println!("{acknowledged} acknowledged, {late} late, {lost} attempts without an answer, {} stored", stored.len());
}

/// The bundle of the repository's site.
fn bundle(dir: &TempDir) -> String {
    let (bundle, out) = (dir.path().join("bundle"), dir.path().join("out"));
    let (bundle, out) = (bundle.to_str().unwrap().to_owned(), out.to_str().unwrap());
    let built = devex_in(&repository(), &["build", "--out", out, "--bundle", &bundle]);
    assert_eq!(built.status, 0, "{}", built.err);
    bundle
}

/// Kills instances, one every so often, until told to stop.
fn kill_instances(functions: Arc<Functions>, stop: Arc<AtomicBool>) -> std::thread::JoinHandle<usize> {
    std::thread::spawn(move || {
        let mut killed = 0;
        while !stop.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(150));
            functions.replace(killed);
            killed += 1;
        }
        killed
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_proposal_is_lost_or_late_when_function_and_database_are_killed() {
    let data = tempfile::tempdir().unwrap();
    let bundle = bundle(&data);
    let database = data.path().join("database");
    let mut server = Server::start(&repository(), &database);
    let environment = |server: &Server| Environment {
        bundle: bundle.clone(),
        endpoint: server.endpoint.clone(),
        access_key: server.access_key.clone(),
        secret: SECRET.repeat(32),
        is_flooded: false,
    };
    let functions = Arc::new(Functions::start(INSTANCES, &environment(&server)).await);
    let stop = Arc::new(AtomicBool::new(false));
    let killer = kill_instances(Arc::clone(&functions), Arc::clone(&stop));
    let rushing = tokio::spawn(rush(Arc::clone(&functions)));
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(700)).await;
        // Killed by the drop, not interrupted; then the same file is opened again.
        drop(server);
        server = Server::start_at(&repository(), &database, NOW);
        functions.move_to(&environment(&server));
    }
    let (ends, lost) = rushing.await.unwrap();
    stop.store(true, Ordering::Relaxed);
    assert!(killer.join().unwrap() > 0 && lost > 0, "nothing went wrong");
    let list = ["proposals", "list", OPEN, "--format", "json", "--data", database.to_str().unwrap()];
    account(&ends, lost, &devex_in(&repository(), &list).out);
    versions_count_by_arrival(&functions).await;
    let log = functions.log();
    assert!(log.contains("stored DX-") && !log.contains("Bidder"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_proposal_is_lost_or_late_with_another_dynamodb_than_ours() {
    let data = tempfile::tempdir().unwrap();
    let aws = LocalAws::start();
    let environment = Environment {
        bundle: bundle(&data),
        endpoint: aws.endpoint.clone(),
        access_key: "local".to_owned(),
        secret: SECRET.repeat(32),
        is_flooded: false,
    };
    let functions = Arc::new(Functions::start(INSTANCES, &environment).await);
    let stop = Arc::new(AtomicBool::new(false));
    let killer = kill_instances(Arc::clone(&functions), Arc::clone(&stop));
    let (ends, lost) = rush(Arc::clone(&functions)).await;
    stop.store(true, Ordering::Relaxed);
    assert!(killer.join().unwrap() > 0 && lost > 0, "nothing went wrong");
    account(&ends, lost, &aws.list());
    versions_count_by_arrival(&functions).await;
}

/// What a bidder does with one proposal, in an order in which it did not arrive.
async fn versions_count_by_arrival(functions: &Functions) {
    let early = CLOSING - 60_000;
    let answer = async |event: Value| -> Value {
        let answer = functions.invoke(&event).await.unwrap();
        assert!(answer["statusCode"].as_u64().unwrap() < 300, "{answer}");
        serde_json::from_str(answer["body"].as_str().unwrap()).unwrap()
    };
    let first = answer(event(BIDDERS, early)).await;
    let (reference, link) = (first["reference"].as_str().unwrap(), first["manage"].as_str().unwrap());
    let link = &link[link.find("/api/").unwrap()..];
    let secret = link.split("secret=").nth(1).unwrap().split('&').next().unwrap();
    let state = async || answer(request("GET", link, "", early)).await["state"].as_str().unwrap().to_owned();
    let replace = async |bidder: usize, arrival: i64| {
        let mut fields = proposal("en");
        fields
            .iter_mut()
            .filter(|(field, _)| field == "name")
            .for_each(|(_, value)| *value = format!("Bidder {bidder}"));
        let link =
            [("replaces", reference), ("secret", secret)].map(|(name, value)| (name.to_owned(), value.to_owned()));
        answer(request("POST", "/api/proposals", &form(fields.into_iter().chain(link)), arrival)).await
    };
    let owner = [("reference", reference), ("secret", secret)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let withdraw = request("POST", "/api/proposals/withdraw", &form(owner.into_iter()), early + 3000);

    assert_eq!(state().await, "received");
    assert_eq!(replace(BIDDERS + 1, early + 2000).await["state"], "received");
    assert_eq!(state().await, "replaced");
    // It arrived before the one above, and is handled after it.
    assert_eq!(replace(BIDDERS + 2, early + 1000).await["state"], "replaced");
    assert_eq!(answer(withdraw).await["state"], "withdrawn");
    assert_eq!(replace(BIDDERS + 3, early + 2500).await["state"], "withdrawn");
    assert_eq!(replace(BIDDERS, early + 4000).await["state"], "received");
    assert_eq!(state().await, "received");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_flood_everyone_confirms_and_nobody_is_late_for_it() {
    let data = tempfile::tempdir().unwrap();
    let bundle = bundle(&data);
    let database = data.path().join("database");
    let server = Server::start(&repository(), &database);
    let (endpoint, access_key) = (server.endpoint.clone(), server.access_key.clone());
    let environment = Environment { bundle, endpoint, access_key, secret: SECRET.repeat(32), is_flooded: true };
    let functions = Functions::start(1, &environment).await;
    let send = async |name: &str, ticket: &str, arrival: i64| {
        let mut fields = proposal("en");
        fields.iter_mut().filter(|(field, _)| field == "name").for_each(|(_, value)| name.clone_into(value));
        fields.push(("ticket".to_owned(), ticket.to_owned()));
        let answer =
            functions.invoke(&request("POST", "/api/proposals", &form(fields.into_iter()), arrival)).await.unwrap();
        let body: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
        (answer["statusCode"].as_u64().unwrap(), body)
    };
    let (status, problem) = send("First", "", CLOSING - 1).await;
    assert_eq!(status, 429, "{problem}");
    let ticket = problem["ticket"].as_str().unwrap();
    // Not another proposal, not for ever, and not with another ticket.
    assert_eq!(send("Another", ticket, CLOSING - 1).await.0, 429);
    assert_eq!(send("First", ticket, CLOSING + 60_000).await.0, 410);
    assert_eq!(send("First", &ticket.replace("18", "17"), CLOSING).await.0, 410);
    // Nobody collects tickets to choose among them at closing, or has an earlier arrival than that of what counts.
    let (_, hoarded) = send("Hoarder", "", CLOSING - 900_001).await;
    let (_, early) = send("Early", "", CLOSING - 60_000).await;
    assert_eq!(send("Hoarder", hoarded["ticket"].as_str().unwrap(), CLOSING).await.0, 410);
    let (status, receipt) = send("Early", early["ticket"].as_str().unwrap(), CLOSING - 30_000).await;
    assert_eq!((status, receipt["received"].as_str()), (201, Some("2027-01-19T18:59:30.000Z")), "{receipt}");
    let (status, receipt) = send("First", ticket, CLOSING + 59_000).await;
    assert_eq!((status, receipt["received"].as_str()), (201, Some("2027-01-19T18:59:59.999Z")), "{receipt}");
    // Who was told so before the flood was over is not late for it afterwards.
    let (status, problem) = send("Patient", "", CLOSING - 1).await;
    assert_eq!(status, 429, "{problem}");
    functions.move_to(&Environment { is_flooded: false, ..environment });
    assert_eq!(send("Patient", problem["ticket"].as_str().unwrap(), CLOSING + 1000).await.0, 201);
    // Nothing but what was confirmed is stored.
    let list = ["proposals", "list", "--format", "json", "--data", database.to_str().unwrap()];
    let stored: Vec<Value> = serde_json::from_str(&devex_in(&repository(), &list).out).unwrap();
    assert_eq!(stored.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stored_before_the_secret_was_replaced_is_known_again() {
    let data = tempfile::tempdir().unwrap();
    let bundle = bundle(&data);
    let database = data.path().join("database");
    let server = Server::start(&repository(), &database);
    let (endpoint, access_key) = (server.endpoint.clone(), server.access_key.clone());
    let environment = Environment { bundle, endpoint, access_key, secret: SECRET.repeat(32), is_flooded: false };
    let functions = Functions::start(1, &environment).await;
    let send = async |arrival: i64| {
        let answer = functions.invoke(&event(1, arrival)).await.unwrap();
        assert_eq!(answer["statusCode"], 201, "{answer}");
        serde_json::from_str::<Value>(answer["body"].as_str().unwrap()).unwrap()
    };
    let before = send(CLOSING - 60_000).await;
    let secret = format!("{} {}", "08".repeat(32), environment.secret);
    functions.move_to(&Environment { secret, ..environment });
    for arrival in [CLOSING - 30_000, CLOSING + 30_000] {
        let after = send(arrival).await;
        assert_eq!((&after["receipt"], &after["copy"]), (&before["receipt"], &before["copy"]));
    }
    let list = ["proposals", "list", "--format", "json", "--data", database.to_str().unwrap()];
    let stored: Vec<Value> = serde_json::from_str(&devex_in(&repository(), &list).out).unwrap();
    assert_eq!(stored.len(), 1);
}
