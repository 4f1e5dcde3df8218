//! `devex deploy` and `devex rollback`.

#[cfg(not(feature = "deploy"))]
mod missing;
#[cfg(feature = "deploy")]
mod progress;
#[cfg(feature = "deploy")]
mod running;

use std::path::PathBuf;

use super::values::parameter;
#[cfg(not(feature = "deploy"))]
pub(super) use missing::{deploy, rollback};
#[cfg(feature = "deploy")]
pub(super) use running::{deploy, rollback};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    stack: Stack,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// A parameter of the stack (submit-fn/template.yaml lists them) and its new value, such as LogDays=180; the others keep
    /// theirs
    #[arg(long = "parameter", value_name = "KEY=VALUE", value_parser = parameter)]
    parameters: Vec<(String, String)>,
    /// The function's program, if it is compiled already [default: `cargo lambda build` compiles it]
    #[arg(long, value_name = "FILE")]
    function: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(super) struct RollbackArgs {
    #[command(flatten)]
    stack: Stack,
    /// The version of the function to go to [default: the one before the version that answers now]
    #[arg(long, value_name = "N")]
    to: Option<u64>,
}

#[derive(clap::Args)]
struct Stack {
    /// The stack of CloudFormation
    #[arg(long = "stack", value_name = "NAME", default_value = "devex")]
    name: String,
}
