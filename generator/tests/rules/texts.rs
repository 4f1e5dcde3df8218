//! Rules of one text: its sections, markup, typography and words.

use insta::assert_snapshot;

use crate::common::Site;
use crate::{ENGLISH, FACTS, FRENCH, broken};

broken! {
    a_code_block_that_is_never_closed: "E0113", (ENGLISH, "Some context.\n", "Some context.\n\n```sh\nls\n");
    a_time_with_its_half_of_the_day_in_french: "W0524", (ENGLISH, "Some context.", "Some context at 2:00 pm."), (FRENCH, "Un contexte.", "Un contexte à 2:00 pm.");
    a_percentage_with_a_space_in_english: "W0525", (ENGLISH, "Some context.", "Some context, 90 %."), (FRENCH, "Un contexte.", "Un contexte, 90 %.");
    an_image_that_is_not_there: "E0507", (ENGLISH, "Some context.", "Some context. ![A chart](chart.svg)");
    a_heading_of_level_1: "E0504", (ENGLISH, "Some context.", "# Title\n\nSome context.");
    sections_out_of_order: "E0502",
        (ENGLISH, "## Data\n\nA [data set](https://example.org/data).\n\n", ""),
        (ENGLISH, "## The problem\n", "## Data\n\nA [data set](https://example.org/data).\n\n## The problem\n");
    an_anchor_that_leads_nowhere: "E0505", (ENGLISH, "(team:tides)", "(#nowhere)");
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
    a_french_word_split_for_its_gender: "W0512", (FRENCH, "Un contexte.", "Un contexte pour les étudiant(e)s; dites-le.");
    a_french_word_with_middle_dots: "W0512", (FRENCH, "Un contexte.", "Un contexte pour les développeur·euse·s.");
    a_solution_in_the_problem: "W0513", (ENGLISH, "A problem: every week", "We need a mobile app. A problem: every week");
    a_solution_in_the_french_problem: "W0513", (FRENCH, "Un problème : chaque", "Nous voulons développer une application. Un problème : chaque");
    a_bare_address: "W0514", (ENGLISH, "Some context.", "Some context: see https://example.org/a.");
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
    a_character_that_nobody_sees: "E0533", (FRENCH, "Un contexte.", "Un \u{200b}contexte.");
    a_direction_that_is_turned: "E0533", (FACTS, "en: Show that", "en: Show \u{202e}that");
    a_text_to_complete_within_a_sentence: "E0509", (FRENCH, "Un contexte.", "Un contexte [à compléter].");
    a_mark_of_what_is_missing: "W0532", (ENGLISH, "Some context.", "Some context: TBD.");
    a_mark_in_the_place_of_a_number: "W0532", (FRENCH, "Un contexte.", "Un contexte de XX ports.");
    proposals_by_email: "W0530", (ENGLISH, "Some context.", "Some context. Send your proposal by email."), (FRENCH, "Un contexte.", "Un contexte. Le formulaire la reçoit.");
    proposals_by_email_in_french: "W0530", (FACTS, "fr: Démontrez que vous possédez les compétences.", "fr: Envoyez votre proposition par courriel.");
    a_section_without_its_heading: "E0501", (FRENCH, "## Données\n\n", "");
    a_section_of_another_level: "E0501", (ENGLISH, "## The problem", "### The problem");
    a_section_of_bold_letters: "E0501", (FRENCH, "## Données", "**Données**");
    a_section_of_level_1: "E0504", (ENGLISH, "## The problem", "# The problem");
    a_reference_without_its_note: "E0534", (FRENCH, "Un contexte.", "Un contexte[^1]."), (ENGLISH, "Some context.", "Some context.[^1]\n\n[^1]: A note.");
    a_note_without_words: "E0534", (ENGLISH, "Some context.", "Some context.[^a]\n\n[^a]:"), (FRENCH, "Un contexte.", "Un contexte[^a].\n\n[^a]: Une note.");
    a_note_that_nothing_refers_to: "E0535", (ENGLISH, "Some context.", "Some context.\n\n[^1]: A note."), (FRENCH, "Un contexte.", "Un contexte[^1].\n\n[^1]: Une note.");
    two_notes_of_one_name: "E0535", (ENGLISH, "Some context.", "Some context.[^1]\n\n[^1]: A note.\n[^1]: Another."), (FRENCH, "Un contexte.", "Un contexte[^1].\n\n[^1]: Une note.");
    a_note_is_read_like_a_paragraph: "W0521", (ENGLISH, "Some context.", "Some context.[^1]\n\n[^1]: A note : this."), (FRENCH, "Un contexte.", "Un contexte[^1].\n\n[^1]: Une note : ceci.");
    html_in_a_text: "W0517", (ENGLISH, "Some context.", "Some <b>bold</b> context.");
    a_block_of_html: "W0517", (ENGLISH, "Some context.", "<details>\n<summary>More</summary>\n</details>\n\nSome context.");
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
fn a_note_in_an_answer() {
    let site = Site::new();
    let answer = "- asked: 2026-11-10\n  answered: 2026-11-12\n  question: { en: Where is it?, fr: Où est-ce? }\n  \
                  answer: { en: 'Near.[^1] See `[^a]`.', fr: 'Tout près. Voir `[^a]`.' }\n";
    site.write("content/opportunities/first/questions.yaml", answer.as_bytes());
    assert_eq!(site.diagnostics().len(), 1);
    assert_snapshot!(site.both_reports());
}

#[test]
fn notes_are_published_at_the_end_of_the_text() {
    let site = Site::new();
    site.edit(ENGLISH, "Some context.", "Some context.[^why]\n\n[^why]: Because of the [data](team:tides).");
    site.edit(FRENCH, "Un contexte.", "Un contexte[^1].\n\n[^1]: À cause des [données](team:tides).");
    assert_eq!(site.both_reports(), "");
    site.build().unwrap();
    let page = site.read("public/fr/possibilites/premier-travail/index.html");
    let notes = page.split_once("<section class=\"notes\"").unwrap().1.split_once("</article>").unwrap().0;
    assert!(notes.contains(">Notes</h2>") && notes.contains("À cause des <a href=\"/fr/"), "{notes}");
    assert!(notes.contains("aria-label=\"Retour à l&#39;appel de note 1\""), "{notes}");
}

#[test]
fn an_image_beside_its_text_is_published() {
    let site = Site::new();
    for (file, after, text) in [(ENGLISH, "Some context.", "A chart"), (FRENCH, "Un contexte.", "Un graphique")] {
        site.edit(file, after, &format!("{after}\n\n![{text}](chart.svg)"));
    }
    let chart = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"360\"/>";
    site.write("content/opportunities/first/chart.svg", chart);
    assert_eq!(site.both_reports(), "");
    site.build().unwrap();
    let page = site.read("public/fr/possibilites/premier-travail/index.html");
    let image = r#"<img src="/images/opportunities/first/chart.svg" alt="Un graphique" width="640" height="360""#;
    assert!(page.contains(image), "{page}");
    assert!(site.path("public/images/opportunities/first/chart.svg").is_file());
}
