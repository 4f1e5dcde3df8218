//! `devex check`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use submit_fn::shared::lang::Lang;

use super::Setup;
use crate::build;
use crate::check::git::{self, GitError};
use crate::check::{history, links};
use crate::diagnostic::{Diagnostic, counts, formats, report};
use crate::parse;

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
    let mut found = match check(setup, args) {
        Ok(found) => found,
        Err(error) => {
            setup.say.error(&setup.say.git_error(&error));
            return ExitCode::from(2);
        }
    };
    found.sort();
    let lang = setup.say.lang;
    let text = match args.format {
        Format::Human => human(setup, &found),
        Format::Json => formats::json(&found, lang),
        Format::Github => formats::github(&in_repository(setup, found.clone()), lang),
        Format::Sarif => formats::sarif(&in_repository(setup, found.clone()), lang),
    };
    let printed = setup.print(&text);
    if args.format != Format::Human {
        setup.say.line(&report::count(&found, lang));
    }
    let (errors, warnings) = counts(&found);
    if errors > 0 || (args.deny_warnings && warnings > 0) { ExitCode::FAILURE } else { printed }
}

/// Everything that is wrong, or why git cannot tell the past when `--base` asks for it.
fn check(setup: &Setup, args: &Args) -> Result<Vec<Diagnostic>, GitError> {
    let (root, now) = (setup.root.as_path(), setup.clock.now());
    // Git is asked while the files are read. Without settings there is no time zone, and that is told first.
    let zone = parse::settings_of(root).ok().map(|settings| settings.zone);
    let (checked, history) = rayon::join(
        || build::check(root, now, !args.no_cache),
        || zone.map(|zone| history::check(root, args.base.as_deref(), now, &zone)),
    );
    let mut diagnostics = checked;
    match history.unwrap_or_else(|| Ok(history::Found::default())) {
        Ok(found) => {
            history::add(found.diagnostics, &mut diagnostics);
            if found.is_shallow {
                setup.say.line(setup.say.shallow());
            }
        }
        Err(error) if args.base.is_some() => return Err(error),
        Err(error) => setup.say.line(&setup.say.without_history(&error)),
    }
    if args.external {
        match links::check(root, &links::of_site(root), &root.join(".devex/links.json"), now) {
            Ok(found) => diagnostics.extend(found),
            Err(links::NoNetwork) => setup.say.line(setup.say.no_network()),
        }
    }
    Ok(diagnostics)
}

/// The problems by the paths of the repository, in which the site may be a folder.
fn in_repository(setup: &Setup, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let prefix = PathBuf::from(git::prefix(&setup.root).unwrap_or_default());
    for diagnostic in &mut found {
        diagnostic.file = prefix.join(&diagnostic.file);
        for related in &mut diagnostic.related {
            related.file = prefix.join(&related.file);
        }
    }
    found
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
            (GitError::NoGit, Lang::En) => "git is not installed".into(),
            (GitError::NoGit, Lang::Fr) => "git n'est pas installé".into(),
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
