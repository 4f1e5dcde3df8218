//! The command line as scripts rely on it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use tests::{Server, SiteCopy, devex, devex_in, devex_under, repository};

#[test]
fn build_writes_the_site_and_the_bundle_and_says_so_on_standard_error() {
    let site = SiteCopy::new();
    let output = devex_in(site.root(), &["build"]);
    assert_eq!(output.status, 0, "{}", output.err);
    assert_eq!(output.out, "");
    assert!(output.err.contains("opportunities"), "{}", output.err);
    for file in ["public/index.html", "public/en/index.html", "public/fr/index.html", "bundle/site.json"] {
        assert!(site.root().join(file).is_file(), "{file}");
    }
}

#[test]
fn the_same_content_and_clock_result_in_the_same_bytes() {
    let site = SiteCopy::new();
    for out in ["a", "b"] {
        let bundle = format!("bundle-{out}");
        let args = [
            "build",
            "--out",
            &format!("{}/{out}", site.root().display()),
            "--bundle",
            &format!("{}/{bundle}", site.root().display()),
        ];
        assert_eq!(devex_in(site.root(), &args).status, 0);
    }
    let diff = |a: &str, b: &str| {
        std::process::Command::new("diff").arg("-r").args([site.root().join(a), site.root().join(b)]).output().unwrap()
    };
    assert!(diff("a", "b").status.success());
    assert!(diff("bundle-a", "bundle-b").status.success());
}

#[test]
fn a_second_build_writes_only_what_changed() {
    let site = SiteCopy::new();
    devex_in(site.root(), &["build"]);
    assert!(devex_in(site.root(), &["build"]).err.contains(": 0 written, 0 removed"));
    site.edit("content/pages/contact/en.md", "\n---\n", "\n---\nWrite to us.\n\n");
    assert!(devex_in(site.root(), &["build"]).err.contains(": 1 written, 0 removed"));
}

/// The compressed files in a folder, with their names from there.
fn compressed(folder: &Path) -> Vec<String> {
    let found = std::process::Command::new("find")
        .args([".", "-name", "*.br", "-o", "-name", "*.gz"])
        .current_dir(folder)
        .output()
        .unwrap();
    let mut files: Vec<_> = String::from_utf8(found.stdout).unwrap().lines().map(str::to_owned).collect();
    files.sort();
    files
}

#[test]
fn compressed_texts_stand_beside_texts_and_go_when_nobody_asks_for_them() {
    let site = SiteCopy::new();
    let public = site.root().join("public");
    assert_eq!(devex_in(site.root(), &["build", "--compress"]).status, 0);
    let size = |file: &str| public.join(file).metadata().map_or(0, |metadata| metadata.len());
    for text in ["en/index.html", "assets/devex.css", "sitemap.xml", "en/atom.xml", "en/calendar.ics"] {
        let [whole, br, gz] = [String::new(), ".br".into(), ".gz".into()].map(|end| size(&format!("{text}{end}")));
        assert!(0 < br && br < gz && gz < whole, "{text}: {br}, {gz}, {whole}");
    }
    let again = devex_in(site.root(), &["build", "--compress"]);
    assert!(again.err.contains(": 0 written, 0 removed"), "{}", again.err);
    site.edit("content/pages/contact/en.md", "\n---\n", "\n---\nWrite to us.\n\n");
    let edited = devex_in(site.root(), &["build", "--compress"]);
    assert!(edited.err.contains(": 3 written, 0 removed"), "{}", edited.err);
    site.write("public/mine.html.gz", b"Mine.");
    assert_eq!(devex_in(site.root(), &["build"]).status, 0);
    assert_eq!(compressed(&public), ["./mine.html.gz"]);
}

#[test]
fn a_compressed_file_of_somebody_else_stays_and_nothing_is_written() {
    let site = SiteCopy::new();
    devex_in(site.root(), &["build"]);
    site.write("public/en/index.html.br", b"Mine.");
    let refused = devex_in(site.root(), &["build", "--compress"]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("index.html.br"), "{}", refused.err);
    assert_eq!(compressed(&site.root().join("public")), ["./en/index.html.br"]);
}

/// The head of the answer to a request for a page, in lower case, from a server at an address.
fn head(address: &str, page: &str, accepted: &str) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    let request =
        format!("GET {page} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: {accepted}\r\nconnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).split("\r\n\r\n").next().unwrap().to_ascii_lowercase()
}

