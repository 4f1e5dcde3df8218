//! A site whose opportunities were posted, and what the check tells of changes to them.

use std::process::Command;

use serde_json::Value;

use crate::{NOW, Output, SiteCopy, devex};

/// An opportunity that is open, and has amendments and answers.
pub const ID: &str = "accessible-date-picker";
/// Its facts.
pub const FACTS: &str = "content/opportunities/accessible-date-picker/opportunity.yaml";
/// Its questions and answers.
pub const ANSWERS: &str = "content/opportunities/accessible-date-picker/questions.yaml";
/// Its English text.
pub const ENGLISH: &str = "content/opportunities/accessible-date-picker/en.md";
/// Its French text.
pub const FRENCH: &str = "content/opportunities/accessible-date-picker/fr.md";
/// Where an award is recorded.
pub const AWARDED: &str = "content/opportunities/reproducible-form-kit-releases/opportunity.yaml";
/// An instant after its closing.
pub const CLOSED: &str = "2027-01-19T15:00:00-05:00";

/// A site of which everything was published on November 20.
pub fn posted() -> SiteCopy {
    let site = SiteCopy::new();
    site.commit("Post it", "2026-11-20");
    site
}

/// What a command answers at an instant.
pub fn at(site: &SiteCopy, now: &str, args: &[&str]) -> Output {
    devex(&[&["--root", site.root().to_str().unwrap(), "--now", now], args].concat())
}

/// The codes that the check tells, with the lines.
pub fn told(site: &SiteCopy, now: &str, args: &[&str]) -> Vec<String> {
    let output = at(site, now, &[&["check", "--format", "json"], args].concat());
    let found: Value = serde_json::from_str(&output.out).unwrap();
    found.as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

/// The codes that the check tells now.
pub fn codes(site: &SiteCopy) -> Vec<String> {
    told(site, NOW, &[])
}

/// Runs git in the site.
pub fn git(site: &SiteCopy, args: &[&str]) {
    assert!(Command::new("git").current_dir(site.root()).args(args).status().unwrap().success(), "{args:?}");
}

/// An edit is told before it is committed, after, and in a pull request.
#[track_caller]
pub fn assert_told(edit: impl Fn(&SiteCopy), expected: &[&str]) {
    let site = posted();
    assert_eq!(codes(&site), [""; 0]);
    edit(&site);
    assert_eq!(codes(&site), expected, "before it is committed");
    git(&site, &["checkout", "--quiet", "-b", "work"]);
    site.commit("Change it", "2026-11-21");
    assert_eq!(told(&site, NOW, &["--base", "main"]), expected, "in a pull request");
    assert_eq!(codes(&site), expected, "after it is committed");
}
