//! `devex proposals`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use jiff::tz::TimeZone;
use submit_fn::proposal::Proposal;
use submit_fn::store::Store;

use super::{Setup, say::Say};
use crate::parse;
use crate::proposals::{Format, list, show};
use crate::serve::database::Database;

/// What `devex proposals` does.
#[derive(Subcommand)]
pub(super) enum Command {
    /// List the proposals, in order of arrival
    List {
        /// Only those for this opportunity
        #[arg(value_name = "OPPORTUNITY")]
        opportunity: Option<String>,
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        #[command(flatten)]
        from: From,
    },
    /// Show one proposal with its answers
    Show {
        /// Its reference number
        reference: String,
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        #[command(flatten)]
        from: From,
    },
    /// Write the proposals with all their answers
    Export {
        /// Only those for this opportunity
        #[arg(value_name = "OPPORTUNITY")]
        opportunity: Option<String>,
        #[arg(long, value_enum, default_value_t = Format::Csv)]
        format: Format,
        #[command(flatten)]
        from: From,
    },
}

/// Where proposals are read from: the embedded DynamoDB of `devex serve`, unless a table or an endpoint is named.
#[derive(clap::Args)]
pub(super) struct From {
    /// The address of a DynamoDB [default: that of AWS]
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The table [default: devex-proposals]
    #[arg(long, value_name = "NAME", conflicts_with = "data")]
    table: Option<String>,
    /// Where `devex serve` keeps its data [default: .devex, beside site.toml]
    #[arg(long, value_name = "DIR", conflicts_with = "endpoint")]
    data: Option<PathBuf>,
}

pub(super) fn run(setup: &Setup, command: Command) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            setup.say.error(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(answer(setup, command)) {
        Ok(text) => setup.print(&text),
        Err(error) => {
            setup.say.error(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn answer(setup: &Setup, command: Command) -> Result<String, Box<dyn std::error::Error>> {
    let zone = parse::settings_of(&setup.root).map_or(TimeZone::UTC, |settings| settings.zone.rules);
    let lang = setup.say.lang;
    match command {
        Command::List { opportunity, format, from } | Command::Export { opportunity, format, from } => {
            let proposals = from.read(setup, Request::All(opportunity)).await?;
            Ok(list(&proposals, format, &zone, lang)?)
        }
        Command::Show { reference, format, from } => {
            let found = from.read(setup, Request::One(reference.clone())).await?;
            let proposal = found.first().ok_or_else(|| not_found(setup.say, &reference))?;
            Ok(show(proposal, format, &zone, lang)?)
        }
    }
}

fn not_found(say: Say, reference: &str) -> String {
    format!("{} {reference}", say.pick("there is no proposal", "il n'y a pas de proposition"))
}

/// What is asked of the table.
enum Request {
    All(Option<String>),
    One(String),
}

impl From {
    /// The table that was named. Without credentials, one at an address on this machine is an emulator's.
    async fn named(&self) -> Store {
        let has_credentials = ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"].iter().any(|name| std::env::var_os(name).is_some());
        match &self.endpoint {
            Some(endpoint) if endpoint.starts_with("http://") && !has_credentials => {
                Store::local(endpoint, self.table.as_deref().unwrap_or(submit_fn::store::TABLE))
            }
            endpoint => Store::connect(endpoint.as_deref(), self.table.as_deref()).await,
        }
    }

    async fn read(&self, setup: &Setup, request: Request) -> Result<Vec<Proposal>, Box<dyn std::error::Error>> {
        if self.endpoint.is_some() || self.table.is_some() {
            return request.of(&self.named().await).await;
        }
        let data = self.data.clone().unwrap_or_else(|| setup.root.join(".devex"));
        let database = Database::start(&data).await?;
        let proposals = request.of(database.store()).await;
        database.stop().await;
        proposals
    }
}

impl Request {
    async fn of(self, store: &Store) -> Result<Vec<Proposal>, Box<dyn std::error::Error>> {
        let mut proposals = match self {
            Self::All(opportunity) => store.list(opportunity.as_deref()).await?,
            Self::One(reference) => store.get(&reference).await?.into_iter().collect(),
        };
        proposals.sort_by(|a, b| (a.arrival, &a.reference).cmp(&(b.arrival, &b.reference)));
        Ok(proposals)
    }
}
