//! What people read: the command talks on standard error, since standard output is for data.

use std::io::IsTerminal;

use submit_fn::shared::lang::Lang;

use super::message::Message;
use super::words::text;
use crate::build::BuildError;
use crate::diagnostic::report::report;
use crate::diagnostic::{Diagnostic, Severity};

#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    pub(super) lang: Lang,
}

impl Terminal {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    pub(super) fn text(&self, message: Message<'_>) -> String {
        text(&message, self.lang)
    }

    pub(super) fn line(&self, message: Message<'_>) {
        eprintln!("{}", self.text(message));
    }

    pub(super) fn error(&self, message: Message<'_>) {
        eprintln!("{}{}", self.text(Message::ErrorLabel), self.text(message));
    }

    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic]) {
        eprintln!("{}", report(diagnostics, self.lang, false));
    }

    /// Why nothing was built.
    pub(super) fn build_error(&self, error: &BuildError) {
        match error {
            BuildError::Problems(diagnostics) => self.nothing_written(diagnostics),
            other => self.error(Message::BuildError(other)),
        }
    }

    /// The errors that kept a command from writing. Warnings are for `devex check`: they keep nothing from being built.
    pub(super) fn nothing_written(&self, diagnostics: &[Diagnostic]) {
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
        let errors: Vec<_> = errors.cloned().collect();
        eprintln!("{}{}", report(&errors, self.lang, colour), self.text(Message::NothingWritten));
    }
}
