//! The rules that need git: a fact that changed after posting, and a version that changed without its twin.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::Timestamp;
use jiff::civil::Date;
use serde_yaml::Value;
use submit_fn::format::Zone;
use submit_fn::lang::Lang;

use crate::diagnostic::rule::Change;
use crate::diagnostic::{Diagnostic, Rule};
use crate::read::{Segment, Source, Syntax, Target};
use crate::shape::WAS;

/// Why the history could not be looked at, or not all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The site is in no git repository, or git is not installed.
    NoRepository,
    /// The clone has only the last commits.
    Shallow,
}

/// The branch that was named as the published one is none.
#[derive(Debug)]
pub struct UnknownBase(pub String);

/// What the history tells.
#[derive(Debug, Default)]
pub struct Found {
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Why there may be more.
    pub unknown: Option<Unknown>,
}

/// A commit that changed a file, on the way from the first to the present one.
#[derive(Debug, Clone)]
struct Version {
    commit: String,
    /// How many commits came before it.
    order: usize,
    at: Timestamp,
    /// The digest of the file's content; nothing when the commit removed it.
    blob: Option<String>,
}

impl Version {
    /// The commit's name as people write it.
    fn name(&self) -> String {
        self.commit.chars().take(8).collect()
    }
}

/// The versions of files, the oldest first, by their paths relative to the site's root.
type Versions = BTreeMap<PathBuf, Vec<Version>>;

/// Applies the rules that need git. Commits after `base`, when it is named, are not published yet: those of a
/// pull request.
///
/// # Errors
///
/// When there is no such `base`.
pub fn check(root: &Path, base: Option<&str>, now: Timestamp, zone: &Zone) -> Result<Found, UnknownBase> {
    let Some(shallow) = git(root, &["rev-parse", "--is-shallow-repository"]) else {
        return Ok(Found { unknown: Some(Unknown::NoRepository), ..Found::default() });
    };
    let unpublished = base.map(|base| commits_after(root, base)).transpose()?.unwrap_or_default();
    let versions = versions(root);
    let dirty = dirty(root);
    let unknown = (shallow.trim() == "true").then_some(Unknown::Shallow);
    let mut found = Found { diagnostics: Vec::new(), unknown };
    let history = History { root, versions: &versions, dirty: &dirty, unpublished: &unpublished, now, zone };
    history.facts(&mut found.diagnostics);
    history.twins(&mut found.diagnostics);
    Ok(found)
}

/// What a command of git prints, when it succeeds.
fn git(root: &Path, args: &[&str]) -> Option<String> {
    let output =
        Command::new("git").arg("-C").arg(root).args(["-c", "core.quotePath=false"]).args(args).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn commits_after(root: &Path, base: &str) -> Result<BTreeSet<String>, UnknownBase> {
    let commits = git(root, &["rev-list", &format!("{base}..HEAD"), "--"]);
    let commits = commits.ok_or_else(|| UnknownBase(base.to_owned()))?;
    Ok(commits.lines().map(str::to_owned).collect())
}

/// The versions of everything below content/, along the first parents: a merge is one change, as visitors saw it.
fn versions(root: &Path) -> Versions {
    let args = [
        "log",
        "--first-parent",
        "--diff-merges=first-parent",
        "--no-renames",
        "--raw",
        "--no-abbrev",
        "--relative",
        "--reverse",
        "--format=commit %H %ct",
        "--",
        "content",
    ];
    let mut versions = Versions::new();
    let mut commit = Version { commit: String::new(), order: 0, at: Timestamp::UNIX_EPOCH, blob: None };
    for line in git(root, &args).unwrap_or_default().lines() {
        if let Some(header) = line.strip_prefix("commit ") {
            let (name, seconds) = header.split_once(' ').unwrap_or((header, ""));
            let at = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            commit =
                Version { commit: name.to_owned(), order: commit.order + 1, at: at.unwrap_or_default(), blob: None };
        } else if let Some((facts, path)) = line.strip_prefix(':').and_then(|raw| raw.split_once('\t')) {
            let blob = facts.split(' ').nth(3).filter(|blob| !blob.bytes().all(|byte| byte == b'0'));
            let version = Version { blob: blob.map(str::to_owned), ..commit.clone() };
            versions.entry(PathBuf::from(path)).or_default().push(version);
        }
    }
    versions
}

/// The files that are not as the last commit has them.
fn dirty(root: &Path) -> BTreeSet<PathBuf> {
    let args = ["diff", "--name-only", "--relative", "HEAD", "--", "content"];
    git(root, &args).unwrap_or_default().lines().map(PathBuf::from).collect()
}

struct History<'h> {
    root: &'h Path,
    versions: &'h Versions,
    dirty: &'h BTreeSet<PathBuf>,
    unpublished: &'h BTreeSet<String>,
    now: Timestamp,
    zone: &'h Zone,
}

