//! The reference of every key, and the JSON Schemas that editors complete from: both made from the shapes
//! that the decoders read with.

use std::fmt::Write;

use serde_json::{Map, Value, json};
use submit_fn::shared::lang::Lang;

use crate::model::Kind;
use crate::shape::{Content, FILES, FileShape, Key, Need, Shape, Type};

/// The JSON Schema (draft 2020-12) of a file. `ids` gives the ids of what exists, to choose from.
pub(crate) fn json_schema(file: &FileShape, lang: Lang, ids: &dyn Fn(Kind) -> Vec<String>) -> Value {
    let mut schema = match file.content {
        Content::Keys(shape) => group(shape, lang, ids),
        Content::List(shape) => json!({ "type": "array", "items": group(shape, lang, ids) }),
        Content::Texts => json!({
            "type": "object",
            "propertyNames": { "pattern": SLUG },
            "additionalProperties": group(&crate::shape::BILINGUAL, lang, ids),
        }),
    };
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = file.path.into();
    schema["description"] = (*file.doc.get(lang)).into();
    schema
}

const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

fn group(shape: &Shape, lang: Lang, ids: &dyn Fn(Kind) -> Vec<String>) -> Value {
    let mut properties = Map::new();
    for key in shape.keys {
        let mut value = of(key.of, lang, ids);
        value["description"] = (*key.doc.get(lang)).into();
        properties.insert(key.name.to_owned(), value);
    }
    let names = |need: Need| shape.keys.iter().filter(move |key| key.need == need).map(|key| key.name);
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

fn of(kind: Type, lang: Lang, ids: &dyn Fn(Kind) -> Vec<String>) -> Value {
    let id = |kind| match ids(kind) {
        known if known.is_empty() => json!({ "type": "string", "pattern": SLUG }),
        known => json!({ "type": "string", "enum": known }),
    };
    match kind {
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
        Type::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Type::Bilingual => group(&crate::shape::BILINGUAL, lang, ids),
        Type::Group(shape) => group(shape, lang, ids),
        Type::Groups(shape) => json!({ "type": "array", "items": group(shape, lang, ids) }),
        Type::GroupsById(kind, shape) => {
            let known = ids(kind);
            let names = if known.is_empty() { json!({ "pattern": SLUG }) } else { json!({ "enum": known }) };
            json!({ "type": "object", "propertyNames": names, "additionalProperties": group(shape, lang, ids) })
        }
    }
}

/// The schema of a file by its name.
pub(crate) fn named(name: &str) -> Option<&'static FileShape> {
    FILES.iter().find(|file| file.name == name)
}

/// The names of all schemas.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|file| file.name)
}

/// The reference of every key of every file, in Markdown: English, then French.
pub(crate) fn reference() -> String {
    let mut text = String::from(
        "<!-- Made by `devex schema reference`. Fait par `devex schema reference`. -->\n\n\
         # The files of the content\n\n\
         En français : [Les fichiers du contenu](#les-fichiers-du-contenu).\n\n",
    );
    text += &language(Lang::En);
    text += "\n# Les fichiers du contenu\n\n";
    text += &language(Lang::Fr);
    text
}

fn language(lang: Lang) -> String {
    let intro = match lang {
        Lang::En => {
            "Every item is a folder whose name is its id: lowercase letters without accents, digits, hyphens. It holds \
             its facts in YAML, and its text in `en.md` and `fr.md`. An image (svg, png, jpg, webp) stands beside the \
             text that shows it. `devex new` writes a folder, `devex check` tells what is wrong, `devex explain CODE` \
             says why. `devex schema` writes the schemas from which an editor completes these keys.\n"
        }
        Lang::Fr => {
            "Chaque élément est un dossier dont le nom est l'identifiant : minuscules sans accent, chiffres, traits \
             d'union. Il contient ses faits en YAML et son texte dans `en.md` et `fr.md`. Une image (svg, png, jpg, \
             webp) se place à côté du texte qui la montre. `devex new` écrit un dossier, `devex check` dit ce qui ne va \
             pas, `devex explain CODE` dit pourquoi. `devex schema` écrit les schémas à partir desquels un éditeur \
             complète ces clés.\n"
        }
    };
    let mut text = intro.replace(" : ", "\u{a0}: ");
    for file in &FILES {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n## {}\n\n{}\n", file.path, file.doc.get(lang));
        match file.content {
            Content::Keys(shape) | Content::List(shape) => text += &table(shape, "", lang),
            Content::Texts => text += &table(&crate::shape::BILINGUAL, "ID.", lang),
        }
    }
    text
}

