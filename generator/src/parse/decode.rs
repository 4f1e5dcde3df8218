//! Takes typed values out of a file's keys and values, and reports everything that is not as it should be.

use std::sync::LazyLock;

use serde_yaml::{Mapping, Value};

use crate::diagnostic::{Diagnostic, Expected, Found, Problem};
use crate::nearest::nearest;
use crate::read::{Segment, Source, Syntax, Target};
use crate::schema::{Need, Schema};

/// Collects the problems of one file.
pub(super) struct Report<'s> {
    source: &'s Source,
    problems: &'s mut Vec<Diagnostic>,
}

/// A value and the way to it from the top of its file.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    trail: Trail<'a>,
}

/// A path as a list from its end, on the stack: building it costs nothing where all is well.
#[derive(Clone, Copy)]
enum Trail<'a> {
    Top,
    Step(&'a Trail<'a>, Segment<'a>),
}

impl<'a> Trail<'a> {
    fn path(&self) -> Vec<Segment<'a>> {
        match self {
            Trail::Top => Vec::new(),
            Trail::Step(before, segment) => {
                let mut path = before.path();
                path.push(*segment);
                path
            }
        }
    }
}

impl<'s> Report<'s> {
    pub(super) const fn new(source: &'s Source, problems: &'s mut Vec<Diagnostic>) -> Self {
        Self { source, problems }
    }

    /// Reports a problem with a value. Gives nothing, so that it can stand where a value was wanted.
    pub(super) fn value<T>(&mut self, node: Node<'_>, problem: impl Into<Problem>) -> Option<T> {
        let target = Target::Value(node.trail.path());
        self.problems.push(self.source.problem_at(&target, problem.into()));
        None
    }

    /// As [`Self::value`], for something else than what was expected.
    pub(super) fn wrong<T>(&mut self, node: Node<'_>, expected: Expected) -> Option<T> {
        self.value(node, Problem::WrongType { expected, found: found(node.value) })
    }

    fn key(&mut self, trail: &Trail<'_>, key: &str, problem: Problem) {
        let mut path = trail.path();
        path.push(Segment::Key(key));
        self.problems.push(self.source.problem_at(&Target::Key(path), problem));
    }
}

/// What stands in the place of an expected value.
fn found(value: &Value) -> Found {
    match value {
        Value::Null => Found::Nothing,
        Value::Bool(yes) => Found::Scalar(yes.to_string()),
        Value::Number(number) => Found::Scalar(number.to_string()),
        Value::String(text) => Found::Scalar(text.chars().take(40).collect()),
        Value::Sequence(_) => Found::List,
        Value::Mapping(_) => Found::Mapping,
        Value::Tagged(_) => Found::Tagged,
    }
}

/// Decodes the facts of a file, which are a mapping at the top.
pub(super) fn file<T>(
    source: &Source,
    problems: &mut Vec<Diagnostic>,
    decode: impl FnOnce(Node<'_>, &mut Report<'_>) -> Option<T>,
) -> Option<T> {
    let value = match value(source) {
        Ok(value) => value,
        Err(problem) => {
            problems.push(*problem);
            return None;
        }
    };
    decode(Node { value: &value, trail: Trail::Top }, &mut Report::new(source, problems))
}

fn value(source: &Source) -> Result<Value, Box<Diagnostic>> {
    match source.syntax {
        Syntax::Yaml => serde_yaml::from_str(source.facts()).map_err(|error| Box::new(yaml_problem(source, &error))),
        Syntax::Toml => crate::read::toml_value(source.facts()).map_err(|error| {
            let detail = error.message().lines().next().unwrap_or_default().to_owned();
            Box::new(source.problem_in(error.span().unwrap_or_default(), Problem::TomlSyntax { detail }))
        }),
    }
}

