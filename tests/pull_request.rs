//! What the workflow of a pull request runs, and that its files are those that GitHub understands.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::process::Command;

use tests::{NOW, Output, SiteCopy, program, repository, tools};

/// Runs `.github/check` on a copy of the site, as GitHub does.
fn run(site: &SiteCopy, lang: &str) -> (Output, String) {
    run_after(site, lang, "")
}

/// The same of a push after a commit.
fn run_after(site: &SiteCopy, lang: &str, before: &str) -> (Output, String) {
    let summary = site.root().join("summary.md");
    let output = Command::new(repository().join(".github/check"))
        .args(["--root", site.root().to_str().unwrap(), "--now", NOW])
        .env("DEVEX", program("devex"))
        .env("DEVEX_LANG", lang)
        .env("DEVEX_PREVIEW", site.root().join("preview"))
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", &summary)
        .env("DEVEX_BEFORE", before)
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
    assert!(
        summary.contains("\n    error[") && summary.contains("\n    erreur["),
        "all is in both languages: {summary}"
    );
    assert!(!site.root().join("preview").exists());
}

#[test]
fn warnings_that_do_not_fit_beside_the_lines_are_in_the_summary() {
    let site = SiteCopy::new();
    let text = "content/opportunities/accessible-date-picker/fr.md";
    site.edit(text, "## Le travail\n", &format!("## Le travail\n\n{}", "Un mot ; un autre.\n\n".repeat(12)));
    let english = "content/opportunities/accessible-date-picker/en.md";
    site.edit(english, "## The work\n", &format!("## The work\n\n{}", "A word; another.\n\n".repeat(12)));
    let (output, summary) = run(&site, "en");
    assert_eq!(output.status, 0, "{}{}", output.out, output.err);
    assert_eq!(output.out.matches("::warning file=").count(), 12, "{}", output.out);
    for message in ["warning[W0521]: ", "avertissement[W0521]\u{a0}: "] {
        assert_eq!(summary.matches(&format!("\n    {message}")).count(), 12, "{summary}");
    }
    assert!(summary.contains("| `low-bandwidth-tide-page` |"), "{summary}");
}

#[test]
#[cfg(unix)]
fn a_file_cannot_write_into_the_summary_whatever_it_is_called_and_says() {
    let site = SiteCopy::new();
    let folder = "content/opportunities/accessible-date-picker";
    let name = "a\n`````\n## All is well | `x` %0A::error::b";
    std::fs::write(site.root().join(folder).join(name), "").unwrap();
    site.edit(&format!("{folder}/opportunity.yaml"), "licence: ", "licence: \"`````\\n## All is well\" # ");
    let (output, summary) = run(&site, "en");
    assert_eq!(output.status, 1);
    assert!(output.out.lines().all(|line| line.starts_with("::")), "{}", output.out);
    assert!(summary.contains("\n    ## All is well"), "{summary}");
    assert!(!summary.contains("\n## All is well") && !summary.contains("\n`````"), "{summary}");
}

#[test]
fn a_report_too_long_for_the_summary_is_cut_after_a_line_in_both_languages() {
    let site = SiteCopy::new();
    let text = "content/opportunities/accessible-date-picker/fr.md";
    site.edit(text, "## Le travail\n", &format!("## Le travail\n\n{}", "Un <b>mot</b> é.\n\n".repeat(2000)));
    let (_, summary) = run(&site, "en");
    assert!(summary.len() < 1 << 20, "{}", summary.len());
    assert!(summary.contains("\n\nThe rest does not fit here") && summary.contains("\n\nLe reste n'a pas sa place"));
    assert!(summary.contains("\n## Vérifications et aperçu\n"), "the French part is not swallowed");
}

