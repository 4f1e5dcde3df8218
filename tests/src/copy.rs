//! Copies of the repository's site, to change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The repository's folder, which holds site.toml.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A copy of the repository's content, theme and settings.
pub struct SiteCopy {
    dir: TempDir,
}

impl SiteCopy {
    /// A fresh one.
    #[allow(clippy::new_without_default, reason = "making one copies many files")]
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["content", "themes", ".github"] {
            copy(&repository().join(folder), &dir.path().join(folder));
        }
        fs::copy(repository().join("site.toml"), dir.path().join("site.toml")).unwrap();
        Self { dir }
    }

    /// A fresh one, with texts, tables and names that are as long, wide and foreign as they may be.
    pub fn with_extremes() -> Self {
        let site = Self::new();
        copy(&repository().join("tests/extremes"), site.root());
        site
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    /// Puts the site under git, as it was committed on a day.
    pub fn commit(&self, message: &str, date: &str) {
        let git = |args: &[&str]| {
            let mut command = Command::new("git");
            command.current_dir(self.root()).args(["-c", "user.name=A team", "-c", "user.email=team@example.org"]);
            let date = format!("{date}T09:00:00-05:00");
            command.env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date).env_remove("GIT_DIR");
            assert!(command.args(args).stdout(Stdio::null()).status().unwrap().success(), "git {args:?}");
        };
        if !self.root().join(".git").exists() {
            git(&["init", "--quiet", "--initial-branch=main"]);
        }
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--message", message]);
    }

    /// The text of a file.
    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root().join(file)).unwrap()
    }

    /// Writes a file, in a folder that may be new.
    pub fn write(&self, file: &str, bytes: &[u8]) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces the first `from` in a file by `to`. What is to be replaced must be there.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not hold {from:?}");
        fs::write(self.root().join(file), text.replacen(from, to, 1)).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
