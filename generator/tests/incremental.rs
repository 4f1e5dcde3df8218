//! A build that finds what the last one knew must make the same site as one that starts from nothing, byte for byte,
//! whatever changed in between.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::Site;
use generator::build::{BuildError, Built, Changes, Options, Session, build, check};
use generator::diagnostic::Diagnostic;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

/// Something that happens to a site between two builds.
#[derive(Debug, Clone)]
enum Change {
    Body { opportunity: u8, french: bool, words: u8 },
    Title { opportunity: u8, words: u8 },
    Price { opportunity: u8, dollars: u16 },
    Deadline { opportunity: u8, day: u8 },
    Cancel { opportunity: u8 },
    Add { opportunity: u8 },
    Remove { opportunity: u8 },
    Rename { opportunity: u8 },
    Unpost { opportunity: u8 },
    Break { opportunity: u8 },
    TeamTitle { words: u8 },
    SkillName { words: u8 },
    SiteName { words: u8 },
    Template { words: u8 },
    Style { words: u8 },
    String { words: u8 },
    Picture { bytes: u8 },
    Time { hours: i16 },
    LoseOutput { file: u8 },
    SpoilOutput { file: u8 },
    LoseCache,
    SpoilCache { byte: u16 },
}

fn change() -> impl Strategy<Value = Change> {
    let opportunity = || 0_u8..4;
    let words = || 0_u8..200;
    prop_oneof![
        (opportunity(), any::<bool>(), words()).prop_map(|(opportunity, french, words)| Change::Body {
            opportunity,
            french,
            words
        }),
        (opportunity(), words()).prop_map(|(opportunity, words)| Change::Title { opportunity, words }),
        (opportunity(), 7000_u16..8600).prop_map(|(opportunity, dollars)| Change::Price { opportunity, dollars }),
        (opportunity(), 1_u8..4).prop_map(|(opportunity, day)| Change::Deadline { opportunity, day }),
        opportunity().prop_map(|opportunity| Change::Cancel { opportunity }),
        opportunity().prop_map(|opportunity| Change::Add { opportunity }),
        opportunity().prop_map(|opportunity| Change::Remove { opportunity }),
        opportunity().prop_map(|opportunity| Change::Rename { opportunity }),
        opportunity().prop_map(|opportunity| Change::Unpost { opportunity }),
        opportunity().prop_map(|opportunity| Change::Break { opportunity }),
        words().prop_map(|words| Change::TeamTitle { words }),
        words().prop_map(|words| Change::SkillName { words }),
        words().prop_map(|words| Change::SiteName { words }),
        words().prop_map(|words| Change::Template { words }),
        words().prop_map(|words| Change::Style { words }),
        words().prop_map(|words| Change::String { words }),
        any::<u8>().prop_map(|bytes| Change::Picture { bytes }),
        (-2000_i16..4000).prop_map(|hours| Change::Time { hours }),
        any::<u8>().prop_map(|file| Change::LoseOutput { file }),
        any::<u8>().prop_map(|file| Change::SpoilOutput { file }),
        Just(Change::LoseCache),
        any::<u16>().prop_map(|byte| Change::SpoilCache { byte }),
    ]
}

/// A site under change, its clock, and a server that watches it.
struct Life {
    site: Site,
    now: Timestamp,
    server: Session,
    /// The files that the server built last.
    served: BTreeMap<PathBuf, Vec<u8>>,
    /// Whether somebody else changed what it built.
    is_spoiled: bool,
}

/// The files of a folder and those of a bundle.
type Outputs = [BTreeMap<PathBuf, Vec<u8>>; 2];

impl Life {
    fn new() -> Self {
        let site = Site::new();
        let server = Session::new(&site.path(""), false);
        Self { site, now: "2026-11-15T12:00:00Z".parse().unwrap(), server, served: BTreeMap::new(), is_spoiled: false }
    }

    fn folder(opportunity: u8) -> String {
        let name = ["first", "second", "third", "fourth"][usize::from(opportunity % 4)];
        format!("content/opportunities/{name}")
    }

    fn exists(&self, file: &str) -> bool {
        self.site.path(file).exists()
    }

    /// Puts a line in place of the first that begins so, if the file is there and has one.
    fn line(&self, file: &str, begin: &str, line: &str) {
        if !self.exists(file) {
            return;
        }
        let text = self.site.read(file);
        let replaced: Vec<_> = text.lines().map(|old| if old.starts_with(begin) { line } else { old }).collect();
        self.site.write(file, (replaced.join("\n") + "\n").as_bytes());
    }

    fn append(&self, file: &str, text: &str) {
        if self.exists(file) {
            let whole = self.site.read(file) + text;
            self.site.write(file, whole.as_bytes());
        }
    }