/// A table of keys; those of groups follow their group, with its name before theirs.
fn table(shape: &Shape, prefix: &str, lang: Lang) -> String {
    let head = match lang {
        Lang::En => "| Key | Value | Needed | What it says |",
        Lang::Fr => "| Clé | Valeur | Requise | Ce qu'elle dit |",
    };
    let mut text = format!("\n{head}\n|---|---|---|---|\n");
    rows(shape, prefix, lang, &mut text);
    text
}

fn rows(shape: &Shape, prefix: &str, lang: Lang, text: &mut String) {
    for key in shape.keys {
        let Key { name, need, doc, of } = key;
        let _ =
            writeln!(text, "| `{prefix}{name}` | {} | {} | {} |", value(*of, lang), needed(*need, lang), doc.get(lang));
        match of {
            Type::Group(_) if *name == "was" => {}
            Type::Group(shape) => rows(shape, &format!("{prefix}{name}."), lang, text),
            Type::Groups(shape) => rows(shape, &format!("{prefix}{name}[]."), lang, text),
            // The thresholds of a department are those above it, and the facts of an amendment those above too.
            _ => {}
        }
    }
}

const fn needed(need: Need, lang: Lang) -> &'static str {
    match (need, lang) {
        (Need::Required, Lang::En) => "yes",
        (Need::Required, Lang::Fr) => "oui",
        (Need::Posted, Lang::En) => "once posted",
        (Need::Posted, Lang::Fr) => "une fois affichée",
        (Need::Optional, Lang::En) => "no",
        (Need::Optional, Lang::Fr) => "non",
    }
}

fn value(kind: Type, lang: Lang) -> String {
    let pick = |en: &'static str, fr: &'static str| if lang == Lang::En { en } else { fr };
    let text = match kind {
        Type::Text => pick("text", "texte"),
        Type::Bounded(100) => pick("text of at most 100 characters", "texte d'au plus 100 caractères"),
        Type::Bounded(_) => pick("text of at most 500 characters", "texte d'au plus 500 caractères"),
        Type::Whole | Type::Count => pick("whole number", "nombre entier"),
        Type::Decimal => pick("number, such as 37.5", "nombre, par exemple 37.5"),
        Type::Amount => pick("dollars, such as 8200", "dollars, par exemple 8200"),
        Type::Date => pick("date, such as 2026-12-01", "date, par exemple 2026-12-01"),
        Type::DateTime => {
            pick("date and time, such as 2026-12-01T14:00", "date et heure, par exemple 2026-12-01T14:00")
        }
        Type::Id(_) => pick("id", "identifiant"),
        Type::Ids(_) => pick("ids, such as [rust, css]", "identifiants, par exemple [rust, css]"),
        Type::NewId => pick("id", "identifiant"),
        Type::Url => pick("web address", "adresse Web"),
        Type::Email => pick("electronic address", "adresse de courriel"),
        Type::Licence => pick("SPDX expression, such as MIT", "expression SPDX, par exemple MIT"),
        Type::Texts => pick("texts between brackets", "textes entre crochets"),
        Type::Bilingual => pick("`en` and `fr`", "`en` et `fr`"),
        Type::Group(_) => pick("group of keys", "groupe de clés"),
        Type::Groups(_) => pick("list of groups of keys", "liste de groupes de clés"),
        Type::GroupsById(..) => pick("groups of keys, by ids", "groupes de clés, par identifiants"),
    };
    text.to_owned()
}
