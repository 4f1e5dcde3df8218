//! Takes typed values out of a file's keys and values, and reports everything that is not as it should be.

use std::sync::LazyLock;

use crate::diagnostic::{Diagnostic, Expected, Found, Problem};
use crate::nearest::nearest;
use crate::read::{Segment, Source, Syntax, Target};
use crate::schema::{Need, Schema};
use crate::yaml::{self, Mapping, Value};

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
        Syntax::Yaml => yaml::parse(source.facts()).map_err(|error| Box::new(yaml_problem(source, error))),
        Syntax::Toml => crate::read::toml_value(source.facts()).map_err(|error| {
            let detail = error.message().lines().next().unwrap_or_default().to_owned();
            Box::new(source.problem_in(error.span().unwrap_or_default(), Problem::TomlSyntax { detail }))
        }),
    }
}

fn yaml_problem(source: &Source, error: yaml::Error) -> Diagnostic {
    let problem = match error.kind {
        yaml::ErrorKind::RepeatedKey(id) => Problem::Repeated { id },
        yaml::ErrorKind::Syntax(detail) => Problem::YamlSyntax { detail },
    };
    let start = source.facts.start;
    source.problem_in(start + error.range.start..start + error.range.end, problem)
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
