//! Whole files: one group of keys, a list of them, or texts by ids.

use submit_fn::shared::lang::Bilingual;

use super::decode::{Context, Form, Node, Report, entries, list};
use super::form::BothLanguages;
use super::group::Group;
use crate::diagnostic::{Diagnostic, Expected, Problem};
use crate::read::{Source, Syntax, toml_value};
use crate::slug::is_slug;
use crate::yaml::{self, Value};

/// Reads a file that holds a group of keys.
pub(crate) fn keys<G: Group>(source: &Source, context: Context<'_>, problems: &mut Vec<Diagnostic>) -> Option<G> {
    top(source, context, problems, G::read)
}

/// Reads a file that holds a list of groups of keys. Those that cannot be read are left out.
pub(crate) fn groups<G: Group>(source: &Source, context: Context<'_>, problems: &mut Vec<Diagnostic>) -> Vec<G> {
    top(source, context, problems, |node, report| list(node, report, G::read)).unwrap_or_default()
}

/// Reads a file that holds a text in both languages for each id.
pub(crate) fn texts(
    source: &Source,
    context: Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Vec<(String, Bilingual<String>)>> {
    top(source, context, problems, |node, report| {
        entries(node, report, |id, node, report| match is_slug(id) {
            true => Some((id.to_owned(), BothLanguages::read(node, report)?)),
            false => report.wrong(node, Expected::Id),
        })
    })
}

fn top<T>(
    source: &Source,
    context: Context<'_>,
    problems: &mut Vec<Diagnostic>,
    read: impl FnOnce(Node<'_>, &mut Report<'_>) -> Option<T>,
) -> Option<T> {
    let value = values(source).map_err(|problem| problems.push(*problem)).ok()?;
    read(Node::top(&value), &mut Report::new(source, context, problems))
}

/// The keys and values of a file.
///
/// # Errors
/// The syntax error, where it began.
fn values(source: &Source) -> Result<Value, Box<Diagnostic>> {
    match source.syntax {
        Syntax::Yaml => yaml::parse(source.facts()).map_err(|error| {
            let problem = match error.kind {
                yaml::ErrorKind::RepeatedKey(id) => Problem::Repeated { id },
                yaml::ErrorKind::Syntax(detail) => Problem::YamlSyntax { detail },
            };
            let start = source.facts.start;
            Box::new(source.problem_in(start + error.range.start..start + error.range.end, problem))
        }),
        Syntax::Toml => toml_value(source.facts()).map_err(|error| {
            let detail = error.message().lines().next().unwrap_or_default().to_owned();
            Box::new(source.problem_in(error.span().unwrap_or_default(), Problem::TomlSyntax { detail }))
        }),
    }
}
