//! From the body of a request to the values of the form's fields.

use std::collections::BTreeMap;
use std::fmt;

use http::{HeaderMap, header};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::shared::characters::{is_override, without_towers};

/// The values that a client sent, by the names of the form's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, String>);

/// A body that is neither a form nor JSON that could have been one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Another content type, or a body that is compressed.
    #[error("unsupported content type")]
    ContentType,
    /// No JSON, or not an object of texts.
    #[error("the body is not a JSON object of texts")]
    Json,
    /// Which of the values was meant? The first of each is kept, to be shown.
    #[error("a field stands twice in the body")]
    Duplicate(Fields),
}

impl Fields {
    /// The value of a field, which is empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// All names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Parses a body by its content type, which is `application/json` or, also if there is none,
    /// `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// If it is of another type, is not what its type says, or names a field twice.
    pub fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Self, BodyError> {
        // What it holds cannot be seen before it has been unpacked, to whatever size.
        if headers
            .get(header::CONTENT_ENCODING)
            .is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
        {
            return Err(BodyError::ContentType);
        }
        let content_type = headers.get(header::CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
        let media_type = content_type.as_deref().and_then(|value| value.split(';').next()).unwrap_or_default();
        match media_type.trim().to_ascii_lowercase().as_str() {
            "" | "application/x-www-form-urlencoded" => {
                Self::collect(form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned())))
            }
            "application/json" => parse_json(body),
            _ => Err(BodyError::ContentType),
        }
    }

    /// Parses the query of an address. Of a name that stands twice, the first value counts.
    pub(crate) fn parse_query(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        match Self::collect(pairs.map(|(name, value)| (name.into_owned(), value.into_owned()))) {
            Ok(fields) | Err(BodyError::Duplicate(fields)) => fields,
            Err(_) => Self::default(),
        }
    }

    /// Cleans the values. No form has two values for one name.
    pub(crate) fn collect(pairs: impl Iterator<Item = (String, String)>) -> Result<Self, BodyError> {
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        let mut is_ambiguous = false;
        for (name, value) in pairs {
            let value = cleaned(&value);
            match fields.get(&name) {
                Some(first) => is_ambiguous |= *first != value,
                None => drop(fields.insert(name, value)),
            }
        }
        if is_ambiguous { Err(BodyError::Duplicate(Self(fields))) } else { Ok(Self(fields)) }
    }

    /// The bytes of all names and values.
    pub(crate) fn size(&self) -> usize {
        self.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

/// Parses an object of texts. A box that is ticked may be `true`.
fn parse_json(body: &[u8]) -> Result<Fields, BodyError> {
    let Members(members) = serde_json::from_slice(body).map_err(|_| BodyError::Json)?;
    let pairs: Option<Vec<_>> = members
        .into_iter()
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => Some((name, text)),
            serde_json::Value::Bool(true) => Some((name, "yes".to_owned())),
            serde_json::Value::Bool(false) | serde_json::Value::Null => Some((name, String::new())),
            _ => None,
        })
        .collect();
    Fields::collect(pairs.ok_or(BodyError::Json)?.into_iter())
}

/// The members of an object, each as often as it stands there.
struct Members(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = access.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// A value with line feeds for line ends, without white space around it. Control characters, which some terminals obey,
/// characters that reverse a text, and towers of marks are dropped.
fn cleaned(value: &str) -> String {
    let lines = value.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept = |c: &char| (!c.is_control() && !is_override(*c)) || matches!(c, '\n' | '\t');
    let kept: String = lines.chars().filter(is_kept).collect();
    without_towers(kept.trim())
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
            let fields = parse(content_type, "name=Zo%C3%A9+L%27%C3%89cuyer&a=1%0D%0A2").unwrap();
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
    fn another_content_type_or_coding_is_refused() {
        assert_eq!(parse("text/csv", "a,b"), Err(BodyError::ContentType));
        let coded = |coding: &'static str| {
            let headers = HeaderMap::from_iter([(header::CONTENT_ENCODING, http::HeaderValue::from_static(coding))]);
            Fields::parse(&headers, b"a=1")
        };
        assert_eq!(coded("gzip"), Err(BodyError::ContentType));
        assert!(coded("Identity").is_ok());
    }

    #[test]
    fn a_field_with_two_values_is_refused_in_both_formats_and_the_first_is_kept() {
        for (content_type, body) in
            [("", "name=one&a=1&name=two"), ("application/json", r#"{"name":"one","a":"1","name":"two"}"#)]
        {
            let Err(BodyError::Duplicate(fields)) = parse(content_type, body) else { panic!("{body}") };
            assert_eq!((fields.get("name"), fields.get("a")), ("one", "1"));
        }
        assert_eq!(parse("", "name=one&name=one").unwrap().get("name"), "one");
    }

    #[test]
    fn control_characters_are_dropped() {
        assert_eq!(parse("", "a=%1B%5B31mred%00%07").unwrap().get("a"), "[31mred");
        assert_eq!(parse("", "a=1%E2%80%AE2%EF%BB%BF").unwrap().get("a"), "12");
        assert_eq!(parse("", &format!("a=Z{}", "%CC%B6".repeat(500))).unwrap().get("a").chars().count(), 5);
    }

    proptest! {
        #[test]
        fn no_body_makes_it_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Fields::parse(&HeaderMap::new(), &body);
        }

        #[test]
        fn what_was_typed_is_preserved(value in "([^\\p{Cc}\u{202a}-\u{202e}\u{feff}]|[\u{200b}-\u{200f}]){0,40}") {
            let body = form_urlencoded::Serializer::new(String::new()).append_pair("a", &value).finish();
            let fields = parse("", &body).unwrap();
            prop_assert_eq!(fields.get("a"), value.trim());
        }
    }
}
