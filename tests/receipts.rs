//! What a bidder keeps, and what it is good for: the receipt, and the link to "Your proposal".
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use tests::{Answer, OPEN, Output, Server, SiteCopy, devex_in, post, proposal, repository, request};

struct Exchange {
    server: Server,
    data: TempDir,
}

const JSON: (&str, &str) = ("accept", "application/json");
const CLOSED: &str = "2027-01-19T14:00:00-05:00";

impl Exchange {
    fn start() -> Self {
        Self::start_at(&repository(), tempfile::tempdir().unwrap(), tests::NOW)
    }

    fn start_at(root: &Path, data: TempDir, now: &str) -> Self {
        Self { server: Server::start_at(root, data.path(), now), data }
    }

    /// The same data, later.
    fn restart_at(self, root: &Path, now: &str) -> Self {
        let Self { server, data } = self;
        assert_eq!(server.interrupt(), 0);
        Self::start_at(root, data, now)
    }

    fn post(&self, path: &str, fields: &[(String, String)]) -> Answer {
        post(&format!("{}{path}", self.server.url), fields, &[JSON])
    }

    fn send(&self, name: &str, more: &[(&str, &str)]) -> Value {
        let answer = self.post("/api/proposals", &named(name, more));
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.json()
    }

    fn page(&self, fields: &[(String, String)]) -> String {
        let answer = post(&format!("{}/api/proposals", self.server.url), fields, &[]);
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body
    }