impl History<'_> {
    fn day(&self, at: Timestamp) -> Date {
        self.zone.civil(at).date()
    }

    /// Facts that changed since they were published.
    fn facts(&self, found: &mut Vec<Diagnostic>) {
        let is_facts =
            |path: &&PathBuf| path.ends_with("opportunity.yaml") && path.starts_with("content/opportunities");
        let changed: Vec<_> = self
            .versions
            .iter()
            .filter(|(path, versions)| is_facts(path) && (versions.len() > 1 || self.dirty.contains(*path)))
            .collect();
        let blobs = self.blobs(changed.iter().flat_map(|(_, versions)| versions.iter()));
        for (path, versions) in changed {
            let Ok(source) = Source::read(self.root, path, Syntax::Yaml) else { continue };
            let Ok(current) = serde_yaml::from_str::<Value>(source.facts()) else { continue };
            let texts: Vec<(&Version, Value)> = versions
                .iter()
                .filter_map(|version| {
                    let text = blobs.get(version.blob.as_ref()?)?;
                    Some((version, serde_yaml::from_str(text).ok()?))
                })
                .collect();
            self.amended(&source, &current, &texts, found);
        }
    }

    /// Every value that was published and is no longer there is kept in an amendment.
    fn amended(&self, source: &Source, current: &Value, versions: &[(&Version, Value)], found: &mut Vec<Diagnostic>) {
        for fact in WAS.keys.iter().map(|key| key.name) {
            let now = canonical(current.get(fact));
            let kept: Vec<String> = amendments(current).filter_map(|was| canonical(was.get(fact))).collect();
            for (i, (version, facts)) in versions.iter().enumerate() {
                let Some(was) = canonical(facts.get(fact)) else { continue };
                let next = versions.get(i + 1).map(|(next, _)| *next);
                if Some(&was) == now.as_ref() || kept.contains(&was) || !self.was_published(version, facts, next) {
                    continue;
                }
                // The change is in the first version that has another value, or in none yet.
                let changed =
                    versions[i + 1..].iter().find(|(_, facts)| canonical(facts.get(fact)).as_ref() != Some(&was));
                let change = match changed {
                    Some((version, _)) => Change { commit: Some(version.name()), date: self.day(version.at) },
                    None => Change { commit: None, date: self.day(self.now) },
                };
                let now = now.clone().unwrap_or_else(|| "—".into());
                let rule = Rule::Unamended { fact: fact.to_owned(), was: short(&was), now: short(&now), change };
                found.push(source.problem_at(&Target::Value(vec![Segment::Key(fact)]), rule.into()));
                break;
            }
        }
    }

    /// Whether a version was on the site for a while: it was posted before the next one came.
    fn was_published(&self, version: &Version, facts: &Value, next: Option<&Version>) -> bool {
        let posted = facts.get("posted").and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
        let opens = posted.and_then(|day| day.to_zoned_datetime(self.zone.rules.clone()).ok());
        let Some(opens) = opens.map(|opens| opens.timestamp()) else { return false };
        let until = next.map_or(self.now, |next| next.at);
        opens < until && !self.unpublished.contains(&version.commit)
    }

    /// Texts whose twin did not follow.
    fn twins(&self, found: &mut Vec<Diagnostic>) {
        let folders: BTreeSet<&Path> = self
            .versions
            .keys()
            .filter(|path| path.ends_with("en.md") || path.ends_with("fr.md"))
            .filter_map(|path| path.parent())
            .collect();
        for folder in folders {
            if let Some((changed, change)) = self.ahead(folder) {
                let twin = folder.join(format!("{}.md", changed.other()));
                let Ok(mut source) = Source::read(self.root, &twin, Syntax::Yaml) else { continue };
                let Some(title) = source.text.find("title:") else { continue };
                source.facts = 0..0;
                let end = source.text[title..].find('\n').map_or(source.text.len(), |end| title + end);
                let rule = Rule::StaleTwin { lang: changed.other(), changed, change };
                found.push(source.problem_in(title..end, rule.into()));
            }
        }
    }

    /// The version that changed alone since both last changed, together or one after the other.
    fn ahead(&self, folder: &Path) -> Option<(Lang, Change)> {
        let files = Lang::BOTH.map(|lang| folder.join(format!("{lang}.md")));
        let [en, fr] = files.each_ref().map(|file| self.versions.get(file).map_or(&[][..], Vec::as_slice));
        let mut commits: Vec<(&Version, bool, bool)> = en
            .iter()
            .map(|version| (version, true, fr.iter().any(|other| other.commit == version.commit)))
            .chain(fr.iter().filter(|v| !en.iter().any(|o| o.commit == v.commit)).map(|version| (version, false, true)))
            .collect();
        commits.sort_by_key(|(version, ..)| version.order);
        let mut ahead: Option<(Lang, Change)> = None;
        let last = files.each_ref().map(|file| self.dirty.contains(file));
        let uncommitted =
            (last[0] || last[1]).then(|| (Change { commit: None, date: self.day(self.now) }, last[0], last[1]));
        let committed = commits
            .into_iter()
            .map(|(version, en, fr)| (Change { commit: Some(version.name()), date: self.day(version.at) }, en, fr));
        for (change, en, fr) in committed.chain(uncommitted) {
            let alone = match (en, fr) {
                (true, false) => Lang::En,
                (false, true) => Lang::Fr,
                _ => {
                    ahead = None;
                    continue;
                }
            };
            ahead = match ahead {
                // The twin follows.
                Some((lang, _)) if lang != alone => None,
                Some(first) => Some(first),
                None => Some((alone, change)),
            };
        }
        ahead
    }

    /// The texts of blobs, all in one call.
    fn blobs<'v>(&self, versions: impl Iterator<Item = &'v Version>) -> BTreeMap<String, String> {
        let wanted: BTreeSet<&String> = versions.filter_map(|version| version.blob.as_ref()).collect();
        let mut texts = BTreeMap::new();
        if wanted.is_empty() {
            return texts;
        }
        let mut command = Command::new("git");
        command.arg("-C").arg(self.root).args(["cat-file", "--batch"]);
        let Ok(mut child) = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else { return texts };
        let names: String = wanted.iter().map(|blob| format!("{blob}\n")).collect();
        // Written beside the reading: pipes are small.
        let writer = child.stdin.take().map(|mut input| std::thread::spawn(move || input.write_all(names.as_bytes())));
        if let Ok(output) = child.wait_with_output() {
            texts = batch(&output.stdout);
        }
        drop(writer.map(std::thread::JoinHandle::join));
        texts
    }
}