#[test]
fn a_push_cannot_leave_what_was_published_beside_the_main_line() {
    let site = SiteCopy::new();
    let folder = site.root().join("content/opportunities/attachment-checker");
    let aside = site.root().join("aside");
    std::fs::rename(&folder, &aside).unwrap();
    site.commit("Begin", "2026-11-18");
    std::fs::rename(&aside, &folder).unwrap();
    site.commit("Post it", "2026-11-19");
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=A team", "-c", "user.email=team@example.org"];
        let output = Command::new("git").current_dir(site.root()).args(identity).args(args).output().unwrap();
        assert!(output.status.success(), "git {args:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let before = git(&["rev-parse", "HEAD"]);
    // A merge of main into a branch, with another price, becomes main.
    git(&["checkout", "--quiet", "-b", "work", "HEAD~1"]);
    site.write("notes.md", b"Of the team.\n");
    site.commit("Take notes", "2026-11-20");
    git(&["merge", "--quiet", "--no-ff", "--no-commit", "main"]);
    let facts = "content/opportunities/attachment-checker/opportunity.yaml";
    let hours = site.read(facts).lines().find(|line| line.starts_with("hours:")).unwrap().to_owned();
    site.edit(facts, &hours, "hours: 61");
    site.commit("Merge main", "2026-11-20");
    git(&["checkout", "--quiet", "main"]);
    git(&["merge", "--quiet", "--ff-only", "work"]);
    let (output, _) = run_after(&site, "en", &before);
    assert_eq!(output.status, 1, "{}{}", output.out, output.err);
    assert!(output.out.contains("E0920") && output.out.contains("attachment-checker"), "{}", output.out);
    // A history that was replaced does not have it any more; a first push has nothing before.
    assert_eq!(run_after(&site, "en", &"1".repeat(40)).0.status, 2);
    assert_eq!(run_after(&site, "en", &"0".repeat(40)).0.status, 0);
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

/// What a tag names may be another program tomorrow.
#[test]
fn workflows_run_actions_of_others_by_commit_alone_and_no_stranger_has_a_secret() {
    for file in std::fs::read_dir(repository().join(".github/workflows")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for action in text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, action)| action.trim()) {
            let commit = action.split_once('@').map(|(_, rest)| rest.split(' ').next().unwrap());
            let is_pinned =
                commit.is_some_and(|commit| commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()));
            assert!(is_pinned || action.starts_with("./"), "{action}");
        }
        assert!(!text.contains("pull_request_target:") && !text.contains("secrets."), "{text}");
        assert!(!text.contains("pull_request:") || !text.contains("id-token"), "{text}");
    }
}

#[test]
fn every_night_what_is_late_is_told_and_nothing_else() {
    let site = SiteCopy::new();
    let nightly = |now: &str| {
        let output = Command::new(repository().join(".github/nightly"))
            .args(["--overdue", "--root", site.root().to_str().unwrap(), "--now", now])
            .env("DEVEX", program("devex"))
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    // A warning that is nobody's to wait for.
    site.edit(
        "content/opportunities/accessible-date-picker/fr.md",
        "## Le travail\n",
        "## Le travail\n\nUn mot ; deux.\n\n",
    );
    site.edit("content/opportunities/accessible-date-picker/en.md", "## The work\n", "## The work\n\nA word; two.\n\n");
    let (status, told) = nightly(NOW);
    assert!(status == 0 && told.contains("Nothing is late"), "{told}");
    let (status, told) = nightly("2027-06-01");
    assert!(status == 1 && told.contains("title=W0940::") && !told.contains("W0521"), "{told}");
}

#[test]
fn github_understands_the_workflows_and_the_form() {
    let checker = tools().join("python/bin/check-jsonschema");
    for (schema, files) in [
        (
            "vendor.github-workflows",
            &[
                "workflows/deploy.yml",
                "workflows/nightly.yml",
                "workflows/opportunities.yml",
                "workflows/rebuild.yml",
                "workflows/tests.yml",
            ][..],
        ),
        ("vendor.github-issue-forms", &["ISSUE_TEMPLATE/opportunity.yml"]),
        ("vendor.github-issue-config", &["ISSUE_TEMPLATE/config.yml"]),
    ] {
        let files = files.iter().map(|file| repository().join(".github").join(file));
        let output = Command::new(&checker).args(["--builtin-schema", schema]).args(files).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
    }
}
