//! The command line: what was typed becomes what is meant, once, here.

mod ask;
mod build;
mod check;
mod clock;
mod explain;
mod new;
mod proposals;
mod record;
mod say;
mod schema;
mod serve;
mod usage;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::lang::Lang;

use crate::build::BuildError;
use crate::model::Settings;
use crate::{parse, read};
use say::Say;

/// Builds a bilingual exchange of small open-source contracts from Markdown files.
#[derive(Parser)]
#[command(name = "devex", version, max_term_width = 100)]
struct Args {
    /// The folder that holds site.toml [default: the nearest one at or above the current folder]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The language of messages: en or fr [default: that of the environment]
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<Lang>,
    /// The instant to take for the present, such as 2026-12-01T14:00:00-05:00
    #[arg(long, global = true, value_name = "INSTANT")]
    now: Option<Timestamp>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the site, and the bundle that the function needs
    Build(build::Args),
    /// Serve the site, the form and an embedded DynamoDB here, and rebuild on every change
    Serve(serve::Args),
    /// Tell all that is wrong with the content, without writing anything
    Check(check::Args),
    /// Write the files of a new item, with guiding comments
    New(Box<new::Args>),
    #[command(flatten)]
    Record(record::Command),
    /// Write the JSON Schemas of the files, from which editors complete keys and ids
    Schema(schema::Args),
    /// Explain a rule of `devex check`, with an example
    Explain {
        /// The code of the rule, such as E0305; all of them when none is named
        code: Option<String>,
    },
    /// Read the proposals that came in
    #[command(subcommand)]
    Proposals(proposals::Command),
}

/// What every command needs.
struct Setup {
    root: PathBuf,
    say: Say,
    clock: clock::Clock,
}

impl Setup {
    /// What site.toml says; otherwise what is wrong with it is told, and the status to end with given.
    fn settings(&self) -> Result<Settings, ExitCode> {
        parse::settings_of(&self.root).map_err(|problems| {
            self.say.build_error(&BuildError::Problems(problems));
            ExitCode::FAILURE
        })
    }

    /// The date in the site's time zone; in Greenwich's, if site.toml cannot be read.
    fn today(&self) -> Date {
        let now = self.clock.now();
        match parse::settings_of(&self.root) {
            Ok(settings) => settings.zone.civil(now).date(),
            Err(_) => jiff::tz::TimeZone::UTC.to_datetime(now).date(),
        }
    }

    /// Writes data to standard output. A reader such as `head` may close the pipe early: that is its right.
    fn print(&self, text: &str) -> ExitCode {
        match std::io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                self.say.error(&error.to_string());
                ExitCode::FAILURE
            }
            _ => ExitCode::SUCCESS,
        }
    }
}

/// Runs the command. Gives 0 when all went well, 1 when something is wrong, 2 when the call is.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = args.into_iter().collect();
    let args = match Args::try_parse_from(&typed) {
        Ok(args) => args,
        Err(error) => {
            usage::tell(&error, usage::lang_of(&typed));
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let say = Say::new(args.lang.unwrap_or_else(lang_of_environment));
    let root = match root(args.root.as_deref()) {
        Some(root) => root,
        // The rules are the same everywhere.
        None if matches!(args.command, Command::Explain { .. }) => PathBuf::new(),
        None => {
            say.error(&say.no_root(args.root.as_deref()));
            return ExitCode::from(2);
        }
    };
    let setup = Setup { root, say, clock: clock::Clock::starting(args.now) };
    match args.command {
        Command::Build(args) => build::run(&setup, &args),
        Command::Serve(args) => serve::run(&setup, args),
        Command::Proposals(command) => proposals::run(&setup, command),
        Command::Check(args) => check::run(&setup, &args),
        Command::New(args) => new::run(&setup, *args),
        Command::Record(command) => record::run(&setup, command),
        Command::Schema(args) => schema::run(&setup, &args),
        Command::Explain { code } => explain::run(&setup, code.as_deref()),
    }
}

/// The site's folder: the one named, or the nearest at or above the current one. Absolute, as the
/// paths that the file system reports changes with are.
fn root(named: Option<&Path>) -> Option<PathBuf> {
    let root = match named {
        Some(dir) => dir.join("site.toml").is_file().then(|| dir.to_owned())?,
        None => read::find_root(&std::env::current_dir().ok()?)?,
    };
    root.canonicalize().ok()
}

/// The language of messages by POSIX's order of variables.
fn lang_of_environment() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.is_empty()).then_some(value)
    });
    match named {
        Some(locale) if locale.starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}
