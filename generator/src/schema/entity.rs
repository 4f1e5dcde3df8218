//! Texts, teams, projects, departments, news, and the two lists.

use super::{Content, FileSchema, Schema, Type, file, optional, required};
use crate::model::Kind;

/// The front matter of en.md and fr.md.
pub(crate) const FRONT_MATTER: Schema = Schema {
    keys: &[
        required("title", Type::Bounded(100), "The page's title.", "Le titre de la page."),
        required(
            "summary",
            Type::Bounded(500),
            "What it is about, in a sentence or two.",
            "De quoi il s'agit, en une phrase ou deux.",
        ),
        optional(
            "slug",
            Type::NewId,
            "The last part of the page's address; by default the folder's name in English, the title in French.",
            "La dernière partie de l'adresse de la page; par défaut, le nom du dossier en anglais, le titre en français.",
        ),
        optional("modified", Type::Date, "When the text was last changed.", "La date du dernier changement au texte."),
    ],
};

/// content/teams/*/team.yaml
pub(crate) const TEAM: Schema = Schema {
    keys: &[
        required("department", Type::Id(Kind::Department), "To whom it belongs.", "Le ministère dont elle relève."),
        optional("contact", Type::Email, "Where to write to it.", "L'adresse où lui écrire."),
    ],
};

/// content/projects/*/project.yaml
pub(crate) const PROJECT: Schema = Schema {
    keys: &[
        required("team", Type::Id(Kind::Team), "Whose it is.", "L'équipe qui s'en occupe."),
        optional(
            "repository",
            Type::Url,
            "Where its code is, on a public host.",
            "Où se trouve son code, chez un hôte public.",
        ),
        optional("licence", Type::Licence, "Its licence.", "Sa licence."),
    ],
};

/// content/departments/*/department.yaml
pub(crate) const DEPARTMENT: Schema = Schema {
    keys: &[
        optional("abbreviation", Type::Bilingual, "Such as PCO and BCP.", "Par exemple PCO et BCP."),
        optional("website", Type::Group(&WEBSITE), "Its own site.", "Son propre site."),
    ],
};

/// `website` of a department.
pub(crate) const WEBSITE: Schema = Schema {
    keys: &[
        required("en", Type::Url, "In English.", "En anglais."),
        required("fr", Type::Url, "In French.", "En français."),
    ],
};

/// content/news/*/news.yaml
pub(crate) const NEWS: Schema =
    Schema { keys: &[required("date", Type::Date, "When it was published.", "La date de publication.")] };

/// content/skills.yaml
pub(crate) const SKILLS: FileSchema = file(
    "skills",
    "content/skills.yaml",
    Content::Texts,
    "The skills that opportunities name: an id, and its name in both languages.",
    "Les compétences que nomment les possibilités\u{a0}: un identifiant et un nom dans les deux langues.",
);

/// content/acceptance.yaml
pub(crate) const ACCEPTANCE: FileSchema = file(
    "acceptance",
    "content/acceptance.yaml",
    Content::Texts,
    "The standard work acceptance criteria: an id, and a statement in both languages.",
    "Les critères communs d'acceptation du travail\u{a0}: un identifiant et un énoncé dans les deux langues.",
);
