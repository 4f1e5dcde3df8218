//! What a build must see that trusts what the last one knew.

use std::fs;
use std::path::Path;

use generator::build::check;

use crate::change::Change;
use crate::life::{Life, files};

/// A team lists its projects with how many opportunities they have, which other teams may have posted.
#[test]
fn a_count_of_opportunities_that_the_page_itself_does_not_show_is_kept_right() {
    let mut life = Life::new();
    life.site.copy("content/teams/tides", "content/teams/harbours");
    life.line("content/teams/harbours/en.md", "title:", "title: Harbours");
    life.line("content/teams/harbours/fr.md", "title:", "title: Havres");
    life.line("content/projects/hub/project.yaml", "team:", "team: harbours");
    let project = "1 opportunity";
    life.compare();
    let page = life.site.path("public/en/teams/harbours/index.html");
    assert!(fs::read_to_string(&page).unwrap().contains(project));
    life.suffer(&Change::Add { opportunity: 1 });
    life.compare();
    assert!(!fs::read_to_string(&page).unwrap().contains(project));
}

/// An opportunity whose text states no slug has the address of its folder's name.
#[test]
fn a_folder_that_is_renamed_changes_the_links_of_all_lists() {
    let mut life = Life::new();
    life.compare();
    life.suffer(&Change::Rename { opportunity: 0 });
    life.compare();
}

/// The form names the opportunity, and an image has the address of its folder.
#[test]
fn a_folder_that_is_renamed_keeps_nothing_of_its_old_name() {
    let mut life = Life::new();
    for lang in ["en", "fr"] {
        life.line(&format!("content/opportunities/first/{lang}.md"), "summary:", "summary: It stays.\nslug: it-stays");
    }
    life.compare();
    life.suffer(&Change::Rename { opportunity: 0 });
    life.compare();
}

/// What a text links to is known only once it was checked.
#[test]
fn a_link_follows_its_opportunity_even_if_the_linking_text_is_checked_again() {
    let mut life = Life::new();
    for lang in ["en", "fr"] {
        life.append(&format!("content/pages/about/{lang}.md"), "\n[It](opportunity:first)\n");
    }
    life.compare();
    life.suffer(&Change::Add { opportunity: 1 });
    life.line("content/opportunities/first/en.md", "summary:", "summary: It moves.\nslug: moved");
    life.compare();
    assert!(life.site.read("public/en/about/index.html").contains("/opportunities/moved/"));
}

#[test]
fn a_link_of_an_answer_follows_its_opportunity_however_it_is_written() {
    let mut life = Life::new();
    life.suffer(&Change::Add { opportunity: 1 });
    let answer = "- asked: 2026-11-10\n  answered: 2026-11-12\n  question: { en: Where is it?, fr: Où est-ce? }\n  \
                  answer: { en: 'See [it](opportunity\\:second).', fr: 'Voir [ceci](opportunity&colon;second).' }\n";
    life.site.write("content/opportunities/first/questions.yaml", answer.as_bytes());
    life.compare();
    life.line("content/opportunities/second/en.md", "summary:", "summary: It moves.\nslug: moved");
    life.compare();
    let page = life.site.read("public/en/opportunities/first/index.html");
    assert!(page.contains("/opportunities/moved/"), "{page}");
}

/// The text stays as it is, and says nothing of the size of its image.
#[test]
fn an_image_of_another_size_changes_the_pages_that_show_it() {
    let mut life = Life::new();
    for (bytes, size) in
        [(80, "width=\"40\" height=\"40\""), (90, "width=\"40\" height=\"45\""), (0, "alt=\"A picture\" d")]
    {
        life.suffer(&Change::Picture { bytes });
        life.compare();
        let page = life.site.read("public/en/about/index.html");
        assert!(page.contains(size), "{page}");
    }
}

/// What stands beside a text is its own, whatever happened to either, and goes when nobody asks for it.
#[test]
fn a_compressed_text_comes_changes_and_goes_with_its_text() {
    let mut life = Life::new();
    let page = "public/en/opportunities/first/index.html";
    let is_there = |life: &Life, file: &str| life.site.path(file).exists();
    life.compare();
    life.compress = true;
    life.compare();
    let before = [format!("{page}.br"), format!("{page}.gz")].map(|file| fs::read(life.site.path(&file)).unwrap());
    life.suffer(&Change::Body { opportunity: 0, french: false, words: 1 });
    life.compare();
    assert_ne!(fs::read(life.site.path(&format!("{page}.br"))).unwrap(), before[0]);
    fs::remove_file(life.site.path(&format!("{page}.br"))).unwrap();
    life.site.write(&format!("{page}.gz"), b"spoiled");
    life.compare();
    life.suffer(&Change::Style { words: 1 });
    life.compare();
    life.suffer(&Change::Add { opportunity: 1 });
    life.suffer(&Change::Remove { opportunity: 0 });
    life.compare();
    assert!(!is_there(&life, &format!("{page}.br")));
    life.compress = false;
    life.compare();
    assert!(!is_there(&life, "public/en/index.html.br"));
}

/// Emacs marks a file that is being edited with a link to nowhere, which names the user and the machine.
#[test]
#[cfg(unix)]
fn the_mark_of_an_editor_is_nobodys_content() {
    let mut life = Life::new();
    std::os::unix::fs::symlink("me@host.123:456", life.site.path("content/pages/about/.#en.md")).unwrap();
    life.compare();
    assert_eq!(check(&life.site.path(""), life.now, false), []);
}

/// The file stays the same, and yet it is no longer within the site.
#[test]
#[cfg(unix)]
fn a_link_whose_way_leads_out_of_the_site_is_refused_even_if_its_file_is_known() {
    let mut life = Life::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let text = life.site.path("content/pages/about/en.md");
    fs::create_dir(life.site.path("shared")).unwrap();
    fs::rename(&text, life.site.path("shared/en.md")).unwrap();
    std::os::unix::fs::symlink("../../../shared/en.md", &text).unwrap();
    // The times of change cannot be set: they must grow old by themselves.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    life.compare();
    life.compare();
    fs::rename(life.site.path("shared"), elsewhere.path().join("shared")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("shared"), life.site.path("shared")).unwrap();
    life.compare();
    assert!(!check(&life.site.path(""), life.now, true).is_empty());
}

/// Stamps are trusted only where files are old: here they are, as in a site that was cloned yesterday.
#[test]
fn a_file_of_old_age_that_changes_is_seen() {
    let mut life = Life::new();
    age(&life.site.path("content"));
    life.compare();
    life.compare();
    life.suffer(&Change::Body { opportunity: 0, french: true, words: 1 });
    life.suffer(&Change::Body { opportunity: 0, french: false, words: 1 });
    life.compare();
}

/// A file that keeps its length and gets its former time back, as some tools do.
#[test]
fn a_file_whose_time_was_set_back_is_seen() {
    let mut life = Life::new();
    let file = life.site.path("content/opportunities/first/opportunity.yaml");
    age(&life.site.path("content"));
    // The times of change cannot be set: they must grow old by themselves.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    life.compare();
    let modified = fs::metadata(&file).unwrap().modified().unwrap();
    life.line("content/opportunities/first/opportunity.yaml", "value:", "value: 8100");
    fs::File::options().write(true).open(&file).unwrap().set_modified(modified).unwrap();
    life.compare();
}

fn age(folder: &Path) {
    let yesterday = std::time::SystemTime::now() - std::time::Duration::from_secs(86_400);
    for file in files(folder).into_keys() {
        fs::File::options().write(true).open(folder.join(file)).unwrap().set_modified(yesterday).unwrap();
    }
}
