//! What site.toml says.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use submit_fn::shared::format::{Cents, Zone};
use submit_fn::shared::lang::Bilingual;

use super::SiteKeys;

/// The site as a whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// `https://…`, without a slash at its end.
    pub(crate) base_url: String,
    /// A folder of `themes/`.
    pub(crate) theme: String,
    /// Email address.
    pub(crate) contact: String,
    pub(crate) name: Bilingual<String>,
    /// What it is, in a sentence.
    pub(crate) description: Bilingual<String>,
    /// Whose site it is not.
    pub(crate) disclaimer: Bilingual<String>,
    /// The zone of every time of the content.
    #[serde(with = "ZoneDef")]
    pub(crate) zone: Zone,
    /// The zone's name in the IANA database.
    pub(crate) zone_name: String,
    pub(crate) limits: Limits,
    pub(crate) keys: SiteKeys,
    pub(crate) checks: Checks,
    /// What the open contracting identifiers of its opportunities begin with, as registered; `None` if it has none.
    pub(crate) ocid_prefix: Option<String>,
    pub(crate) menu: Vec<MenuEntry>,
    /// The pages that the footer links to.
    pub(crate) footer: Vec<MenuEntry>,
}

impl Settings {
    /// The host of its address, by which what it publishes is known for good.
    pub(crate) fn host(&self) -> &str {
        let host = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, host)| host);
        host.split([':', '/']).next().unwrap_or(host)
    }
}

/// How a cache keeps a [`Zone`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Zone")]
struct ZoneDef {
    #[serde(with = "jiff::fmt::serde::tz::required")]
    rules: TimeZone,
    label: Bilingual<String>,
}

/// The thresholds of the rules.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Checks {
    /// For everyone.
    pub(crate) general: Thresholds,
    /// For those departments whose policies differ, by id.
    pub(crate) departments: BTreeMap<String, Thresholds>,
}

impl Checks {
    /// The thresholds that apply to a department.
    pub(crate) fn of(&self, department: &str) -> &Thresholds {
        self.departments.get(department).unwrap_or(&self.general)
    }
}

/// What the rules compare with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Thresholds {
    /// The fewest days from posting to closing.
    pub(crate) posting_days: u32,
    /// The fewest days from an amendment to closing.
    pub(crate) amendment_days: u32,
    /// The least and the most that an hour of work should cost.
    pub(crate) hourly_rate: (Cents, Cents),
    /// The price before taxes up to which no tax can pass the limit.
    pub(crate) tax_safe: Cents,
    /// How long a proposal should take at most.
    pub(crate) proposal_minutes: u32,
    /// How long it may take at most.
    pub(crate) proposal_minutes_most: u32,
    /// The most hours of work a week, in tenths of an hour.
    pub(crate) week_tenths: u32,
    /// The fewest words of the problem.
    pub(crate) problem_words: u32,
    /// Within how many months similar work of a team adds up.
    pub(crate) splitting_months: u32,
    /// The most days from the acceptance of the work to its payment, the time for an invoice included.
    pub(crate) payment_days: u32,
    /// Hosts of code that the public cannot read.
    pub(crate) private_hosts: Vec<String>,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            posting_days: 7,
            amendment_days: 7,
            hourly_rate: (Cents(6_000), Cents(15_000)),
            tax_safe: Cents(869_000),
            proposal_minutes: 120,
            proposal_minutes_most: 180,
            week_tenths: 375,
            problem_words: 40,
            splitting_months: 6,
            payment_days: 45,
            private_hosts: Vec::new(),
        }
    }
}

/// Amounts and durations.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Limits {
    /// The most that a contract may cost, taxes included.
    pub(crate) total: Cents,
    /// The highest sales tax, in percent.
    pub(crate) highest_tax: u32,
    /// How long a proposal is kept after its opportunity closes, in days.
    pub(crate) retention_days: u32,
}

impl Limits {
    /// A price with the highest tax, rounded up to the cent.
    pub(crate) const fn with_tax(&self, value: Cents) -> Cents {
        Cents((value.0 * (100 + self.highest_tax as u64)).div_ceil(100))
    }

    /// The highest price before taxes that stays within the limit.
    pub(crate) const fn most(&self) -> Cents {
        Cents(self.total.0 * 100 / (100 + self.highest_tax as u64))
    }
}

/// A link of the menu or the footer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum MenuEntry {
    /// The list of all things of a kind.
    List(super::Kind),
    /// A plain page, by its id.
    Page(String),
}
