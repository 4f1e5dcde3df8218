//! `devex schema`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::Setup;
use crate::author::ids;
use crate::schema::{json_schema, named, names, reference};

/// What `devex schema` takes.
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
    let known = |kind| ids(&setup.root, kind);
    match args.name.as_deref() {
        Some("reference") => setup.print(&reference()),
        Some(name) => match named(name) {
            Some(file) => setup.print(&format!("{:#}\n", json_schema(file, setup.say.lang, &known))),
            None => {
                let list = names().collect::<Vec<_>>().join(", ");
                let none = setup
                    .say
                    .pick("there is no schema of this name; they are", "il n'y a pas de schéma de ce nom; il y a");
                setup.say.error(&format!("{none} {list}, reference"));
                ExitCode::from(2)
            }
        },
        None => match write_all(setup, args) {
            Ok(folder) => {
                let written = setup.say.pick("schemas written to", "schémas écrits dans");
                setup.say.line(&format!("{written} {}", folder.display()));
                ExitCode::SUCCESS
            }
            Err((path, error)) => {
                setup.say.error(&format!("{}: {error}", path.display()));
                ExitCode::FAILURE
            }
        },
    }
}

fn write_all(setup: &Setup, args: &Args) -> Result<PathBuf, (PathBuf, std::io::Error)> {
    let folder = args.out.clone().unwrap_or_else(|| setup.root.join(".devex/schemas"));
    std::fs::create_dir_all(&folder).map_err(|error| (folder.clone(), error))?;
    let known = |kind| ids(&setup.root, kind);
    for file in names().filter_map(named) {
        let schema = format!("{:#}\n", json_schema(file, setup.say.lang, &known));
        let path = folder.join(format!("{}.json", file.name));
        std::fs::write(&path, schema).map_err(|error| (path, error))?;
    }
    Ok(folder)
}
