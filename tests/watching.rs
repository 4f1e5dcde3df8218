//! `devex serve` while someone edits the site.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use tests::{OPEN, Server, SiteCopy, get, post, proposal};

const PAGE: &str = "/en/opportunities/accessible-date-picker/";
const FACTS: &str = "content/opportunities/accessible-date-picker/opportunity.yaml";

fn version(server: &Server) -> u64 {
    get(&format!("{}/_devex/changes", server.url)).json()["version"].as_u64().unwrap()
}

/// What a page that knows `version` is told, once there is something to tell.
fn next(server: &Server, version: u64) -> serde_json::Value {
    get(&format!("{}/_devex/changes?version={version}", server.url)).json()
}

#[test]
fn saving_a_file_of_any_kind_rebuilds_and_wakes_the_open_page() {
    let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
    let server = Server::start(site.root(), data.path());
    let edits = [
        (
            "content/opportunities/accessible-date-picker/en.md",
            "## Context\n",
            "## Context\n\nA new first paragraph.\n",
        ),
        (FACTS, "value: 8200", "value: 8300"),
        ("themes/devex/templates/opportunity.html", "{% block content", "{# a comment #}{% block content"),
        ("themes/devex/strings/en.toml", "Skip to main content", "Skip to the main content"),
        ("themes/devex/assets/devex.css", "}", "}\n/* more */"),
        ("site.toml", "Developers' Exchange", "Exchange of Developers"),
    ];
    for (file, from, to) in edits {
        let before = version(&server);
        site.edit(file, from, to);
        let state = next(&server, before);
        assert_eq!(state["problems"], serde_json::Value::Null, "{file}");
        assert!(state["version"].as_u64().unwrap() > before, "{file}");
    }
    let page = get(&format!("{}{PAGE}", server.url)).body;
    for text in ["A new first paragraph.", "$8,300", "Skip to the main content", "Exchange of Developers"] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn what_the_clock_changes_is_built_when_it_does() {
    let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
    let server = Server::start_at(site.root(), data.path(), "2027-01-19T13:59:50-05:00");
    let has_form = || get(&format!("{}{PAGE}", server.url)).body.contains(&format!("href=\"{PAGE}proposal/\""));
    assert!(has_form());
    // Another build in the meantime forgets nothing of it.
    let before = version(&server);
    site.edit("site.toml", "Developers' Exchange", "Exchange of Developers");
    let state = next(&server, before);
    next(&server, state["version"].as_u64().unwrap());
    assert!(!has_form());
}

/// A branch may bring another folder of the same name.
#[test]
fn a_folder_that_was_put_in_place_as_a_whole_is_watched_too() {
    let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
    let server = Server::start(site.root(), data.path());
    for folder in ["content", "themes"] {
        let (here, aside) = (site.root().join(folder), site.root().join("aside"));
        std::fs::rename(&here, &aside).unwrap();
        std::fs::rename(&aside, &here).unwrap();
        // Until nothing more is to be told of that.
        std::thread::sleep(std::time::Duration::from_millis(1500));
    }
    for (file, from, to) in [
        (
            "content/opportunities/accessible-date-picker/en.md",
            "## Context\n",
            "## Context\n\nA new first paragraph.\n",
        ),
        ("themes/devex/assets/devex.css", "}", "}\n/* more */"),
    ] {
        let before = version(&server);
        site.edit(file, from, to);
        let state = next(&server, before);
        assert!(state["version"].as_u64().unwrap() > before, "{file}: {state}");
    }
    assert!(get(&format!("{}{PAGE}", server.url)).body.contains("A new first paragraph."));
}

#[test]
fn an_error_is_told_with_its_line_while_the_last_good_site_stays_and_mending_clears_it() {
    let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
    let server = Server::start(site.root(), data.path());
    let good = get(&format!("{}{PAGE}", server.url)).body;
    let before = version(&server);

    site.edit(FACTS, "value: 8200", "value: lots");
    let state = next(&server, before);
    let problems = state["problems"].as_str().unwrap();
    assert!(problems.contains(&format!("{FACTS}:")) && problems.contains("value: lots"), "{problems}");
    server.wait_for("E0203");
    assert_eq!(get(&format!("{}{PAGE}", server.url)).body, good);
    assert_eq!(post(&format!("{}/api/proposals", server.url), &proposal("en"), &[]).status, 201);

    let before = version(&server);
    site.edit(FACTS, "value: lots", "value: 8200");
    assert_eq!(next(&server, before)["problems"], serde_json::Value::Null);
}

#[test]
fn the_form_follows_the_content() {
    let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
    let server = Server::start(site.root(), data.path());
    let before = version(&server);
    // In one write: the server sees each.
    let facts = site.read(FACTS).replace("closes: 2027-01-19T14:00", "closes: 2026-11-23T11:00");
    let facts = facts.replace("questions_close:", "# questions_close:");
    site.write(FACTS, facts.replace("    was: { closes: 2027-01-12T14:00 }\n", "").as_bytes());
    let state = next(&server, before);
    let state = if state["problems"].is_null() { state } else { next(&server, state["version"].as_u64().unwrap()) };
    assert_eq!(state["problems"], serde_json::Value::Null);
    assert_eq!(post(&format!("{}/api/proposals", server.url), &proposal("en"), &[]).status, 410, "{OPEN} has closed");
}

#[test]
fn ctrl_c_ends_it_cleanly_and_a_restart_finds_the_proposals() {
    let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
    let server = Server::start(site.root(), data.path());
    assert_eq!(post(&format!("{}/api/proposals", server.url), &proposal("fr"), &[]).status, 201);
    assert_eq!(server.interrupt(), 0);

    let server = Server::start(site.root(), data.path());
    assert!(get(&format!("{}{PAGE}", server.url)).status == 200);
    assert_eq!(server.proposals, 1);
}

#[test]
fn a_site_that_was_never_good_is_served_once_it_is_mended() {
    let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
    site.edit(FACTS, "value: 8200", "value: lots");
    let server = Server::start(site.root(), data.path());
    assert_eq!(post(&format!("{}/api/proposals", server.url), &proposal("en"), &[]).status, 503);
    let before = version(&server);
    site.edit(FACTS, "value: lots", "value: 8200");
    assert_eq!(next(&server, before)["problems"], serde_json::Value::Null);
    assert_eq!(get(&format!("{}{PAGE}", server.url)).status, 200);
}
