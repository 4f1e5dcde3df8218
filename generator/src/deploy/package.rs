//! What Lambda runs, in one file: the program, what it knows of the site, and what it was made of.

use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use submit_fn::shared::hex::hex;
use walkdir::{DirEntry, WalkDir};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::{DeployError, read_failed};
use crate::write::MANIFEST;

/// A package. The same parts make the same bytes.
pub(super) struct Package {
    /// What it is called in the bucket: after its content, so that one that is there need not be sent again.
    pub(super) key: String,
    pub(super) bytes: Vec<u8>,
}

/// What makes one deployment another one than the last, although program and bundle may be the same: Lambda publishes no
/// version of what has not changed, and every commit, and every change of parameters, is to be a version.
pub(super) struct Stamp<'s> {
    pub(super) commit: &'s str,
    pub(super) parameters: &'s [(String, String)],
}

impl Stamp<'_> {
    /// The parameters are in it as a digest: some are secret.
    fn text(&self) -> String {
        if self.parameters.is_empty() {
            return format!("{}\n", self.commit);
        }
        let mut digest = Sha256::new();
        for (name, value) in self.parameters {
            digest.update(format!("{name}={value}\0"));
        }
        format!("{}\nparameters {}\n", self.commit, hex(&digest.finalize()))
    }
}

/// Packs a program and the files of a bundle.
pub(super) fn pack(program: &Path, bundle: &Path, stamp: &Stamp<'_>) -> Result<Package, DeployError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let read = |path: &Path| fs::read(path).map_err(read_failed(path));
    add(&mut zip, "bootstrap", &read(program)?, 0o755)?;
    add(&mut zip, "deployed", stamp.text().as_bytes(), 0o644)?;
    for file in files(bundle)? {
        // A file that was found in a folder is in it.
        let name = file.strip_prefix(bundle).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        add(&mut zip, &format!("bundle/{name}"), &read(&file)?, 0o644)?;
    }
    let bytes = zip.finish().map_err(|error| DeployError::Package(error.into()))?.into_inner();
    Ok(Package { key: format!("devex/{}.zip", hex(&Sha256::digest(&bytes))), bytes })
}

fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8], mode: u32) -> Result<(), DeployError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(mode)
        .last_modified_time(DateTime::default());
    let started = zip.start_file(name, options).map_err(io::Error::from);
    started.and_then(|()| zip.write_all(bytes)).map_err(DeployError::Package)
}

/// The files that a build wrote into a folder, in the order of their names, without its record of them.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, DeployError> {
    let mut files = Vec::new();
    let is_record = |entry: &DirEntry| entry.depth() == 1 && entry.file_name() == MANIFEST;
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !is_record(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            DeployError::Read { path, error: error.into() }
        })?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn stamp<'s>(commit: &'s str, parameters: &'s [(String, String)]) -> Stamp<'s> {
        Stamp { commit, parameters }
    }

    #[test]
    fn the_same_parts_are_the_same_package_and_other_ones_another() {
        let dir = tempfile::tempdir().unwrap();
        let (program, bundle) = (dir.path().join("program"), dir.path().join("bundle"));
        fs::write(&program, "program").unwrap();
        fs::create_dir(&bundle).unwrap();
        fs::write(bundle.join("site.json"), "{}").unwrap();
        fs::write(bundle.join(".devex-files"), "site.json").unwrap();
        let parameters = [("Flooded".to_owned(), "1".to_owned())];
        let key = |commit: &str, parameters: &[(String, String)]| {
            pack(&program, &bundle, &stamp(commit, parameters)).unwrap().key
        };
        let first = key("a", &[]);
        assert_eq!(first, key("a", &[]));
        let mut keys = vec![first, key("b", &[]), key("a", &parameters)];
        fs::write(bundle.join("site.json"), "{ }").unwrap();
        keys.push(key("a", &[]));
        fs::write(&program, "program 2").unwrap();
        keys.push(key("a", &[]));
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 5);

        let bytes = pack(&program, &bundle, &stamp("a", &parameters)).unwrap().bytes;
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<_> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["bootstrap", "deployed", "bundle/site.json"]);
        assert_eq!(zip.by_name("bootstrap").unwrap().unix_mode().unwrap() & 0o777, 0o755);
        let mut text = String::new();
        zip.by_name("deployed").unwrap().read_to_string(&mut text).unwrap();
        assert!(text.starts_with("a\nparameters ") && !text.contains("Flooded"), "{text}");
    }
}
