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
    now: String,
    _dir: TempDir,
}

fn build(root: &Path, now: &str) -> Built {
    let dir = tempfile::tempdir().unwrap();
    let (out, bundle) = (dir.path().join("site"), dir.path().join("bundle"));
    let folders = ["--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()];
    let output =
        devex(&[&["--root", root.to_str().unwrap(), "--now", now, "build", "--no-cache"], &folders[..]].concat());
    assert_eq!(output.status, 0, "{}", output.err);
    Built { out, now: now.to_owned(), _dir: dir }
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
    assert_read_by_script(site, &[]);
    let fits = Command::new(tools().join("python/bin/check-jsonschema"))
        .arg("--schemafile")
        .arg(site.out.join("data/opportunities.schema.json"))
        .arg(site.out.join("data/opportunities.json"))
        .output()
        .unwrap();
    assert!(fits.status.success(), "{}{}", text(&fits.stdout), text(&fits.stderr));
}

#[track_caller]
fn assert_read_by_script(site: &Built, what: &[&str]) {
    let python = tools().join("python/bin/python");
    let script = repository().join("tests/feeds.py");
    let site_args = [site.out.to_str().unwrap(), "https://devex.example.org", &site.now];
    let output = Command::new(python).arg(script).args(site_args).args(what).output().unwrap();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
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
fn a_sitemap_that_is_too_long_is_cut_and_has_an_index() {
    let site = SiteCopy::new();
    let skills: String =
        (0..5_000).map(|n| format!("made-up-{n}: {{ en: Made up {n}, fr: Inventée {n} }}\n")).collect();
    site.write("content/skills.yaml", (site.read("content/skills.yaml") + &skills).as_bytes());
    let built = build(site.root(), tests::NOW);
    assert!(built.read("sitemap.xml").contains("<loc>https://devex.example.org/sitemap-2.xml</loc>"));
    assert_read_by_script(&built, &["sitemaps"]);
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

/// Cancelled before it opened, and long before it would have closed.
#[test]
fn what_was_cancelled_is_of_the_year_in_which_that_was_and_says_nothing_of_days_to_come() {
    let site = SiteCopy::new();
    let facts = "content/opportunities/bilingual-term-checker/opportunity.yaml";
    let cancelled =
        site.read(facts) + "cancelled: { date: 2026-11-20, en: The need is gone., fr: Le besoin a disparu. }\n";
    site.write(facts, cancelled.as_bytes());
    let built = build(site.root(), "2026-11-23T12:00:00-05:00");
    let archive = built.read("en/opportunities/2026/index.html");
    let row = archive.split("<li class=\"row\">").find(|row| row.contains("Term checker")).unwrap();
    assert!(row.contains("Cancelled on</span> <time datetime=\"2026-11-20\">November 20, 2026"), "{row}");
    assert!(!built.out.join("en/opportunities/2027/index.html").exists());
    let page = built.read("fr/possibilites/verifier-les-termes-d-une-paire-de-documents/index.html");
    assert!(page.contains("Devait fermer le") && page.contains("\"availabilityEnds\":\"2026-11-20\""), "{page}");
    assert_read_by_others(&built);
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

/// The releases of an opportunity by what kind of news they have, and what comes of all of them.
fn open_contracting(built: &Built, id: &str) -> (Vec<(String, Value)>, Value) {
    let package = built.json("data/ocds/records.json");
    let ocid = format!("ocds-abc123-{id}");
    let record = package["records"].as_array().unwrap().iter().find(|record| record["ocid"] == *ocid).unwrap();
    let releases = record["releases"].as_array().unwrap().iter().map(|release| {
        let tags: Vec<_> = release["tag"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        (tags.join(" "), release.clone())
    });
    (releases.collect(), record["compiledRelease"].clone())
}

fn tags(releases: &[(String, Value)]) -> Vec<&str> {
    releases.iter().map(|(tags, _)| tags.as_str()).collect()
}

#[test]
fn releases_say_what_the_facts_were_when_they_were_published() {
    let site = SiteCopy::new();
    for (from, to) in [
        ("delivers: 2027-03-12\n", ""),
        ("value: 8200", "value: 8300"),
        ("[javascript, accessibility, testing]", "[accessibility, rust]"),
    ] {
        site.edit(FACTS, from, to);
    }
    let was = "{ delivers: 2027-03-12, value: 8200, skills: [javascript, accessibility, testing] }";
    let amended = site.read(FACTS)
        + &format!(
            "  - {{ date: 2026-11-22, was: {was}, en: More for another work., fr: Plus pour un autre travail. }}\n"
        );
    site.write(FACTS, amended.as_bytes());
    let built = build(site.root(), tests::NOW);
    assert_read_by_others(&built);
    let (releases, compiled) = open_contracting(&built, "accessible-date-picker");
    let expected = ["planning", "tender", "tenderUpdate", "tenderUpdate", "tenderAmendment", "tenderAmendment"];
    assert_eq!(tags(&releases), expected);
    let (planned, posted, last) = (&releases[0].1["tender"], &releases[1].1["tender"], &releases[5].1["tender"]);
    assert_eq!(planned["status"], "planned");
    assert_eq!(posted["status"], "active");
    assert_eq!(posted["value"]["amount"], 8200.0);
    assert_eq!(posted["tenderPeriod"]["endDate"], "2027-01-12T19:00:00Z");
    assert_eq!(last["value"]["amount"], 8300.0);
    assert_eq!(last["amendments"][0]["amendsReleaseID"], releases[4].1["id"]);
    assert_eq!(last["amendments"][0]["rationale_fr"], "Plus pour un autre travail.");
    assert!(last.get("title").is_none(), "what did not change is not repeated");
    assert!(compiled["tender"]["contractPeriod"].get("endDate").is_none(), "{compiled}");
    assert_eq!(compiled["tender"]["items"][0]["additionalClassifications"].as_array().unwrap().len(), 2);
    assert_eq!(compiled["tender"]["amendments"].as_array().unwrap().len(), 2);

    // Before the day of posting there is a plan, and before all had approved it nothing.
    let (releases, _) = open_contracting(&build(site.root(), "2026-11-05"), "accessible-date-picker");
    assert_eq!(tags(&releases), ["planning"]);
    assert!(!build(site.root(), "2026-11-03").read("data/ocds/records.json").contains("date-picker"));
}

#[test]
fn releases_follow_an_opportunity_to_its_end() {
    let site = SiteCopy::new();
    let finder = "content/opportunities/tide-station-finder/opportunity.yaml";
    let delivered = open_contracting(&build(site.root(), "2026-11-01"), "tide-station-finder");
    let expected = [
        "planning",
        "tender",
        "tenderUpdate award",
        "contract implementation contractTermination",
        "implementationUpdate",
    ];
    assert_eq!(tags(&delivered.0), expected);
    let (releases, compiled) = delivered;
    assert_eq!(releases[2].1["awards"][0]["suppliers"][0]["name"], "Atelier Marégraphe enr.");
    assert_eq!(compiled["tender"]["numberOfTenderers"], 6);
    let implementation = &compiled["contracts"][0]["implementation"];
    assert_eq!(implementation["milestones"][0]["status"], "met");
    assert_eq!(implementation["transactions"][0]["value"]["amount"], 6900.0);

    // Another supplier is another award: the one that was published is not taken back silently.
    let award = "award: { supplier: Atelier Marégraphe enr., date: 2026-05-14, value: 6900, proposals: 6, reserve: \
                 [DX-ACJP-T6QM-9KDW-H2VX-C, DX-ACJP-1NJE-G5YT-M7BS-E] }";
    site.edit(finder, &format!("{award}\n"), "award: { supplier: Another one, date: 2026-05-14 }\n");
    let corrected = site.read(finder)
        + &format!(
            "  - {{ date: 2026-11-24, was: {{ {award} }}, en: The name is corrected., fr: Le nom est corrigé. }}\n"
        );
    site.write(finder, corrected.as_bytes());
    let built = build(site.root(), "2026-11-25");
    assert_read_by_others(&built);
    let (releases, compiled) = open_contracting(&built, "tide-station-finder");
    assert!(tags(&releases)[6].contains("award awardCancellation"), "{:?}", tags(&releases));
    assert_eq!(compiled["awards"][0]["status"], "cancelled");
    assert_eq!(compiled["awards"][1]["suppliers"][0]["name"], "Another one");
    let suppliers = compiled["parties"].as_array().unwrap().iter().filter(|party| party["roles"][0] == "supplier");
    assert_eq!(suppliers.count(), 1);

    let (releases, compiled) = open_contracting(&build(site.root(), tests::NOW), "attachment-checker");
    assert_eq!(tags(&releases), ["planning", "tender", "tenderCancellation"]);
    assert_eq!(compiled["tender"]["status"], "cancelled");
    let (_, compiled) = open_contracting(&build(site.root(), tests::NOW), "form-drop-off-guide");
    assert_eq!(compiled["tender"]["status"], "unsuccessful");
    let documents = compiled["tender"]["documents"].as_array().unwrap();
    assert!(documents.iter().any(|document| document["documentType"] == "unsuccessfulDetails"));
}

#[test]
fn without_a_registered_prefix_nothing_has_an_open_contracting_identifier() {
    let site = SiteCopy::new();
    site.edit("site.toml", "ocid_prefix = \"ocds-abc123\"\n", "");
    let output = devex(&["--root", site.root().to_str().unwrap(), "--now", tests::NOW, "check"]);
    let told = output.out + &output.err;
    assert!(told.contains("file:releases.json"), "a page links to what is not there: {told}");
    for lang in ["en", "fr"] {
        let page = format!("content/pages/open-data/{lang}.md");
        let text = site.read(&page);
        let rows: Vec<_> = text.lines().filter(|line| !line.contains("/data/ocds/")).collect();
        site.write(&page, (rows.join("\n") + "\n").as_bytes());
    }
    assert!(!build(site.root(), tests::NOW).out.join("data/ocds").exists());
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
