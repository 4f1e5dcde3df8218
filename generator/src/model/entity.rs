//! What surrounds opportunities: teams, projects, departments, terms, pages and news.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::Bilingual;

use super::Custody;
use super::prose::Prose;

/// Who posts opportunities.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Team {
    /// The name of its folder.
    pub(crate) id: String,
    pub(crate) department: String,
    /// Email address.
    pub(crate) contact: Option<String>,
    pub(crate) prose: Bilingual<Prose>,
}

/// What a team works on.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Project {
    /// The name of its folder.
    pub(crate) id: String,
    pub(crate) team: String,
    /// Where its code is, on a public host.
    pub(crate) repository: Option<String>,
    /// SPDX expression.
    pub(crate) licence: Option<String>,
    pub(crate) prose: Bilingual<Prose>,
}

/// To whom teams belong.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Department {
    /// The name of its folder.
    pub(crate) id: String,
    /// Such as PCO and BCP.
    pub(crate) abbreviation: Option<Bilingual<String>>,
    pub(crate) website: Option<Bilingual<String>>,
    /// Empty if it is that of the site.
    pub(crate) custody: Custody,
    pub(crate) prose: Bilingual<Prose>,
}

/// Terms and conditions of a contract.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TermsPage {
    /// The name of its folder.
    pub(crate) id: String,
    pub(crate) prose: Bilingual<Prose>,
}

/// A plain page.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Page {
    /// The name of its folder.
    pub(crate) id: String,
    pub(crate) prose: Bilingual<Prose>,
}

/// A news item.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct News {
    /// The name of its folder.
    pub(crate) id: String,
    pub(crate) date: Date,
    pub(crate) prose: Bilingual<Prose>,
}
