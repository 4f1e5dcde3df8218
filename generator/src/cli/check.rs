//! `devex check`.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::ValueEnum;
use submit_fn::shared::lang::Lang;

use super::Setup;
use crate::audit::{Findings, Note, Scope, audit, in_repository};
use crate::diagnostic::{Diagnostic, counts, formats, report};
use crate::git::GitError;

/// What `devex check` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// How to tell what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Fail when there are warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Ask for links to other sites too
    #[arg(long)]
    external: bool,
    /// Read and check everything, also what has not changed since the last time
    #[arg(long)]
    no_cache: bool,
    /// The branch that is published: commits after it are those of a pull request
    #[arg(long, value_name = "BRANCH")]
    base: Option<String>,
}

/// How to tell what was found.
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
    let scope = Scope { base: args.base.as_deref(), external: args.external, cache: !args.no_cache };
    let Findings { diagnostics, notes } = match audit(&setup.root, setup.clock.now(), scope) {
        Ok(findings) => findings,
        Err(error) => {
            setup.say.error(&setup.say.git_error(&error));
            return ExitCode::from(2);
        }
    };
    for note in &notes {
        setup.say.line(&setup.say.note(note));
    }
    let lang = setup.say.lang;
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
        setup.say.line(&count);
    }
    if errors > 0 || (args.deny_warnings && warnings > 0) { ExitCode::FAILURE } else { printed }
}

fn human(setup: &Setup, found: &[Diagnostic]) -> String {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    match found {
        [] => format!("{}\n", setup.say.pick("nothing to mend", "rien à corriger")),
        found => {
            let explain = setup.say.pick("`devex explain CODE` says more", "`devex explain CODE` en dit plus");
            format!("{}; {explain}\n", report::report(found, setup.say.lang, colour))
        }
    }
}

impl super::Say {
    fn git_error(&self, error: &GitError) -> String {
        match (error, self.lang) {
            (GitError::NotInstalled, Lang::En) => "git is not installed".into(),
            (GitError::NotInstalled, Lang::Fr) => "git n'est pas installé".into(),
            (GitError::NoRepository, Lang::En) => "this is not a git repository".into(),
            (GitError::NoRepository, Lang::Fr) => "ce n'est pas un dépôt git".into(),
            (GitError::UnknownBase(base), Lang::En) => {
                format!(
                    "--base: git knows no branch or commit `{base}` that this one comes from; `git fetch` may bring it"
                )
            }
            (GitError::UnknownBase(base), Lang::Fr) => format!(
                "--base\u{a0}: git ne connaît ni branche ni commit `{base}` d'où viendrait celui-ci; `git fetch` peut l'apporter"
            ),
            (GitError::Failed(why), Lang::En) => format!("git refused to tell the past: {why}"),
            (GitError::Failed(why), Lang::Fr) => format!("git a refusé de dire le passé\u{a0}: {why}"),
        }
    }

    fn note(&self, note: &Note) -> String {
        match note {
            Note::NoHistory(error) => self.without_history(error),
            Note::ShallowClone => self.shallow().to_owned(),
            Note::NoNetwork => self.no_network().to_owned(),
        }
    }

    /// Why rules that need git were not applied.
    fn without_history(&self, error: &GitError) -> String {
        let why = self.git_error(error);
        match self.lang {
            Lang::En => {
                format!("note: {why}: changes after posting (E0904) and stale versions (W0807) were not looked for")
            }
            Lang::Fr => format!(
                "note\u{a0}: {why}\u{a0}: les changements après l'affichage (E0904) et les versions périmées (W0807) n'ont pas été cherchés"
            ),
        }
    }

    const fn no_network(&self) -> &'static str {
        self.pick(
            "note: no other site could be reached, so links were not asked for: is there a network?",
            "note\u{a0}: aucun autre site n'a pu être joint, et les liens n'ont donc pas été vérifiés\u{a0}: y a-t-il un réseau?",
        )
    }

    /// Why rules that need git may have missed something.
    const fn shallow(&self) -> &'static str {
        self.pick(
            "note: this clone has only the last commits: changes after posting (E0904) and stale versions (W0807) may be missed; `git fetch --unshallow` brings the others",
            "note\u{a0}: ce clone n'a que les derniers commits\u{a0}: des changements après l'affichage (E0904) et des versions périmées (W0807) peuvent échapper; `git fetch --unshallow` apporte les autres",
        )
    }
}
