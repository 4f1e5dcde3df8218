//! opportunity.yaml and questions.yaml.

use super::{Content, EN, FR, FileSchema, Key, Schema, Type, file, optional, posted, required};
use crate::model::Kind;

/// content/opportunities/*/opportunity.yaml
pub(crate) const OPPORTUNITY: FileSchema = file(
    "opportunity",
    "content/opportunities/*/opportunity.yaml",
    Content::Keys(&FACTS),
    "The facts of an opportunity, once for both languages.",
    "Les faits d'une possibilité, une seule fois pour les deux langues.",
);

const DEPARTMENT: Key =
    required("department", Type::Id(Kind::Department), "Whose money it is.", "Le ministère qui paie.");
const TEAM: Key = required(
    "team",
    Type::Id(Kind::Team),
    "Who posts it and answers questions.",
    "L'équipe qui l'affiche et répond aux questions.",
);
const PROJECT: Key =
    optional("project", Type::Id(Kind::Project), "What the work is part of.", "Le projet dont le travail fait partie.");

/// Everything at the top of opportunity.yaml.
pub(crate) const FACTS: Schema = Schema { keys: &KEYS };

const KEYS: [Key; 25] = [
    DEPARTMENT,
    TEAM,
    PROJECT,
    VALUE,
    HOURS,
    POSTED,
    CLOSES,
    QUESTIONS_CLOSE,
    SELECTION,
    STARTS,
    DELIVERS,
    SKILLS,
    REPOSITORY,
    LICENCE,
    TERMS,
    ACCEPTANCE,
    CRITERIA,
    optional(
        "reviews",
        Type::Groups(&REVIEW),
        "Peer reviews of the problem, by people outside the team; one at least before posting.",
        "Examens du problème par des pairs hors de l'équipe; au moins un avant l'affichage.",
    ),
    optional(
        "approvals",
        Type::Group(&APPROVALS),
        "When each approval was given; all three before posting.",
        "La date de chaque approbation; les trois précèdent l'affichage.",
    ),
    optional(
        "amendments",
        Type::Groups(&AMENDMENT),
        "What changed since posting, the oldest first; `devex amend` writes them.",
        "Ce qui a changé depuis l'affichage, en ordre chronologique; `devex amend` l'écrit.",
    ),
    optional(
        "award",
        Type::Group(&AWARD),
        "The choice of a supplier; `devex award` writes it.",
        "Le choix d'un fournisseur; `devex award` l'écrit.",
    ),
    optional(
        "delivery",
        Type::Group(&DELIVERY),
        "The acceptance of the work; `devex deliver` writes it.",
        "L'acceptation du travail; `devex deliver` l'écrit.",
    ),
    optional(
        "not_delivered",
        Type::Group(&CANCELLED),
        "The end of a contract without delivery, with its reason.",
        "La fin d'un contrat sans livraison, avec son motif.",
    ),
    optional(
        "not_awarded",
        Type::Group(&CANCELLED),
        "The end of an opportunity without a winner, with its reason.",
        "La fin d'une possibilité sans fournisseur, avec son motif.",
    ),
    optional(
        "cancelled",
        Type::Group(&CANCELLED),
        "The withdrawal of an opportunity; `devex cancel` writes it.",
        "L'annulation d'une possibilité; `devex cancel` l'écrit.",
    ),
];

const VALUE: Key = required(
    "value",
    Type::Amount,
    "The fixed price in Canadian dollars, before taxes.",
    "Le prix fixe en dollars canadiens, avant les taxes.",
);
const HOURS: Key = optional(
    "hours",
    Type::Count,
    "The estimated hours of work; with the price they give the hourly rate.",
    "Le travail estimé, en heures; avec le prix, il donne le taux horaire.",
);
const POSTED: Key = optional(
    "posted",
    Type::Date,
    "The day of posting. Without it, the opportunity is a draft, listed nowhere.",
    "Le jour de l'affichage. Sans cette date, la possibilité est une ébauche, qui ne figure dans aucune liste.",
);
const CLOSES: Key = posted(
    "closes",
    Type::DateTime,
    "Until when proposals are received, in the site's time zone.",
    "Jusqu'à quand les propositions sont reçues, dans le fuseau horaire du site.",
);
const QUESTIONS_CLOSE: Key = optional(
    "questions_close",
    Type::DateTime,
    "Until when questions are answered.",
    "Jusqu'à quand on répond aux questions.",
);
const SELECTION: Key =
    optional("selection", Type::Date, "When the supplier is selected.", "La date de sélection du fournisseur.");
const STARTS: Key = optional("starts", Type::Date, "When the work starts.", "La date de début du travail.");
const DELIVERS: Key =
    optional("delivers", Type::Date, "When the work is delivered.", "La date de livraison du travail.");
const SKILLS: Key = required(
    "skills",
    Type::Ids(Kind::Skill),
    "What a bidder must know.",
    "Ce que doit savoir faire un soumissionnaire.",
);
const REPOSITORY: Key = optional(
    "repository",
    Type::Url,
    "Where the code is, on a public host.",
    "Où se trouve le code, chez un hôte public.",
);
const LICENCE: Key = required(
    "licence",
    Type::Licence,
    "The licence of the work: an SPDX identifier that the Open Source Initiative approves.",
    "La licence du travail\u{a0}: un identifiant SPDX approuvé par l'Open Source Initiative.",
);
const TERMS: Key =
    required("terms", Type::Id(Kind::Terms), "The terms and conditions of the contract.", "Les modalités du contrat.");
