//! A team posts an opportunity and follows it to its end, with the command alone.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::process::{Command, Stdio};

use tests::{Output, SiteCopy, devex, devex_in, program};

const NEW: [&str; 18] = [
    "new",
    "opportunity",
    "--title-en",
    "Reading room bookings",
    "--title-fr",
    "Réserver une salle de lecture",
    "--department",
    "dfo",
    "--team",
    "tide-data",
    "--value",
    "7000",
    "--hours",
    "70",
    "--skills",
    "rust,css",
    "--terms",
    "supplier-owns-copyright",
];
const FACTS: &str = "content/opportunities/reading-room-bookings/opportunity.yaml";

fn codes(output: &Output) -> Vec<&str> {
    let titles = output.out.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning["));
    titles.map(|line| line.split(['[', ']']).nth(1).unwrap()).collect()
}

#[test]
fn a_new_opportunity_lacks_nothing_but_its_prose() {
    let site = SiteCopy::new();
    let output = devex_in(site.root(), &NEW);
    assert_eq!(output.status, 0, "{}", output.err);
    assert!(output.err.contains("texts still to be written: 18"), "{}", output.err);
    let check = devex_in(site.root(), &["check"]);
    assert_eq!(check.status, 0, "{}", check.out);
    assert_eq!(codes(&check), ["W0508"; 18]);
    let facts = site.read(FACTS);
    assert!(facts.contains("closes: 2026-12-14T14:00"), "{facts}");
    assert!(facts.contains("# The fixed price"), "{facts}");
    assert!(facts.contains("# acceptance: [tests, lint, "), "which criteria apply is a choice: {facts}");
}

#[test]
fn criteria_that_nobody_wrote_are_not_posted() {
    let site = SiteCopy::new();
    let chosen = [&NEW[..], &["--acceptance", "tests, lint"]].concat();
    assert_eq!(devex_in(site.root(), &chosen).status, 0);
    let facts = site.read(FACTS);
    assert!(facts.contains("\nacceptance: [tests, lint]\n"), "{facts}");
    site.write(FACTS, format!("posted: 2026-11-19\n{facts}").as_bytes());
    let check = devex_in(site.root(), &["check"]);
    let places = check.out.split("error[E0509]").skip(1).filter_map(|found| found.lines().nth(1));
    let criteria = places.filter(|place| place.contains("opportunity.yaml"));
    assert_eq!(criteria.count(), 6, "{}", check.out);
    let unknown = [&NEW[..], &["--acceptance", "test"]].concat();
    assert!(devex_in(SiteCopy::new().root(), &unknown).err.contains("did you mean `tests`?"));
}

#[test]
fn nothing_is_overwritten_and_what_is_missing_is_named() {
    let site = SiteCopy::new();
    devex_in(site.root(), &NEW);
    let before = site.read(FACTS);
    let again = devex_in(site.root(), &NEW);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("reading-room-bookings exists already"), "{}", again.err);
    assert_eq!(site.read(FACTS), before);
    let missing = devex_in(site.root(), &["--lang", "fr", "new", "team", "--title-en", "A"]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("il manque les options\u{a0}: --title-fr, --department"), "{}", missing.err);
    assert!(!site.root().join("content/teams/a").exists());
}

#[test]
fn every_kind_of_item_can_be_new() {
    for (what, option) in [
        ("project", &["--team", "tide-data"][..]),
        ("team", &["--department", "dfo"]),
        ("department", &[]),
        ("news", &[]),
        ("page", &[]),
    ] {
        let site = SiteCopy::new();
        let args = [&["new", what, "--title-en", "A name", "--title-fr", "Un nom"], option].concat();
        let output = devex_in(site.root(), &args);
        assert_eq!(output.status, 0, "{what}: {}", output.err);
        let check = devex_in(site.root(), &["check"]);
        let told = codes(&check);
        assert!(!told.is_empty() && told.iter().all(|code| *code == "E0509"), "{what}: {}", check.out);
    }
}

#[test]
fn in_a_terminal_it_asks_and_proposes() {
    let site = SiteCopy::new();
    let command = format!(
        "{} --root {} --now {} new opportunity --title-en 'A name' --title-fr 'Un nom'",
        program("devex").display(),
        site.root().display(),
        tests::NOW
    );
    // `script` gives the command a terminal.
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let answers = "dfoo\ndfo\ntide-data\nmuch\n7000\n70\n\nrust, css\n\nsupplier-owns-copyright\ntests, lint\n";
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let talk = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{talk}");
    assert!(talk.contains("there is no `dfoo`; did you mean `dfo`?"), "{talk}");
    assert!(talk.contains("write digits alone"), "{talk}");
    assert!(talk.contains("Closes [2026-12-14T14:00]"), "{talk}");
    let facts = site.read("content/opportunities/a-name/opportunity.yaml");
    assert!(facts.contains("skills: [rust, css]") && facts.contains("licence: MIT"), "{facts}");
    assert!(facts.contains("\nacceptance: [tests, lint]\n"), "{facts}");
}

