//! A copy of the small site of `fixture/`, with the real theme, to change and build.

use std::fs;
use std::path::{Path, PathBuf};

use generator::build::{BuildError, Built, Options, build, check};
use generator::diagnostic::{Diagnostic, report::report};
use submit_fn::shared::lang::Lang;
use tempfile::TempDir;

/// Mid November 2026, when the opportunity is open.
const NOW: &str = "2026-11-15T12:00:00Z";

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
    #[allow(dead_code, reason = "not every file of tests uses it")]
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not hold {from:?}");
        self.write(file, text.replacen(from, to, 1).as_bytes());
    }

    #[allow(dead_code, reason = "not every file of tests uses it")]
    pub(crate) fn remove(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap();
    }

    #[allow(dead_code, reason = "not every file of tests uses it")]
    pub(crate) fn copy(&self, from: &str, to: &str) {
        copy(&self.path(from), &self.path(to));
    }

    #[allow(dead_code, reason = "not every file of tests uses it")]
    pub(crate) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Builds it.
    #[allow(dead_code, reason = "not every file of tests uses it")]
    pub(crate) fn build(&self) -> Result<Built, BuildError> {
        self.build_to("public", "bundle")
    }

    /// Builds it into other folders.
    #[allow(dead_code, reason = "not every file of tests uses it")]
    pub(crate) fn build_to(&self, out: &str, bundle: &str) -> Result<Built, BuildError> {
        let options = Options {
            local: None,
            root: self.dir.path().to_owned(),
            out: self.path(out),
            bundle: self.path(bundle),
            now: NOW.parse().unwrap(),
            drafts: false,
            preview: false,
            cache: false,
            compress: false,
        };
        build(&options, &|_| {})
    }

    /// All that is wrong with it then, history and the network aside.
    #[allow(dead_code, reason = "not every file of tests uses it")]
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        check(self.dir.path(), NOW.parse().unwrap(), false)
    }

    /// What is told in English, then in French; nothing when all is well.
    #[allow(dead_code, reason = "not every file of tests uses it")]
    pub(crate) fn both_reports(&self) -> String {
        match self.diagnostics().as_slice() {
            [] => String::new(),
            found => Lang::BOTH.map(|lang| report(found, lang, false)).join("\n\n"),
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
