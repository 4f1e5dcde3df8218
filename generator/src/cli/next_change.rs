//! `devex next-change`.

use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::Setup;
use super::message::Message;
use crate::build;
use crate::model::{Change, NextChange};

#[derive(clap::Args)]
pub(super) struct Args {
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each change, for people
    Human,
    /// An object
    Json,
}

#[derive(Serialize)]
struct Next<'n> {
    at: String,
    changes: Vec<NextItem<'n>>,
}

#[derive(Serialize)]
struct NextItem<'n> {
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    opportunity: Option<&'n str>,
}

pub(super) fn run(setup: &Setup, args: &Args) -> ExitCode {
    let now = setup.clock.now();
    let site = match build::facts(&setup.root, now) {
        Ok(site) => site,
        Err(problems) => {
            setup.terminal.diagnostics(&problems);
            return ExitCode::FAILURE;
        }
    };
    let next = site.next_change(now);
    match args.format {
        Format::Human => {
            let line = |change| {
                let text = setup.terminal.text(Message::NextChange { at: next.at, change, zone: &site.settings.zone });
                format!("{text}\n")
            };
            setup.print(&next.changes.iter().map(line).collect::<String>())
        }
        Format::Json => setup.print(&json(&next)),
    }
}

fn json(next: &NextChange<'_>) -> String {
    let next = Next { at: next.at.to_string(), changes: next.changes.iter().map(item).collect() };
    // Texts alone: nothing that JSON lacks.
    format!("{}\n", serde_json::to_string(&next).unwrap_or_default())
}

const fn item<'n>(change: &Change<'n>) -> NextItem<'n> {
    match *change {
        Change::Opens(id) => NextItem { change: "opens", opportunity: Some(id) },
        Change::QuestionsClose(id) => NextItem { change: "questions_close", opportunity: Some(id) },
        Change::Closes(id) => NextItem { change: "closes", opportunity: Some(id) },
        Change::Date => NextItem { change: "date", opportunity: None },
        Change::Renewal => NextItem { change: "renewal", opportunity: None },
    }
}
