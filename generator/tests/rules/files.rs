//! What is in the place of a file: links, pipes, folders, wrong images.

use std::fs;

use generator::diagnostic::{Code, Diagnostic};
use insta::assert_snapshot;

use crate::common::Site;
use crate::{ENGLISH, FRENCH};

#[test]
fn a_folder_whose_name_is_no_address() {
    let site = Site::new();
    site.copy("content/terms/plain", "content/terms/Modalités 2");
    assert_snapshot!(site.both_reports());
}

/// What a link leads to must neither be published nor be quoted.
const SECRET: &str = "title: a secret of the machine";

#[test]
#[cfg(unix)]
fn a_link_out_of_the_site_is_reported_and_what_it_leads_to_is_not_read() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret");
    fs::write(&secret, format!("<svg>{SECRET}\n")).unwrap();
    fs::create_dir(outside.path().join("folder")).unwrap();
    fs::write(outside.path().join("folder/en.md"), SECRET).unwrap();

    let site = Site::new();
    symlink(&secret, site.path("content/opportunities/first/chart.svg")).unwrap();
    site.remove("content/skills.yaml");
    symlink(&secret, site.path("content/skills.yaml")).unwrap();
    site.remove("content/pages/about/fr.md");
    symlink(&secret, site.path("content/pages/about/fr.md")).unwrap();
    symlink(outside.path().join("folder"), site.path("content/teams/foreign")).unwrap();
    symlink(outside.path().join("folder"), site.path("themes/devex/assets/foreign")).unwrap();
    symlink(&secret, site.path("themes/devex/assets/secret.txt")).unwrap();
    let found: Vec<_> = site
        .diagnostics()
        .into_iter()
        .filter(|found| found.code() == Code::E0107)
        .map(|found| found.file.to_string_lossy().into_owned())
        .collect();
    assert_eq!(
        found,
        [
            "content/opportunities/first/chart.svg",
            "content/pages/about/fr.md",
            "content/skills.yaml",
            "content/teams/foreign",
            "themes/devex/assets/foreign",
            "themes/devex/assets/secret.txt",
        ]
    );
    let reports = site.both_reports();
    assert!(!reports.contains(SECRET) && !reports.contains(&*outside.path().to_string_lossy()), "{reports}");
    assert!(site.build().is_err());
}

#[test]
#[cfg(unix)]
fn folders_that_are_links_out_of_the_site_are_not_listed() {
    for folder in ["content", "content/terms", "themes/devex", "themes/devex/strings"] {
        let site = Site::new();
        let outside = tempfile::tempdir().unwrap();
        let moved = outside.path().join("moved");
        fs::rename(site.path(folder), &moved).unwrap();
        std::os::unix::fs::symlink(&moved, site.path(folder)).unwrap();
        let found = site.diagnostics();
        assert!(found.iter().any(|found| found.code() == Code::E0107), "{folder}: {}", site.both_reports());
    }
}

#[test]
#[cfg(unix)]
fn links_within_the_site_are_followed() {
    use std::os::unix::fs::symlink;

    let site = Site::new();
    for (folder, file) in [("content/terms", "plain"), ("content/pages/about", "fr.md"), ("themes", "devex")] {
        site.rename(&format!("{folder}/{file}"), "moved");
        fs::create_dir_all(site.path("shared")).unwrap();
        site.rename("moved", &format!("shared/{file}"));
        symlink(site.path(&format!("shared/{file}")), site.path(&format!("{folder}/{file}"))).unwrap();
    }
    assert_eq!(site.both_reports(), "");
    site.build().unwrap();
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_site() {
    let site = Site::new();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path("content/opportunities/second")).unwrap();
    assert_snapshot!(site.both_reports());
}

#[test]
#[cfg(unix)]
fn a_pipe_and_a_socket_in_the_place_of_files() {
    let site = Site::new();
    site.remove(FRENCH);
    let pipe = std::process::Command::new("mkfifo").arg(site.path(FRENCH)).status().unwrap();
    assert!(pipe.success());
    let _socket = std::os::unix::net::UnixListener::bind(site.path("content/teams/tides/map.png")).unwrap();
    assert_snapshot!(site.both_reports());
}

#[test]
fn files_larger_than_their_limits() {
    let site = Site::new();
    let grow = |file: &str, begin: &[u8], size: usize| {
        let mut bytes = begin.to_vec();
        bytes.resize(size, b'\n');
        site.write(file, &bytes);
    };
    let text = site.read(ENGLISH);
    grow(ENGLISH, text.as_bytes(), 1 << 20);
    grow("content/teams/tides/map.png", b"\x89PNG\r\n\x1a\n", 5 << 20);
    grow("themes/devex/assets/film", b"", 5 << 20);
    assert_eq!(site.both_reports(), "");
    grow(ENGLISH, text.as_bytes(), (1 << 20) + 1);
    grow("content/teams/tides/map.png", b"\x89PNG\r\n\x1a\n", (5 << 20) + 1);
    grow("themes/devex/assets/film", b"", (5 << 20) + 1);
    assert_snapshot!(site.both_reports());
}

#[test]
fn files_that_are_not_the_images_that_their_names_say() {
    let site = Site::new();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for name in ["a.svg", "b.jpg", "c.jpeg", "d.webp"] {
        site.write(&format!("content/teams/tides/{name}"), png);
    }
    site.write("content/teams/tides/e.png", b"<!DOCTYPE html>");
    site.write("content/teams/tides/f.png", png);
    site.write("content/teams/tides/g.jpg", b"\xff\xd8\xff\xe0");
    site.write("content/teams/tides/h.webp", b"RIFF\x10\0\0\0WEBPVP8 ");
    assert_snapshot!(site.both_reports());
}

#[test]
fn images_that_do_more_than_draw() {
    let site = Site::new();
    for (name, within) in [
        ("a", "<script>alert(1)</script>"),
        ("b", "<g onclick='alert(1)'/>"),
        ("c", "<a href='javascript:alert(1)'/>"),
        ("d", "<image href='https://example.org/map.png'/>"),
        ("e", "<foreignObject/>"),
        ("f", "<?xml-stylesheet href='a.css'?>"),
    ] {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg'>{within}</svg>");
        site.write(&format!("content/teams/tides/{name}.svg"), text.as_bytes());
    }
    site.write("content/teams/tides/g.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>");
    assert_snapshot!(site.both_reports());
}

#[test]
fn a_folder_in_the_place_of_a_file() {
    let site = Site::new();
    site.remove("content/skills.yaml");
    fs::create_dir(site.path("content/skills.yaml")).unwrap();
    let found = site.diagnostics();
    assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), [Code::E0101]);
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_to_itself() {
    let site = Site::new();
    std::os::unix::fs::symlink(".", site.path("content/opportunities/first/again")).unwrap();
    std::os::unix::fs::symlink("nowhere", site.path("content/opportunities/first/chart.svg")).unwrap();
    assert_snapshot!(site.both_reports());
}
