//! The files of a new item, complete but for what only its author can say.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use submit_fn::shared::lang::{Bilingual, Lang};

use super::dates::Dates;
use super::edit::written;
use crate::check::SECTIONS;
use crate::model::Kind;
use crate::schema::{Group, Schema, entity, opportunity};
use crate::yaml::Value;

/// What is known of a new item.
#[derive(Debug, Default)]
pub(crate) struct New {
    /// The name of its folder.
    pub(crate) id: String,
    /// `None` where the title is still to be written; so is the summary.
    pub(crate) title: Bilingual<Option<String>>,
    pub(crate) summary: Bilingual<Option<String>>,
    /// By their keys.
    pub(crate) facts: BTreeMap<&'static str, Value>,
    /// Values to choose from, for facts that are not there.
    pub(crate) to_choose: BTreeMap<&'static str, Value>,
    /// The sections of an opportunity, in order; `None` where one is still to be written.
    pub(crate) sections: [Bilingual<Option<String>>; 5],
}

/// What each section should say, for its author.
const GUIDES: [Bilingual<&str>; 5] = [
    Bilingual {
        en: "who you are, what you run, and for whom; two short paragraphs",
        fr: "qui vous êtes, ce que vous exploitez et pour qui; deux courts paragraphes",
    },
    Bilingual {
        en: "what goes wrong, for whom, how often, and what it costs them; no solution yet",
        fr: "ce qui ne va pas, pour qui, à quelle fréquence et ce qu'il en coûte; pas encore de solution",
    },
    Bilingual {
        en: "the data, or a sample, that bidders can open: a link, the format, the size, the licence",
        fr: "les données, ou un échantillon, que l'on peut ouvrir : un lien, le format, la taille, la licence",
    },
    Bilingual {
        en: "what will be true at the end, what is out of scope, and who answers questions",
        fr: "ce qui sera vrai à la fin, ce qui n'est pas visé et qui répond aux questions",
    },
    Bilingual {
        en: "how you will check that the work is done, besides the standard criteria",
        fr: "comment vous vérifierez que le travail est fait, outre les critères communs",
    },
];

/// What the text of an item without sections should say.
const GUIDE: Bilingual<&str> = Bilingual { en: "the text of this page", fr: "le texte de cette page" };

const fn schema_of(kind: Kind) -> Option<Schema> {
    match kind {
        Kind::Opportunity => Some(opportunity::Facts::SCHEMA),
        Kind::Project => Some(entity::Project::SCHEMA),
        Kind::Team => Some(entity::Team::SCHEMA),
        Kind::Department => Some(entity::Department::SCHEMA),
        Kind::News => Some(entity::News::SCHEMA),
        Kind::Terms | Kind::Page | Kind::Skill | Kind::Acceptance => None,
    }
}

/// The files of a new item, relative to the site's root, with their texts. Comments of the facts are in `lang`.
pub(super) fn files(kind: Kind, new: &New, lang: Lang) -> Vec<(PathBuf, String)> {
    let folder = folder_of(kind, &new.id);
    let facts = kind.facts_file().zip(schema_of(kind));
    let facts = facts.map(|(name, schema)| (folder.join(name), facts_text(schema, new, lang)));
    let texts = Lang::BOTH.map(|lang| (folder.join(format!("{lang}.md")), text(kind, new, lang)));
    facts.into_iter().chain(texts).collect()
}

/// Where an item is, relative to the site's root.
pub(super) fn folder_of(kind: Kind, id: &str) -> PathBuf {
    Path::new(kind.place()).join(id)
}

/// The facts, each after a comment that documents it. Facts that come later stand as comments.
fn facts_text(schema: Schema, new: &New, lang: Lang) -> String {
    let mut text = String::new();
    for key in schema.keys {
        let doc = key.doc.get(lang);
        match new.facts.get(key.name) {
            Some(value @ Value::Sequence(items)) if items.iter().any(Value::is_mapping) => {
                text += &format!("# {doc}\n{}:\n{}", key.name, block(value));
            }
            Some(value) => text += &format!("# {doc}\n{}: {}\n", key.name, written(value)),
            // A key without a hint is recorded by a command.
            None => {
                let choice = || new.to_choose.get(key.name).map(written);
                if let Some(example) = hint(key.name).map(str::to_owned).or_else(choice) {
                    text += &format!("# {doc}\n# {}: {example}\n", key.name);
                }
            }
        }
    }
    text
}

