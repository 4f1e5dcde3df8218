//! How every kind of page looks and reads: at each width, in each colour scheme, in the ways that readers change it, on
//! paper, and to a screen reader.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use fantoccini::wd::PrintConfiguration;
use insta::assert_snapshot;
use serde_json::{Value, json};
use tests::{EXTREMES, PAGE_KINDS, PICTURES, PageKind, Server, SiteCopy, Visit, page_kind, repository, tools};

const LIGHT: (&str, &str) = ("prefers-color-scheme", "light");
const DARK: (&str, &str) = ("prefers-color-scheme", "dark");
const STILL: (&str, &str) = ("prefers-reduced-motion", "reduce");

/// A browser on a site with extremes.
async fn start(site: &SiteCopy) -> Visit {
    let data = tempfile::tempdir().unwrap();
    let visit = Visit::of(Server::start(site.root(), data.path()), data, true, 1280).await;
    visit.run_on_every_page(include_str!("look.js")).await;
    visit
}

/// What a function of look.js returns on the page that is open.
async fn measure(visit: &Visit, call: &str) -> Vec<String> {
    serde_json::from_value(visit.script(&format!("return look.{call} ?? []")).await).unwrap()
}

/// What is wrong with a kind of page, at any width and for any reader.
async fn faults(visit: &Visit, kind: &PageKind, lang: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut note = |state: &str, found: Vec<String>| {
        faults.extend(found.into_iter().map(|fault| format!("{lang} {} {state}: {fault}", kind.name)));
    };
    visit.emulate("", &[LIGHT, STILL]).await;
    visit.resize(1280, 1000).await;
    visit.show(kind, lang).await;
    note("moving", measure(visit, "moving()").await);
    // 640 pixels are a screen of 1280 at 200 %.
    for width in [1280, 640, 320] {
        visit.resize(width, 800).await;
        note(&format!("{width}"), visit.violations().await);
        note(&format!("{width}"), measure(visit, "lost()").await);
        measure(visit, "space(true)").await;
        note(&format!("{width} spaced"), measure(visit, "lost()").await);
        measure(visit, "space(false)").await;
        if width != 640 {
            visit.emulate("", &[DARK, STILL]).await;
            note(&format!("{width} dark"), visit.violations().await);
        }
        visit.emulate("", &[("forced-colors", "active"), STILL]).await;
        note(&format!("{width} in forced colours"), measure(visit, "unmarked()").await);
        visit.emulate("", &[LIGHT, STILL]).await;
    }
    faults
}

