//! What a server must see that keeps the site in memory.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use generator::build::{BuildError, Changes};

use crate::change::Change;
use crate::life::Life;

/// A server hears of a picture as of a text beside it.
#[test]
fn a_picture_that_changes_in_its_place_is_published() {
    let mut life = Life::new();
    for bytes in 0..2 {
        life.suffer(&Change::Picture { bytes });
        life.compare();
    }
}

/// Whoever cleans up while the server runs gets the whole site back with the next change of a text; and the function, which
/// would know nothing of the site any more, its bundle.
#[test]
fn a_folder_that_is_gone_is_made_again_whole() {
    for folder in ["served", "served-bundle"] {
        let mut life = Life::new();
        life.compare();
        life.suffer(&Change::Body { opportunity: 0, french: true, words: 0 });
        life.compare();
        fs::remove_dir_all(life.site.path(folder)).unwrap();
        life.suffer(&Change::Body { opportunity: 0, french: true, words: 0 });
        life.compare();
    }
}

/// What a check took in is still to be published.
#[test]
fn a_build_after_a_check_publishes_what_changed_before_it() {
    let mut life = Life::new();
    life.compare();
    life.suffer(&Change::Title { opportunity: 0, words: 1 });
    life.server.check(life.now);
    life.compare();
}

#[test]
#[cfg(unix)]
fn a_picture_that_is_a_link_to_another_changes_with_it() {
    let mut life = Life::new();
    life.suffer(&Change::Picture { bytes: 0 });
    let link = life.site.path("content/teams/tides/picture.png");
    std::os::unix::fs::symlink("../../pages/about/picture.png", link).unwrap();
    life.compare();
    life.site.write("content/pages/about/picture.png", b"\x89PNG\r\n\x1a\nother");
    // The watcher names the folder of the file that was written.
    let changes = Changes::Folders(BTreeSet::from([PathBuf::from("content/pages/about")]));
    life.server.build(&life.options("served", false), &changes, &|_| {}).unwrap();
    for folder in ["pages/about", "teams/tides"] {
        let picture = fs::read(life.site.path(&format!("served/images/{folder}/picture.png"))).unwrap();
        assert!(picture.ends_with(b"other"), "{folder}");
    }
}

/// A text that is wrong keeps those from being published that are saved meanwhile, but not for ever.
#[test]
fn a_text_that_was_saved_while_another_was_wrong_is_published_with_it() {
    let mut life = Life::new();
    life.suffer(&Change::Add { opportunity: 1 });
    life.compare();
    let file = "content/opportunities/first/en.md";
    let good = life.site.read(file);
    life.suffer(&Change::Break { opportunity: 0 });
    life.compare();
    life.suffer(&Change::Body { opportunity: 1, french: true, words: 0 });
    life.compare();
    life.site.write(file, good.as_bytes());
    life.compare();
}

#[test]
fn a_problem_of_a_folder_ends_with_its_cause() {
    let mut life = Life::new();
    life.compare();
    let folder = Changes::Folders(BTreeSet::from([PathBuf::from("content/pages/about")]));
    let build = |life: &mut Life| life.server.build(&life.options("served", false), &folder, &|_| {});
    let within = life.site.path("content/pages/about/within");
    fs::create_dir(&within).unwrap();
    assert!(matches!(build(&mut life), Err(BuildError::Problems(_))));
    fs::remove_dir(&within).unwrap();
    build(&mut life).unwrap();
    life.suffer(&Change::Body { opportunity: 0, french: true, words: 0 });
    life.compare();
}
