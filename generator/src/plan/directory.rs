//! What scripts search and filter: everything that has a page, in files of bounded size.

use submit_fn::shared::lang::Lang;

use super::{Index, Listed};
use crate::model::{Opportunity, address};

/// How many opportunities a file holds at most: some 300 kB, a seventh of it compressed.
const OPPORTUNITIES: usize = 1_000;

/// A file of what can be found in a language, below the address of its search page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Directory {
    /// All but opportunities.
    Things,
    /// Opportunities, in the order of their list; the files are numbered from 1.
    Opportunities(usize),
    /// The words of the texts.
    Words,
}

impl Directory {
    pub(crate) fn url(self, lang: Lang) -> String {
        let search = address::search();
        let search = search.get(lang);
        match self {
            Self::Things => format!("{search}things.json"),
            Self::Opportunities(number) => format!("{search}opportunities-{number}.json"),
            Self::Words => format!("{search}words.json"),
        }
    }

    /// Those that hold facts.
    pub(super) fn of_facts(index: &Index<'_>) -> impl Iterator<Item = Self> + use<> {
        (1..=index.directory_parts()).map(Self::Opportunities).chain([Self::Things])
    }
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
