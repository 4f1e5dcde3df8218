//! What was posted is a public record: nobody rewrites it, by hand or by command, and it is corrected in the open.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::process::Command;

use serde_json::Value;
use tests::{Output, SiteCopy, devex, devex_in};

const ID: &str = "accessible-date-picker";
const FACTS: &str = "content/opportunities/accessible-date-picker/opportunity.yaml";
const ANSWERS: &str = "content/opportunities/accessible-date-picker/questions.yaml";
const ENGLISH: &str = "content/opportunities/accessible-date-picker/en.md";
const FRENCH: &str = "content/opportunities/accessible-date-picker/fr.md";
/// Where an award is recorded.
const AWARDED: &str = "content/opportunities/reproducible-form-kit-releases/opportunity.yaml";
const CLOSED: &str = "2027-01-19T15:00:00-05:00";

fn posted() -> SiteCopy {
    let site = SiteCopy::new();
    site.commit("Post it", "2026-11-20");
    site
}

fn at(site: &SiteCopy, now: &str, args: &[&str]) -> Output {
    devex(&[&["--root", site.root().to_str().unwrap(), "--now", now], args].concat())
}

/// The codes that the check tells, with the lines.
fn told(site: &SiteCopy, now: &str, args: &[&str]) -> Vec<String> {
    let output = at(site, now, &[&["check", "--format", "json"], args].concat());
    let found: Value = serde_json::from_str(&output.out).unwrap();
    found.as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

fn codes(site: &SiteCopy) -> Vec<String> {
    told(site, tests::NOW, &[])
}

fn git(site: &SiteCopy, args: &[&str]) {
    assert!(Command::new("git").current_dir(site.root()).args(args).status().unwrap().success(), "{args:?}");
}

/// An edit is told before it is committed, after, and in a pull request.
#[track_caller]
fn assert_told(edit: impl Fn(&SiteCopy), expected: &[&str]) {
    let site = posted();
    assert_eq!(codes(&site), [""; 0]);
    edit(&site);
    assert_eq!(codes(&site), expected, "before it is committed");
    git(&site, &["checkout", "--quiet", "-b", "work"]);
    site.commit("Change it", "2026-11-21");
    assert_eq!(told(&site, tests::NOW, &["--base", "main"]), expected, "in a pull request");
    assert_eq!(codes(&site), expected, "after it is committed");
}

#[test]
fn what_was_posted_is_neither_removed_nor_renamed_nor_posted_again() {
    let folder = |site: &SiteCopy, name: &str| site.root().join("content/opportunities").join(name);
    // Nothing links to this one.
    assert_told(|site| fs::remove_dir_all(folder(site, "attachment-checker")).unwrap(), &["E0915"]);
    assert_told(|site| fs::rename(folder(site, "attachment-checker"), folder(site, "a-checker")).unwrap(), &["E0915"]);
    let rename = |site: &SiteCopy| fs::rename(folder(site, ID), folder(site, "date-picker")).unwrap();
    let site = posted();
    rename(&site);
    let output = devex_in(site.root(), &["--lang", "fr", "check"]);
    assert!(output.out.contains("ses faits sont maintenant dans `date-picker`"), "{}", output.out);
    assert_told(|site| site.edit(FACTS, "posted: 2026-11-09", "posted: 2026-11-11"), &["E0916"]);
    assert_told(|site| site.edit(FACTS, "posted: 2026-11-09\n", ""), &["E0916"]);
}

#[test]
fn amendments_reviews_approvals_and_answers_stay_as_they_were_published() {
    assert_told(|site| site.edit(FACTS, "The other dates do not change.", "The price does not change."), &["E0917"]);
    assert_told(|site| site.edit(FACTS, "  - by: hub-product-owner", "  - by: another-owner"), &["E0917"]);
    assert_told(|site| site.edit(FACTS, "finance: 2026-10-30", "finance: 2026-10-29"), &["E0917"]);
    assert_told(|site| site.edit(ANSWERS, "asked: 2026-11-12", "asked: 2026-11-11"), &["E0917"]);
    assert_told(|site| site.edit(ANSWERS, "You may start from", "You must start from"), &["E0917"]);
    assert_told(|site| fs::remove_file(site.root().join(ANSWERS)).unwrap(), &["E0917", "E0917"]);
    // Signs, capitals and accents are no other words; what comes after is no rewriting.
    assert_told(
        |site| {
            site.edit(ANSWERS, "en: You may start", "en: |\n      you may\u{a0}start");
            site.edit(FACTS, "reviews:\n", "reviews:\n  - { by: a-third, url: \"https://example.org/3\" }\n");
        },
        &[],
    );
}

#[test]
fn an_outcome_is_completed_but_not_rewritten() {
    assert_told(|site| site.edit(AWARDED, "Coopérative Clé de voûte, date", "Atelier du Quai, date"), &["E0904"]);
    // Who was drawn first is offered the contract first.
    let reversed = |site: &SiteCopy| {
        site.edit(
            AWARDED,
            "[DX-MSKH-M9TD-4XPA-W3NR-2, DX-MSKH-8V2E-RJ6F-Q1ZY-J",
            "[DX-MSKH-8V2E-RJ6F-Q1ZY-J, DX-MSKH-M9TD-4XPA-W3NR-2",
        );
    };
    assert_told(reversed, &["E0904"]);
    let site = posted();
    let text = site.read(AWARDED);
    let line = text.lines().find(|line| line.starts_with("award:")).unwrap();
    site.edit(AWARDED, line, "");
    assert_eq!(codes(&site), ["E0904"]);
    site.write(AWARDED, text.as_bytes());
    let deliver = ["deliver", "reproducible-form-kit-releases", "--date", "2026-11-22"];
    assert_eq!(devex_in(site.root(), &deliver).status, 0);
    assert_eq!(codes(&site), [""; 0]);
}

#[test]
fn a_text_that_was_posted_changes_where_it_matters_by_an_amendment_alone() {
    let both = |en: [&'static str; 2], fr: [&'static str; 2]| {
        move |site: &SiteCopy| {
            site.edit(ENGLISH, en[0], en[1]);
            site.edit(FRENCH, fr[0], fr[1]);
        }
    };
    assert_told(both(["12 kB compressed", "14 kB compressed"], ["12\u{a0}ko", "14\u{a0}ko"]), &["E0918", "E0918"]);
    assert_told(both(["under a minute", "under an hour"], ["moins d'une minute", "moins d'une heure"]), &["E0918"; 2]);
    assert_told(both(["level AA,", "level AAA,"], ["AA", "AAA"]), &["E0918", "E0918"]);
    assert_told(
        both(["with a keyboard, a mouse", "with a mouse"], ["au clavier, à la souris", "à la souris"]),
        &["W0919", "W0919"],
    );
    assert_told(
        both(["## The work\n", "## The work\n\n### Parts\n"], ["## Le travail\n", "## Le travail\n\n### Parties\n"]),
        &["E0918"; 2],
    );
    // Typography is no other text.
    assert_told(both(["\"button, button, button\"", "“button, button, button”"], ["# Le", "#  Le"]), &[]);
}

#[test]
fn an_amendment_names_the_part_of_the_text_that_it_changes() {
    let site = posted();
    site.edit(ENGLISH, "12 kB compressed", "14 kB compressed");
    site.edit(FRENCH, "12\u{a0}ko", "14\u{a0}ko");
    site.commit("Change the weight", "2026-11-21");
    let output = devex_in(site.root(), &["check"]);
    assert!(output.out.contains("“12” when posted is “14” now"), "{}", output.out);
    assert!(output.out.contains("`--text acceptance`"), "{}", output.out);
    let amend = |part| ["amend", ID, "--text", part, "--en", "The weight is 14 kB.", "--fr", "Le poids est de 14 ko."];
    assert_eq!(devex_in(site.root(), &amend("work")).status, 0);
    assert_eq!(codes(&site), ["E0918", "E0918"], "an amendment of another part");
    assert_eq!(devex_in(site.root(), &amend("acceptance")).status, 0);
    assert_eq!(codes(&site), [""; 0]);
    let mistyped = devex_in(site.root(), &[&["--lang", "fr"], &amend("criteria")[..]].concat());
    assert!(mistyped.status == 2 && mistyped.err.contains("title, summary, context"), "{}", mistyped.err);
    // One more change, one more amendment.
    site.commit("Amend it", "2026-11-22");
    site.edit(ENGLISH, "14 kB compressed", "16 kB compressed");
    site.edit(FRENCH, "14\u{a0}ko", "16\u{a0}ko");
    assert_eq!(told(&site, "2026-11-26", &[]), ["E0918", "E0918"]);
    devex_in(site.root(), &["build"]);
    let page = site.read("public/fr/possibilites/selecteur-de-date-accessible/index.html");
    assert!(page.contains("Changements dans le texte\u{a0}: Critères d&#39;acceptation du travail"), "{page}");
}

#[test]
fn an_answer_is_corrected_in_the_open() {
    let site = posted();
    let correct = |number: &str| {
        let answer = [
            "--en",
            "You must start from an existing component.",
            "--fr",
            "Vous devez partir d'un composant existant.",
        ];
        devex_in(site.root(), &[&["correct", ID, "--answer", number], &answer[..]].concat())
    };
    assert!(correct("3").err.contains("numbered from 1 to 2"), "{}", correct("3").err);
    assert_eq!(correct("1").status, 0);
    assert_eq!(codes(&site), [""; 0]);
    let answers = site.read(ANSWERS);
    assert!(answers.contains("corrections: [{ date: 2026-11-23, was: { en: \"You may start"), "{answers}");
    // The former answer stays from then on.
    site.commit("Correct it", "2026-11-23");
    site.edit(ANSWERS, "was: { en: \"You may start", "was: { en: \"We said that you may start");
    assert_eq!(told(&site, "2026-11-24", &[]), ["E0917", "E0917"]);
    site.write(ANSWERS, answers.as_bytes());
    assert_eq!(devex_in(site.root(), &["build"]).status, 0);
    let page = site.read("public/en/opportunities/accessible-date-picker/index.html");
    for text in ["You must start from an existing", "Corrected on", "The answer was:", "You may start from an existing"]
    {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn an_outcome_is_corrected_in_the_open() {
    let site = posted();
    let correct = |set: &str| {
        let why = ["--en", "The name was misspelt.", "--fr", "Le nom était mal écrit."];
        devex_in(site.root(), &[&["correct", "reproducible-form-kit-releases", "--set", set], &why[..]].concat())
    };
    assert!(
        correct("award.suplier=X").err.contains("did you mean `award.supplier`?"),
        "{}",
        correct("award.suplier=X").err
    );
    assert!(correct("delivery.date=2026-11-01").err.contains("nothing is recorded under `delivery`"));
    assert!(correct("value=7600").status == 1);
    let output = correct("award.supplier=Coop: Clef de voûte");
    assert_eq!(output.status, 0, "{}", output.err);
    assert_eq!(codes(&site), [""; 0]);
    assert_eq!(devex_in(site.root(), &["build"]).status, 0);
    let page = site.read("public/en/opportunities/reproducible-form-kit-releases/index.html");
    assert!(page.contains("Coop: Clef de voûte") && page.contains("Coopérative Clé de voûte"));
    // Its price is no matter of correction.
    assert!(correct("award.value=7400").err.contains("E0924"));
}

#[test]
fn nothing_that_bidders_compete_on_changes_after_closing() {
    let site = posted();
    let amend = |set: &str| at(&site, CLOSED, &["amend", ID, "--set", set, "--en", "A.", "--fr", "B."]);
    // On the day of closing, an hour after it, and the day after.
    for set in ["value=8000", "hours=60", "licence=Apache-2.0", "acceptance=[tests]", "closes=2027-02-19T14:00"] {
        assert!(amend(set).err.contains("E0920"), "{set}: {}", amend(set).err);
        let next_day = at(&site, "2027-01-20", &["amend", ID, "--set", set, "--en", "A.", "--fr", "B."]);
        assert!(next_day.err.contains("E0920"), "{set}: {}", next_day.err);
    }
    let french = at(&site, CLOSED, &["--lang", "fr", "amend", ID, "--set", "value=8000", "--en", "A.", "--fr", "B."]);
    assert!(french.err.contains("les conditions du concours ne peuvent plus changer"), "{}", french.err);
    let answer = ["answer", ID, "--question-en", "A?", "--question-fr", "A?", "--answer-en", "B.", "--answer-fr", "B."];
    for now in [CLOSED, "2027-01-20"] {
        assert!(at(&site, now, &answer).err.contains("E0923"));
    }
    // A text: its numbers neither with an amendment.
    site.edit(ENGLISH, "12 kB compressed", "14 kB compressed");
    site.edit(FRENCH, "12\u{a0}ko", "14\u{a0}ko");
    assert_eq!(told(&site, CLOSED, &[]), ["E0920", "E0920"]);
    git(&site, &["checkout", "--quiet", "."]);
    // What comes later may change.
    assert_eq!(amend("delivers=2027-03-26").status, 0);
    assert_eq!(amend("team=open-services").status, 0);
    assert_eq!(told(&site, CLOSED, &[]), [""; 0]);
}

#[test]
fn a_cancelled_opportunity_stays_as_it_was() {
    let site = posted();
    assert_eq!(
        devex_in(site.root(), &["cancel", ID, "--en", "No need.", "--fr", "Plus besoin.", "--date", "2026-11-22"])
            .status,
        0
    );
    site.commit("Cancel it", "2026-11-22");
    let amend = devex_in(site.root(), &["amend", ID, "--set", "value=8000", "--en", "A.", "--fr", "B."]);
    assert!(amend.err.contains("E0920"), "{}", amend.err);
    site.edit(FACTS, "cancelled:\n", "not_awarded:\n");
    assert!(codes(&site).contains(&"E0904".to_owned()), "{:?}", codes(&site));
}

#[test]
fn an_amendment_leaves_time_and_takes_none() {
    let site = posted();
    let amend = |now: &str, sets: &[&str]| {
        let sets: Vec<&str> = sets.iter().flat_map(|set| ["--set", set]).collect();
        at(&site, now, &[&["amend", ID, "--en", "A.", "--fr", "B."], sets.as_slice()].concat()).err
    };
    assert!(amend(tests::NOW, &["closes=2027-01-18T14:00"]).contains("E0922"));
    assert!(amend(tests::NOW, &["closes=2026-11-22T14:00"]).contains("E0922"));
    assert!(amend(tests::NOW, &["questions_close=2027-01-04T14:00"]).contains("E0922"));
    assert!(amend("2027-01-13", &["hours=60"]).contains("E0921"));
    assert!(amend("2027-01-18", &["closes=2027-01-20T14:00"]).contains("E0921"));
    let french =
        at(&site, "2027-01-13", &["--lang", "fr", "amend", ID, "--set", "hours=60", "--en", "A.", "--fr", "B."]);
    assert!(french.err.contains("auraient 6 jours; il leur faut au moins 7 jours"), "{}", french.err);
    // With a later closing in the same amendment, or in another one of the day.
    assert!(amend("2027-01-13", &["hours=60", "closes=2027-01-20T14:00"]).contains("recorded"));
    assert!(amend("2027-01-13", &["hours=65"]).contains("recorded"));
    site.edit("site.toml", "amendment_days = 7 ", "amendment_days = 2 ");
    assert!(amend("2027-01-18", &["hours=60"]).contains("recorded"));
}

#[test]
fn an_award_is_at_the_posted_price_and_to_a_name() {
    let site = posted();
    let award = |args: &[&str]| at(&site, "2027-01-29", &[&["award", ID, "--supplier"], args].concat()).err;
    assert!(award(&["Atelier du Quai", "--value", "8100"]).contains("E0924"));
    assert!(award(&["zoe@example.org"]).contains("E0925"));
    assert!(award(&["Zoé Roy <zoe@example.org>"]).contains("E0925"));
    assert!(award(&["Atelier du Quai", "--reserve", "zoe@example.org"]).contains("E0926"));
    // One mistyped character, and a reference of another opportunity.
    assert!(award(&["Atelier du Quai", "--reserve", "DX-MSKH-M9TD-4XPA-W3NR-2"]).contains("E0926"));
    assert!(award(&["Atelier du Quai", "--value", "8200"]).contains("recorded"));
}

#[test]
fn the_record_of_a_copied_site_begins_under_its_own_address() {
    let site = posted();
    let mine = |site: &SiteCopy| site.edit("site.toml", "https://devex.example.org", "https://exchange.example.ca");
    mine(&site);
    fs::remove_dir_all(site.root().join("content/opportunities").join(ID)).unwrap();
    // In the same change, the address is not published yet.
    assert!(codes(&site).contains(&"E0915".to_owned()) && codes(&site).contains(&"W0932".to_owned()));
    site.commit("Our own site", "2026-11-21");
    assert!(!codes(&site).contains(&"E0915".to_owned()), "{:?}", codes(&site));
    // From there on it is a record; and going back and forth begins no new one.
    fs::remove_dir_all(site.root().join("content/opportunities/water-level-gaps")).unwrap();
    assert!(codes(&site).contains(&"E0915".to_owned()));
    site.edit("site.toml", "https://exchange.example.ca", "https://elsewhere.example.ca");
    site.commit("Away", "2026-11-22");
    site.edit("site.toml", "https://elsewhere.example.ca", "https://exchange.example.ca");
    site.commit("And back", "2026-11-23");
    assert!(codes(&site).contains(&"E0915".to_owned()));
}

#[test]
fn what_posted_opportunities_share_does_not_change_under_them() {
    assert_told(|site| site.edit("site.toml", "America/Toronto", "America/Vancouver"), &["E0927"]);
    let both = |site: &SiteCopy, folder: &str, en: [&str; 2], fr: [&str; 2]| {
        site.edit(&format!("{folder}/en.md"), en[0], en[1]);
        site.edit(&format!("{folder}/fr.md"), fr[0], fr[1]);
    };
    let terms = "content/terms/supplier-owns-copyright";
    assert_told(
        |site| {
            both(
                site,
                terms,
                ["never exceeds $9,999", "never exceeds $8,999"],
                ["9\u{a0}999\u{a0}$", "8\u{a0}999\u{a0}$"],
            )
        },
        &["W0928", "W0928"],
    );
    let criterion = "en: Automated tests";
    assert!(fs::read_to_string(tests::repository().join("content/acceptance.yaml")).unwrap().contains(criterion));
    // Other words, as long as they are not published.
    let site = posted();
    site.edit("content/acceptance.yaml", criterion, "en: Some automated tests");
    assert_eq!(codes(&site), ["W0928"]);
}

#[test]
fn a_page_stays_at_the_address_that_it_was_posted_at() {
    // Without a slug, the title makes the address.
    let site = posted();
    site.edit(FRENCH, "slug: selecteur-de-date-accessible\n", "");
    assert_eq!(codes(&site), [""; 0]);
    site.edit(FRENCH, "title: Sélecteur de date accessible", "title: Un calendrier pour tout le monde");
    let found = codes(&site);
    assert!(found.contains(&"E0929".to_owned()), "{found:?}");
    let output = devex_in(site.root(), &["check"]);
    assert!(output.out.contains("write `slug: selecteur-de-date-accessible`"), "{}", output.out);
    site.edit(FRENCH, "title:", "slug: selecteur-de-date-accessible\ntitle:");
    assert!(!codes(&site).contains(&"E0929".to_owned()));
    assert_told(|site| site.edit(ENGLISH, "title:", "slug: date-picker\ntitle:"), &["E0929"]);
}

#[test]
fn an_image_of_a_posted_opportunity_changes_by_an_amendment() {
    const IMAGE: &str = "content/opportunities/accessible-date-picker/mockup.svg";
    let draw = |site: &SiteCopy, width: u32| {
        let image = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\"/>");
        site.write(IMAGE, image.as_bytes());
    };
    let site = SiteCopy::new();
    draw(&site, 1);
    site.commit("Post it", "2026-11-20");
    assert_eq!(codes(&site), [""; 0]);
    draw(&site, 2);
    assert_eq!(codes(&site), ["W0931"]);
    site.commit("Draw it again", "2026-11-21");
    assert_eq!(codes(&site), ["W0931"]);
    let facts =
        site.read(FACTS) + "  - { date: 2026-11-22, texts: [work], en: Another image., fr: Une autre image. }\n";
    site.write(FACTS, facts.as_bytes());
    assert_eq!(codes(&site), [""; 0]);
}

#[test]
fn a_lost_item_and_changed_code_are_other_words() {
    let both = |from: &'static str, to: &'static str| {
        move |site: &SiteCopy| {
            site.edit(ENGLISH, from, to);
            site.edit(FRENCH, from, to);
        }
    };
    assert_told(both("2027-03-01", "2027-03-02"), &["E0918", "E0918"]);
    assert_told(both("example/date-picker/tree", "example/datepicker/tree"), &["W0919", "W0919"]);
    // Other signs of the same list, and its numbers.
    let signs = |site: &SiteCopy| {
        for file in [ENGLISH, FRENCH] {
            site.write(file, site.read(file).replace("\n- ", "\n* ").as_bytes());
        }
    };
    assert_told(signs, &[]);
    let joined = |site: &SiteCopy| {
        for file in [ENGLISH, FRENCH] {
            let text = site.read(file);
            let item = text.match_indices("\n- ").nth(1).unwrap().0;
            site.write(file, [&text[..item], " ", &text[item + 3..]].concat().as_bytes());
        }
    };
    let site = posted();
    joined(&site);
    assert!(codes(&site).iter().any(|code| code == "W0919" || code == "E0918"), "{:?}", codes(&site));
}

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
