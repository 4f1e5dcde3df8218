//! Edits of YAML that leave everything else as it is: comments, order, quotes, blank lines.
//!
//! Every edit is proved before it is given: the new text is read again, and must hold what the old one held
//! and the change, nothing else.

use serde_yaml::{Mapping, Value};

use crate::read::{Segment, Source, Syntax, Target};

/// An edit that cannot be made with certainty. The text is to be put in by hand.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The file is no YAML, or not of the form that was expected.
    #[error("this file cannot be edited: {0}")]
    Unreadable(String),
    /// The file is written in a way that this module does not know.
    #[error("this file is written in an unusual way; put in by hand:\n{0}")]
    Unusual(String),
}

/// Keys with their values, to be written as one group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group(Vec<(String, Value)>);

impl Group {
    /// With one more key.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.push((key.to_owned(), value.into()));
        self
    }

    /// With one more key when there is a value for it.
    #[must_use]
    pub fn with_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    fn value(&self) -> Value {
        Value::Mapping(self.0.iter().map(|(key, value)| (Value::from(key.as_str()), value.clone())).collect())
    }

    /// The lines of the group, a key on each; groups within go a level deeper.
    fn lines(&self) -> Vec<String> {
        self.0.iter().flat_map(|(key, value)| lines_of(key, value)).collect()
    }
}

fn lines_of(key: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Mapping(inner)
            if inner.values().any(|value| matches!(value, Value::String(text) if text.len() > 20)) =>
        {
            let inner = inner.iter().flat_map(|(key, value)| lines_of(key.as_str().unwrap_or_default(), value));
            std::iter::once(format!("{key}:")).chain(inner.map(|line| format!("  {line}"))).collect()
        }
        value => vec![format!("{key}: {}", written(value))],
    }
}

/// A value on one line.
pub fn written(value: &Value) -> String {
    match value {
        Value::Sequence(items) => {
            let items: Vec<_> = items.iter().map(in_flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", in_flow(key), in_flow(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        scalar => plain_or_quoted(scalar, |text| format!("k: {text}"), |value| value.get("k").cloned()),
    }
}

fn in_flow(value: &Value) -> String {
    match value {
        Value::Sequence(_) | Value::Mapping(_) => written(value),
        scalar => plain_or_quoted(scalar, |text| format!("[{text}]"), |value| value.as_sequence()?.first().cloned()),
    }
}

/// A scalar without quotes if it is read back as it is; else with double ones, as JSON has them.
fn plain_or_quoted(scalar: &Value, within: impl Fn(&str) -> String, read: impl Fn(&Value) -> Option<Value>) -> String {
    let Value::String(text) = scalar else {
        return serde_yaml::to_string(scalar).unwrap_or_default().trim_end().to_owned();
    };
    let is_plain = !text.contains('\n')
        && serde_yaml::from_str::<Value>(&within(text)).ok().and_then(|value| read(&value)).as_ref() == Some(scalar);
    if is_plain { text.clone() } else { serde_json::Value::from(text.as_str()).to_string() }
}

/// Replaces the value of a key at the top.
///
/// # Errors
/// When the key is not there, or the file is written in an unusual way.
pub fn replace(text: &str, key: &str, value: &Value) -> Result<String, EditError> {
    let mut expected = mapping(text)?;
    let Some(old) = expected.get_mut(key) else { return Err(EditError::Unreadable(format!("`{key}` is not there"))) };
    *old = value.clone();
    let extent = extent(text, key).ok_or_else(|| EditError::Unusual(format!("{key}: {}", written(value))))?;
    let first_line = text[extent.start..].lines().next().unwrap_or_default();
    let source = source(text);
    let at = source.range_of(&Target::Value(vec![Segment::Key(key)]));
    let edited = if at.start < extent.start + first_line.len() && at.end > at.start && !is_open(&text[at.clone()]) {
        // On the line of its key: what follows it, such as a comment, stays.
        format!("{}{}{}", &text[..at.start], written(value), &text[at.end..])
    } else {
        format!("{}{key}: {}\n{}", &text[..extent.start], written(value), &text[extent.end..])
    };
    proved(edited, &Value::Mapping(expected), || format!("{key}: {}", written(value)))
}

/// Whether a flow collection goes on on the next line.
fn is_open(text: &str) -> bool {
    text.starts_with(['[', '{']) && !text.ends_with([']', '}'])
}

/// Adds a group under a new key at the end.
///
/// # Errors
/// When the key is there already.
pub fn add_group(text: &str, key: &str, group: &Group) -> Result<String, EditError> {
    let mut expected = mapping(text)?;
    let block = format!("{key}:\n{}", indented(&group.lines(), "  "));
    if expected.get(key).is_some_and(|value| !value.is_null()) {
        return Err(EditError::Unreadable(format!("`{key}` is there already")));
    }
    expected.insert(key.into(), group.value());
    proved(format!("{}{block}", with_end(text)), &Value::Mapping(expected), || block.clone())
}

/// Adds a group at the end of the list of a key, or of a list that is the whole file.
///
/// # Errors
/// When the file is written in an unusual way.
pub fn add_item(text: &str, key: Option<&str>, group: &Group) -> Result<String, EditError> {
    let item = |indent: &str| {
        let lines = group.lines();
        let rest: Vec<String> = lines.iter().skip(1).cloned().collect();
        let first = lines.first().map_or("", String::as_str);
        format!("{indent}- {first}\n{}", indented(&rest, &format!("{indent}  ")))
    };
    let Some(key) = key else {
        let mut expected = match serde_yaml::from_str::<Value>(text) {
            Ok(Value::Sequence(items)) => items,
            Ok(Value::Null) => Vec::new(),
            Ok(_) => return Err(EditError::Unreadable("a list is expected".into())),
            Err(error) => return Err(EditError::Unreadable(error.to_string())),
        };
        expected.push(group.value());
        return proved(format!("{}{}", with_end(text), item("")), &Value::Sequence(expected), || item(""));
    };
    let mut expected = mapping(text)?;
    let list = expected.entry(key.into()).or_insert(Value::Null);
    let is_empty = list.as_sequence().is_none_or(Vec::is_empty);
    match list {
        Value::Sequence(items) => items.push(group.value()),
        list => *list = Value::Sequence(vec![group.value()]),
    }
    let edited = match extent(text, key) {
        None => format!("{}{key}:\n{}", with_end(text), item("  ")),
        Some(extent) if is_empty => {
            format!("{}{key}:\n{}{}", &text[..extent.start], item("  "), &text[extent.end..])
        }
        Some(extent) => match block_indent(&text[extent.clone()]) {
            Some(indent) => format!("{}{}{}", with_end(&text[..extent.end]), item(indent), &text[extent.end..]),
            // `amendments: [{ … }]`: before the closing bracket.
            None => {
                let close = text[extent.clone()].rfind(']').map(|at| extent.start + at);
                let close = close.ok_or_else(|| EditError::Unusual(item("  ")))?;
                let before = text[..close].trim_end();
                format!("{before}, {}{}", written(&group.value()), &text[close..])
            }
        },
    };
    proved(edited, &Value::Mapping(expected), || format!("{key}:\n{}", item("  ")))
}

/// The bytes of a key at the top with its value, line ends included; comments and blank lines after it are
/// those of what follows.
fn extent(text: &str, key: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let mut found: Option<(usize, usize)> = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is_within =
            line.starts_with([' ', '\t', '-']) && !line.trim().is_empty() && !line.trim_start().starts_with('#');
        // The closing bracket of a flow collection may stand at the margin.
        let is_closing = line.starts_with([']', '}']);
        match &mut found {
            Some((_, last)) if is_within || is_closing => *last = end,
            Some((start, last)) if !line.trim().is_empty() && !line.trim_start().starts_with('#') => {
                return Some(*start..*last);
            }
            None if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) => found = Some((at, end)),
            _ => {}
        }
        at = end;
    }
    found.map(|(start, end)| start..end)
}