/// An example of a key that is to be filled in before posting.
fn hint(key: &str) -> Option<&'static str> {
    Some(match key {
        "posted" => "2026-12-01",
        "project" => "my-project",
        "repository" => "https://github.com/example/work",
        "reviews" => "[{ by: a-reviewer, url: https://github.com/example/exchange/pull/12 }]",
        "approvals" => "{ business: 2026-11-24, finance: 2026-11-25, procurement: 2026-11-26 }",
        "contact" => "team@example.org",
        "website" => "{ en: https://example.org/en, fr: https://example.org/fr }",
        "abbreviation" => "{ en: ABC, fr: ABC }",
        _ => return None,
    })
}

/// Writes a list of mappings in block style, with a key on each line.
fn block(list: &Value) -> String {
    let mut text = String::new();
    for item in list.as_sequence().into_iter().flatten() {
        for (i, (key, value)) in item.as_mapping().into_iter().flatten().enumerate() {
            let lead = if i == 0 { "  - " } else { "    " };
            text += &format!("{lead}{}: {}\n", key.as_str().unwrap_or_default(), written(value));
        }
    }
    text
}

/// The text of en.md or fr.md.
fn text(kind: Kind, new: &New, lang: Lang) -> String {
    let front = |key: &str, value: &Option<String>, guide: &str| {
        let value = value.clone().unwrap_or_else(|| placeholder(lang, guide));
        format!("{key}: {}\n", written(&Value::from(value)))
    };
    let (title, summary) = match lang {
        Lang::En => ("a title of at most 100 characters", "what it is about and for whom, in at most 500 characters"),
        Lang::Fr => ("un titre d'au plus 100 caractères", "de quoi il s'agit et pour qui, en au plus 500 caractères"),
    };
    let mut text = String::from("---\n");
    text += &front("title", new.title.get(lang), title);
    text += &front("summary", new.summary.get(lang), summary);
    text += "---\n";
    if kind != Kind::Opportunity {
        return text + &format!("\n{}\n", placeholder(lang, GUIDE.get(lang)));
    }
    for ((heading, guide), given) in SECTIONS.iter().zip(GUIDES).zip(&new.sections) {
        let body = given.get(lang).clone().unwrap_or_else(|| placeholder(lang, guide.get(lang)));
        text += &format!("\n## {}\n\n{body}\n", heading.get(lang));
    }
    text
}

/// Stands where a text is to be written. `devex check` recognizes it.
fn placeholder(lang: Lang, guide: &str) -> String {
    match lang {
        Lang::En => format!("[To write: {guide}.]"),
        Lang::Fr => format!("[À rédiger : {guide}.]"),
    }
}

/// The criteria that most opportunities have, each still to be written for this one.
pub(crate) fn usual_criteria() -> Value {
    let criterion = |id: &str, words: u32, en: &str, fr: &str| {
        let en = placeholder(Lang::En, en);
        let fr = placeholder(Lang::Fr, fr);
        let entries: [(&str, Value); 4] =
            [("id", id.into()), ("max_words", words.into()), ("en", en.into()), ("fr", fr.into())];
        Value::Mapping(entries.into_iter().map(|(key, value)| (Value::from(key), value)).collect())
    };
    Value::Sequence(vec![
        criterion(
            "skills",
            250,
            "the skills to show, with links to past work; how you will know that a proposal meets this",
            "les compétences à démontrer, avec des liens vers des réalisations; comment vous saurez qu'une proposition y répond",
        ),
        criterion(
            "approach",
            300,
            "what to explain about the approach to this work, and about how its result is checked",
            "ce qu'il faut expliquer sur la façon d'aborder ce travail et d'en vérifier le résultat",
        ),
        criterion(
            "schedule",
            150,
            "what the schedule must hold, such as something to try by the middle of the contract",
            "ce que le calendrier doit prévoir, par exemple quelque chose à essayer à la moitié du contrat",
        ),
    ])
}

pub(crate) fn dates_as_facts(dates: &Dates) -> [(&'static str, Value); 5] {
    let time = |when: jiff::civil::DateTime| Value::from(when.strftime("%Y-%m-%dT%H:%M").to_string());
    let day = |when: jiff::civil::Date| Value::from(when.to_string());
    [
        ("closes", time(dates.closes)),
        ("questions_close", time(dates.questions_close)),
        ("selection", day(dates.selection)),
        ("starts", day(dates.starts)),
        ("delivers", day(dates.delivers)),
    ]
}