    fn suffer(&mut self, change: &Change) {
        match *change {
            Change::Body { opportunity, french, words } => {
                let file = format!("{}/{}.md", Self::folder(opportunity), if french { "fr" } else { "en" });
                let text = if french { "Encore des mots" } else { "Some more words" };
                self.append(&file, &format!("\n{text}{}.\n", " !".repeat(usize::from(words % 3))));
            }
            Change::Title { opportunity, words } => {
                for (lang, title) in [("en", "A title with words"), ("fr", "Un titre avec des mots")] {
                    let letter = char::from(b'a' + words % 26);
                    let file = format!("{}/{lang}.md", Self::folder(opportunity));
                    self.line(&file, "title:", &format!("title: {title} {letter}{letter}"));
                }
            }
            Change::Price { opportunity, dollars } => {
                self.line(
                    &format!("{}/opportunity.yaml", Self::folder(opportunity)),
                    "value:",
                    &format!("value: {dollars}"),
                );
            }
            Change::Deadline { opportunity, day } => {
                let file = format!("{}/opportunity.yaml", Self::folder(opportunity));
                self.line(&file, "closes:", &format!("closes: 2026-12-0{day}T14:00"));
            }
            Change::Cancel { opportunity } => {
                let file = format!("{}/opportunity.yaml", Self::folder(opportunity));
                if self.exists(&file) && !self.site.read(&file).contains("cancelled:") {
                    self.append(&file, "cancelled: { en: Not needed any more., fr: Il n'en est plus besoin. }\n");
                }
            }
            Change::Add { opportunity } => {
                let folder = Self::folder(opportunity);
                if !self.exists(&folder) && self.exists("content/opportunities/first") {
                    self.site.copy("content/opportunities/first", &folder);
                    self.suffer(&Change::Title { opportunity, words: opportunity + 10 });
                }
            }
            Change::Remove { opportunity } => {
                let folder = self.site.path(&Self::folder(opportunity));
                let _ = fs::remove_dir_all(folder);
            }
            Change::Rename { opportunity } => {
                let (from, to) = (Self::folder(opportunity), Self::folder(opportunity + 1));
                if self.exists(&from) && !self.exists(&to) {
                    self.site.rename(&from, &to);
                }
            }
            Change::Unpost { opportunity } => {
                self.line(&format!("{}/opportunity.yaml", Self::folder(opportunity)), "posted:", "");
            }
            Change::Break { opportunity } => {
                self.append(&format!("{}/en.md", Self::folder(opportunity)), "\n[no](nowhere)\n")
            }
            Change::TeamTitle { words } => {
                self.line("content/teams/tides/en.md", "title:", &format!("title: Tides {words}"));
                self.line("content/teams/tides/fr.md", "title:", &format!("title: Marées {words}"));
            }
            Change::SkillName { words } => {
                self.line("content/skills.yaml", "rust:", &format!("rust: {{ en: Rust {words}, fr: Rust {words} }}"));
            }
            Change::SiteName { words } => {
                self.line("site.toml", "contact", &format!("contact = \"team{words}@example.org\""));
            }
            Change::Template { words } => {
                self.append("themes/devex/templates/partials/footer.html", &format!("<!-- {words} -->"));
            }
            Change::Style { words } => self.append("themes/devex/assets/devex.css", &format!("/* {words} */")),
            Change::String { words } => {
                self.line(
                    "themes/devex/strings/en.toml",
                    "breadcrumb",
                    &format!("breadcrumb = \"Breadcrumb {words}\""),
                );
            }
            Change::Picture { bytes } => {
                let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[bytes]].concat();
                self.site.write("content/pages/about/picture.png", &picture);
            }
            Change::Time { hours } => self.now = self.now.checked_add(i64::from(hours).hours()).unwrap(),
            Change::LoseOutput { file } => {
                self.outputs_at(file).iter().for_each(|path| fs::remove_file(path).unwrap());
            }
            Change::SpoilOutput { file } => {
                self.outputs_at(file).iter().for_each(|path| fs::write(path, "spoiled").unwrap());
            }
            Change::LoseCache => drop(fs::remove_dir_all(self.site.path(".devex"))),
            Change::SpoilCache { byte } => {
                for file in files(&self.site.path(".devex/cache")).into_keys() {
                    let path = self.site.path(".devex/cache").join(file);
                    let mut bytes = fs::read(&path).unwrap();
                    if let Some(place) = usize::from(byte).checked_rem(bytes.len()) {
                        bytes[place] ^= 1;
                    }
                    fs::write(path, bytes).unwrap();
                }
            }
        }
    }

    /// A file of the site as it was built into each folder, the list of all files aside.
    fn outputs_at(&mut self, file: u8) -> Vec<PathBuf> {
        self.is_spoiled = true;
        let at = |out: &str| {
            let mut all: Vec<PathBuf> = files(&self.site.path(out)).into_keys().collect();
            all.retain(|file| !file.ends_with(".devex-files"));
            let at = usize::from(file).checked_rem(all.len())?;
            Some(self.site.path(out).join(&all[at]))
        };
        ["public", "served"].into_iter().filter_map(at).collect()
    }

    fn options(&self, out: &str, cache: bool) -> Options {
        Options {
            root: self.site.path(""),
            out: self.site.path(out),
            bundle: self.site.path(&format!("{out}-bundle")),
            now: self.now,
            drafts: false,
            preview: false,
            cache,
        }
    }

    /// What is in the folders of a build, or what is wrong.
    fn outputs(&self, out: &str, built: Result<Built, BuildError>) -> Result<Outputs, Vec<Diagnostic>> {
        match built {
            Ok(_) => Ok([files(&self.site.path(out)), files(&self.site.path(&format!("{out}-bundle")))]),
            Err(BuildError::Problems(problems)) => Err(problems),
            Err(other) => panic!("{other}"),
        }
    }

    /// What a watcher reports since the last build.
    fn changes(&mut self) -> Changes {
        let mut now = files(&self.site.path(""));
        now.retain(|file, _| ["content", "themes", "site.toml"].iter().any(|place| file.starts_with(place)));
        let before = std::mem::replace(&mut self.served, now);
        let changed =
            before.keys().chain(self.served.keys()).filter(|file| before.get(*file) != self.served.get(*file));
        let folders: BTreeSet<PathBuf> = changed.map(|file| file.components().take(3).collect()).collect();
        let is_item = |folder: &PathBuf| {
            let is_in = |files: &BTreeMap<PathBuf, _>| files.keys().any(|file| file.parent() == Some(folder));
            folder.starts_with("content") && is_in(&before) && is_in(&self.served)
        };
        let is_spoiled = std::mem::take(&mut self.is_spoiled);
        if !is_spoiled && folders.iter().all(is_item) { Changes::Folders(folders) } else { Changes::Anything }
    }

    /// Builds with what is known and from nothing, and compares.
    fn compare(&mut self) {
        let full = self.outputs("full", build(&self.options("full", false), &|_| {}));
        let _ = fs::remove_dir_all(self.site.path("full"));
        let _ = fs::remove_dir_all(self.site.path("full-bundle"));
        let from_cache = self.outputs("public", build(&self.options("public", true), &|_| {}));
        assert_same(&from_cache, &full);
        let changes = self.changes();
        let served = self.server.build(&self.options("served", false), &changes, &|_| {});
        assert_same(&self.outputs("served", served), &full);
        let root = self.site.path("");
        assert_eq!(check(&root, self.now, true), check(&root, self.now, false));
    }
}

