//! Rules of the facts files: forms, dates, money, thresholds.

use generator::diagnostic::{Code, Diagnostic};
use insta::assert_snapshot;

use crate::common::Site;
use crate::{ENGLISH, FACTS, broken};

broken! {
    an_empty_text: "E0204", (FACTS, "fr: Démontrez que vous possédez les compétences.", "fr: \"\"");
    a_closing_that_happens_twice: "E0304", (FACTS, "questions_close: 2026-11-27T14:00", "questions_close: 2026-11-01T01:30");
    a_licence_that_is_not_open_source: "E0307", (FACTS, "licence: MIT", "licence: CC-BY-NC-4.0");
    a_number_between_quotes: "E0203", (FACTS, "max_words: 250", "max_words: \"250\"");
    an_amount_between_quotes: "E0203", (FACTS, "value: 8200", "value: '8200.50'");
    a_list_between_quotes: "E0203", (FACTS, "skills: [rust, accessibility]", "skills: \"[rust, accessibility]\"");
    a_closing_at_an_hour_that_does_not_exist: "E0311", (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-12-01T25:00");
    a_safe_price_that_passes_the_limit: "W0312", ("site.toml", "[keys]", "[checks]\ntax_safe = 9000\n\n[keys]");
    a_licence_by_its_common_name: "E0308", (FACTS, "licence: MIT", "licence: GPL3");
    a_rate_that_is_rounded: "W0705", (FACTS, "hours: 70", "hours: 9"), (FACTS, "value: 8200", "value: 1700");
    a_price_of_one_digit_too_many: "E0306", (FACTS, "value: 8200", "value: 82000");
    hours_of_one_digit_too_many: "W0705", (FACTS, "hours: 70", "hours: 700");
    misspelt_reviews_are_not_missing: "E0201", (FACTS, "reviews:", "review:");
    a_key_in_capitals: "E0201", (FACTS, "    en: Show", "    EN: Show");
    a_misspelt_licence: "E0308", (FACTS, "licence: MIT", "licence: Apache 2");
    a_repository_over_ssh: "E0309", (FACTS, "https://github.com/example/first", "ssh://git@github.com/example/first");
    a_repository_without_encryption: "E0309", (FACTS, "https://github.com", "http://github.com");
    a_repository_on_an_internal_host: "E0309", (FACTS, "https://github.com/", "https://gitlab.intranet/");
    a_negative_price: "E0203", (FACTS, "value: 8200", "value: -8200");
    a_price_without_margin: "W0310", (FACTS, "value: 8200", "value: 8692");
    a_long_title: "E0205", (ENGLISH, "title: First work", "title: First work of a team that has so much to say about it that nobody will ever read it to its end, and more");
    a_delivery_years_ahead: "W0314", (FACTS, "delivers: 2027-01-22", "delivers: 2072-01-22");
    news_years_ahead: "W0314", ("content/news/launch/news.yaml", "date: 2026-09-01", "date: 2926-09-01");
    a_draft_that_closes_years_ahead: "W0314", (FACTS, "posted: 2026-11-02\ncloses: 2026-12-01T14:00\nquestions_close: 2026-11-27T14:00\nselection: 2026-12-04\nstarts: 2026-12-07\ndelivers: 2027-01-22\n", "closes: 2062-12-05T14:00\n");
    closing_too_soon: "E0701", (FACTS, "posted: 2026-11-02", "posted: 2026-11-09"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-13T11:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    closing_on_a_weekend: "W0702", (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-28T14:00");
    closing_on_a_holiday: "W0703", (FACTS, "posted: 2026-11-02", "posted: 2026-10-30"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-11T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    closing_on_a_friday_afternoon: "W0704", (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-27T16:00");
    a_low_hourly_rate: "W0705", (FACTS, "hours: 70", "hours: 160");
    a_high_hourly_rate: "W0705", (FACTS, "hours: 70", "hours: 20");
    a_long_proposal: "W0706", (FACTS, "max_words: 250", "max_words: 1500");
    a_proposal_beyond_all_patience: "E0707", (FACTS, "max_words: 250", "max_words: 3000");
    a_heavy_workload: "W0708", (FACTS, "delivers: 2027-01-22", "delivers: 2026-12-18");
    a_delivery_without_an_award: "E0202", (FACTS, "licence: MIT", "licence: MIT\ndelivery: { date: 2026-11-14 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_delivery_after_an_award_that_cannot_be_read: "E0203", (FACTS, "licence: MIT", "licence: MIT\naward: Atelier X\ndelivery: { date: 2026-11-14 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_skill_named_twice: "E0206", (FACTS, "skills: [rust, accessibility]", "skills: [rust, rust, accessibility]");
    two_criteria_with_one_id: "E0206", (FACTS, "criteria:\n", "criteria:\n  - { id: skills, max_words: 100, en: Show your work., fr: Montrez votre travail. }\n");
    a_repository_that_is_no_address: "E0203", (FACTS, "https://github.com/example/first", "first");
    an_amendment_dated_before_the_one_above_it: "E0305", (FACTS, "amendments:\n", "amendments:\n  - { date: 2026-11-12, texts: [work], en: More., fr: Plus. }\n");
    an_amendment_before_posting: "E0305", (FACTS, "- date: 2026-11-10", "- date: 2026-10-10");
    an_unknown_part_of_the_text: "E0203", (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: [criteria]");
    a_payment_without_a_delivery: "E0202", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-11-14 }\npayment: { date: 2026-11-14 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_payment_before_the_delivery: "E0305", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-11-13 }\ndelivery: { date: 2026-11-14 }\npayment: { date: 2026-11-13 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_delivery_before_the_award: "E0305", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-11-14 }\ndelivery: { date: 2026-11-13 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_review_without_its_address_is_told_once: "E0202", (FACTS, "{ by: a-reviewer, url: https://github.com/example/exchange/pull/1 }", "{ by: a-reviewer }");
    a_misspelt_approval_is_told_once: "E0201", (FACTS, "finance: 2026-10-29", "finances: 2026-10-29");
    an_empty_list: "E0204", (FACTS, "skills: [rust, accessibility]", "skills: []");
    an_answer_of_no_words: "E0203", (FACTS, "max_words: 250", "max_words: 0");
    questions_that_close_after_the_whole: "E0305", (FACTS, "questions_close: 2026-11-27T14:00", "questions_close: 2026-12-02T14:00");
    a_year_too_late_is_told_where_it_is: "E0305", (FACTS, "posted: 2026-11-02", "posted: 2027-11-02");
}

#[test]
fn files_of_comments_alone() {
    let site = Site::new();
    site.write(FACTS, b"# to be written\n");
    site.write("content/skills.yaml", b"");
    site.write("content/opportunities/first/questions.yaml", b"# none yet\n");
    site.edit(ENGLISH, "title: First work\n", "# title: First work\n");
    site.edit(ENGLISH, "summary:", "# summary:");
    assert_eq!(site.diagnostics().len(), 4, "{}", site.both_reports());
    assert_snapshot!(site.both_reports());
}

#[test]
fn drafts_that_hold_nothing_but_guides_are_not_alike() {
    let site = Site::new();
    site.copy("content/opportunities/first", "content/opportunities/second");
    for (folder, en, fr) in
        [("first", "Book a desk", "Réserver un bureau"), ("second", "Type tide sheets", "Saisir des feuilles")]
    {
        let file = |name: &str| format!("content/opportunities/{folder}/{name}");
        site.edit(&file("opportunity.yaml"), "posted: 2026-11-02\n", "");
        for (name, title, guide) in [
            ("en.md", en, "[To write: who has the problem, how often, and what it costs them, in two sentences.]"),
            (
                "fr.md",
                fr,
                "[À rédiger : qui a le problème, à quelle fréquence et ce qu'il lui en coûte, en deux phrases.]",
            ),
        ] {
            let body = site.read(&file(name)).split("---\n").nth(2).unwrap().to_owned();
            site.write(&file(name), format!("---\ntitle: {title}\nsummary: \"{guide}\"\n---\n{body}").as_bytes());
        }
    }
    let codes: Vec<Code> = site.diagnostics().iter().map(Diagnostic::code).collect();
    assert_eq!(codes, [Code::W0508; 4], "{}", site.both_reports());
}

#[test]
fn similar_work_of_one_team() {
    let site = Site::new();
    site.copy("content/opportunities/first", "content/opportunities/second");
    for (file, title, summary) in [
        (
            "en.md",
            "Tide sheets typed by hand, part",
            "Paper sheets with the heights of tides are lost before anyone types them into our database.",
        ),
        (
            "fr.md",
            "Feuilles de marée saisies à la main, partie",
            "Des feuilles de papier avec la hauteur des marées se perdent avant d'être saisies.",
        ),
    ] {
        for (folder, part) in [("first", 1), ("second", 2)] {
            let path = format!("content/opportunities/{folder}/{file}");
            let text = site.read(&path);
            let body = text.split("---\n").nth(2).unwrap();
            site.write(&path, format!("---\ntitle: {title} {part}\nsummary: {summary}\n---\n{body}").as_bytes());
        }
    }
    assert_snapshot!(site.both_reports());
}

#[test]
fn thresholds_of_a_department_prevail() {
    let site = Site::new();
    site.edit("site.toml", "[limits]", "[checks]\nposting_days = 40\n\n[limits]");
    assert_eq!(site.diagnostics().len(), 1);
    site.edit("site.toml", "[limits]", "[checks.departments.dfo]\nposting_days = 20\n\n[limits]");
    assert_eq!(site.both_reports(), "");
}

#[test]
fn what_has_ended_is_not_asked_to_be_fairer() {
    let site = Site::new();
    site.edit(FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-13T16:00");
    site.edit(FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    site.edit(FACTS, "questions_close: 2026-11-27T14:00\n", "");
    assert_eq!(site.diagnostics().len(), 1);
    site.edit(
        FACTS,
        "licence: MIT",
        "licence: MIT\nnot_awarded: { date: 2026-11-14, en: Nobody came., fr: Personne n'est venu. }",
    );
    assert_eq!(site.both_reports(), "");
}
