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
use crate::receipt::{Statement, Verified, VerifyError, verify};
use crate::serve::local::local_receipt_key;

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
    // The site's file of keys may have several.
    let key = key.iter().flat_map(|keys| keys.split_whitespace()).map(str::to_owned).collect();
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
    let zone = settings.as_ref().map_or_else(|_| utc(), |settings| settings.zone.clone());
    let note = read(file)?;
    let verified = match (keys.is_empty(), settings) {
        (false, _) => verify(&note, &keys),
        (true, Ok(settings)) => {
            let data = data.unwrap_or_else(|| setup.root.join(".devex"));
            verify(&note, &settings.keys.receipts).or_else(|error| verify_local(&note, &data, &settings, error))
        }
        (true, Err(_)) if setup.root.as_os_str().is_empty() => verify(&note, &[]),
        (true, Err(problems)) => return Err(ReceiptProblem::Site(problems)),
    };
    let verified = verified.map_err(ReceiptProblem::Receipt)?;
    let received = match &verified.statement {
        Statement::Received(receipt) => Some(receipt.digest.as_str()),
        Statement::Withdrawn(_) => None,
    };
    let is_copy = match copy {
        Some(_) if received.is_none() => return Err(ReceiptProblem::NoCopy),
        Some(copy) if Some(digest(&read(copy)?).as_str()) != received => {
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

/// Verifies what the keys of the site do not with that of the local server, which proves nothing to anybody else.
fn verify_local(note: &[u8], data: &Path, settings: &Settings, error: VerifyError) -> Result<Verified, VerifyError> {
    match (local_receipt_key(data, &settings.base_url), error) {
        (Some(key), VerifyError::Unsigned | VerifyError::NoKey) => {
            verify(note, &[key]).map(|verified| Verified { is_local: true, ..verified })
        }
        (_, error) => Err(error),
    }
}
