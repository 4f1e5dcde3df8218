//! Published questions and answers stay as they were, and come while a bidder can still use them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::past::{Past, Posting, items, says_the_same};
use crate::canonical::canonical;
use crate::diagnostic::operand::Entry;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Version};
use crate::parse::QUESTIONS;
use crate::read::{Segment, Source, Syntax, Target};
use crate::yaml::{self, Value};

/// # Errors
/// If git fails.
pub(super) fn rule(past: &Past<'_>, postings: &[Posting]) -> Result<Vec<Diagnostic>, GitError> {
    let changed = postings.iter().map(|posting| (posting, past.since(posting, QUESTIONS)));
    let is_changed = |(posting, versions): &(&Posting, &[Version])| {
        !versions.is_empty() || past.unpublished.contains(&posting.folder.join(QUESTIONS))
    };
    let changed: Vec<_> = changed.filter(is_changed).collect();
    let blobs = past.repository.blobs(changed.iter().flat_map(|(_, versions)| versions.iter()))?;
    let mut diagnostics = Vec::new();
    for (posting, versions) in changed {
        let read = |version: &Version| yaml::parse::<Value>(blobs.get(version.blob.as_ref()?)?).ok();
        let versions = versions.iter().filter_map(|version| Some((version, read(version)?))).collect();
        diagnostics.extend(Answers { past, posting, versions }.check());
    }
    Ok(diagnostics)
}

/// The questions and answers of an opportunity, as each commit left them.
struct Answers<'p> {
    past: &'p Past<'p>,
    posting: &'p Posting,
    versions: Vec<(&'p Version, Value)>,
}

impl<'p> Answers<'p> {
    fn check(&self) -> Vec<Diagnostic> {
        let path = self.posting.folder.join(QUESTIONS);
        let source = Source::read(self.past.root, &path, Syntax::Yaml).ok();
        let current = source.as_ref().and_then(|source| yaml::parse::<Value>(source.facts()).ok());
        // One that cannot be read, or that is gone with its opportunity, is reported as such.
        if current.is_none() && (self.past.root.join(&path).exists() || self.posting.current.is_none()) {
            return Vec::new();
        }
        let now = current.as_ref().map(list).unwrap_or_default();
        let rewritten = self.rewritten(now).into_iter().map(|(index, problem)| match &source {
            Some(source) if index < now.len() => {
                source.problem_at(&Target::Value(vec![Segment::Index(index)]), problem)
            }
            Some(source) => source.problem_at(&Target::Value(Vec::new()), problem),
            None => Diagnostic::new(&path, None, problem),
        });
        let late = source.as_ref().map(|source| self.late(source, now)).unwrap_or_default();
        late.into_iter().chain(rewritten).collect()
    }

    /// What is no longer as it was published, with its place then.
    fn rewritten(&self, now: &[Value]) -> Vec<(usize, Problem)> {
        let mut known = BTreeSet::new();
        let mut problems = Vec::new();
        for (v, (_, was)) in self.versions.iter().enumerate() {
            for (i, was) in list(was).iter().enumerate() {
                let is_kept = |items: &[Value]| items.iter().any(|item| self.keeps(was, item));
                if !known.insert(canonical(Some(was))) || is_kept(now) {
                    continue;
                }
                let change = self.versions[v + 1..].iter().find(|(_, items)| !is_kept(list(items)));
                let change = self.past.change(change.map(|(version, _)| *version));
                problems.push((i, Problem::Rewritten { entry: Entry::Answer, change }));
            }
        }
        problems
    }

    /// Answers that came when nobody could send a proposal any more.
    fn late(&self, source: &Source, now: &[Value]) -> Vec<Diagnostic> {
        let Some(ended) = &self.posting.ended else { return Vec::new() };
        let target = |i| Target::Value(vec![Segment::Index(i), Segment::Key("answered")]);
        let is_late = |item: &Value| {
            // By its own day it is told of already.
            ended.is_before(self.came_with(item)) && day(item).is_none_or(|day| day <= ended.day)
        };
        let late = now.iter().enumerate().filter(|(_, item)| is_late(item));
        late.map(|(i, _)| source.problem_at(&target(i), Problem::LateAnswer { closed: ended.day })).collect()
    }

    /// The version that an item came with; `None` if it is not published yet.
    fn came_with(&self, item: &Value) -> Option<&'p Version> {
        self.first(|was| is_same("question", was, item) && self.is_of_the_same_day(was, item))
    }

    fn first(&self, is_it: impl Fn(&Value) -> bool) -> Option<&'p Version> {
        self.versions.iter().find(|(_, items)| list(items).iter().any(&is_it)).map(|(version, _)| *version)
    }

    /// Whether an item is what another one was, or keeps its answer as a corrected one.
    fn keeps(&self, was: &Value, now: &Value) -> bool {
        let is_corrected = || {
            let mut corrections = items(now, "corrections").filter_map(|correction| correction.get("was"));
            was.get("answer").is_some_and(|was| corrections.any(|kept| says_the_same(was, kept)))
        };
        let has_all_corrections =
            || items(was, "corrections").all(|was| items(now, "corrections").any(|now| says_the_same(was, now)));
        let answer_stays = || {
            (is_same("answer", was, now) || is_corrected())
                && has_all_corrections()
                && self.is_of_the_same_day(was, now)
        };
        // What waited for an answer may have one.
        is_same("question", was, now) && is_same("asked", was, now) && (was.get("answer").is_none() || answer_stays())
    }

    /// A day that was still to come when it was published is a slip, which may be put right.
    fn is_of_the_same_day(&self, was: &Value, now: &Value) -> bool {
        let is_slip = || {
            let is_it = |item: &Value| is_same("question", was, item) && is_same("answered", was, item);
            let came = self.past.clock.day(self.first(is_it)?.at);
            Some(day(was)? > came && day(now)? <= came)
        };
        is_same("answered", was, now) || is_slip().unwrap_or(false)
    }
}

fn list(items: &Value) -> &[Value] {
    items.as_sequence().map(Vec::as_slice).unwrap_or_default()
}

fn day(item: &Value) -> Option<Date> {
    item.get("answered")?.as_str()?.parse().ok()
}

fn is_same(key: &str, was: &Value, now: &Value) -> bool {
    match (was.get(key), now.get(key)) {
        (Some(was), Some(now)) => says_the_same(was, now),
        (was, now) => canonical(was) == canonical(now),
    }
}