fn assert_same(incremental: &Result<Outputs, Vec<Diagnostic>>, full: &Result<Outputs, Vec<Diagnostic>>) {
    match (incremental, full) {
        (Ok(incremental), Ok(full)) => {
            for (incremental, full) in incremental.iter().zip(full) {
                assert_eq!(incremental.keys().collect::<Vec<_>>(), full.keys().collect::<Vec<_>>());
                for (file, bytes) in full {
                    assert!(incremental[file] == *bytes, "{} differs", file.display());
                }
            }
        }
        (Err(incremental), Err(full)) => assert_eq!(incremental, full),
        (incremental, full) => panic!("{:?} / {:?}", incremental.as_ref().err(), full.as_ref().err()),
    }
}

/// All files below a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.is_symlink() || path.exists() {
                all.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn incremental_equals_full_whatever_changed(changes in prop::collection::vec(prop::collection::vec(change(), 1..4), 1..8)) {
        let mut life = Life::new();
        life.compare();
        for together in &changes {
            together.iter().for_each(|change| life.suffer(change));
            life.compare();
        }
    }
}

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

/// A server hears of a picture as of a text beside it.
#[test]
fn a_picture_that_changes_in_its_place_is_published() {
    let mut life = Life::new();
    for bytes in 0..2 {
        life.suffer(&Change::Picture { bytes });
        life.compare();
    }
}

/// Whoever cleans up while the server runs gets the whole site back with the next change of a text.
#[test]
fn a_folder_that_is_gone_is_made_again_whole() {
    let mut life = Life::new();
    life.compare();
    life.suffer(&Change::Body { opportunity: 0, french: true, words: 0 });
    life.compare();
    fs::remove_dir_all(life.site.path("served")).unwrap();
    life.suffer(&Change::Body { opportunity: 0, french: true, words: 0 });
    life.compare();
}

/// The function would know nothing of the site any more.
#[test]
fn a_bundle_that_is_gone_is_made_again() {
    let mut life = Life::new();
    life.compare();
    fs::remove_dir_all(life.site.path("served-bundle")).unwrap();
    life.suffer(&Change::Body { opportunity: 0, french: true, words: 0 });
    life.compare();
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
