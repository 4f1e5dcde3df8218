//! What must not be in one version, and must be in the other. Other denials are not compared: each language has its own
//! ways, such as « sans peser plus » for “no heavier”.

use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::scan::{Marks, scan};
use crate::check::text::wording::regex;

struct Modals {
    /// How what must not be begins: seen fast, and found in more texts.
    hint: Regex,
    /// What must not be, or cannot.
    denied: Regex,
    /// What must be, or can, or must not.
    any: Regex,
    /// Any word that may deny something.
    denials: Regex,
}

static MODALS: LazyLock<Bilingual<Modals>> = LazyLock::new(|| Bilingual {
    en: Modals {
        hint: regex(r"(?i)(?-u:\b)(?:must|may|shall|should|can) (?:not|never)|cannot|n['’]t"),
        denied: regex(r"(?i)\b(?:must|may|shall|should|can) (?:not|never)\b|\bcannot\b|\b(?:ca|must|should)n['’]t\b"),
        any: regex(r"(?i)\b(?:must|may|shall|should|can|cannot|has to|have to|needs? to)\b"),
        denials: regex(
            r"(?i)\b(?:no|not|never|cannot|without|nothing|nobody|none|nowhere|neither|nor|non|unless|until|only|alone|except|but|instead|rather|hardly|few|fewer|less|free|out|off|too|against|otherwise|ever|any\w*)\b|n['’]t\b|\b(?:fail|lack|refus|miss|stop|avoid|prevent|forbid|ban|exclud|ignor|reject|den[iy]|drop|skip|abandon|wrong|absen|omit|prohibit|disabl)\w*|\b(?:un|in|im|il|ir|dis|mis|non)\p{L}{4,}|\p{L}{3,}less\b",
        ),
    },
    fr: Modals {
        hint: regex(r"(?i)(?-u:\b)ne\s+(?:doi|dev|peu|pouv)"),
        denied: regex(
            r"(?i)\bne\s+(?:doi(?:t|vent)|dev\p{L}+|peu(?:t|vent)|pouv\p{L}+)\s+(?:\p{L}+\s+){0,2}?(?:pas|jamais|aucune?|rien|plus)\b",
        ),
        any: regex(r"(?i)\b(?:doi(?:t|vent)|dev\p{L}+|peu(?:t|vent)|pouv\p{L}+|faut|faudra)\b"),
        denials: regex(
            r"(?i)\b(?:ne|non|pas|jamais|aucune?s?|rien|personne|nulle?s?|sans|ni|seule?s?|seulement|uniquement|sauf|sinon|hors|moins|peu|plutôt|lieu|trop|contre|mais|autre|guère)\b|\bn['’]|\b(?:refus|manqu|évit|empêch|interdi|exclu|cess|arrêt|ignor|rejet|absen|échou|impossib|incapab|omet)\p{L}*|\b(?:in|im|il|ir)\p{L}{4,}",
        ),
    },
});

/// Whether a text may forbid something.
pub(super) fn may_deny(text: &str, lang: Lang) -> bool {
    MODALS.get(lang).hint.is_match(text)
}

/// The language whose version forbids what the other asks for.
pub(super) fn contradiction(texts: Bilingual<&str>) -> Option<Lang> {
    Lang::BOTH.into_iter().find(|lang| {
        let (here, there) = (*texts.get(*lang), *texts.get(lang.other()));
        let has_denials = |text| scan(text).marks.has(Marks::DENIAL);
        if !has_denials(here) || has_denials(there) {
            return false;
        }
        let other = MODALS.get(lang.other());
        MODALS.get(*lang).denied.is_match(here) && other.any.is_match(there) && !other.denials.is_match(there)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_version_alone_forbids_is_found() {
        for (en, fr, lang) in [
            ("It must send all of it.", "Il ne doit rien envoyer.", Lang::Fr),
            ("The data must not be personal.", "Les données doivent être personnelles.", Lang::En),
            ("Students cannot take part.", "Les étudiants peuvent participer.", Lang::En),
        ] {
            assert_eq!(contradiction(Bilingual { en, fr }), Some(lang), "{en} / {fr}");
        }
    }

    #[test]
    fn each_language_denies_in_its_own_words() {
        for (en, fr) in [
            ("The image cannot be read.", "L'image est illisible."),
            ("It can only be opened by an officer.", "Il ne peut pas être ouvert, sauf par un agent."),
            ("It is unavailable at night.", "La nuit, on ne peut pas l'ouvrir."),
            ("A page that weighs no more than a message.", "Une page qui ne doit pas peser plus qu'un courriel."),
            ("It must fail.", "Il ne doit pas réussir."),
        ] {
            assert_eq!(contradiction(Bilingual { en, fr }), None, "{en} / {fr}");
        }
    }
}
