//! Rules of accountability: approvals, custody, amendments, outcomes, questions.

use generator::diagnostic::Code;
use insta::assert_snapshot;

use crate::common::Site;
use crate::{FACTS, FRENCH, broken};

broken! {
    posted_without_an_approval: "E0901", (FACTS, "finance: 2026-10-29, ", "");
    posted_without_any_approval: "E0901", (FACTS, "approvals: { business: 2026-10-28, finance: 2026-10-29, procurement: 2026-10-30 }\n", "");
    posted_without_a_review: "E0902", (FACTS, "reviews: [{ by: a-reviewer, url: https://github.com/example/exchange/pull/1 }]\n", "");
    approved_after_posting: "E0903", (FACTS, "finance: 2026-10-29", "finance: 2026-11-05");
    a_private_key_in_the_place_of_a_public_one: "E0909",
        ("site.toml", "age14tshsp4r0qqrthd6jl03frw20l3z6cfsk8lydrprmlq28s6dfylsvngpqr", "AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQS3290GQ");
    one_key_for_officer_and_recovery: "E0913",
        ("site.toml", "age14tshsp4r0qqrthd6jl03frw20l3z6cfsk8lydrprmlq28s6dfylsvngpqr", "age1wjkd8jx99wwg7l22mpt5fy5x4rq5fh8ygremaszwqp5r7vuykgrsrykvy3");
    receipts_that_nobody_can_verify: "W0914", ("site.toml", "receipts = [\"devex.example.org/receipts+9cc97c86+AcpDSks2P5UolJRoJeJHs4DMIjShYAw+GVjgP+AJHXqG\"]", "receipts = []");
    a_key_that_was_never_tried: "W0912", ("site.toml", "vngpqr\", checked = 2026-03-30", "vngpqr\"");
    an_award_before_closing: "E0905", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-11-12 }");
    two_outcomes: "E0906", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-12-04 }\ncancelled: { en: No., fr: Non. }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    an_amendment_that_changes_nothing: "E0910", (FACTS, "was: { closes: 2026-11-24T14:00 }", "was: { closes: 2026-12-01T14:00 }");
    a_price_changed_after_closing: "E0920",
        (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""),
        (FACTS, "- date: 2026-11-10\n    was: { closes: 2026-11-24T14:00 }", "- date: 2026-11-13\n    was: { value: 8100 }");
    hours_changed_a_few_days_before_closing: "E0921",
        (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-16T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""),
        (FACTS, "was: { closes: 2026-11-24T14:00 }", "was: { hours: 60 }");
    a_closing_moved_to_an_earlier_day: "E0922", (FACTS, "was: { closes: 2026-11-24T14:00 }", "was: { closes: 2026-12-08T14:00 }");
    an_award_at_another_price: "E0924",
        (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-11-14, value: 8000 }"),
        (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""),
        (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    an_award_to_an_address: "E0925",
        (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: zoe@example.org, date: 2026-11-14 }"),
        (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""),
        (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    an_address_in_reserve: "E0926",
        (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-11-14, reserve: [zoe@example.org] }"),
        (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""),
        (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    an_amendment_still_to_come: "W0911", (FACTS, "- date: 2026-11-10", "- date: 2027-11-10");
    an_award_still_to_come: "W0911", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2027-11-20 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_number_announced_as_a_social_insurance_number: "E0909", (FRENCH, "Un contexte.", "Un contexte : NAS 123 456 789.");
    a_social_insurance_number: "E0909", (FRENCH, "Un contexte.", "Un contexte : NAS 046 454 286.");
}

#[test]
fn a_question_that_says_who_asked_it() {
    let site = Site::new();
    let ask = |en: &str, fr: &str| {
        let text = format!(
            "- asked: 2026-11-12\n  answered: 2026-11-13\n  question:\n    en: {en}\n    fr: {fr}\n  answer:\n    en: Write to team@example.org.\n    fr: Écrivez à equipe@example.org.\n"
        );
        site.write("content/opportunities/first/questions.yaml", text.as_bytes());
    };
    for (en, fr) in [
        (
            "Is it for the Ottawa–Gatineau Region, at 3 Main Estimates?",
            "Est-ce pour la région d'Ottawa–Gatineau Est, à 3 Main Estimates?",
        ),
        ("May we use the data of Statistics Canada?", "Peut-on utiliser les données de Statistique Canada?"),
        (
            "I am not sure. Is Rust 2024 needed at info@dfo.gc.ca?",
            "Je suis incertain. Rust 2024 est-il exigé à info@dfo.gc.ca?",
        ),
    ] {
        ask(en, fr);
        assert_eq!(site.both_reports(), "");
    }
    for sign in [
        "Acme Labs Inc.",
        "My name is Jane Doe",
        "thanks – Jane Doe",
        "613-555-0142",
        "jane@example.org",
        "K1A 0B1",
        "of 12 Elm Street",
        "du 12, rue Principale",
        "born on May 3, 1980",
    ] {
        ask(&format!("May we ask, {sign}"), "Peut-on demander");
        let found = site.diagnostics();
        assert!(found.iter().any(|diagnostic| diagnostic.code() == Code::W0930), "{sign}");
    }
    ask("My name is Jane Doe. May I?", "Je m'appelle Jane Doe. Puis-je?");
    assert_snapshot!(site.both_reports());
}

#[test]
fn an_answer_after_closing() {
    let site = Site::new();
    site.edit(FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00");
    site.edit(FACTS, "questions_close: 2026-11-27T14:00\n", "");
    site.edit(FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    site.write(
        "content/opportunities/first/questions.yaml",
        "- answered: 2026-11-13\n  question: { en: May we?, fr: Peut-on? }\n  answer: { en: Yes., fr: Oui. }\n"
            .as_bytes(),
    );
    assert_snapshot!(site.both_reports());
}
