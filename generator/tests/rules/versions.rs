//! Rules that compare the two versions.

use crate::common::Site;
use crate::{ENGLISH, FACTS, FRENCH, broken};

broken! {
    a_link_that_is_only_an_address_in_one_version: "E0804", (ENGLISH, "A [data set](https://example.org/data).", "A [data set] (https://example.org/data), [and](team:tides)."), (FRENCH, "](https://example.org/data)", "](https://example.org/data), [et](team:tides)");
    a_level_skipped_in_one_language: "E0801", (ENGLISH, "Some context.", "Some context.\n\n#### Deep\n\nDetails."), (FRENCH, "Un contexte.", "Un contexte.\n\n### Profond\n\nDétails.");
    a_heading_in_one_language: "E0801", (FRENCH, "Un contexte.", "Un contexte.\n\n### De plus\n\nPlus.");
    a_list_with_an_item_less: "E0802", (ENGLISH, "- It works.", "- It works.\n- It is fast.");
    a_list_in_one_language: "E0802", (ENGLISH, "Some context.", "Some context.\n\n- One.\n- Two.");
    a_table_with_a_row_less: "E0803",
        (ENGLISH, "Some context.", "| A | B |\n|---|---|\n| c | d |\n| e | f |"),
        (FRENCH, "Un contexte.", "| A | B |\n|---|---|\n| c | d |");
    a_link_in_one_language: "E0804", (ENGLISH, "Some context.", "Some [context](https://example.org/context).");
    an_example_in_one_language: "E0805", (ENGLISH, "Some context.", "Some context.\n\n```sh\nls\n```");
    a_note_in_one_language: "E0815", (ENGLISH, "Some context.", "Some context.[^1]\n\n[^1]: A note.");
    a_note_of_another_section: "E0815",
        (ENGLISH, "Some context.", "Some context.[^1]\n\n[^1]: A note."),
        (FRENCH, "Un contexte.", "Un contexte[^1]."), (FRENCH, "- Cela fonctionne.", "- Cela fonctionne.\n\n[^1]: Une note.");
    another_number_in_a_note: "E0806", (ENGLISH, "Some context.", "Some context.[^1]\n\n[^1]: Since 1961."), (FRENCH, "Un contexte.", "Un contexte[^1].\n\n[^1]: Depuis 1916.");
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
    a_number_in_an_acceptance_criterion: "E0806", ("content/acceptance.yaml", "Tests pass., fr: Les tests réussissent.", "Tests pass in 10 minutes., fr: Les tests réussissent en 20 minutes.");
}

#[test]
fn a_name_in_the_other_language_is_a_name() {
    let site = Site::new();
    let name = "Ministère de la Culture et des Communications du Québec";
    site.edit(ENGLISH, "Some context.", &format!("Some context.\n\n- {name}\n- Port of Sorel"));
    site.edit(FRENCH, "Un contexte.", &format!("Un contexte.\n\n- {name}\n- Port de Sorel"));
    assert_eq!(site.both_reports(), "");
}
