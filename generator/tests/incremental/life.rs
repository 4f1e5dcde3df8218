//! A site that changes, and every way in which it is built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use generator::build::{BuildError, Built, Changes, Options, Session, build, check};
use generator::diagnostic::Diagnostic;
use jiff::{Timestamp, ToSpan};

use crate::change::Change;
use crate::common::Site;

/// A site under change, its clock, and a server that watches it.
pub(crate) struct Life {
    pub(crate) site: Site,
    pub(crate) now: Timestamp,
    pub(crate) server: Session,
    /// The files that the server built last.
    served: BTreeMap<PathBuf, Vec<u8>>,
    /// Whether somebody else changed what it built.
    is_spoiled: bool,
    /// Whether texts are compressed too.
    pub(crate) compress: bool,
}

/// The files of a folder and those of a bundle.
type Outputs = [BTreeMap<PathBuf, Vec<u8>>; 2];

impl Life {
    pub(crate) fn new() -> Self {
        let site = Site::new();
        site.edit("site.toml", "menu = [", "ocid_prefix = \"ocds-abc123\"\nmenu = [");
        let server = Session::new(&site.path(""), false);
        Self {
            site,
            now: "2026-11-15T12:00:00Z".parse().unwrap(),
            server,
            served: BTreeMap::new(),
            is_spoiled: false,
            compress: false,
        }
    }

    fn folder(opportunity: u8) -> String {
        let name = ["first", "second", "third", "fourth"][usize::from(opportunity % 4)];
        format!("content/opportunities/{name}")
    }

    fn exists(&self, file: &str) -> bool {
        self.site.path(file).exists()
    }

    /// Puts a line in place of the first that begins so, if the file is there and has one.
    pub(crate) fn line(&self, file: &str, begin: &str, line: &str) {
        if !self.exists(file) {
            return;
        }
        let text = self.site.read(file);
        let replaced: Vec<_> = text.lines().map(|old| if old.starts_with(begin) { line } else { old }).collect();
        self.site.write(file, (replaced.join("\n") + "\n").as_bytes());
    }

    pub(crate) fn append(&self, file: &str, text: &str) {
        if self.exists(file) {
            let whole = self.site.read(file) + text;
            self.site.write(file, whole.as_bytes());
        }
    }

    pub(crate) fn suffer(&mut self, change: &Change) {
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
                // Its page shows its size, which few bytes tell.
                let header = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x28\0\0\0";
                let picture = [header.as_slice(), &[bytes / 2, bytes % 2]].concat();
                let is_new = !self.exists("content/pages/about/picture.png");
                self.site.write("content/pages/about/picture.png", &picture);
                for (lang, words) in [("en", "A picture"), ("fr", "Une image")].into_iter().filter(|_| is_new) {
                    self.append(&format!("content/pages/about/{lang}.md"), &format!("\n![{words}](picture.png)\n"));
                }
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

    pub(crate) fn options(&self, out: &str, cache: bool) -> Options {
        Options {
            local: None,
            root: self.site.path(""),
            out: self.site.path(out),
            bundle: self.site.path(&format!("{out}-bundle")),
            now: self.now,
            drafts: false,
            preview: false,
            cache,
            compress: self.compress,
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
    pub(crate) fn compare(&mut self) {
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
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
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