/// What `git cat-file --batch` prints: for each blob `DIGEST blob SIZE`, its bytes, and a line end.
fn batch(mut output: &[u8]) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    while let Some(end) = output.iter().position(|byte| *byte == b'\n') {
        let header = String::from_utf8_lossy(&output[..end]).into_owned();
        let mut words = header.split(' ');
        let (Some(name), Some(size)) = (words.next(), words.nth(1).and_then(|size| size.parse::<usize>().ok())) else {
            output = &output[end + 1..];
            continue;
        };
        let start = end + 1;
        let Some(bytes) = output.get(start..start + size) else { break };
        texts.insert(name.to_owned(), String::from_utf8_lossy(bytes).into_owned());
        output = output.get(start + size + 1..).unwrap_or_default();
    }
    texts
}

fn amendments(facts: &Value) -> impl Iterator<Item = &Value> {
    let list = facts.get("amendments").and_then(Value::as_sequence);
    list.into_iter().flatten().filter_map(|amendment| amendment.get("was"))
}

/// A value as one text, whatever way it is written: `2026-12-01 14:00` is `2026-12-01T14:00`, 8200.00 is 8200.
pub(crate) fn canonical(value: Option<&Value>) -> Option<String> {
    Some(match value? {
        Value::Null => return None,
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.fract() == 0.0 => format!("{float:.0}"),
            _ => number.to_string(),
        },
        Value::String(text) => {
            let text = text.trim();
            let is_instant =
                text.len() >= 16 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit) && text.as_bytes()[4] == b'-';
            match is_instant {
                true => text
                    .replacen(' ', "T", 1)
                    .strip_suffix(":00")
                    .filter(|t| t.len() == 16)
                    .map_or_else(|| text.replacen(' ', "T", 1), str::to_owned),
                false => text.to_owned(),
            }
        }
        Value::Sequence(items) => {
            let items: Vec<_> = items.iter().filter_map(|item| canonical(Some(item))).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .filter_map(|(key, value)| Some(format!("{}: {}", canonical(Some(key))?, canonical(Some(value))?)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Tagged(tagged) => return canonical(Some(&tagged.value)),
    })
}

/// A value short enough for a message.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(MOST).collect::<String>())
}