#[test]
fn the_server_compresses_for_whoever_takes_that() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), &data.path().join("data"));
    let address = server.url.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    for (accepted, encoding) in
        [("gzip, deflate, br", Some("br")), ("gzip", Some("gzip")), ("br;q=0, gzip", Some("gzip")), ("identity", None)]
    {
        for page in ["/en/", "/assets/devex.css", "/en/nowhere/"] {
            let head = head(&address, page, accepted);
            let sent = head.lines().find_map(|line| line.strip_prefix("content-encoding: "));
            assert_eq!(sent, encoding, "{page}: {head}");
            assert!(head.contains("vary: accept-encoding"), "{page}: {head}");
        }
    }
}

#[test]
fn a_faulty_site_is_refused_with_status_1_and_the_line() {
    let site = SiteCopy::new();
    site.edit(
        "content/opportunities/accessible-date-picker/opportunity.yaml",
        "team: consultations",
        "team: consultation",
    );
    let output = devex_in(site.root(), &["build"]);
    assert_eq!(output.status, 1);
    assert!(output.err.contains("content/opportunities/accessible-date-picker/opportunity.yaml:"), "{}", output.err);
    assert!(output.err.contains("did you mean `consultations`?"), "{}", output.err);
    assert!(!site.root().join("public").exists());
}

#[test]
fn messages_are_in_french_when_asked() {
    let site = SiteCopy::new();
    site.edit(
        "content/opportunities/accessible-date-picker/opportunity.yaml",
        "team: consultations",
        "team: consultation",
    );
    let output = devex_in(site.root(), &["--lang", "fr", "build"]);
    assert!(output.err.contains("erreur[E0405]"), "{}", output.err);
    assert!(output.err.contains("vouliez-vous dire `consultations`?"), "{}", output.err);
}

#[test]
fn a_folder_without_site_or_an_unknown_option_is_status_2() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(devex(&["--root", empty.path().to_str().unwrap(), "build"]).status, 2);
    assert_eq!(devex(&["build", "--owt", "x"]).status, 2);
    assert_eq!(devex(&["--lang", "de", "build"]).status, 2);
}

#[test]
fn a_wrong_call_is_reported_in_the_reader_s_language() {
    for (args, reported) in [
        (&["chek"][..], "la commande `chek` n'existe pas; vouliez-vous dire"),
        (&["check", "--formt", "json"], "`--formt` n'est pas attendu ici; vouliez-vous dire `--format`?"),
        (&["check", "--format", "xml"], "ce peut être human, json, github, sarif"),
        (&["check", "--base"], "il manque une valeur après --base"),
        (&["check", "--format", "jsn"], "vouliez-vous dire `json`?"),
        (&["check", "--external=yes"], "--external ne prend pas la valeur `yes`"),
        (&["amend"], "il manque <POSSIBILITÉ>"),
        (&["serve", "--port", "much"], "écrivez un nombre entier d'au plus 65535"),
        (&["award", "x", "--date", "soon"], "`soon` ne convient pas à --date <DATE>\u{a0}: écrivez une date"),
        (&["build", "--now", "tomorrow"], "écrivez une date, une date et une heure, ou un instant"),
        (&["award", "x", "--none", "--supplier", "y"], "ne va pas avec"),
        (&["amend", "x", "--set", "foo"], "écrivez FAIT=VALEUR"),
        (&[], "il manque une commande"),
    ] {
        let output = devex(&[&["--lang", "fr"], args].concat());
        assert_eq!(output.status, 2, "{args:?}");
        assert!(output.err.contains(reported), "{args:?}: {}", output.err);
        assert!(output.err.contains("Pour en savoir plus, essayez `--help`."), "{args:?}: {}", output.err);
        for english in ["Usage", "error:", "invalid", "For more"] {
            assert!(!output.err.contains(english), "{args:?}: {}", output.err);
        }
    }
}

#[test]
fn a_misspelt_language_is_reported_in_the_one_that_is_meant() {
    for args in [&["--lang", "français", "build"][..], &["--lang=fr-CA", "build"], &["--lnag", "fr", "build"]] {
        let output = devex(args);
        assert_eq!(output.status, 2, "{args:?}");
        assert!(output.err.starts_with("erreur\u{a0}: "), "{args:?}: {}", output.err);
    }
    let output = devex(&["--lang", "français", "build"]);
    assert!(output.err.contains("ce peut être en, fr"), "{}", output.err);
    let output = devex_under("fr_CA.UTF-8", &["--lang", "english", "build"]);
    assert!(output.err.starts_with("error: "), "{}", output.err);
}

