//! When the public record changes: what comes late, out of order or unseen is told.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::process::Command;

use tests::SiteCopy;
use tests::record::{ANSWERS, CLOSED, ENGLISH, FACTS, FRENCH, assert_told, at, codes, git, posted, told};

/// Appends an amendment of a day that changed facts.
fn amend(site: &SiteCopy, date: &str, was: &str) {
    let facts = site.read(FACTS);
    let amendment = format!("  - {{ date: {date}, was: {{ {was} }}, en: It changes., fr: Il change. }}\n");
    site.write(FACTS, (facts + &amendment).as_bytes());
}

#[test]
fn an_amendment_of_an_older_date_leaves_no_more_time() {
    let site = posted();
    site.edit(FACTS, "hours: 70", "hours: 75");
    amend(&site, "2026-11-20", "hours: 70");
    assert_eq!(told(&site, "2026-12-01", &[]), [""; 0]);
    assert_eq!(told(&site, "2027-01-15", &[]), ["E0921"]);
    // Nor once it is committed, until the closing is later.
    site.commit("Of November, it says", "2027-01-15");
    assert_eq!(told(&site, "2027-01-16", &[]), ["E0921"]);
    site.edit(FACTS, "closes: 2027-01-19T14:00", "closes: 2027-01-26T14:00");
    amend(&site, "2027-01-16", "closes: 2027-01-19T14:00");
    assert!(!told(&site, "2027-01-16", &[]).contains(&"E0921".to_owned()));
}

#[test]
fn a_new_amendment_is_not_dated_before_a_published_one() {
    let site = posted();
    site.edit(FACTS, "hours: 70", "hours: 75");
    site.edit(
        FACTS,
        "amendments:\n",
        "amendments:\n  - { date: 2026-11-12, was: { hours: 70 }, en: More., fr: Plus. }\n",
    );
    assert_eq!(codes(&site), ["E0305"]);
    // The one below it is of November 19.
    site.edit(FACTS, "date: 2026-11-12, was", "date: 2026-11-19, was");
    assert_eq!(codes(&site), [""; 0]);
}

#[test]
fn a_change_that_came_after_closing_is_told_until_it_is_undone() {
    let site = posted();
    let before = site.read(FACTS);
    site.edit(FACTS, "value: 8200", "value: 8000");
    amend(&site, "2027-01-05", "value: 8200");
    assert_eq!(told(&site, "2027-01-25", &[]), ["E0920"]);
    site.commit("Of two weeks before, it says", "2027-01-25");
    assert_eq!(told(&site, "2027-01-26", &[]), ["E0920"]);
    // A later closing does not make it open again.
    site.edit(FACTS, "closes: 2027-01-19T14:00", "closes: 2027-02-19T14:00");
    amend(&site, "2027-01-06", "closes: 2027-01-19T14:00");
    site.commit("Open it again", "2027-01-26");
    let found = told(&site, "2027-01-27", &[]);
    assert_eq!(found.iter().filter(|code| *code == "E0920").count(), 2, "{found:?}");
    site.write(FACTS, before.as_bytes());
    assert!(!told(&site, "2027-01-27", &[]).contains(&"E0920".to_owned()));
}

#[test]
fn each_change_of_a_fact_needs_an_amendment_of_its_own() {
    let site = posted();
    for (was, now, day) in [("70", "75", "2026-11-21"), ("75", "70", "2026-11-22")] {
        site.edit(FACTS, &format!("hours: {was}\n"), &format!("hours: {now}\n"));
        amend(&site, day, &format!("hours: {was}"));
        site.commit("Amend it", day);
    }
    assert_eq!(told(&site, "2026-11-24", &[]), [""; 0]);
    site.edit(FACTS, "hours: 70\n", "hours: 80\n");
    // The first amendment keeps 70 hours, but of another change.
    assert_eq!(told(&site, "2026-11-24", &[]), ["E0904"]);
    amend(&site, "2026-11-24", "hours: 70");
    assert_eq!(told(&site, "2026-11-24", &[]), [""; 0]);
}

