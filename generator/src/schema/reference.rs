//! The reference of every key of every file.

use std::fmt::Write;

use submit_fn::shared::lang::Lang;

use super::form::Both;
use super::{Content, FILES, Group, Key, Need, Schema, Type};

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
             text that shows it. `devex new` writes a folder, `devex check` reports what is wrong, `devex explain CODE` \
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
            Content::Keys(schema) | Content::List(schema) => text += &table(schema, "", lang),
            Content::Texts => text += &table(Both::SCHEMA, "ID.", lang),
        }
    }
    text
}

/// A table of keys; those of groups follow their group, with its name before theirs.
fn table(schema: Schema, prefix: &str, lang: Lang) -> String {
    let head = match lang {
        Lang::En => "| Key | Value | Needed | What it says |",
        Lang::Fr => "| Clé | Valeur | Requise | Ce qu'elle dit |",
    };
    let mut text = format!("\n{head}\n|---|---|---|---|\n");
    rows(schema, prefix, lang, &mut text);
    text
}

fn rows(schema: Schema, prefix: &str, lang: Lang, text: &mut String) {
    for Key { name, value: form, need, doc } in schema.keys {
        let _ = writeln!(
            text,
            "| `{prefix}{name}` | {} | {} | {} |",
            value(*form, lang),
            needed(*need, lang),
            doc.get(lang)
        );
        match form {
            Type::Group(schema) => rows(**schema, &format!("{prefix}{name}."), lang, text),
            Type::Groups(schema) => rows(**schema, &format!("{prefix}{name}[]."), lang, text),
            // The thresholds of a department, and the facts of an amendment, have been listed above.
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

fn value(form: Type, lang: Lang) -> String {
    let pick = |en: &'static str, fr: &'static str| if lang == Lang::En { en } else { fr };
    let text = match form {
        Type::Text => pick("text", "texte"),
        Type::Bounded(most) => {
            return pick("text of at most {n} characters", "texte d'au plus {n} caractères")
                .replace("{n}", &most.to_string());
        }
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
        Type::Email => pick("email address", "adresse de courriel"),
        Type::Recipient => pick("age recipient, such as age1…", "destinataire age, par exemple age1…"),
        Type::Licence => pick("SPDX expression, such as MIT", "expression SPDX, par exemple MIT"),
        Type::Texts => pick("texts between brackets", "textes entre crochets"),
        Type::Bilingual => pick("`en` and `fr`", "`en` et `fr`"),
        Type::Group(_) | Type::FormerFacts => pick("group of keys", "groupe de clés"),
        Type::Groups(_) => pick("list of groups of keys", "liste de groupes de clés"),
        Type::GroupsById(..) => pick("groups of keys, by ids", "groupes de clés, par identifiants"),
    };
    text.to_owned()
}
