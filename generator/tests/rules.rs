//! Every rule, broken once in a small site: it must be told on its line, once, in both languages; and the code
//! must have its page.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::Site;
use generator::diagnostic::explain::pages;
use generator::diagnostic::{Code, Diagnostic};
use insta::assert_snapshot;
use submit_fn::shared::lang::Lang;

const FACTS: &str = "content/opportunities/first/opportunity.yaml";
const ENGLISH: &str = "content/opportunities/first/en.md";
const FRENCH: &str = "content/opportunities/first/fr.md";

/// A test that breaks one rule by editing files, and shows what both readers are told.
macro_rules! broken {
    ($($name:ident: $code:literal, $(($file:expr, $from:expr, $to:expr)),+;)+) => {$(
        #[test]
        fn $name() {
            let site = Site::new();
            $(site.edit($file, $from, $to);)+
            let found = site.diagnostics();
            let codes: Vec<Code> = found.iter().map(Diagnostic::code).collect();
            assert_eq!(codes.iter().map(|code| code.as_str()).collect::<Vec<_>>(), [$code], "{}", site.both_reports());
            assert_snapshot!(site.both_reports());
        }
    )+};
}

broken! {
    a_string_that_no_theme_has: "E0604", ("themes/devex/templates/partials/breadcrumb.html", "t.breadcrumb", "t.breadcrum");
    a_variable_that_no_page_has: "E0605", ("themes/devex/templates/partials/card.html", "card.title", "card.titel");
    a_string_without_its_placeholder: "E0606", ("themes/devex/strings/fr.toml", "Au plus {n} mots", "Au plus mots");
    a_string_of_templates_without_its_placeholder: "E0606", ("themes/devex/strings/en.toml", "words_left_many = \"You have {n} words", "words_left_many = \"You have words");
    a_string_with_an_invented_placeholder: "E0607", ("themes/devex/strings/fr.toml", "{list}\"", "{list} ({count})\"");
    an_empty_string: "E0204", ("themes/devex/strings/fr.toml", "menu = \"Menu principal\"", "menu = \" \"");
    a_filter_that_does_not_exist: "E0601", ("themes/devex/templates/partials/card.html", "{{ card.title }}", "{{ card.title | uper }}");
    front_matter_that_does_not_end: "E0106", (ENGLISH, "small work.\n---\n", "small work.\n");
    an_empty_text: "E0204", (FACTS, "fr: Démontrez que vous possédez les compétences.", "fr: \"\"");
    a_closing_that_happens_twice: "E0304", (FACTS, "questions_close: 2026-11-27T14:00", "questions_close: 2026-11-01T01:30");
    a_licence_that_is_not_open_source: "E0307", (FACTS, "licence: MIT", "licence: CC-BY-NC-4.0");
    a_merge_that_git_left_in_the_facts: "E0112", (FACTS, "hours: 70\n", "<<<<<<< HEAD\nhours: 70\n=======\nhours: 80\n>>>>>>> main\n");
    a_merge_that_git_left_in_a_text: "E0112", (ENGLISH, "Some context.\n", "<<<<<<< HEAD\nSome context.\n=======\nSome other context.\n>>>>>>> main\n");
    a_merge_that_git_left_in_the_front_matter: "E0112", (FRENCH, "title: Premier travail\n", "<<<<<<< HEAD\ntitle: Premier travail\n=======\ntitle: Travail premier\n>>>>>>> main\n");
    a_merge_that_git_left_in_a_list: "E0112", ("content/skills.yaml", "rust:", "<<<<<<< HEAD\n=======\n>>>>>>> main\nrust:");
    a_merge_that_git_left_in_the_settings: "E0112", ("site.toml", "total = 9999\n", "<<<<<<< HEAD\ntotal = 9999\n=======\ntotal = 40000\n>>>>>>> main\n");
    a_code_block_that_is_never_closed: "E0113", (ENGLISH, "Some context.\n", "Some context.\n\n```sh\nls\n");
    a_number_between_quotes: "E0203", (FACTS, "max_words: 250", "max_words: \"250\"");
    an_amount_between_quotes: "E0203", (FACTS, "value: 8200", "value: '8200.50'");
    a_list_between_quotes: "E0203", (FACTS, "skills: [rust, accessibility]", "skills: \"[rust, accessibility]\"");
    a_tax_beyond_all_bounds: "E0207", ("site.toml", "highest_tax = 15", "highest_tax = 150");
    rates_the_wrong_way_around: "E0208", ("site.toml", "[keys]", "[checks]\nhourly_rate = { least = 150, most = 60 }\n\n[keys]");
    minutes_the_wrong_way_around: "E0208", ("site.toml", "[keys]", "[checks]\nproposal_minutes = 200\n\n[keys]");
    minutes_of_a_department_the_wrong_way_around: "E0208", ("site.toml", "[keys]", "[checks.departments.dfo]\nproposal_minutes_most = 20\n\n[keys]");
    a_closing_at_an_hour_that_does_not_exist: "E0311", (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-12-01T25:00");
    a_safe_price_that_passes_the_limit: "W0312", ("site.toml", "[keys]", "[checks]\ntax_safe = 9000\n\n[keys]");
    a_theme_that_is_not_there: "E0405", ("site.toml", "theme = \"devex\"", "theme = \"devx\"");
    unknown_terms: "E0405", (FACTS, "terms: plain", "terms: standard");
    a_licence_by_its_common_name: "E0308", (FACTS, "licence: MIT", "licence: GPL3");
    a_time_with_its_half_of_the_day_in_french: "W0524", (ENGLISH, "Some context.", "Some context at 2:00 pm."), (FRENCH, "Un contexte.", "Un contexte à 2:00 pm.");
    a_percentage_with_a_space_in_english: "W0525", (ENGLISH, "Some context.", "Some context, 90 %."), (FRENCH, "Un contexte.", "Un contexte, 90 %.");
    a_rate_that_is_rounded: "W0705", (FACTS, "hours: 70", "hours: 9"), (FACTS, "value: 8200", "value: 1700");
    a_front_matter_that_ends_in_two_dashes: "E0106", (ENGLISH, "small work.\n---\n", "small work.\n--\n");
    a_price_of_one_digit_too_many: "E0306", (FACTS, "value: 8200", "value: 82000");
    hours_of_one_digit_too_many: "W0705", (FACTS, "hours: 70", "hours: 700");
    a_list_item_without_its_space: "E0103", (FACTS, "skills: [rust, accessibility]", "skills:\n- rust\n-accessibility");
    a_text_without_the_space_after_its_key: "E0103", (FACTS, "    en: Show", "    en:Show");
    minutes_that_are_both_written: "E0208", ("site.toml", "[keys]", "[checks]\nproposal_minutes = 1200\nproposal_minutes_most = 180\n\n[keys]");
    a_key_that_is_set_in_too_far: "E0103", (FACTS, "delivers: 2027-01-22\n", "delivers: 2027-01-22\n  starts: 2026-12-07\n");
    a_link_that_is_only_an_address_in_one_version: "W0529", (ENGLISH, "A [data set](https://example.org/data).", "A [data set] (https://example.org/data), [and](team:tides)."), (FRENCH, "](https://example.org/data)", "](https://example.org/data), [et](team:tides)");
    misspelt_reviews_are_not_missing: "E0201", (FACTS, "reviews:", "review:");
    a_key_in_capitals: "E0201", (FACTS, "    en: Show", "    EN: Show");
    a_misspelt_licence: "E0308", (FACTS, "licence: MIT", "licence: Apache 2");
    a_repository_over_ssh: "E0309", (FACTS, "https://github.com/example/first", "ssh://git@github.com/example/first");
    a_repository_without_encryption: "E0309", (FACTS, "https://github.com", "http://github.com");
    a_repository_on_an_internal_host: "E0309", (FACTS, "https://github.com/", "https://gitlab.intranet/");
    a_negative_price: "E0203", (FACTS, "value: 8200", "value: -8200");
    a_price_without_margin: "W0310", (FACTS, "value: 8200", "value: 8692");
    an_image_that_is_not_there: "E0507", (ENGLISH, "Some context.", "Some context. ![A chart](chart.svg)");
    a_heading_of_level_1: "E0504", (ENGLISH, "Some context.", "# Title\n\nSome context.");
    sections_out_of_order: "E0502",
        (ENGLISH, "## Data\n\nA [data set](https://example.org/data).\n\n", ""),
        (ENGLISH, "## The problem\n", "## Data\n\nA [data set](https://example.org/data).\n\n## The problem\n");
    an_anchor_that_leads_nowhere: "E0505", (ENGLISH, "(team:tides)", "(#nowhere)");
    a_long_title: "E0205", (ENGLISH, "title: First work", "title: First work of a team that has so much to say about it that nobody will ever read it to its end, and more");
    a_text_to_write_in_a_draft: "W0508",
        (FACTS, "posted: 2026-11-02\n", ""),
        (ENGLISH, "Some context.", "[To write: some context.]");
    a_text_to_write_in_what_is_posted: "E0509", (FRENCH, "Un contexte.", "[À rédiger : le contexte.]");
    a_short_problem: "W0510",
        (FRENCH, "30 personnes de nos 12 ports", "des personnes de nos ports"),
        (ENGLISH, "A problem: every week, 30 people of our 12 ports write down the height of the tide by hand, on paper, twice a day. One sheet of five is lost or wet before anyone types it, and the models that warn of floods then go without it.", "Tides are hard.");
    data_without_a_link: "W0511",
        (ENGLISH, "A [data set](https://example.org/data).", "A data set.");
    a_refused_french_term: "W0512", (FRENCH, "Un contexte.", "Un contexte, une belle opportunité.");
    a_refused_english_term: "W0512", (ENGLISH, "Some context.", "Some context for the vendor.");
    a_refused_term_in_a_title: "W0512", (FRENCH, "title: Premier travail", "title: Première opportunité");
    a_solution_in_the_problem: "W0513", (ENGLISH, "A problem: every week", "We need a mobile app. A problem: every week");
    a_solution_in_the_french_problem: "W0513", (FRENCH, "Un problème : chaque", "Nous voulons développer une application. Un problème : chaque");
    a_bare_address: "W0514", (ENGLISH, "Some context.", "Some context: see https://example.org/a.");
    a_level_skipped_in_one_language: "E0801", (ENGLISH, "Some context.", "Some context.\n\n#### Deep\n\nDetails."), (FRENCH, "Un contexte.", "Un contexte.\n\n### Profond\n\nDétails.");
    french_without_space_before_the_colon: "W0521", (FRENCH, "Un contexte.", "Un contexte: le voici.");
    french_with_space_before_the_semicolon: "W0521", (FRENCH, "Un contexte.", "Un contexte ; le voici.");
    english_with_space_before_the_colon: "W0521", (ENGLISH, "Some context.", "Some context : here.");
    english_quotes_in_french: "W0522", (FRENCH, "Un contexte.", "Un \"contexte\".");
    guillemets_in_english: "W0522", (ENGLISH, "Some context.", "Some « context ».");
    an_english_amount_in_french: "W0523", (ENGLISH, "Some context.", "Some context, $8,200."), (FRENCH, "Un contexte.", "Un contexte, $8,200.");
    a_french_amount_in_english: "W0523", (ENGLISH, "Some context.", "Some context, 8 200 $."), (FRENCH, "Un contexte.", "Un contexte, 8 200 $.");
    an_english_time_in_french: "W0524", (ENGLISH, "Some context.", "Some context at 2:00 pm."), (FRENCH, "Un contexte.", "Un contexte à 14:00.");
    a_french_time_in_english: "W0524", (ENGLISH, "Some context.", "Some context at 14 h 30."), (FRENCH, "Un contexte.", "Un contexte à 14 h 30.");
    a_percentage_without_space_in_french: "W0525", (ENGLISH, "Some context.", "Some context, 20%."), (FRENCH, "Un contexte.", "Un contexte, 20%.");
    two_spaces_between_words: "W0521", (ENGLISH, "Some context.", "Some  context.");
    a_french_amount_with_a_point: "W0523", (ENGLISH, "Some context.", "Some context, $8.50."), (FRENCH, "Un contexte.", "Un contexte, 8.50 $.");
    an_amount_in_millions_with_a_point: "W0523", (ENGLISH, "Some context.", "Some context, $1.5M."), (FRENCH, "Un contexte.", "Un contexte, 1.5 M$.");
    a_dollar_sign_before_a_colon: "W0521", (FRENCH, "Un contexte.", "Un contexte, en $: le voici.");
    a_first_of_a_month_without_its_ordinal: "W0526", (ENGLISH, "Some context.", "Some context, on January 1."), (FRENCH, "Un contexte.", "Un contexte, le 1 janvier.");
    a_month_with_a_capital_in_french: "W0526", (ENGLISH, "Some context.", "Some context, on May 4."), (FRENCH, "Un contexte.", "Un contexte, le 4 Mai.");
    a_word_without_its_ligature: "W0527", (FRENCH, "Un contexte.", "Un contexte mis en oeuvre.");
    a_capital_without_its_accent: "W0527", (FRENCH, "title: Premier travail", "title: Etude du travail");
    a_licence_spelled_as_the_verb: "W0512", (ENGLISH, "Some context.", "Some context under a CC0 license."), (FRENCH, "Un contexte.", "Un contexte sous licence CC0.");
    a_link_that_says_nothing: "W0528", (ENGLISH, "Some context.", "Some [here](page:about)."), (FRENCH, "Un contexte.", "Un [contexte](page:about).");
    a_link_that_says_nothing_in_french: "W0528", (ENGLISH, "Some context.", "Some [context](page:about)."), (FRENCH, "Un contexte.", "Un contexte, [cliquez ici](page:about).");
    bold_that_does_not_end: "W0529", (FRENCH, "Un contexte.", "Un **contexte.");
    a_link_without_an_address: "W0529", (ENGLISH, "Some context.", "Some context, [click here].");
    an_address_with_a_space: "W0529", (ENGLISH, "Some context.", "Some [context](https://example.org/a b).");
    a_link_without_words: "E0531", (ENGLISH, "Some context.", "Some context [](page:about)."), (FRENCH, "Un contexte.", "Un [contexte](page:about).");
    a_text_to_complete_within_a_sentence: "E0509", (FRENCH, "Un contexte.", "Un contexte [à compléter].");
    a_mark_of_what_is_missing: "W0532", (ENGLISH, "Some context.", "Some context: TBD.");
    a_mark_in_the_place_of_a_number: "W0532", (FRENCH, "Un contexte.", "Un contexte de XX ports.");
    proposals_by_email: "W0530", (ENGLISH, "Some context.", "Some context. Send your proposal by email."), (FRENCH, "Un contexte.", "Un contexte. Le formulaire la reçoit.");
    proposals_by_email_in_french: "W0530", (FACTS, "fr: Démontrez que vous possédez les compétences.", "fr: Envoyez votre proposition par courriel.");
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
    a_heading_in_one_language: "E0801", (FRENCH, "Un contexte.", "Un contexte.\n\n### De plus\n\nPlus.");
    a_list_with_an_item_less: "E0802", (ENGLISH, "- It works.", "- It works.\n- It is fast.");
    a_list_in_one_language: "E0802", (ENGLISH, "Some context.", "Some context.\n\n- One.\n- Two.");
    a_table_with_a_row_less: "E0803",
        (ENGLISH, "Some context.", "| A | B |\n|---|---|\n| c | d |\n| e | f |"),
        (FRENCH, "Un contexte.", "| A | B |\n|---|---|\n| c | d |");
    a_link_in_one_language: "E0804", (ENGLISH, "Some context.", "Some [context](https://example.org/context).");
    an_example_in_one_language: "E0805", (ENGLISH, "Some context.", "Some context.\n\n```sh\nls\n```");
    another_number: "E0806", (FRENCH, "chaque semaine, 30 personnes", "chaque semaine, 13 personnes");
    another_date: "E0806", (ENGLISH, "Some context.", "Some context since March 3, 2025."), (FRENCH, "Un contexte.", "Un contexte depuis le 3 mai 2025.");
    another_amount_in_a_criterion: "E0806",
        (FACTS, "en: Show that you have the skills.", "en: Show that you have $5,000 of skills."),
        (FACTS, "fr: Démontrez que vous possédez les compétences.", "fr: Démontrez que vous possédez 6 000 $ de compétences.");
    another_number_in_words: "W0809", (ENGLISH, "Some context.", "A context of four years."), (FRENCH, "Un contexte.", "Un contexte de trois ans.");
    at_least_in_one_version: "W0810", (ENGLISH, "Some context.", "At least 40 pages."), (FRENCH, "Un contexte.", "Au plus 40 pages.");
    another_level: "W0811", (ENGLISH, "Some context.", "It is of level AA."), (FRENCH, "Un contexte.", "C'est du niveau AAA.");
    other_code: "W0811", (ENGLISH, "Some context.", "It runs `npm test`."), (FRENCH, "Un contexte.", "On lance `npm build`.");
    another_sample: "W0812", (ENGLISH, "Some context.", "Some context.\n\n```csv\na,2.41\n```"), (FRENCH, "Un contexte.", "Un contexte.\n\n```csv\na,2.14\n```");
    a_sentence_less: "W0813", (ENGLISH, "Some context.", "The form is long. Many people give up before the end."), (FRENCH, "Un contexte.", "Le formulaire est long.");
    denied_in_one_version: "W0814", (ENGLISH, "Some context.", "It must not be public."), (FRENCH, "Un contexte.", "Cela doit être public.");
    another_unit: "E0806", (ENGLISH, "Some context.", "A context of 40 MB."), (FRENCH, "Un contexte.", "Un contexte de 40 Go.");
    dates_in_another_order: "E0806",
        (ENGLISH, "Some context.", "From January 12 to February 20, 2027."), (FRENCH, "Un contexte.", "Du 20 janvier au 12 février 2027.");
    english_in_the_french_text: "W0808", (FRENCH, "Un contexte.", "Some of the context that we have, and it is not translated: $10.");
    english_in_a_french_summary: "W0808", (FRENCH, "summary: Un premier petit travail.", "summary: The first work of the team, which is small.");
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
    a_key_that_is_cut_short: "E0203", ("site.toml", "age14tshsp4r0", "age14tsh");
    an_award_before_closing: "E0905", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-11-12 }");
    two_outcomes: "E0906", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-12-04 }\ncancelled: { en: No., fr: Non. }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_delivery_without_an_award: "E0202", (FACTS, "licence: MIT", "licence: MIT\ndelivery: { date: 2026-11-14 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_delivery_after_an_award_that_cannot_be_read: "E0203", (FACTS, "licence: MIT", "licence: MIT\naward: Atelier X\ndelivery: { date: 2026-11-14 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_skill_named_twice: "E0206", (FACTS, "skills: [rust, accessibility]", "skills: [rust, rust, accessibility]");
    two_criteria_with_one_id: "E0206", (FACTS, "criteria:\n", "criteria:\n  - { id: skills, max_words: 100, en: Show your work., fr: Montrez votre travail. }\n");
    a_repository_that_is_no_address: "E0203", (FACTS, "https://github.com/example/first", "first");
    an_amendment_that_changes_nothing: "E0910", (FACTS, "was: { closes: 2026-11-24T14:00 }", "was: { closes: 2026-12-01T14:00 }");
    an_amendment_before_posting: "E0305", (FACTS, "- date: 2026-11-10", "- date: 2026-10-10");
    a_price_changed_after_closing: "E0920",
        (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""),
        (FACTS, "- date: 2026-11-10\n    was: { closes: 2026-11-24T14:00 }", "- date: 2026-11-13\n    was: { value: 8100 }");
    hours_changed_a_few_days_before_closing: "E0921",
        (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-16T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""),
        (FACTS, "was: { closes: 2026-11-24T14:00 }", "was: { hours: 60 }");
    a_closing_moved_to_an_earlier_day: "E0922", (FACTS, "was: { closes: 2026-11-24T14:00 }", "was: { closes: 2026-12-08T14:00 }");
    an_unknown_part_of_the_text: "E0203", (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: [criteria]");
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
    a_delivery_before_the_award: "E0305", (FACTS, "licence: MIT", "licence: MIT\naward: { supplier: Atelier X, date: 2026-11-14 }\ndelivery: { date: 2026-11-13 }"), (FACTS, "closes: 2026-12-01T14:00", "closes: 2026-11-12T14:00"), (FACTS, "questions_close: 2026-11-27T14:00\n", ""), (FACTS, "was: { closes: 2026-11-24T14:00 }", "texts: []");
    a_review_without_its_address_is_told_once: "E0202", (FACTS, "{ by: a-reviewer, url: https://github.com/example/exchange/pull/1 }", "{ by: a-reviewer }");
    a_misspelt_approval_is_told_once: "E0201", (FACTS, "finance: 2026-10-29", "finances: 2026-10-29");
    a_tab_in_the_facts: "E0103", (FACTS, "  - id: skills", "\t- id: skills");
    a_file_divided_in_two: "E0103", (FACTS, "skills:", "---\nskills:");
    an_empty_list: "E0204", (FACTS, "skills: [rust, accessibility]", "skills: []");
    an_answer_of_no_words: "E0203", (FACTS, "max_words: 250", "max_words: 0");
    a_key_without_its_colon: "E0103", (FACTS, "hours: 70", "hours 70");
    questions_that_close_after_the_whole: "E0305", (FACTS, "questions_close: 2026-11-27T14:00", "questions_close: 2026-12-02T14:00");
    a_year_too_late_is_told_where_it_is: "E0305", (FACTS, "posted: 2026-11-02", "posted: 2027-11-02");
    a_section_without_its_heading: "E0501", (FRENCH, "## Données\n\n", "");
    a_section_of_another_level: "E0501", (ENGLISH, "## The problem", "### The problem");
    a_section_of_bold_letters: "E0501", (FRENCH, "## Données", "**Données**");
    a_number_in_an_acceptance_criterion: "E0806", ("content/acceptance.yaml", "Tests pass., fr: Les tests réussissent.", "Tests pass in 10 minutes., fr: Les tests réussissent en 20 minutes.");
    a_section_of_level_1: "E0504", (ENGLISH, "## The problem", "# The problem");
    html_in_a_text: "W0517", (ENGLISH, "Some context.", "Some <b>bold</b> context.");
    a_block_of_html: "W0517", (ENGLISH, "Some context.", "<details>\n<summary>More</summary>\n</details>\n\nSome context.");
    a_number_announced_as_a_social_insurance_number: "E0909", (FRENCH, "Un contexte.", "Un contexte : NAS 123 456 789.");
    a_social_insurance_number: "E0909", (FRENCH, "Un contexte.", "Un contexte : NAS 046 454 286.");
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
fn a_name_in_the_other_language_is_a_name() {
    let site = Site::new();
    let name = "Ministère de la Culture et des Communications du Québec";
    site.edit(ENGLISH, "Some context.", &format!("Some context.\n\n- {name}\n- Port of Sorel"));
    site.edit(FRENCH, "Un contexte.", &format!("Un contexte.\n\n- {name}\n- Port de Sorel"));
    assert_eq!(site.both_reports(), "");
}

#[test]
fn a_level_skipped_in_both_languages() {
    let site = Site::new();
    site.edit(ENGLISH, "Some context.", "Some context.\n\n#### Deep\n\nDetails.");
    site.edit(FRENCH, "Un contexte.", "Un contexte.\n\n#### Profond\n\nDétails.");
    assert_eq!(site.diagnostics().len(), 2);
    assert_snapshot!(site.both_reports());
}

#[test]
fn a_file_that_looks_like_a_proposal() {
    let site = Site::new();
    site.write("content/opportunities/first/proposition-atelier-x.pdf", b"%PDF");
    assert_snapshot!(site.both_reports());
}

#[test]
fn a_folder_whose_name_is_no_address() {
    let site = Site::new();
    site.copy("content/terms/plain", "content/terms/Modalités 2");
    assert_snapshot!(site.both_reports());
}

#[test]
fn an_image_without_text() {
    let site = Site::new();
    for (file, after) in [(ENGLISH, "Some context."), (FRENCH, "Un contexte.")] {
        site.edit(file, after, &format!("{after}\n\n![](chart.svg)"));
    }
    site.write("content/opportunities/first/chart.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assert_eq!(site.diagnostics().len(), 2);
    assert_snapshot!(site.both_reports());
}

#[test]
fn an_image_beside_its_text_is_published() {
    let site = Site::new();
    for (file, after, text) in [(ENGLISH, "Some context.", "A chart"), (FRENCH, "Un contexte.", "Un graphique")] {
        site.edit(file, after, &format!("{after}\n\n![{text}](chart.svg)"));
    }
    site.write("content/opportunities/first/chart.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assert_eq!(site.both_reports(), "");
    site.build().unwrap();
    let page = site.read("public/fr/possibilites/premier-travail/index.html");
    assert!(page.contains(r#"<img src="/images/opportunities/first/chart.svg" alt="Un graphique" />"#), "{page}");
    assert!(site.path("public/images/opportunities/first/chart.svg").is_file());
}

/// What a link leads to must neither be published nor be quoted.
const SECRET: &str = "title: a secret of the machine";

#[test]
#[cfg(unix)]
fn a_link_out_of_the_site_is_reported_and_what_it_leads_to_is_not_read() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret");
    fs::write(&secret, format!("<svg>{SECRET}\n")).unwrap();
    fs::create_dir(outside.path().join("folder")).unwrap();
    fs::write(outside.path().join("folder/en.md"), SECRET).unwrap();

    let site = Site::new();
    symlink(&secret, site.path("content/opportunities/first/chart.svg")).unwrap();
    site.remove("content/skills.yaml");
    symlink(&secret, site.path("content/skills.yaml")).unwrap();
    site.remove("content/pages/about/fr.md");
    symlink(&secret, site.path("content/pages/about/fr.md")).unwrap();
    symlink(outside.path().join("folder"), site.path("content/teams/foreign")).unwrap();
    symlink(outside.path().join("folder"), site.path("themes/devex/assets/foreign")).unwrap();
    symlink(&secret, site.path("themes/devex/assets/secret.txt")).unwrap();
    let found: Vec<_> = site
        .diagnostics()
        .into_iter()
        .filter(|found| found.code() == Code::E0107)
        .map(|found| found.file.to_string_lossy().into_owned())
        .collect();
    assert_eq!(
        found,
        [
            "content/opportunities/first/chart.svg",
            "content/pages/about/fr.md",
            "content/skills.yaml",
            "content/teams/foreign",
            "themes/devex/assets/foreign",
            "themes/devex/assets/secret.txt",
        ]
    );
    let reports = site.both_reports();
    assert!(!reports.contains(SECRET) && !reports.contains(&*outside.path().to_string_lossy()), "{reports}");
    assert!(site.build().is_err());
}

#[test]
#[cfg(unix)]
fn folders_that_are_links_out_of_the_site_are_not_listed() {
    for folder in ["content", "content/terms", "themes/devex", "themes/devex/strings"] {
        let site = Site::new();
        let outside = tempfile::tempdir().unwrap();
        let moved = outside.path().join("moved");
        fs::rename(site.path(folder), &moved).unwrap();
        std::os::unix::fs::symlink(&moved, site.path(folder)).unwrap();
        let found = site.diagnostics();
        assert!(found.iter().any(|found| found.code() == Code::E0107), "{folder}: {}", site.both_reports());
    }
}

#[test]
#[cfg(unix)]
fn links_within_the_site_are_followed() {
    use std::os::unix::fs::symlink;

    let site = Site::new();
    for (folder, file) in [("content/terms", "plain"), ("content/pages/about", "fr.md"), ("themes", "devex")] {
        site.rename(&format!("{folder}/{file}"), "moved");
        fs::create_dir_all(site.path("shared")).unwrap();
        site.rename("moved", &format!("shared/{file}"));
        symlink(site.path(&format!("shared/{file}")), site.path(&format!("{folder}/{file}"))).unwrap();
    }
    assert_eq!(site.both_reports(), "");
    site.build().unwrap();
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_site() {
    let site = Site::new();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path("content/opportunities/second")).unwrap();
    assert_snapshot!(site.both_reports());
}

#[test]
#[cfg(unix)]
fn a_pipe_and_a_socket_in_the_place_of_files() {
    let site = Site::new();
    site.remove(FRENCH);
    let pipe = std::process::Command::new("mkfifo").arg(site.path(FRENCH)).status().unwrap();
    assert!(pipe.success());
    let _socket = std::os::unix::net::UnixListener::bind(site.path("content/teams/tides/map.png")).unwrap();
    assert_snapshot!(site.both_reports());
}

#[test]
fn files_larger_than_their_limits() {
    let site = Site::new();
    let grow = |file: &str, begin: &[u8], size: usize| {
        let mut bytes = begin.to_vec();
        bytes.resize(size, b'\n');
        site.write(file, &bytes);
    };
    let text = site.read(ENGLISH);
    grow(ENGLISH, text.as_bytes(), 1 << 20);
    grow("content/teams/tides/map.png", b"\x89PNG\r\n\x1a\n", 5 << 20);
    grow("themes/devex/assets/film", b"", 5 << 20);
    assert_eq!(site.both_reports(), "");
    grow(ENGLISH, text.as_bytes(), (1 << 20) + 1);
    grow("content/teams/tides/map.png", b"\x89PNG\r\n\x1a\n", (5 << 20) + 1);
    grow("themes/devex/assets/film", b"", (5 << 20) + 1);
    assert_snapshot!(site.both_reports());
}

#[test]
fn files_that_are_not_the_images_that_their_names_say() {
    let site = Site::new();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for name in ["a.svg", "b.jpg", "c.jpeg", "d.webp"] {
        site.write(&format!("content/teams/tides/{name}"), png);
    }
    site.write("content/teams/tides/e.png", b"<!DOCTYPE html>");
    site.write("content/teams/tides/f.png", png);
    site.write("content/teams/tides/g.jpg", b"\xff\xd8\xff\xe0");
    site.write("content/teams/tides/h.webp", b"RIFF\x10\0\0\0WEBPVP8 ");
    assert_snapshot!(site.both_reports());
}

#[test]
fn images_that_do_more_than_draw() {
    let site = Site::new();
    for (name, within) in [
        ("a", "<script>alert(1)</script>"),
        ("b", "<g onclick='alert(1)'/>"),
        ("c", "<a href='javascript:alert(1)'/>"),
        ("d", "<image href='https://example.org/map.png'/>"),
        ("e", "<foreignObject/>"),
        ("f", "<?xml-stylesheet href='a.css'?>"),
    ] {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg'>{within}</svg>");
        site.write(&format!("content/teams/tides/{name}.svg"), text.as_bytes());
    }
    site.write("content/teams/tides/g.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>");
    assert_snapshot!(site.both_reports());
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
fn a_folder_in_the_place_of_a_file() {
    let site = Site::new();
    site.remove("content/skills.yaml");
    fs::create_dir(site.path("content/skills.yaml")).unwrap();
    let found = site.diagnostics();
    assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), [Code::E0101]);
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_to_itself() {
    let site = Site::new();
    std::os::unix::fs::symlink(".", site.path("content/opportunities/first/again")).unwrap();
    std::os::unix::fs::symlink("nowhere", site.path("content/opportunities/first/chart.svg")).unwrap();
    assert_snapshot!(site.both_reports());
}

#[test]
fn a_string_that_no_template_uses() {
    let site = Site::new();
    for lang in ["en", "fr"] {
        site.edit(&format!("themes/devex/strings/{lang}.toml"), "[templates]", "[templates]\nold_menu = \"Menu\"");
    }
    assert_snapshot!(site.both_reports());
}

#[test]
fn a_theme_without_a_template() {
    let site = Site::new();
    site.remove("themes/devex/templates/page.html");
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
fn a_page_where_a_list_is() {
    let site = Site::new();
    site.edit("content/pages/about/en.md", "title: About", "title: About\nslug: teams");
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

/// Codes that no snapshot holds: what the system says differs, or git or a network is needed. They have tests of
/// their own.
const ELSEWHERE: [Code; 15] = [
    Code::E0101,
    Code::W0807,
    Code::E0904,
    Code::E0915,
    Code::E0916,
    Code::E0917,
    Code::E0918,
    Code::W0919,
    Code::E0927,
    Code::W0928,
    Code::W0940,
    Code::W0941,
    Code::W0942,
    Code::E1001,
    Code::W1002,
];

#[test]
fn every_code_has_a_page_in_both_languages_and_a_test() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut told = BTreeSet::new();
    for entry in fs::read_dir(here.join("tests/snapshots")).unwrap() {
        let path = entry.unwrap().path();
        // Others come and go while the tests run.
        if path.extension().is_none_or(|extension| extension != "snap") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let codes =
            text.split(['[', ']']).filter(|word| word.len() == 5 && word[1..].bytes().all(|b| b.is_ascii_digit()));
        told.extend(codes.map(str::to_owned));
    }
    let [english, french] = Lang::BOTH.map(|lang| pages(lang).map(|page| page.code).collect::<Vec<_>>());
    assert_eq!(english, french);
    assert_eq!(english, Code::ALL, "every code has a page");
    for code in Code::ALL {
        assert!(told.contains(code.as_str()) || ELSEWHERE.contains(code), "{code} has no test");
    }
    for page in Lang::BOTH.into_iter().flat_map(pages) {
        assert_eq!(
            page.text.matches("\n```\n").count() + usize::from(page.text.ends_with("\n```")),
            2,
            "{}",
            page.code
        );
    }
}
