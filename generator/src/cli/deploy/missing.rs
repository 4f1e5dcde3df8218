//! What a `devex` says that was built without the clients of AWS.

use std::process::ExitCode;

use super::super::Setup;
use super::super::message::Message;
use super::{Args, RollbackArgs};

pub(in crate::cli) fn deploy(setup: &Setup, _: &Args) -> ExitCode {
    refuse(setup, "deploy")
}

pub(in crate::cli) fn rollback(setup: &Setup, _: &RollbackArgs) -> ExitCode {
    refuse(setup, "rollback")
}

fn refuse(setup: &Setup, command: &'static str) -> ExitCode {
    setup.terminal.error(Message::BuiltWithoutDeploy { command });
    ExitCode::FAILURE
}
