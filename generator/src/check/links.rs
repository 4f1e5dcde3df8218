//! Links to other sites: asked for politely, several at once but one at a time per host, and remembered.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::Lang;
use ureq::Agent;

use crate::diagnostic::operand::Unreachable;
use crate::diagnostic::{Diagnostic, Note, Problem, Related};
use crate::parse::{self, Text};
use crate::read::{self, Source, Syntax};

/// A link to another site.
#[derive(Debug, Clone)]
pub(crate) struct External {
    /// Where it leads, without its anchor.
    pub(crate) url: String,
    /// The text that links there.
    file: PathBuf,
    /// The bytes of the link.
    range: Range<usize>,
}

/// The links of all texts below `root` that lead to other sites, as far as the texts can be read.
pub(crate) fn of_site(root: &Path) -> Vec<External> {
    let tree = read::content_tree(root);
    let texts = tree.entries.par_iter().flat_map_iter(|entry| {
        let read = |lang: Lang| Some((parse::front_matter_of(root, &entry.dir.join(format!("{lang}.md"))).ok()?, lang));
        Lang::BOTH.into_iter().filter_map(read)
    });
    texts.flat_map_iter(|(source, lang)| of_text(&Text::parse(&source, lang))).collect()
}

fn of_text(text: &Text<'_>) -> Vec<External> {
    let is_external = |target: &str| target.starts_with("https://") || target.starts_with("http://");
    let links = text.links.iter().filter(|link| is_external(&link.target));
    links
        .map(|link| External {
            url: link.target.split('#').next().unwrap_or_default().to_owned(),
            file: text.source.path.clone(),
            range: link.range.clone(),
        })
        .collect()
}

impl External {
    /// Where it is, read again now that there is something to report.
    fn related(&self, root: &Path) -> Option<Related> {
        let source = Source::read(root, &self.file, Syntax::Yaml).ok()?;
        Some(source.related_in(self.range.clone(), Note::SameLink))
    }
}

/// How long an answer is believed, in days.
const BELIEVED: i64 = 7;
/// How long a server may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two requests to one host.
const PAUSE: Duration = Duration::from_millis(300);

/// No other site can be reached.
#[derive(Debug)]
pub(crate) struct NoNetwork;

/// When a server answered well.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Answer {
    at: Timestamp,
}

/// Asks for all links, and gives the problems of those that lead nowhere, once for each address. Good answers are
/// remembered in the file `cache` for a week.
///
/// # Errors
/// When several sites were asked and none could be reached: it is the network that is missing.
pub(crate) fn check(
    root: &Path,
    links: &[External],
    cache: &Path,
    now: Timestamp,
) -> Result<Vec<Diagnostic>, NoNetwork> {
    let mut known = remembered(cache, now);
    let mut by_url: BTreeMap<&str, Vec<&External>> = BTreeMap::new();
    for link in links.iter().filter(|link| !known.contains_key(&link.url)) {
        by_url.entry(&link.url).or_default().push(link);
    }
    let mut by_host: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in by_url.keys() {
        by_host.entry(host(url)).or_default().push(url);
    }
    let answers = ask_all(&by_host);
    if by_host.len() > 1 && answers.values().all(Result::is_err) {
        return Err(NoNetwork);
    }
    let good = answers.iter().filter(|(_, answer)| matches!(answer, Ok(200..400)));
    known.extend(good.map(|(url, _)| ((*url).to_owned(), Answer { at: now })));
    remember(cache, &known);
    Ok(answers.into_iter().filter_map(|(url, answer)| problem(root, url, by_url.get(url)?, answer)).collect())
}

/// Asks servers one thing at a time, and many servers at once.
fn ask_all<'u>(by_host: &BTreeMap<&str, Vec<&'u str>>) -> BTreeMap<&'u str, Result<u16, Unreachable>> {
    let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
    let name = concat!("devex/", env!("CARGO_PKG_VERSION"), " (link check)");
    let agent: Agent = config.user_agent(name).build().into();
    let ask_host = |urls: &Vec<&'u str>| {
        let mut answers = Vec::new();
        for (i, url) in urls.iter().enumerate() {
            if i > 0 {
                std::thread::sleep(PAUSE);
            }
            answers.push((*url, ask(&agent, url)));
        }
        answers
    };
    let all = || by_host.par_iter().flat_map_iter(|(_, urls)| ask_host(urls)).collect();
    match rayon::ThreadPoolBuilder::new().num_threads(16).build() {
        Ok(pool) => pool.install(all),
        Err(_) => all(),
    }
}

/// The problem of an address, at its first link; the others are named too.
fn problem(root: &Path, url: &str, links: &[&External], answer: Result<u16, Unreachable>) -> Option<Diagnostic> {
    let url = url.to_owned();
    let problem = match answer {
        Ok(status @ (404 | 410)) => Problem::DeadLink { url, status },
        Ok(status @ 500..) => Problem::UnreachableLink { url, why: Unreachable::Status(status) },
        // A server that refuses programs (401, 403, 429…) may well serve people.
        Ok(_) => return None,
        Err(why) => Problem::UnreachableLink { url, why },
    };
    let mut places = links.iter().filter_map(|link| link.related(root));
    let first = places.next()?;
    Some(Diagnostic::new(first.file, Some(first.place), problem).with(places))
}

/// Asks for the head of a page; for the page itself from servers that know no heads.
fn ask(agent: &Agent, url: &str) -> Result<u16, Unreachable> {
    match agent.head(url).call().map(|answer| answer.status().as_u16()) {
        Ok(status @ 200..400) => Ok(status),
        Ok(_) => agent.get(url).call().map(|answer| answer.status().as_u16()).map_err(|error| why(&error)),
        Err(error) => Err(why(&error)),
    }
}

fn why(error: &ureq::Error) -> Unreachable {
    match error {
        ureq::Error::HostNotFound => Unreachable::NoHost,
        ureq::Error::Timeout(_) => Unreachable::TooSlow,
        ureq::Error::Io(error) if error.to_string().contains("lookup") => Unreachable::NoHost,
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => Unreachable::Refused,
        error if error.to_string().contains("certificate") => Unreachable::Certificate,
        other => Unreachable::Other(other.to_string()),
    }
}

fn host(url: &str) -> &str {
    url.split('/').nth(2).unwrap_or_default()
}

/// The answers that are still believed. A cache that cannot be read is an empty one.
fn remembered(cache: &Path, now: Timestamp) -> BTreeMap<String, Answer> {
    let text = fs::read_to_string(cache).unwrap_or_default();
    let mut known: BTreeMap<String, Answer> = serde_json::from_str(&text).unwrap_or_default();
    known.retain(|_, answer| (0..BELIEVED * 24).contains(&now.duration_since(answer.at).as_hours()));
    known
}

/// Keeps the answers for the next time. Should it fail, the next time takes longer.
fn remember(cache: &Path, known: &BTreeMap<String, Answer>) {
    if let (Some(folder), Ok(text)) = (cache.parent(), serde_json::to_string(known)) {
        let _ = fs::create_dir_all(folder).and_then(|()| fs::write(cache, text));
    }
}