/// A syntax error of YAML, where it began: an unclosed bracket or quote is told at its opening, not at the
/// line that it swallowed. The parser's words are `WHAT at line L column C, while parsing A at line L column C`.
fn yaml_problem(source: &Source, error: &serde_yaml::Error) -> Diagnostic {
    let message = error.to_string();
    if let Some((_, quoted)) = message.split_once("duplicate entry with key ") {
        let id = quoted.split('"').nth(1).unwrap_or(quoted).to_owned();
        let at = second_line_of(source, &id);
        return source.problem_in(at..at + id.len(), Problem::Repeated { id });
    }
    let (what, context) = message.split_once(", while ").unwrap_or((&message, ""));
    let opening = ["parsing a flow", "scanning a quoted scalar", "scanning a simple key"]
        .iter()
        .any(|begin| context.starts_with(begin));
    let place = if opening { place_in(context) } else { error.location().map(|at| (at.line(), at.column())) };
    let at = match (place, what.split_once(" at position ")) {
        _ if what.contains("more than one document") => last_divider(source),
        (Some((line, column)), _) => source.byte_at(line, column),
        (None, Some((_, byte))) => source.facts.start + byte.parse::<usize>().unwrap_or_default(),
        (None, None) => source.facts.start,
    };
    // A file that ends too early is complained about on its last line, not after it.
    let at = at.min(source.facts().trim_end().len() + source.facts.start);
    let detail = match source.text[at..].starts_with('\t') {
        // The parser does not say that it is a tab that it found.
        true => "a tab stands where YAML wants spaces",
        false => what.split(" at ").next().unwrap_or(what),
    };
    let detail = detail.to_owned();
    source.problem_in(at..at + 1, Problem::YamlSyntax { detail })
}

/// The byte of the last line that divides a YAML file.
fn last_divider(source: &Source) -> usize {
    let found = ["\n---", "\n..."].iter().filter_map(|line| source.facts().rfind(line)).max();
    source.facts.start + found.map_or(0, |at| at + 1)
}

/// The byte of a key where it stands for the second time with the same indentation.
fn second_line_of(source: &Source, key: &str) -> usize {
    let mut first_indent = None;
    let mut at = source.facts.start;
    for line in source.facts().split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        if line[indent..].strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            if first_indent == Some(indent) {
                return at + indent;
            }
            first_indent.get_or_insert(indent);
        }
        at += line.len();
    }
    source.facts.start
}

/// The line and column of `… at line 12 column 9`.
fn place_in(words: &str) -> Option<(usize, usize)> {
    let (line, column) = words.split_once(" at line ")?.1.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// The values of a mapping, taken one by one by the keys of its schema.
pub(super) struct Fields<'a> {
    mapping: &'a Mapping,
    trail: Trail<'a>,
    schema: &'static Schema,
    missing: Vec<&'static str>,
    #[cfg(debug_assertions)]
    taken: usize,
}

impl<'a> Fields<'a> {
    pub(super) fn of(node: Node<'a>, schema: &'static Schema, report: &mut Report<'_>) -> Option<Self> {
        static EMPTY: LazyLock<Mapping> = LazyLock::new(Mapping::new);
        let needs_nothing = || schema.keys.iter().all(|key| key.need == Need::Optional);
        let mapping = match node.value {
            Value::Mapping(mapping) => mapping,
            // A file of comments alone, where nothing has to be said.
            Value::Null if matches!(node.trail, Trail::Top) && needs_nothing() => &*EMPTY,
            _ => return report.wrong(node, Expected::Mapping),
        };
        Some(Self {
            mapping,
            trail: node.trail,
            schema,
            missing: Vec::new(),
            #[cfg(debug_assertions)]
            taken: 0,
        })
    }

    /// The value of a key. When it is absent or empty and the schema requires it, that is told at the end.
    pub(super) fn get<T>(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
        decode: impl FnOnce(Node<'_>, &mut Report<'_>) -> Option<T>,
    ) -> Option<T> {
        debug_assert!(self.schema.keys.iter().any(|known| known.name == key), "`{key}` is not in the schema");
        #[cfg(debug_assertions)]
        {
            self.taken += 1;
        }
        match self.mapping.get(key).filter(|value| !value.is_null()) {
            Some(value) => decode(Node { value, trail: Trail::Step(&self.trail, Segment::Key(key)) }, report),
            None => {
                let required = self.schema.keys.iter().any(|of| of.name == key && of.need == Need::Required);
                self.missing.extend(required.then_some(key));
                None
            }
        }
    }

