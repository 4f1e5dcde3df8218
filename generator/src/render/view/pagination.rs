//! The way from one page of a long list to the others.

use std::borrow::Cow;

use serde::Serialize;

use crate::render::context::PageContext;

#[derive(Serialize)]
pub(super) struct Pagination<'c> {
    previous: Option<Cow<'c, str>>,
    next: Option<Cow<'c, str>>,
    numbers: Vec<Number<'c>>,
}

/// A link to a page by its number.
#[derive(Serialize)]
struct Number<'c> {
    text: String,
    url: Cow<'c, str>,
    is_current: bool,
    /// Whether pages were left out before it.
    follows_gap: bool,
}

/// `None` if the list is on one page.
pub(super) fn pagination(context: PageContext<'_>) -> Option<Pagination<'_>> {
    let part = context.planned.part;
    if part.count == 1 {
        return None;
    }
    let url = |number| context.planned.part_url(number, context.lang);
    let mut before = 0;
    let numbers = shown_numbers(part.number, part.count).map(|number| {
        let follows_gap = number > before + 1;
        before = number;
        let text = submit_fn::shared::format::number(number as u64, context.lang);
        Number { text, url: url(number), is_current: number == part.number, follows_gap }
    });
    Some(Pagination {
        numbers: numbers.collect(),
        previous: (part.number > 1).then(|| url(part.number - 1)),
        next: (part.number < part.count).then(|| url(part.number + 1)),
    })
}

/// The first page, the last one, and those beside the current one: few enough for a phone, however long the list.
fn shown_numbers(current: usize, count: usize) -> impl Iterator<Item = usize> {
    let near = current.saturating_sub(1).max(1)..=(current + 1).min(count);
    let first = (!near.contains(&1)).then_some(1);
    let last = (!near.contains(&count)).then_some(count);
    first.into_iter().chain(near).chain(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_the_ends_and_those_nearby_each_once() {
        let shown = |current, count| shown_numbers(current, count).collect::<Vec<_>>();
        assert_eq!(shown(1, 2), [1, 2]);
        assert_eq!(shown(1, 40), [1, 2, 40]);
        assert_eq!(shown(3, 5), [1, 2, 3, 4, 5]);
        assert_eq!(shown(20, 40), [1, 19, 20, 21, 40]);
        assert_eq!(shown(40, 40), [1, 39, 40]);
    }
}
