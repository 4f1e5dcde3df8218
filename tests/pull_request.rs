//! What the workflow of a pull request runs, and that its files are those that GitHub understands.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::process::Command;

use tests::{NOW, Output, SiteCopy, program, repository, tools};

/// Runs `.github/check` on a copy of the site, as GitHub does.
fn run(site: &SiteCopy, lang: &str) -> (Output, String) {
    let summary = site.root().join("summary.md");
    let output = Command::new(repository().join(".github/check"))
        .args(["--root", site.root().to_str().unwrap(), "--now", NOW])
        .env("DEVEX", program("devex"))
        .env("DEVEX_LANG", lang)
        .env("DEVEX_PREVIEW", site.root().join("preview"))
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", &summary)
        .env_remove("GITHUB_BASE_REF")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let output = Output { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
    (output, std::fs::read_to_string(summary).unwrap_or_default())
}

#[test]
fn a_good_pull_request_gets_a_preview_with_its_drafts_listed() {
    let site = SiteCopy::new();
    let (output, summary) = run(&site, "en");
    assert_eq!(output.status, 0, "{}{}", output.out, output.err);
    assert!(summary.contains("| `low-bandwidth-tide-page` |"), "{summary}");
    assert!(summary.contains("1 ébauche figure dans l'aperçu"), "{summary}");
    for lang in ["en", "fr"] {
        let row = summary.lines().rfind(|line| line.contains(&format!("`/{lang}/"))).unwrap();
        let address = row.split('`').nth(3).unwrap();
        let page = site.read(&format!("preview{address}index.html"));
        assert!(page.contains("class=\"notice\"") && page.contains("noindex"), "{address}");
        assert!(!site.read("preview/sitemap.xml").contains(address));
    }
}

#[test]
fn a_bad_one_gets_annotations_and_no_preview() {
    let site = SiteCopy::new();
    site.edit("content/opportunities/accessible-date-picker/fr.md", "61", "16");
    let (output, summary) = run(&site, "fr");
    assert_eq!(output.status, 1);
    assert!(
        output.out.contains("::error file=content/opportunities/accessible-date-picker/fr.md,line="),
        "{}",
        output.out
    );
    assert!(output.out.contains("dans l'autre version"), "{}", output.out);
    assert!(summary.contains("trouvé des erreurs"), "{summary}");
    assert!(summary.contains("\nerror[") && summary.contains("\nerreur["), "all is in both languages: {summary}");
    assert!(!site.root().join("preview").exists());
}

#[test]
fn drafts_are_on_no_other_build() {
    let site = SiteCopy::new();
    let output = tests::devex_in(site.root(), &["build"]);
    assert_eq!((output.status, output.out.as_str()), (0, ""));
    for page in ["public/en/opportunities/index.html", "public/sitemap.xml"] {
        assert!(!site.read(page).contains("low-bandwidth"), "{page}");
    }
}

#[test]
fn github_understands_the_workflows_and_the_form() {
    let checker = tools().join("python/bin/check-jsonschema");
    for (schema, files) in [
        ("vendor.github-workflows", &["workflows/opportunities.yml", "workflows/tests.yml"][..]),
        ("vendor.github-issue-forms", &["ISSUE_TEMPLATE/opportunity.yml"]),
        ("vendor.github-issue-config", &["ISSUE_TEMPLATE/config.yml"]),
    ] {
        let files = files.iter().map(|file| repository().join(".github").join(file));
        let output = Command::new(&checker).args(["--builtin-schema", schema]).args(files).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
    }
}
