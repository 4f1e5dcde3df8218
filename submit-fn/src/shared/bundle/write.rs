//! Writing a bundle over the one that is there.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::contents::{Opportunity, Site};
use super::data_file::DataFile;
use super::files::{BundleError, Head, Lines, SITE, is_leftover, unfinished};

/// An opportunity as the line of a bundle: JSON without a line feed.
///
/// # Errors
/// If a value cannot be represented in JSON.
pub fn line(opportunity: &Opportunity) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(opportunity)
}

/// Writes a bundle into the folder `dir`, replacing the one that is there. `lines` are the ids of the opportunities
/// with what [`line()`] returns for each. The bytes depend on the arguments alone; if they are the same as before,
/// nothing is written.
///
/// Whenever this is interrupted, the folder holds the old bundle or the new one. A reader that has the old one open
/// goes on with it.
///
/// # Errors
/// If a file cannot be read or written, or the site cannot be represented in JSON.
pub fn write(dir: &Path, site: &Site, lines: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<(), BundleError> {
    fs::create_dir_all(dir).map_err(BundleError::at(dir))?;
    let path = dir.join(SITE);
    // What cannot be read is replaced.
    let current = fs::read(&path).unwrap_or_default();
    let (data, lines) = write_data(dir, data_file_of(&current), lines)?;
    let head = serde_json::to_vec(&Head { site, data: data.clone(), lines })
        .map_err(|source| BundleError::Json { path: path.clone(), source })?;
    if head != current {
        let new = dir.join(unfinished(SITE));
        fs::write(&new, head).and_then(|()| fs::rename(&new, &path)).map_err(BundleError::at(&path))?;
    }
    remove_leftovers(dir, &data);
    Ok(())
}

/// The name of the data file that a `site.json` refers to.
fn data_file_of(head: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Reference {
        data: String,
    }
    serde_json::from_slice(head).ok().map(|Reference { data }| data)
}

fn write_data(
    dir: &Path,
    current: Option<String>,
    lines: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> Result<(String, Lines), BundleError> {
    let mut file = DataFile::start(dir, current);
    let mut places = Lines::new();
    for (id, line) in lines {
        places.insert(id, file.append(&line)?);
    }
    Ok((file.finish()?, places))
}

/// Removes what no reader will open any more. A file that cannot be removed does no harm: the next write tries again.
fn remove_leftovers(dir: &Path, data_file: &str) {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(|name| is_leftover(name, data_file))) {
        let _ = fs::remove_file(entry.path());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs::File;
    use std::thread;
    use std::time::SystemTime;

    use tempfile::TempDir;

    use super::super::contents::fixtures::{both, opportunity, site};
    use super::super::read::Bundle;
    use super::*;

    fn titled(id: &str, title: &str) -> Opportunity {
        Opportunity { id: id.into(), title: both(title), ..opportunity() }
    }

    fn write_all(dir: &TempDir, opportunities: &[Opportunity]) -> Result<(), BundleError> {
        let lines = opportunities.iter().map(|opportunity| (opportunity.id.clone(), line(opportunity).unwrap()));
        write(dir.path(), &site(), lines)
    }

    fn assert_holds(bundle: &Bundle, opportunities: &[Opportunity]) {
        for opportunity in opportunities {
            assert_eq!(bundle.opportunity(&opportunity.id).unwrap().as_ref(), Some(opportunity));
        }
    }

    fn files(dir: &TempDir) -> BTreeSet<String> {
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn each_opportunity_is_read_from_its_own_line() {
        let dir = TempDir::new().unwrap();
        let opportunities = ["a", "é", "c"].map(|id| titled(id, &format!("Title of {id}\n")));
        write_all(&dir, &opportunities).unwrap();
        let bundle = Bundle::open(dir.path()).unwrap();
        assert_holds(&bundle, &opportunities);
        assert_eq!(bundle.opportunity("b").unwrap(), None);
    }

    #[test]
    fn a_write_that_is_interrupted_before_its_last_rename_leaves_the_old_bundle() {
        let dir = TempDir::new().unwrap();
        let old = [titled("a", "Old"), titled("b", "Old too")];
        let new = [titled("a", "A new and longer title"), titled("c", "New"), titled("b", "Old too")];
        write_all(&dir, &old).unwrap();

        // The new data file is in its place when the write fails at `site.json`.
        let obstacle = dir.path().join(unfinished(SITE));
        fs::create_dir(&obstacle).unwrap();
        assert!(matches!(write_all(&dir, &new), Err(BundleError::Io { .. })));
        assert_eq!(files(&dir).iter().filter(|name| name.ends_with(".ndjson")).count(), 2);
        let bundle = Bundle::open(dir.path()).unwrap();
        assert_holds(&bundle, &old);
        assert_eq!(bundle.opportunity("c").unwrap(), None);

        fs::remove_dir(&obstacle).unwrap();
        write_all(&dir, &new).unwrap();
        assert_holds(&Bundle::open(dir.path()).unwrap(), &new);
    }

    #[test]
    fn what_interrupted_writes_left_is_replaced_and_removed() {
        let dir = TempDir::new().unwrap();
        let opportunities = [titled("a", "A")];
        for name in ["opportunities.new", "site.json.new", "opportunities-00.ndjson", "of-someone-else.ndjson"] {
            fs::write(dir.path().join(name), "half a li").unwrap();
        }
        write_all(&dir, &opportunities).unwrap();
        assert_holds(&Bundle::open(dir.path()).unwrap(), &opportunities);
        let names = files(&dir);
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(names.contains("of-someone-else.ndjson"), "{names:?}");
    }

    #[test]
    fn a_reader_goes_on_with_the_bundle_that_it_opened() {
        let dir = TempDir::new().unwrap();
        let old = [titled("a", "Old")];
        write_all(&dir, &old).unwrap();
        let bundle = Bundle::open(dir.path()).unwrap();
        write_all(&dir, &[titled("a", "New"), titled("b", "New")]).unwrap();
        assert_holds(&bundle, &old);
        assert_eq!(bundle.opportunity("b").unwrap(), None);
    }

    #[test]
    fn the_same_bundle_is_not_written_again() {
        let dir = TempDir::new().unwrap();
        let opportunities = [titled("a", "A"), titled("b", "B")];
        write_all(&dir, &opportunities).unwrap();
        // The folder too: its time would be that of a temporary file.
        let paths: Vec<_> =
            files(&dir).iter().map(|name| dir.path().join(name)).chain([dir.path().to_owned()]).collect();
        for path in &paths {
            File::open(path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        }
        write_all(&dir, &opportunities).unwrap();
        for path in &paths {
            let modified = fs::metadata(path).unwrap().modified().unwrap();
            assert_eq!(modified, SystemTime::UNIX_EPOCH, "{}", path.display());
        }
    }

    #[test]
    fn the_files_depend_on_the_content_and_not_on_what_was_there() {
        let fresh = |opportunities: &[Opportunity]| {
            let dir = TempDir::new().unwrap();
            write_all(&dir, opportunities).unwrap();
            dir
        };
        let contents = |dir: &TempDir| -> Vec<_> {
            files(dir).into_iter().map(|name| (fs::read(dir.path().join(&name)).unwrap(), name)).collect()
        };
        let (a, b, c) = (titled("a", "A"), titled("b", "B"), titled("c", "C"));
        let changed = titled("b", "Changed");
        let before = [a.clone(), b.clone(), c.clone()];
        for after in [
            vec![a.clone(), changed, c.clone()],
            vec![a.clone(), b.clone()],
            vec![a.clone(), b.clone(), c.clone(), titled("d", "D")],
            vec![c, b, a],
            vec![],
        ] {
            let dir = fresh(&before);
            write_all(&dir, &after).unwrap();
            assert!(contents(&dir) == contents(&fresh(&after)), "{after:?}");
            assert_holds(&Bundle::open(dir.path()).unwrap(), &after);
        }
    }

    #[test]
    fn a_reader_that_opens_while_bundles_are_replaced_gets_a_whole_one() {
        let dir = TempDir::new().unwrap();
        let version = |n: usize| [titled("a", &"a".repeat(n)), titled("b", &format!("{n}"))];
        write_all(&dir, &version(0)).unwrap();
        thread::scope(|scope| {
            let writer = scope.spawn(|| (1..300).for_each(|n| write_all(&dir, &version(n)).unwrap()));
            while !writer.is_finished() {
                let bundle = Bundle::open(dir.path()).unwrap();
                let n = bundle.opportunity("b").unwrap().unwrap().title.en.trim_end_matches(" en").parse().unwrap();
                assert_holds(&bundle, &version(n));
            }
        });
    }

    #[test]
    fn a_bundle_without_its_data_file_cannot_be_opened() {
        let dir = TempDir::new().unwrap();
        write_all(&dir, &[]).unwrap();
        let data = files(&dir).into_iter().find(|name| name != SITE).unwrap();
        fs::remove_file(dir.path().join(&data)).unwrap();
        assert!(matches!(Bundle::open(dir.path()), Err(BundleError::Io { path, .. }) if path.ends_with(&data)));
    }
}
