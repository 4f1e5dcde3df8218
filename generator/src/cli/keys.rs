//! `devex keys`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use submit_fn::keys::signer;
use submit_fn::secret::Secret;

use super::Setup;
use super::message::{KeysError, Message};
use crate::build;
use crate::keys::{HeldKey, KeyPair, held_keys, read_identities, rehearse};
use crate::parse::settings_of;
use crate::private::{make_private, random_digits, write_private};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a pair of keys for an officer, or for recovery
    New {
        /// The folder that the private key goes into
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Rehearse opening: seal a canary to the keys of the site, and open it
    Check {
        /// A file with a private key; repeat it for several
        #[arg(long, value_name = "FILE", required = true)]
        identity: Vec<PathBuf>,
    },
    /// Make the secret of the function, from which it derives its own keys
    Secret {
        /// The file that the secret goes into
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Show what verifies the receipts that a function with this secret signs, for site.toml
    Receipt {
        /// The file that holds the secret
        #[arg(long, value_name = "FILE")]
        secret: PathBuf,
    },
}

pub(super) fn run(setup: &Setup, command: Command) -> ExitCode {
    let done = match command {
        Command::New { out } => new(setup, &out),
        Command::Check { identity } => check(setup, &identity),
        Command::Secret { out } => secret(setup, &out),
        Command::Receipt { secret } => receipt(setup, &secret),
    };
    match done {
        Ok(status) => status,
        Err(error) => {
            if let KeysError::Site(problems) = &error {
                setup.terminal.diagnostics(problems);
            }
            setup.terminal.error(Message::KeysError(&error));
            ExitCode::FAILURE
        }
    }
}

fn new(setup: &Setup, out: &Path) -> Result<ExitCode, KeysError> {
    let pair = KeyPair::new(setup.clock.now());
    let path = out.join("identity.txt");
    make_private(out).map_err(|error| KeysError::Folder(out.to_owned(), error))?;
    write_private(&path, pair.identity.as_bytes()).map_err(|error| KeysError::File(path.clone(), error))?;
    setup.terminal.line(Message::KeyMade { path: &path });
    Ok(setup.print(&(pair.recipient + "\n")))
}

fn check(setup: &Setup, files: &[PathBuf]) -> Result<ExitCode, KeysError> {
    let identities = read_identities(files).map_err(KeysError::Identity)?;
    let site = build::facts(&setup.root, setup.clock.now()).map_err(KeysError::Site)?;
    let departments = site.departments().map(|department| (department.id.as_str(), &department.custody));
    let held = held_keys(&site.settings.keys, departments, &identities);
    if held.is_empty() {
        return Err(KeysError::NotOfSite);
    }
    let today = setup.today();
    let mut status = ExitCode::SUCCESS;
    for HeldKey { keeper, recipient } in &held {
        match rehearse(recipient, &identities) {
            Ok(()) => setup.terminal.line(Message::KeyChecked { keeper, recipient, today }),
            Err(error) => {
                setup.terminal.error(Message::KeysError(&KeysError::Rehearsal(error)));
                status = ExitCode::FAILURE;
            }
        }
    }
    Ok(status)
}

fn secret(setup: &Setup, out: &Path) -> Result<ExitCode, KeysError> {
    // A secret whose verifier key cannot be shown would have to be made again.
    settings_of(&setup.root).map_err(KeysError::Site)?;
    let written = random_digits::<32>().and_then(|digits| write_private(out, (digits + "\n").as_bytes()));
    written.map_err(|error| KeysError::File(out.to_owned(), error))?;
    setup.terminal.line(Message::SecretMade { path: out });
    receipt(setup, out)
}

fn receipt(setup: &Setup, secret: &Path) -> Result<ExitCode, KeysError> {
    let settings = settings_of(&setup.root).map_err(KeysError::Site)?;
    let secret = Secret::read(secret).map_err(KeysError::Secret)?;
    Ok(setup.print(&(signer(&secret, &settings.base_url).verifier_key() + "\n")))
}
