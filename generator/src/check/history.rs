//! The rules that need git, and the first of them: a fact that changed after posting is kept in an amendment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Zone;

use super::canonical::canonical;
use super::git::{GitError, Repository, Version, Versions};
use super::twins;
use crate::diagnostic::operand::Change;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Fact;
use crate::read::{Segment, Source, Syntax, Target};
use crate::yaml::{self, Value};

/// What the history tells.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What is wrong.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether the clone has only the last commits, so that there may be more.
    pub(crate) is_shallow: bool,
}

/// Applies the rules that need git. What is not in `base`, when it is named, is one change that is not published
/// yet: a pull request.
///
/// # Errors
/// When git cannot tell the past.
pub(crate) fn check(root: &Path, base: Option<&str>, now: Timestamp, zone: &Zone) -> Result<Found, GitError> {
    let repository = Repository::open(root, base)?;
    let (versions, unpublished) = (repository.versions()?, repository.unpublished()?);
    let history = History { root, repository: &repository, versions, unpublished, now, zone };
    let mut diagnostics = Vec::new();
    history.facts(&mut diagnostics)?;
    twins::rule(&history, &mut diagnostics)?;
    Ok(Found { diagnostics, is_shallow: repository.is_shallow()? })
}

/// Adds what the history tells to what was found, without what only follows from it.
pub(crate) fn add(past: Vec<Diagnostic>, found: &mut Vec<Diagnostic>) {
    found.extend(past);
    *found = super::settle::settle(std::mem::take(found));
}

/// The past of a site.
pub(super) struct History<'h> {
    pub(super) root: &'h Path,
    pub(super) repository: &'h Repository<'h>,
    pub(super) versions: Versions,
    /// The files that have changed since.
    unpublished: BTreeSet<PathBuf>,
    now: Timestamp,
    zone: &'h Zone,
}

impl History<'_> {
    /// A commit as a change, or what is not published yet.
    pub(super) fn change(&self, version: Option<&Version>) -> Change {
        let at = version.map_or(self.now, |version| version.at);
        Change { commit: version.map(Version::name), date: self.zone.civil(at).date() }
    }

    /// Facts that changed since they were published.
    fn facts(&self, found: &mut Vec<Diagnostic>) -> Result<(), GitError> {
        let is_facts =
            |path: &&PathBuf| path.ends_with("opportunity.yaml") && path.starts_with("content/opportunities");
        let changed: Vec<_> = self
            .versions
            .iter()
            .filter(|(path, versions)| is_facts(path) && (versions.len() > 1 || self.unpublished.contains(*path)))
            .collect();
        let blobs = self.repository.blobs(changed.iter().flat_map(|(_, versions)| versions.iter()))?;
        for (path, versions) in changed {
            let Ok(source) = Source::read(self.root, path, Syntax::Yaml) else { continue };
            let Ok(current) = yaml::parse::<Value>(source.facts()) else { continue };
            let texts: Vec<(&Version, Value)> = versions
                .iter()
                .filter_map(|version| {
                    let text = blobs.get(version.blob.as_ref()?)?;
                    Some((version, yaml::parse(text).ok()?))
                })
                .collect();
            self.amended(&source, &current, &texts, found);
        }
        Ok(())
    }

    /// Every value that was published and is no longer there is kept in an amendment.
    fn amended(&self, source: &Source, current: &Value, versions: &[(&Version, Value)], found: &mut Vec<Diagnostic>) {
        for fact in Fact::ALL.iter().map(|fact| fact.key()) {
            let now = canonical(current.get(fact));
            let kept: Vec<String> = amendments(current).filter_map(|was| canonical(was.get(fact))).collect();
            for (i, (_, facts)) in versions.iter().enumerate() {
                let Some(was) = canonical(facts.get(fact)) else { continue };
                let next = versions.get(i + 1).map(|(next, _)| *next);
                if Some(&was) == now.as_ref() || kept.contains(&was) || !self.was_published(facts, next) {
                    continue;
                }
                // The change is in the first version that has another value, or in none yet.
                let changed =
                    versions[i + 1..].iter().find(|(_, facts)| canonical(facts.get(fact)).as_ref() != Some(&was));
                let change = self.change(changed.map(|(version, _)| *version));
                let now = now.clone().unwrap_or_else(|| "—".into());
                let rule = Problem::Unamended { fact: fact.to_owned(), was: short(&was), now: short(&now), change };
                found.push(source.problem_at(&Target::Value(vec![Segment::Key(fact)]), rule.into()));
                break;
            }
        }
    }

    /// Whether a version was on the site for a while: it was posted before the next one came.
    fn was_published(&self, facts: &Value, next: Option<&Version>) -> bool {
        let posted = facts.get("posted").and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
        let opens = posted.and_then(|day| day.to_zoned_datetime(self.zone.rules.clone()).ok());
        let Some(opens) = opens.map(|opens| opens.timestamp()) else { return false };
        let until = next.map_or(self.now, |next| next.at);
        opens < until
    }
}

fn amendments(facts: &Value) -> impl Iterator<Item = &Value> {
    let list = facts.get("amendments").and_then(Value::as_sequence);
    list.into_iter().flatten().filter_map(|amendment| amendment.get("was"))
}

/// A value short enough for a message.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(MOST).collect::<String>())
}
