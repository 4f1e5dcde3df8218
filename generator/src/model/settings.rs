//! What site.toml says.

use submit_fn::format::{Cents, Zone};
use submit_fn::lang::Bilingual;

/// The site as a whole.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `https://…`, without a slash at its end.
    pub base_url: String,
    /// The folder of `themes/` that gives the site its look.
    pub theme: String,
    /// Electronic address.
    pub contact: String,
    /// The site's name.
    pub name: Bilingual<String>,
    /// What it is, in a sentence.
    pub description: Bilingual<String>,
    /// Whose site it is not.
    pub disclaimer: Bilingual<String>,
    /// The zone of every time of the content.
    pub zone: Zone,
    /// The zone's name in the IANA database.
    pub zone_name: String,
    /// Amounts and durations.
    pub limits: Limits,
    /// The main menu.
    pub menu: Vec<MenuEntry>,
    /// The pages that the footer links to.
    pub footer: Vec<MenuEntry>,
}

/// Amounts and durations.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most that a contract may cost, taxes included.
    pub total: Cents,
    /// The highest sales tax, in percent.
    pub highest_tax: u32,
    /// How long a proposal is kept, in days after it arrived.
    pub retention_days: u32,
}

impl Limits {
    /// A price with the highest tax, rounded up to the cent.
    pub const fn with_tax(&self, value: Cents) -> Cents {
        Cents((value.0 * (100 + self.highest_tax as u64)).div_ceil(100))
    }

    /// The highest price before taxes that stays within the limit.
    pub const fn most(&self) -> Cents {
        Cents(self.total.0 * 100 / (100 + self.highest_tax as u64))
    }
}

/// A link of the menu or the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuEntry {
    /// The list of all things of a kind.
    List(crate::diagnostic::Kind),
    /// A plain page, by its id.
    Page(String),
}
