//! site.toml.

use super::{EN, FR, Key, Schema, Type, optional, required};
use crate::model::Kind;

/// site.toml
pub(crate) const SITE: Schema = Schema {
    keys: &[
        required(
            "base_url",
            Type::Url,
            "Where the site is published, without a path.",
            "L'adresse où le site est publié, sans chemin.",
        ),
        required("theme", Type::NewId, "A folder of themes/.", "Un dossier de themes/."),
        required(
            "contact",
            Type::Email,
            "Where to write to those who run the site.",
            "L'adresse des responsables du site.",
        ),
        required(
            "menu",
            Type::Texts,
            "What the menu links to: opportunities, projects, teams, departments, skills, news, or page:ID.",
            "Ce que contient le menu\u{a0}: opportunities, projects, teams, departments, skills, news ou page:ID.",
        ),
        required(
            "footer",
            Type::Texts,
            "What the footer links to, named as in the menu.",
            "Ce que contient le pied de page, nommé comme dans le menu.",
        ),
        required("name", Type::Bilingual, "The site's name.", "Le nom du site."),
        required("description", Type::Bilingual, "What it is, in a sentence.", "Ce qu'il est, en une phrase."),
        required("disclaimer", Type::Bilingual, "Whose site it is not.", "À qui le site n'appartient pas."),
        required(
            "time_zone",
            Type::Group(&TIME_ZONE),
            "The zone of every time of the content.",
            "Le fuseau de toutes les heures du contenu.",
        ),
        required("limits", Type::Group(&LIMITS), "Amounts and durations.", "Montants et durées."),
        optional("checks", Type::Group(&CHECKS), "The thresholds of the rules.", "Les seuils des règles."),
    ],
};

/// `[time_zone]`
pub(crate) const TIME_ZONE: Schema = Schema {
    keys: &[required("name", Type::Text, "Its name in the IANA database.", "Son nom dans la base de l'IANA."), EN, FR],
};

/// `[limits]`
pub(crate) const LIMITS: Schema = Schema {
    keys: &[
        required(
            "total",
            Type::Amount,
            "The most that a contract may cost, taxes included.",
            "Le coût maximal d'un contrat, taxes comprises.",
        ),
        required(
            "highest_tax",
            Type::Whole,
            "The highest sales tax, in percent.",
            "La taxe de vente la plus élevée, en pourcentage.",
        ),
        required(
            "retention_days",
            Type::Whole,
            "How long a proposal is kept, in days.",
            "La durée de conservation d'une proposition, en jours.",
        ),
    ],
};

const THRESHOLDS: [Key; 9] = [
    optional(
        "posting_days",
        Type::Whole,
        "The fewest days from posting to closing (7).",
        "Le nombre minimal de jours entre l'affichage et la fermeture (7).",
    ),
    optional(
        "hourly_rate",
        Type::Group(&HOURLY_RATE),
        "The fair range of price by hours.",
        "La fourchette équitable du prix divisé par les heures.",
    ),
    optional(
        "tax_safe",
        Type::Amount,
        "The price before taxes up to which no tax can pass the limit (8690).",
        "Le prix avant les taxes jusqu'auquel aucune taxe ne fait dépasser la limite (8690).",
    ),
    optional(
        "proposal_minutes",
        Type::Whole,
        "The time that a proposal should take at most, in minutes (120).",
        "Le temps que devrait demander au plus une proposition, en minutes (120).",
    ),
    optional(
        "proposal_minutes_most",
        Type::Whole,
        "The time that it may take at most, in minutes (180).",
        "Le temps qu'elle peut demander au plus, en minutes (180).",
    ),
    optional(
        "week_hours",
        Type::Decimal,
        "The most hours of work a week (37.5).",
        "Le nombre maximal d'heures de travail par semaine (37.5).",
    ),
    optional(
        "problem_words",
        Type::Whole,
        "The fewest words of the problem (40).",
        "Le nombre minimal de mots pour exposer le problème (40).",
    ),
    optional(
        "splitting_months",
        Type::Whole,
        "Within how many months similar work of a team adds up (6).",
        "Le nombre de mois pendant lesquels le travail semblable d'une équipe s'additionne (6).",
    ),
    optional(
        "private_hosts",
        Type::Texts,
        "Hosts of code that the public cannot read.",
        "Les hôtes dont le public ne peut pas lire le code.",
    ),
];

/// `[checks]`
pub(crate) const CHECKS: Schema = Schema {
    keys: &[
        THRESHOLDS[0],
        THRESHOLDS[1],
        THRESHOLDS[2],
        THRESHOLDS[3],
        THRESHOLDS[4],
        THRESHOLDS[5],
        THRESHOLDS[6],
        THRESHOLDS[7],
        THRESHOLDS[8],
        optional(
            "departments",
            Type::GroupsById(Kind::Department, &CHECKS_OF_DEPARTMENT),
            "Other thresholds for a department.",
            "D'autres seuils pour un ministère.",
        ),
    ],
};

/// `[checks.departments.ID]`
pub(crate) const CHECKS_OF_DEPARTMENT: Schema = Schema { keys: &THRESHOLDS };

/// `hourly_rate` of `[checks]`
pub(crate) const HOURLY_RATE: Schema = Schema {
    keys: &[
        required("least", Type::Amount, "Dollars an hour (60).", "Dollars l'heure (60)."),
        required("most", Type::Amount, "Dollars an hour (150).", "Dollars l'heure (150)."),
    ],
};
