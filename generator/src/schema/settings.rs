//! site.toml.

use jiff::tz;
use submit_fn::shared::lang::Bilingual;

use super::custody::SiteKeys;
use super::decode::{Fields, Form, Node, Report, list};
use super::form::{BothLanguages, ById, One, Texts, kind};
use super::group::{Group, group, joined};
use super::values::{Amount, Email, NewId, Tenths, Text, Url, Whole, Within, web_address};
use super::{Key, Need, Schema, Type};
use crate::diagnostic::Expected;
use crate::model::{Kind, MenuEntry};

group! {
    /// site.toml
    Settings {
        base_url: Origin, Required,
            "Where the site is published, without a path.",
            "L'adresse où le site est publié, sans chemin.";
        theme: NewId, Required, "A folder of themes/.", "Un dossier de themes/.";
        contact: Email, Required, "Where to write to those who run the site.", "L'adresse des responsables du site.";
        menu: Menu, Required,
            "What the menu links to: opportunities, projects, teams, departments, skills, news, or page:ID.",
            "Ce que contient le menu\u{a0}: opportunities, projects, teams, departments, skills, news ou page:ID.";
        footer: Menu, Required,
            "What the footer links to, named as in the menu.",
            "Ce que contient le pied de page, nommé comme dans le menu.";
        name: BothLanguages, Required, "The site's name.", "Le nom du site.";
        description: BothLanguages, Required, "What it is, in a sentence.", "Ce qu'il est, en une phrase.";
        disclaimer: BothLanguages, Required, "Whose site it is not.", "À qui le site n'appartient pas.";
        time_zone: One<TimeZone>, Required,
            "The zone of every time of the content.",
            "Le fuseau de toutes les heures du contenu.";
        limits: One<Limits>, Required, "Amounts and durations.", "Montants et durées.";
        keys: One<SiteKeys>, Required,
            "The keys that proposals are sealed to, and those that verify receipts.",
            "Les clés auxquelles les propositions sont scellées, et celles qui vérifient les accusés de réception.";
        checks: One<Checks>, Optional, "The thresholds of the rules.", "Les seuils des règles.";
        ocid_prefix: OcidPrefix, Optional,
            "What the open contracting identifiers (OCID) of opportunities begin with: ocds- and the six characters that the Open Contracting Partnership registers. Without it, nothing is published in that standard.",
            "Ce par quoi commencent les identifiants de contrats ouverts (OCID) des possibilités\u{a0}: ocds- et les six caractères qu'enregistre l'Open Contracting Partnership. Sans ce préfixe, rien n'est publié selon cette norme.";
    }
}

group! {
    /// `[time_zone]`
    TimeZone in both languages {
        name: ZoneName, Required, "Its name in the IANA database.", "Son nom dans la base de l'IANA.";
    }
}

group! {
    /// `[limits]`
    Limits {
        total: Amount, Required,
            "The most that a contract may cost, taxes included.",
            "Le coût maximal d'un contrat, taxes comprises.";
        highest_tax: Within<0, 50>, Required,
            "The highest sales tax, in percent.",
            "La taxe de vente la plus élevée, en pourcentage.";
        retention_days: Whole, Required,
            "How long a proposal is kept after its opportunity closes, in days.",
            "La durée de conservation d'une proposition après la fermeture de sa possibilité, en jours.";
    }
}

group! {
    /// The thresholds of `[checks]` and `[checks.departments.ID]`.
    Thresholds {
        posting_days: Whole, Optional,
            "The fewest days from posting to closing (7).",
            "Le nombre minimal de jours entre l'affichage et la fermeture (7).";
        amendment_days: Whole, Optional,
            "The fewest days from an amendment to closing (7).",
            "Le nombre minimal de jours entre une modification et la fermeture (7).";
        hourly_rate: One<HourlyRate>, Optional,
            "The fair range of price by hours.",
            "La fourchette équitable du prix divisé par les heures.";
        tax_safe: Amount, Optional,
            "The price before taxes up to which no tax can pass the limit (8690).",
            "Le prix avant les taxes jusqu'auquel aucune taxe ne fait dépasser la limite (8690).";
        proposal_minutes: Whole, Optional,
            "The time that a proposal should take at most, in minutes (120).",
            "Le temps que devrait demander au plus une proposition, en minutes (120).";
        proposal_minutes_most: Whole, Optional,
            "The time that it may take at most, in minutes (180).",
            "Le temps qu'elle peut demander au plus, en minutes (180).";
        week_hours: Tenths, Optional,
            "The most hours of work a week (37.5).",
            "Le nombre maximal d'heures de travail par semaine (37.5).";
        problem_words: Whole, Optional,
            "The fewest words of the problem (40).",
            "Le nombre minimal de mots pour exposer le problème (40).";
        splitting_months: Whole, Optional,
            "Within how many months similar work of a team adds up (6).",
            "Le nombre de mois pendant lesquels le travail semblable d'une équipe s'additionne (6).";
        payment_days: Whole, Optional,
            "The most days from the acceptance of the work to its payment, the time for an invoice included (45).",
            "Le nombre maximal de jours entre l'acceptation du travail et son paiement, facturation comprise (45).";
        private_hosts: Texts, Optional,
            "Hosts of code that the public cannot read.",
            "Les hôtes dont le public ne peut pas lire le code.";
    }
}

