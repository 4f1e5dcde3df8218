//! The one door to the `git` command: versions of the content, and what is not published yet.

#[cfg(feature = "deploy")]
pub(crate) mod checkout;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jiff::Timestamp;

/// A file as a published commit left it.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    commit: String,
    /// The commit's position on the way from the first to the published one.
    pub(crate) order: usize,
    pub(crate) at: Timestamp,
    /// The digest of the file's content; `None` if the commit removed the file.
    pub(crate) blob: Option<String>,
    /// Whether git keeps what it says: not of a link, nor of the commit of another repository.
    pub(crate) is_kept: bool,
}

impl Version {
    /// The commit's abbreviated name.
    pub(crate) fn short_name(&self) -> String {
        self.commit.chars().take(8).collect()
    }
}

/// The versions of files, the oldest first, by their paths relative to the site's root.
pub(crate) type Versions = BTreeMap<PathBuf, Vec<Version>>;

/// What the record of a site is made of.
const RECORDED: [&str; 2] = ["content", "site.toml"];

/// Why git could not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GitError {
    NotInstalled,
    NoRepository,
    /// No branch or commit of this name has a common ancestor with the present commit.
    UnknownBase(String),
    /// With the first line that git wrote to standard error.
    Failed(String),
}

/// The repository that holds a site.
pub(crate) struct Repository<'r> {
    root: &'r Path,
    /// The last commit that is published; `None` if there is no commit yet.
    published: Option<String>,
}

impl<'r> Repository<'r> {
    /// Opens the repository that `root` is in. The published commit is the last one that `base` and the present
    /// commit share, or the present commit if no base is named.
    pub(crate) fn open(root: &'r Path, base: Option<&str>) -> Result<Self, GitError> {
        let repository = Self { root, published: None };
        repository.run(&["rev-parse", "--git-dir"])?;
        let published = match base {
            Some(base) => {
                let common = repository.run(&["merge-base", "--", base, "HEAD"]);
                Some(common.map_err(|_| GitError::UnknownBase(base.to_owned()))?)
            }
            None => match repository.run(&["rev-parse", "--verify", "--quiet", "HEAD"]) {
                Ok(name) => Some(name),
                // Before the first commit, git fails without a message.
                Err(GitError::Failed(why)) if why.is_empty() => None,
                Err(error) => return Err(error),
            },
        };
        Ok(Self { published: published.map(|name| name.trim().to_owned()), ..repository })
    }

