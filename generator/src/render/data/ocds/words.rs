//! What a release says in words, in both languages.

use submit_fn::shared::lang::Bilingual;

pub(super) const QUESTIONS: Bilingual<&str> = Bilingual { en: "Questions and answers", fr: "Questions et réponses" };
pub(super) const AWARD: Bilingual<&str> = Bilingual { en: "Award notice", fr: "Avis d'attribution" };
pub(super) const CANCELLATION: Bilingual<&str> =
    Bilingual { en: "Reason for the cancellation", fr: "Motif de l'annulation" };
pub(super) const NOT_AWARDED: Bilingual<&str> =
    Bilingual { en: "Why there is no supplier", fr: "Pourquoi il n'y a pas de fournisseur" };
pub(super) const DELIVERY: Bilingual<&str> = Bilingual { en: "Work delivery", fr: "Livraison du travail" };
pub(super) const WORK: Bilingual<&str> = Bilingual { en: "The work", fr: "Le travail" };

/// Who may bid. `{skills}` are the names of skills.
pub(super) const ELIGIBILITY: Bilingual<&str> = Bilingual {
    en: "Bidders need these skills: {skills}.",
    fr: "Les soumissionnaires doivent posséder ces compétences\u{a0}: {skills}.",
};

/// How the supplier is chosen. `{criteria}` are the criteria, a line each.
pub(super) const AWARD_CRITERIA: Bilingual<&str> = Bilingual {
    en: "The price is fixed. Each criterion is passed or failed. The supplier is drawn at random among the bidders whose \
         proposals pass them all.\n{criteria}",
    fr: "Le prix est fixe. Chaque critère est satisfait ou non satisfait. Le fournisseur est tiré au sort parmi les \
         soumissionnaires dont la proposition satisfait à tous les critères.\n{criteria}",
};

/// How to take part, and where to complain. `{url}` is the page, `{team}` and `{contact}` are email addresses.
pub(super) const SUBMISSION: Bilingual<&str> = Bilingual {
    en: "Proposals are submitted with the form at {url}, and stay sealed until the closing time. Write to {team} with questions, \
         and to {contact} to complain about the process.",
    fr: "Les propositions sont soumises au moyen du formulaire qui se trouve à {url}, et restent scellées jusqu'à l'heure de fermeture. Écrivez à \
         {team} pour poser une question, et à {contact} pour porter plainte au sujet du processus.",
};
