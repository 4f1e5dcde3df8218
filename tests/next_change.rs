//! Between two builds the clock changes what the site says: `devex next-change` tells when.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::{SiteCopy, devex, program, repository};
use walkdir::WalkDir;

const FACTS: &str = "content/opportunities/accessible-date-picker/opportunity.yaml";

fn next_change(root: &Path, now: &str) -> Value {
    let output = devex(&["--root", root.to_str().unwrap(), "--now", now, "next-change", "--format", "json"]);
    assert_eq!(output.status, 0, "{}", output.err);
    serde_json::from_str(&output.out).unwrap()
}

/// The files of the site at an instant, with their bytes.
fn files(root: &Path, now: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    let (out, bundle) = (dir.path().join("site"), dir.path().join("bundle"));
    let folders = ["--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()];
    let built =
        devex(&[&["--root", root.to_str().unwrap(), "--now", now, "build", "--no-cache"], &folders[..]].concat());
    assert_eq!(built.status, 0, "{}", built.err);
    let files = WalkDir::new(&out).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|file| (file.path().strip_prefix(&out).unwrap().to_owned(), std::fs::read(file.path()).unwrap()))
        .collect()
}

/// From change to change, the site stays the same until the instant that is told, and is another one from then on.
fn assert_changes(root: &Path, from: &str, times: usize) -> Vec<Value> {
    let mut now = from.to_owned();
    let mut told = Vec::new();
    for _ in 0..times {
        let next = next_change(root, &now);
        let at = next["at"].as_str().unwrap().to_owned();
        let (minute, seconds) = at.split_at(at.len() - 3);
        assert_eq!(seconds, "00Z", "{at}");
        let before = format!("{}:59Z", minute_before(minute));
        let unchanged = files(root, &now);
        assert!(files(root, &before) == unchanged, "between {now} and {before}");
        assert!(files(root, &at) != unchanged, "at {at}");
        told.push(next);
        now = at;
    }
    told
}

/// `2026-12-15T19:00:` to `2026-12-15T18:59`: all changes are at a full hour.
fn minute_before(minute: &str) -> String {
    let (day, time) = minute.split_once('T').unwrap();
    let hour: u32 = time[..2].parse().unwrap();
    assert!(time.starts_with(&format!("{hour:02}:00")) && hour > 0, "{minute}");
    format!("{day}T{:02}:59", hour - 1)
}

#[test]
fn the_site_stays_the_same_until_the_next_change_and_changes_then() {
    let told = assert_changes(&repository(), "2026-12-11T12:00:00-05:00", 3);
    let closes = |told: &&Value| told["changes"][0]["change"] == "closes";
    assert_eq!(told.iter().find(closes).unwrap()["changes"][0]["opportunity"], "near-identical-comments");
}

#[test]
fn dates_to_come_and_cancelled_closings_are_changes_too() {
    let site = SiteCopy::new();
    let cancelled =
        site.read(FACTS) + "cancelled: { date: 2026-11-20, en: The need is gone., fr: Le besoin a disparu. }\n";
    site.write(FACTS, cancelled.as_bytes());
    for file in ["content/pages/about/en.md", "content/pages/about/fr.md"] {
        let text = site.read(file);
        let modified = text.lines().find(|line| line.starts_with("modified: ")).unwrap();
        site.edit(file, modified, "modified: 2027-01-12");
    }
    let told = assert_changes(site.root(), "2027-01-10T12:00:00-05:00", 3);
    for at in ["2027-01-12T05:00:00Z", "2027-01-19T19:00:00Z"] {
        assert!(told.iter().any(|change| change["at"] == at), "{at}: {told:?}");
    }
}

#[test]
fn it_is_told_to_people_in_their_language() {
    let root = repository();
    let told = |lang| {
        let args = ["--root", root.to_str().unwrap(), "--now", "2026-12-10", "--lang", lang, "next-change"];
        devex(&args).out
    };
    assert_eq!(
        told("en"),
        "December 10, 2026, 2:00\u{a0}pm\u{a0}ET: near-identical-comments takes no more questions\n"
    );
    assert_eq!(
        told("fr"),
        "10\u{a0}décembre 2026, 14\u{a0}h\u{a0}HE\u{a0}: near-identical-comments ne reçoit plus de questions\n"
    );
}

#[test]
fn the_schedule_builds_when_something_changed_and_only_then() {
    let site = SiteCopy::new();
    let (state, out) = (site.root().join("built-at"), site.root().join("built"));
    let run = |now: &str| {
        let output = std::process::Command::new(repository().join(".github/rebuild"))
            .arg(&state)
            .args(["--root", site.root().to_str().unwrap()])
            .env("DEVEX", program("devex"))
            .env("DEVEX_NOW", now)
            .env("DEVEX_OUT", &out)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read_to_string(&state).unwrap()
    };
    let page = || site.read("built/en/opportunities/accessible-date-picker/index.html");
    assert_eq!(run("2027-01-18T12:00:00Z"), "2027-01-18T12:00:00Z\n", "there was no site");
    assert!(page().contains("data-status=\"open\""));
    assert_eq!(run("2027-01-18T12:15:00Z"), "2027-01-18T12:00:00Z\n", "nothing changed");
    assert_eq!(run("2027-01-19T19:00:00Z"), "2027-01-19T19:00:00Z\n", "it closed");
    assert!(page().contains("data-status=\"evaluating\""));
}
