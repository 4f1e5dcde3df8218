//! The dates that pages have.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::Site;

#[test]
fn no_list_was_modified_on_a_date_to_come() {
    let site = Site::new();
    site.copy("content/opportunities/first", "content/opportunities/second");
    let facts = "content/opportunities/second/opportunity.yaml";
    site.edit(facts, "posted: 2026-11-02", "posted: 2026-11-17");
    let amendments = site.read(facts).find("amendments:").unwrap();
    site.write(facts, &site.read(facts).as_bytes()[..amendments]);
    for (lang, title) in [("en", "Another title"), ("fr", "Un autre titre")] {
        let file = format!("content/opportunities/second/{lang}.md");
        let text = site.read(&file);
        let old = text.lines().find(|line| line.starts_with("title:")).unwrap();
        site.edit(&file, old, &format!("title: {title}"));
    }
    let built = site.build();
    assert!(built.is_ok(), "{}", site.both_reports());
    for page in
        ["en/index.html", "en/opportunities/index.html", "en/teams/tides/index.html", "en/skills/rust/index.html"]
    {
        let page = site.read(&format!("public/{page}"));
        assert!(!page.contains("dcterms.modified\" content=\"2026-11-17"), "{page}");
    }
    assert!(site.read("public/en/opportunities/index.html").contains("dcterms.modified\" content=\"2026-11-10"));
}
