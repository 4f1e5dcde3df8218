//! Takes values out of a file one by one, and reports everything that is not as its schema says.

use std::sync::LazyLock;

use submit_fn::shared::format::Zone;

use super::ids::Ids;
use super::{Need, Schema, Type};
use crate::diagnostic::{Diagnostic, Expected, Found, Problem};
use crate::nearest::nearest;
use crate::read::{Segment, Source, Target};
use crate::yaml::{self, Mapping, Value};

/// What the values of a file may refer to.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) ids: &'a Ids,
    /// The zone of times of day.
    pub(crate) zone: &'a Zone,
    pub(crate) zone_name: &'a str,
}

/// Collects the problems of one file.
pub(crate) struct Report<'s> {
    pub(super) context: Context<'s>,
    source: &'s Source,
    problems: &'s mut Vec<Diagnostic>,
}

/// A value and the way to it from the top of its file.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    pub(super) value: &'a Value,
    trail: Trail<'a>,
}

/// A path as a list from its end, on the stack: building it costs nothing where all is well.
#[derive(Clone, Copy)]
enum Trail<'a> {
    Top,
    Step(&'a Trail<'a>, Segment<'a>),
}

impl<'a> Node<'a> {
    pub(super) const fn top(value: &'a Value) -> Self {
        Self { value, trail: Trail::Top }
    }
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
    pub(super) const fn new(source: &'s Source, context: Context<'s>, problems: &'s mut Vec<Diagnostic>) -> Self {
        Self { context, source, problems }
    }

    /// Reports a problem with a value. Returns `None`, in the place of what could not be read.
    pub(super) fn value<T>(&mut self, node: Node<'_>, problem: Problem) -> Option<T> {
        let target = Target::Value(node.trail.path());
        self.problems.push(self.source.problem_at(&target, problem));
        None
    }

    /// As [`Self::value`], for the value of a key of a mapping.
    pub(super) fn value_of<T>(&mut self, node: Node<'_>, key: &str, problem: Problem) -> Option<T> {
        self.value(Node { value: node.value, trail: Trail::Step(&node.trail, Segment::Key(key)) }, problem)
    }

    /// As [`Self::value`], for another value than the expected one.
    pub(super) fn wrong<T>(&mut self, node: Node<'_>, expected: Expected) -> Option<T> {
        let found = match node.value {
            Value::Null if matches!(node.trail, Trail::Top) => return self.nothing(expected),
            Value::String(text) if hides(text, expected) => Found::Quoted(cut(text)),
            value => found(value),
        };
        self.value(node, Problem::WrongType { expected, found })
    }

    /// Reports a file, or a front matter, that is empty or has comments alone: at its first line.
    fn nothing<T>(&mut self, expected: Expected) -> Option<T> {
        let start = self.source.facts.start;
        let problem = Problem::EmptyFile { is_list: expected == Expected::List };
        self.problems.push(self.source.problem_in(start..self.source.text.len(), problem));
        None
    }

    fn key(&mut self, trail: &Trail<'_>, key: &str, problem: Problem) {
        let mut path = trail.path();
        path.push(Segment::Key(key));
        self.problems.push(self.source.problem_at(&Target::Key(path), problem));
    }
}

/// Whether a text would be what is expected if it had no quotes.
fn hides(text: &str, expected: Expected) -> bool {
    match expected {
        Expected::WholeNumber | Expected::Count => text.parse::<u32>().is_ok(),
        Expected::Decimal | Expected::Amount => text.parse::<f64>().is_ok_and(f64::is_finite),
        Expected::List => yaml::parse::<Vec<Value>>(text).is_ok(),
        Expected::Mapping => yaml::parse::<Mapping>(text).is_ok(),
        _ => false,
    }
}

/// As much of a text as fits a message.
fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

/// What stands in the place of an expected value.
fn found(value: &Value) -> Found {
    match value {
        Value::Null => Found::Nothing,
        Value::Bool(yes) => Found::Scalar(yes.to_string()),
        Value::Number(number) => Found::Scalar(number.to_string()),
        Value::String(text) => Found::Scalar(cut(text)),
        Value::Sequence(_) => Found::List,
        Value::Mapping(_) => Found::Mapping,
        Value::Tagged(_) => Found::Tagged,
    }
}

