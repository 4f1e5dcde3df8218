//! What one run knows, for the next one: a folder that is safe to delete.
//!
//! A file of the cache is written beside and renamed, so that a run that is killed leaves the old one, and two runs at once
//! leave that of either. It names the program that wrote it and carries a checksum: what another program wrote, or what is
//! damaged, is as good as nothing.

mod stamp;

use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom, Take, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fingerprint::{Fingerprint, Fingerprinter};
pub(crate) use stamp::{Clock, Stamp};

/// A folder of files that the next run may read.
#[derive(Debug, Clone)]
pub(crate) struct Cache {
    folder: PathBuf,
}

/// How many values are decoded together: enough to keep every core busy, few enough to share them evenly.
const CHUNK: usize = 256;

/// How many bytes they have at most: a thousand times what they usually have.
const LARGEST_CHUNK: u64 = 1 << 30;

impl Cache {
    /// The cache of the site in `root`.
    pub(crate) fn of(root: &Path) -> Self {
        Self { folder: root.join(".devex/cache") }
    }

    /// The clock of the file system that the cache is on; `None` if nothing can be written there.
    pub(crate) fn clock(&self) -> Option<Clock> {
        fs::create_dir_all(&self.folder).ok()?;
        Clock::read(&self.folder)
    }

    /// The values that were kept under a name, in their order; none if they cannot be read.
    pub(crate) fn load<T: DeserializeOwned + Send>(&self, name: &str) -> Vec<T> {
        let path = self.folder.join(name);
        // Reading a pipe would wait for whoever writes to it.
        if !fs::metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
            return Vec::new();
        }
        read(&path).unwrap_or_default()
    }

    /// Keeps values under a name, in their order. Should it fail, the next run takes longer.
    pub(crate) fn save<T: Serialize + Sync>(&self, name: &str, values: &[T]) {
        // Two runs at once must not write one file.
        let draft = self.folder.join(format!(".{name}.{}", std::process::id()));
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| write(&draft, values))
            .and_then(|()| fs::rename(&draft, self.folder.join(name)));
        if written.is_err() {
            let _ = fs::remove_file(&draft);
        }
    }

    /// Removes the oldest of the files whose names begin so, but for some.
    pub(crate) fn keep_newest(&self, prefix: &str, most: usize) {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let ours = files.filter(|file| file.file_name().to_string_lossy().trim_start_matches('.').starts_with(prefix));
        let mut by_age: Vec<_> =
            ours.filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.path()))).collect();
        by_age.sort();
        let excess = by_age.len().saturating_sub(most);
        for (_, path) in by_age.into_iter().take(excess) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The program and its version of the format: another build of it may know other rules.
fn program() -> Fingerprint {
    let program = std::env::current_exe().ok();
    let metadata = program.as_ref().and_then(|program| fs::metadata(program).ok());
    let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.add(env!("CARGO_PKG_VERSION"));
    fingerprinter.add(program.unwrap_or_default().as_os_str().as_encoded_bytes());
    fingerprinter.add(metadata.map_or(0, |metadata| metadata.len()).to_le_bytes());
    fingerprinter.add(modified.unwrap_or_default().as_nanos().to_le_bytes());
    fingerprinter.finish()
}

/// Writes a file of chunks, each of them after its length; before them the program, and a checksum of all that follows.
/// No more than a few chunks are in memory at a time.
fn write<T: Serialize + Sync>(path: &Path, values: &[T]) -> io::Result<()> {
    let mut file = File::create(path)?;
    let mut hasher = Fingerprinter::default();
    file.write_all(program().as_bytes())?;
    file.write_all(Fingerprint::default().as_bytes())?;
    let at_once = CHUNK * rayon::current_num_threads();
    for values in values.chunks(at_once) {
        let encoded: Vec<_> = values.par_chunks(CHUNK).map(postcard::to_stdvec).collect();
        for chunk in encoded {
            let chunk = chunk.map_err(io::Error::other)?;
            file.write_all(&(chunk.len() as u64).to_le_bytes())?;
            file.write_all(&chunk)?;
            hasher.add(&chunk);
        }
    }
    file.seek(SeekFrom::Start(16))?;
    file.write_all(hasher.finish().as_bytes())
}

