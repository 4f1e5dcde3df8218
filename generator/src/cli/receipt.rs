//! `devex receipt`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use jiff::tz::TimeZone;
use submit_fn::proposal::digest;
use submit_fn::shared::format::Zone;
use submit_fn::shared::lang::Bilingual;

use super::Setup;
use super::message::{Message, ReceiptProblem};
use crate::model::Settings;
use crate::parse::settings_of;
use crate::receipt::verify;
use crate::serve::local::local_receipt_keys;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Verify a receipt, and say what it proves
    Verify {
        /// The receipt, as it was downloaded
        file: PathBuf,
        /// The bidder's copy, to verify that it is what was received
        #[arg(long, value_name = "FILE")]
        copy: Option<PathBuf>,
        /// A key that verifies receipts, from the site [default: those of site.toml]
        #[arg(long, value_name = "KEY")]
        key: Vec<String>,
        /// Where `devex serve` keeps its data, for receipts of this machine [default: .devex, beside site.toml]
        #[arg(long, value_name = "DIR", conflicts_with = "key")]
        data: Option<PathBuf>,
    },
}

pub(super) fn run(setup: &Setup, command: Command) -> ExitCode {
    let Command::Verify { file, copy, key, data } = command;
    match verified(setup, &file, copy.as_deref(), key, data) {
        Ok(text) => setup.print(&text),
        Err(problem) => {
            if let ReceiptProblem::Site(problems) = &problem {
                setup.terminal.diagnostics(problems);
            }
            setup.terminal.error(Message::ReceiptProblem(&problem));
            ExitCode::FAILURE
        }
    }
}

fn verified(
    setup: &Setup,
    file: &Path,
    copy: Option<&Path>,
    keys: Vec<String>,
    data: Option<PathBuf>,
) -> Result<String, ReceiptProblem> {
    let read = |path: &Path| std::fs::read(path).map_err(|error| ReceiptProblem::File(path.to_owned(), error));
    let settings = settings_of(&setup.root);
    let (keys, zone) = match (settings, keys.is_empty()) {
        (Ok(settings), true) => {
            let data = data.unwrap_or_else(|| setup.root.join(".devex"));
            (site_keys(&settings, &data), settings.zone)
        }
        (Ok(settings), false) => (keys, settings.zone),
        (Err(_), false) => (keys, utc()),
        (Err(_), true) if setup.root.as_os_str().is_empty() => (keys, utc()),
        (Err(problems), true) => return Err(ReceiptProblem::Site(problems)),
    };
    let verified = verify(&read(file)?, &keys).map_err(ReceiptProblem::Receipt)?;
    let is_copy = match copy {
        Some(copy) if digest(&read(copy)?) != verified.receipt.digest => {
            return Err(ReceiptProblem::OtherCopy(copy.to_owned()));
        }
        copy => copy.is_some(),
    };
    let message = Message::ReceiptVerified { verified: &verified, is_copy, zone: &zone };
    Ok(super::words::text(&message, setup.terminal.lang))
}

/// For whoever has no site at hand.
fn utc() -> Zone {
    Zone { rules: TimeZone::UTC, label: Bilingual::from_fn(|_| "UTC".to_owned()) }
}

/// The keys of site.toml, and that of the local server.
fn site_keys(settings: &Settings, data: &Path) -> Vec<String> {
    settings.keys.receipts.iter().cloned().chain(local_receipt_keys(data, &settings.base_url)).collect()
}
