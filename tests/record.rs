//! What was posted is a public record: nobody rewrites it, by hand or by command, and it is corrected in the open.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;

use tests::record::{ANSWERS, AWARDED, CLOSED, ENGLISH, FACTS, FRENCH, ID, assert_told, at, codes, git, posted, told};
use tests::{SiteCopy, devex_in};

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
fn a_question_that_waits_for_an_answer_stays_and_is_answered_in_time() {
    const WAITS: &str =
        "- asked: 2026-11-19\n  question: { en: May it be a component?, fr: Peut-il s'agir d'un composant? }\n";
    const ANSWER: &str = "  answered: 2026-11-21\n  answer: { en: Yes., fr: Oui. }\n";
    let site = SiteCopy::new();
    let others = site.read(ANSWERS);
    site.write(ANSWERS, [&others, WAITS].concat().as_bytes());
    site.commit("Post it", "2026-11-20");
    assert_eq!(codes(&site), [""; 0]);
    site.write(ANSWERS, others.as_bytes());
    assert_eq!(codes(&site), ["E0917"], "what was asked is not taken away");
    site.write(ANSWERS, [&others, WAITS, ANSWER].concat().as_bytes());
    assert_eq!(codes(&site), [""; 0]);
    // Whatever day it says, it came after closing.
    git(&site, &["checkout", "--quiet", "-b", "late"]);
    site.commit("Answer it", "2027-01-20");
    assert_eq!(told(&site, "2027-01-21", &[]), ["E0923"]);
    git(&site, &["checkout", "--quiet", "--force", "main"]);
    site.write(ANSWERS, [&others, WAITS, ANSWER].concat().as_bytes());
    site.commit("Answer it", "2026-11-21");
    assert_eq!(codes(&site), [""; 0]);
    site.edit(ANSWERS, "en: Yes.", "en: No.");
    assert_eq!(codes(&site), ["E0917"]);
}

#[test]
fn an_outcome_is_completed_but_not_rewritten() {
    assert_told(|site| site.edit(AWARDED, "Coopérative Clé de voûte, date", "Atelier du Quai, date"), &["E0904"]);
    // A payment may come, and stays.
    let delivered = "content/opportunities/tide-station-finder/opportunity.yaml";
    assert_told(
        |site| site.edit(delivered, "payment: { date: 2026-08-12 }", "payment: { date: 2026-08-10 }"),
        &["E0904"],
    );
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
