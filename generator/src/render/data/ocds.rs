//! What happened to every opportunity that was planned or posted, by the Open Contracting Data Standard (OCDS 1.1.5):
//! as releases, and as records.
//!
//! A release says what became known on a day. Merging the releases of an opportunity by the rules of the standard gives
//! the `compiledRelease` of its record. Neither says anything of a day to come but what is planned for it.

mod difference;
mod documents;
mod facts;
mod format;
mod history;
mod kept;
mod process;
mod tags;
mod words;

use std::io::{self, Write};

use jiff::Timestamp;
use serde::Serialize;

use super::Each;
use super::dataset::address;
use crate::model::{Dataset, OcdsPackage};
use crate::render::context::SiteContext;
use facts::Posted;
use history::{Record, record};
use process::Place;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Package<T> {
    uri: String,
    version: &'static str,
    publisher: Publisher,
    /// When what it holds last changed.
    published_date: Timestamp,
    #[serde(flatten)]
    contents: T,
}

#[derive(Serialize)]
struct Publisher {
    name: String,
    uri: String,
}

#[derive(Serialize)]
struct Releases<T> {
    releases: T,
}

#[derive(Serialize)]
struct Records<T> {
    /// Where else the releases are.
    packages: [String; 1],
    records: T,
}

/// Writes a package: all releases, or all records, in the order of opportunities and of days.
///
/// # Errors
/// If `to` cannot be written.
pub(super) fn write(context: &SiteContext<'_>, package: OcdsPackage, to: impl Write) -> io::Result<()> {
    let url_of = |package| address(context, Dataset::Ocds(package).url());
    let records = || records_of(context);
    match package {
        OcdsPackage::Releases => {
            let releases = Each(|| records().flat_map(|record| record.releases));
            write_package(context, url_of(package), Releases { releases }, to)
        }
        OcdsPackage::Records => {
            let packages = [url_of(OcdsPackage::Releases)];
            write_package(context, url_of(package), Records { packages, records: Each(records) }, to)
        }
    }
}

/// None on a site without a prefix.
fn records_of<'c>(context: &'c SiteContext<'_>) -> impl Iterator<Item = Record> + use<'c> {
    let opportunities = context
        .site
        .settings
        .ocid_prefix
        .iter()
        .flat_map(|prefix| context.site.opportunities().map(move |opportunity| (prefix, opportunity)));
    opportunities.filter_map(|(prefix, opportunity)| record(Place(context), prefix, opportunity))
}

fn write_package(context: &SiteContext<'_>, uri: String, contents: impl Serialize, to: impl Write) -> io::Result<()> {
    let (settings, today) = (&context.site.settings, context.index.today);
    let posted = context.site.opportunities().filter_map(|opportunity| Posted::new(opportunity, today));
    let last = posted.filter_map(|posted| posted.days(today).pop_last()).max();
    let package = Package {
        uri,
        version: "1.1",
        publisher: Publisher { name: settings.name.en.clone(), uri: settings.base_url.clone() },
        published_date: Place(context).start_of(last.unwrap_or(today)),
        contents,
    };
    Ok(serde_json::to_writer(to, &package)?)
}
