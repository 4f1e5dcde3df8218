//! Compares values by what they mean, however they are written.

use jiff::civil::DateTime;

use crate::yaml::Value;

/// The canonical text of a value; `None` if it is null or absent. `2026-12-01 14:00` is `2026-12-01T14:00`, 8200.00 is
/// 8200, ids and keys have no order, and a text may be folded.
pub(crate) fn canonical(value: Option<&Value>) -> Option<String> {
    Some(match value? {
        Value::Null => return None,
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.fract() == 0.0 => format!("{float:.0}"),
            _ => number.to_string(),
        },
        Value::String(text) => match text.parse::<DateTime>() {
            Ok(instant) if text.contains([' ', 'T']) => instant.strftime("%Y-%m-%dT%H:%M").to_string(),
            _ if text.contains("://") => text.trim().trim_end_matches('/').to_owned(),
            _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
        },
        Value::Sequence(items) => {
            let mut texts: Vec<_> = items.iter().filter_map(|item| canonical(Some(item))).collect();
            if items.iter().all(Value::is_string) {
                texts.sort();
            }
            format!("[{}]", texts.join(", "))
        }
        Value::Mapping(entries) => {
            let pair = |(key, value): (&Value, &Value)| {
                Some(format!("{}: {}", canonical(Some(key))?, canonical(Some(value))?))
            };
            let mut entries: Vec<_> = entries.iter().filter_map(pair).collect();
            entries.sort();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Tagged(tagged) => return canonical(Some(&tagged.value)),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_that_only_look_different_have_one_canonical_text() {
        let canonical = |text: &str| super::canonical(Some(&crate::yaml::parse(text).unwrap()));
        for (a, b) in [
            ("2027-01-19T14:00", "2027-01-19 14:00:00"),
            ("2027-01-19T14:00", "2027-01-19T14:00:00.000"),
            ("8200", "8200.00"),
            ("[rust, css]", "[css, rust]"),
            ("[{ id: a, max_words: 2, en: some words }]", "- max_words: 2\n  id: a\n  en: |\n    some\n    words"),
            ("https://example.org/a", "https://example.org/a/"),
        ] {
            assert_eq!(canonical(a), canonical(b), "{a} / {b}");
        }
        for (a, b) in [
            ("2027-01-19T14:00", "2027-01-19T14:30"),
            ("8200", "8200.5"),
            ("[{ a: 1 }, { a: 2 }]", "[{ a: 2 }, { a: 1 }]"),
        ] {
            assert_ne!(canonical(a), canonical(b), "{a} / {b}");
        }
    }
}
