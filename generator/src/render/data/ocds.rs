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

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::dataset::address;
use crate::model::Dataset;
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

/// A list whose items are made one after the other, when they are written.
struct Each<F>(F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// The package of all releases, in the order of opportunities and of days.
pub(super) fn releases(context: &SiteContext<'_>) -> Vec<u8> {
    let releases = Each(|| records_of(context).flat_map(|record| record.releases));
    bytes(context, Dataset::OcdsReleases, Releases { releases })
}

/// The package of all records, in the order of opportunities.
pub(super) fn records(context: &SiteContext<'_>) -> Vec<u8> {
    let packages = [address(context, Dataset::OcdsReleases.url())];
    bytes(context, Dataset::OcdsRecords, Records { packages, records: Each(|| records_of(context)) })
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

fn bytes(context: &SiteContext<'_>, dataset: Dataset, contents: impl Serialize) -> Vec<u8> {
    let settings = &context.site.settings;
    let posted = context.site.opportunities().filter_map(|opportunity| Posted::new(opportunity, context.index.today));
    let last = posted.filter_map(|posted| posted.days(context.index.today).pop_last()).max();
    let package = Package {
        uri: address(context, dataset.url()),
        version: "1.1",
        publisher: Publisher { name: settings.name.en.clone(), uri: settings.base_url.clone() },
        published_date: Place(context).start_of(last.unwrap_or(context.index.today)),
        contents,
    };
    // No map has other keys than texts, and no number is one that JSON lacks.
    serde_json::to_vec(&package).unwrap_or_default()
}
