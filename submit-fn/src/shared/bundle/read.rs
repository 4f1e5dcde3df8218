//! Reading a bundle: the site at once, an opportunity when it is asked for.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::tz::TimeZone;

use super::contents::{Opportunity, Site};
use super::files::{BundleError, Head, Line, Lines, SITE};
use crate::shared::format::Zone;

/// A bundle, open for reading. When another is written into its folder, this one goes on with what it opened.
#[derive(Debug)]
pub struct Bundle {
    pub(crate) site: Site,
    /// The site's zone, looked up.
    pub(crate) zone: Zone,
    lines: Lines,
    data: Mutex<File>,
    data_path: PathBuf,
}

impl Bundle {
    /// Opens the bundle in the folder `dir`.
    ///
    /// # Errors
    /// If a file is missing, cannot be read, or does not hold what a bundle's does.
    pub fn open(dir: &Path) -> Result<Self, BundleError> {
        let mut head = read_head(dir)?;
        loop {
            let data_path = dir.join(&head.data);
            let source = match File::open(&data_path) {
                Ok(data) => return Self::new(head, data, data_path),
                Err(error) => error,
            };
            // A new bundle may have replaced this one in between: then `site.json` names another file.
            let new = read_head(dir)?;
            if new.data == head.data {
                return Err(BundleError::Io { path: data_path, source });
            }
            head = new;
        }
    }

    fn new(head: Head<Site>, data: File, data_path: PathBuf) -> Result<Self, BundleError> {
        let Head { site, lines, .. } = head;
        let rules = TimeZone::get(&site.time_zone).map_err(|_| BundleError::Zone(site.time_zone.clone()))?;
        let zone = Zone { rules, label: site.zone_label.clone() };
        Ok(Self { site, zone, lines, data: Mutex::new(data), data_path })
    }

    /// The opportunity with this id; `None` if the site has none.
    ///
    /// # Errors
    /// If its line cannot be read or is not an opportunity.
    pub(crate) fn opportunity(&self, id: &str) -> Result<Option<Opportunity>, BundleError> {
        let Some(line) = self.lines.get(id) else { return Ok(None) };
        let bytes = self.read_line(*line).map_err(BundleError::at(&self.data_path))?;
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|source| BundleError::Json { path: self.data_path.clone(), source })
    }

    /// The ids of all opportunities.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.lines.keys().map(String::as_str)
    }

    fn read_line(&self, Line(start, length): Line) -> io::Result<Vec<u8>> {
        // A poisoned lock only means that another request panicked: the file is as good as before.
        let mut data = self.data.lock().unwrap_or_else(PoisonError::into_inner);
        data.seek(SeekFrom::Start(start))?;
        let mut line = Vec::new();
        (&mut *data).take(length).read_to_end(&mut line)?;
        Ok(line)
    }
}

fn read_head(dir: &Path) -> Result<Head<Site>, BundleError> {
    let path = dir.join(SITE);
    let bytes = fs::read(&path).map_err(BundleError::at(&path))?;
    serde_json::from_slice(&bytes).map_err(|source| BundleError::Json { path, source })
}
