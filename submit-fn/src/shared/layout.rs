//! What the theme's layout needs of a page, whether the generator renders it or the function.

use serde::Serialize;

use crate::shared::lang::Bilingual;

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// A path of the site, or an address elsewhere.
    pub url: String,
    /// In plain text.
    pub label: String,
}

/// The `page` of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The kind of page, such as `opportunity`.
    pub kind: &'static str,
    /// The id of the menu's entry that is marked as current.
    pub section: String,
    /// For `<title>`, without the site's name.
    pub title: String,
    /// For `<h1>`.
    pub heading: String,
    /// For search engines.
    pub description: String,
    /// The path of this page in each language; `None` if a page in the other language would lose what this one holds.
    pub lang_url: Option<Bilingual<String>>,
    /// The id of the button that leads to the page in the other language with all that was written, in place of a link.
    pub lang_button: Option<&'static str>,
    /// The pages above this one, from the top down.
    pub breadcrumb: Vec<Link>,
    /// Date of the last change of its content, `YYYY-MM-DD`.
    pub modified: Option<String>,
    /// Date of its first publication, `YYYY-MM-DD`.
    pub issued: Option<String>,
    /// Whether search engines may list it.
    pub indexed: bool,
    /// What it says, for programs: JSON-LD in the words of schema.org.
    pub structured: Option<String>,
    /// What stands for it where a link to it is shared, if one may be.
    pub picture: Option<Picture>,
}

/// A picture of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// A path of the site.
    pub url: String,
    /// What it says, for those who do not see it.
    pub alt: String,
}