    /// Whether the clone has only the last commits.
    pub(crate) fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(self.run(&["rev-parse", "--is-shallow-repository"])?.trim() == "true")
    }

    /// The published versions of site.toml and of everything below content/, along the first parents: a merge is one
    /// change, as visitors saw it.
    pub(crate) fn versions(&self, now: Timestamp) -> Result<Versions, GitError> {
        let mut versions = Versions::new();
        let Some(published) = &self.published else { return Ok(versions) };
        let commits = self.commits(published, now)?;
        let args = [
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            "--no-renames",
            "--no-show-signature",
            "-O/dev/null",
            "--raw",
            "--no-abbrev",
            "--relative",
            "--reverse",
            "--format=commit %H",
            published,
            "--",
        ];
        let mut commit = None;
        for line in self.run(&[&args, &RECORDED[..]].concat())?.lines() {
            if let Some(name) = line.strip_prefix("commit ") {
                commit = commits.get(name);
            } else if let Some((facts, path)) = line.strip_prefix(':').and_then(|raw| raw.split_once('\t')) {
                let Some(commit) = commit else { continue };
                let mut facts = facts.split(' ').skip(1);
                let (mode, blob) = (facts.next().unwrap_or_default(), facts.nth(1));
                let blob = blob.filter(|blob| !blob.bytes().all(|byte| byte == b'0')).map(str::to_owned);
                let is_kept = !matches!(mode, "120000" | "160000");
                let version = Version { blob: blob.filter(|_| is_kept), is_kept, ..commit.clone() };
                versions.entry(PathBuf::from(path)).or_default().push(version);
            }
        }
        Ok(versions)
    }

    /// The commits along the first parents, by their names. Whoever makes a commit can give it any date: none counts as
    /// older than the one before it, whatever files that one changed, and one that claims to come later comes now.
    fn commits(&self, last: &str, now: Timestamp) -> Result<BTreeMap<String, Version>, GitError> {
        let args = ["log", "--first-parent", "--no-show-signature", "--reverse", "--format=%H %ct", last];
        let mut latest = Timestamp::UNIX_EPOCH;
        let log = self.run(&args)?;
        let commits = log.lines().zip(1..).filter_map(|(line, order)| {
            let (name, seconds) = line.split_once(' ')?;
            let claimed = Timestamp::from_second(seconds.parse().ok()?).ok()?;
            let at = if claimed > now { now } else { claimed.max(latest) };
            if claimed <= now {
                latest = at;
            }
            Some((name.to_owned(), Version { commit: name.to_owned(), order, at, blob: None, is_kept: true }))
        });
        Ok(commits.collect())
    }

    /// The files that differ from the published commit, in a later commit or in the working tree, whether git knows them
    /// or not.
    pub(crate) fn unpublished(&self) -> Result<BTreeSet<PathBuf>, GitError> {
        let mut files = self.changed(&[])?;
        files.extend(self.run(&[&["ls-files", "--others", "--"], &RECORDED[..]].concat())?.lines().map(PathBuf::from));
        Ok(files)
    }

    /// The files that differ between the published commit and `commit`, or the working tree if it is empty.
    fn changed(&self, commit: &[&str]) -> Result<BTreeSet<PathBuf>, GitError> {
        let Some(published) = &self.published else { return Ok(BTreeSet::new()) };
        let options = ["diff", "-O/dev/null", "--no-renames", "--name-only", "--relative", published];
        let args = [&options, commit, &["--"], &RECORDED].concat();
        Ok(self.run(&args)?.lines().map(PathBuf::from).collect())
    }

    /// The files that commits after the published one changed; the working tree does not count.
    pub(crate) fn changed_by_commits(&self) -> Result<BTreeSet<PathBuf>, GitError> {
        self.changed(&["HEAD"])
    }

    /// The texts of blobs, all in one call.
    pub(crate) fn blobs<'v>(
        &self,
        versions: impl Iterator<Item = &'v Version>,
    ) -> Result<BTreeMap<String, String>, GitError> {
        let wanted: BTreeSet<&String> = versions.filter_map(|version| version.blob.as_ref()).collect();
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut command = self.command(&["cat-file", "--batch"]);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|_| GitError::NotInstalled)?;
        let names: String = wanted.iter().map(|blob| format!("{blob}\n")).collect();
        let input = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // Written while the output is read, since pipes are small. If git takes less, its exit status says so.
            scope.spawn(|| input.map(|mut input| input.write_all(names.as_bytes())));
            child.wait_with_output()
        });
        Ok(parse_batch(&succeeded(output.map_err(|error| GitError::Failed(error.to_string()))?)?))
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.root).args(["-c", "core.quotePath=false", "-c", "log.showRoot=true"]).args(args);
        command.env("LC_ALL", "C");
        // History is what the commits say, not what this clone puts in their place.
        command.env("GIT_NO_REPLACE_OBJECTS", "1");
        // A hook of another repository may have set these.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command
    }

    /// Returns what a git command prints.
    fn run(&self, args: &[&str]) -> Result<String, GitError> {
        let output = self.command(args).output().map_err(|_| GitError::NotInstalled)?;
        succeeded(output).map(|output| String::from_utf8_lossy(&output).into_owned())
    }
}

/// The site's path in its repository: empty, or ending with `/`.
///
/// # Errors
/// If the site is in no repository.
pub(crate) fn prefix(root: &Path) -> Result<String, GitError> {
    let repository = Repository { root, published: None };
    Ok(repository.run(&["rev-parse", "--show-prefix"])?.trim_end().to_owned())
}

fn succeeded(output: Output) -> Result<Vec<u8>, GitError> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    Err(match message.contains("not a git repository") {
        true => GitError::NoRepository,
        false => GitError::Failed(message.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()),
    })
}

/// Parses what `git cat-file --batch` prints: for each blob `DIGEST blob SIZE`, its bytes, and a line end.
fn parse_batch(mut output: &[u8]) -> BTreeMap<String, String> {
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
