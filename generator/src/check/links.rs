//! Links to other sites: asked for politely, several at once but one at a time per host, and remembered.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use ureq::Agent;

use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::parse::Text;

/// A link to another site.
#[derive(Debug, Clone)]
pub struct External {
    /// Where it leads, without its anchor.
    pub url: String,
    /// The problem to report should nothing be there, its address aside.
    file: std::path::PathBuf,
    place: Place,
}

/// The links of a text that lead to other sites.
pub(super) fn external(text: &Text) -> Vec<External> {
    let is_external = |target: &str| target.starts_with("https://") || target.starts_with("http://");
    let links = text.links.iter().filter(|link| is_external(&link.target));
    links
        .map(|link| External {
            url: link.target.split('#').next().unwrap_or_default().to_owned(),
            file: text.source.path.clone(),
            place: Place::of(&text.source.text, link.range.start, link.range.end),
        })
        .collect()
}

/// How long an answer is believed, in days.
const BELIEVED: i64 = 7;
/// How long a server may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two requests to one host.
const PAUSE: Duration = Duration::from_millis(300);

/// What a server answered, and when.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Answer {
    status: u16,
    at: Timestamp,
}

/// Asks for all links, and gives the problems of those that lead nowhere. Good answers are remembered in the
/// file `cache` for a week.
pub fn check(links: &[External], cache: &Path, now: Timestamp) -> Vec<Diagnostic> {
    let mut known = remembered(cache, now);
    let mut by_host: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in links.iter().filter(|link| !known.contains_key(&link.url)) {
        let urls = by_host.entry(host(&link.url)).or_default();
        if !urls.contains(&link.url.as_str()) {
            urls.push(&link.url);
        }
    }
    let answers: Mutex<BTreeMap<String, Result<u16, String>>> = Mutex::new(BTreeMap::new());
    // One thread a host: servers are asked one thing at a time, and many servers at once.
    let ask_all = || {
        by_host.par_iter().for_each(|(_, urls)| {
            for (i, url) in urls.iter().enumerate() {
                if i > 0 {
                    std::thread::sleep(PAUSE);
                }
                let answer = ask(url);
                if let Ok(mut answers) = answers.lock() {
                    answers.insert((*url).to_owned(), answer);
                }
            }
        })
    };
    match rayon::ThreadPoolBuilder::new().num_threads(16).build() {
        Ok(pool) => pool.install(ask_all),
        Err(_) => ask_all(),
    }
    let answers = answers.into_inner().unwrap_or_default();
    for (url, answer) in &answers {
        if let Ok(status @ 200..400) = answer {
            known.insert(url.clone(), Answer { status: *status, at: now });
        }
    }
    remember(cache, &known);
    links.iter().filter_map(|link| problem(link, answers.get(&link.url)?)).collect()
}

fn problem(link: &External, answer: &Result<u16, String>) -> Option<Diagnostic> {
    let url = link.url.clone();
    let rule = match answer {
        Ok(status @ (404 | 410)) => Rule::DeadLink { url, status: *status },
        Ok(status @ 500..) => Rule::UnreachableLink { url, reason: status.to_string() },
        // A server that refuses programs (401, 403, 429…) may well serve people.
        Ok(_) => return None,
        Err(reason) => Rule::UnreachableLink { url, reason: reason.clone() },
    };
    Some(Diagnostic::new(&link.file, Some(link.place.clone()), rule.into()))
}

/// Asks for the head of a page; for the page itself from servers that know no heads.
fn ask(url: &str) -> Result<u16, String> {
    let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
    let name = concat!("devex/", env!("CARGO_PKG_VERSION"), " (link check)");
    let agent: Agent = config.user_agent(name).build().into();
    let status = |answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>| {
        answer.map(|answer| answer.status().as_u16()).map_err(|error| error.to_string())
    };
    match status(agent.head(url).call()) {
        Ok(200..400) => Ok(200),
        _ => status(agent.get(url).call()),
    }
}

fn host(url: &str) -> &str {
    url.split('/').nth(2).unwrap_or_default()
}

/// The answers that are still believed. A cache that cannot be read is an empty one.
fn remembered(cache: &Path, now: Timestamp) -> BTreeMap<String, Answer> {
    let text = fs::read_to_string(cache).unwrap_or_default();
    let mut known: BTreeMap<String, Answer> = serde_json::from_str(&text).unwrap_or_default();
    known.retain(|_, answer| now.duration_since(answer.at).as_hours() < BELIEVED * 24);
    known
}

/// Keeps the answers for the next time. Should it fail, the next time takes longer.
fn remember(cache: &Path, known: &BTreeMap<String, Answer>) {
    if let (Some(folder), Ok(text)) = (cache.parent(), serde_json::to_string(known)) {
        let _ = fs::create_dir_all(folder).and_then(|()| fs::write(cache, text));
    }
}
