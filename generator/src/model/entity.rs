//! What surrounds opportunities: teams, projects, departments, terms, pages and news.

use jiff::civil::Date;
use submit_fn::shared::lang::Bilingual;

use super::prose::Prose;

/// Who posts opportunities.
#[derive(Debug)]
pub(crate) struct Team {
    /// Its directory's name.
    pub(crate) id: String,
    /// To whom it belongs.
    pub(crate) department: String,
    /// Electronic address.
    pub(crate) contact: Option<String>,
    /// Its name and text.
    pub(crate) prose: Bilingual<Prose>,
}

/// What a team works on.
#[derive(Debug)]
pub(crate) struct Project {
    /// Its directory's name.
    pub(crate) id: String,
    /// Whose it is.
    pub(crate) team: String,
    /// Where its code is.
    pub(crate) repository: Option<String>,
    /// SPDX expression.
    pub(crate) licence: Option<String>,
    /// Its name and text.
    pub(crate) prose: Bilingual<Prose>,
}

/// To whom teams belong.
#[derive(Debug)]
pub(crate) struct Department {
    /// Its directory's name.
    pub(crate) id: String,
    /// Such as PCO and BCP.
    pub(crate) abbreviation: Option<Bilingual<String>>,
    /// Its own site.
    pub(crate) website: Option<Bilingual<String>>,
    /// Its name and text.
    pub(crate) prose: Bilingual<Prose>,
}

/// Terms and conditions of a contract.
#[derive(Debug)]
pub(crate) struct TermsPage {
    /// Its directory's name.
    pub(crate) id: String,
    /// Its title and text.
    pub(crate) prose: Bilingual<Prose>,
}

/// A plain page.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its directory's name.
    pub(crate) id: String,
    /// Its title and text.
    pub(crate) prose: Bilingual<Prose>,
}

/// A news item.
#[derive(Debug)]
pub(crate) struct News {
    /// Its directory's name.
    pub(crate) id: String,
    /// When it was published.
    pub(crate) date: Date,
    /// Its title and text.
    pub(crate) prose: Bilingual<Prose>,
}
