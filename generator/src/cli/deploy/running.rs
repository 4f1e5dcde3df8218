//! The commands, where they are built in.

use std::process::ExitCode;

use super::super::Setup;
use super::super::message::{DeployMessage, Message};
use super::progress::Progress;
use super::{Args, RollbackArgs};
use crate::build::BuildError;
use crate::deploy::{self, Changes, DeployError, Deployed, Options};

pub(in crate::cli) fn deploy(setup: &Setup, args: &Args) -> ExitCode {
    let stack = args.stack.name.as_str();
    let changes = Changes { parameters: &args.parameters, program: args.function.as_deref(), dry_run: args.dry_run };
    let progress = Progress::new(setup.terminal);
    let done = deploy::deploy(&options(setup, stack), &changes, &|event| progress.show(&event));
    progress.finish();
    match done {
        Ok(deployed) => {
            setup.terminal.line(Message::Deploy(&DeployMessage::Deployed { deployed: &deployed, stack }));
            if args.dry_run { setup.print(&list(&deployed)) } else { ExitCode::SUCCESS }
        }
        Err(error) => failed(setup, &error),
    }
}

pub(in crate::cli) fn rollback(setup: &Setup, args: &RollbackArgs) -> ExitCode {
    let progress = Progress::new(setup.terminal);
    let done = deploy::rollback(&options(setup, &args.stack.name), args.to, &|event| progress.show(&event));
    progress.finish();
    match done {
        Ok(done) => {
            setup.terminal.line(Message::Deploy(&DeployMessage::RolledBack(&done)));
            ExitCode::SUCCESS
        }
        Err(error) => failed(setup, &error),
    }
}

fn options<'o>(setup: &'o Setup, stack: &'o str) -> Options<'o> {
    Options { root: &setup.root, stack, now: setup.clock.now() }
}

/// A line for each file that would be sent, because it is new (`+`) or different (`~`), or deleted (`-`).
fn list(deployed: &Deployed) -> String {
    let sent = deployed.site.uploads.iter().map(|upload| {
        let sign = if upload.is_new { '+' } else { '~' };
        format!("{sign} {}\n", upload.key)
    });
    let deleted = deployed.site.deletions.iter().map(|key| format!("- {key}\n"));
    sent.chain(deleted).collect()
}

fn failed(setup: &Setup, error: &DeployError) -> ExitCode {
    if let DeployError::Build(BuildError::Problems(problems)) = error.cause() {
        setup.terminal.nothing_written(problems);
    }
    setup.terminal.error(Message::Deploy(&DeployMessage::Error(error)));
    ExitCode::FAILURE
}