    fn status(&self, receipt: &Value) -> Value {
        let link = self.link(receipt);
        let answer = request("GET", &link, &[JSON], "");
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// The link of a receipt, wherever the server is by now.
    fn link(&self, receipt: &Value) -> String {
        let link = receipt["manage"].as_str().unwrap();
        format!("{}{}", self.server.url, &link[link.find("/api/").unwrap()..])
    }

    fn withdraw(&self, receipt: &Value) -> Answer {
        self.post(
            "/api/proposals/withdraw",
            &owned(&[("reference", &reference(receipt)), ("secret", &secret(receipt))]),
        )
    }

    fn list(&self) -> Vec<(String, String)> {
        let args = ["proposals", "list", "--format", "json", "--data", self.data.path().to_str().unwrap()];
        let all: Vec<Value> = serde_json::from_str(&devex_in(&repository(), &args).out).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        all.iter().map(|one| (text(&one["reference"]), text(&one["state"]))).collect()
    }
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn named(name: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = proposal("en");
    fields.iter_mut().filter(|(field, _)| field == "name").for_each(|(_, value)| name.clone_into(value));
    fields.extend(owned(more));
    fields
}

fn reference(receipt: &Value) -> String {
    receipt["reference"].as_str().unwrap().to_owned()
}

fn secret(receipt: &Value) -> String {
    let link = receipt["manage"].as_str().unwrap();
    link.split("secret=").nth(1).unwrap().split('&').next().unwrap().to_owned()
}

fn replacing<'r>(reference: &'r str, secret: &'r str) -> [(&'r str, &'r str); 2] {
    [("replaces", reference), ("secret", secret)]
}

#[test]
fn the_last_version_counts_even_if_it_is_the_first_one_again() {
    let exchange = Exchange::start();
    let first = exchange.send("First", &[]);
    let (old, key) = (reference(&first), secret(&first));
    let second = exchange.send("Second", &replacing(&old, &key));
    assert_eq!(exchange.list(), [(old.clone(), "replaced".into()), (reference(&second), "received".into())]);
    let status = exchange.status(&first);
    assert_eq!((&status["state"], &status["latest"]), (&"replaced".into(), &second["reference"]));
    assert_eq!(exchange.status(&second)["state"], "received");

    let again = exchange.send("First", &replacing(&reference(&second), &secret(&second)));
    assert_eq!((&again["reference"], &again["received"]), (&first["reference"], &first["received"]));
    assert_eq!(again["receipt"], first["receipt"]);
    let status = exchange.status(&first);
    assert_eq!(status["state"], "received");
    assert!(status["latest_received"].as_str() > status["received"].as_str(), "{status}");
    assert_eq!(exchange.list(), [(old, "received".into()), (reference(&second), "replaced".into())]);
}

#[test]
fn what_is_sent_again_without_a_link_moves_its_latest_arrival_alone() {
    let exchange = Exchange::start();
    let (a, b) = (exchange.send("A", &[]), exchange.send("B", &[]));
    exchange.send("A", &[]);
    let (a, b) = (exchange.status(&a), exchange.status(&b));
    assert_eq!((&a["state"], &b["state"]), (&"received".into(), &"received".into()));
    assert!(a["latest_received"].as_str() > b["latest_received"].as_str(), "{a} {b}");
    assert_eq!(exchange.list().len(), 2);
}

#[test]
fn a_proposal_is_withdrawn_with_its_secret_alone_and_may_be_sent_again() {
    let exchange = Exchange::start();
    let receipt = exchange.send("First", &[]);
    let other = exchange.send("Other", &[]);
    for secret in ["", "00000000000000000000000000000000", &secret(&other)] {
        let fields = owned(&[("reference", &reference(&receipt)), ("secret", secret)]);
        assert_eq!(exchange.post("/api/proposals/withdraw", &fields).status, 404, "{secret}");
    }
    assert_eq!(exchange.status(&receipt)["state"], "received");
    // A scanner that follows the links of a message withdraws nothing.
    let path = format!("{}/api/proposals/withdraw?reference={}", exchange.server.url, reference(&receipt));
    assert_eq!(request("GET", &path, &[], "").status, 405);

    let withdrawn = exchange.withdraw(&receipt).json();
    assert_eq!(withdrawn["state"], "withdrawn");
    let file = exchange.data.path().join("withdrawal.txt");
    fs::write(&file, withdrawn["withdrawal"].as_str().unwrap()).unwrap();
    let verified = verify(&exchange, &[file.to_str().unwrap()]);
    assert!(verified.out.contains("withdrew") && verified.out.contains(&reference(&receipt)), "{}", verified.err);
    let copy = file.to_str().unwrap();
    let verified = verify(&exchange, &[copy, "--copy", copy]);
    assert!(verified.status == 1 && verified.err.contains("goes with no copy"), "{}", verified.err);
    let page = request("GET", &exchange.link(&receipt), &[], "").body;
    assert!(page.contains("submit a new version until") && !page.contains("replace or withdraw it until"), "{page}");
    assert!(page.contains(">Submit a new version</a>") && !page.contains(">Replace your proposal</a>"), "{page}");
    let twice = exchange.withdraw(&receipt);
    assert_eq!((twice.status, &twice.json()["state"]), (200, &"withdrawn".into()));
    assert_eq!(exchange.status(&other)["state"], "received");
    assert_eq!(exchange.send("First", &[])["state"], "received");
    assert_eq!(exchange.status(&receipt)["state"], "received");
    assert_eq!(exchange.status(&receipt)["withdrawal"], Value::Null);
}

#[test]
fn after_closing_nothing_changes_and_the_page_says_why() {
    let exchange = Exchange::start();
    let receipt = exchange.send("First", &[]);
    exchange.withdraw(&exchange.send("Withdrawn", &[]));
    let exchange = exchange.restart_at(&repository(), CLOSED);
    assert_eq!(exchange.post("/api/proposals", &named("Late", &[])).status, 410);
    let refused = exchange.withdraw(&receipt);
    assert_eq!((refused.status, &refused.json()["state"]), (410, &"received".into()));
    let late = named("Second", &replacing(&reference(&receipt), &secret(&receipt)));
    assert_eq!(exchange.post("/api/proposals", &late).status, 410);
    let page = exchange.page(&named("Withdrawn", &[]));
    assert!(page.contains("You withdrew this proposal") && !page.contains("has been submitted"), "{page}");
    // The same, sent again, gets the receipt.
    assert_eq!(exchange.send("First", &[])["receipt"], receipt["receipt"]);
    let status = exchange.status(&receipt);
    assert_eq!((&status["open"], &status["latest_received"]), (&false.into(), &status["received"]));
    for (lang, why) in
        [("en", "every bidder has the same time"), ("fr", "tous les soumissionnaires disposent du même délai")]
    {
        let link = exchange.link(&receipt).replace("lang=en", &format!("lang={lang}"));
        let page = request("GET", &link, &[], "").body;
        assert!(page.contains(why) && !page.contains("/api/proposals/withdraw"), "{page}");
        assert!(page.contains(&reference(&receipt)));
    }
}

/// Two proposals of one bidder stay two, whatever one is replaced by: withdrawing one leaves the other.
#[test]
fn a_proposal_that_is_replaced_by_the_words_of_another_one_stays_its_own() {
    let exchange = Exchange::start();
    let (a, b) = (exchange.send("A", &[]), exchange.send("B", &[]));
    let b_in_a = exchange.send("B", &replacing(&reference(&a), &secret(&a)));
    assert_ne!(b_in_a["reference"], b["reference"]);
    assert!(b_in_a["receipt"].as_str().unwrap().contains(&format!("\nreplaces: {}\n", reference(&a))), "{b_in_a}");
    // The same once more is the same.
    assert_eq!(exchange.send("B", &replacing(&reference(&a), &secret(&a)))["receipt"], b_in_a["receipt"]);
    assert_eq!(exchange.withdraw(&a).json()["state"], "withdrawn");
    assert_eq!(exchange.status(&b_in_a)["state"], "withdrawn");
    assert_eq!(exchange.status(&b)["state"], "received");
    exchange.send("A", &replacing(&reference(&b), &secret(&b)));
    let counting = exchange.list().into_iter().filter(|(_, state)| state == "received").count();
    assert_eq!((counting, exchange.status(&b)["state"].as_str()), (1, Some("replaced")));
}

#[test]
fn a_page_that_says_replaced_names_the_version_that_counts() {
    let exchange = Exchange::start();
    let first = exchange.send("First", &[]);
    let second = exchange.send("Second", &replacing(&reference(&first), &secret(&first)));
    let page = request("GET", &exchange.link(&first), &[], "").body;
    assert!(page.contains(&reference(&second)) && !page.contains("{reference}"), "{page}");
}

#[test]
fn a_link_that_leads_nowhere_says_the_same_whatever_is_wrong_with_it() {
    let exchange = Exchange::start();
    let receipt = exchange.send("First", &[]);
    let page = |reference: &str, secret: &str| {
        let link = format!("{}/api/proposals/manage?reference={reference}&secret={secret}", exchange.server.url);
        let answer = request("GET", &link, &[], "");
        assert_eq!(answer.status, 404);
        assert!(!answer.body.contains(OPEN), "{}", answer.body);
        answer.body
    };
    let wrong = page(&reference(&receipt), "00000000000000000000000000000000");
    assert_eq!(page("DX-0000-0000-0000-0001-X", &secret(&receipt)), wrong);
    assert_eq!(page("", ""), wrong);
}

/// A text of the site after an amendment was recorded, as `devex amend` would.
fn amend(site: &SiteCopy) {
    let args = ["amend", OPEN, "--set", "value=8300", "--en", "The price rises.", "--fr", "Le prix augmente."];
    let amended = tests::devex_in(site.root(), &args);
    assert_eq!(amended.status, 0, "{}", amended.err);
}

#[test]
fn a_form_that_is_older_than_an_amendment_is_shown_what_changed_and_keeps_every_value() {
    let site = SiteCopy::new();
    let exchange = Exchange::start_at(site.root(), tempfile::tempdir().unwrap(), tests::NOW);
    let before = exchange.send("Before", &[]);
    let version = before["version"].as_str().unwrap().to_owned();
    amend(&site);
    exchange.server.wait_for("rebuilt in");

    let older = named("Older form", &[("version", &version)]);
    let answer = post(&format!("{}/api/proposals", exchange.server.url), &older, &[]);
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.body.contains("The price rises.") && answer.body.contains("Older form"), "{}", answer.body);
    assert!(answer.body.contains("$8,300") && answer.body.contains("sur deux lignes."), "{}", answer.body);
    let offered = exchange.post("/api/proposals", &named("x", &[])).json()["version"].as_str().unwrap().to_owned();
    assert!(offered.starts_with("2-") && answer.body.contains(&offered), "{offered}");
    let confirmed = exchange.send("Older form", &[("version", &offered)]);
    assert_eq!(confirmed["version"], offered.as_str());

