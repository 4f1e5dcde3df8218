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
