//! The command line: commands read flags, call the library, and show what it returns.

mod ask;
mod build;
mod check;
mod clock;
mod deploy;
mod explain;
mod help;
mod keys;
mod message;
mod new;
mod next_change;
mod proposals;
mod receipt;
mod record;
mod schema;
mod serve;
mod terminal;
mod usage;
mod values;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use submit_fn::shared::lang::Lang;

use crate::model::Settings;
use crate::{parse, read};
use clock::{Clock, Moment};
use message::Message;
use terminal::Terminal;

/// Builds a bilingual exchange of small open-source contracts from Markdown files.
#[derive(Parser)]
#[command(name = "devex", version, max_term_width = 100)]
struct Args {
    // What every command takes is shown after what it alone takes.
    /// The folder that holds site.toml [default: the nearest one at or above the current folder]
    #[arg(long, global = true, display_order = 900, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The language of messages [default: that of the environment]
    #[arg(long, global = true, display_order = 901, value_name = "LANG", value_parser = languages())]
    lang: Option<Lang>,
    /// The instant to take for the present: a date, a date with a time such as 2026-12-01T14:00, both in the site's
    /// time zone, or an instant with its offset such as 2026-12-01T14:00:00-05:00
    #[arg(long, global = true, display_order = 902, value_name = "INSTANT")]
    now: Option<Moment>,
    #[command(subcommand)]
    command: Command,
}

fn languages() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::BOTH.map(Lang::code)).try_map(|lang| lang.parse::<Lang>())
}

#[derive(Subcommand)]
enum Command {
    /// Write the site, and the bundle that the function needs
    Build(build::Args),
    /// Serve the site, the form and an embedded DynamoDB here, and rebuild on every change
    Serve(serve::Args),
    /// Report all that is wrong with the content, without writing the site
    Check(check::Args),
    /// Tell when the site must be built again, if nothing is edited: at the next opening or closing
    NextChange(next_change::Args),
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
    /// Make and try the keys that proposals are sealed to, and those of the function
    #[command(subcommand)]
    Keys(keys::Command),
    /// Verify the receipt of a proposal
    #[command(subcommand)]
    Receipt(receipt::Command),
    /// Deploy the present commit to AWS: the stack, the function, then the site, and of each only what changed
    Deploy(deploy::Args),
    /// Go back to the version of the function before, and to the site of its commit
    Rollback(deploy::RollbackArgs),
}

/// What every command needs.
struct Setup {
    root: PathBuf,
    terminal: Terminal,
    clock: Clock,
}

impl Setup {
    /// The settings of site.toml. If they cannot be read, reports why and returns the exit status.
    fn settings(&self) -> Result<Settings, ExitCode> {
        parse::settings_of(&self.root).map_err(|problems| {
            self.terminal.nothing_written(&problems);
            ExitCode::FAILURE
        })
    }

    fn today(&self) -> Date {
        zone(&self.root).to_datetime(self.clock.now()).date()
    }

    /// Writes data to standard output. A reader such as `head` may close the pipe early: that is its right.
    fn print(&self, text: &str) -> ExitCode {
        match std::io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                self.terminal.error(Message::System(&error));
                ExitCode::FAILURE
            }
            _ => ExitCode::SUCCESS,
        }
    }
}

/// Runs the command. Returns 0 if all went well, 1 if something is wrong, 2 if the call is.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = args.into_iter().collect();
    let lang = usage::lang_of(&typed);
    let args = match usage::parse(&typed, lang) {
        Ok(args) => args,
        Err(error) => {
            usage::report(&error, lang);
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match setup(&args, args.lang.unwrap_or(lang)) {
        Ok(setup) => dispatch(&setup, args.command),
        Err(status) => status,
    }
}

fn setup(args: &Args, lang: Lang) -> Result<Setup, ExitCode> {
    let terminal = Terminal::new(lang);
    let refused = |message: Message<'_>| {
        terminal.error(message);
        ExitCode::from(2)
    };
    let root = match root(args.root.as_deref()) {
        Some(root) => root,
        // The rules are the same everywhere, and anybody may verify a receipt.
        None if matches!(args.command, Command::Explain { .. } | Command::Receipt(_) | Command::Keys(_)) => {
            PathBuf::new()
        }
        None => return Err(refused(Message::NoSite(args.root.as_deref()))),
    };
    let now = args.now.map(|moment| moment.instant(&zone(&root))).transpose();
    let now = now.map_err(|error| refused(Message::BadInstant(&error)))?;
    Ok(Setup { root, terminal, clock: Clock::starting(now) })
}

fn dispatch(setup: &Setup, command: Command) -> ExitCode {
    match command {
        Command::Build(args) => build::run(setup, &args),
        Command::Serve(args) => serve::run(setup, args),
        Command::Proposals(command) => proposals::run(setup, command),
        Command::Keys(command) => keys::run(setup, command),
        Command::Receipt(command) => receipt::run(setup, command),
        Command::Deploy(args) => deploy::deploy(setup, &args),
        Command::Rollback(args) => deploy::rollback(setup, &args),
        Command::Check(args) => check::run(setup, &args),
        Command::NextChange(args) => next_change::run(setup, &args),
        Command::New(args) => new::run(setup, *args),
        Command::Record(command) => record::run(setup, command),
        Command::Schema(args) => schema::run(setup, &args),
        Command::Explain { code } => explain::run(setup, code.as_deref()),
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

/// The site's time zone, or UTC if site.toml cannot be read: the command that needs more of it reports that.
fn zone(root: &Path) -> TimeZone {
    parse::settings_of(root).map_or(TimeZone::UTC, |settings| settings.zone.rules)
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
