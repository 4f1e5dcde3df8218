//! Takes pictures of the site, as `tests/screenshot` says.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tests::{EXTREMES, PAGE_KINDS, PICTURES, PageKind, Server, SiteCopy, Visit};

#[tokio::main]
async fn main() {
    let args: Vec<_> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--accept"] => accept().await,
        [] => take_all(Path::new("target/screenshots/all"), &[]).await,
        [dir, ref kinds @ ..] if !dir.starts_with('-') => take_all(Path::new(dir), kinds).await,
        _ => {
            eprintln!("usage: tests/screenshot [DIR [KIND…] | --accept]");
            std::process::exit(2);
        }
    }
}

/// Puts the pictures of the repository in place as pages look now.
async fn accept() {
    let visit = Visit::start(true, 1280).await;
    for picture in PICTURES {
        fs::write(picture.file(), picture.take(&visit).await).unwrap();
        println!("{}", picture.file().display());
    }
    visit.end().await;
}

/// Takes pictures of whole pages of these kinds, or of all, in every way, with an index to look through them.
async fn take_all(dir: &Path, kinds: &[&str]) {
    fs::create_dir_all(dir).unwrap();
    let (site, data) = (SiteCopy::with_extremes(), tempfile::tempdir().unwrap());
    let visit = Visit::of(Server::start(site.root(), data.path()), data, true, 1280).await;
    let mut index = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Pictures of all pages</title>\n\
         <style>img { height: 20rem; object-fit: cover; object-position: top; border: 1px solid }</style>\n",
    );
    let all = PAGE_KINDS.iter().chain(&EXTREMES);
    for kind in all.filter(|kind| kinds.is_empty() || kinds.contains(&kind.name)) {
        write!(index, "<h2>{}</h2>\n<p>", kind.name).unwrap();
        for lang in ["en", "fr"] {
            visit.resize(1280, 844).await;
            visit.show(kind, lang).await;
            for name in take_in_every_way(&visit, dir, kind, lang).await {
                writeln!(index, "<a href=\"{name}\"><img src=\"{name}\" alt=\"{name}\" loading=\"lazy\"></a>").unwrap();
            }
        }
        println!("{}", kind.name);
    }
    fs::write(dir.join("index.html"), index).unwrap();
    println!("{}", dir.join("index.html").display());
    visit.end().await;
}

/// Takes pictures of the page that is open, at each width and in each colour scheme. Returns their names.
async fn take_in_every_way(visit: &Visit, dir: &Path, kind: &PageKind, lang: &str) -> Vec<String> {
    let mut names = Vec::new();
    for width in [390, 768, 1280] {
        for scheme in ["light", "dark"] {
            visit.emulate("", &[("prefers-color-scheme", scheme)]).await;
            visit.resize(width, 844).await;
            let height = visit.script("return document.documentElement.scrollHeight").await.as_u64().unwrap();
            visit.resize(width, u32::try_from(height).unwrap()).await;
            let name = format!("{}-{lang}-{width}-{scheme}.png", kind.name);
            fs::write(dir.join(&name), visit.client.screenshot().await.unwrap()).unwrap();
            names.push(name);
        }
    }
    names
}
