//! Edits of YAML that leave everything else as it is: comments, order, quotes, blank lines.
//!
//! Every edit is proved before it is returned: the new text is parsed again, and must hold what the old one held and
//! the change, nothing else.

use std::ops::Range;

use crate::read::{Segment, Source, Syntax, Target};
use crate::yaml::{self, Mapping, Value};

/// Why an edit cannot be made with certainty.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum EditError {
    NotYaml,
    /// The key that is to be added exists.
    KeyExists(String),
    /// The file is written in a way that this module does not know, or a comment would be lost.
    Unusual,
}

/// Keys with their values, written as one YAML mapping.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Group(Vec<(String, Value)>);

impl Group {
    #[must_use]
    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.push((key.to_owned(), value.into()));
        self
    }

    /// Adds the key if it has a value.
    #[must_use]
    pub(crate) fn with_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The lines of the group under a key.
    pub(crate) fn block(&self, key: &str) -> String {
        format!("{key}:\n{}", indented(&self.lines(), "  "))
    }

    /// The lines of the group as an item of a list.
    pub(crate) fn item(&self, indent: &str) -> String {
        let mut lines = self.lines().into_iter();
        let first = lines.next().unwrap_or_default();
        let rest: Vec<String> = lines.collect();
        format!("{indent}- {first}\n{}", indented(&rest, &format!("{indent}  ")))
    }

    fn value(&self) -> Value {
        Value::Mapping(self.0.iter().map(|(key, value)| (Value::from(key.as_str()), value.clone())).collect())
    }

    /// A line for each key; inner groups are indented.
    fn lines(&self) -> Vec<String> {
        self.0.iter().flat_map(|(key, value)| lines_of(key, value)).collect()
    }
}

fn lines_of(key: &str, value: &Value) -> Vec<String> {
    match value {
        // A text in both languages reads best with one language on each line.
        Value::Mapping(inner) if inner.contains_key("fr") => {
            let inner = inner.iter().flat_map(|(key, value)| lines_of(key.as_str().unwrap_or_default(), value));
            std::iter::once(format!("{key}:")).chain(inner.map(|line| format!("  {line}"))).collect()
        }
        value => vec![format!("{key}: {}", written(value))],
    }
}

