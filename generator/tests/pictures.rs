//! The pictures that stand for a site elsewhere: those of shared links, and its icons.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::Site;
use generator::build::{BuildError, Options, build};
use generator::diagnostic::report::report;
use insta::assert_snapshot;
use submit_fn::shared::lang::Lang;

const FACTS: &str = "content/opportunities/first/opportunity.yaml";
const ENGLISH: &str = "public/en/opportunities/first";
const FRENCH: &str = "public/fr/possibilites/premier-travail";
const CANCELLED: &str = "cancelled: { date: 2026-11-12, en: The need is gone., fr: Le besoin a disparu. }\namendments:";

fn built() -> Site {
    let site = Site::new();
    site.build().unwrap();
    site
}

/// The values of the Open Graph of a page, by name.
fn open_graph(page: &str) -> BTreeMap<&str, &str> {
    let tags = page.split("<meta property=\"").skip(1);
    tags.filter_map(|tag| tag.split_once("\">")?.0.split_once("\" content=\"")).collect()
}

/// The width and the height of a PNG, and its pixels as red, green, blue and opacity.
fn decoded(png: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (info.width, info.height, pixels)
}

fn size(png: &[u8]) -> (u32, u32) {
    let (width, height, _) = decoded(png);
    (width, height)
}

fn bytes(site: &Site, file: &str) -> Vec<u8> {
    fs::read(site.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The file of the picture that a page names, by its path below `public`.
fn named(page: &str) -> String {
    let url = open_graph(page)["og:image"].strip_prefix("https://exchange.example.org/").unwrap();
    url.split_once("?v=").unwrap().0.to_owned()
}

#[test]
fn every_page_names_a_picture_that_is_there() {
    let site = built();
    for (page, picture, alt) in [
        (
            format!("{ENGLISH}/index.html"),
            "en/opportunities/first/picture.png",
            "First work – Fisheries. Fixed price, before taxes: $8,200. Closing date: December 1, 2026, 2:00\u{a0}pm\u{a0}ET.",
        ),
        (
            format!("{FRENCH}/index.html"),
            "fr/possibilites/premier-travail/picture.png",
            "Premier travail – Pêches. Prix fixe, avant les taxes\u{a0}: 8\u{a0}200\u{a0}$. Date de fermeture\u{a0}: \
             1er\u{a0}décembre 2026, 14\u{a0}h\u{a0}HE.",
        ),
        ("public/en/about/index.html".into(), "en/picture.png", "Exchange. Small contracts."),
        ("public/fr/index.html".into(), "fr/picture.png", "Carrefour. De petits contrats."),
    ] {
        let text = site.read(&page);
        let tags = open_graph(&text);
        assert_eq!((named(&text).as_str(), tags["og:image:alt"]), (picture, alt), "{page}");
        assert_eq!((tags["og:image:width"], tags["og:image:height"]), ("1200", "630"), "{page}");
        assert!(text.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"), "{page}");
        let picture = bytes(&site, &format!("public/{picture}"));
        assert_eq!(size(&picture), (1200, 630), "{page}");
        assert!(picture.len() < 60_000, "{page}: {} bytes", picture.len());
    }
    // What no search engine may list is not shared either.
    assert!(!site.read(&format!("{ENGLISH}/proposal/index.html")).contains("og:image"));
}

#[test]
fn what_is_cancelled_says_so_instead_of_when_it_closes() {
    let site = built();
    let open = bytes(&site, &format!("{FRENCH}/picture.png"));
    site.edit(FACTS, "amendments:", CANCELLED);
    site.build().unwrap();
    assert_ne!(bytes(&site, &format!("{FRENCH}/picture.png")), open);
    let page = site.read(&format!("{FRENCH}/index.html"));
    assert_eq!(open_graph(&page)["og:image:alt"], "Premier travail – Pêches. Cette possibilité a été annulée.");
}

#[test]
fn what_is_over_has_the_picture_of_the_site() {
    let site = built();
    assert!(site.path(&format!("{ENGLISH}/picture.png")).exists());
    site.edit(FACTS, "amendments:", CANCELLED);
    // A day after it was to close.
    let (root, out, bundle) = (site.path(""), site.path("public"), site.path("bundle"));
    let now = "2026-12-02T20:00:00Z".parse().unwrap();
    let options =
        Options { root, out, bundle, now, drafts: false, preview: false, local: None, cache: false, compress: false };
    build(&options, &|_| {}).unwrap();
    assert!(!site.path(&format!("{ENGLISH}/picture.png")).exists());
    assert_eq!(named(&site.read(&format!("{ENGLISH}/index.html"))), "en/picture.png");
}

#[test]
fn the_address_of_a_picture_changes_with_what_it_shows() {
    let site = built();
    let address = |site: &Site| {
        let page = site.read(&format!("{ENGLISH}/index.html"));
        open_graph(&page)["og:image"].to_owned()
    };
    let before = address(&site);
    site.edit("content/opportunities/first/en.md", "Some context.", "Some other context.");
    site.build().unwrap();
    assert_eq!(address(&site), before);
    site.edit("content/opportunities/first/en.md", "title: First work", "title: Another work");
    site.build().unwrap();
    assert_ne!(address(&site), before);
}

#[test]
fn the_icon_of_the_theme_is_there_for_whatever_takes_no_drawing() {
    let site = built();
    let manifest: serde_json::Value = serde_json::from_str(&site.read("public/fr/site.webmanifest")).unwrap();
    for icon in manifest["icons"].as_array().unwrap() {
        let file = icon["src"].as_str().unwrap().split_once('?').unwrap().0;
        let icon_bytes = bytes(&site, &format!("public{file}"));
        if icon["type"] == "image/png" {
            let (width, height) = size(&icon_bytes);
            assert_eq!(icon["sizes"], format!("{width}x{height}"), "{file}");
        }
    }
    // Where devices look for it, whatever pages say.
    assert_eq!(size(&bytes(&site, "public/apple-touch-icon.png")), (180, 180));

    let icon = bytes(&site, "public/favicon.ico");
    assert_eq!(icon[..6], [0, 0, 1, 0, 3, 0]);
    let entries = icon[6..].chunks_exact(16).take(3).map(|entry| {
        let number = |at: usize| u32::from_le_bytes(entry[at..at + 4].try_into().unwrap()) as usize;
        let (length, start) = (number(8), number(12));
        (u32::from(entry[0]), size(&icon[start..start + length]))
    });
    assert_eq!(entries.collect::<Vec<_>>(), [16, 32, 48].map(|side| (side, (side, side))));
}

/// A device cuts the corners of these: what is behind the icon reaches into them.
#[test]
fn icons_that_are_cut_into_shapes_fill_their_square() {
    let site = built();
    for file in ["public/apple-touch-icon.png", "public/icon-maskable.png"] {
        let (_, _, pixels) = decoded(&bytes(&site, file));
        let corners = [&pixels[..4], &pixels[pixels.len() - 4..]];
        assert_eq!(corners, [[0x14, 0x52, 0x2b, 0xff]; 2], "{file}");
    }
}

#[test]
fn a_theme_has_drawings_of_its_own_and_its_mistakes_are_told_of_their_line() {
    let site = Site::new();
    site.edit("site.toml", "theme = \"devex\"", "theme = \"dfo\"");
    let own = "themes/dfo/templates/pictures/site.svg";
    fs::create_dir_all(site.path(own).parent().unwrap()).unwrap();
    site.write(own, b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">\n  <rect width=\"40\" height=\"20\"/>\n</svg>\n");
    site.build().unwrap();
    let picture = bytes(&site, "public/en/picture.png");
    assert_eq!(size(&picture), (1200, 630));
    assert!(picture.len() < 4_000, "one colour takes {} bytes", picture.len());

    site.edit(own, "height=\"20\"/>", "height=\"20\">");
    let Err(BuildError::Problems(problems)) = site.build() else { panic!("it was built") };
    assert_snapshot!(Lang::BOTH.map(|lang| report(&problems, lang, false)).join("\n\n"));
}

/// Pages are written with the reader's own fonts.
#[test]
fn fonts_stay_in_the_theme() {
    let site = built();
    let is_font = |path: &Path| path.extension().is_some_and(|extension| extension == "ttf" || extension == "otf");
    let fonts = |folder: &str| {
        let all = walkdir::WalkDir::new(site.path(folder)).into_iter().map(Result::unwrap);
        all.filter(|entry| is_font(entry.path())).count()
    };
    assert_eq!((fonts("public"), fonts("themes")), (0, 2));
}

#[test]
fn the_same_pictures_are_made_whatever_works_at_the_same_time() {
    let site = built();
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    alone.install(|| site.build_to("other", "bundle")).unwrap();
    for file in ["en/picture.png", "fr/possibilites/premier-travail/picture.png", "favicon.ico", "icon-512.png"] {
        assert!(bytes(&site, &format!("public/{file}")) == bytes(&site, &format!("other/{file}")), "{file}");
    }
}