    // What was stored before answers what it answered, and its bidder is told so.
    let repeated = exchange.send("Before", &[("version", &version)]);
    assert_eq!(repeated["receipt"], before["receipt"]);
    assert_eq!(exchange.status(&before)["amended"], true);
    assert_eq!(exchange.status(&confirmed)["amended"], false);
    let page = request("GET", &exchange.link(&before), &[], "").body;
    assert!(page.contains("was amended after you sent this version"), "{page}");
}

#[test]
fn what_is_stored_is_known_again_when_the_questions_change_and_when_all_is_cancelled() {
    let site = SiteCopy::new();
    let exchange = Exchange::start_at(site.root(), tempfile::tempdir().unwrap(), tests::NOW);
    let before = exchange.send("Before", &[]);
    let version = [("version", before["version"].as_str().unwrap())];
    let facts = format!("content/opportunities/{OPEN}/opportunity.yaml");
    site.edit(&facts, "  - id: skills\n", "  - id: other-skills\n");
    exchange.server.wait_for("rebuilt in");
    let again = exchange.post("/api/proposals", &named("Before", &version));
    assert_eq!((again.status, &again.json()["receipt"]), (201, &before["receipt"]), "{}", again.body);
    // Something else is told what is missing, and that the opportunity changed.
    assert_eq!(exchange.post("/api/proposals", &named("After", &version)).status, 422);

    let cancelled = devex_in(site.root(), &["cancel", OPEN, "--en", "No more money.", "--fr", "Plus de fonds."]);
    assert_eq!(cancelled.status, 0, "{}", cancelled.err);
    exchange.server.wait_for("rebuilt in");
    let again = exchange.post("/api/proposals", &named("Before", &version));
    assert_eq!((again.status, &again.json()["receipt"]), (201, &before["receipt"]), "{}", again.body);
    assert_eq!(exchange.post("/api/proposals", &named("After", &[])).status, 410);
    let page = request("GET", &exchange.link(&before), &[], "").body;
    assert!(page.contains("was cancelled") && !page.contains("was amended"), "{page}");
    // Nothing is said to be evaluated that is not.
    let page = exchange.page(&named("Before", &version));
    assert!(page.contains("was cancelled") && page.contains(&reference(&before)), "{page}");
    assert!(!page.contains("has been submitted") && !page.contains("They are evaluated after that"), "{page}");
}

