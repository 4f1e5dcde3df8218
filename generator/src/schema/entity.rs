//! Texts, teams, projects, departments and news.

use super::custody::SealingKey;
use super::form::{BothLanguages, IdOf, Many, One, kind};
use super::group::group;
use super::values::{Bounded, Day, Email, Licence, NewId, Repository, Url};

/// The most characters of a title.
const TITLE: usize = 100;
/// The most characters of a summary.
const SUMMARY: usize = 500;

group! {
    /// The front matter of en.md and fr.md.
    FrontMatter {
        title: Bounded<TITLE>, Required, "The page's title.", "Le titre de la page.";
        summary: Bounded<SUMMARY>, Required,
            "What it is about, in a sentence or two.",
            "De quoi il s'agit, en une phrase ou deux.";
        slug: NewId, Optional,
            "The last part of the page's address; by default the folder's name in English, the title in French.",
            "La dernière partie de l'adresse de la page; par défaut, le nom du dossier en anglais, le titre en français.";
        modified: Day, Optional, "When the text was last changed.", "La date du dernier changement au texte.";
    }
}

group! {
    /// team.yaml
    Team {
        department: IdOf<kind::Department>, Required, "To whom it belongs.", "Le ministère dont elle relève.";
        contact: Email, Optional, "Where to write to it.", "L'adresse où lui écrire.";
    }
}

group! {
    /// project.yaml
    Project {
        team: IdOf<kind::Team>, Required, "Whose it is.", "L'équipe qui s'en occupe.";
        repository: Repository, Optional,
            "Where its code is, on a public host.",
            "Où se trouve son code, chez un hôte public.";
        licence: Licence, Optional, "Its licence.", "Sa licence.";
    }
}

group! {
    /// department.yaml
    Department {
        abbreviation: BothLanguages, Optional, "Such as PCO and BCP.", "Par exemple PCO et BCP.";
        website: One<Website>, Optional, "Its own site.", "Son propre site.";
        officers: Many<SealingKey>, Optional,
            "The keys of those who open its proposals, instead of those of site.toml; any one of them will do.",
            "Les clés des responsables qui ouvrent ses propositions, au lieu de celles de site.toml; n'importe laquelle suffit.";
        second_officers: Many<SealingKey>, Optional,
            "If there are any, a proposal opens only with a key of `officers` and one of these together.",
            "S'il y en a, une proposition ne s'ouvre qu'avec une clé de `officers` et une de celles-ci ensemble.";
    }
}

group! {
    /// `website` of a department.
    Website {
        en: Url, Required, "In English.", "En anglais.";
        fr: Url, Required, "In French.", "En français.";
    }
}

group! {
    /// news.yaml
    News {
        date: Day, Required, "When it was published.", "La date de publication.";
    }
}
