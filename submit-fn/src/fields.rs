//! From the body of a request to the values of the form's fields.

use std::collections::BTreeMap;

use http::{HeaderMap, header};

/// The values that a client sent, by the names of the form's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(BTreeMap<String, String>);

/// A body that is neither a form nor JSON that could have been one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("unsupported content type")]
    ContentType,
    #[error("the body is not a JSON object of texts")]
    Json,
}

impl Fields {
    /// The value of a field, which is empty if it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// All names and values, in the order of the names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Parses a body by its content type, which is `application/json` or, also if there is none,
    /// `application/x-www-form-urlencoded`.
    pub(crate) fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Self, BodyError> {
        let content_type = headers.get(header::CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
        let media_type = content_type.as_deref().and_then(|value| value.split(';').next()).unwrap_or_default();
        match media_type.trim().to_ascii_lowercase().as_str() {
            "" | "application/x-www-form-urlencoded" => Ok(Self::collect(
                form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned())),
            )),
            "application/json" => parse_json(body).ok_or(BodyError::Json),
            _ => Err(BodyError::ContentType),
        }
    }

    /// Cleans the values. Of several values for a name, the first counts.
    pub(crate) fn collect(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut fields = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_insert_with(|| cleaned(&value));
        }
        Self(fields)
    }
}

/// Parses an object of texts. A box that is ticked may be `true`.
fn parse_json(body: &[u8]) -> Option<Fields> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(body).ok()?;
    let pairs: Option<Vec<_>> = object
        .into_iter()
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => Some((name, text)),
            serde_json::Value::Bool(true) => Some((name, "yes".to_owned())),
            serde_json::Value::Bool(false) | serde_json::Value::Null => Some((name, String::new())),
            _ => None,
        })
        .collect();
    pairs.map(|pairs| Fields::collect(pairs.into_iter()))
}

/// A value with line feeds for line ends, without white space around it, and without control characters, which no
/// keyboard types and some terminals obey.
fn cleaned(value: &str) -> String {
    let lines = value.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(content_type: &str, body: &str) -> Result<Fields, BodyError> {
        let mut headers = HeaderMap::new();
        if !content_type.is_empty() {
            headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        }
        Fields::parse(&headers, body.as_bytes())
    }

    #[test]
    fn a_form_is_parsed_whatever_the_spelling_of_its_content_type() {
        for content_type in
            ["", "application/x-www-form-urlencoded", "APPLICATION/X-www-form-urlencoded ; charset=utf-8"]
        {
            let fields = parse(content_type, "name=Zo%C3%A9+L%27%C3%89cuyer&name=second&a=1%0D%0A2").unwrap();
            assert_eq!((fields.get("name"), fields.get("a"), fields.get("none")), ("Zoé L'Écuyer", "1\n2", ""));
        }
    }

    #[test]
    fn json_is_an_object_of_texts_and_ticked_boxes() {
        let fields = parse("application/json", r#"{"name":"Zoé","accept-terms":true,"accept-price":false}"#).unwrap();
        assert_eq!((fields.get("name"), fields.get("accept-terms"), fields.get("accept-price")), ("Zoé", "yes", ""));
        assert_eq!(parse("application/json", "[1]"), Err(BodyError::Json));
        assert_eq!(parse("application/json", r#"{"a":{"b":1}}"#), Err(BodyError::Json));
    }

    #[test]
    fn another_content_type_is_refused() {
        assert_eq!(parse("text/csv", "a,b"), Err(BodyError::ContentType));
    }

    #[test]
    fn control_characters_are_dropped() {
        assert_eq!(parse("", "a=%1B%5B31mred%00%07").unwrap().get("a"), "[31mred");
    }

    proptest! {
        #[test]
        fn no_body_makes_it_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Fields::parse(&HeaderMap::new(), &body);
        }

        #[test]
        fn what_was_typed_is_preserved(value in "[^\\x00-\\x1f\\x7f-\\x9f]{0,60}") {
            let body = form_urlencoded::Serializer::new(String::new()).append_pair("a", &value).finish();
            let fields = parse("", &body).unwrap();
            prop_assert_eq!(fields.get("a"), value.trim());
        }
    }
}
