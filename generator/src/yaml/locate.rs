//! The position of a key or value, from its path of keys and indices.
//!
//! Values are parsed without positions, which costs nothing on good files. Only when a value is reported is its
//! text parsed again, up to it: the library gives an error that a visitor raises the position of the value that
//! it was raised on.

use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// One step from a value to one that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

/// What to point at: the value at the end of a path, or its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    Value(Vec<Segment<'a>>),
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

    /// The path, and whether its last key is meant rather than the value.
    pub(crate) fn parts(&self) -> (&[Segment<'a>], bool) {
        match self {
            Target::Value(path) => (path, false),
            Target::Key(path) => (path, true),
        }
    }
}

/// The bytes of `text` that hold the target, `None` if it is not there.
pub(crate) fn locate(text: &str, target: &Target<'_>) -> Option<Range<usize>> {
    let (path, at_key) = target.parts();
    let error = Probe { path, at_key }.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    let location = error.location()?;
    let start = byte_at(text, location.line(), location.column());
    Some(start..start + scalar_length(&text[start..], at_key))
}

/// The byte at a line and column, both counted from 1 and in characters.
pub(super) fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within: usize = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    start + within
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

/// Whether a key is the wanted one; fails on that one if `fail`.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn value_of<'t>(text: &'t str, path: &[Segment<'_>]) -> Option<&'t str> {
        locate(text, &Target::Value(path.to_vec())).map(|range| &text[range])
    }

    #[test]
    fn a_value_is_found_through_mappings_and_lists() {
        let text = "a: 1\né: { b: deux, c: trois }\nlist:\n  - id: x\n    n: \"y z\" # why\n";
        assert_eq!(value_of(text, &[Segment::Key("é"), Segment::Key("b")]), Some("deux"));
        assert_eq!(value_of(text, &[Segment::Key("é"), Segment::Key("c")]), Some("trois"));
        assert_eq!(value_of(text, &[Segment::Key("list"), Segment::Index(0), Segment::Key("n")]), Some("\"y z\""));
    }

    #[test]
    fn a_key_is_found_by_its_own_position() {
        let found = locate("first: a\nfrist: b\n", &Target::Key(vec![Segment::Key("frist")]));
        assert_eq!(found, Some(9..14));
    }

    #[test]
    fn a_key_that_is_absent_is_not_found() {
        assert_eq!(value_of("a: 1\nb: 2\n", &[Segment::Key("z")]), None);
    }
}
