//! One fault at a time is put into a small site; the reader must be told of it, on its line, once, in either language.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use common::Site;
use generator::build::{BuildError, WriteError};
use insta::assert_snapshot;

const FACTS: &str = "content/opportunities/first/opportunity.yaml";
const ENGLISH: &str = "content/opportunities/first/en.md";
const FRENCH: &str = "content/opportunities/first/fr.md";

/// What both readers are told when `from` in a file becomes `to`.
fn told(file: &str, from: &str, to: &str) -> String {
    let site = Site::new();
    site.edit(file, from, to);
    site.both_reports()
}

#[test]
fn a_site_without_fault_is_told_nothing() {
    assert_eq!(Site::new().both_reports(), "");
}

#[test]
fn malformed_yaml() {
    assert_snapshot!(told(FACTS, "skills: [rust, accessibility]", "skills: [rust, accessibility"));
}

#[test]
fn an_unclosed_quote() {
    assert_snapshot!(told(FACTS, "licence: MIT", "licence: \"MIT"));
}

#[test]
fn a_key_that_stands_twice() {
    assert_snapshot!(told(FACTS, "licence: MIT", "licence: MIT\nlicence: MIT"));
}

#[test]
fn a_key_left_empty() {
    assert_snapshot!(told(FACTS, "licence: MIT", "licence:"));
}

#[test]
fn malformed_front_matter() {
    assert_snapshot!(told(ENGLISH, "title: First work", "title: First: work"));
}

#[test]
fn malformed_toml() {
    assert_snapshot!(told("site.toml", "total = 9999", "total = 9 999"));
}

#[test]
fn an_unknown_key_with_the_nearest_known_one() {
    assert_snapshot!(told(FACTS, "licence: MIT", "licence: MIT\nquestion_close: 2026-11-27T14:00"));
}

#[test]
fn an_unknown_key_unlike_any() {
    assert_snapshot!(told("content/teams/tides/team.yaml", "contact:", "wavelength: 3\ncontact:"));
}

#[test]
fn an_unknown_key_of_the_settings() {
    assert_snapshot!(told("site.toml", "highest_tax = 15", "highest_tax = 15\nhigest_tax = 15"));
}

#[test]
fn a_misspelt_required_key_is_told_once() {
    assert_snapshot!(told(FACTS, "licence: MIT", "license: MIT"));
}

#[test]
fn a_wrong_type() {
    assert_snapshot!(told(FACTS, "value: 8200", "value: about eight thousand"));
}

#[test]
fn a_wrong_type_deep_in_a_list() {
    assert_snapshot!(told(FACTS, "max_words: 250", "max_words: many"));
}

#[test]
fn a_missing_language_of_a_text() {
    assert_snapshot!(told(FACTS, "    fr: Démontrez que vous possédez les compétences.\n", ""));
}

#[test]
fn a_missing_file() {
    let site = Site::new();
    site.remove(FACTS);
    assert_snapshot!(site.both_reports());
}

#[test]
fn a_missing_twin() {
    let site = Site::new();
    site.remove(FRENCH);
    assert_snapshot!(site.both_reports());
}

#[test]
fn a_misspelt_file_name() {
    let site = Site::new();
    site.rename(FACTS, "content/opportunities/first/oportunity.yaml");
    assert_snapshot!(site.both_reports());
}

#[test]
fn an_unknown_id_with_the_nearest_one() {
    assert_snapshot!(told(FACTS, "team: tides", "team: tide"));
}

#[test]
fn an_unknown_id_in_a_list() {
    assert_snapshot!(told(FACTS, "skills: [rust, accessibility]", "skills: [rust, cobol]"));
}

#[test]
fn an_impossible_date() {
    assert_snapshot!(told(FACTS, "delivers: 2027-01-22", "delivers: 2027-02-30"));
}

#[test]
fn a_date_in_another_form() {
    assert_snapshot!(told(FACTS, "posted: 2026-11-02", "posted: 2 novembre 2026"));
}

#[test]
fn a_closing_without_a_time() {
    assert_snapshot!(told(FACTS, "closes: 2026-12-01T14:00\n", "closes: 2026-12-01\n"));
}

#[test]
fn a_time_that_the_change_of_clocks_skips() {
    assert_snapshot!(told(FACTS, "questions_close: 2026-11-27T14:00", "questions_close: 2026-03-08T02:30"));
}

#[test]
fn dates_out_of_order() {
    assert_snapshot!(told(FACTS, "starts: 2026-12-07", "starts: 2026-12-02"));
}

#[test]
fn a_price_above_the_limit_with_taxes() {
    assert_snapshot!(told(FACTS, "value: 8200", "value: 9500"));
}

#[test]
fn a_missing_section() {
    assert_snapshot!(told(FRENCH, "## Données", "## Les données"));
}

#[test]
fn an_empty_section() {
    assert_snapshot!(told(ENGLISH, "Some context.\n", ""));
}

#[test]
fn a_link_to_nothing() {
    assert_snapshot!(told(ENGLISH, "team:tides", "team:waves"));
}