const ACCEPTANCE: Key = optional(
    "acceptance",
    Type::Ids(Kind::Acceptance),
    "The standard work acceptance criteria that apply.",
    "Les critères communs d'acceptation du travail qui s'appliquent.",
);
const CRITERIA: Key = required(
    "criteria",
    Type::Groups(&CRITERION),
    "The evaluation criteria, passed or failed; each becomes a question of the form.",
    "Les critères d'évaluation, satisfaits ou non; chacun devient une question du formulaire.",
);

/// An item of `criteria`.
pub(crate) const CRITERION: Schema = Schema {
    keys: &[
        required(
            "id",
            Type::NewId,
            "Its name in the form and in the record.",
            "Son nom dans le formulaire et dans le dossier.",
        ),
        required("max_words", Type::Count, "The most words of an answer.", "Le nombre maximal de mots d'une réponse."),
        EN,
        FR,
    ],
};

/// An item of `reviews`.
pub(crate) const REVIEW: Schema = Schema {
    keys: &[
        required("by", Type::Text, "Who reviewed.", "Qui a fait l'examen."),
        required("url", Type::Url, "Where the review can be read.", "Où l'on peut lire l'examen."),
    ],
};

/// `approvals`.
pub(crate) const APPROVALS: Schema = Schema {
    keys: &[
        optional("business", Type::Date, "By the owner of the problem.", "Par la personne responsable du besoin."),
        optional("finance", Type::Date, "By who holds the budget.", "Par la personne qui détient le budget."),
        optional(
            "procurement",
            Type::Date,
            "By who is responsible for contracts.",
            "Par la personne responsable des contrats.",
        ),
    ],
};

/// An item of `amendments`.
pub(crate) const AMENDMENT: Schema = Schema {
    keys: &[
        required("date", Type::Date, "When it was made.", "La date de la modification."),
        optional(
            "was",
            Type::Group(&WAS),
            "The facts that it changed, with their former values.",
            "Les faits modifiés, avec leur ancienne valeur.",
        ),
        EN,
        FR,
    ],
};

/// The facts that an amendment can change.
pub(crate) const WAS: Schema = Schema {
    keys: &[
        Key { need: super::Need::Optional, ..DEPARTMENT },
        Key { need: super::Need::Optional, ..TEAM },
        PROJECT,
        Key { need: super::Need::Optional, ..VALUE },
        HOURS,
        POSTED,
        Key { need: super::Need::Optional, ..CLOSES },
        QUESTIONS_CLOSE,
        SELECTION,
        STARTS,
        DELIVERS,
        Key { need: super::Need::Optional, ..SKILLS },
        REPOSITORY,
        Key { need: super::Need::Optional, ..LICENCE },
        Key { need: super::Need::Optional, ..TERMS },
        ACCEPTANCE,
        Key { need: super::Need::Optional, ..CRITERIA },
    ],
};

/// `award`.
pub(crate) const AWARD: Schema = Schema {
    keys: &[
        required("supplier", Type::Text, "Who won.", "Le fournisseur retenu."),
        required("date", Type::Date, "When.", "La date de l'attribution."),
        optional("value", Type::Amount, "The contract's price before taxes.", "Le prix du contrat avant les taxes."),
        optional("proposals", Type::Whole, "How many proposals were received.", "Le nombre de propositions reçues."),
        optional(
            "reserve",
            Type::Texts,
            "The reference numbers of the proposals drawn in reserve, in their order.",
            "Les numéros de référence des propositions tirées en réserve, dans leur ordre.",
        ),
    ],
};

/// `delivery`.
pub(crate) const DELIVERY: Schema = Schema {
    keys: &[
        required("date", Type::Date, "When the work was accepted.", "La date d'acceptation du travail."),
        optional("repository", Type::Url, "Where the work is.", "Où se trouve le travail."),
    ],
};

/// `cancelled`, `not_awarded`, `not_delivered`.
pub(crate) const CANCELLED: Schema = Schema { keys: &[optional("date", Type::Date, "When.", "La date."), EN, FR] };

/// content/opportunities/*/questions.yaml
pub(crate) const QUESTIONS: FileSchema = file(
    "questions",
    "content/opportunities/*/questions.yaml",
    Content::List(&ANSWERED),
    "Published questions and answers, the oldest first; `devex answer` writes them.",
    "Les questions publiées et leurs réponses, en ordre chronologique; `devex answer` les écrit.",
);

/// An item of questions.yaml.
pub(crate) const ANSWERED: Schema = Schema {
    keys: &[
        optional("asked", Type::Date, "When it was asked.", "La date de la question."),
        optional("answered", Type::Date, "When it was answered.", "La date de la réponse."),
        required(
            "question",
            Type::Bilingual,
            "What was asked, without a name.",
            "La question, sans le nom de la personne qui la pose.",
        ),
        required("answer", Type::Bilingual, "The answer; Markdown.", "La réponse, en Markdown."),
    ],
};
