//! The bundle: all that the function knows of the site, written by the generator in the same build.
//!
//! A bundle is a folder of two files. `site.json` is read whole at start. `opportunities.ndjson` holds one
//! opportunity a line and is read a line at a time, by the offsets that `site.json` lists: the time to
//! start does not grow with the number of opportunities.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::shared::format::{Cents, Zone};
use crate::shared::lang::Bilingual;
use crate::shared::wording::Wording;

const SITE: &str = "site.json";
const OPPORTUNITIES: &str = "opportunities.ndjson";

/// What is the same for every opportunity.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Site {
    /// IANA name of the zone in which times are told.
    pub time_zone: String,
    /// What follows a time of day in that zone.
    pub zone_label: Bilingual<String>,
    /// Electronic address for questions about a proposal.
    pub contact: String,
    /// How long a proposal is kept after it arrived, in days.
    pub retention_days: u32,
    /// What the function says, in both languages.
    pub wording: Bilingual<Wording>,
    /// Context of the theme's layout: what `base.html` needs besides `page`.
    pub layout: Bilingual<serde_json::Value>,
    /// The theme's templates, by name.
    pub templates: BTreeMap<String, String>,
}

/// What the function must know of one opportunity. Drafts are not in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    /// Its directory's name in the content.
    pub id: String,
    /// Its title.
    pub title: Bilingual<String>,
    /// The path of its page, such as `/fr/possibilites/selecteur-de-date/`.
    pub url: Bilingual<String>,
    /// From when proposals are received.
    pub opens: Timestamp,
    /// Until when, exclusive: a proposal that arrives at this instant is late.
    pub closes: Timestamp,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// The fixed price, before taxes.
    pub value: Cents,
    /// When the supplier is selected.
    pub selection: Option<Date>,
    /// When the work is to be delivered.
    pub delivers: Option<Date>,
    /// The terms and conditions that a bidder accepts.
    pub terms: Terms,
    /// The evaluation criteria, each one a question of the form.
    pub criteria: Vec<Criterion>,
}

/// Terms and conditions, as the form names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Their directory's name in the content; stored with the proposal.
    pub id: String,
    /// Their title.
    pub title: Bilingual<String>,
    /// The path of their page.
    pub url: Bilingual<String>,
}

/// An evaluation criterion: passed or failed on one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Unique in its opportunity; the form's field is `criterion-<id>`.
    pub id: String,
    /// What the bidder is asked.
    pub text: Bilingual<String>,
    /// The longest answer, in words.
    pub max_words: u32,
}

/// A bundle could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The file system failed.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// How.
        source: io::Error,
    },
    /// A file is not what a bundle holds.
    #[error("{path}: {source}")]
    Json {
        /// Which file.
        path: PathBuf,
        /// How.
        source: serde_json::Error,
    },
    /// The zone is not in the time zone database.
    #[error("time zone `{0}` is not known")]
    Zone(String),
}

/// `site.json`: the site and where each opportunity's line is.
#[derive(Serialize, Deserialize)]
struct Head {
    site: Site,
    lines: BTreeMap<String, Line>,
}

/// Where a line is in `opportunities.ndjson`, in bytes.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Line(u64, u32);

/// A bundle, open for reading.
#[derive(Debug)]
pub struct Bundle {
    /// What is the same for every opportunity.
    pub site: Site,
    /// The site's zone, ready for use.
    pub zone: Zone,
    lines: BTreeMap<String, Line>,
    path: PathBuf,
    opportunities: Mutex<File>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}+{}", self.0, self.1)
    }
}

impl Bundle {
    /// Opens the bundle in the folder `dir`.
    ///
    /// # Errors
    /// When a file is missing, unreadable or not a bundle's.
    pub fn open(dir: &Path) -> Result<Self, BundleError> {
        let path = dir.join(SITE);
        let bytes = std::fs::read(&path).map_err(|source| BundleError::Io { path: path.clone(), source })?;
        let head: Head = serde_json::from_slice(&bytes).map_err(|source| BundleError::Json { path, source })?;
        let rules = TimeZone::get(&head.site.time_zone).map_err(|_| BundleError::Zone(head.site.time_zone.clone()))?;
        let path = dir.join(OPPORTUNITIES);
        let file = File::open(&path).map_err(|source| BundleError::Io { path: path.clone(), source })?;
        Ok(Self {
            zone: Zone { rules, label: head.site.zone_label.clone() },
            site: head.site,
            lines: head.lines,
            path,
            opportunities: Mutex::new(file),
        })
    }

