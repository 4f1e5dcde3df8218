//! Lighthouse gives the pages that most visitors come to all that it has to give.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;
use tests::{Visit, page_kind, tools};

const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// How often a page is tried: Lighthouse itself fails now and then, and computes the speed from what it saw on a machine
/// that may have been busy with something else.
const TRIES: usize = 3;

/// The report on a page, by a Lighthouse of its own in a browser that runs.
fn report(port: &str, url: &str) -> Result<Value, String> {
    let output = Command::new(tools().join("node/node_modules/.bin/lighthouse"))
        .args([url, "--quiet", "--output=json", &format!("--port={port}")])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        // A slow phone and network are computed from what was loaded, not waited for.
        .arg("--throttling-method=simulate")
        // `devex serve` keeps a request open to reload the page: no other server does, and Lighthouse would wait for its end.
        .arg("--blocked-url-patterns=*/_devex/*")
        .output()
        .expect("lighthouse is installed by tests/run");
    let report: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    match report["runtimeError"]["message"].as_str() {
        Some(error) => Err(error.to_owned()),
        None => Ok(report),
    }
}

/// The best score of each category, in percent, and what kept the last report from a better one.
fn best(port: &str, url: &str) -> (BTreeMap<&'static str, u64>, Vec<String>) {
    let (mut scores, mut faults) = (BTreeMap::from(CATEGORIES.map(|category| (category, 0))), Vec::new());
    for _ in 0..TRIES {
        match report(port, url) {
            Ok(report) => {
                for (category, best) in &mut scores {
                    let score = report["categories"][category]["score"].as_f64().unwrap_or(0.0);
                    *best = (*best).max((100.0 * score).round() as u64);
                }
                faults = audits_below_full(&report);
            }
            Err(error) => faults = vec![error],
        }
        if scores.values().all(|score| *score == 100) {
            break;
        }
    }
    (scores, faults)
}

fn audits_below_full(report: &Value) -> Vec<String> {
    let audits = report["audits"].as_object().unwrap().values();
    let below = audits.filter(|audit| audit["score"].as_f64().is_some_and(|score| score < 1.0));
    below.map(|audit| format!("{}: {} {}", audit["id"], audit["title"], audit["displayValue"])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn lighthouse_gives_full_scores() {
    let visit = Visit::start(true, 1280).await;
    let capabilities = visit.client.capabilities().unwrap();
    let address = capabilities["goog:chromeOptions"]["debuggerAddress"].as_str().unwrap().to_owned();
    let port = address.rsplit(':').next().unwrap();
    for kind in ["home", "opportunities", "open", "search"] {
        for path in page_kind(kind).paths {
            let (scores, faults) = best(port, &format!("{}{path}", visit.server.url));
            assert!(scores.values().all(|score| *score == 100), "{path}: {scores:?}: {faults:#?}");
        }
    }
    visit.end().await;
}