/// How far the items of a list in block style are indented.
fn block_indent(list: &str) -> Option<&str> {
    let line = list.lines().skip(1).find(|line| line.trim_start().starts_with("- "))?;
    Some(&line[..line.len() - line.trim_start().len()])
}

fn indented(lines: &[String], indent: &str) -> String {
    lines.iter().map(|line| format!("{indent}{line}\n")).collect()
}

fn with_end(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn mapping(text: &str) -> Result<Mapping, EditError> {
    serde_yaml::from_str(text).map_err(|error| EditError::Unreadable(error.to_string()))
}

fn source(text: &str) -> Source {
    Source { path: "opportunity.yaml".into(), text: text.to_owned(), syntax: Syntax::Yaml, facts: 0..text.len() }
}

/// The edited text, if it holds what is expected.
fn proved(edited: String, expected: &Value, by_hand: impl FnOnce() -> String) -> Result<String, EditError> {
    match serde_yaml::from_str::<Value>(&edited) {
        Ok(found) if found == *expected => Ok(edited),
        _ => Err(EditError::Unusual(by_hand())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FACTS: &str = "# The facts.\nvalue: 8200   # agreed in May\ncloses: 2026-12-01T14:00\n\n# Skills.\nskills:\n  - rust   # first\n  - css\n# End.\nlicence: MIT\n";

    #[test]
    fn a_value_is_replaced_and_its_comment_stays() {
        let edited = replace(FACTS, "value", &Value::from(8000)).unwrap();
        assert_eq!(edited, FACTS.replace("8200   #", "8000   #"));
    }

    #[test]
    fn a_list_of_several_lines_is_replaced() {
        let edited = replace(FACTS, "skills", &Value::from(vec!["go".to_owned()])).unwrap();
        assert_eq!(edited, FACTS.replace("skills:\n  - rust   # first\n  - css\n", "skills: [go]\n"));
    }

    #[test]
    fn items_are_added_in_the_style_of_the_list() {
        let group = Group::default().with("date", "2026-11-10").with("en", "A text: with a colon.");
        let item = "- date: 2026-11-10\n    en: \"A text: with a colon.\"\n";
        let none = add_item("a: 1\n", Some("list"), &group).unwrap();
        assert_eq!(none, format!("a: 1\nlist:\n  {item}"));
        let block = add_item("list:\n- x: 1\n# b\nb: 2\n", Some("list"), &group).unwrap();
        assert_eq!(block, "list:\n- x: 1\n- date: 2026-11-10\n  en: \"A text: with a colon.\"\n# b\nb: 2\n");
        let flow = add_item("list: [{ x: 1 }]   # c\nb: 2\n", Some("list"), &group).unwrap();
        assert_eq!(flow, "list: [{ x: 1 }, { date: 2026-11-10, en: \"A text: with a colon.\" }]   # c\nb: 2\n");
    }

    #[test]
    fn what_is_there_is_not_added_again() {
        assert!(add_group("award: { date: 2026-12-01 }\n", "award", &Group::default().with("date", "x")).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was_written(text in "[ -~é«»\n]{0,40}") {
            let group = Group::default().with("en", text.as_str());
            if let Ok(edited) = add_item("- en: a\n", None, &group) {
                let read: Value = serde_yaml::from_str(&edited).unwrap();
                prop_assert_eq!(read[1]["en"].as_str().unwrap_or_default(), text);
            } else {
                prop_assert!(false, "not written");
            }
        }
    }
}