group! {
    /// `hourly_rate` of `[checks]`.
    HourlyRate {
        least: Amount, Required, "Dollars an hour (60).", "Dollars l'heure (60).";
        most: Amount, Required, "Dollars an hour (150).", "Dollars l'heure (150).";
    }
}

/// `[checks]`: the thresholds for everyone, and those of departments.
#[derive(Debug)]
pub(crate) struct Checks {
    pub(crate) general: Thresholds,
    pub(crate) departments: Option<<Departments as Form>::Value>,
}

type Departments = ById<kind::Department, Thresholds>;

const DEPARTMENTS: Key = Key {
    name: "departments",
    value: Departments::TYPE,
    need: Need::Optional,
    doc: Bilingual { en: "Other thresholds for a department.", fr: "D'autres seuils pour un ministère." },
};

impl Group for Checks {
    const SCHEMA: Schema = Schema {
        keys: &joined::<{ Thresholds::SCHEMA.keys.len() + 1 }>(Thresholds::SCHEMA, Schema { keys: &[DEPARTMENTS] }),
    };

    fn take(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Self {
        let general = Thresholds::take(fields, report);
        Self { general, departments: fields.take::<Departments>(DEPARTMENTS.name, report) }
    }
}

/// The address of a site at the top of its host, without a slash at its end: the function is at `/api/` of it.
pub(crate) struct Origin;

impl Form for Origin {
    type Value = String;
    const TYPE: Type = Url::TYPE;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
        let text = Text::read(node, report)?;
        let origin = text.trim_end_matches('/');
        let is_origin = |url: &url::Url| url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        match web_address(origin).filter(is_origin) {
            Some(_) => Some(origin.to_owned()),
            None => report.wrong(node, Expected::Url),
        }
    }
}

/// A name of the IANA database, and the zone.
pub(crate) struct ZoneName;

impl Form for ZoneName {
    type Value = (String, tz::TimeZone);
    const TYPE: Type = Text::TYPE;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<(String, tz::TimeZone)> {
        let name = Text::read(node, report)?;
        match tz::TimeZone::get(&name) {
            Ok(rules) => Some((name, rules)),
            Err(_) => report.wrong(node, Expected::TimeZone),
        }
    }
}

/// What the Open Contracting Partnership registers for a publisher: `ocds-` and six letters or digits.
pub(crate) struct OcidPrefix;

impl Form for OcidPrefix {
    type Value = String;
    const TYPE: Type = Text::TYPE;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
        let text = Text::read(node, report)?;
        let is_registered =
            |code: &str| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        match text.strip_prefix("ocds-").is_some_and(is_registered) {
            true => Some(text),
            false => report.wrong(node, Expected::OcidPrefix),
        }
    }
}

/// A list of `opportunities` and the like, or `page:ID`.
pub(crate) struct Menu;

impl Form for Menu {
    type Value = Vec<MenuEntry>;
    const TYPE: Type = Type::Texts;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<MenuEntry>> {
        list(node, report, |node, report| {
            let name = Text::read(node, report)?;
            if let Some(kind) = Kind::listed().find(|kind| kind.plural() == name) {
                return Some(MenuEntry::List(kind));
            }
            match name.strip_prefix("page:") {
                Some(page) => Some(MenuEntry::Page(page.to_owned())),
                None => report.wrong(node, Expected::Id),
            }
        })
    }
}
