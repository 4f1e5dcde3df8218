//! Every rule, broken once in a small site: it must be told on its line, once, in both languages; and the code
//! must have its page.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../common/mod.rs"]
mod common;
mod facts;
mod files;
mod record;
mod site;
mod texts;
mod versions;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::Site;
use generator::diagnostic::Code;
use generator::diagnostic::explain::pages;
use submit_fn::shared::lang::Lang;

const FACTS: &str = "content/opportunities/first/opportunity.yaml";
const ENGLISH: &str = "content/opportunities/first/en.md";
const FRENCH: &str = "content/opportunities/first/fr.md";

/// A test that breaks one rule by editing files, and shows what both readers are told.
macro_rules! broken {
    ($($name:ident: $code:literal, $(($file:expr, $from:expr, $to:expr)),+;)+) => {$(
        #[test]
        fn $name() {
            let told = crate::told_alone($code, &[$(($file, $from, $to)),+]);
            insta::assert_snapshot!(told);
        }
    )+};
}
use broken;

/// What both readers are told of a site after `edits`, of one rule alone.
fn told_alone(code: &str, edits: &[(&str, &str, &str)]) -> String {
    let site = Site::new();
    for (file, from, to) in edits {
        site.edit(file, from, to);
    }
    let codes: Vec<&str> = site.diagnostics().iter().map(|found| found.code().as_str()).collect();
    assert_eq!(codes, [code], "{}", site.both_reports());
    site.both_reports()
}

/// Codes that no snapshot holds: what the system says differs, or git or a network is needed. They have tests of
/// their own.
const ELSEWHERE: [Code; 21] = [
    Code::E0101,
    Code::W0807,
    Code::E0904,
    Code::E0915,
    Code::E0916,
    Code::E0917,
    Code::E0918,
    Code::W0919,
    Code::E0927,
    Code::W0928,
    Code::E0929,
    Code::W0931,
    Code::W0932,
    Code::E0933,
    Code::W0940,
    Code::W0941,
    Code::W0942,
    Code::W0943,
    Code::W0944,
    Code::E1001,
    Code::W1002,
];

#[test]
fn every_code_has_a_page_in_both_languages_and_a_test() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut told = BTreeSet::new();
    for entry in ["tests/snapshots", "tests/rules/snapshots"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(here.join(folder)).unwrap())
    {
        let path = entry.unwrap().path();
        // Others come and go while the tests run.
        if path.extension().is_none_or(|extension| extension != "snap") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let codes =
            text.split(['[', ']']).filter(|word| word.len() == 5 && word[1..].bytes().all(|b| b.is_ascii_digit()));
        told.extend(codes.map(str::to_owned));
    }
    let [english, french] = Lang::BOTH.map(|lang| pages(lang).map(|page| page.code).collect::<Vec<_>>());
    assert_eq!(english, french);
    assert_eq!(english, Code::ALL, "every code has a page");
    for code in Code::ALL {
        assert!(told.contains(code.as_str()) || ELSEWHERE.contains(code), "{code} has no test");
    }
    for page in Lang::BOTH.into_iter().flat_map(pages) {
        assert_eq!(
            page.text.matches("\n```\n").count() + usize::from(page.text.ends_with("\n```")),
            2,
            "{}",
            page.code
        );
    }
}
