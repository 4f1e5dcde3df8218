//! Finds where a key or value stands in a file, from its path of keys and indices.
//!
//! Values are decoded without positions, which costs nothing on good files. Only when one of them is to
//! be complained about is the file read again, up to it. In YAML this uses that `serde_yaml` gives an
//! error of our own making the position of the value that it was raised on.

use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::{Source, Syntax};

/// One step from a value to one that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    /// Into a mapping.
    Key(&'a str),
    /// Into a list.
    Index(usize),
}

/// What to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// The value at the end of the path.
    Value(Vec<Segment<'a>>),
    /// The key at the end of the path.
    Key(Vec<Segment<'a>>),
}

impl<'a> Target<'a> {
    /// The value of a key at the top.
    pub(crate) fn value(key: &'a str) -> Self {
        Self::Value(vec![Segment::Key(key)])
    }

    /// A key at the top.
    pub(crate) fn key(key: &'a str) -> Self {
        Self::Key(vec![Segment::Key(key)])
    }
}

/// The bytes of the source's text that hold the target, or the start of its facts when it is not found.
pub(super) fn range(source: &Source, target: &Target<'_>) -> Range<usize> {
    let found = match source.syntax {
        Syntax::Yaml => yaml(source, target),
        Syntax::Toml => toml(source, target),
    };
    found.unwrap_or_else(|| {
        let start = source.facts.start;
        let line = source.text[start..].find('\n').map_or(source.text.len(), |i| start + i);
        start..line
    })
}

fn yaml(source: &Source, target: &Target<'_>) -> Option<Range<usize>> {
    let (path, at_key) = match target {
        Target::Value(path) => (path, false),
        Target::Key(path) => (path, true),
    };
    let probe = Probe { path, at_key };
    let error = probe.deserialize(serde_yaml::Deserializer::from_str(source.facts())).err()?;
    let location = error.location()?;
    let start = source.byte_at(location.line(), location.column());
    Some(start..start + scalar_length(&source.text[start..], at_key))
}

/// How far a scalar that starts here goes on its line, as a reader sees it.
fn scalar_length(text: &str, is_key: bool) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote
        && let Some(end) = line[1..].find(quote)
    {
        return end + 2;
    }
    if is_key {
        return line.find(':').unwrap_or(line.len());
    }
    let end = if line.starts_with(['[', '{']) {
        let mut open = 0;
        let closes = |c: char| {
            open += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
            open == 0
        };
        line.find(closes).map_or(line.len(), |i| i + 1)
    } else {
        let comment = [" #", "\t#"].iter().filter_map(|start| line.find(start)).min().unwrap_or(line.len());
        // Within a flow collection a scalar ends at its separator; elsewhere a comma is part of a text.
        let separator = line.find([']', '}']).and_then(|close| line[..close].find(", ").or(Some(close)));
        comment.min(separator.unwrap_or(line.len()))
    };
    line[..end].trim_end().len()
}

/// Follows a path and fails where it ends.
struct Probe<'p> {
    path: &'p [Segment<'p>],
    at_key: bool,
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.path.is_empty() { deserializer.deserialize_any(Here) } else { deserializer.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the rest of a path")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Segment::Key(wanted), rest)) = self.path.split_first() else { return Err(A::Error::custom("")) };
        let fail_at_key = self.at_key && rest.is_empty();
        while let Some(found) = map.next_key_seed(KeyProbe { wanted, fail: fail_at_key })? {
            if found {
                return map.next_value_seed(Probe { path: rest, at_key: self.at_key });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Segment::Index(wanted), rest)) = self.path.split_first() else { return Err(A::Error::custom("")) };
        for _ in 0..*wanted {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(Probe { path: rest, at_key: self.at_key }).map(|_| ())
    }
}

/// Tells whether a key is the wanted one, or fails on it.
struct KeyProbe<'p> {
    wanted: &'p str,
    fail: bool,
}

