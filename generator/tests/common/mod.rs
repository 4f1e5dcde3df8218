//! A copy of the small site of `fixture/`, with the real theme, to change and build.

use std::fs;
use std::path::{Path, PathBuf};

use generator::build::{BuildError, Built, Options, build};
use generator::diagnostic::report::report;
use submit_fn::lang::Lang;
use tempfile::TempDir;

pub(crate) struct Site {
    dir: TempDir,
}

impl Site {
    pub(crate) fn new() -> Self {
        let site = Self { dir: tempfile::tempdir().unwrap() };
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&here.join("tests/fixture"), site.dir.path());
        copy(&here.join("../themes"), &site.path("themes"));
        site
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.dir.path().join(file)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, bytes: &[u8]) {
        fs::write(self.path(file), bytes).unwrap();
    }

    /// Replaces the first `from` by `to`. What is to be replaced must be there.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not hold {from:?}");
        self.write(file, text.replacen(from, to, 1).as_bytes());
    }

    pub(crate) fn remove(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap();
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Builds as of mid November 2026, when the opportunity is open.
    pub(crate) fn build(&self) -> Result<Built, BuildError> {
        let options = Options {
            root: self.dir.path().to_owned(),
            out: self.path("public"),
            bundle: self.path("bundle"),
            now: "2026-11-15T12:00:00Z".parse().unwrap(),
            preview: false,
        };
        build(&options, &|_| {})
    }

    /// What a build tells in English, then in French; nothing when all is well.
    pub(crate) fn both_reports(&self) -> String {
        match self.build() {
            Ok(_) => String::new(),
            Err(BuildError::Problems(problems)) => Lang::BOTH.map(|lang| report(&problems, lang, false)).join("\n\n"),
            Err(other) => panic!("{other}"),
        }
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
