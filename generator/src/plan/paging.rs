//! Long lists are cut into pages, so that no page grows with the archive.

use crate::model::Opportunity;

/// How many rows, or items of a list, a page shows at most.
pub(super) const ROWS: usize = 100;

/// How many of its current opportunities the page of a team, project, department or skill shows as cards.
pub(super) const CARDS: usize = 20;

/// One of the pages that a list is cut into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// From 1.
    pub(crate) number: usize,
    pub(crate) count: usize,
}

impl Part {
    /// A page that is not cut.
    pub(crate) const WHOLE: Self = Self { number: 1, count: 1 };

    pub(crate) const fn is_first(self) -> bool {
        self.number == 1
    }
}

/// Cuts a list. Even an empty one makes a page.
pub(super) fn cut<T>(list: &[T]) -> impl Iterator<Item = (Part, &[T])> {
    let count = list.len().div_ceil(ROWS).max(1);
    (0..count).map(move |i| {
        let end = list.len().min((i + 1) * ROWS);
        (Part { number: i + 1, count }, &list[i * ROWS..end])
    })
}

/// The opportunities of something: those that still matter to bidders, then the past ones, the latest first.
#[derive(Debug, Default)]
pub(crate) struct Opportunities<'s> {
    pub(super) all: Vec<&'s Opportunity>,
    /// How many of them are not past.
    pub(super) current: usize,
}

/// What one page shows of [`Opportunities`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'p> {
    /// Current ones, on the first page only.
    pub(crate) cards: &'p [&'p Opportunity],
    /// Current ones for which there are no cards left.
    pub(crate) more: &'p [&'p Opportunity],
    pub(crate) past: &'p [&'p Opportunity],
    /// Whether there are none at all, on any page.
    pub(crate) is_empty: bool,
}

impl<'s> Opportunities<'s> {
    pub(crate) fn current(&self) -> &[&'s Opportunity] {
        &self.all[..self.current]
    }

    pub(crate) fn all(&self) -> &[&'s Opportunity] {
        &self.all
    }

    pub(crate) fn past(&self) -> &[&'s Opportunity] {
        &self.all[self.current..]
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The pages that show them: cards, then rows.
    pub(super) fn pages(&self) -> impl Iterator<Item = (Part, Shown<'_>)> {
        let (cards, rest) = self.all.split_at(self.current.min(CARDS));
        cut(rest).map(move |(part, rows)| {
            let current_rows = (self.current - cards.len()).saturating_sub((part.number - 1) * ROWS);
            let (more, past) = rows.split_at(current_rows.min(rows.len()));
            let cards = if part.is_first() { cards } else { &[] };
            (part, Shown { cards, more, past, is_empty: self.all.is_empty() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_into_pages_of_a_hundred_and_an_empty_one_is_a_page() {
        let sizes = |n: usize| cut(&vec![(); n]).map(|(part, slice)| (part.number, slice.len())).collect::<Vec<_>>();
        assert_eq!(sizes(0), [(1, 0)]);
        assert_eq!(sizes(100), [(1, 100)]);
        assert_eq!(sizes(201), [(1, 100), (2, 100), (3, 1)]);
    }
}
