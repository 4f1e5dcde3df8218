//! A site with a long past, as a visitor finds it: no page grows with it, and nothing gets lost.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use scraper::{Html, Selector};
use tests::{SiteCopy, devex_in};
use walkdir::WalkDir;

/// How many past opportunities of the team `tide-data` there are besides those of the repository.
const PAST: usize = 250;
/// Of them, those that closed in 2024; the others closed in 2025.
const OLDER: usize = 120;
/// How many of the team `consultations` are open, besides those of the repository.
const OPEN: usize = 25;
const ROWS: usize = 100;
const CARDS: usize = 20;

/// The pages of the site, and its sitemap, by address: built once.
static FILES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let site = SiteCopy::new();
    (0..PAST).for_each(|n| add_past(&site, n));
    (0..OPEN).for_each(|n| add_open(&site, n));
    build(&site)
});

fn build(site: &SiteCopy) -> BTreeMap<String, String> {
    let dir = tempfile::tempdir().unwrap();
    let (out, bundle) = (dir.path().join("site"), dir.path().join("bundle"));
    let args = ["build", "--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()];
    let output = devex_in(site.root(), &args);
    assert_eq!(output.status, 0, "{}", output.err);
    let entries = WalkDir::new(&out).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| ["index.html", "sitemap.xml"].iter().any(|name| entry.file_name() == *name));
    let texts = files.map(|entry| {
        let path = entry.path().strip_prefix(&out).unwrap().to_str().unwrap();
        (format!("/{}", path.trim_end_matches("index.html")), fs::read_to_string(entry.path()).unwrap())
    });
    texts.collect()
}

/// Adds the `n`th past opportunity: a delivered one of the repository, some years earlier.
fn add_past(site: &SiteCopy, n: usize) {
    let year = if n < OLDER { "2024-" } else { "2025-" };
    // The day of 2024 would be a Sunday.
    let years_earlier = |facts: &str| {
        let facts = facts.replace("2026-", year).replace("2024-05-05", "2024-05-07");
        // The proposals drawn in reserve are of the other opportunity; the last key corrects their numbers.
        let facts = facts.split("amendments:").next().unwrap().to_owned();
        let (before, reserve) = facts.split_once(", reserve: [").unwrap();
        format!("{before}{}", reserve.split_once(']').unwrap().1)
    };
    let titles = [("en", "Tide station finder"), ("fr", "Trouver la bonne station marégraphique")];
    add(site, "tide-station-finder", &format!("past-{n}"), titles, years_earlier);
}

fn add_open(site: &SiteCopy, n: usize) {
    let titles = [("en", "Accessible date picker"), ("fr", "Sélecteur de date accessible")];
    add(site, "accessible-date-picker", &format!("open-{n}"), titles, str::to_owned);
}

/// Adds a copy of an opportunity under another title, with its facts changed.
fn add(site: &SiteCopy, from: &str, id: &str, titles: [(&str, &str); 2], change: impl Fn(&str) -> String) {
    let file = |id: &str, name: &str| format!("content/opportunities/{id}/{name}");
    fs::create_dir(site.root().join(file(id, ""))).unwrap();
    let facts = change(&site.read(&file(from, "opportunity.yaml")));
    site.write(&file(id, "opportunity.yaml"), facts.as_bytes());
    for (lang, title) in titles {
        let text = site.read(&file(from, &format!("{lang}.md")));
        let lines = text.lines().filter(|line| !line.starts_with("slug: "));
        let text = lines.collect::<Vec<_>>().join("\n").replacen(title, &format!("{title} {id}"), 1) + "\n";
        site.write(&file(id, &format!("{lang}.md")), text.as_bytes());
    }
}

/// The addresses of all pages.
fn urls() -> impl Iterator<Item = &'static str> {
    FILES.keys().map(String::as_str).filter(|url| url.ends_with('/'))
}

fn page(url: &str) -> Html {
    Html::parse_document(FILES.get(url).unwrap_or_else(|| panic!("there is no page {url}")))
}

fn all<'d>(page: &'d Html, selector: &str) -> Vec<scraper::ElementRef<'d>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn links(page: &Html, selector: &str) -> Vec<String> {
    // Those of a script's template lead nowhere yet.
    all(page, selector).into_iter().filter_map(|link| link.attr("href")).map(str::to_owned).collect()
}

/// The pages of a list from its first one on, by way of the links to the next.
fn pages_of(first: &str) -> Vec<(String, Html)> {
    let mut pages = Vec::new();
    let mut url = first.to_owned();
    loop {
        let page = page(&url);
        let next = links(&page, ".pagination a[rel=next]").pop();
        pages.push((url, page));
        match next {
            Some(next) => url = next,
            None => return pages,
        }
    }
}

/// The opportunities that a list shows on all of its pages, in its order.
fn listed(first: &str) -> Vec<String> {
    pages_of(first).iter().flat_map(|(_, page)| links(page, ".card h3 a, .row-title a")).collect()
}

/// The addresses of all opportunities in a language.
fn opportunities(list: &str) -> BTreeSet<&'static str> {
    let below = |url: &&str| url.strip_prefix(list).is_some_and(|rest| rest.matches('/').count() == 1);
    let is_number = |url: &&str| url[list.len()..].trim_end_matches('/').bytes().all(|byte| byte.is_ascii_digit());
    urls().filter(below).filter(|url| !is_number(url)).collect()
}

