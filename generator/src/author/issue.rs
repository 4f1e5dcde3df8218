//! The answers of the issue form, for teams that do not use git.

use std::collections::BTreeMap;
use std::path::Path;

use serde_yaml::Value;

/// The form, relative to the site's root.
pub const FORM: &str = ".github/ISSUE_TEMPLATE/opportunity.yml";

/// The form or the issue cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The form is not there.
    #[error("{FORM}: {0}")]
    Io(#[from] std::io::Error),
    /// The form is not one.
    #[error("{FORM}: {0}")]
    Yaml(#[from] serde_yaml::Error),
}

/// The answers by the ids of the form's fields. `body` is the issue's text as GitHub makes it: each answer
/// under a heading of level 3 that is the field's label (GitHub documentation, “Syntax for issue forms”).
///
/// # Errors
/// When the form is not there or cannot be read.
pub fn answers(root: &Path, body: &str) -> Result<BTreeMap<String, String>, IssueError> {
    let form: Value = serde_yaml::from_str(&std::fs::read_to_string(root.join(FORM))?)?;
    Ok(answers_to(&labels(&form), body))
}

/// The fields of a form: label and id.
fn labels(form: &Value) -> Vec<(String, String)> {
    let fields = form.get("body").and_then(Value::as_sequence);
    let field = |field: &Value| {
        let id = field.get("id")?.as_str()?;
        let label = field.get("attributes")?.get("label")?.as_str()?;
        Some((label.trim().to_owned(), id.to_owned()))
    };
    fields.into_iter().flatten().filter_map(field).collect()
}

fn answers_to(labels: &[(String, String)], body: &str) -> BTreeMap<String, String> {
    let mut answers: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<&str> = None;
    for line in body.lines() {
        // A heading of an answer's own, whatever its level, is no label.
        let label = line.trim_end().strip_prefix("### ").map(str::trim);
        if let Some((_, id)) = labels.iter().find(|(known, _)| Some(known.as_str()) == label) {
            current = Some(id);
            continue;
        }
        if let Some(id) = current {
            let answer = answers.entry(id.to_owned()).or_default();
            answer.push_str(line.trim_end());
            answer.push('\n');
        }
    }
    for answer in answers.values_mut() {
        *answer = answer.trim().to_owned();
    }
    answers.retain(|_, answer| !answer.is_empty() && answer != "_No response_");
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_found_under_their_labels() {
        let labels =
            vec![("Title / Titre".to_owned(), "title-en".to_owned()), ("Hours".to_owned(), "hours".to_owned())];
        let body = "### Title / Titre\r\n\r\nA: title\r\n### not a label\n\n### Hours\n\n_No response_\n";
        let answers = answers_to(&labels, body);
        assert_eq!(answers.get("title-en").map(String::as_str), Some("A: title\n### not a label"));
        assert_eq!(answers.get("hours"), None);
    }
}
