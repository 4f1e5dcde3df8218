//! What scripts search and filter: everything that has a page, in files of bounded size.

use submit_fn::shared::lang::Lang;

use super::{Index, Listed};
use crate::model::{Opportunity, address};

/// How many opportunities a file holds at most: some 700 kB, an eighth of it compressed.
const OPPORTUNITIES: usize = 1_000;

/// A file of facts of what can be found in a language, below the address of its search page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Directory {
    /// All but opportunities.
    Things,
    /// Opportunities, in the order of their list; the files are numbered from 1.
    Opportunities(usize),
}

impl Directory {
    pub(crate) fn url(self, lang: Lang) -> String {
        match self {
            Self::Things => below_search("things", lang),
            Self::Opportunities(number) => below_search(&format!("opportunities-{number}"), lang),
        }
    }

    pub(super) fn all(index: &Index<'_>) -> impl Iterator<Item = Self> + use<> {
        (1..=index.directory_parts()).map(Self::Opportunities).chain([Self::Things])
    }
}

/// The file of the words of the texts.
pub(crate) fn words_url(lang: Lang) -> String {
    below_search("words", lang)
}

fn below_search(name: &str, lang: Lang) -> String {
    format!("{}{name}.json", address::search().get(lang))
}

impl<'s> Index<'s> {
    /// In how many files the opportunities are.
    pub(crate) fn directory_parts(&self) -> usize {
        self.opportunities().len().div_ceil(OPPORTUNITIES).max(1)
    }

    /// The opportunities of one of these files.
    pub(crate) fn directory_part(&self, number: usize) -> &[&'s Opportunity] {
        self.opportunities().all().chunks(OPPORTUNITIES).nth(number - 1).unwrap_or_default()
    }

    /// What has a page and is no opportunity.
    pub(crate) fn things(&self) -> &[Listed<'s>] {
        &self.things
    }
}
