//! The rules for the strings of a theme: none is empty, and each has the placeholders that are filled in.

use std::collections::BTreeSet;

use submit_fn::shared::lang::{Bilingual, Lang};
use submit_fn::shared::wording;

use crate::diagnostic::{Diagnostic, Problem};
use crate::read::{Segment, Source, Target, toml_value};
use crate::render::plural::{categories, is_of_one_number};
use crate::render::wording as site;
use crate::yaml::Value;

/// A text of a file of strings.
struct Leaf<'v> {
    path: Vec<Segment<'v>>,
    /// The keys of its path; the texts of a list have one name.
    name: String,
    text: &'v str,
}

/// What is wrong with the strings of both languages.
pub(super) fn rule(sources: &Bilingual<&Source>) -> Vec<Diagnostic> {
    // What is no TOML is reported by whoever reads it into types.
    let values = sources.as_ref().map(|source| toml_value(&source.text).unwrap_or(Value::Null));
    let leaves = values.as_ref().map(|value| {
        let mut leaves = Vec::new();
        collect(value, &mut Vec::new(), &mut leaves);
        leaves
    });
    let mut diagnostics = Vec::new();
    for lang in Lang::BOTH {
        diagnostics.extend(missing_forms(sources.get(lang), values.get(lang), lang));
        let (source, mine, other) = (sources.get(lang), leaves.get(lang), leaves.get(lang.other()));
        for (i, leaf) in mine.iter().enumerate() {
            let target = || Target::Value(leaf.path.clone());
            if leaf.text.trim().is_empty() {
                diagnostics.push(source.problem_at(&target(), Problem::Empty));
                continue;
            }
            let named = |leaves: &[Leaf<'_>]| {
                let same = leaves.iter().filter(|other| other.name == leaf.name);
                same.flat_map(|leaf| placeholders(leaf.text)).map(str::to_owned).collect::<BTreeSet<_>>()
            };
            let here = placeholders(leaf.text).map(str::to_owned).collect();
            let expected = expected(&leaf.name, named(other));
            // A list is looked at as a whole: which of its texts has the placeholder is its author's choice.
            let is_last = mine.get(i + 1).is_none_or(|next| next.name != leaf.name);
            let lost: Vec<_> = expected.required.difference(&named(mine)).filter(|_| is_last).cloned().collect();
            if !lost.is_empty() {
                diagnostics.push(source.problem_at(&target(), Problem::LostPlaceholder { names: lost }));
            }
            // What one version of a string of templates has, the other lost.
            let is_filled_by_theme = leaf.name.starts_with("templates.");
            let invented: Vec<_> = BTreeSet::difference(&here, &expected.allowed).cloned().collect();
            if !invented.is_empty() && !is_filled_by_theme {
                let known = expected.allowed.into_iter().collect();
                diagnostics.push(source.problem_at(&target(), Problem::InventedPlaceholder { names: invented, known }));
            }
        }
    }
    diagnostics
}

/// The texts and tables that the other language has, and this one lacks.
pub(super) fn missing(source: &Source, other: &Source) -> Vec<Diagnostic> {
    let (Ok(mine), Ok(theirs)) = (toml_value(&source.text), toml_value(&other.text)) else { return Vec::new() };
    let mut missing = Vec::new();
    compare(&mine, &theirs, &mut Vec::new(), &mut |path, key| {
        let target = Target::Key(path.to_vec());
        let names = path.iter().filter_map(|segment| match segment {
            Segment::Key(key) => Some(*key),
            Segment::Index(_) => None,
        });
        let name = names.chain([key]).collect::<Vec<_>>().join(".");
        missing.push(source.problem_at(&target, Problem::MissingString { key: name, form: None }));
    });
    missing
}