/// A review and the approvals.
const IN_ORDER: &str = "reviews: [{ by: a-peer, url: https://github.com/example/x/pull/1 }]\napprovals: { business: 2026-11-10, finance: 2026-11-11, procurement: 2026-11-12 }\n";

/// A site with a draft in which everything is written.
fn draft() -> SiteCopy {
    let site = SiteCopy::new();
    devex_in(site.root(), &NEW);
    for lang in ["en", "fr"] {
        let file = format!("content/opportunities/reading-room-bookings/{lang}.md");
        let model = site.read(&format!("content/opportunities/word-limit-counter/{lang}.md"));
        let title = if lang == "en" { "Reading room bookings" } else { "Réserver une salle de lecture" };
        let summary = if lang == "en" { "Readers book a room." } else { "On réserve une salle." };
        let body = model.split("---\n").nth(2).unwrap();
        site.write(&file, format!("---\ntitle: {title}\nsummary: {summary}\n---\n{body}").as_bytes());
    }
    let facts = site.read(FACTS);
    let written = facts.lines().map(|line| match line.split_once(": \"[") {
        Some((key, _)) if key.trim() == "en" => format!("{key}: Show what you have done."),
        Some((key, _)) => format!("{key}: Montrez ce que vous avez fait."),
        None => line.to_owned(),
    });
    site.write(FACTS, (written.collect::<Vec<_>>().join("\n") + "\n").as_bytes());
    site
}

#[test]
fn a_draft_is_posted_once_everything_is_in_order() {
    let site = draft();
    let post = |args: &[&str]| devex_in(site.root(), &[&["post", "reading-room-bookings"], args].concat());
    let before = site.read(FACTS);
    let refused = post(&[]);
    assert!(refused.status == 1 && refused.err.contains("E0901") && refused.err.contains("E0902"), "{}", refused.err);
    assert_eq!(site.read(FACTS), before);
    site.write(FACTS, format!("{before}{IN_ORDER}").as_bytes());
    // A key that nobody tried, and a day that is past.
    let settings = site.read("site.toml");
    site.edit("site.toml", ", checked = 2026-03-30 },\n]", " },\n]");
    assert!(post(&[]).err.contains("W0912"), "{}", post(&[]).err);
    site.write("site.toml", settings.as_bytes());
    assert!(post(&["--date", "2026-11-22"]).err.contains("2026-11-22 is past"));
    let posted = post(&[]);
    assert_eq!(posted.status, 0, "{}", posted.err);
    assert!(posted.err.contains("/en/opportunities/reading-room-bookings/"), "{}", posted.err);
    assert!(posted.err.contains("/fr/possibilites/reserver-une-salle-de-lecture/"), "{}", posted.err);
    assert!(site.read(FACTS).contains("\nposted: 2026-11-23\n"), "{}", site.read(FACTS));
    let again = devex_in(site.root(), &["--lang", "fr", "post", "reading-room-bookings"]);
    assert!(again.err.contains("est déjà affichée, depuis le 2026-11-23"), "{}", again.err);
}