#[test]
fn no_page_shows_more_than_a_hundred_opportunities_or_twenty_cards_of_an_owner() {
    let (mut most_rows, mut most_cards) = (0, 0);
    for url in urls() {
        let page = page(url);
        let (cards, rows) = (all(&page, ".card").len(), all(&page, ".row").len());
        assert!(rows <= ROWS, "{url}: {rows} rows");
        let is_owner = ["/teams/", "/equipes/", "/skills/", "/departments/"].iter().any(|part| url.contains(part));
        assert!(cards <= if is_owner { CARDS } else { ROWS }, "{url}: {cards} cards");
        most_rows = most_rows.max(rows);
        most_cards = most_cards.max(if is_owner { cards } else { 0 });
    }
    assert_eq!((most_rows, most_cards), (ROWS, CARDS), "the lists are not long enough to test anything");
}

#[test]
fn the_home_page_shows_a_dozen_open_opportunities_and_the_way_to_the_others() {
    for (home, list) in [("/en/", "/en/opportunities/"), ("/fr/", "/fr/possibilites/")] {
        let home = page(home);
        assert_eq!(all(&home, "section[aria-labelledby=open] .card").len(), 12);
        assert_eq!(links(&home, "section[aria-labelledby=open] .more a"), [list]);
    }
}

#[test]
fn every_opportunity_is_found_once_from_the_list_by_links() {
    for (list, count) in [("/en/opportunities/", PAST + OPEN + 10), ("/fr/possibilites/", PAST + OPEN + 10)] {
        let years = links(&page(list), ".years a");
        assert_eq!(years.len(), 3, "{years:?}");
        let mut found = listed(list);
        found.extend(years.iter().flat_map(|year| listed(year)));
        let once: BTreeSet<_> = found.iter().map(String::as_str).collect();
        assert_eq!(found.len(), once.len(), "{list}: something is listed twice");
        assert_eq!(once, opportunities(list), "{list}");
        assert_eq!(once.len(), count, "{list}");
    }
}

#[test]
fn a_year_of_the_archive_holds_what_closed_in_it_the_latest_first() {
    let year = listed("/en/opportunities/2024/");
    assert_eq!(year.len(), OLDER);
    assert_eq!(pages_of("/fr/possibilites/2024/").len(), 2);
    for (url, page) in pages_of("/en/opportunities/2026/") {
        let closings: Vec<_> =
            all(&page, ".row time").into_iter().map(|time| time.attr("datetime").unwrap().to_owned()).collect();
        assert!(closings.len() >= 4 && closings.iter().all(|closing| closing.starts_with("2026-")), "{url}");
        assert!(closings.is_sorted_by(|a, b| a >= b), "{url}: {closings:?}");
    }
}

#[test]
fn a_team_and_a_skill_list_all_their_opportunities_once() {
    for (first, least) in [
        ("/en/teams/tide-data/", PAST),
        ("/en/teams/consultations/", OPEN),
        ("/fr/competences/rust/", PAST),
        ("/en/projects/tide-tools/", PAST),
    ] {
        let found = listed(first);
        let once: BTreeSet<_> = found.iter().collect();
        assert!(found.len() >= least && once.len() == found.len(), "{first}: {} of {}", once.len(), found.len());
        for (number, (url, page)) in pages_of(first).into_iter().enumerate() {
            let is_first = number == 0;
            assert_eq!(url, if is_first { first.to_owned() } else { format!("{first}{}/", number + 1) });
            // The facts and the text are on the first page alone.
            assert!(is_first || all(&page, "article, .facts, .cards, .items").is_empty(), "{url}");
            assert_eq!(links(&page, ".pagination a[rel=prev]").is_empty(), is_first, "{url}");
        }
    }
}

#[test]
fn every_page_of_a_list_pairs_with_its_twin_and_has_a_title_of_its_own() {
    let (mut titles, mut descriptions) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = 0;
    for url in urls().filter(|url| *url != "/") {
        let page = page(url);
        let [lang, other] = if url.starts_with("/en/") { ["en", "fr"] } else { ["fr", "en"] };
        let toggle = |page: &Html, lang: &str| links(page, &format!("header a[hreflang={lang}]")).remove(0);
        let twin = toggle(&page, other);
        assert_eq!(toggle(&self::page(&twin), lang), url);
        let number = |url: &str| url.trim_end_matches('/').rsplit('/').next().and_then(|end| end.parse::<u32>().ok());
        assert_eq!(number(url), number(&twin), "{url} and {twin}");
        seen += usize::from(number(url).is_some());

        // Search engines do not list forms: their titles may be cut alike.
        if !all(&page, "meta[name=robots][content=noindex]").is_empty() {
            continue;
        }
        let title = all(&page, "title")[0].text().collect::<String>();
        assert!(titles.insert((lang, title.clone())), "{url}: {title}");
        let description = all(&page, "meta[name=description]")[0].attr("content").unwrap().to_owned();
        // Copies of one text share its description.
        let is_new = descriptions.insert((lang, description.clone()));
        assert!(is_new || number(url).is_none(), "{url}: {description}");
    }
    assert!(seen > 20, "only {seen} further pages");
}

#[test]
fn the_sitemap_lists_further_pages_too() {
    let sitemap = &FILES["/sitemap.xml"];
    for url in ["/en/opportunities/2024/", "/en/teams/tide-data/2/", "/fr/equipes/donnees-sur-les-marees/2/"] {
        assert!(sitemap.contains(&format!("<loc>https://devex.example.org{url}</loc>")), "{url}");
    }
}

#[test]
fn a_slug_that_is_a_number_is_refused() {
    let site = SiteCopy::new();
    site.edit("content/opportunities/tide-station-finder/en.md", "title:", "slug: 2026\ntitle:");
    let output = devex_in(site.root(), &["check"]);
    assert_eq!(output.status, 1);
    let report = output.out + &output.err;
    assert!(report.contains("E0406") && report.contains("/en/opportunities/2026/"), "{report}");
}