#[test]
fn each_change_of_a_text_needs_an_amendment_of_its_own() {
    let weigh = |site: &SiteCopy, was: u32, now: u32| {
        site.edit(ENGLISH, &format!("{was} kB compressed"), &format!("{now} kB compressed"));
        site.edit(FRENCH, &format!("{was}\u{a0}ko"), &format!("{now}\u{a0}ko"));
    };
    let amend_text = |site: &SiteCopy, date: &str| {
        let facts = site.read(FACTS);
        let text = "texts: [acceptance], en: The weight changes., fr: Le poids change.";
        site.write(FACTS, format!("{facts}  - {{ date: {date}, {text} }}\n").as_bytes());
    };
    // The amendment first, as the commits of a branch may come.
    let site = posted();
    amend_text(&site, "2026-11-20");
    site.commit("Say it", "2026-11-21");
    weigh(&site, 12, 14);
    site.commit("Do it", "2026-11-21");
    assert_eq!(codes(&site), [""; 0]);
    // Two changes are told by one amendment after both, but not by one between them.
    weigh(&site, 14, 15);
    assert_eq!(codes(&site), ["E0918", "E0918"]);
    site.commit("Once more", "2026-11-21");
    assert_eq!(codes(&site), ["E0918", "E0918"]);
    amend_text(&site, "2026-11-21");
    assert_eq!(codes(&site), [""; 0]);
    // Amended while it was open, it may get other words after closing, but no other number.
    site.commit("Say it, too", "2026-11-21");
    site.edit(ENGLISH, "nobody maintains", "nobody at all maintains");
    let found = told(&site, CLOSED, &[]);
    assert!(!found.contains(&"E0920".to_owned()), "{found:?}");
    weigh(&site, 15, 16);
    let found = told(&site, CLOSED, &[]);
    assert_eq!(found.iter().filter(|code| *code == "E0920").count(), 2, "{found:?}");
}

#[test]
fn an_answer_that_came_after_closing_is_told_whatever_its_day() {
    let answer =
        "- answered: 2026-11-20\n  question: { en: May we?, fr: Peut-on? }\n  answer: { en: Yes., fr: Oui. }\n";
    let late = |site: &SiteCopy| told(site, "2027-03-01", &[]).iter().filter(|code| *code == "E0923").count();
    // One that had no answers yet.
    let site = posted();
    site.write("content/opportunities/attachment-checker/questions.yaml", answer.as_bytes());
    assert_eq!(late(&site), 1);
    git(&site, &["checkout", "--quiet", "-b", "work"]);
    site.commit("Of November, it says", "2027-02-28");
    let found = told(&site, "2027-03-01", &["--base", "main"]);
    assert!(found.contains(&"E0923".to_owned()), "{found:?}");
    assert_eq!(late(&site), 1);
    // Another one, that had some.
    let more = site.read(ANSWERS) + answer;
    site.write(ANSWERS, more.as_bytes());
    assert_eq!(late(&site), 2);
    site.commit("Of November, too", "2027-02-28");
    assert_eq!(late(&site), 2);
}

