//! The keys of every file, said once: the decoders take them from here, and the reference and the JSON Schemas
//! are made from here.

mod entity;
mod json;
mod opportunity;
mod reference;
mod settings;

use submit_fn::shared::lang::Bilingual;

use crate::model::Kind;

pub(crate) use entity::{ACCEPTANCE, DEPARTMENT, FRONT_MATTER, NEWS, PROJECT, SKILLS, TEAM, WEBSITE};
pub(crate) use json::json_schema;
pub(crate) use opportunity::{
    AMENDMENT, ANSWERED, APPROVALS, AWARD, CANCELLED, CRITERION, DELIVERY, FACTS, OPPORTUNITY, QUESTIONS, REVIEW, WAS,
};
pub(crate) use reference::reference;
pub(crate) use settings::{CHECKS, CHECKS_OF_DEPARTMENT, HOURLY_RATE, LIMITS, SITE, TIME_ZONE};

/// The keys of a group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema {
    /// In the order in which they are best written.
    pub(crate) keys: &'static [Key],
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// As it is written.
    pub(crate) name: &'static str,
    /// What its value is.
    pub(crate) of: Type,
    /// Whether it must be there.
    pub(crate) need: Need,
    /// What it says, in a sentence.
    pub(crate) doc: Bilingual<&'static str>,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Always.
    Required,
    /// As soon as the opportunity is posted.
    Posted,
    /// No.
    Optional,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Type {
    /// A text.
    Text,
    /// A text of at most so many characters.
    Bounded(usize),
    /// A whole number.
    Whole,
    /// A whole number from 1.
    Count,
    /// A number with at most one decimal.
    Decimal,
    /// Dollars, with at most two decimals.
    Amount,
    /// `2026-12-01`.
    Date,
    /// `2026-12-01T14:00`, in the site's time zone.
    DateTime,
    /// The id of something that exists.
    Id(Kind),
    /// Ids of things that exist.
    Ids(Kind),
    /// An id, or a part of a web address, that is being given.
    NewId,
    /// A web address.
    Url,
    /// An electronic address.
    Email,
    /// A SPDX expression of open-source licences.
    Licence,
    /// Texts.
    Texts,
    /// A text in both languages.
    Bilingual,
    /// A group of keys.
    Group(&'static Schema),
    /// A list of groups of keys.
    Groups(&'static Schema),
    /// Groups of keys, by the ids of things that exist.
    GroupsById(Kind, &'static Schema),
}

/// What a whole file holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    /// Keys and values.
    Keys(&'static Schema),
    /// A list of groups of keys.
    List(&'static Schema),
    /// A text in both languages for each id.
    Texts,
}

/// A file that teams write.
#[derive(Debug)]
pub(crate) struct FileSchema {
    /// The name of its schema.
    pub(crate) name: &'static str,
    /// Where it is, relative to the site's root.
    pub(crate) path: &'static str,
    /// What it holds.
    pub(crate) content: Content,
    /// What it is, in a sentence.
    pub(crate) doc: Bilingual<&'static str>,
}

const fn file(
    name: &'static str,
    path: &'static str,
    content: Content,
    en: &'static str,
    fr: &'static str,
) -> FileSchema {
    FileSchema { name, path, content, doc: Bilingual { en, fr } }
}

/// Every file of a site that holds keys and values, the theme's aside.
pub(crate) const FILES: [FileSchema; 11] = [
    OPPORTUNITY,
    QUESTIONS,
    file(
        "text",
        "content/*/*/{en,fr}.md",
        Content::Keys(&FRONT_MATTER),
        "The front matter of every text, between two lines `---`.",
        "L'en-tête de chaque texte, entre deux lignes `---`.",
    ),
    file("team", "content/teams/*/team.yaml", Content::Keys(&TEAM), "A team that posts.", "Une équipe qui affiche."),
    file(
        "project",
        "content/projects/*/project.yaml",
        Content::Keys(&PROJECT),
        "What a team works on.",
        "Ce à quoi travaille une équipe.",
    ),
    file(
        "department",
        "content/departments/*/department.yaml",
        Content::Keys(&DEPARTMENT),
        "To whom teams belong.",
        "De qui relèvent les équipes.",
    ),
    file("news", "content/news/*/news.yaml", Content::Keys(&NEWS), "A news item.", "Une nouvelle."),
    SKILLS,
    ACCEPTANCE,
    file("site", "site.toml", Content::Keys(&SITE), "The site as a whole.", "Le site dans son ensemble."),
    file(
        "checks",
        "site.toml [checks]",
        Content::Keys(&CHECKS),
        "The thresholds of the rules; each has a default.",
        "Les seuils des règles; chacun a une valeur par défaut.",
    ),
];

/// The schema of a file by its name.
pub(crate) fn named(name: &str) -> Option<&'static FileSchema> {
    FILES.iter().find(|file| file.name == name)
}

/// The names of all schemas.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|file| file.name)
}

/// A key that must be there.
const fn required(name: &'static str, of: Type, en: &'static str, fr: &'static str) -> Key {
    Key { name, of, need: Need::Required, doc: Bilingual { en, fr } }
}

/// A key that must be there once the opportunity is posted.
const fn posted(name: &'static str, of: Type, en: &'static str, fr: &'static str) -> Key {
    Key { name, of, need: Need::Posted, doc: Bilingual { en, fr } }
}

/// A key that may be left out.
const fn optional(name: &'static str, of: Type, en: &'static str, fr: &'static str) -> Key {
    Key { name, of, need: Need::Optional, doc: Bilingual { en, fr } }
}

const EN: Key = required("en", Type::Text, "In English.", "En anglais.");
const FR: Key = required("fr", Type::Text, "In French.", "En français.");

/// A text in both languages.
pub(crate) const BILINGUAL: Schema = Schema { keys: &[EN, FR] };