    /// The opportunity of that id, if the site has it.
    ///
    /// # Errors
    /// When its line cannot be read.
    pub fn opportunity(&self, id: &str) -> Result<Option<Opportunity>, BundleError> {
        let Some(&Line(start, length)) = self.lines.get(id) else { return Ok(None) };
        let line =
            self.read_line(start, length).map_err(|source| BundleError::Io { path: self.path.clone(), source })?;
        serde_json::from_slice(&line).map(Some).map_err(|source| BundleError::Json { path: self.path.clone(), source })
    }

    /// The ids of all opportunities, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.lines.keys().map(String::as_str)
    }

    fn read_line(&self, start: u64, length: u32) -> io::Result<Vec<u8>> {
        // A poisoned lock only means that another request panicked: the file is as good as before.
        let mut file = self.opportunities.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        let mut line = vec![0; length as usize];
        file.read_exact(&mut line)?;
        Ok(line)
    }
}

/// The two files of a bundle as bytes, by name.
fn files(
    site: &Site,
    opportunities: impl IntoIterator<Item = Opportunity>,
) -> Result<[(&'static str, Vec<u8>); 2], serde_json::Error> {
    let mut body = Vec::new();
    let lines = lines(&mut body, opportunities)?;
    let head = serde_json::to_vec(&Head { site: site.clone(), lines })?;
    Ok([(OPPORTUNITIES, body), (SITE, head)])
}

/// Puts each opportunity on a line of its own, and gives where the lines are.
fn lines(
    body: &mut Vec<u8>,
    opportunities: impl IntoIterator<Item = Opportunity>,
) -> Result<BTreeMap<String, Line>, serde_json::Error> {
    let mut lines = BTreeMap::new();
    for opportunity in opportunities {
        let start = body.len();
        serde_json::to_writer(&mut *body, &opportunity)?;
        // A line is a few kilobytes: criteria are limited long before 4 GiB.
        let length = u32::try_from(body.len() - start).unwrap_or(u32::MAX);
        lines.insert(opportunity.id, Line(start as u64, length));
        body.push(b'\n');
    }
    Ok(lines)
}

/// Writes a bundle into the folder `dir`, replacing the one that is there. A reader that has the old
/// one open goes on with it.
///
/// # Errors
/// When the file system fails or a value cannot be written as JSON.
pub fn write(dir: &Path, site: &Site, opportunities: impl IntoIterator<Item = Opportunity>) -> Result<(), BundleError> {
    let io = |path: &Path, source| BundleError::Io { path: path.to_owned(), source };
    std::fs::create_dir_all(dir).map_err(|source| io(dir, source))?;
    let files = files(site, opportunities).map_err(|source| BundleError::Json { path: dir.join(SITE), source })?;
    for (name, bytes) in files {
        let (new, path) = (dir.join(format!("{name}.new")), dir.join(name));
        File::create(&new)
            .and_then(|mut file| file.write_all(&bytes))
            .and_then(|()| std::fs::rename(&new, &path))
            .map_err(|source| io(&path, source))?;
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn both(text: &str) -> Bilingual<String> {
        Bilingual::from_fn(|lang| format!("{text} {lang}"))
    }

    /// Open in November 2026.
    pub(crate) fn opportunity() -> Opportunity {
        Opportunity {
            id: "first".into(),
            title: both("First"),
            url: Bilingual::from_fn(|lang| format!("/{lang}/first/")),
            opens: "2026-11-02T05:00:00Z".parse().unwrap(),
            closes: "2026-12-01T19:00:00Z".parse().unwrap(),
            cancelled: false,
            value: Cents(820_000),
            selection: None,
            delivers: Some(jiff::civil::date(2027, 1, 22)),
            terms: Terms { id: "plain".into(), title: both("Terms"), url: both("/terms") },
            criteria: vec![Criterion { id: "skills".into(), text: both("Skills?"), max_words: 5 }],
        }
    }

    #[test]
    fn each_line_is_found_by_its_offsets() {
        let opportunities = ["a", "é", "c"].map(|id| Opportunity { id: id.into(), ..opportunity() });
        let mut body = Vec::new();
        let lines = lines(&mut body, opportunities.clone()).unwrap();
        for opportunity in opportunities {
            let Line(start, length) = lines[&opportunity.id];
            let line = &body[start as usize..][..length as usize];
            assert_eq!(serde_json::from_slice::<Opportunity>(line).unwrap(), opportunity);
        }
    }
}
