//! What surrounds opportunities: teams, projects, departments, terms, pages and news.

use jiff::civil::Date;
use submit_fn::shared::lang::Bilingual;

use super::prose::Prose;

/// Who posts opportunities.
#[derive(Debug)]
pub struct Team {
    /// Its directory's name.
    pub id: String,
    /// To whom it belongs.
    pub department: String,
    /// Electronic address.
    pub contact: Option<String>,
    /// Its name and text.
    pub prose: Bilingual<Prose>,
}

/// What a team works on.
#[derive(Debug)]
pub struct Project {
    /// Its directory's name.
    pub id: String,
    /// Whose it is.
    pub team: String,
    /// Where its code is.
    pub repository: Option<String>,
    /// SPDX expression.
    pub licence: Option<String>,
    /// Its name and text.
    pub prose: Bilingual<Prose>,
}

/// To whom teams belong.
#[derive(Debug)]
pub struct Department {
    /// Its directory's name.
    pub id: String,
    /// Such as PCO and BCP.
    pub abbreviation: Option<Bilingual<String>>,
    /// Its own site.
    pub website: Option<Bilingual<String>>,
    /// Its name and text.
    pub prose: Bilingual<Prose>,
}

/// Terms and conditions of a contract.
#[derive(Debug)]
pub struct TermsPage {
    /// Its directory's name.
    pub id: String,
    /// Its title and text.
    pub prose: Bilingual<Prose>,
}

/// A plain page.
#[derive(Debug)]
pub struct Page {
    /// Its directory's name.
    pub id: String,
    /// Its title and text.
    pub prose: Bilingual<Prose>,
}

/// A news item.
#[derive(Debug)]
pub struct News {
    /// Its directory's name.
    pub id: String,
    /// When it was published.
    pub date: Date,
    /// Its title and text.
    pub prose: Bilingual<Prose>,
}