/// The values of a file that this program wrote.
///
/// # Errors
/// If it did not, or if the file is damaged: values may have been decoded by then, but nobody sees them.
fn read<T: DeserializeOwned + Send>(path: &Path) -> io::Result<Vec<T>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut file = BufReader::new(file).take(length);
    let (mut written_by, mut checksum) = ([0; 16], [0; 16]);
    file.read_exact(&mut written_by)?;
    file.read_exact(&mut checksum)?;
    if written_by != *program().as_bytes() {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut hasher = Fingerprinter::default();
    let mut values = Vec::new();
    while file.limit() > 0 {
        let mut chunks = Vec::new();
        while file.limit() > 0 && chunks.len() < rayon::current_num_threads() {
            let chunk = next_chunk(&mut file)?;
            hasher.add(&chunk);
            chunks.push(chunk);
        }
        let decoded: Result<Vec<Vec<T>>, _> = chunks.par_iter().map(|chunk| postcard::from_bytes(chunk)).collect();
        values.extend(decoded.map_err(io::Error::other)?.into_iter().flatten());
    }
    if checksum == *hasher.finish().as_bytes() { Ok(values) } else { Err(ErrorKind::InvalidData.into()) }
}

fn next_chunk(file: &mut Take<impl Read>) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    file.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    // What is damaged may name any length, and a file may have holes of any size.
    if length > file.limit().min(LARGEST_CHUNK) {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    let mut chunk = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    file.read_exact(&mut chunk)?;
    Ok(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache() -> (tempfile::TempDir, Cache) {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::of(dir.path());
        (dir, cache)
    }

    #[test]
    fn what_was_kept_is_read_in_its_order() {
        let (_dir, cache) = cache();
        let values: Vec<String> = (0..1000).map(|n| format!("value {n}")).collect();
        cache.save("values", &values);
        assert_eq!(cache.load::<String>("values"), values);
        cache.save::<String>("values", &[]);
        assert_eq!(cache.load::<String>("values"), Vec::<String>::new());
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_is_as_good_as_none() {
        let (_dir, cache) = cache();
        fs::create_dir_all(&cache.folder).unwrap();
        let made = std::process::Command::new("mkfifo").arg(cache.folder.join("values")).status().unwrap();
        assert!(made.success());
        let (sender, loaded) = std::sync::mpsc::channel();
        std::thread::spawn(move || sender.send(cache.load::<String>("values")));
        assert_eq!(loaded.recv_timeout(std::time::Duration::from_secs(20)), Ok(Vec::new()));
    }

    #[test]
    fn a_damaged_file_is_as_good_as_none() {
        let (_dir, cache) = cache();
        cache.save("values", &["a", "b"]);
        let file = cache.folder.join("values");
        let whole = fs::read(&file).unwrap();
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).unwrap();
            assert_eq!(cache.load::<String>("values"), Vec::<String>::new(), "{length}");
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&file, damaged).unwrap();
            assert_eq!(cache.load::<String>("values"), Vec::<String>::new(), "{at}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_file_with_a_hole_of_any_size_is_as_good_as_none() {
        let (_dir, cache) = cache();
        cache.save("values", &["a", "b"]);
        let file = cache.folder.join("values");
        let mut bytes = fs::read(&file).unwrap();
        bytes[32..40].copy_from_slice(&((1_u64 << 40) - 40).to_le_bytes());
        fs::write(&file, &bytes).unwrap();
        File::options().write(true).open(&file).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(cache.load::<String>("values"), Vec::<String>::new());
    }

    #[test]
    fn only_the_newest_files_stay() {
        let (_dir, cache) = cache();
        for n in 0..5 {
            cache.save(&format!("pages-{n}"), &[n]);
            cache.save("content", &[n]);
        }
        cache.keep_newest("pages-", 2);
        assert_eq!(fs::read_dir(&cache.folder).unwrap().count(), 3);
        assert_eq!(cache.load::<i32>("pages-4"), [4]);
    }
}