#[test]
fn help_is_in_the_language_of_the_call_or_of_the_environment() {
    let french = "Utilisation\u{a0}: devex build [OPTIONS]";
    for output in [
        devex(&["--lang", "fr", "build", "--help"]),
        devex(&["build", "-h", "--lang=fr"]),
        devex(&["--lang", "fr", "help", "build"]),
        devex_under("fr_CA.UTF-8", &["build", "--help"]),
    ] {
        assert_eq!(output.status, 0, "{}", output.err);
        assert!(output.out.contains(french), "{}", output.out);
        assert!(output.out.contains("--root <DOSSIER>"), "{}", output.out);
    }
    let output = devex_under("fr_CA.UTF-8", &["--lang", "en", "build", "--help"]);
    assert!(output.out.contains("Usage: devex build [OPTIONS]"), "{}", output.out);
}

#[test]
fn failures_are_reported_in_french_when_asked() {
    let site = SiteCopy::new();
    let content = site.root().join("content");
    for (args, reported) in [
        (&["build", "--out", content.to_str().unwrap()][..], "le site est fait à partir de"),
        (&["new", "opportunity", "--from-issue", "nowhere.md"], "nowhere.md\u{a0}: il n'y a ni fichier ni dossier"),
        (&["proposals", "show", "DX-NONE"], "il n'y a pas de proposition DX-NONE"),
        (&["proposals", "list", "--data", "site.toml/data"], "`devex serve` n'a gardé aucune proposition dans "),
        (&["cancel", "nothing-like-it", "--en", "A.", "--fr", "B."], "il n'y a pas de possibilité `nothing-like-it`"),
        (&["schema", "opportunites"], "il n'y a pas de schéma de ce nom"),
        (&["explain", "E9999"], "il n'y a pas de règle E9999"),
        (&["--now=9999-12-31T23:59", "check"], "--now\u{a0}: écrivez une date"),
    ] {
        let args = args.iter().map(|arg| arg.replace("site.toml", site.root().join("site.toml").to_str().unwrap()));
        let args: Vec<String> = args.collect();
        let args: Vec<&str> = [&["--lang", "fr"][..], &args.iter().map(String::as_str).collect::<Vec<_>>()].concat();
        let output = devex(&[&["--root", site.root().to_str().unwrap()], &args[..]].concat());
        assert_ne!(output.status, 0, "{args:?}");
        assert!(output.err.starts_with("erreur\u{a0}: ") && output.err.contains(reported), "{args:?}: {}", output.err);
    }
}

#[test]
fn the_present_may_be_a_date_or_a_time_in_the_site_s_time_zone() {
    let site = SiteCopy::new();
    let root = site.root().to_str().unwrap();
    let facts = "content/opportunities/accessible-date-picker/opportunity.yaml";
    let cancel = |now: &str| {
        let args = ["cancel", "accessible-date-picker", "--en", "End.", "--fr", "Fin."];
        devex(&[&["--root", root, "--now", now], &args[..]].concat())
    };
    let before = site.read(facts);
    // In UTC, the last of these instants is on the next day.
    for now in ["2026-11-24", "2026-11-24T23:30", "2026-11-24T23:30:00-05:00"] {
        let output = cancel(now);
        assert_eq!(output.status, 0, "{now}: {}", output.err);
        assert!(site.read(facts).contains("cancelled:\n  date: 2026-11-24\n"), "{now}: {}", site.read(facts));
        site.write(facts, before.as_bytes());
    }
    let output = cancel("24/11/2026");
    assert_eq!(output.status, 2);
    assert!(output.err.contains("write a date, a date with a time, or an instant"), "{}", output.err);
}

#[test]
fn the_site_is_found_from_a_folder_within_it() {
    let site = SiteCopy::new();
    let output = std::process::Command::new(tests::program("devex"))
        .args(["build", "--now", tests::NOW])
        .current_dir(site.root().join("content/pages"))
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(site.root().join("public/index.html").is_file());
}

#[test]
fn a_folder_of_somebody_else_is_not_written_over() {
    let site = SiteCopy::new();
    let out = site.root().join("content");
    let output = devex_in(site.root(), &["build", "--out", out.to_str().unwrap()]);
    assert_eq!(output.status, 1);
    assert!(out.join("skills.yaml").is_file());
}

#[test]
fn the_repository_s_own_site_has_no_fault() {
    let out = tempfile::tempdir().unwrap();
    let (site, bundle) = (out.path().join("site"), out.path().join("bundle"));
    let output =
        devex_in(&repository(), &["build", "--out", site.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()]);
    assert_eq!(output.status, 0, "{}", output.err);
}
