//! `devex proposals`.

mod source;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use submit_fn::reference::Reference;
use submit_fn::shared::lang::Lang;

use super::Setup;
use super::message::{Message, ProposalsError};
use crate::build;
use crate::keys::read_identities;
use crate::model::{Kind, Opportunity, Site};
use crate::nearest::nearest;
use crate::private::{make_private, replace_private};
use crate::proposals::{Format, Listed, Opened, Opener, list, listed, open, opened, refusal, show};
use crate::serve::local::{identity_file, local_receipt_key};
use source::{Found, Source};

#[derive(Subcommand)]
pub(super) enum Command {
    /// List the proposals, in order of arrival: what is stored in the clear, without a key
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
    /// Show one proposal; with its answers after closing, if there is a key
    Show {
        /// Its reference number
        reference: String,
        #[command(flatten)]
        keys: Keys,
        /// How to write what is found
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        #[command(flatten)]
        source: Source,
    },
    /// Write what is stored in the clear about the proposals
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
    /// Open the proposals for an opportunity after closing, with the keys of its officers; what was replaced or withdrawn stays
    /// sealed
    Open {
        /// The folder of the opportunity
        opportunity: String,
        #[command(flatten)]
        keys: Keys,
        /// Write each proposal, and a table of all of them, into this folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// How to write what is found
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        #[command(flatten)]
        source: Source,
    },
}

/// The private keys that open proposals.
#[derive(clap::Args)]
pub(super) struct Keys {
    /// A file with a private key; repeat it if two officers are needed [default, for local data: the key in .devex]
    #[arg(long, value_name = "FILE")]
    identity: Vec<PathBuf>,
}

pub(super) fn run(setup: &Setup, command: Command) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let output = match runtime {
        Ok(runtime) => runtime.block_on(output(setup, command)),
        Err(error) => Err(ProposalsError::Runtime(error)),
    };
    match output {
        Ok(Output { text, is_whole, are_opened }) => {
            let printed = setup.print(&text);
            if !are_opened {
                setup.terminal.error(Message::Unopened);
            }
            if is_whole && are_opened { printed } else { ExitCode::FAILURE }
        }
        Err(error) => {
            if let ProposalsError::Site(problems) = &error {
                setup.terminal.diagnostics(problems);
            }
            setup.terminal.error(Message::ProposalsError(&error));
            ExitCode::FAILURE
        }
    }
}

/// What goes to standard output.
struct Output {
    text: String,
    /// Whether every item of the table could be read.
    is_whole: bool,
    /// Whether everything that was to be opened was.
    are_opened: bool,
}

/// How the user wants to read it.
struct Reader {
    zone: TimeZone,
    lang: Lang,
    format: Format,
}

async fn output(setup: &Setup, command: Command) -> Result<Output, ProposalsError> {
    let reader = |format| Reader { zone: super::zone(&setup.root), lang: setup.terminal.lang, format };
    match command {
        Command::List { opportunity, format, source } | Command::Export { opportunity, format, source } => {
            let Found { proposals, is_whole } = source.all(setup, opportunity.as_deref()).await?;
            // Of a mistyped one there is nothing to find.
            if let (Some(id), true) = (&opportunity, is_whole && proposals.is_empty()) {
                self::opportunity(&site(setup)?, id)?;
            }
            let Reader { zone, lang, format } = reader(format);
            let text = list(&listed(proposals), format, &zone, lang).map_err(ProposalsError::Format)?;
            Ok(Output { text, is_whole, are_opened: true })
        }
        Command::Show { reference, keys, format, source } => {
            show_one(setup, &reference, &keys, &source, &reader(format)).await
        }
        Command::Open { opportunity, keys, out, format, source } => {
            open_all(setup, &opportunity, &keys, &source, out.as_deref(), &reader(format)).await
        }
    }
}

async fn show_one(
    setup: &Setup,
    typed: &str,
    keys: &Keys,
    source: &Source,
    reader: &Reader,
) -> Result<Output, ProposalsError> {
    let unknown = || ProposalsError::Unknown(typed.to_owned());
    // What is not a reference number is no proposal's.
    let reference: Reference = typed.parse().map_err(|_| unknown())?;
    let site = site(setup)?;
    let ids = site.opportunities().map(|opportunity| opportunity.id.as_str());
    let ids = ids.filter(|id| reference.may_be_of(id)).collect();
    let Found { proposals, is_whole } = source.versions(setup, ids, &reference).await?;
    let id = proposals.iter().find(|sealed| sealed.reference == reference).ok_or_else(unknown)?.opportunity.clone();
    let may_be_opened = opportunity(&site, &id).is_ok_and(|it| refusal(it, setup.clock.now()).is_none());
    if keys.identity.is_empty() && !(may_be_opened && source.is_local()) {
        let found = listed(proposals).into_iter().find(|listed| listed.sealed.reference == reference);
        return clear(found.ok_or_else(unknown)?, reader);
    }
    let posted = opportunity(&site, &id)?;
    if let Some(refusal) = refusal(posted, setup.clock.now()) {
        return Err(ProposalsError::Refused {
            opportunity: posted.id.clone(),
            refusal,
            zone: site.settings.zone.clone(),
        });
    }
    let mut opened = open(proposals, &keys.opener(setup, source, &site, posted)?);
    opened.retain(|one| one.listed.sealed.reference == reference);
    let text = match (reader.format, opened.as_slice()) {
        (Format::Table, [one]) => show(one, &reader.zone, reader.lang),
        (format, all) => opened_text(all, format, reader)?,
    };
    Ok(Output { text, is_whole, are_opened: !opened.iter().any(Opened::has_failed) })
}

