//! Writing the data file of a bundle, in one pass and without holding it in memory. As long as its content is the
//! same as the current file's, nothing is written.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::files::{BundleError, DATA, Line, data_file_name, unfinished};

/// A data file that lines are appended to.
pub(super) struct DataFile<'d> {
    dir: &'d Path,
    current: Option<CurrentFile>,
    /// Exists from the first difference to the current file on.
    new: Option<NewFile>,
    length: u64,
}

impl<'d> DataFile<'d> {
    /// Starts a data file in `dir`, where `current` is the name of the one in use.
    pub(super) fn start(dir: &'d Path, current: Option<String>) -> Self {
        let current = current.and_then(|name| CurrentFile::open(dir, name));
        Self { dir, current, new: None, length: 0 }
    }

    /// Appends a line, and returns where it is.
    pub(super) fn append(&mut self, line: &[u8]) -> Result<Line, BundleError> {
        let place = Line(self.length, line.len() as u64);
        self.put(line)?;
        self.put(b"\n")?;
        Ok(place)
    }

    /// Puts the file in its place, and returns its name.
    pub(super) fn finish(mut self) -> Result<String, BundleError> {
        let is_same = self.current_matches(CurrentFile::is_at_end)?;
        match (self.new, self.current) {
            (None, Some(current)) if is_same => Ok(current.name),
            (None, current) => NewFile::create(self.dir, current.as_ref(), self.length)?.finish(self.dir),
            (Some(new), _) => new.finish(self.dir),
        }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), BundleError> {
        if !self.current_matches(|current| current.continues_with(bytes))? {
            let new = match &mut self.new {
                Some(new) => new,
                None => self.new.insert(NewFile::create(self.dir, self.current.as_ref(), self.length)?),
            };
            new.write(bytes)?;
        }
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Whether the current file is the same so far, and passes a further test.
    fn current_matches(
        &mut self,
        test: impl FnOnce(&mut CurrentFile) -> Result<bool, BundleError>,
    ) -> Result<bool, BundleError> {
        match &mut self.current {
            Some(current) if self.new.is_none() => test(current),
            _ => Ok(false),
        }
    }
}

/// The data file in use, read along with what is written.
struct CurrentFile {
    name: String,
    path: PathBuf,
    reader: BufReader<File>,
}

impl CurrentFile {
    /// `None` if there is no such file any more.
    fn open(dir: &Path, name: String) -> Option<Self> {
        let path = dir.join(&name);
        let reader = BufReader::new(File::open(&path).ok()?);
        Some(Self { name, path, reader })
    }

    /// Whether the next bytes are these. After the first difference the position is not defined.
    fn continues_with(&mut self, mut bytes: &[u8]) -> Result<bool, BundleError> {
        while !bytes.is_empty() {
            let buffer = self.reader.fill_buf().map_err(BundleError::at(&self.path))?;
            let length = buffer.len().min(bytes.len());
            if length == 0 || buffer[..length] != bytes[..length] {
                return Ok(false);
            }
            self.reader.consume(length);
            bytes = &bytes[length..];
        }
        Ok(true)
    }

    fn is_at_end(&mut self) -> Result<bool, BundleError> {
        Ok(self.reader.fill_buf().map_err(BundleError::at(&self.path))?.is_empty())
    }
}

/// A data file that has no name yet: it depends on all of the content.
struct NewFile {
    path: PathBuf,
    writer: BufWriter<File>,
    digest: Sha256,
}

impl NewFile {
    /// Creates a file that begins with the first `length` bytes of the current one.
    fn create(dir: &Path, current: Option<&CurrentFile>, length: u64) -> Result<Self, BundleError> {
        let path = dir.join(unfinished(DATA));
        let writer = BufWriter::new(File::create(&path).map_err(BundleError::at(&path))?);
        let mut new = Self { path, writer, digest: Sha256::new() };
        if let Some(current) = current {
            let file = File::open(&current.path).map_err(BundleError::at(&current.path))?;
            new.copy(file.take(length)).map_err(BundleError::at(&current.path))?;
        }
        Ok(new)
    }

    fn copy(&mut self, mut from: impl Read) -> io::Result<()> {
        let mut buffer = [0; 8 * 1024];
        loop {
            match from.read(&mut buffer)? {
                0 => return Ok(()),
                length => self.write_all(&buffer[..length])?,
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), BundleError> {
        self.write_all(bytes).map_err(BundleError::at(&self.path))
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.update(bytes);
        self.writer.write_all(bytes)
    }

    fn finish(mut self, dir: &Path) -> Result<String, BundleError> {
        let name = data_file_name(&self.digest.finalize());
        self.writer.flush().map_err(BundleError::at(&self.path))?;
        fs::rename(&self.path, dir.join(&name)).map_err(BundleError::at(&self.path))?;
        Ok(name)
    }
}
