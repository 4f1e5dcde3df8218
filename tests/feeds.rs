//! What other programs read: feeds, calendars, open data. Each is read by an independent library.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use tests::{SiteCopy, devex, repository, tools};

const FACTS: &str = "content/opportunities/accessible-date-picker/opportunity.yaml";
const PICKER: &str = "opportunities/accessible-date-picker";

struct Built {
    out: PathBuf,
    _dir: TempDir,
}

fn build(root: &Path, now: &str) -> Built {
    let dir = tempfile::tempdir().unwrap();
    let (out, bundle) = (dir.path().join("site"), dir.path().join("bundle"));
    let folders = ["--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()];
    let output =
        devex(&[&["--root", root.to_str().unwrap(), "--now", now, "build", "--no-cache"], &folders[..]].concat());
    assert_eq!(output.status, 0, "{}", output.err);
    Built { out, _dir: dir }
}

impl Built {
    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.out.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn json(&self, file: &str) -> Value {
        serde_json::from_str(&self.read(file)).unwrap()
    }
}

#[track_caller]
fn assert_read_by_others(site: &Built) {
    let python = tools().join("python/bin/python");
    let script = repository().join("tests/feeds.py");
    let output = Command::new(python).arg(script).arg(&site.out).arg("https://devex.example.org").output().unwrap();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    let fits = Command::new(tools().join("python/bin/check-jsonschema"))
        .arg("--schemafile")
        .arg(site.out.join("data/opportunities.schema.json"))
        .arg(site.out.join("data/opportunities.json"))
        .output()
        .unwrap();
    assert!(fits.status.success(), "{}{}", text(&fits.stdout), text(&fits.stderr));
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn other_programs_read_every_feed_calendar_and_table() {
    for now in [tests::NOW, "2027-03-20", "2028-01-01"] {
        assert_read_by_others(&build(&repository(), now));
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let site = SiteCopy::new();
    let english = site.read("content/opportunities/accessible-date-picker/en.md");
    let title = english.lines().find(|line| line.starts_with("title:")).unwrap().to_owned();
    let hostile = "title: \"=SUM(A:A) </title><script>, ; \\\\n BEGIN:VEVENT ]]> & éà مرحبا\"";
    site.edit("content/opportunities/accessible-date-picker/en.md", &title, hostile);
    let built = build(site.root(), tests::NOW);
    assert_read_by_others(&built);
    assert!(!built.read("en/atom.xml").contains("<script>"));
    assert_eq!(
        built.read("en/calendar.ics").matches("BEGIN:VEVENT\r\n").count(),
        built.read("fr/calendar.ics").matches("BEGIN:VEVENT\r\n").count()
    );
    assert!(built.read("data/opportunities.csv").contains("'=SUM(A:A)"));
}

#[test]
fn a_calendar_follows_amendments_and_cancellation() {
    let site = SiteCopy::new();
    let event = |built: &Built| built.read(&format!("en/{PICKER}/calendar.ics"));
    let before = event(&build(site.root(), tests::NOW));
    for line in
        ["DTSTART:20270119T190000Z", "SEQUENCE:1", "STATUS:CONFIRMED", "UID:accessible-date-picker@devex.example.org"]
    {
        assert!(before.contains(&format!("{line}\r\n")), "{before}");
    }
    site.edit(FACTS, "closes: 2027-01-19T14:00", "closes: 2027-01-21T14:00");
    let amended = site.read(FACTS)
        + "  - { date: 2026-11-22, was: { closes: 2027-01-19T14:00 }, en: Two days more., fr: Deux jours de plus. }\n";
    site.write(FACTS, amended.as_bytes());
    let amended = event(&build(site.root(), tests::NOW));
    assert!(amended.contains("DTSTART:20270121T190000Z\r\n") && amended.contains("SEQUENCE:2\r\n"), "{amended}");

    let cancelled =
        site.read(FACTS) + "cancelled: { date: 2026-11-23, en: The need is gone., fr: Le besoin a disparu. }\n";
    site.write(FACTS, cancelled.as_bytes());
    let built = build(site.root(), tests::NOW);
    for calendar in [event(&built), built.read("en/calendar.ics"), built.read("en/teams/consultations/calendar.ics")] {
        for line in ["SEQUENCE:3", "STATUS:CANCELLED", "SUMMARY:Cancelled: Accessible date picker"] {
            assert!(calendar.contains(&format!("{line}\r\n")), "{calendar}");
        }
    }
    // After its day it is of no use in a calendar.
    let later = build(site.root(), "2027-02-01");
    assert!(!later.read("en/calendar.ics").contains("accessible-date-picker"));
    assert!(!later.out.join(format!("en/{PICKER}/calendar.ics")).exists());
}

#[test]
fn a_feed_tells_what_changed_and_names_it_the_same_for_good() {
    let site = SiteCopy::new();
    let entry = |built: &Built| {
        let items = built.json("en/feed.json")["items"].as_array().unwrap().clone();
        items.into_iter().find(|item| item["url"].as_str().unwrap().contains("date-picker")).unwrap()
    };
    let before = entry(&build(site.root(), tests::NOW));
    assert_eq!(before["id"], "tag:devex.example.org,2026-11-09:en/accessible-date-picker");
    site.edit(FACTS, "hours: 70", "hours: 75");
    let amended = site.read(FACTS)
        + "  - { date: 2026-11-27, was: { hours: 70 }, en: Five hours more., fr: Cinq heures de plus. }\n";
    site.write(FACTS, amended.as_bytes());
    let after = entry(&build(site.root(), "2026-11-28"));
    assert_eq!(after["id"], before["id"]);
    assert_eq!(after["date_modified"], "2026-11-27T05:00:00Z");
    assert!(after["content_html"].as_str().unwrap().contains("Five hours more."));
}

#[test]
fn drafts_and_private_facts_are_in_no_file_for_programs() {
    let site = SiteCopy::new();
    let facts = site.read(FACTS);
    let folder = "content/opportunities/a-draft";
    fs::create_dir(site.root().join(folder)).unwrap();
    for file in ["en.md", "fr.md"] {
        site.write(
            &format!("{folder}/{file}"),
            site.read(&format!("content/opportunities/accessible-date-picker/{file}"))
                .replace("slug: ", "slug: a-")
                .as_bytes(),
        );
    }
    let from = facts.find("reviews:").unwrap();
    site.write(&format!("{folder}/opportunity.yaml"), facts[..from].replace("posted: 2026-11-09\n", "").as_bytes());
    let built = build(site.root(), tests::NOW);
    for file in ["en/atom.xml", "en/feed.json", "en/calendar.ics", "data/opportunities.json", "data/opportunities.csv"]
    {
        assert!(!built.read(file).contains("a-draft"), "{file}");
    }
}

#[test]
fn a_vulnerability_can_be_reported() {
    let told = build(&repository(), tests::NOW).read(".well-known/security.txt");
    assert!(told.contains("Contact: mailto:bonjour@example.org\nExpires: 2027-06-01T00:00:00Z\n"), "{told}");
}

#[test]
fn pages_lead_to_their_feeds() {
    let built = build(&repository(), tests::NOW);
    for (page, feed) in [
        ("en/index.html", "/en/atom.xml"),
        ("en/opportunities/index.html", "/en/atom.xml"),
        ("fr/competences/rust/index.html", "/fr/competences/rust/atom.xml"),
        ("fr/equipes/consultations/index.html", "/fr/equipes/consultations/calendar.ics"),
        ("en/departments/pco/index.html", "/en/departments/pco/feed.json"),
    ] {
        let html = built.read(page);
        let links = html.matches(&format!("href=\"{feed}\"")).count();
        assert_eq!(links, 2, "{page}: in the head, and where a visitor sees it");
        assert!(built.out.join(&feed[1..]).exists(), "{feed}");
    }
}