    /// Tells at the end that a key is missing, unless it has a value.
    pub(super) fn require(&mut self, key: &'static str) {
        if !self.present(key) {
            self.missing.push(key);
        }
    }

    /// Whether a key has a value.
    pub(super) fn present(&self, key: &str) -> bool {
        self.mapping.get(key).is_some_and(|value| !value.is_null())
    }

    /// Reports a problem with the value of a key.
    pub(super) fn problem(&self, key: &'static str, report: &mut Report<'_>, problem: impl Into<Problem>) {
        let path = Trail::Step(&self.trail, Segment::Key(key)).path();
        report.problems.push(report.source.problem_at(&Target::Key(path), problem.into()));
    }

    /// Reports the keys that are not of the schema, and those that had to be there. A required key that is
    /// misspelt is told once, as the unknown key that it is.
    pub(super) fn finish(self, report: &mut Report<'_>) {
        #[cfg(debug_assertions)]
        assert_eq!(self.taken, self.schema.keys.len(), "every key of a schema is decoded, once");
        let Self { mapping, trail, schema, mut missing, .. } = self;
        let known = || schema.keys.iter().map(|key| key.name);
        for key in mapping.keys().map(key_text).filter(|key| !known().any(|name| name == key)) {
            let absent = known().filter(|name| !mapping.contains_key(*name));
            let nearest = nearest(&key, absent).or_else(|| nearest(&key, known()));
            missing.retain(|name| Some(*name) != nearest);
            report.key(
                &trail,
                &key,
                Problem::UnknownKey {
                    key: key.clone(),
                    nearest: nearest.map(Into::into),
                    known: known().map(Into::into).collect(),
                },
            );
        }
        for key in missing {
            // A key without value is pointed at itself; an absent one, where its mapping begins.
            if mapping.contains_key(key) {
                report.key(&trail, key, Problem::MissingKey { key: key.into() });
            } else {
                let start = Target::Value(trail.path());
                report.problems.push(report.source.problem_at(&start, Problem::MissingKey { key: key.into() }));
            }
        }
    }
}

/// A key as a text, whatever YAML takes it for.
fn key_text(key: &Value) -> String {
    match key {
        Value::String(key) => key.clone(),
        other => match found(other) {
            Found::Scalar(text) => text,
            Found::Nothing => "null".into(),
            Found::List => "[]".into(),
            Found::Mapping => "{}".into(),
            Found::Tagged => "!".into(),
        },
    }
}

/// The items of a list, each decoded; those that fail are reported and left out.
pub(super) fn list<T>(
    node: Node<'_>,
    report: &mut Report<'_>,
    mut decode: impl FnMut(Node<'_>, &mut Report<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::Sequence(items) = node.value else { return report.wrong(node, Expected::List) };
    let decoded = items
        .iter()
        .enumerate()
        .filter_map(|(i, value)| decode(Node { value, trail: Trail::Step(&node.trail, Segment::Index(i)) }, report));
    Some(decoded.collect())
}

/// The entries of a mapping whose keys are not fixed, each decoded, in their order.
pub(super) fn entries<T>(
    node: Node<'_>,
    report: &mut Report<'_>,
    mut decode: impl FnMut(&str, Node<'_>, &mut Report<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::Mapping(mapping) = node.value else { return report.wrong(node, Expected::Mapping) };
    let decoded = mapping.iter().filter_map(|(key, value)| {
        let key = key_text(key);
        decode(&key, Node { value, trail: Trail::Step(&node.trail, Segment::Key(&key)) }, report)
    });
    Some(decoded.collect())
}
