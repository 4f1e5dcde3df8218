//! TOML, read as the values that YAML has: one decoder serves both.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Error};

use crate::yaml::{self, Segment, Target, Value};

/// The keys and values of a text.
pub(crate) fn toml_value(text: &str) -> Result<Value, Error> {
    fn convert(value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Integer(number) => yaml::parse(&number.to_string()).unwrap_or(Value::Null),
            DeValue::Float(number) => yaml::parse(&number.to_string()).unwrap_or(Value::Null),
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

/// The bytes of `text` that hold the target, `None` if it is not there.
pub(super) fn locate(text: &str, target: &Target<'_>) -> Option<Range<usize>> {
    let (path, at_key) = target.parts();
    let document = DeTable::parse(text).ok()?;
    let (last, way) = path.split_last()?;
    let mut place = Place::Table(document.get_ref());
    for segment in way {
        place = match place.value(segment)?.get_ref() {
            DeValue::Table(inner) => Place::Table(inner),
            DeValue::Array(items) => Place::Array(items),
            _ => return None,
        };
    }
    match (&place, last) {
        (Place::Table(table), Segment::Key(key)) if at_key => Some(entry(table, key)?.0.span()),
        _ => Some(place.value(last)?.span()),
    }
}

/// What holds other values.
enum Place<'t, 'i> {
    Table(&'t DeTable<'i>),
    Array(&'t DeArray<'i>),
}

impl<'t, 'i> Place<'t, 'i> {
    fn value(&self, segment: &Segment<'_>) -> Option<&'t Spanned<DeValue<'i>>> {
        match (self, segment) {
            (Self::Table(table), Segment::Key(key)) => Some(entry(table, key)?.1),
            (Self::Array(items), Segment::Index(i)) => items.get(*i),
            _ => None,
        }
    }
}

type Entry<'t, 'i> = (&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

fn entry<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<Entry<'t, 'i>> {
    table.iter().find(|(key, _)| key.get_ref() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_a_table_is_found() {
        let text = "[limits]\ntotal = 9999\n";
        let found = locate(text, &Target::Value(vec![Segment::Key("limits"), Segment::Key("total")]));
        assert_eq!(found.map(|range| &text[range]), Some("9999"));
    }

    #[test]
    fn a_value_of_a_table_in_a_list_is_found() {
        let text = "[a]\nb = [{ c = 1 }, { c = 2, d = 3 }]\n";
        let path = || vec![Segment::Key("a"), Segment::Key("b"), Segment::Index(1), Segment::Key("c")];
        let found = |target| locate(text, &target).map(|range| &text[range]);
        assert_eq!((found(Target::Value(path())), found(Target::Key(path()))), (Some("2"), Some("c")));
    }

    #[test]
    fn a_table_becomes_a_mapping_of_the_same_values() {
        let value = toml_value("a = 1\n[b]\nc = [\"d\", true, 37.5]\n").unwrap();
        assert_eq!(value, yaml::parse::<Value>("{ a: 1, b: { c: [d, true, 37.5] } }").unwrap());
    }
}
