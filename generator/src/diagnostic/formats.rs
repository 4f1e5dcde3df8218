//! Diagnostics for programs: JSON, GitHub's workflow commands, SARIF.

use std::path::Path;

use serde_json::{Value, json};
use submit_fn::shared::lang::Lang;

use super::{Code, Diagnostic, Place, Severity, explain};

/// A JSON array with an object for each diagnostic. Lines and columns count from 1, columns in characters;
/// both are null when the problem is the file itself.
pub(crate) fn json(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let all: Vec<Value> = diagnostics.iter().map(|diagnostic| json_of(diagnostic, lang)).collect();
    pretty(&Value::Array(all))
}

fn json_of(diagnostic: &Diagnostic, lang: Lang) -> Value {
    let words = diagnostic.problem.words(lang);
    let place = diagnostic.place.as_ref();
    let related = diagnostic.related.iter().map(|related| {
        json!({
            "file": slashed(&related.file),
            "line": related.place.line,
            "column": related.place.column,
            "end_column": end_column(&related.place),
            "note": related.note.words(lang),
        })
    });
    json!({
        "code": diagnostic.code().as_str(),
        "severity": severity(diagnostic),
        "file": slashed(&diagnostic.file),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "end_column": place.map(end_column),
        "message": words.title,
        "help": words.help,
        "related": related.collect::<Vec<_>>(),
    })
}

/// One workflow command a line, which GitHub shows on the lines of a pull request
/// (GitHub documentation, “Workflow commands”).
pub(crate) fn github(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let line = |diagnostic: &Diagnostic| {
        let words = diagnostic.problem.words(lang);
        let message = if words.help.is_empty() { words.title } else { format!("{}\n{}", words.title, words.help) };
        let mut properties = format!("file={}", escaped_property(&slashed(&diagnostic.file)));
        if let Some(place) = &diagnostic.place {
            // GitHub wants an end after the beginning, or none.
            let end = end_column(place).max(place.column + 1);
            properties += &format!(",line={},col={},endLine={0},endColumn={end}", place.line, place.column);
        }
        let code = diagnostic.code();
        format!("::{} {properties},title={code}::{}\n", severity(diagnostic), escaped(&message))
    };
    diagnostics.iter().map(line).collect()
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

/// A log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS).
pub(crate) fn sarif(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(Diagnostic::code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| sarif_rule(*code, lang)).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| sarif_result(diagnostic, &codes, lang)).collect();
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "devex",
                "version": env!("CARGO_PKG_VERSION"),
                "language": lang.locale(),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn sarif_rule(code: Code, lang: Lang) -> Value {
    let page = explain::page(code, lang);
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": page.map_or(code.as_str(), |page| page.title) },
        "help": { "text": page.map_or("", |page| page.text), "markdown": page.map_or("", |page| page.text) },
    })
}

fn sarif_result(diagnostic: &Diagnostic, codes: &[Code], lang: Lang) -> Value {
    let words = diagnostic.problem.words(lang);
    let code = diagnostic.code();
    let message = if words.help.is_empty() { words.title } else { format!("{}\n{}", words.title, words.help) };
    let related = diagnostic.related.iter().map(|related| {
        let mut location = sarif_location(&related.file, Some(&related.place));
        location["message"] = json!({ "text": related.note.words(lang) });
        location
    });
    json!({
        "ruleId": code.as_str(),
        "ruleIndex": codes.iter().position(|known| *known == code),
        "level": severity(diagnostic),
        "message": { "text": message },
        "locations": [sarif_location(&diagnostic.file, diagnostic.place.as_ref())],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn sarif_location(file: &Path, place: Option<&Place>) -> Value {
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": slashed(file) } } });
    if let Some(place) = place {
        location["physicalLocation"]["region"] = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": end_column(place),
        });
    }
    location
}

/// The column after the last character, counted in characters from 1.
fn end_column(place: &Place) -> usize {
    place.column + place.text.get(place.start..place.end).map_or(0, |stretch| stretch.chars().count())
}

/// The names of severities in all three formats.
const fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A path with slashes, on every system.
fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn pretty(value: &Value) -> String {
    // A value made of strings and numbers can always be written.
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;

    /// What GitHub reads of a command: its name, its properties and its message (actions/runner, `ActionCommand`).
    fn read_command(line: &str) -> (&str, Vec<(&str, String)>, String) {
        let unescaped = |text: &str, property: bool| {
            let text = text.replace("%0D", "\r").replace("%0A", "\n");
            let text = if property { text.replace("%3A", ":").replace("%2C", ",") } else { text };
            text.replace("%25", "%")
        };
        let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (name, properties) = head.split_once(' ').unwrap();
        let properties = properties.split(',').map(|property| property.split_once('=').unwrap());
        (name, properties.map(|(key, value)| (key, unescaped(value, true))).collect(), unescaped(message, false))
    }

    #[test]
    fn whatever_a_file_is_called_and_says_stays_within_one_command() {
        for hostile in [
            "a\n::stop-commands::b",
            "a\r\n::error::b",
            "a::b",
            "::error file=a::b",
            "100%",
            "%0A::warning::a",
            "%3A%2C%25",
            "a,line=1,col=2",
            "a: b, c=d",
            "`a` | *b* <c>",
            "é « à »",
        ] {
            let place = Place::of(hostile, 0, hostile.len());
            let (line, column) = (place.line.to_string(), place.column.to_string());
            let problem = Problem::UnknownLicence { text: hostile.to_owned(), nearest: None };
            let words = problem.words(Lang::En);
            let text = github(&[Diagnostic::new(hostile, Some(place), problem)], Lang::En);
            assert_eq!(text.matches(['\r', '\n']).count(), 1, "{text}");
            let (name, properties, message) = read_command(text.trim_end_matches('\n'));
            assert_eq!((name, message), ("error", format!("{}\n{}", words.title, words.help)), "{text}");
            let keys: Vec<_> = properties.iter().map(|(key, _)| *key).collect();
            assert_eq!(keys, ["file", "line", "col", "endLine", "endColumn", "title"], "{text}");
            let value = |key| properties.iter().find(|(known, _)| *known == key).unwrap().1.clone();
            assert_eq!([value("file"), value("line"), value("col")], [hostile.to_owned(), line, column], "{text}");
        }
    }

    #[test]
    fn a_problem_of_a_whole_file_has_no_line() {
        let text = github(&[Diagnostic::new("a.md", None, Problem::NotUtf8)], Lang::Fr);
        assert!(text.starts_with("::error file=a.md,title=E0102::"), "{text}");
    }
}