fn compare<'v>(
    mine: &Value,
    theirs: &'v Value,
    path: &mut Vec<Segment<'v>>,
    tell: &mut impl FnMut(&[Segment<'v>], &'v str),
) {
    // Which forms a text with a number has is up to each language.
    let is_text_with_number = path.len() == 2 && path.first() == Some(&Segment::Key("plurals"));
    for (key, value) in theirs.as_mapping().into_iter().flatten().filter(|_| !is_text_with_number) {
        let key = key.as_str().unwrap_or_default();
        match mine.get(key) {
            None => tell(path, key),
            Some(mine) => {
                path.push(Segment::Key(key));
                compare(mine, value, path, tell);
                path.pop();
            }
        }
    }
}

/// The forms that the numbers of a language need, and a text with a number lacks.
fn missing_forms(source: &Source, value: &Value, lang: Lang) -> Vec<Diagnostic> {
    let texts = value.get("plurals").and_then(Value::as_mapping).into_iter().flatten();
    let missing = texts.flat_map(|(name, forms)| {
        let lacks = |form: &&'static str| forms.get(*form).is_none();
        let key = name.as_str().unwrap_or_default();
        let target = Target::Key(vec![Segment::Key("plurals"), Segment::Key(key)]);
        let forms = categories(lang).into_iter().filter(lacks);
        let problem =
            move |form: &str| Problem::MissingString { key: key.to_owned(), form: Some(form.to_owned().into()) };
        forms.map(move |form| source.problem_at(&target, problem(form)))
    });
    missing.collect()
}

struct Expected {
    required: BTreeSet<String>,
    allowed: BTreeSet<String>,
}

/// The placeholders of a string; `other` has those of the other language. What fills in the strings of templates is the
/// theme's own: there, both languages must agree.
fn expected(name: &str, other: BTreeSet<String>) -> Expected {
    let (name, form) = match name.strip_prefix("plurals.").and_then(|_| name.rsplit_once('.')) {
        Some((name, form)) => (name, form),
        None => (name, ""),
    };
    let (required, optional) = if name.starts_with("templates.") {
        (other, BTreeSet::new())
    } else {
        let tables = site::PLACEHOLDERS.iter().chain(wording::PLACEHOLDERS);
        let filled = tables.filter(|(string, _)| *string == name).flat_map(|(_, names)| names.iter());
        let optional = if name.starts_with("form.refusals.") { Some("contact".to_owned()) } else { None };
        (filled.map(|name| (*name).to_owned()).collect(), optional.into_iter().collect())
    };
    let allowed = required.union(&optional).cloned().collect();
    // “One opportunity” needs no number.
    let required = if is_of_one_number(form) { BTreeSet::new() } else { required };
    Expected { required, allowed }
}

fn collect<'v>(value: &'v Value, path: &mut Vec<Segment<'v>>, leaves: &mut Vec<Leaf<'v>>) {
    match value {
        Value::String(text) => {
            let keys = path.iter().filter_map(|segment| match segment {
                Segment::Key(key) => Some(*key),
                Segment::Index(_) => None,
            });
            leaves.push(Leaf { path: path.clone(), name: keys.collect::<Vec<_>>().join("."), text });
        }
        Value::Sequence(items) => {
            for (i, item) in items.iter().enumerate() {
                path.push(Segment::Index(i));
                collect(item, path, leaves);
                path.pop();
            }
        }
        Value::Mapping(entries) => {
            for (key, value) in entries {
                path.push(Segment::Key(key.as_str().unwrap_or_default()));
                collect(value, path, leaves);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The names between braces in a text.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| {
        let name = rest.split_once('}')?.0;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_name.then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_names_between_braces() {
        assert_eq!(placeholders("{n} of {count}, { a }, {}, {b").collect::<Vec<_>>(), ["n", "count"]);
    }

    #[test]
    fn a_singular_needs_no_number_but_may_have_one() {
        let expected = expected("plurals.open.one", BTreeSet::new());
        assert!(expected.required.is_empty());
        assert_eq!(expected.allowed.into_iter().collect::<Vec<_>>(), ["n"]);
    }
}
