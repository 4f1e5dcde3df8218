//! A text that asks for proposals by email: they come through the form alone, sealed until closing.

use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::Bilingual;

use super::wording::regex;
use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::diagnostic::{Diagnostic, Problem};

/// What asks a bidder for it. What others are sent, such as grant proposals, is the problem of a team.
static REQUESTS: LazyLock<Bilingual<Regex>> = LazyLock::new(|| {
    const EN_WAY: &str =
        r"(?:\s+[^\s.!?;]+){0,6}?\s+(?:(?:by|via|through)\s+(?:e-?mail|mail|fax)\b|to\s+[^\s@]+@[^\s@]*\w)";
    const FR_WAY: &str =
        r"(?:\s+[^\s.!?;]+){0,6}?\s+(?:par\s+(?:courriel|télécopieur|la\s+poste)\b|à\s+[^\s@]+@[^\s@]*\w)";
    Bilingual {
        en: regex(&format!(
            r"(?i)\b(?:(?:send|submit|forward|return)\s+(?:us\s+|in\s+)?(?:your|all)\s+(?:\w+\s+)?(?:proposals?|bids?|offers?){EN_WAY}|e-?mail\s+(?:us\s+)?your\s+(?:\w+\s+)?(?:proposals?|bids?|offers?)\b|(?:proposals?|bids?)\s+(?:must|may|can|should|shall)\s+be\s+(?:sent|submitted|e-?mailed|returned){EN_WAY})"
        )),
        fr: regex(&format!(
            r"(?i)\b(?:(?:envoye[zr]|transmett(?:ez|re)|soumett(?:ez|re)|achemine[zr]|adresse[zr]|fai(?:tes|re)(?:-nous)?\s+parvenir)(?:-nous)?\s+(?:votre|vos|toutes?(?:\s+les)?)\s+(?:propositions?|soumissions?|offres?){FR_WAY}|propositions?\s+(?:doi(?:t|vent)|peu(?:t|vent)|devr(?:a|ont))\s+(?:nous\s+)?être\s+(?:envoyée|transmise|soumise|acheminée|adressée)s?{FR_WAY})"
        )),
    }
});

static DENIALS: LazyLock<Bilingual<Regex>> = LazyLock::new(|| Bilingual {
    en: regex(r"(?i)\b(?:not|never|cannot|no longer|refuse|reject|instead)|n['’]t\b"),
    fr: regex(r"(?i)\b(?:pas|jamais|aucune?|ni|refus|rejet|plutôt)"),
});

pub(super) fn rule(phrase: &Phrase<'_>) -> Option<Diagnostic> {
    if !phrase.scan.marks.has(Marks::EMAIL) {
        return None;
    }
    let found = REQUESTS.get(phrase.lang).find(phrase.text)?;
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | ';');
    let start = phrase.text[..found.start()].rfind(is_end).unwrap_or_default();
    let end = phrase.text[found.end()..].find(is_end).map_or(phrase.text.len(), |at| found.end() + at);
    let is_denied = DENIALS.get(phrase.lang).is_match(&phrase.text[start..end]);
    (!is_denied).then(|| phrase.problem(found.range(), Problem::ProposalByEmail))
}

#[cfg(test)]
mod tests {
    use submit_fn::shared::lang::Lang;

    use super::*;
    use crate::parse::{Text, TextSource};

    fn is_reported(lang: Lang, markdown: &str) -> bool {
        let source = TextSource::of_markdown(markdown);
        let text = Text::parse(&source, lang);
        text.passages().any(|passage| rule(&Phrase::of(&text, passage)).is_some())
    }

    #[test]
    fn a_request_for_proposals_by_email_is_found() {
        for text in [
            "Send your proposal by email.",
            "Please send us your proposal before noon to jane@example.org.",
            "Email your bid to the team.",
            "Proposals must be submitted in both languages by e-mail.",
        ] {
            assert!(is_reported(Lang::En, text), "{text}");
        }
        for text in [
            "Envoyez votre proposition par courriel.",
            "Faites-nous parvenir vos offres avant midi à jeanne@example.org.",
            "Les propositions doivent être transmises par courriel.",
        ] {
            assert!(is_reported(Lang::Fr, text), "{text}");
        }
    }

    #[test]
    fn what_is_refused_or_is_no_proposal_to_us_is_not() {
        for text in [
            "Do not send your proposal by email.",
            "Proposals may be sent by email no longer.",
            "Grant proposals are sent by email to 12 reviewers.",
            "Send your question by email. Proposals go through the form.",
            "We answer your proposal by email.",
        ] {
            assert!(!is_reported(Lang::En, text), "{text}");
        }
        for text in [
            "N'envoyez pas votre proposition par courriel.",
            "Posez vos questions par courriel; la proposition passe par le formulaire.",
            "Les propositions sont transmises par courriel à un commis.",
        ] {
            assert!(!is_reported(Lang::Fr, text), "{text}");
        }
    }
}