async fn looks_and_reads_well(lang: &str) {
    let site = SiteCopy::with_extremes();
    let visit = start(&site).await;
    let mut found = Vec::new();
    for kind in PAGE_KINDS.iter().chain(&EXTREMES) {
        found.extend(faults(&visit, kind, lang).await);
    }
    visit.end().await;
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_page_looks_and_reads_well_in_english() {
    looks_and_reads_well("en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_page_looks_and_reads_well_in_french() {
    looks_and_reads_well("fr").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_measured_can_fail() {
    let site = SiteCopy::new();
    site.edit(
        "themes/devex/assets/devex.css",
        "@layer components {",
        "@layer components {
        .hero h1 { height: 1em; overflow: hidden; }
        .lead { margin-top: -1em; white-space: nowrap; }
        .button { border: 0; }
        a:focus-visible { outline: none !important; }",
    );
    let visit = start(&site).await;
    visit.emulate("", &[("prefers-reduced-motion", "no-preference")]).await;
    visit.resize(320, 800).await;
    visit.open("/en/").await;
    let found =
        [measure(&visit, "lost()").await, measure(&visit, "unmarked()").await, measure(&visit, "moving()").await];
    let found = found.concat();
    for fault in ["cut off", "one over the other", "beyond the side", "pixels wide", "no border", "no outline", "moves"]
    {
        assert!(found.iter().any(|found| found.contains(fault)), "{fault}: {found:#?}");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_is_one_line_or_folded() {
    let visit = Visit::start(true, 1280).await;
    let heights = "const tops = [...document.querySelectorAll('#menu a')].filter((link) => link.checkVisibility())
            .map((link) => link.getBoundingClientRect().top);
        return new Set(tops).size";
    for path in ["/en/", "/fr/"] {
        visit.open(path).await;
        for (width, lines) in [(768, 0), (1023, 0), (1024, 1), (1100, 1), (1280, 1), (1920, 1)] {
            visit.resize(width, 800).await;
            assert_eq!(visit.script(heights).await, json!(lines), "{path} at {width}");
        }
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opportunity_prints_on_few_pages_with_its_address_and_without_what_leads_elsewhere() {
    let visit = Visit::start(true, 1280).await;
    for lang in ["en", "fr"] {
        visit.show(page_kind("open"), lang).await;
        let pdf = visit.client.print(PrintConfiguration::default()).await.unwrap();
        let pdf = String::from_utf8_lossy(&pdf);
        let pages = pdf.matches("/Type /Page\n").count();
        assert!((1..=4).contains(&pages), "{lang}: {pages} pages");
        visit.emulate("print", &[]).await;
        let text = visit.text("body").await;
        assert!(text.contains(&format!("https://devex.example.org{}", visit.path().await)), "{text}");
        for part in [".menu", ".language", ".search-link", ".breadcrumb", ".contents", ".start", ".footer-links"] {
            let script = format!("return document.querySelector('{part}').checkVisibility()");
            assert_eq!(visit.script(&script).await, json!(false), "{part}");
        }
        visit.emulate("", &[]).await;
    }
    visit.end().await;
}

/// What a screen reader is told of the page that is open: the role, the name and the state of each thing, a line each.
async fn accessibility_tree(visit: &Visit) -> String {
    let tree = visit.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes: BTreeMap<_, _> =
        tree["nodes"].as_array().unwrap().iter().map(|node| (node["nodeId"].as_str().unwrap(), node)).collect();
    let mut text = String::new();
    describe(&mut text, &nodes, &tree["nodes"][0], 0, "");
    text
}

fn describe(text: &mut String, nodes: &BTreeMap<&str, &Value>, node: &Value, depth: usize, name_above: &str) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default().trim();
    // What says nothing of its own: boxes, the parts of a line, and texts that are the name of what holds them.
    let is_silent = node["ignored"] == true
        || ["generic", "none", "InlineTextBox", "ListMarker", "LineBreak"].contains(&role)
        || (role == "StaticText" && (name.is_empty() || name_above.contains(name)));
    let (depth, name_above) = if is_silent {
        (depth, name_above)
    } else {
        write!(text, "{:1$}{role}", "", 2 * depth).unwrap();
        if !name.is_empty() {
            write!(text, " {name:?}").unwrap();
        }
        for (label, value) in [("", &node["value"]), ("description ", &node["description"])] {
            if let Some(value) = value["value"].as_str().filter(|value| !value.is_empty()) {
                write!(text, ", {label}{value:?}").unwrap();
            }
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let (key, value) = (property["name"].as_str().unwrap(), &property["value"]["value"]);
            let is_told = ["checked", "expanded", "required", "invalid", "disabled"].contains(&key)
                || (key, role) == ("level", "heading");
            if is_told && *value != json!(false) && value != "false" {
                write!(text, ", {key} {value}").unwrap();
            }
        }
        text.push('\n');
        (depth + 1, name)
    };
    for child in node["childIds"].as_array().into_iter().flatten() {
        // A page may be read while a part of it is gone.
        if let Some(child) = nodes.get(child.as_str().unwrap()) {
            describe(text, nodes, child, depth, name_above);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_reader_is_told_what_it_was() {
    let visit = Visit::start(true, 1280).await;
    for (kind, lang) in [
        ("home", "fr"),
        ("opportunities", "en"),
        ("open", "en"),
        ("awarded", "fr"),
        ("form-refused", "fr"),
        ("search-results", "en"),
    ] {
        visit.show(page_kind(kind), lang).await;
        assert_snapshot!(format!("{kind}-{lang}"), accessibility_tree(&visit).await);
    }
    visit.end().await;
}

/// Of a thousand pixels, how many may differ: edges of letters do, from one version of the browser to the next.
const TOLERANCE: usize = 2;

#[tokio::test(flavor = "multi_thread")]
async fn pages_look_as_in_the_pictures_of_the_repository() {
    let folder = repository().join("target/screenshots");
    fs::create_dir_all(&folder).unwrap();
    let visit = Visit::start(true, 1280).await;
    let mut changed = Vec::new();
    for picture in PICTURES {
        let files = ["old", "new", "diff"].map(|state| folder.join(format!("{}.{state}.png", picture.name)));
        let [old, new, diff] = &files;
        fs::copy(picture.file(), old).unwrap_or_else(|error| panic!("{}: {error}", picture.file().display()));
        fs::write(new, picture.take(&visit).await).unwrap();
        let compare = tools().join("node/node_modules/.bin/pixelmatch");
        let output =
            Command::new(compare).args([old, new, diff]).output().expect("pixelmatch is installed by tests/run");
        let said = String::from_utf8(output.stdout).unwrap();
        let pixels = said.lines().find_map(|line| line.strip_prefix("different pixels: ")?.parse::<usize>().ok());
        if pixels.is_some_and(|pixels| pixels * 1000 <= TOLERANCE * picture.pixels()) {
            files.iter().for_each(|file| fs::remove_file(file).unwrap());
        } else {
            changed.push(format!("{}: {}", picture.name, said.replace('\n', ", ")));
        }
    }
    visit.end().await;
    assert!(
        changed.is_empty(),
        "These pages do not look as they did: {changed:#?}\nLook at NAME.old.png, NAME.new.png and NAME.diff.png in {}.\n\
         If the new ones are right, tests/screenshot --accept takes them.",
        folder.display()
    );
}
