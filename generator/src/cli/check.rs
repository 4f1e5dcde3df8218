//! `devex check`.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::ValueEnum;

use super::Setup;
use super::message::Message;
use crate::audit::{Findings, Scope, audit, in_repository};
use crate::diagnostic::{Diagnostic, counts, formats, report};

#[derive(clap::Args)]
pub(super) struct Args {
    /// How to report what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Fail when there are warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Request the links to other sites too
    #[arg(long)]
    external: bool,
    /// List what is late too: answers, selections, outcomes, deliveries and payments that are not recorded
    #[arg(long)]
    overdue: bool,
    /// Read and check everything, also what has not changed since the last time
    #[arg(long)]
    no_cache: bool,
    /// The branch that is published: commits after it are those of a pull request
    #[arg(long, value_name = "BRANCH")]
    base: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With lines and carets, for people
    Human,
    /// An array of objects
    Json,
    /// Annotations on the lines of a pull request
    Github,
    /// A SARIF 2.1.0 log
    Sarif,
}

pub(super) fn run(setup: &Setup, args: &Args) -> ExitCode {
    let scope =
        Scope { base: args.base.as_deref(), external: args.external, overdue: args.overdue, cache: !args.no_cache };
    let Findings { diagnostics, notes } = match audit(&setup.root, setup.clock.now(), scope) {
        Ok(findings) => findings,
        Err(error) => {
            setup.terminal.error(Message::Git(&error));
            return ExitCode::from(2);
        }
    };
    for note in &notes {
        setup.terminal.line(Message::Note(note));
    }
    let lang = setup.terminal.lang;
    let (errors, warnings) = counts(&diagnostics);
    let count = report::count(&diagnostics, lang);
    let text = match args.format {
        Format::Human => human(setup, &diagnostics),
        Format::Json => formats::json(&diagnostics, lang),
        Format::Github => formats::github(&in_repository(&setup.root, diagnostics), lang),
        Format::Sarif => formats::sarif(&in_repository(&setup.root, diagnostics), lang),
    };
    let printed = setup.print(&text);
    if args.format != Format::Human {
        setup.terminal.line(Message::Verbatim(&count));
    }
    if errors > 0 || (args.deny_warnings && warnings > 0) { ExitCode::FAILURE } else { printed }
}

fn human(setup: &Setup, diagnostics: &[Diagnostic]) -> String {
    let terminal = &setup.terminal;
    if diagnostics.is_empty() {
        return format!("{}\n", terminal.text(Message::NothingToMend));
    }
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let report = report::report(diagnostics, terminal.lang, colour);
    format!("{report}{}\n", terminal.text(Message::ExplainHint))
}