/// Writes a value on one line.
pub(crate) fn written(value: &Value) -> String {
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

/// Writes a scalar without quotes if it parses back as itself, otherwise in double quotes, as JSON does.
fn plain_or_quoted(scalar: &Value, within: impl Fn(&str) -> String, read: impl Fn(&Value) -> Option<Value>) -> String {
    let Value::String(text) = scalar else {
        return yaml::to_text(scalar);
    };
    let is_plain = !text.contains('\n')
        && yaml::parse::<Value>(&within(text)).ok().and_then(|value| read(&value)).as_ref() == Some(scalar);
    if is_plain { text.clone() } else { serde_json::Value::from(text.as_str()).to_string() }
}

/// Sets a top-level key. A new key is put after those that precede it in `order`.
///
/// # Errors
/// If the file is written in an unusual way.
pub(crate) fn set(text: &str, key: &str, value: &Value, order: &[&str]) -> Result<String, EditError> {
    let mut expected = mapping(text)?;
    let old = expected.insert(key.into(), value.clone()).unwrap_or_default();
    let line = format!("{key}: {}\n", written(value));
    let edited = match extent(text, key) {
        None => {
            let before = order.iter().take_while(|other| **other != key);
            let after = before.filter_map(|other| extent(text, other)).map(|extent| extent.end).max();
            // Comments that are indented belong to the value before them.
            let is_indented = |line: &&str| line.starts_with([' ', '\t']) && line.trim_start().starts_with('#');
            let comments = |after: usize| text[after..].split_inclusive('\n').take_while(is_indented).map(str::len);
            let at = after.map_or(text.len(), |after| after + comments(after).sum::<usize>());
            format!("{}{line}{}", with_end(&text[..at]), &text[at..])
        }
        Some(extent) if old.is_null() => {
            let colon = extent.start + key.len() + 1;
            format!("{} {}{}", &text[..colon], written(value), &text[colon..])
        }
        Some(extent) => match (value_on_line(text, key, &extent), block_indent(&text[extent.clone()]), value) {
            // The rest of the line, such as a comment, stays.
            (Some(at), ..) => format!("{}{}{}", &text[..at.start], written(value), &text[at.end..]),
            (None, Some(indent), Value::Sequence(items)) if !items.is_empty() => {
                let items: String = items.iter().map(|item| format!("{indent}- {}\n", written(item))).collect();
                format!("{}{key}:\n{items}{}", &text[..extent.start], &text[extent.end..])
            }
            _ => format!("{}{line}{}", &text[..extent.start], &text[extent.end..]),
        },
    };
    proved(text, edited, &Value::Mapping(expected))
}

/// The bytes of a top-level key's value, if all of it is on the line of its key.
fn value_on_line(text: &str, key: &str, extent: &Range<usize>) -> Option<Range<usize>> {
    let line = text[extent.start..].lines().next().unwrap_or_default();
    let at = source(text).range_of(&Target::Value(vec![Segment::Key(key)]));
    let value = text.get(at.clone())?;
    let is_open = value.starts_with(['[', '{']) && !value.ends_with([']', '}']);
    (extent.start < at.start && at.start < extent.start + line.len() && !value.is_empty() && !is_open).then_some(at)
}

/// Adds a group at the end, under a new key.
///
/// # Errors
/// If the key has a value already.
pub(crate) fn add_group(text: &str, key: &str, group: &Group) -> Result<String, EditError> {
    let mut expected = mapping(text)?;
    if expected.get(key).is_some_and(|value| !value.is_null()) {
        return Err(EditError::KeyExists(key.to_owned()));
    }
    expected.insert(key.into(), group.value());
    let edited = match extent(text, key) {
        // A key that waits for its value.
        Some(extent) => {
            let lines = indented(&group.lines(), "  ");
            format!("{}{lines}{}", with_end(&text[..extent.end]), &text[extent.end..])
        }
        None => format!("{}{}", with_end(text), group.block(key)),
    };
    proved(text, edited, &Value::Mapping(expected))
}

/// Adds a group at the end of a key's list, or of the list that is the whole file if `key` is `None`.
///
/// # Errors
/// If the file is written in an unusual way.
pub(crate) fn add_item(text: &str, key: Option<&str>, group: &Group) -> Result<String, EditError> {
    let Some(key) = key else {
        let mut expected = match yaml::parse::<Value>(text) {
            Ok(Value::Sequence(items)) => items,
            Ok(Value::Null) => Vec::new(),
            Ok(_) => return Err(EditError::Unusual),
            Err(_) => return Err(EditError::NotYaml),
        };
        expected.push(group.value());
        return proved(text, format!("{}{}", with_end(text), group.item("")), &Value::Sequence(expected));
    };
    let mut expected = mapping(text)?;
    let list = expected.entry(key.into()).or_insert(Value::Null);
    let is_empty = list.as_sequence().is_none_or(Vec::is_empty);
    match list {
        Value::Sequence(items) => items.push(group.value()),
        list => *list = Value::Sequence(vec![group.value()]),
    }
    let edited = match extent(text, key) {
        None => format!("{}{key}:\n{}", with_end(text), group.item("  ")),
        Some(extent) if is_empty => {
            // `amendments: []  # none yet`: the comment stays.
            let line = match value_on_line(text, key, &extent) {
                Some(at) => format!("{}{}", text[..at.start].trim_end(), &text[at.end..extent.end]),
                None => text[..extent.end].to_owned(),
            };
            format!("{}{}{}", with_end(&line), group.item("  "), &text[extent.end..])
        }
        Some(extent) => match block_indent(&text[extent.clone()]) {
            Some(indent) => {
                format!("{}{}{}", with_end(&text[..extent.end]), group.item(indent), &text[extent.end..])
            }
            // `amendments: [{ … }]`: before the closing bracket.
            None => {
                let close = text[extent.clone()].rfind(']').map(|at| extent.start + at).ok_or(EditError::Unusual)?;
                format!("{}, {}{}", text[..close].trim_end(), written(&group.value()), &text[close..])
            }
        },
    };
    proved(text, edited, &Value::Mapping(expected))
}

/// Replaces an item of the list that is the whole file.
///
/// # Errors
/// If there is no such item, or the file is written in an unusual way.
pub(crate) fn set_item(text: &str, index: usize, group: &Group) -> Result<String, EditError> {
    let mut expected: Vec<Value> = yaml::parse(text).map_err(|_| EditError::NotYaml)?;
    *expected.get_mut(index).ok_or(EditError::Unusual)? = group.value();
    // Each item begins with a hyphen at the margin; comments and blank lines after it belong to the next one.
    let mut extent = None;
    let (mut at, mut items) = (0, 0);
    for line in text.split_inclusive('\n') {
        items += usize::from(line.starts_with("- "));
        let is_its_own = line.starts_with(['-', ' ', '\t']) && !line.trim().is_empty();
        if items == index + 1 && is_its_own {
            let (start, _) = *extent.get_or_insert((at, at));
            extent = Some((start, at + line.len()));
        }
        at += line.len();
    }
    let (start, end) = extent.ok_or(EditError::Unusual)?;
    proved(text, format!("{}{}{}", &text[..start], group.item(""), &text[end..]), &Value::Sequence(expected))
}

/// The bytes of a top-level key with its value, line ends included. Comments and blank lines after it belong to what
/// follows.
fn extent(text: &str, key: &str) -> Option<Range<usize>> {
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

/// The indentation of the items of a block list; `None` if the list is in flow style.
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
    yaml::parse(text).map_err(|_| EditError::NotYaml)
}

fn source(text: &str) -> Source {
    Source { path: "opportunity.yaml".into(), text: text.to_owned(), syntax: Syntax::Yaml, facts: 0..text.len() }
}

/// Returns the edited text if it holds what is expected and every comment.
fn proved(text: &str, edited: String, expected: &Value) -> Result<String, EditError> {
    let holds = yaml::parse::<Value>(&edited).is_ok_and(|found| found == *expected);
    let mut kept = comments(&edited);
    let has_lost = comments(text).into_iter().any(|comment| match kept.iter().position(|other| *other == comment) {
        Some(at) => {
            kept.swap_remove(at);
            false
        }
        None => true,
    });
    // Anchors, tags and aliases are not part of the parsed values. They stand where a value begins.
    let properties = |text: &str| {
        let begins = [": ", "- ", "[", ", "];
        let marks = begins.iter().flat_map(|begin| ['&', '!', '*'].map(|mark| format!("{begin}{mark}")));
        marks.map(|mark| text.matches(&mark).count()).sum::<usize>()
    };
    let has_lost = has_lost || properties(&edited) < properties(text);
    if holds && !has_lost { Ok(edited) } else { Err(EditError::Unusual) }
}

/// What looks like a comment on each line. Within quotes it may be none: then the edit is refused for nothing, which
/// loses nothing.
fn comments(text: &str) -> Vec<&str> {
    let comment = |line: &'_ str| -> Option<usize> {
        let starts = |at: &usize| line[..*at].is_empty() || line[..*at].ends_with([' ', '\t']);
        line.match_indices('#').map(|(at, _)| at).find(starts)
    };
    text.lines().filter_map(|line| Some(line[comment(line)?..].trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FACTS: &str = "# The facts.\nvalue: 8200   # agreed in May\ncloses: 2026-12-01T14:00\n\n# Skills.\nskills:\n  - rust   # first\n  - css\n# End.\nlicence: MIT\n";

    fn replaced(text: &str, key: &str, value: impl Into<Value>) -> Result<String, EditError> {
        set(text, key, &value.into(), &["value", "closes", "skills", "repository", "licence"])
    }

    #[test]
    fn a_value_is_replaced_and_its_comment_stays() {
        assert_eq!(replaced(FACTS, "value", 8000).unwrap(), FACTS.replace("8200   #", "8000   #"));
        assert_eq!(replaced("value:\t8200\t# c\n", "value", 8000).unwrap(), "value:\t8000\t# c\n");
    }

    #[test]
    fn a_list_keeps_its_style() {
        let text = "skills:\n  - rust\n  - css\n# End.\nlicence: MIT\n";
        let edited = replaced(text, "skills", vec!["go".to_owned()]).unwrap();
        assert_eq!(edited, "skills:\n  - go\n# End.\nlicence: MIT\n");
        let edited = replaced("skills: [rust, css] # few\n", "skills", vec!["go".to_owned()]).unwrap();
        assert_eq!(edited, "skills: [go] # few\n");
    }

    #[test]
    fn an_edit_that_would_lose_something_is_refused() {
        for text in [
            "value: # c1\n  # c2\n  8200 # c3\n",
            "value: &price 8200\n",
            "value: !!int 8200\n",
            "\"value\": 8200\n",
            "value : 8200\n",
            "value: [ # top\n 1 ]\n",
            "value:\n  - 1 # one\n",
        ] {
            assert_eq!(replaced(text, "value", 8000), Err(EditError::Unusual), "{text}");
        }
        assert_eq!(replaced("value: [\n", "value", 8000), Err(EditError::NotYaml));
    }

    #[test]
    fn a_key_that_was_not_there_takes_its_place() {
        let edited = replaced(FACTS, "repository", "https://example.org").unwrap();
        assert_eq!(edited, FACTS.replace("# End.", "repository: https://example.org\n# End."));
        assert_eq!(replaced("repository:   # soon\n", "repository", "x").unwrap(), "repository: x   # soon\n");
        assert_eq!(replaced("a: |+\n  b\n\n\n", "value", 1).unwrap(), "a: |+\n  b\n\n\nvalue: 1\n");
        assert_eq!(replaced("a: 1", "value", 1).unwrap(), "a: 1\nvalue: 1\n");
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
        for (empty, start) in
            [("list: []  # none\nb: 2\n", "list:  # none"), ("list:  # none\nb: 2\n", "list:  # none")]
        {
            assert_eq!(add_item(empty, Some("list"), &group).unwrap(), format!("{start}\n  {item}b: 2\n"));
        }
    }

    #[test]
    fn an_item_is_replaced_and_its_neighbours_stay() {
        let text = "# Answers.\n- a: 1   \n  b: |\n    x\n\n    y\n\n# The second.\n- a: 2\n- a: 3\n";
        let group = Group::default().with("a", 9);
        assert_eq!(set_item(text, 0, &group).unwrap(), "# Answers.\n- a: 9\n\n# The second.\n- a: 2\n- a: 3\n");
        assert_eq!(set_item(text, 2, &group).unwrap(), text.replace("a: 3", "a: 9"));
        assert!(set_item(text, 3, &group).is_err() && set_item("[{ a: 1 }]\n", 0, &group).is_err());
        assert!(set_item("- a: 1 # first\n", 0, &group).is_err());
    }

    #[test]
    fn what_is_there_is_not_added_again() {
        let group = Group::default().with("date", "x");
        assert_eq!(add_group("award:  # soon\nb: 1\n", "award", &group).unwrap(), "award:  # soon\n  date: x\nb: 1\n");
        assert!(add_group("award: { date: 2026-12-01 }\n", "award", &Group::default().with("date", "x")).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was_written(text in "[ -~é«»\n]{0,40}") {
            let group = Group::default().with("en", text.as_str());
            if let Ok(edited) = add_item("- en: a\n", None, &group) {
                let read: Value = yaml::parse(&edited).unwrap();
                prop_assert_eq!(read[1]["en"].as_str().unwrap_or_default(), text);
            } else {
                prop_assert!(false, "not written");
            }
        }
    }
}
