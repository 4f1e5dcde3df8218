//! What the views of all pages are made of.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use submit_fn::shared::layout::Picture;

use crate::model::Kind;

/// What a template shows: its fields are the template's variables.
pub(super) trait View: Serialize {
    const TEMPLATE: &'static str;
}

/// What a page says of itself in its head and above its text.
#[derive(Default)]
pub(super) struct Head<'a> {
    pub(super) kind: &'static str,
    /// The entry of the menu that the page belongs to.
    pub(super) section: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// The pages above it, from the top down.
    pub(super) parents: Vec<Link<'a>>,
    pub(super) issued: Option<Date>,
    pub(super) modified: Option<Date>,
    /// What the page is about, in the words of schema.org.
    pub(super) structured: Vec<Value>,
    /// What stands for the page where a link to it is shared; the site's picture if it has none of its own.
    pub(super) picture: Option<Picture>,
}

#[derive(Clone, Serialize)]
pub(super) struct Link<'a> {
    pub(super) url: Cow<'a, str>,
    pub(super) label: Cow<'a, str>,
}

impl<'a> Link<'a> {
    /// A link to another site, shown without its protocol.
    pub(super) fn external(url: &'a str) -> Self {
        let label = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        Self { url: url.into(), label: label.into() }
    }
}

/// A date or an instant, for programs and for readers.
#[derive(Serialize)]
pub(super) struct When {
    pub(super) iso: String,
    pub(super) text: String,
}

/// A name and its value, in a description list.
#[derive(Serialize)]
pub(super) struct Fact<'a> {
    pub(super) term: &'a str,
    pub(super) text: Cow<'a, str>,
    pub(super) iso: Option<String>,
    pub(super) links: Vec<Link<'a>>,
    /// What style sheets and scripts know it by, if they do.
    pub(super) kind: &'static str,
}

impl<'a> Fact<'a> {
    pub(super) fn text(term: &'a str, text: impl Into<Cow<'a, str>>) -> Self {
        Self { term, text: text.into(), iso: None, links: Vec::new(), kind: "" }
    }

    pub(super) fn when(term: &'a str, when: When) -> Self {
        Self { iso: Some(when.iso), ..Self::text(term, when.text) }
    }

    pub(super) fn links(term: &'a str, links: Vec<Link<'a>>) -> Self {
        Self { links, ..Self::text(term, "") }
    }

    pub(super) fn link(term: &'a str, link: Link<'a>) -> Self {
        Self::links(term, vec![link])
    }
}

/// The entry of the menu that a kind belongs to; empty if the kind has no list.
pub(super) const fn section(kind: Kind) -> &'static str {
    if kind.is_listed() { kind.plural() } else { "" }
}

/// A text of at most `limit` characters, cut between words.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit - 1).collect();
    let words = cut.rfind(char::is_whitespace).map_or(cut.as_str(), |end| &cut[..end]);
    format!("{}…", words.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(shortened("one two three", 20), "one two three");
        assert_eq!(shortened("one two, three", 10), "one two…");
    }
}
