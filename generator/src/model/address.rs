//! The addresses of pages that need no content to be known, and those that no item may take.

use std::borrow::Cow;

use submit_fn::shared::lang::{Bilingual, Lang};

use super::Kind;

/// The home page of each language.
pub(crate) fn home() -> Bilingual<String> {
    Bilingual::from_fn(|lang| format!("/{lang}/"))
}

/// The list of all things of a kind. Kinds without a list stand below the home page.
pub(crate) fn list(kind: Kind) -> Bilingual<String> {
    Bilingual::from_fn(|lang| match kind.segment(lang) {
        None => format!("/{lang}/"),
        Some(segment) => format!("/{lang}/{segment}/"),
    })
}

/// The past opportunities that closed or were cancelled in a year.
pub(crate) fn archive(year: i16) -> Bilingual<String> {
    list(Kind::Opportunity).map(|list| format!("{list}{year}/"))
}

/// The page of the form of an opportunity, by the address of its page.
pub(crate) fn form(opportunity: &Bilingual<String>) -> Bilingual<String> {
    let segment = Bilingual { en: "proposal", fr: "proposition" };
    Bilingual::from_fn(|lang| format!("{}{}/", opportunity.get(lang), segment.get(lang)))
}

/// The page that searches everything in a language.
pub(crate) fn search() -> Bilingual<String> {
    Bilingual::from_fn(|lang| format!("/{lang}/{}/", SEARCH.get(lang)))
}

/// The page of all dates to come.
pub(crate) fn calendar() -> Bilingual<String> {
    Bilingual::from_fn(|lang| format!("/{lang}/{}/", CALENDAR.get(lang)))
}

const CALENDAR: Bilingual<&str> = Bilingual { en: "calendar", fr: "calendrier" };
const SEARCH: Bilingual<&str> = Bilingual { en: "search", fr: "recherche" };

/// The address of one of the pages that a list is cut into: the first has that of the list.
pub(crate) fn part(url: &str, number: usize) -> Cow<'_, str> {
    if number == 1 { url.into() } else { format!("{url}{number}/").into() }
}

/// The page that stands, whatever the content, where an item of this slug would; `None` if the slug is free.
///
/// Slugs of digits alone are those of further pages of a list, and of the years of the archive.
pub(crate) fn taken(kind: Kind, slug: &str, lang: Lang) -> Option<String> {
    if kind.segment(lang).is_some() {
        let is_number = !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_digit());
        return is_number.then(|| format!("{}{slug}/", list(kind).get(lang)));
    }
    for (name, url) in [(SEARCH, search()), (CALENDAR, calendar())] {
        if slug == *name.get(lang) {
            return Some(url.get(lang).clone());
        }
    }
    let other = Kind::listed().find(|listed| listed.segment(lang) == Some(slug))?;
    Some(list(other).get(lang).clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_where_lists_are_cut_into_pages_and_lists_where_pages_are() {
        assert_eq!(taken(Kind::Opportunity, "2026", Lang::Fr).as_deref(), Some("/fr/possibilites/2026/"));
        assert_eq!(taken(Kind::Team, "2", Lang::En).as_deref(), Some("/en/teams/2/"));
        assert_eq!(taken(Kind::Page, "equipes", Lang::Fr).as_deref(), Some("/fr/equipes/"));
        for (kind, slug) in
            [(Kind::Team, "2-rivers"), (Kind::Page, "2026"), (Kind::Page, "equipes"), (Kind::News, "teams")]
        {
            assert_eq!(taken(kind, slug, Lang::En), None, "{slug}");
        }
    }

    #[test]
    fn no_page_is_where_the_search_is() {
        assert_eq!(taken(Kind::Page, "recherche", Lang::Fr).as_deref(), Some("/fr/recherche/"));
        assert_eq!(taken(Kind::Page, "recherche", Lang::En), None);
        assert_eq!(taken(Kind::Page, "calendar", Lang::En).as_deref(), Some("/en/calendar/"));
    }

    #[test]
    fn the_first_page_has_the_address_of_the_list() {
        assert_eq!(part("/en/teams/", 1), "/en/teams/");
        assert_eq!(part("/en/teams/", 12), "/en/teams/12/");
    }
}
