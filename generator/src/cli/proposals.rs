//! `devex proposals`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use jiff::tz::TimeZone;
use submit_fn::proposal::Proposal;
use submit_fn::reference::Reference;
use submit_fn::store::{ItemError, Store, StoreError, TABLE};

use super::Setup;
use super::message::{Message, ProposalsError};
use crate::parse;
use crate::proposals::{Format, list, show};
use crate::serve::database::Database;

#[derive(Subcommand)]
pub(super) enum Command {
    /// List the proposals, in order of arrival
    List {
        /// Only those for this opportunity
        #[arg(value_name = "OPPORTUNITY")]
        opportunity: Option<String>,
        /// How to write what is found
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        #[command(flatten)]
        source: Source,
    },
    /// Show one proposal with its answers
    Show {
        /// Its reference number
        reference: String,
        /// How to write what is found
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        #[command(flatten)]
        source: Source,
    },
    /// Write the proposals with all their answers
    Export {
        /// Only those for this opportunity
        #[arg(value_name = "OPPORTUNITY")]
        opportunity: Option<String>,
        /// How to write what is found
        #[arg(long, value_enum, default_value_t = Format::Csv)]
        format: Format,
        #[command(flatten)]
        source: Source,
    },
}

/// Where proposals are read from: the embedded DynamoDB of `devex serve`, unless a table or an endpoint is named.
#[derive(clap::Args)]
pub(super) struct Source {
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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let text = match runtime {
        Ok(runtime) => runtime.block_on(output(setup, command)),
        Err(error) => Err(ProposalsError::Runtime(error)),
    };
    match text {
        Ok(text) => setup.print(&text),
        Err(error) => {
            setup.terminal.error(Message::ProposalsError(&error));
            ExitCode::FAILURE
        }
    }
}

async fn output(setup: &Setup, command: Command) -> Result<String, ProposalsError> {
    let zone = parse::settings_of(&setup.root).map_or(TimeZone::UTC, |settings| settings.zone.rules);
    let lang = setup.terminal.lang;
    match command {
        Command::List { opportunity, format, source } | Command::Export { opportunity, format, source } => {
            let proposals = source.read(setup, Query::All(opportunity)).await?;
            list(&proposals, format, &zone, lang).map_err(ProposalsError::Format)
        }
        Command::Show { reference: typed, format, source } => {
            // What is not a reference number is no proposal's.
            let found = match typed.parse() {
                Ok(reference) => source.read(setup, Query::One(reference)).await?,
                Err(_) => Vec::new(),
            };
            let proposal = found.first().ok_or(ProposalsError::Unknown(typed))?;
            show(proposal, format, &zone, lang).map_err(ProposalsError::Format)
        }
    }
}

/// Which proposals to read from the table.
enum Query {
    /// Those for an opportunity, or for any.
    All(Option<String>),
    One(Reference),
}

impl Source {
    async fn read(&self, setup: &Setup, query: Query) -> Result<Vec<Proposal>, ProposalsError> {
        let read = if self.endpoint.is_some() || self.table.is_some() {
            query.run(&self.remote().await).await
        } else {
            let data = self.data.clone().unwrap_or_else(|| setup.root.join(".devex"));
            let database = Database::start(&data).await.map_err(ProposalsError::Database)?;
            let proposals = query.run(database.store()).await;
            database.stop().await;
            proposals
        };
        let (mut proposals, mut unreadable) = (Vec::new(), Vec::new());
        for item in read.map_err(ProposalsError::Store)? {
            match item {
                Ok(proposal) => proposals.push(proposal),
                Err(error) => unreadable.push(StoreError::Item(error)),
            }
        }
        unreadable.iter().for_each(|error| setup.terminal.error(Message::Store(error)));
        proposals.sort_by(|a, b| (a.arrival, &a.reference).cmp(&(b.arrival, &b.reference)));
        Ok(proposals)
    }

    /// The table at the endpoint that was given, or at AWS.
    async fn remote(&self) -> Store {
        let has_credentials = ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"].iter().any(|name| std::env::var_os(name).is_some());
        match &self.endpoint {
            // Without credentials, plain HTTP leads to an emulator, which accepts any.
            Some(endpoint) if endpoint.starts_with("http://") && !has_credentials => {
                Store::local(endpoint, "local", self.table.as_deref().unwrap_or(TABLE))
            }
            endpoint => Store::connect(endpoint.as_deref(), self.table.as_deref()).await,
        }
    }
}

impl Query {
    async fn run(self, store: &Store) -> Result<Vec<Result<Proposal, ItemError>>, StoreError> {
        match self {
            Self::All(opportunity) => store.list(opportunity.as_deref()).await,
            Self::One(reference) => Ok(store.scan_for(&reference).await?.into_iter().map(Ok).collect()),
        }
    }
}
