//! The built site, as a visitor's browser and a checker see it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use scraper::{Html, Selector};
use tempfile::TempDir;
use tests::{NOW, SiteCopy, devex, devex_in, repository, tools};
use walkdir::WalkDir;

/// The repository's site, built once.
static SITE: LazyLock<Built> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let (out, bundle) = (dir.path().join("site"), dir.path().join("bundle"));
    let output =
        devex_in(&repository(), &["build", "--out", out.to_str().unwrap(), "--bundle", bundle.to_str().unwrap()]);
    assert_eq!(output.status, 0, "{}", output.err);
    let pages = WalkDir::new(&out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "html"));
    let pages = pages.map(|entry| {
        let path = entry.path().strip_prefix(&out).unwrap().to_owned();
        (url_of(&path), std::fs::read_to_string(entry.path()).unwrap())
    });
    Built { pages: pages.collect(), out, _dir: dir }
});

struct Built {
    out: PathBuf,
    /// Texts by address.
    pages: BTreeMap<String, String>,
    _dir: TempDir,
}

fn url_of(path: &Path) -> String {
    format!("/{}", path.to_str().unwrap().trim_end_matches("index.html"))
}

fn all<'d>(document: &'d Html, selector: &str) -> Vec<scraper::ElementRef<'d>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

