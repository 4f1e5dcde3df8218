//! A fact that changed after posting is kept in an amendment.

use std::path::PathBuf;

use jiff::civil::Date;

use super::past::Past;
use crate::canonical::canonical;
use crate::diagnostic::{Diagnostic, Problem};
use crate::git::{GitError, Version};
use crate::model::Fact;
use crate::read::{Segment, Source, Syntax, Target};
use crate::yaml::{self, Value};

/// Finds facts that changed since they were published, without an amendment.
///
/// # Errors
/// If git fails.
pub(super) fn rule(past: &Past<'_>, diagnostics: &mut Vec<Diagnostic>) -> Result<(), GitError> {
    let is_facts = |path: &&PathBuf| path.ends_with("opportunity.yaml") && path.starts_with("content/opportunities");
    let changed: Vec<_> = past
        .versions
        .iter()
        .filter(|(path, versions)| is_facts(path) && (versions.len() > 1 || past.unpublished.contains(*path)))
        .collect();
    let blobs = past.repository.blobs(changed.iter().flat_map(|(_, versions)| versions.iter()))?;
    for (path, versions) in changed {
        let Ok(source) = Source::read(past.root, path, Syntax::Yaml) else { continue };
        let Ok(current) = yaml::parse::<Value>(source.facts()) else { continue };
        let texts: Vec<(&Version, Value)> = versions
            .iter()
            .filter_map(|version| {
                let text = blobs.get(version.blob.as_ref()?)?;
                Some((version, yaml::parse(text).ok()?))
            })
            .collect();
        unamended(past, &source, &current, &texts, diagnostics);
    }
    Ok(())
}

/// Every value that was published and is no longer there must be kept in an amendment.
fn unamended(
    past: &Past<'_>,
    source: &Source,
    current: &Value,
    versions: &[(&Version, Value)],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for fact in Fact::ALL.iter().map(|fact| fact.key()) {
        let now = canonical(current.get(fact));
        let kept: Vec<String> = amendments(current).filter_map(|was| canonical(was.get(fact))).collect();
        for (i, (_, facts)) in versions.iter().enumerate() {
            let Some(was) = canonical(facts.get(fact)) else { continue };
            let next = versions.get(i + 1).map(|(next, _)| *next);
            if Some(&was) == now.as_ref() || kept.contains(&was) || !was_published(past, facts, next) {
                continue;
            }
            // The change is in the first version that has another value, or in none yet.
            let changed = versions[i + 1..].iter().find(|(_, facts)| canonical(facts.get(fact)).as_ref() != Some(&was));
            let change = past.change(changed.map(|(version, _)| *version));
            let now = now.clone().unwrap_or_else(|| "—".into());
            let problem = Problem::Unamended { fact: fact.to_owned(), was: short(&was), now: short(&now), change };
            diagnostics.push(source.problem_at(&Target::Value(vec![Segment::Key(fact)]), problem));
            break;
        }
    }
}

/// Whether a version was on the site for a while: it was posted before the next one came.
fn was_published(past: &Past<'_>, facts: &Value, next: Option<&Version>) -> bool {
    let posted = facts.get("posted").and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
    let opens = posted.and_then(|day| day.to_zoned_datetime(past.zone.rules.clone()).ok());
    let Some(opens) = opens.map(|opens| opens.timestamp()) else { return false };
    opens < next.map_or(past.now, |next| next.at)
}

/// The former values that amendments keep.
fn amendments(facts: &Value) -> impl Iterator<Item = &Value> {
    let list = facts.get("amendments").and_then(Value::as_sequence);
    list.into_iter().flatten().filter_map(|amendment| amendment.get("was"))
}

/// A value short enough for a message.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(LONGEST).collect::<String>())
}
