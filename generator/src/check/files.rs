//! Which files an item has: none is missing, none is read by nothing, and none is a proposal, which is confidential.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Problem};
use crate::nearest::nearest;
use crate::parse::QUESTIONS;
use crate::parse::slug;
use crate::read::{ContentTree, Entry, is_image};

/// The rules for the files of the whole content that belong to no item.
pub(super) fn strays(tree: &ContentTree) -> impl Iterator<Item = Diagnostic> {
    tree.strays.iter().map(|path| stray(path)).chain(tree.problems.iter().cloned())
}

/// Which files are missing, lack a twin, or are read by nothing.
pub(super) fn rule(entry: &Entry) -> Vec<Diagnostic> {
    let mut known = vec!["en.md", "fr.md"];
    known.extend(entry.kind.facts_file());
    known.extend((entry.kind.has_questions()).then_some(QUESTIONS));

    let has = |name: &str| entry.files.iter().any(|file| file == name);
    let whole = |file: &str, problem| Diagnostic::new(entry.dir().join(file), None, problem);
    let mut problems = Vec::new();
    let mut missed: Vec<&str> = known.iter().copied().filter(|name| *name != QUESTIONS && !has(name)).collect();
    let unknown = |file: &&String| !known.contains(&file.as_str()) && !is_image(file);
    for file in entry.files.iter().filter(unknown) {
        if looks_like_proposal(file) {
            problems.push(whole(file, Problem::LooksLikeProposal { name: file.clone() }));
            continue;
        }
        let nearest = nearest(file, missed.iter().copied());
        // A misspelt file is one problem, not two.
        missed.retain(|name| Some(*name) != nearest);
        let nearest = known.iter().copied().find(|name| Some(*name) == nearest);
        problems.push(whole(file, Problem::UnexpectedFile { name: file.clone(), nearest: nearest.map(Into::into) }));
    }
    for name in missed {
        problems.push(match name {
            "fr.md" if has("en.md") => whole("en.md", Problem::MissingTwin { twin: name.into() }),
            "en.md" if has("fr.md") => whole("fr.md", Problem::MissingTwin { twin: name.into() }),
            _ => whole("", Problem::MissingFile { name: name.into() }),
        });
    }
    if !slug::is_slug(&entry.id) {
        problems.push(whole("", Problem::BadName { name: entry.id.clone() }));
    }
    problems
}

/// Whether a file has the name or the kind of what bidders send. Proposals are never content.
fn looks_like_proposal(name: &str) -> bool {
    const WORDS: [&str; 10] =
        ["proposal", "proposition", "bid", "soumission", "offre", "offer", "quote", "cv", "resume", "curriculum"];
    const KINDS: [&str; 7] = ["pdf", "doc", "docx", "odt", "rtf", "pages", "xlsx"];
    let name = slug::slugify(name);
    let mut words = name.split('-');
    words.clone().next_back().is_some_and(|kind| KINDS.contains(&kind))
        || words.any(|word| WORDS.contains(&word) || WORDS.contains(&word.trim_end_matches('s')))
}

fn stray(path: &Path) -> Diagnostic {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if looks_like_proposal(&name) {
        return Diagnostic::new(path, None, Problem::LooksLikeProposal { name });
    }
    Diagnostic::new(path, None, Problem::UnexpectedFile { name, nearest: None })
}