#[test]
fn a_link_that_runs_a_script() {
    assert_snapshot!(told(ENGLISH, "https://example.org/data", "javascript:alert(1)"));
}

#[test]
fn two_pages_of_one_address() {
    assert_snapshot!(told(
        "content/terms/plain/fr.md",
        "title: Modalités simples",
        "title: Modalités simples\nslug: Bad Slug"
    ));
}

#[test]
fn a_page_of_the_menu_that_is_not_there() {
    assert_snapshot!(told("site.toml", "footer = [\"page:about\"]", "footer = [\"page:abuot\"]"));
}

#[test]
fn a_broken_template() {
    assert_snapshot!(told("themes/devex/templates/page.html", "endblock content", "endblok content"));
}

#[test]
fn a_text_missing_in_one_language() {
    assert_snapshot!(told("themes/devex/strings/fr.toml", "skip_main = \"Passer au contenu principal\"\n", ""));
}

#[test]
fn a_file_that_is_not_utf_8() {
    let site = Site::new();
    site.write(FRENCH, b"---\ntitle: Donn\xe9es\n---\n");
    assert_snapshot!(site.both_reports());
}

#[test]
fn an_empty_file() {
    let site = Site::new();
    site.write(FACTS, b"");
    site.write(ENGLISH, b"");
    assert_snapshot!(site.both_reports());
}

#[test]
fn all_problems_are_told_together() {
    let site = Site::new();
    site.edit(FACTS, "team: tides", "team: tide");
    site.edit(FACTS, "delivers: 2027-01-22", "delivers: 2027-02-30");
    site.edit(FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-28T14:00");
    site.edit(ENGLISH, "title: First work", &format!("title: First {}work", "small ".repeat(20)));
    site.remove("content/pages/about/fr.md");
    site.edit("themes/devex/templates/home.html", "{%- endblock content", "{%- endblok content");
    assert_snapshot!(site.both_reports());
}

#[test]
fn nothing_is_written_when_something_is_wrong() {
    let site = Site::new();
    site.build().unwrap();
    let before = site.read("public/en/opportunities/first/index.html");
    site.edit(ENGLISH, "Some context.", "Another context.");
    site.edit(FACTS, "value: 8200", "value: 9500");
    site.build().unwrap_err();
    assert_eq!(site.read("public/en/opportunities/first/index.html"), before);
    assert!(!site.path(".public.partial").exists());
}

/// The files of a folder, by name, with their bytes.
fn contents(site: &Site, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![site.path(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => drop(files.insert(entry.path(), fs::read(entry.path()).unwrap())),
            }
        }
    }
    files
}

#[test]
fn builds_at_the_same_time_publish_a_whole_site_or_nothing() {
    let clean = Site::new();
    clean.build().unwrap();
    let expected: Vec<_> = contents(&clean, "public").into_values().collect();
    for is_new in [true, false] {
        let site = Site::new();
        if !is_new {
            site.build().unwrap();
            site.edit("themes/devex/templates/base.html", "<html", "<!-- again -->\n<html");
        }
        let built: Vec<_> = std::thread::scope(|scope| {
            let builds: Vec<_> = (0..4).map(|_| scope.spawn(|| site.build())).collect();
            builds.into_iter().map(|build| build.join().unwrap()).collect()
        });
        assert!(built.iter().any(Result::is_ok));
        let is_locked = |error: &BuildError| matches!(error, BuildError::Write(WriteError::Locked { .. }));
        assert!(built.iter().filter_map(|built| built.as_ref().err()).all(is_locked), "{built:?}");
        let found = contents(&site, "public");
        assert_eq!(found.len(), expected.len());
        if is_new {
            assert_eq!(found.into_values().collect::<Vec<_>>(), expected);
        } else {
            let page = site.read("public/en/opportunities/first/index.html");
            assert!(page.contains("<!-- again -->"), "{page}");
        }
    }
}

#[test]
fn builds_with_one_bundle_do_not_run_at_the_same_time_either() {
    let site = Site::new();
    let built: Vec<_> = std::thread::scope(|scope| {
        let builds: Vec<_> = ["a", "b", "c", "d"].map(|out| scope.spawn(|| site.build_to(out, "bundle"))).into();
        builds.into_iter().map(|build| build.join().unwrap()).collect()
    });
    let is_fine = |built: &Result<_, _>| matches!(built, Ok(_) | Err(BuildError::Write(WriteError::Locked { .. })));
    assert!(built.iter().all(is_fine), "{built:?}");
}

#[test]
fn a_site_is_not_written_over_its_sources() {
    let site = Site::new();
    for (out, bundle) in
        [("content", "bundle"), ("public", "themes/devex"), (".", "bundle"), ("public", "public/bundle")]
    {
        assert!(matches!(site.build_to(out, bundle), Err(BuildError::Target(_))), "{out} {bundle}");
    }
    assert!(!site.path("public").exists() && !site.path("bundle").exists());
}
