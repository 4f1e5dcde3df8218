//! What every page of the site says of itself: shared by the pages that the generator renders and those that
//! the function does.

use serde::Serialize;

use crate::shared::lang::Bilingual;

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub url: String,
    /// Its text.
    pub label: String,
}

/// The `page` of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// What kind of page it is, such as `opportunity`.
    pub kind: &'static str,
    /// The part of the site that it belongs to, as the menu knows it.
    pub section: String,
    /// For `<title>`, without the site's name.
    pub title: String,
    /// For `<h1>`.
    pub heading: String,
    /// For search engines.
    pub description: String,
    /// The path of this page in each language.
    pub lang_url: Bilingual<String>,
    /// The pages above this one.
    pub breadcrumb: Vec<Link>,
    /// Date of the last change of its content, `YYYY-MM-DD`.
    pub modified: Option<String>,
    /// Date of its first publication, `YYYY-MM-DD`.
    pub issued: Option<String>,
    /// Whether search engines may list it.
    pub indexed: bool,
}