fn opened_text(all: &[Opened], format: Format, reader: &Reader) -> Result<String, ProposalsError> {
    match (format, all) {
        (Format::Json, [one]) => serde_json::to_string_pretty(one)
            .map(|json| json + "\n")
            .map_err(|error| ProposalsError::Format(error.into())),
        _ => opened(all, format, &reader.zone, reader.lang).map_err(ProposalsError::Format),
    }
}

fn clear(found: Listed, reader: &Reader) -> Result<Output, ProposalsError> {
    let Reader { zone, lang, format } = reader;
    let text = match format {
        Format::Json => serde_json::to_string_pretty(&found).map(|json| json + "\n").map_err(Into::into),
        _ => list(&[found], *format, zone, *lang),
    };
    Ok(Output { text: text.map_err(ProposalsError::Format)?, is_whole: true, are_opened: true })
}

async fn open_all(
    setup: &Setup,
    id: &str,
    keys: &Keys,
    source: &Source,
    out: Option<&Path>,
    reader: &Reader,
) -> Result<Output, ProposalsError> {
    let site = site(setup)?;
    let posted = opportunity(&site, id)?;
    if let Some(refusal) = refusal(posted, setup.clock.now()) {
        return Err(ProposalsError::Refused { opportunity: id.to_owned(), refusal, zone: site.settings.zone.clone() });
    }
    let Found { proposals, is_whole } = source.all(setup, Some(id)).await?;
    let opener = keys.opener(setup, source, &site, posted)?;
    let all = open(proposals, &opener);
    if let Some(out) = out {
        write_files(out, &all, reader)?;
    }
    let text = opened(&all, reader.format, &reader.zone, reader.lang).map_err(ProposalsError::Format)?;
    Ok(Output { text, is_whole, are_opened: !all.iter().any(Opened::has_failed) })
}

/// The facts of the site.
fn site(setup: &Setup) -> Result<Site, ProposalsError> {
    build::facts(&setup.root, setup.clock.now()).map_err(ProposalsError::Site)
}

fn opportunity<'s>(site: &'s Site, id: &str) -> Result<&'s Opportunity, ProposalsError> {
    let found = site.get(Kind::Opportunity, id).and_then(|item| item.as_opportunity());
    found.ok_or_else(|| ProposalsError::UnknownOpportunity {
        id: id.to_owned(),
        nearest: nearest(id, site.opportunities().map(|known| known.id.as_str())).map(str::to_owned),
    })
}

impl Keys {
    fn opener(
        &self,
        setup: &Setup,
        source: &Source,
        site: &Site,
        posted: &Opportunity,
    ) -> Result<Opener, ProposalsError> {
        let data = source.data(setup);
        let files = match (self.identity.as_slice(), source.is_local()) {
            ([], true) => vec![identity_file(&data)],
            ([], false) => return Err(ProposalsError::MissingIdentity),
            (files, _) => files.to_vec(),
        };
        let local = local_receipt_key(&data, &site.settings.base_url).filter(|_| source.is_local());
        let receipt_keys: Vec<_> = site.settings.keys.receipts.iter().cloned().chain(local).collect();
        if receipt_keys.is_empty() {
            setup.terminal.line(Message::Unverified);
        }
        Ok(Opener {
            identities: read_identities(&files).map_err(ProposalsError::Identity)?,
            receipt_keys,
            // Refused otherwise.
            closes: posted.schedule.map_or(Timestamp::MAX, |schedule| schedule.closes),
        })
    }
}

/// Writes the copy of each proposal that could be opened, and a table of all of them.
fn write_files(out: &Path, opened: &[Opened], reader: &Reader) -> Result<(), ProposalsError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| ProposalsError::Write(path, error)
    };
    let table = crate::proposals::opened(opened, Format::Csv, &reader.zone, reader.lang);
    let table = table.map_err(ProposalsError::Format)?;
    make_private(out).map_err(failed(out))?;
    let copies = opened.iter().filter_map(|one| Some((format!("{}.json", one.listed.sealed.reference), one.copy()?)));
    for (name, bytes) in copies.chain([("proposals.csv".to_owned(), table.as_bytes())]) {
        let path = out.join(name);
        replace_private(&path, bytes).map_err(failed(&path))?;
    }
    // What is in the folder is known once the folder itself is on the disk.
    fs::File::open(out).and_then(|folder| folder.sync_all()).map_err(failed(out))
}
