//! Requests to the other sites that texts link to: many hosts at once, one request at a time to each, and good
//! responses are cached.

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
use url::Url;

use crate::diagnostic::operand::Unreachable;
use crate::diagnostic::{Diagnostic, Note, Problem, Related};
use crate::parse::{self, Text};
use crate::read::{self, Source, Syntax};

/// A link to another site.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// Without its fragment.
    url: String,
    /// The text that links there, relative to the site's root.
    file: PathBuf,
    /// The bytes of the link.
    range: Range<usize>,
}

/// The links to other sites of all texts below `root`, as far as the texts can be read.
pub(crate) fn links_of_site(root: &Path) -> Vec<Link> {
    let tree = read::content_tree(root);
    let texts = tree.entries.par_iter().flat_map_iter(|entry| {
        let read = |lang: Lang| Some((parse::front_matter_of(root, &entry.text(lang)).ok()?, lang));
        Lang::BOTH.into_iter().filter_map(read)
    });
    texts.flat_map_iter(|(source, lang)| links_of(&Text::parse(&source, lang))).collect()
}

fn links_of(text: &Text<'_>) -> Vec<Link> {
    let is_external = |target: &str| target.starts_with("https://") || target.starts_with("http://");
    let links = text.links.iter().filter(|link| is_external(&link.target));
    links
        .map(|link| Link {
            url: link.target.split('#').next().unwrap_or_default().to_owned(),
            file: text.source.path.clone(),
            range: link.range.clone(),
        })
        .collect()
}

impl Link {
    /// The place of the link, read again now that there is something to report.
    fn related(&self, root: &Path) -> Option<Related> {
        let source = Source::read(root, &self.file, Syntax::Yaml).ok()?;
        Some(source.related_in(self.range.clone(), Note::SameLink))
    }
}

/// How many days a good response stays in the cache.
const CACHED_DAYS: i64 = 7;
const TIMEOUT: Duration = Duration::from_secs(20);
/// Between two requests to one host.
const PAUSE: Duration = Duration::from_millis(300);

/// No other site could be reached.
#[derive(Debug)]
pub(crate) struct NoNetwork;

/// A good response of a server.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct GoodResponse {
    at: Timestamp,
}

/// Requests every link and returns the problems of those that are dead, once for each URL. Good responses stay in
/// the file `cache` for a week.
///
/// # Errors
/// If several hosts were tried and none could be reached: it is the network that is missing.
pub(crate) fn check(root: &Path, links: &[Link], cache: &Path, now: Timestamp) -> Result<Vec<Diagnostic>, NoNetwork> {
    let mut known = read_cache(cache, now);
    let mut by_url: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
    for link in links.iter().filter(|link| !known.contains_key(&link.url)) {
        by_url.entry(&link.url).or_default().push(link);
    }
    let mut by_host: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for url in by_url.keys() {
        by_host.entry(host(url)).or_default().push(url);
    }
    let responses = request_all(&by_host);
    if by_host.len() > 1 && responses.values().all(Result::is_err) {
        return Err(NoNetwork);
    }
    let good = responses.iter().filter(|(_, response)| matches!(response, Ok(200..400)));
    known.extend(good.map(|(url, _)| ((*url).to_owned(), GoodResponse { at: now })));
    write_cache(cache, &known);
    Ok(responses.into_iter().filter_map(|(url, response)| problem(root, url, by_url.get(url)?, response)).collect())
}

/// One request at a time to each host, and many hosts at once.
fn request_all<'u>(by_host: &BTreeMap<String, Vec<&'u str>>) -> BTreeMap<&'u str, Result<u16, Unreachable>> {
    let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(TIMEOUT));
    let name = concat!("devex/", env!("CARGO_PKG_VERSION"), " (link check)");
    let agent: Agent = config.user_agent(name).build().into();
    let request_host = |urls: &Vec<&'u str>| {
        let mut responses = Vec::new();
        for (i, url) in urls.iter().enumerate() {
            if i > 0 {
                std::thread::sleep(PAUSE);
            }
            responses.push((*url, status(&agent, url)));
        }
        responses
    };
    let all = || by_host.par_iter().flat_map_iter(|(_, urls)| request_host(urls)).collect();
    match rayon::ThreadPoolBuilder::new().num_threads(16).build() {
        Ok(pool) => pool.install(all),
        Err(_) => all(),
    }
}

/// The problem of a URL, at its first link; the other links are related places.
fn problem(root: &Path, url: &str, links: &[&Link], response: Result<u16, Unreachable>) -> Option<Diagnostic> {
    let url = url.to_owned();
    let problem = match response {
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

/// The status of a HEAD request, or of a GET request from servers that refuse HEAD.
fn status(agent: &Agent, url: &str) -> Result<u16, Unreachable> {
    match agent.head(url).call().map(|response| response.status().as_u16()) {
        Ok(status @ 200..400) => Ok(status),
        Ok(_) => agent.get(url).call().map(|response| response.status().as_u16()).map_err(|error| why(&error)),
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

/// The host of an address; those that have none are asked one after the other too.
fn host(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// The responses that are recent enough. A cache that cannot be read is an empty one.
fn read_cache(cache: &Path, now: Timestamp) -> BTreeMap<String, GoodResponse> {
    let text = fs::read_to_string(cache).unwrap_or_default();
    let mut known: BTreeMap<String, GoodResponse> = serde_json::from_str(&text).unwrap_or_default();
    known.retain(|_, response| (0..CACHED_DAYS * 24).contains(&now.duration_since(response.at).as_hours()));
    known
}

/// If it fails, the next run only takes longer.
fn write_cache(cache: &Path, known: &BTreeMap<String, GoodResponse>) {
    if let (Some(folder), Ok(text)) = (cache.parent(), serde_json::to_string(known)) {
        let _ = fs::create_dir_all(folder).and_then(|()| fs::write(cache, text));
    }
}