/// A form of values. What cannot be read as such is reported.
pub(crate) trait Form {
    type Value;

    /// What the reference and the JSON Schemas say of it.
    const TYPE: Type;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Self::Value>;
}

/// The values of a mapping, taken one by one.
pub(crate) struct Fields<'a> {
    mapping: &'a Mapping,
    trail: Trail<'a>,
    schema: Schema,
    missing: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(node: Node<'a>, schema: Schema, report: &mut Report<'_>) -> Option<Self> {
        static EMPTY: LazyLock<Mapping> = LazyLock::new(Mapping::new);
        let needs_nothing = || schema.keys.iter().all(|key| key.need == Need::Optional);
        let mapping = match node.value {
            Value::Mapping(mapping) => mapping,
            // A file of comments alone, where no key is required.
            Value::Null if matches!(node.trail, Trail::Top) && needs_nothing() => &*EMPTY,
            _ => return report.wrong(node, Expected::Mapping),
        };
        Some(Self { mapping, trail: node.trail, schema, missing: Vec::new() })
    }

    /// The value of a key of the schema.
    pub(super) fn take<F: Form>(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<F::Value> {
        self.take_with(key, report, F::read)
    }

    /// As [`Self::take`], for a form that is known only here.
    pub(super) fn take_with<T>(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
        read: impl FnOnce(Node<'_>, &mut Report<'_>) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = self.present(key) else {
            self.missing.extend(self.must_be_there(key).then_some(key));
            return None;
        };
        read(Node { value, trail: Trail::Step(&self.trail, Segment::Key(key)) }, report)
    }

    /// The value of a key that is neither absent nor empty.
    fn present(&self, key: &str) -> Option<&'a Value> {
        self.mapping.get(key).filter(|value| !value.is_null())
    }

    fn must_be_there(&self, key: &str) -> bool {
        let need = self.schema.keys.iter().find(|known| known.name == key).map(|key| key.need);
        match need {
            Some(Need::Required) => true,
            Some(Need::Posted) => self.present("posted").is_some(),
            Some(Need::Optional) | None => false,
        }
    }

    /// Reports the keys that are not of the schema, and those that had to be there. A required key that is
    /// misspelt is reported once, as the unknown key that it is.
    pub(super) fn finish(self, report: &mut Report<'_>) {
        let Self { mapping, trail, schema, mut missing } = self;
        let known = || schema.keys.iter().map(|key| key.name);
        for key in mapping.keys().map(key_text).filter(|key| !known().any(|name| name == key)) {
            let absent = known().filter(|name| !mapping.contains_key(*name));
            let lower = key.to_lowercase();
            let nearest = nearest(&lower, absent).or_else(|| nearest(&lower, known()));
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
            Found::Scalar(text) | Found::Quoted(text) => text,
            Found::Nothing => "null".into(),
            Found::List => "[]".into(),
            Found::Mapping => "{}".into(),
            Found::Tagged => "!".into(),
        },
    }
}

/// The items of a list, each read; those that cannot be are reported and left out.
pub(super) fn list<T>(
    node: Node<'_>,
    report: &mut Report<'_>,
    mut read: impl FnMut(Node<'_>, &mut Report<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::Sequence(items) = node.value else { return report.wrong(node, Expected::List) };
    let all = items
        .iter()
        .enumerate()
        .filter_map(|(i, value)| read(Node { value, trail: Trail::Step(&node.trail, Segment::Index(i)) }, report));
    Some(all.collect())
}

/// The entries of a mapping whose keys are not fixed, each read, in their order.
pub(super) fn entries<T>(
    node: Node<'_>,
    report: &mut Report<'_>,
    mut read: impl FnMut(&str, Node<'_>, &mut Report<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::Mapping(mapping) = node.value else { return report.wrong(node, Expected::Mapping) };
    let all = mapping.iter().filter_map(|(key, value)| {
        let key = key_text(key);
        read(&key, Node { value, trail: Trail::Step(&node.trail, Segment::Key(&key)) }, report)
    });
    Some(all.collect())
}
