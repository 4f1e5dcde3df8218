//! The JSON Schemas from which editors complete keys and ids.

use serde_json::{Map, Value, json};
use submit_fn::shared::lang::Lang;

use super::form::Both;
use super::opportunity::FormerFacts;
use super::{Content, FileSchema, Group, Need, Schema, Type};
use crate::model::Kind;

/// The JSON Schema (draft 2020-12) of a file. `ids` returns the ids of what exists, to choose from.
pub(crate) fn json_schema(file: &FileSchema, lang: Lang, ids: &dyn Fn(Kind) -> Vec<String>) -> Value {
    let mut schema = match file.content {
        Content::Keys(schema) => group(schema, lang, ids),
        Content::List(schema) => json!({ "type": "array", "items": group(schema, lang, ids) }),
        Content::Texts => json!({
            "type": "object",
            "propertyNames": { "pattern": SLUG },
            "additionalProperties": group(Both::SCHEMA, lang, ids),
        }),
    };
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = file.path.into();
    schema["description"] = (*file.doc.get(lang)).into();
    schema
}

const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

fn group(schema: Schema, lang: Lang, ids: &dyn Fn(Kind) -> Vec<String>) -> Value {
    let mut properties = Map::new();
    for key in schema.keys {
        let mut property = value(key.value, lang, ids);
        property["description"] = (*key.doc.get(lang)).into();
        properties.insert(key.name.to_owned(), property);
    }
    let names = |need: Need| schema.keys.iter().filter(move |key| key.need == need).map(|key| key.name);
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let required: Vec<_> = names(Need::Required).collect();
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    let posted: Vec<_> = names(Need::Posted).collect();
    if !posted.is_empty() {
        schema["dependentRequired"] = json!({ "posted": posted });
    }
    schema
}

fn value(form: Type, lang: Lang, ids: &dyn Fn(Kind) -> Vec<String>) -> Value {
    let id = |kind| match ids(kind) {
        known if known.is_empty() => json!({ "type": "string", "pattern": SLUG }),
        known => json!({ "type": "string", "enum": known }),
    };
    match form {
        Type::Text => json!({ "type": ["string", "number"] }),
        Type::Licence => json!({ "type": "string", "examples": ["MIT", "Apache-2.0", "MPL-2.0", "GPL-3.0-or-later"] }),
        Type::Bounded(most) => json!({ "type": "string", "minLength": 1, "maxLength": most }),
        Type::Whole => json!({ "type": "integer", "minimum": 0 }),
        Type::Count => json!({ "type": "integer", "minimum": 1 }),
        Type::Decimal => json!({ "type": "number", "minimum": 0, "multipleOf": 0.1 }),
        Type::Amount => json!({ "type": "number", "minimum": 0, "multipleOf": 0.01 }),
        Type::Date => json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }),
        Type::DateTime => json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2})?$" }),
        Type::Id(kind) => id(kind),
        Type::Ids(kind) => json!({ "type": "array", "items": id(kind), "uniqueItems": true }),
        Type::NewId => json!({ "type": "string", "pattern": SLUG }),
        Type::Url => json!({ "type": "string", "pattern": "^https?://[^/\\s]\\S*$" }),
        Type::Email => json!({ "type": "string", "pattern": "^\\S+@\\S+\\.\\S+$" }),
        Type::Recipient => json!({ "type": "string", "pattern": "^age1[02-9ac-hj-np-z]{58}$" }),
        Type::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Type::Bilingual => group(Both::SCHEMA, lang, ids),
        Type::Group(schema) => group(*schema, lang, ids),
        Type::FormerFacts => group(FormerFacts::schema(), lang, ids),
        Type::Groups(schema) => json!({ "type": "array", "items": group(*schema, lang, ids) }),
        Type::GroupsById(kind, schema) => {
            let known = ids(kind);
            let names = if known.is_empty() { json!({ "pattern": SLUG }) } else { json!({ "enum": known }) };
            json!({ "type": "object", "propertyNames": names, "additionalProperties": group(*schema, lang, ids) })
        }
    }
}
