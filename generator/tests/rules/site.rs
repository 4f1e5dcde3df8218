//! Rules of `site.toml`, the theme and the syntax of files.

use insta::assert_snapshot;

use crate::common::Site;
use crate::{ENGLISH, FACTS, FRENCH, broken};

broken! {
    a_string_that_no_theme_has: "E0604", ("themes/devex/templates/partials/breadcrumb.html", "t.breadcrumb", "t.breadcrum");
    a_variable_that_no_page_has: "E0605", ("themes/devex/templates/partials/card.html", "card.title", "card.titel");
    a_string_without_its_placeholder: "E0606", ("themes/devex/strings/fr.toml", "Au plus {n} mots", "Au plus mots");
    a_string_of_templates_without_its_placeholder: "E0606", ("themes/devex/strings/en.toml", "(CSV): {name}\"", "(CSV)\"");
    a_string_with_an_invented_placeholder: "E0607", ("themes/devex/strings/fr.toml", "{list}\"", "{list} ({count})\"");
    a_number_without_one_of_its_forms: "E0603", ("themes/devex/strings/fr.toml", "one = \"{n} résultat\"\n", "");
    a_string_that_one_language_lacks: "E0603", ("themes/devex/strings/fr.toml", "before_taxes = \"{amount} avant les taxes\"\nhours", "hours");
    an_empty_string: "E0204", ("themes/devex/strings/fr.toml", "menu = \"Menu principal\"", "menu = \" \"");
    a_filter_that_does_not_exist: "E0601", ("themes/devex/templates/partials/card.html", "{{ card.title }}", "{{ card.title | uper }}");
    front_matter_that_does_not_end: "E0106", (ENGLISH, "small work.\n---\n", "small work.\n");
    a_merge_that_git_left_in_the_facts: "E0112", (FACTS, "hours: 70\n", "<<<<<<< HEAD\nhours: 70\n=======\nhours: 80\n>>>>>>> main\n");
    a_merge_that_git_left_in_a_text: "E0112", (ENGLISH, "Some context.\n", "<<<<<<< HEAD\nSome context.\n=======\nSome other context.\n>>>>>>> main\n");
    a_merge_that_git_left_in_the_front_matter: "E0112", (FRENCH, "title: Premier travail\n", "<<<<<<< HEAD\ntitle: Premier travail\n=======\ntitle: Travail premier\n>>>>>>> main\n");
    a_merge_that_git_left_in_a_list: "E0112", ("content/skills.yaml", "rust:", "<<<<<<< HEAD\n=======\n>>>>>>> main\nrust:");
    a_merge_that_git_left_in_the_settings: "E0112", ("site.toml", "total = 9999\n", "<<<<<<< HEAD\ntotal = 9999\n=======\ntotal = 40000\n>>>>>>> main\n");
    a_prefix_that_nobody_registered: "E0203", ("site.toml", "menu = [", "ocid_prefix = \"ocds-example\"\nmenu = [");
    a_tax_beyond_all_bounds: "E0207", ("site.toml", "highest_tax = 15", "highest_tax = 150");
    rates_the_wrong_way_around: "E0208", ("site.toml", "[keys]", "[checks]\nhourly_rate = { least = 150, most = 60 }\n\n[keys]");
    minutes_the_wrong_way_around: "E0208", ("site.toml", "[keys]", "[checks]\nproposal_minutes = 200\n\n[keys]");
    minutes_of_a_department_the_wrong_way_around: "E0208", ("site.toml", "[keys]", "[checks.departments.dfo]\nproposal_minutes_most = 20\n\n[keys]");
    a_theme_that_is_not_there: "E0405", ("site.toml", "theme = \"devex\"", "theme = \"devx\"");
    unknown_terms: "E0405", (FACTS, "terms: plain", "terms: standard");
    a_front_matter_that_ends_in_two_dashes: "E0106", (ENGLISH, "small work.\n---\n", "small work.\n--\n");
    a_list_item_without_its_space: "E0103", (FACTS, "skills: [rust, accessibility]", "skills:\n- rust\n-accessibility");
    a_text_without_the_space_after_its_key: "E0103", (FACTS, "    en: Show", "    en:Show");
    minutes_that_are_both_written: "E0208", ("site.toml", "[keys]", "[checks]\nproposal_minutes = 1200\nproposal_minutes_most = 180\n\n[keys]");
    a_key_that_is_set_in_too_far: "E0103", (FACTS, "delivers: 2027-01-22\n", "delivers: 2027-01-22\n  starts: 2026-12-07\n");
    a_key_that_is_cut_short: "E0203", ("site.toml", "age14tshsp4r0", "age14tsh");
    a_tab_in_the_facts: "E0103", (FACTS, "  - id: skills", "\t- id: skills");
    a_file_divided_in_two: "E0103", (FACTS, "skills:", "---\nskills:");
    a_key_without_its_colon: "E0103", (FACTS, "hours: 70", "hours 70");
    an_icon_that_is_no_drawing: "E0609", ("themes/devex/assets/favicon.svg", "  </g>\n", "");
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
fn a_page_where_a_list_is() {
    let site = Site::new();
    site.edit("content/pages/about/en.md", "title: About", "title: About\nslug: teams");
    assert_snapshot!(site.both_reports());
}

#[test]
fn a_font_that_is_none_and_a_theme_without_any() {
    let site = Site::new();
    site.remove("themes/devex/fonts/NotoSans-Bold.ttf");
    site.write("themes/devex/fonts/NotoSans-Regular.ttf", b"no font");
    assert_snapshot!(site.both_reports());
}