impl<'de> DeserializeSeed<'de> for KeyProbe<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for KeyProbe<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        match key == self.wanted {
            true if self.fail => Err(E::custom("here")),
            same => Ok(same),
        }
    }

    fn visit_u64<E: Error>(self, key: u64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_i64<E: Error>(self, key: i64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_f64<E: Error>(self, key: f64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_bool<E: Error>(self, key: bool) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        self.visit_str("null")
    }
}

/// Fails on whatever it is given.
struct Here;

impl Visitor<'_> for Here {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("nothing: this marks a place")
    }
}

fn toml(source: &Source, target: &Target<'_>) -> Option<Range<usize>> {
    let (path, at_key) = match target {
        Target::Value(path) => (path, false),
        Target::Key(path) => (path, true),
    };
    let document = DeTable::parse(source.facts()).ok()?;
    let (last, way) = path.split_last()?;
    let mut table = document.get_ref();
    for segment in way {
        let Segment::Key(key) = segment else { return None };
        table = match entry(table, key)?.1.get_ref() {
            DeValue::Table(inner) => inner,
            _ => return None,
        };
    }
    match last {
        Segment::Key(key) => {
            let (key, value) = entry(table, key)?;
            Some(if at_key { key.span() } else { value.span() })
        }
        Segment::Index(_) => None,
    }
}

type Entry<'t, 'i> = (&'t Spanned<std::borrow::Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

fn entry<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<Entry<'t, 'i>> {
    table.iter().find(|(key, _)| key.get_ref() == name)
}

/// The keys and values of a TOML text, as those of a YAML text: one decoder serves both.
pub(crate) fn toml_value(text: &str) -> Result<Value, toml::de::Error> {
    fn convert(value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Integer(number) => serde_yaml::from_str(&number.to_string()).unwrap_or(Value::Null),
            DeValue::Float(number) => serde_yaml::from_str(&number.to_string()).unwrap_or(Value::Null),
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Datetime(when) => Value::String(when.to_string()),
            DeValue::Array(items) => Value::Sequence(items.iter().map(|item| convert(item.get_ref())).collect()),
            DeValue::Table(table) => table_value(table),
        }
    }
    fn table_value(table: &DeTable<'_>) -> Value {
        let entries =
            table.iter().map(|(key, value)| (Value::String(key.get_ref().to_string()), convert(value.get_ref())));
        Value::Mapping(entries.collect())
    }
    DeTable::parse(text).map(|table| table_value(table.get_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn source(text: &str, syntax: Syntax) -> Source {
        Source { path: PathBuf::from("a"), text: text.into(), syntax, facts: 0..text.len() }
    }

    fn value_of<'t>(text: &'t str, syntax: Syntax, path: &[Segment<'_>]) -> &'t str {
        &text[range(&source(text, syntax), &Target::Value(path.to_vec()))]
    }

    #[test]
    fn a_value_is_found_through_mappings_and_lists() {
        let text = "a: 1\né: { b: deux, c: trois }\nlist:\n  - id: x\n    n: \"y z\" # why\n";
        assert_eq!(value_of(text, Syntax::Yaml, &[Segment::Key("é"), Segment::Key("b")]), "deux");
        assert_eq!(value_of(text, Syntax::Yaml, &[Segment::Key("é"), Segment::Key("c")]), "trois");
        assert_eq!(
            value_of(text, Syntax::Yaml, &[Segment::Key("list"), Segment::Index(0), Segment::Key("n")]),
            "\"y z\""
        );
    }

    #[test]
    fn a_key_is_found_by_its_own_place() {
        let text = "first: a\nfrist: b\n";
        let found = range(&source(text, Syntax::Yaml), &Target::Key(vec![Segment::Key("frist")]));
        assert_eq!((&text[found.clone()], found.start), ("frist", 9));
    }

    #[test]
    fn a_value_of_a_toml_table_is_found() {
        let text = "[limits]\ntotal = 9999\n";
        assert_eq!(value_of(text, Syntax::Toml, &[Segment::Key("limits"), Segment::Key("total")]), "9999");
    }

    #[test]
    fn what_is_not_there_is_the_first_line() {
        assert_eq!(value_of("a: 1\nb: 2\n", Syntax::Yaml, &[Segment::Key("z")]), "a: 1");
    }
}
