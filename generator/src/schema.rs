//! What every file holds: its keys, the forms of their values, and how these are read. All of it is written once, and
//! the reference and the JSON Schemas are made from it.

mod custody;
mod decode;
pub(crate) mod entity;
pub(crate) mod file;
mod form;
mod group;
mod ids;
mod json;
mod licence;
pub(crate) mod opportunity;
mod reference;
pub(crate) mod settings;
mod values;

use submit_fn::shared::lang::Bilingual;

use crate::model::Kind;
pub(crate) use custody::{SealingKey, SiteKeys};
pub(crate) use decode::{Context, Form};
use entity::{Department, FrontMatter, News, Project, Team};
pub(crate) use group::Group;
pub(crate) use ids::Ids;
pub(crate) use json::json_schema;
use opportunity::{Answered, Facts};
pub(crate) use reference::reference;
use settings::{Checks, Settings};

/// The keys of a group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema {
    /// In the order in which they are best written.
    pub(crate) keys: &'static [Key],
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) value: Type,
    pub(crate) need: Need,
    /// What it says, in a sentence.
    pub(crate) doc: Bilingual<&'static str>,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    /// Required as soon as the opportunity is posted.
    Posted,
    Optional,
}

/// What a value is, for those who write it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Type {
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
    /// `2026-12-01`
    Date,
    /// `2026-12-01T14:00`, in the site's time zone.
    DateTime,
    /// The id of something that exists.
    Id(Kind),
    /// Ids of things that exist.
    Ids(Kind),
    /// An id, or a part of a web address, that is being given.
    NewId,
    Url,
    Email,
    /// A public key that proposals are sealed to.
    Recipient,
    /// An SPDX expression of open-source licences.
    Licence,
    Texts,
    /// A text in both languages.
    Bilingual,
    /// A group of keys.
    Group(&'static Schema),
    /// A list of groups of keys.
    Groups(&'static Schema),
    /// Groups of keys, by the ids of things that exist.
    GroupsById(Kind, &'static Schema),
    /// Former values of facts, by their keys.
    FormerFacts,
}

/// What a whole file holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    /// Keys and values.
    Keys(Schema),
    /// A list of groups of keys.
    List(Schema),
    /// A text in both languages for each id.
    Texts,
}

/// A file that teams write.
#[derive(Debug)]
pub(crate) struct FileSchema {
    /// The name of its schema.
    pub(crate) name: &'static str,
    /// Relative to the site's root.
    pub(crate) path: &'static str,
    pub(crate) content: Content,
    /// What it is, in a sentence.
    pub(crate) doc: Bilingual<&'static str>,
}

/// Every file of a site that holds keys and values, the theme's aside.
pub(crate) const FILES: [FileSchema; 11] = [
    file(
        "opportunity",
        "content/opportunities/*/opportunity.yaml",
        Content::Keys(Facts::SCHEMA),
        "The facts of an opportunity, once for both languages.",
        "Les faits d'une possibilité, une seule fois pour les deux langues.",
    ),
    file(
        "questions",
        "content/opportunities/*/questions.yaml",
        Content::List(Answered::SCHEMA),
        "Published questions and answers, the oldest first; `devex answer` writes them.",
        "Les questions publiées et leurs réponses, en ordre chronologique; `devex answer` les écrit.",
    ),
    file(
        "text",
        "content/*/*/{en,fr}.md",
        Content::Keys(FrontMatter::SCHEMA),
        "The front matter of every text, between two lines `---`.",
        "L'en-tête de chaque texte, entre deux lignes `---`.",
    ),
    file(
        "team",
        "content/teams/*/team.yaml",
        Content::Keys(Team::SCHEMA),
        "A team that posts.",
        "Une équipe qui affiche.",
    ),
    file(
        "project",
        "content/projects/*/project.yaml",
        Content::Keys(Project::SCHEMA),
        "What a team works on.",
        "Ce à quoi travaille une équipe.",
    ),
    file(
        "department",
        "content/departments/*/department.yaml",
        Content::Keys(Department::SCHEMA),
        "To whom teams belong.",
        "De qui relèvent les équipes.",
    ),
    file("news", "content/news/*/news.yaml", Content::Keys(News::SCHEMA), "A news item.", "Une nouvelle."),
    file(
        "skills",
        "content/skills.yaml",
        Content::Texts,
        "The skills that opportunities name: an id, and its name in both languages.",
        "Les compétences que nomment les possibilités\u{a0}: un identifiant et un nom dans les deux langues.",
    ),
    file(
        "acceptance",
        "content/acceptance.yaml",
        Content::Texts,
        "The standard work acceptance criteria: an id, and a statement in both languages.",
        "Les critères communs d'acceptation du travail\u{a0}: un identifiant et un énoncé dans les deux langues.",
    ),
    file("site", "site.toml", Content::Keys(Settings::SCHEMA), "The site as a whole.", "Le site dans son ensemble."),
    file(
        "checks",
        "site.toml [checks]",
        Content::Keys(Checks::SCHEMA),
        "The thresholds of the rules; each has a default.",
        "Les seuils des règles; chacun a une valeur par défaut.",
    ),
];

const fn file(
    name: &'static str,
    path: &'static str,
    content: Content,
    en: &'static str,
    fr: &'static str,
) -> FileSchema {
    FileSchema { name, path, content, doc: Bilingual { en, fr } }
}

/// The schema of a file by its name.
pub(crate) fn named(name: &str) -> Option<&'static FileSchema> {
    FILES.iter().find(|file| file.name == name)
}

/// The names of all schemas.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|file| file.name)
}
