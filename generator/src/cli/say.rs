//! What the command says, in both languages. It talks on standard error: standard output is for data.

use std::io::IsTerminal;
use std::path::Path;
use std::time::Duration;

use submit_fn::shared::format::number;
use submit_fn::shared::lang::Lang;

use crate::build::{BuildError, Built};
use crate::diagnostic::report::report;
use crate::diagnostic::{Diagnostic, Severity, counted};

/// Speaks the reader's language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Say {
    pub(super) lang: Lang,
}

impl Say {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// One of two texts.
    pub(super) const fn pick<'t>(&self, en: &'t str, fr: &'t str) -> &'t str {
        match self.lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    pub(super) fn error(&self, text: &str) {
        eprintln!("{}{text}", self.pick("error: ", "erreur\u{a0}: "));
    }

    pub(super) fn line(&self, text: &str) {
        eprintln!("{text}");
    }

    pub(super) fn no_root(&self, named: Option<&Path>) -> String {
        if let Some(named) = named.map(Path::display) {
            return match self.lang {
                Lang::En => format!("there is no site.toml in {named}"),
                Lang::Fr => format!("il n'y a pas de site.toml dans {named}"),
            };
        }
        self.pick(
            "there is no site.toml here or above: go to the folder of a site, or name it with --root",
            "il n'y a pas de site.toml ici ni plus haut\u{a0}: allez dans le dossier d'un site ou nommez-le avec --root",
        )
        .to_owned()
    }

    /// Why a build failed, with all its problems.
    pub(super) fn build_error(&self, error: &BuildError) {
        match error {
            BuildError::Problems(problems) => {
                let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
                // Warnings are for `devex check`: a build is kept by errors alone.
                let errors = |problem: &&Diagnostic| problem.severity() == Severity::Error;
                let errors: Vec<_> = problems.iter().filter(errors).cloned().collect();
                let nothing = self.pick("nothing was written", "rien n'a été écrit");
                eprintln!("{}{}", report(&errors, self.lang, colour), self.pick(": ", "\u{a0}: ").to_owned() + nothing);
            }
            other => self.error(&other.to_string()),
        }
    }

    /// What a build did.
    pub(super) fn built(&self, built: &Built, out: &Path, took: Duration) -> String {
        let n = |n: usize| number(n as u64, self.lang);
        let (files, changed, removed) = (n(built.files), n(built.written.changed), n(built.written.removed));
        let opportunities = n(built.opportunities);
        let (out, ms) = (out.display(), took.as_millis());
        let warnings = match (built.warnings, self.lang) {
            (0, _) => String::new(),
            (warnings, Lang::En) => {
                format!("\n{} to see with `devex check`", counted(warnings as u64, "warning", self.lang))
            }
            (warnings, Lang::Fr) => {
                format!("\n{} à voir avec `devex check`", counted(warnings as u64, "avertissement", self.lang))
            }
        };
        let said = match self.lang {
            Lang::En => format!(
                "{files} files in {out}/ ({opportunities} opportunities): {changed} written, {removed} removed, in {ms} ms"
            ),
            Lang::Fr => format!(
                "{files} fichiers dans {out}/ ({opportunities} possibilités)\u{a0}: {changed} écrits, {removed} retirés, en {ms} ms"
            ),
        };
        said + &warnings
    }
}