#[test]
fn an_opportunity_goes_from_draft_to_delivery() {
    let site = draft();
    site.write(FACTS, format!("{}posted: 2026-11-20\n{IN_ORDER}", site.read(FACTS)).as_bytes());
    let check = devex_in(site.root(), &["check", "--deny-warnings"]);
    assert_eq!(check.status, 0, "{}", check.out);

    let id = "reading-room-bookings";
    let at = |now: &str, args: &[&str]| {
        let root = site.root().to_str().unwrap();
        let output = devex(&[&["--root", root, "--now", now], args].concat());
        assert_eq!(output.status, 0, "{}{}", output.out, output.err);
    };
    let comments = site.read(FACTS).matches('#').count();
    at(
        tests::NOW,
        &["amend", id, "--set", "closes=2026-12-15T14:00", "--en", "A day: more.", "--fr", "Un jour : de plus."],
    );
    at(tests::NOW, &["amend", id, "--set", "team=open-services", "--en", "Another team.", "--fr", "Une autre équipe."]);
    at(
        tests::NOW,
        &[
            "answer",
            id,
            "--question-en",
            "May we?",
            "--question-fr",
            "Peut-on?",
            "--answer-en",
            "Yes.",
            "--answer-fr",
            "Oui.",
        ],
    );
    at(
        "2026-12-16T12:00:00Z",
        &[
            "award",
            id,
            "--supplier",
            "Atelier « X »",
            "--proposals",
            "4",
            "--reserve",
            "DX-SG6J-0123-4567-89AB-0",
            "--reserve",
            "DX-SG6J-CDEF-GHJK-MNPQ-V",
        ],
    );
    at("2027-02-01T12:00:00Z", &["deliver", id, "--repository", "https://github.com/example/x"]);
    let facts = site.read(FACTS);
    assert_eq!(facts.matches('#').count(), comments, "comments stay: {facts}");
    for line in [
        "closes: 2026-12-15T14:00",
        "    was: { closes: 2026-12-14T14:00 }",
        "    was: { team: tide-data }",
        "    en: \"A day: more.\"",
        "award:\n  supplier: Atelier « X »\n  date: 2026-12-16\n  proposals: 4\n  reserve: [DX-SG6J-0123-4567-89AB-0, DX-SG6J-CDEF-GHJK-MNPQ-V]",
        "delivery:\n  date: 2027-02-01\n  repository: https://github.com/example/x",
    ] {
        assert!(facts.contains(line), "{line} is not in\n{facts}");
    }
    let root = site.root().to_str().unwrap();
    let check = devex(&["--root", root, "--now", "2027-02-02T12:00:00Z", "check", "--deny-warnings"]);
    assert_eq!(check.status, 0, "{}", check.out);
    at("2027-02-02T12:00:00Z", &["build"]);
    let page = site.read("public/fr/possibilites/reserver-une-salle-de-lecture/index.html");
    for text in [
        "DX-SG6J-0123-4567-89AB-0\nDX-SG6J-CDEF-GHJK-MNPQ-V",
        "Livrée",
        "Mise à jour",
        "Peut-on?",
        "Examiné par a-peer",
        "Approvisionnement",
    ] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn what_would_break_a_rule_is_not_recorded() {
    let site = SiteCopy::new();
    let file = "content/opportunities/accessible-date-picker/opportunity.yaml";
    let before = site.read(file);
    for (args, told) in [
        (&["award", "accessible-date-picker", "--supplier", "X"][..], "E0905"),
        (&["amend", "accessible-date-picker", "--set", "value=9500", "--en", "A.", "--fr", "B."], "E0306"),
        (
            &["amend", "accessible-date-picker", "--set", "close=x", "--en", "A.", "--fr", "B."],
            "did you mean `closes`?",
        ),
        (
            &["amend", "accessible-date-picker", "--set", "hours=70", "--en", "A.", "--fr", "B."],
            "has this value already",
        ),
        (&["deliver", "accessible-date-picker"], "E0202"),
        (
            &["amend", "accessible-date-picker", "--set", "posted=null", "--en", "A.", "--fr", "B."],
            "`posted` is no fact",
        ),
        (&["amend", "accessible-date-picker", "--set", "hours=null", "--en", "A.", "--fr", "B."], "`hours=null`"),
        (&["amend", "accessible-date-picker", "--set", "hours=", "--en", "A.", "--fr", "B."], "`hours=`"),
        (&["cancel", "../opportunities/accessible-date-picker", "--en", "A.", "--fr", "B."], "there is no opportunity"),
    ] {
        let output = devex_in(site.root(), args);
        assert_eq!(output.status, 1, "{args:?}");
        assert!(output.err.contains(told), "{}", output.err);
        assert_eq!(site.read(file), before);
    }
    let unknown =
        devex_in(site.root(), &["--lang", "fr", "cancel", "accessible-date-pickr", "--en", "A.", "--fr", "B."]);
    assert!(unknown.err.contains("vouliez-vous dire `accessible-date-picker`?"), "{}", unknown.err);
    // An error that was there hides no other, and no rule holds where the site itself cannot be read.
    site.edit(file, "    en: The closing date", "    en: \"\" # The closing date");
    let cancel = ["cancel", "accessible-date-picker", "--en", "", "--fr", "Fin."];
    assert!(devex_in(site.root(), &cancel).err.contains("E0204"));
    site.edit("site.toml", "total = 9999", "total = \"much\"");
    let cancel = ["cancel", "accessible-date-picker", "--en", "End.", "--fr", "Fin."];
    let output = devex_in(site.root(), &cancel);
    assert!(output.status == 1 && output.err.contains("site.toml"), "{}", output.err);
    assert!(!site.read(file).contains("cancelled"));
    assert!(devex_in(site.root(), &["new", "team"]).err.contains("site.toml"));
}

#[test]
fn a_draft_is_changed_and_not_amended() {
    let site = SiteCopy::new();
    devex_in(site.root(), &NEW);
    let output =
        devex_in(site.root(), &["amend", "reading-room-bookings", "--set", "hours=80", "--en", "A.", "--fr", "B."]);
    assert!(output.status == 1 && output.err.contains("is not posted yet"), "{}", output.err);
}

#[test]
fn there_must_be_something_to_choose_from() {
    let site = SiteCopy::new();
    site.write("content/skills.yaml", b"rust: [\n");
    let options = [&NEW[..14], &NEW[16..]].concat();
    let output = devex_in(site.root(), &options);
    assert_eq!(output.status, 2);
    assert!(output.err.contains("--skills: there is nothing to choose from in content/skills.yaml"), "{}", output.err);
}

#[test]
fn options_that_are_wrong_or_not_of_the_kind_write_nothing() {
    let site = SiteCopy::new();
    let new = ["new", "project", "--title-fr", "Un nom"];
    for (args, told) in [
        (
            &["--title-en", "A name", "--team", "tide-dato"][..],
            "--team: there is no `tide-dato`; did you mean `tide-data`?",
        ),
        (
            &["--title-en", "A name", "--team", "tide-data", "--value", "7,000"],
            "--value: `project` takes no such option",
        ),
        (&["--title-en", "", "--team", "tide-data"], "--title-en: an answer is needed"),
        (&["--title-en", "日本", "--team", "tide-data"], "cannot name a folder"),
        (&["--title-en", "A name"], "these options are missing: --team"),
    ] {
        let output = devex_in(site.root(), &[&new, args].concat());
        assert_eq!(output.status, 2, "{}", output.err);
        assert!(output.err.contains(told), "{}", output.err);
    }
    assert!(!site.root().join("content/projects/a-name").exists());
    let half = devex_in(site.root(), &[&NEW[..12], &["--hours", "7,5"]].concat());
    assert!(half.err.contains("--hours: write digits alone"), "{}", half.err);
}

#[test]
fn a_file_keeps_its_own_ways() {
    let file = "content/opportunities/accessible-date-picker/opportunity.yaml";
    let amend = [
        "amend",
        "accessible-date-picker",
        "--set",
        "value=8000",
        "--set",
        "skills=[css, testing]",
        "--en",
        "- It costs less.",
        "--fr",
        "- Cela coûte moins.",
    ];
    let site = SiteCopy::new();
    let windows = format!("\u{feff}{}", site.read(file).replace('\n', "\r\n"));
    site.write(file, windows.as_bytes());
    let output = devex_in(site.root(), &amend);
    assert_eq!(output.status, 0, "{}", output.err);
    let edited = site.read(file);
    assert!(edited.starts_with('\u{feff}') && edited.matches('\n').count() == edited.matches("\r\n").count());
    assert!(edited.contains("was: { value: 8200, skills: [javascript, accessibility, testing] }"), "{edited}");

    let site = SiteCopy::new();
    site.edit(file, "value: 8200", "value: # agreed\n  8200");
    let before = site.read(file);
    let output = devex_in(site.root(), &amend);
    assert_eq!((output.status, site.read(file)), (1, before));
    for told in [file, "value: 8000\nskills: [css, testing]\namendments:\n  - date: 2026-11-23\n    was: { value: 8200"]
    {
        assert!(output.err.contains(told), "{}", output.err);
    }
}

#[test]
fn published_answers_that_cannot_be_read_are_not_replaced() {
    let site = SiteCopy::new();
    let file = "content/opportunities/accessible-date-picker/questions.yaml";
    let latin1 = [b"# d\xe9j\xe0\n".to_vec(), site.read(file).into_bytes()].concat();
    site.write(file, &latin1);
    let texts = ["--question-en", "A?", "--question-fr", "B?", "--answer-en", "C.", "--answer-fr", "D."];
    let output = devex_in(site.root(), &[&["answer", "accessible-date-picker"], &texts[..]].concat());
    assert_eq!(output.status, 1);
    assert!(output.err.contains(file), "{}", output.err);
    assert_eq!(std::fs::read(site.root().join(file)).unwrap(), latin1);
}

#[test]
fn options_that_would_be_dropped_are_refused() {
    let site = SiteCopy::new();
    let id = "accessible-date-picker";
    for args in [
        &["deliver", id, "--en", "They gave up.", "--fr", "Abandon."][..],
        &["award", id, "--none", "--proposals", "5", "--en", "None.", "--fr", "Aucune."],
        &["award", id, "--supplier", "X", "--en", "Good.", "--fr", "Bon."],
        &["amend", id, "--set", "value", "--en", "A.", "--fr", "B."],
    ] {
        assert_eq!(devex_in(site.root(), args).status, 2, "{args:?}");
    }
    let twice = ["amend", id, "--set", "value=8000", "--set", "value=7900", "--en", "A.", "--fr", "B."];
    assert!(devex_in(site.root(), &twice).err.contains("two values"));
    let same = ["--lang", "fr", "amend", id, "--set", "closes=2027-01-19 14:00:00", "--en", "A.", "--fr", "B."];
    assert!(devex_in(site.root(), &same).err.contains("a déjà cette valeur"));
}

#[test]
fn the_answers_of_the_issue_form_become_files() {
    let site = SiteCopy::new();
    // The issue's text as GitHub makes it from the form.
    let form = site.read(".github/ISSUE_TEMPLATE/opportunity.yml");
    let label = |id: &str| {
        let rest = form.split(&format!("id: {id}\n")).nth(1).unwrap();
        rest.split("label: ").nth(1).unwrap().lines().next().unwrap().trim_matches('"').to_owned()
    };
    let body: String = [
        ("title-en", "Reading room bookings"),
        ("title-fr", "Réserver une salle de lecture"),
        ("summary-en", "Readers book a room\nonline."),
        ("summary-fr", "On réserve une salle en ligne."),
        ("department", "`dfo`"),
        ("team", "tide-data"),
        ("project", "_No response_"),
        ("value", "$7,000 CAD"),
        ("hours", "70 hours"),
        ("skills", "Rust, accessibilité, Go"),
        ("repository", "_No response_"),
        ("licence", "MIT"),
        ("terms", "supplier-owns-copyright"),
        ("closes", "January 19, 2027 at 2:00 pm"),
        ("context-en", "A context.\n\n- One.\n- Two."),
        ("context-fr", "Un contexte.\n\n- Un.\n- Deux."),
        ("problem-en", "A problem."),
        ("problem-fr", "Un problème."),
    ]
    .map(|(id, answer)| format!("### {}\r\n\r\n{}\r\n\r\n", label(id), answer.replace('\n', "\r\n")))
    .concat();
    site.write("issue.md", body.as_bytes());
    let issue = site.root().join("issue.md");
    let output = devex_in(site.root(), &["new", "opportunity", "--from-issue", issue.to_str().unwrap()]);
    assert_eq!(output.status, 0, "{}", output.err);
    assert!(output.err.contains("texts still to be written: 12"), "{}", output.err);
    let french = site.read("content/opportunities/reading-room-bookings/fr.md");
    assert!(french.contains("## Contexte\n\nUn contexte.\n\n- Un.\n- Deux.\n"), "{french}");
    assert!(output.err.contains("“Data in English / Données en anglais” is not in this issue"), "{}", output.err);
    let facts = site.read(FACTS);
    for fact in ["value: 7000\n", "hours: 70\n", "skills: [rust, accessibility, Go]\n", "closes: 2027-01-19T14:00\n"] {
        assert!(facts.contains(fact), "{facts}");
    }
    assert!(output.err.contains("`Go`"), "the checks report what does not exist: {}", output.err);
    assert!(
        site.read("content/opportunities/reading-room-bookings/en.md")
            .contains("summary: Readers book a room online.\n")
    );
}

#[test]
fn an_answer_that_is_not_understood_is_named_and_no_form_is_needed() {
    let site = SiteCopy::new();
    std::fs::remove_dir_all(site.root().join(".github")).unwrap();
    let body = "### Title in English / Titre en anglais\n\nReading room bookings\n\n\
        ### Estimated hours / Nombre d'heures prévu\n\nabout two weeks\n\n\
        ### Closing date / Date de fermeture\n\n01/02/2027\n";
    site.write("issue.md", body.as_bytes());
    let issue = site.root().join("issue.md");
    let options = &NEW[2..];
    let all = [&["new", "opportunity", "--from-issue", issue.to_str().unwrap()], options].concat();
    let all: Vec<&str> = all.into_iter().filter(|arg| !["--hours", "70"].contains(arg)).collect();
    let output = devex_in(site.root(), &all);
    assert!(output.err.contains("`about two weeks`, the answer for hours, is not understood"), "{}", output.err);
    assert!(output.err.contains("`01/02/2027`, the answer for closes, is not understood"), "{}", output.err);
    assert!(site.read(FACTS).contains("hours: about two weeks"));
}