#[test]
fn a_day_that_was_still_to_come_when_it_was_published_is_put_right() {
    let slip = "- answered: 2027-02-20\n  question: { en: May we?, fr: Peut-on? }\n  answer: { en: Yes., fr: Oui. }\n";
    let site = posted();
    let answers = site.read(ANSWERS);
    site.write(ANSWERS, (answers.clone() + slip).as_bytes());
    site.commit("Answer", "2026-11-22");
    assert_eq!(codes(&site), ["W0911"]);
    let of_answers = |now: &str| {
        let found = told(&site, now, &[]);
        found.into_iter().filter(|code| ["W0911", "E0917", "E0923"].contains(&code.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(of_answers("2027-03-01"), ["E0923"]);
    // The day on which it came, or one before it, but none after it.
    site.edit(ANSWERS, "answered: 2027-02-20", "answered: 2026-11-21");
    assert_eq!(of_answers(tests::NOW), [""; 0]);
    assert_eq!(of_answers("2027-03-01"), [""; 0]);
    site.commit("Put the day right", "2027-02-28");
    assert_eq!(of_answers("2027-03-01"), [""; 0]);
    site.edit(ANSWERS, "answered: 2026-11-21", "answered: 2027-01-10");
    assert_eq!(of_answers("2027-03-01"), ["E0917", "E0917", "E0923"]);

    let site = posted();
    let amended = |date: &str| format!("  - {{ date: {date}, was: {{ hours: 70 }}, en: More., fr: Plus. }}\n");
    site.edit(FACTS, "hours: 70", "hours: 75");
    let facts = site.read(FACTS);
    site.write(FACTS, (facts.clone() + &amended("2027-11-21")).as_bytes());
    site.commit("Amend", "2026-11-21");
    assert_eq!(codes(&site), ["W0911"]);
    site.write(FACTS, (facts.clone() + &amended("2026-11-22")).as_bytes());
    assert_eq!(codes(&site), ["E0917"]);
    site.write(FACTS, (facts.clone() + &amended("2026-11-21")).as_bytes());
    assert_eq!(codes(&site), [""; 0]);
    // Another change needs another one, and comes after the day that was put right.
    site.edit(FACTS, "hours: 75", "hours: 72");
    assert_eq!(codes(&site), ["E0904"]);
    site.write(FACTS, (site.read(FACTS) + &amended("2026-11-23").replace("70", "75")).as_bytes());
    assert_eq!(codes(&site), [""; 0]);
}

#[test]
fn what_a_clone_puts_in_the_place_of_a_commit_is_not_believed() {
    let site = posted();
    site.edit(FACTS, "hours: 70", "hours: 75");
    site.commit("Slip it in", "2026-11-21");
    assert_eq!(codes(&site), ["E0904"]);
    git(&site, &["replace", &format!("HEAD~1:{FACTS}"), &format!("HEAD:{FACTS}")]);
    assert_eq!(codes(&site), ["E0904"]);
}

#[test]
#[cfg(unix)]
fn a_file_of_the_record_is_a_file_that_git_keeps() {
    use std::os::unix::fs::symlink;

    let move_away = |site: &SiteCopy, path: &str| {
        let elsewhere = site.root().join("elsewhere");
        fs::rename(site.root().join(path), &elsewhere).unwrap();
        symlink(&elsewhere, site.root().join(path)).unwrap();
    };
    for path in [FACTS, ENGLISH, "content/acceptance.yaml", "content/terms/crown-owns-copyright", "site.toml"] {
        assert_told(|site| move_away(site, path), &["E0933"]);
    }
    let site = posted();
    move_away(&site, "content");
    site.commit("Move it", "2026-11-21");
    assert!(codes(&site).contains(&"E0933".to_owned()));
    // What an editor leaves beside a file is none of the site.
    assert_told(|site| symlink("me@host.1:2", site.root().join(FACTS).with_file_name(".#en.md")).unwrap(), &[]);

    let folder = |site: &SiteCopy| site.root().join(FACTS).parent().unwrap().to_owned();
    let git_in = |folder: &std::path::Path, args: &[&str]| {
        let args = [&["-c", "user.name=a", "-c", "user.email=a@b"], args].concat();
        assert!(Command::new("git").current_dir(folder).args(args).status().unwrap().success());
    };
    let nested = |site: &SiteCopy| {
        for args in [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "-m", "Its own"]] {
            git_in(&folder(site), args);
        }
    };
    let site = posted();
    nested(&site);
    git(&site, &["rm", "-r", "--quiet", "--cached", folder(&site).to_str().unwrap()]);
    site.commit("As a repository of its own", "2026-11-21");
    assert_eq!(codes(&site), ["E0933"]);
    assert!(at(&site, tests::NOW, &["--lang", "fr", "check"]).out.contains("lui-même un dépôt git"));
}

#[test]
fn a_commit_dated_before_any_other_one_comes_after_it() {
    let site = posted();
    site.write("README.md", b"Of this exchange.\n");
    site.commit("Something else", "2027-01-20");
    site.edit(FACTS, "value: 8200", "value: 8000");
    amend(&site, "2026-11-22", "value: 8200");
    site.commit("Of November, it says", "2026-11-22");
    assert_eq!(told(&site, "2027-01-21", &[]), ["E0920"]);
}

#[test]
fn a_commit_with_an_older_date_changes_nothing_unseen() {
    let site = posted();
    site.edit(FACTS, "hours: 70", "hours: 75");
    site.edit(ENGLISH, "12 kB compressed", "14 kB compressed");
    site.edit(FRENCH, "12\u{a0}ko", "14\u{a0}ko");
    site.commit("Long ago", "2026-10-01");
    assert_eq!(codes(&site), ["E0918", "E0918", "E0904"]);
}
