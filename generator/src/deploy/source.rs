//! A commit, and what is built from it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::Timestamp;

use super::template::Template;
use super::{DeployError, Event, Report, folder, read_failed};
use crate::build::{self, build};
use crate::git::checkout;

/// A commit in the working tree that belongs to this program.
pub(super) struct Source {
    pub(super) commit: String,
    /// The folder that holds its site.toml.
    pub(super) root: PathBuf,
}

impl Source {
    pub(super) fn check_out(root: &Path, commit: &str) -> Result<Self, DeployError> {
        let site = checkout::check_out(root, commit, &folder(root))?;
        Ok(Self { commit: commit.to_owned(), root: site })
    }

    pub(super) fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    pub(super) fn bundle(&self) -> PathBuf {
        self.root.join("target/bundle")
    }

    /// Builds the site and the bundle.
    pub(super) fn build(&self, now: Timestamp, report: Report<'_>) -> Result<(), DeployError> {
        let options = build::Options {
            root: self.root.clone(),
            out: self.site(),
            bundle: self.bundle(),
            now,
            drafts: false,
            preview: false,
            local: None,
            cache: true,
            // CloudFront does so itself.
            compress: false,
        };
        build(&options, &|pages| report(Event::Page(pages))).map_err(DeployError::Build)?;
        Ok(())
    }

    /// Builds the site with the `devex` of the commit, which takes minutes: this one may ask of a theme what was not asked then.
    pub(super) fn build_by_itself(&self, now: Timestamp) -> Result<(), DeployError> {
        let mut cargo = Command::new("cargo");
        cargo.args(["run", "--release", "--quiet", "--package", "generator", "--", "--now"]).arg(now.to_string());
        cargo.arg("build").arg("--out").arg(self.site()).arg("--bundle").arg(self.bundle());
        match cargo.current_dir(&self.root).stdin(Stdio::null()).stdout(Stdio::null()).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(DeployError::NotBuilt),
            Err(error) => Err(DeployError::Runtime(error)),
        }
    }

    /// The template of the stack.
    pub(super) fn template(&self) -> Result<Template, DeployError> {
        let path = self.root.join("submit-fn/template.yaml");
        let text = fs::read_to_string(&path).map_err(read_failed(&path))?;
        Template::new(text)
    }
}
