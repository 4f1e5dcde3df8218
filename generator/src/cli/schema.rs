//! `devex schema`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::Setup;
use super::message::Message;
use crate::author::ids;
use crate::schema::{json_schema, named, names, reference};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Print one schema (opportunity, questions, text, team…), or the reference of all keys
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Where to write all schemas [default: .devex/schemas, where .vscode/settings.json looks for them]
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    out: Option<PathBuf>,
}

pub(super) fn run(setup: &Setup, args: &Args) -> ExitCode {
    let Some(name) = args.name.as_deref() else {
        let folder = args.out.clone().unwrap_or_else(|| setup.root.join(".devex/schemas"));
        return write_all(setup, &folder);
    };
    if name == "reference" {
        return setup.print(&reference());
    }
    match schema(setup, name) {
        Some(schema) => setup.print(&schema),
        None => {
            let known: Vec<_> = names().chain(["reference"]).collect();
            setup.terminal.error(Message::UnknownSchema { known: &known.join(", ") });
            ExitCode::from(2)
        }
    }
}

fn schema(setup: &Setup, name: &str) -> Option<String> {
    let known = |kind| ids(&setup.root, kind);
    named(name).map(|file| format!("{:#}\n", json_schema(file, setup.terminal.lang, &known)))
}

fn write_all(setup: &Setup, folder: &Path) -> ExitCode {
    let failed = |path: &Path, error| {
        setup.terminal.error(Message::File { path, error: &error });
        ExitCode::FAILURE
    };
    if let Err(error) = std::fs::create_dir_all(folder) {
        return failed(folder, error);
    }
    for name in names() {
        let Some(schema) = schema(setup, name) else { continue };
        let path = folder.join(format!("{name}.json"));
        if let Err(error) = std::fs::write(&path, schema) {
            return failed(&path, error);
        }
    }
    setup.terminal.line(Message::SchemasWritten(folder));
    ExitCode::SUCCESS
}
