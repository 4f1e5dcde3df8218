//! `devex check` as people and programs read it, with git's history and other sites.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tests::{Output, SiteCopy, devex, devex_in, repository, tools};

const FACTS: &str = "content/opportunities/accessible-date-picker/opportunity.yaml";
const ENGLISH: &str = "content/opportunities/accessible-date-picker/en.md";
const FRENCH: &str = "content/opportunities/accessible-date-picker/fr.md";

fn check(site: &SiteCopy, args: &[&str]) -> Output {
    devex_in(site.root(), &[&["check"], args].concat())
}

/// What `--format json` tells.
fn found(site: &SiteCopy, args: &[&str]) -> Vec<Value> {
    let output = check(site, &[&["--format", "json"], args].concat());
    serde_json::from_str::<Value>(&output.out).unwrap().as_array().unwrap().clone()
}

fn codes(site: &SiteCopy, args: &[&str]) -> Vec<String> {
    found(site, args).iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_repository_s_own_content_has_nothing_to_mend() {
    let output = devex_in(&repository(), &["check", "--deny-warnings"]);
    assert_eq!((output.status, output.out.as_str()), (0, "nothing to mend\n"), "{}", output.err);
}

#[test]
fn errors_are_status_1_and_warnings_only_when_denied() {
    let site = SiteCopy::new();
    assert_eq!(check(&site, &["--deny-warnings"]).status, 0);
    site.edit(FRENCH, "## Contexte\n", "## Contexte\n\nUne belle opportunité.\n");
    assert_eq!(check(&site, &[]).status, 0);
    assert_eq!(check(&site, &["--deny-warnings"]).status, 1);
    site.edit(FACTS, "licence: MIT", "licence: Proprietary");
    let output = check(&site, &[]);
    assert_eq!(output.status, 1);
    assert!(output.out.contains("1 error, 1 warning"), "{}", output.out);
    assert_eq!(check(&site, &["--format", "xml"]).status, 2);
    assert!(!site.root().join("public").exists());
}

#[test]
fn json_names_places_and_related_places() {
    let site = SiteCopy::new();
    site.edit(FRENCH, "61", "16");
    let found = found(&site, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    let line = 1 + site.read(FRENCH).lines().position(|line| line.contains("16")).unwrap();
    assert_eq!(found[0]["code"], "E0806");
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["file"], FRENCH);
    assert_eq!(found[0]["line"], line);
    assert_eq!(found[0]["end_column"].as_u64().unwrap() - found[0]["column"].as_u64().unwrap(), 2);
    assert_eq!(found[0]["related"][0]["file"], ENGLISH);
}

#[test]
fn github_gets_a_command_a_line() {
    let site = SiteCopy::new();
    site.edit(FACTS, "value: 8200", "value: 9500");
    // The site is a folder of the repository.
    let repository = tempfile::tempdir().unwrap();
    let folder = repository.path().join("tools/the site");
    std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
    assert!(Command::new("cp").arg("-r").arg(site.root()).arg(&folder).status().unwrap().success());
    assert!(Command::new("git").current_dir(repository.path()).args(["init", "--quiet"]).status().unwrap().success());
    let output = devex_in(&folder, &["--lang", "fr", "check", "--format", "github"]);
    assert_eq!(output.status, 1, "{}", output.err);
    let lines: Vec<_> = output.out.lines().collect();
    assert_eq!(lines.len(), 1, "{}", output.out);
    let start =
        format!("::error file=tools/the site/{FACTS},line=4,col=8,endLine=4,endColumn=12,title=E0306::avec la taxe");
    assert!(lines[0].starts_with(&start), "{}", lines[0]);
    assert!(lines[0].contains("%0A"), "{}", lines[0]);
}

#[test]
fn sarif_fits_its_standard() {
    let site = SiteCopy::new();
    site.edit(FRENCH, "61", "16");
    site.edit(FACTS, "value: 8200", "value: 9500");
    let log: Value = serde_json::from_str(&check(&site, &["--format", "sarif"]).out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(!rule["help"]["text"].as_str().unwrap().is_empty());
        assert!(result["locations"][0]["physicalLocation"]["region"]["startLine"].is_u64());
    }
}

#[test]
fn every_rule_can_be_explained_in_both_languages() {
    let list = devex_in(&repository(), &["explain"]);
    assert_eq!(list.status, 0);
    for line in list.out.lines() {
        let code = line.split(' ').next().unwrap();
        for lang in ["en", "fr"] {
            let page = devex_in(&repository(), &["--lang", lang, "explain", code]);
            assert!(page.status == 0 && page.out.matches("```").count() >= 4, "{code}: {}", page.out);
        }
    }
    let unknown = devex_in(&repository(), &["explain", "e0350"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("did you mean"), "{}", unknown.err);
    let elsewhere = tempfile::tempdir().unwrap();
    let devex = |args: &[&str]| {
        let output = Command::new(tests::program("devex")).current_dir(elsewhere.path()).args(args).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(devex(&["explain", "E0305"]), (Some(0), String::new()));
    let (status, told) = devex(&["--lang", "en", "--root", "nowhere", "check"]);
    assert!(status == Some(2) && told.contains("no site.toml in nowhere"), "{told}");
}

#[test]
fn a_fact_changed_after_posting_needs_an_amendment() {
    let site = SiteCopy::new();
    site.commit("Post it", "2026-11-12");
    assert_eq!(codes(&site, &[]), [""; 0]);
    site.edit(FACTS, "hours: 70", "hours: 75");
    // Before it is committed, and after.
    for day in ["2026-11-20", "2026-11-21"] {
        let found = found(&site, &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0]["code"].as_str(), found[0]["line"].as_u64()), (Some("E0904"), Some(5)));
        assert!(found[0]["message"].as_str().unwrap().contains("`hours` was 70 when posted and is 75 now"));
        site.write("note.txt", day.as_bytes());
        site.commit("Change it", day);
    }
    let amended = site.read(FACTS) + "  - { date: 2026-11-20, was: { hours: 70 }, en: More., fr: Plus. }\n";
    site.write(FACTS, amended.as_bytes());
    assert_eq!(codes(&site, &[]), [""; 0]);
}

#[test]
fn a_pull_request_that_took_the_published_branch_in_is_compared_with_it() {
    let site = SiteCopy::new();
    let git =
        |args: &[&str]| assert!(Command::new("git").current_dir(site.root()).args(args).status().unwrap().success());
    let facts = site.read(FACTS);
    site.write(FACTS, facts.replace("hours: 70", "hours: 60").as_bytes());
    site.commit("Before it is posted", "2026-11-01");
    git(&["checkout", "--quiet", "-b", "work"]);
    site.write("note.txt", b"work");
    site.commit("Work", "2026-11-05");
    git(&["checkout", "--quiet", "main"]);
    site.write(FACTS, facts.as_bytes());
    site.commit("Post it", "2026-11-08");
    git(&["checkout", "--quiet", "work"]);
    git(&["-c", "user.name=a", "-c", "user.email=a@b", "merge", "--quiet", "--no-edit", "main"]);
    assert_eq!(codes(&site, &["--base", "main"]), [""; 0]);
    site.edit(FACTS, "hours: 70", "hours: 75");
    site.commit("Slip it in", "2026-11-20");
    assert_eq!(codes(&site, &["--base", "main"]), ["E0904"]);
    // What is wrong in itself is told as that alone.
    site.edit(FACTS, "hours: 75", "hours: many");
    assert_eq!(codes(&site, &["--base", "main"]), ["E0203"]);
}

#[test]
fn git_that_cannot_answer_is_no_clean_bill() {
    let site = SiteCopy::new();
    site.commit("Post it", "2026-11-12");
    let path = tempfile::tempdir().unwrap();
    let mut command = Command::new(tests::program("devex"));
    let output = command.current_dir(site.root()).env("PATH", path.path()).arg("check").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("git is not installed"), "{output:?}");
    let output = command.args(["--base", "main"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

#[test]
fn a_fact_may_change_before_posting_and_within_a_pull_request() {
    let site = SiteCopy::new();
    let upcoming = "content/opportunities/bilingual-term-checker/opportunity.yaml";
    site.commit("Prepare it", "2026-11-12");
    site.edit(upcoming, "hours: ", "hours: 1");
    let codes_of_upcoming = codes(&site, &[]);
    assert!(!codes_of_upcoming.contains(&"E0904".to_owned()), "{codes_of_upcoming:?}");
    let git =
        |args: &[&str]| assert!(Command::new("git").current_dir(site.root()).args(args).status().unwrap().success());
    git(&["checkout", "--quiet", "."]);
    git(&["checkout", "--quiet", "-b", "work"]);
    // A slip that the same pull request mends was never on the site.
    site.edit(FACTS, "hours: 70", "hours: 7000");
    site.commit("A slip", "2026-11-20");
    site.edit(FACTS, "hours: 7000", "hours: 70");
    site.commit("Mended", "2026-11-21");
    assert_eq!(codes(&site, &[]), ["E0904"]);
    assert_eq!(codes(&site, &["--base", "main"]), [""; 0]);
    // Taking a mistyped branch for none would find faults that are none.
    let mistyped = check(&site, &["--base", "mian"]);
    assert_eq!(mistyped.status, 2);
    assert!(mistyped.err.contains("no branch or commit `mian`"), "{}", mistyped.err);
}

#[test]
fn a_version_that_changed_alone_makes_the_other_suspect() {
    const ENGLISH: &str = "content/projects/consultation-hub/en.md";
    const FRENCH: &str = "content/projects/consultation-hub/fr.md";
    let site = SiteCopy::new();
    site.commit("Post it", "2026-11-12");
    site.edit(ENGLISH, "answer in writing", "answer by letter");
    // Whoever writes changes one version first.
    assert_eq!(codes(&site, &[]), [""; 0]);
    site.commit("Change the English", "2026-11-20");
    assert_eq!(codes(&site, &["--base", "HEAD~1"]), ["W0807"]);
    let found = found(&site, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0]["code"].as_str(), found[0]["file"].as_str()), (Some("W0807"), Some(FRENCH)));
    assert!(found[0]["message"].as_str().unwrap().contains("the French may be stale"), "{found:?}");
    site.edit(FRENCH, "modified: 2026-11-09", "modified: 2026-11-21");
    site.commit("It says the same", "2026-11-21");
    assert_eq!(codes(&site, &[]), [""; 0]);
    // Its address alone, or its typography, says nothing else.
    site.edit(FRENCH, "slug: ", "slug: le-");
    site.commit("Change its address", "2026-11-22");
    assert_eq!(codes(&site, &[]), [""; 0]);
    site.edit(ENGLISH, "what came of it.'", "what came of it'");
    site.commit("Change a sign", "2026-11-22");
    assert_eq!(codes(&site, &[]), [""; 0]);
    // Changed and changed back; saved by an editor of Windows.
    let english = site.read(ENGLISH);
    site.edit(ENGLISH, "by letter", "by post");
    site.commit("Change the English again", "2026-11-22");
    assert_eq!(codes(&site, &[]), ["W0807"]);
    site.write(ENGLISH, english.replace('\n', "\r\n").as_bytes());
    assert_eq!(codes(&site, &[]), [""; 0]);
}

#[test]
fn without_git_it_says_what_was_not_looked_for() {
    let site = SiteCopy::new();
    let output = check(&site, &[]);
    assert!(output.err.contains("not a git repository"), "{}", output.err);
    let output = devex_in(site.root(), &["--lang", "fr", "check"]);
    assert!(output.err.contains("ce n'est pas un dépôt git"), "{}", output.err);
    // A repository without its first commit has a past, which is empty.
    assert!(Command::new("git").current_dir(site.root()).args(["init", "--quiet"]).status().unwrap().success());
    let output = check(&site, &[]);
    assert_eq!((output.status, output.err.as_str()), (0, ""));
}

#[test]
fn a_clone_without_its_past_says_so() {
    let site = SiteCopy::new();
    site.commit("One", "2026-11-12");
    site.edit(FACTS, "hours: 70", "hours: 75");
    site.commit("Two", "2026-11-13");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", site.root().display());
    let args = ["clone", "--quiet", "--depth", "1", &from, clone.path().to_str().unwrap()];
    assert!(Command::new("git").args(args).status().unwrap().success());
    let output = devex_in(clone.path(), &["check"]);
    assert!(output.err.contains("only the last commits"), "{}", output.err);
}

#[test]
fn links_to_other_sites_are_asked_for_and_remembered() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", server.local_addr().unwrap());
    let (sender, requests) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in server.incoming().map_while(Result::ok) {
            let mut line = String::new();
            BufReader::new(&stream).read_line(&mut line).unwrap();
            let status = if line.contains("/gone") { "404 Not Found" } else { "200 OK" };
            let _ = write!(&stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let site = SiteCopy::new();
    // The content's own links lead to places that tests must not depend on.
    let pages = ["content/pages/contact/en.md", "content/pages/contact/fr.md"];
    for folder in ["opportunities", "projects", "teams", "departments", "news", "terms"] {
        std::fs::remove_dir_all(site.root().join("content").join(folder)).unwrap();
    }
    for entry in std::fs::read_dir(site.root().join("content/pages")).unwrap() {
        let id = entry.unwrap().file_name().into_string().unwrap();
        for lang in ["en", "fr"] {
            let name = id.replace('-', "");
            let text = format!("---\ntitle: {name}\nsummary: {name}\n---\n\n{name}\n");
            site.write(&format!("content/pages/{id}/{lang}.md"), text.as_bytes());
        }
    }
    for page in pages {
        let links = format!("---\ntitle: A\nsummary: B\n---\n\n[a]({address}/there#x), [b]({address}/gone)\n");
        site.write(page, links.as_bytes());
    }
    assert_eq!(codes(&site, &[]), [""; 0]);
    assert!(requests.try_recv().is_err(), "nothing is asked for unless it is wanted");
    let dead = found(&site, &["--external"]);
    assert_eq!(dead.iter().map(|found| found["code"].as_str().unwrap()).collect::<Vec<_>>(), ["E1001"]);
    assert_eq!(dead[0]["related"][0]["file"], pages[1], "each address is told once: {dead:?}");
    let first: Vec<String> = requests.try_iter().collect();
    assert_eq!(first.iter().filter(|line| line.contains("/there")).count(), 1, "{first:?}");
    // Nobody listens on this port.
    site.edit(pages[0], "/gone)", "/gone), [c](http://127.0.0.1:1/)");
    site.edit(pages[1], "/gone)", "/gone), [c](http://127.0.0.1:1/)");
    assert_eq!(codes(&site, &["--external"]), ["E1001", "W1002"]);
    let second: Vec<String> = requests.try_iter().collect();
    assert!(second.iter().all(|line| line.contains("/gone")), "{second:?}");
}

#[test]
fn every_file_of_the_content_fits_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    assert_eq!(devex_in(&repository(), &["schema", "--out", out]).status, 0);
    let fits = |schema: &str, files: &[PathBuf]| {
        let schema = folder.path().join(format!("{schema}.json"));
        let checker = tools().join("python/bin/check-jsonschema");
        let output = Command::new(checker).arg("--schemafile").arg(schema).args(files).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for (schema, dir, file) in [
        ("opportunity", "opportunities", "opportunity.yaml"),
        ("questions", "opportunities", "questions.yaml"),
        ("team", "teams", "team.yaml"),
        ("project", "projects", "project.yaml"),
        ("department", "departments", "department.yaml"),
        ("news", "news", "news.yaml"),
    ] {
        let items = std::fs::read_dir(repository().join("content").join(dir)).unwrap();
        let files: Vec<_> = items.map(|item| item.unwrap().path().join(file)).filter(|path| path.exists()).collect();
        assert!(!files.is_empty());
        let (fit, told) = fits(schema, &files);
        assert!(fit, "{told}");
    }
    for list in ["skills", "acceptance"] {
        let (fit, told) = fits(list, &[repository().join(format!("content/{list}.yaml"))]);
        assert!(fit, "{told}");
    }
    let site = SiteCopy::new();
    site.edit(FACTS, "closes: 2027-01-19T14:00", "closes: 2027-01-19");
    assert!(!fits("opportunity", &[site.root().join(FACTS)]).0);
}

#[test]
fn the_reference_is_the_one_that_the_types_make() {
    let reference = devex_in(&repository(), &["schema", "reference"]).out;
    let committed = std::fs::read_to_string(repository().join("content/README.md")).unwrap();
    assert!(reference == committed, "run `devex schema reference > content/README.md`");
}

#[test]
fn a_question_without_an_answer_is_published_and_late_after_the_last_day_for_questions() {
    let site = SiteCopy::new();
    let file = "content/opportunities/accessible-date-picker/questions.yaml";
    let asked =
        "- asked: 2026-11-20\n  question: { en: May it be a web component?, fr: Peut-il s'agir d'un composant Web? }\n";
    site.write(file, (site.read(file) + asked).as_bytes());
    let at = |now: &str, args: &[&str]| {
        let output = devex(&[&["--root", site.root().to_str().unwrap(), "--now", now], args].concat());
        assert_eq!(output.status, 0, "{}{}", output.out, output.err);
        output.out
    };
    let page = |now: &str| {
        at(now, &["build"]);
        site.read("public/en/opportunities/accessible-date-picker/index.html")
    };
    let open = page("2027-01-07");
    assert!(open.contains("May it be a web component?") && open.contains("The team has not answered yet."));
    assert!(!open.contains("Some have no answer yet."));
    assert!(!at("2027-01-07", &["check", "--overdue"]).contains("W0944"));
    assert!(page("2027-01-08").contains("Questions were taken until January 7, 2027. Some have no answer yet."));
    assert!(at("2027-01-08", &["check", "--overdue"]).contains("W0944"));
    // Answered, it is as any other.
    let answered = site.read(file).replace(
        "  question: { en: May it be",
        "  answered: 2027-01-06\n  answer: { en: Yes., fr: Oui. }\n  question: { en: May it be",
    );
    site.write(file, answered.as_bytes());
    assert!(!page("2027-01-08").contains("no answer yet"));
    assert!(!at("2027-01-08", &["check", "--overdue"]).contains("W0944"));
}

#[test]
fn what_is_late_is_listed_when_asked_for() {
    let site = SiteCopy::new();
    let late = |args: &[&str]| {
        let root = site.root().to_str().unwrap();
        let check = ["--root", root, "--now", "2027-06-01T12:00", "check", "--overdue", "--format", "json"];
        let output = devex(&[&check[..], args].concat());
        let found = serde_json::from_str::<Value>(&output.out).unwrap().as_array().unwrap().clone();
        let late = found.into_iter().filter(|found| found["code"].as_str().unwrap().starts_with("W094"));
        (output.status, late.collect::<Vec<_>>())
    };
    let (status, all) = late(&[]);
    assert_eq!(status, 0);
    let this = all.iter().filter(|found| found["file"] == FACTS).collect::<Vec<_>>();
    assert_eq!(this.len(), 1, "{all:#?}");
    assert_eq!(this[0]["code"], "W0940");
    assert!(this[0]["message"].as_str().unwrap().contains("123 days ago"), "{this:?}");
    let delivery = all.iter().filter(|found| found["code"] == "W0941").count();
    assert_eq!(delivery, 1, "the contract that was awarded and not delivered: {all:#?}");
    assert_eq!(late(&["--deny-warnings"]).0, 1);

    // The work was accepted on July 14, 2026, and its supplier paid: nothing is late until that is not recorded.
    let delivered = "content/opportunities/tide-station-finder/opportunity.yaml";
    let of_payments = |now: &str| {
        let check = ["--root", site.root().to_str().unwrap(), "--now", now, "check", "--overdue"];
        devex(&check).out.matches("W0943").count()
    };
    assert_eq!(of_payments("2027-06-01"), 0);
    site.edit(delivered, "payment: { date: 2026-08-12 }\n", "");
    assert_eq!([of_payments("2026-08-28"), of_payments("2026-08-29")], [0, 1], "after 45 days");
    let paid = devex(&[
        "--root",
        site.root().to_str().unwrap(),
        "--now",
        "2026-11-27",
        "pay",
        "tide-station-finder",
        "--date",
        "2026-08-12",
    ]);
    assert_eq!(paid.status, 0, "{}{}", paid.out, paid.err);
    assert_eq!(of_payments("2027-06-01"), 0);
    let root = site.root().to_str().unwrap();
    let plain = devex(&["--root", root, "--now", "2027-06-01T12:00", "check"]);
    assert!(!plain.out.contains("W094"), "only when asked for: {}", plain.out);
}
