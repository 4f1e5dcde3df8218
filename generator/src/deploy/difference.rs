//! What is to be sent to the bucket of a site, and what is to go from it.

use std::collections::BTreeMap;

/// The files of a site with the MD5 of each, as S3 names a file's content (`ETag`) when it was sent in one piece. One that
/// was not has another name, and is sent again.
pub(super) type Digests = BTreeMap<String, String>;

/// How the bucket differs from the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// In the order in which they are sent.
    pub(crate) uploads: Vec<Upload>,
    /// Files that are no longer part of the site.
    pub(crate) deletions: Vec<String>,
    /// How many files are in the bucket as they are to be.
    pub(crate) unchanged: usize,
}

/// A file to send.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Upload {
    pub(super) wave: Wave,
    pub(crate) key: String,
    /// Whether there is none of this name yet.
    pub(crate) is_new: bool,
}

/// The file that is sent after all others, and with it by which rules they were sent. Every site has it.
pub(super) const LAST: &str = "404.html";

/// When a file is sent: after all of the waves before. Whoever stops between any two files leaves a site of which every
/// page has what it needs and leads to what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wave {
    /// No page leads there yet.
    NewAsset,
    /// Before every page that asks for it by its fingerprint: under that address, it is kept for a year as it was first found.
    Asset,
    NewPage,
    Page,
    Last,
}

impl Wave {
    fn of(key: &str, is_new: bool) -> Self {
        match (key.ends_with(".html"), is_new) {
            _ if key == LAST => Self::Last,
            (false, true) => Self::NewAsset,
            (true, true) => Self::NewPage,
            (false, false) => Self::Asset,
            (true, false) => Self::Page,
        }
    }
}

/// Compares what is here with what is there. If that was sent by other rules, everything is sent again.
pub(super) fn difference(here: &Digests, there: &Digests, by_the_same_rules: bool) -> Difference {
    let is_there = |(key, digest): &(&String, &String)| by_the_same_rules && there.get(*key) == Some(*digest);
    let uploads = here.iter().filter(|file| !is_there(file)).map(|(key, _)| {
        let is_new = !there.contains_key(key);
        Upload { wave: Wave::of(key, is_new), key: key.clone(), is_new }
    });
    let mut uploads: Vec<_> = uploads.collect();
    uploads.sort();
    let deletions = there.keys().filter(|key| !here.contains_key(*key)).cloned().collect();
    Difference { unchanged: here.len() - uploads.len(), uploads, deletions }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digests(files: &[(&str, &str)]) -> Digests {
        files.iter().map(|(key, digest)| ((*key).to_owned(), (*digest).to_owned())).collect()
    }

    #[test]
    fn what_pages_need_comes_before_them_and_what_is_new_before_what_changed() {
        let there = digests(&[("a.css", "1"), ("en/index.html", "1"), ("en/old/index.html", "1"), ("same.png", "1")]);
        let here = digests(&[
            ("404.html", "1"),
            ("a.css", "2"),
            ("b.js", "1"),
            ("en/index.html", "2"),
            ("en/new/index.html", "1"),
            ("en/new/picture.png", "1"),
            ("same.png", "1"),
        ]);
        let found = difference(&here, &there, true);
        let order: Vec<_> = found.uploads.iter().map(|upload| (upload.wave, upload.key.as_str())).collect();
        let expected = [
            (Wave::NewAsset, "b.js"),
            (Wave::NewAsset, "en/new/picture.png"),
            (Wave::Asset, "a.css"),
            (Wave::NewPage, "en/new/index.html"),
            (Wave::Page, "en/index.html"),
            (Wave::Last, "404.html"),
        ];
        assert_eq!(order, expected);
        assert_eq!(found.deletions, ["en/old/index.html"]);
        assert_eq!(found.unchanged, 1);
    }

    #[test]
    fn nothing_is_to_do_when_both_are_the_same() {
        let files = digests(&[("a", "1"), ("b", "2")]);
        assert_eq!(difference(&files, &files, true), Difference { unchanged: 2, ..Difference::default() });
        // Other rules are another site.
        let found = difference(&files, &files, false);
        assert_eq!((found.uploads.len(), found.unchanged), (2, 0));
        assert!(found.uploads.iter().all(|upload| !upload.is_new));
    }

    #[test]
    fn a_file_that_was_sent_in_pieces_is_sent_again() {
        let found = difference(&digests(&[("a", "0cc1")]), &digests(&[("a", "0cc1-2")]), true);
        assert_eq!(found.uploads.len(), 1);
    }
}