#[test]
fn an_extension_applies_at_once() {
    let site = SiteCopy::new();
    let exchange = Exchange::start_at(site.root(), tempfile::tempdir().unwrap(), CLOSED);
    assert_eq!(exchange.post("/api/proposals", &named("Late", &[])).status, 410);
    site.edit(
        &format!("content/opportunities/{OPEN}/opportunity.yaml"),
        "closes: 2027-01-19T14:00",
        "closes: 2027-01-21T14:00",
    );
    exchange.server.wait_for("rebuilt in");
    assert_eq!(exchange.post("/api/proposals", &named("Late", &[])).status, 201);
}

fn verify(exchange: &Exchange, args: &[&str]) -> Output {
    let mut all = vec!["receipt", "verify"];
    all.extend(args);
    devex_in(
        &repository(),
        &all.into_iter().chain(["--data", exchange.data.path().to_str().unwrap()]).collect::<Vec<_>>(),
    )
}

#[test]
fn a_receipt_is_verified_and_a_changed_one_is_not() {
    let exchange = Exchange::start();
    let receipt = exchange.send("First", &[]);
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let note = receipt["receipt"].as_str().unwrap();
    let (file, copy) = (write("receipt.txt", note), write("copy.json", receipt["copy"].as_str().unwrap()));
    let good = verify(&exchange, &[&file, "--copy", &copy]);
    assert_eq!(good.status, 0, "{}", good.err);
    assert!(good.out.contains("genuine") && good.out.contains("to the last byte"), "{}", good.out);
    let crlf = write("crlf.txt", &format!("\u{feff}{}\r\n", note.replace('\n', "\r\n")));
    assert_eq!(verify(&exchange, &[&crlf, "--lang", "fr"]).status, 0);

    let changed = write("changed.txt", &note.replace("2026-11-23", "2026-11-22"));
    let other = write("other.json", &receipt["copy"].as_str().unwrap().replace("First", "Forged"));
    for (args, why) in [
        (&[changed.as_str()][..], "changed after it was signed"),
        (&[file.as_str(), "--copy", other.as_str()], "is not the copy"),
        (&[copy.as_str()], "its last line is not a signature"),
    ] {
        let bad = verify(&exchange, args);
        assert!(bad.status == 1 && bad.err.contains(why), "{}{}", bad.out, bad.err);
    }
    // The key is on the site, too, for other programs.
    let keys = request("GET", &format!("{}/.well-known/devex-receipt-keys.txt", exchange.server.url), &[], "");
    let key = keys.body.trim();
    assert_eq!(devex_in(&repository(), &["receipt", "verify", &file, "--key", key]).status, 0, "{key}");
}

#[test]
fn the_page_of_a_receipt_has_files_to_keep_without_scripts() {
    let exchange = Exchange::start();
    let receipt = exchange.send("First", &[]);
    let page = post(&format!("{}/api/proposals", exchange.server.url), &named("First", &[]), &[]).body;
    let document = scraper::Html::parse_document(&page);
    let links = scraper::Selector::parse("a[download]").unwrap();
    let files: Vec<_> = document.select(&links).map(|link| link.attr("href").unwrap().to_owned()).collect();
    assert_eq!(files.len(), 2, "{files:?}");
    let pre = scraper::Selector::parse("pre").unwrap();
    let shown: String = document.select(&pre).next().unwrap().text().collect();
    assert_eq!(shown, receipt["receipt"].as_str().unwrap());
    assert!(page.contains("/api/proposals/manage?"), "{page}");
}
