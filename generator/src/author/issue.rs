//! The answers of the issue form, for teams that do not use git.

use std::collections::BTreeMap;
use std::path::Path;

use crate::yaml::{self, Value};

/// The form, relative to the site's root.
pub(crate) const FORM: &str = ".github/ISSUE_TEMPLATE/opportunity.yml";

/// The form as it is unless a site changes it.
const USUAL_FORM: &str = include_str!("../../../.github/ISSUE_TEMPLATE/opportunity.yml");

#[derive(Debug)]
pub(crate) enum IssueError {
    /// The form cannot be read.
    Io(std::io::Error),
    /// The form is no YAML.
    Yaml(yaml::Error),
    /// The issue has none of the form's labels.
    NoAnswers,
}

#[derive(Debug)]
pub(crate) struct Answers {
    /// By the ids of the form's fields.
    pub(crate) given: BTreeMap<String, String>,
    /// The labels that the issue does not have.
    pub(crate) missing: Vec<String>,
    /// The labels that it has more than once, because an answer quotes them.
    pub(crate) repeated: Vec<String>,
}

/// Extracts the answers from `body`, the text of an issue as GitHub makes it: each answer under a heading of level 3
/// that is the field's label, in the form's order (GitHub documentation, “Syntax for issue forms”).
///
/// # Errors
/// If the form cannot be read, or the issue answers none of it.
pub(crate) fn answers(root: &Path, body: &str) -> Result<Answers, IssueError> {
    let form = match std::fs::read_to_string(root.join(FORM)) {
        // A site may be a folder of a repository, or have no form of its own.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => USUAL_FORM.to_owned(),
        form => form.map_err(IssueError::Io)?,
    };
    let form: Value = yaml::parse(&form).map_err(IssueError::Yaml)?;
    let answers = answers_to(&labels(&form), body);
    if answers.given.is_empty() { Err(IssueError::NoAnswers) } else { Ok(answers) }
}

/// The label and the id of each field.
fn labels(form: &Value) -> Vec<(String, String)> {
    let fields = form.get("body").and_then(Value::as_sequence);
    let field = |field: &Value| {
        let id = field.get("id")?.as_str()?;
        let label = field.get("attributes")?.get("label")?.as_str()?;
        Some((label.trim().to_owned(), id.to_owned()))
    };
    fields.into_iter().flatten().filter_map(field).collect()
}

fn answers_to(labels: &[(String, String)], body: &str) -> Answers {
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    let mut seen: Vec<usize> = Vec::new();
    for line in body.trim_start_matches('\u{feff}').lines() {
        // A heading within an answer is no label, even if it quotes one that came before.
        let heading = line.trim_end().strip_prefix("### ").map(str::trim);
        let from = seen.last().map_or(0, |last| last + 1);
        let label = (from..labels.len()).find(|i| Some(labels[*i].0.as_str()) == heading);
        if let Some(label) = label {
            seen.push(label);
        } else if let Some(last) = seen.last() {
            let answer = given.entry(labels[*last].1.clone()).or_default();
            answer.push_str(line.trim_end());
            answer.push('\n');
        }
    }
    for answer in given.values_mut() {
        *answer = answer.trim().to_owned();
    }
    given.retain(|_, answer| !answer.is_empty() && answer != "_No response_");
    let missing = labels.iter().enumerate().filter(|(i, _)| !seen.contains(i)).map(|(_, (label, _))| label.clone());
    let headings =
        |label: &str| body.lines().filter(|line| line.trim_end().strip_prefix("### ") == Some(label)).count();
    let repeated = labels.iter().map(|(label, _)| label).filter(|label| headings(label) > 1).cloned();
    Answers { given, missing: missing.collect(), repeated: repeated.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_without_a_form_has_the_usual_one() {
        let empty = tempfile::tempdir().unwrap();
        let answers = answers(empty.path(), "### Team / Équipe\n\ntides\n").unwrap();
        assert_eq!(answers.given["team"], "tides");
    }

    #[test]
    fn answers_are_found_under_their_labels() {
        let labels =
            [("Title / Titre", "title-en"), ("Hours", "hours"), ("Team", "team")].map(|(a, b)| (a.into(), b.into()));
        let body = "\u{feff}### Title / Titre\r\n\r\nA: title\r\n### not a label\n\n### Hours\n\n_No response_\n";
        let answers = answers_to(&labels, body);
        assert_eq!(answers.given.get("title-en").map(String::as_str), Some("A: title\n### not a label"));
        assert_eq!(answers.given.get("hours"), None);
        assert_eq!(answers.missing, ["Team"]);
        let quoting = answers_to(&labels, "### Hours\n\nSee\n### Title / Titre\n\n### Team\n\na\n");
        assert_eq!(quoting.given["hours"], "See\n### Title / Titre");
        let twice = answers_to(&labels, "### Hours\n\n### Team\n\na\n\n### Team\n\nb\n");
        assert_eq!(twice.repeated, ["Team"]);
    }
}