fn texts(document: &Html, selector: &str) -> Vec<String> {
    all(document, selector).into_iter().map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

/// The pages of one language: not the choice of language, not the 404.
fn language_pages() -> impl Iterator<Item = (&'static str, &'static str, Html)> {
    SITE.pages.iter().filter_map(|(url, html)| {
        let lang = ["en", "fr"].into_iter().find(|lang| url.starts_with(&format!("/{lang}/")))?;
        Some((url.as_str(), lang, Html::parse_document(html)))
    })
}

/// Whether search engines may list a page. They need not find forms.
fn is_indexed(document: &Html) -> bool {
    all(document, "meta[name=robots][content=noindex]").is_empty()
}

#[test]
fn every_internal_link_and_anchor_resolves() {
    let ids: BTreeMap<&str, BTreeSet<String>> = SITE
        .pages
        .iter()
        .map(|(url, html)| {
            let document = Html::parse_document(html);
            let ids = all(&document, "[id]").into_iter().map(|element| element.attr("id").unwrap().to_owned());
            (url.as_str(), ids.collect())
        })
        .collect();
    let mut broken = Vec::new();
    for (url, html) in &SITE.pages {
        let document = Html::parse_document(html);
        let targets = all(&document, "[href], [src]").into_iter();
        for target in targets.filter_map(|element| element.attr("href").or_else(|| element.attr("src"))) {
            let target = target.strip_prefix("https://devex.example.org").unwrap_or(target);
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
            let path = if path.is_empty() { url } else { path.split('?').next().unwrap() };
            let exists = SITE.pages.contains_key(path) || (!path.ends_with('/') && SITE.out.join(&path[1..]).is_file());
            let anchored = anchor.is_none_or(|anchor| ids.get(path).is_some_and(|ids| ids.contains(anchor)));
            if !path.starts_with('/') || !exists || !anchored {
                broken.push(format!("{url}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_page_leads_to_its_twin_which_leads_back() {
    let toggle = |document: &Html, lang: &str| {
        let selector = format!("header a[hreflang={lang}]");
        let links = all(document, &selector);
        assert_eq!(links.len(), 1, "{selector}");
        links[0].attr("href").unwrap().to_owned()
    };
    let mut seen = 0;
    for (url, lang, document) in language_pages() {
        let other = if lang == "en" { "fr" } else { "en" };
        let twin = toggle(&document, other);
        let twin_page = SITE.pages.get(&twin).unwrap_or_else(|| panic!("{url} leads to {twin}, which is not there"));
        assert_eq!(toggle(&Html::parse_document(twin_page), lang), url);
        seen += 1;
    }
    assert!(seen >= 60, "only {seen} pages");
}

#[test]
fn every_page_has_its_language_one_heading_and_a_title_of_its_own() {
    let mut titles = BTreeSet::new();
    let mut descriptions = BTreeSet::new();
    for (url, lang, document) in language_pages() {
        assert_eq!(all(&document, "html")[0].attr("lang"), Some(format!("{lang}-CA").as_str()), "{url}");
        assert_eq!(all(&document, "h1").len(), 1, "{url}");
        assert_eq!(all(&document, "main").len(), 1, "{url}");
        let title = texts(&document, "title").remove(0);
        assert!(titles.insert((lang, title.clone())), "{url}: the title {title:?} is another page's too");
        let description = all(&document, "meta[name=description]")[0].attr("content").unwrap().to_owned();
        assert!(description.chars().count() <= 130, "{url}: {description}");
        assert!(descriptions.insert((lang, description.clone())), "{url}: {description:?} is another page's too");
    }
}

#[test]
fn every_page_names_itself_and_its_alternates() {
    let base = "https://devex.example.org";
    for (url, _, document) in language_pages() {
        if !is_indexed(&document) {
            assert!(!all(&document, "form[action='/api/proposals'], main > .content > .notice").is_empty(), "{url}");
            continue;
        }
        assert_eq!(all(&document, "link[rel=canonical]")[0].attr("href"), Some(format!("{base}{url}").as_str()));
        let alternates: Vec<_> = all(&document, "link[rel=alternate][hreflang]")
            .into_iter()
            .map(|link| link.attr("href").unwrap().to_owned())
            .collect();
        assert!(alternates.contains(&format!("{base}{url}")), "{url}: {alternates:?}");
        assert!(alternates.len() >= 2, "{url}");
    }
}

#[test]
fn both_languages_have_the_same_pages() {
    let count = |lang: &str| SITE.pages.keys().filter(|url| url.starts_with(&format!("/{lang}/"))).count();
    assert_eq!(count("en"), count("fr"));
}

#[test]
fn dates_money_and_times_are_each_language_s_own() {
    let en = &SITE.pages["/en/opportunities/accessible-date-picker/"];
    let (fr_url, fr) = SITE.pages.iter().find(|(url, _)| url.starts_with("/fr/possibilites/selecteur")).unwrap();
    assert!(fr_url.is_ascii());
    for text in ["$8,200", "January 19, 2027, 2:00\u{a0}pm\u{a0}ET"] {
        assert!(en.contains(text), "{text}");
    }
    for text in ["8\u{a0}200\u{a0}$", "19\u{a0}janvier 2027, 14\u{a0}h\u{a0}HE"] {
        assert!(fr.contains(text), "{text}");
    }
    // One instant, the same in both.
    for page in [en, fr] {
        assert!(page.contains("2027-01-19T19:00:00Z"));
    }
}

#[test]
fn french_pages_have_no_breaking_space_before_a_colon_or_within_guillemets() {
    for (url, lang, document) in language_pages() {
        if lang == "fr" {
            let body = texts(&document, "main").remove(0);
            for bad in [" :", "« ", " »"] {
                assert!(!body.contains(bad), "{url}: {bad:?}");
            }
        }
    }
}

#[test]
fn the_form_is_on_a_page_of_its_own_and_hidden_before_opening() {
    let (mut open, mut upcoming) = (0, 0);
    for (url, _, document) in language_pages() {
        if all(&document, "form[action='/api/proposals']").is_empty() {
            continue;
        }
        assert!(url.ends_with("/proposal/") || url.ends_with("/proposition/"), "{url}");
        match all(&document, ".banner [data-status]")[0].attr("data-status") {
            Some("open") => open += 1,
            Some("upcoming") => {
                assert_eq!(all(&document, "[data-while][hidden] form").len(), 1, "{url}");
                upcoming += 1;
            }
            other => panic!("{url}: {other:?}"),
        }
    }
    assert_eq!((open, upcoming), (8, 2), "four opportunities are open, and one is upcoming, in two languages");
}

#[test]
fn a_draft_is_nowhere() {
    let all_pages: String = SITE.pages.values().cloned().collect();
    assert!(repository().join("content/opportunities/low-bandwidth-tide-page").is_dir());
    assert!(!all_pages.contains("low-bandwidth-tide-page"));
}

#[test]
fn a_list_of_nothing_says_so() {
    let site = SiteCopy::new();
    std::fs::remove_dir_all(site.root().join("content/news")).unwrap();
    let built = devex_in(site.root(), &["build"]);
    assert_eq!(built.status, 0, "{}", built.err);
    for (page, text) in [("en/news", "There is nothing here yet."), ("fr/nouvelles", "a encore rien ici.")] {
        let page = std::fs::read_to_string(site.root().join("public").join(page).join("index.html")).unwrap();
        assert!(page.contains(text), "{page}");
    }
}

#[test]
fn the_sitemap_lists_every_page_with_both_alternates() {
    let sitemap = std::fs::read_to_string(SITE.out.join("sitemap.xml")).unwrap();
    let pages = language_pages().filter(|(_, _, document)| is_indexed(document)).count();
    assert_eq!(sitemap.matches("<loc>").count(), pages);
    assert_eq!(sitemap.matches("<xhtml:link").count(), 2 * pages);
    let robots = std::fs::read_to_string(SITE.out.join("robots.txt")).unwrap();
    assert!(robots.contains("Sitemap: https://devex.example.org/sitemap.xml"));
}

/// A built site with texts, tables and names that are as long, wide and foreign as they may be.
fn extremes() -> (SiteCopy, PathBuf) {
    let site = SiteCopy::with_extremes();
    let built = devex_in(site.root(), &["build"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let out = site.root().join("public");
    (site, out)
}

/// Fails with what a checker found, unless it ended well.
fn assert_clean(checker: &mut Command) {
    let output =
        checker.output().unwrap_or_else(|error| panic!("{checker:?}: {error}; tests/run installs the checkers"));
    let found = [output.stdout, output.stderr].concat();
    let found = String::from_utf8_lossy(&found);
    assert!(output.status.success(), "{}", found.lines().take(40).collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_page_is_valid_html() {
    let (_site, extremes) = extremes();
    let mut checker = Command::new(tools().join("node/node_modules/.bin/html-validate"));
    checker.arg("--config").arg(repository().join("tests/html-validate.json")).args(["--formatter", "text"]);
    assert_clean(checker.args([&SITE.out, &extremes].map(|folder| folder.join("**/*.html"))));
}

/// The one message that is no fault: the heading of a text without sections is that of its page, above it.
const NO_FAULTS: &str = ".*Article lacks heading.*";

#[test]
fn the_checker_of_the_html_standard_finds_nothing() {
    let (_site, extremes) = extremes();
    let jar = tools().join("node/node_modules/vnu-jar/build/dist/vnu.jar");
    let mut checker = Command::new("java");
    checker.arg("-jar").arg(jar).args(["--Werror", "--skip-non-html", "--filterpattern", NO_FAULTS]);
    assert_clean(checker.args([&SITE.out, &extremes]));
}

#[test]
fn an_opportunity_shows_its_hourly_rate_and_how_long_a_proposal_takes() {
    let english = &SITE.pages["/en/opportunities/accessible-date-picker/"];
    let french = &SITE.pages["/fr/possibilites/selecteur-de-date-accessible/"];
    for (page, texts) in [
        (english, ["About $118 an hour", "About 1\u{a0}h\u{a0}20"]),
        (french, ["Environ 118\u{a0}$", "Environ 1\u{a0}h\u{a0}20"]),
    ] {
        for text in texts {
            assert!(page.contains(text), "{text} is not in {page}");
        }
    }
}

/// The size of a file as it goes over the wire, in bytes.
fn compressed(file: &std::path::Path) -> usize {
    let output = Command::new("gzip").args(["-9", "--stdout"]).arg(file).output().unwrap();
    assert!(output.status.success());
    output.stdout.len()
}

/// Ten kilobytes in all, as they go over the wire.
#[test]
fn the_scripts_of_the_theme_stay_small() {
    let scripts = std::fs::read_dir(SITE.out.join("assets")).unwrap().map(|entry| entry.unwrap().path());
    let scripts: Vec<_> = scripts.filter(|path| path.extension().is_some_and(|extension| extension == "js")).collect();
    assert!(scripts.len() >= 2, "{scripts:?}");
    let size: usize = scripts.iter().map(|path| compressed(path)).sum();
    assert!(size <= 10_000, "{size} bytes");
}

#[test]
fn a_department_s_theme_changes_single_files_of_ours() {
    let site = SiteCopy::new();
    site.edit("site.toml", "theme = \"devex\"", "theme = \"pco\"");
    site.write("themes/pco/templates/partials/mark.html", b"<b>PCO</b>\n");
    let build = || devex(&["--root", site.root().to_str().unwrap(), "--now", NOW, "build"]);
    let built = build();
    assert_eq!(built.status, 0, "{}", built.err);
    let home = site.read("public/fr/index.html");
    assert!(home.contains("<b>PCO</b>") && home.contains("/assets/devex.css?v="), "{home}");

    // What is wrong is told of the file that is used.
    site.write("themes/pco/templates/partials/mark.html", b"<b>{{ site.nom }}</b>\n");
    assert!(build().err.contains("themes/pco/templates/partials/mark.html:1:"));
    site.write("themes/pco/templates/partials/mark.html", b"");
    site.edit("themes/devex/templates/home.html", "{{ lead }}", "{{ leed }}");
    assert!(build().err.contains("themes/devex/templates/home.html:"));
}

#[test]
fn pages_say_to_programs_what_they_are() {
    let mut demands = 0;
    for (url, lang, document) in language_pages().filter(|(_, _, document)| is_indexed(document)) {
        let data = texts(&document, "script[type='application/ld+json']");
        let data: serde_json::Value = serde_json::from_str(&data[0]).unwrap_or_else(|error| panic!("{url}: {error}"));
        let graph = data["@graph"].as_array().unwrap();
        let of_type = |name: &str| graph.iter().find(|thing| thing["@type"] == name);
        if let Some(breadcrumb) = of_type("BreadcrumbList") {
            let here = breadcrumb["itemListElement"].as_array().unwrap().last().unwrap();
            assert_eq!(here["item"], format!("https://devex.example.org{url}"), "{url}");
        } else {
            assert!(of_type("WebSite").is_some() && of_type("Dataset").is_some(), "{url}");
        }
        if let Some(page) = of_type("WebPage") {
            let demand = &page["mainEntity"];
            assert_eq!((&demand["@type"], &page["inLanguage"]), (&"Demand".into(), &format!("{lang}-CA").into()));
            assert_eq!(demand["priceSpecification"]["valueAddedTaxIncluded"], false, "{url}");
            demands += 1;
        }
        assert_eq!(
            all(&document, "meta[property='og:url']")[0].attr("content").unwrap(),
            format!("https://devex.example.org{url}")
        );
        let manifest = all(&document, "link[rel=manifest]")[0].attr("href").unwrap().to_owned();
        let manifest = std::fs::read_to_string(SITE.out.join(manifest.trim_start_matches('/'))).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        assert_eq!(manifest["start_url"], format!("/{lang}/"));
    }
    assert_eq!(demands, 20, "ten opportunities in two languages");
}

/// The first round trip of a connection carries some 14 kB.
#[test]
fn every_page_that_visitors_come_to_fits_the_first_round_trip_with_its_style_sheet() {
    const LIMIT: usize = 14_336;
    let css = compressed(&SITE.out.join("assets/devex.css"));
    let size = |url: &str| css + compressed(&SITE.out.join(format!("{}index.html", url.trim_start_matches('/'))));
    let kinds = ["opportunities", "possibilites", "search", "recherche", "calendar", "calendrier"];
    let is_one = |url: &str| url.split('/').nth(2).is_some_and(|kind| kind.is_empty() || kinds.contains(&kind));
    let sizes = SITE.pages.keys().filter(|url| is_one(url)).map(|url| (size(url), url));
    let heavy: Vec<_> = sizes.filter(|(size, _)| *size > LIMIT).collect();
    assert!(heavy.is_empty(), "{css} bytes of CSS; {heavy:?}");
}
