//! opportunity.yaml and questions.yaml.

use std::sync::LazyLock;

use submit_fn::shared::lang::Bilingual;

use super::decode::{Fields, Form, Node, Report, list};
use super::form::{BothLanguages, IdOf, IdsOf, Many, NotEmpty, One, Present, Texts, ids, kind};
use super::group::{Group, group};
use super::values::{Amount, Count, Day, Instant, Licence, NewId, Repository, Text, Url, Whole, id};
use super::{Key, Need, Schema, Type};
use crate::diagnostic::{Expected, Problem};
use crate::model::{self, Fact, FactValue, TextPart};

group! {
    /// opportunity.yaml
    Facts {
        department: IdOf<kind::Department>, Required, "Whose money it is.", "Le ministère qui paie.";
        team: IdOf<kind::Team>, Required,
            "Who posts it and answers questions.",
            "L'équipe qui l'affiche et répond aux questions.";
        project: IdOf<kind::Project>, Optional, "What the work is part of.", "Le projet dont le travail fait partie.";
        value: Amount, Required,
            "The fixed price in Canadian dollars, before taxes.",
            "Le prix fixe en dollars canadiens, avant les taxes.";
        hours: Count, Optional,
            "The estimated hours of work; with the price they give the hourly rate.",
            "Le travail estimé, en heures; avec le prix, il donne le taux horaire.";
        posted: Day, Optional,
            "The day of posting. Without it, the opportunity is a draft, listed nowhere.",
            "Le jour de l'affichage. Sans cette date, la possibilité est une ébauche, qui ne figure dans aucune liste.";
        closes: Instant, Posted,
            "Until when proposals are received, in the site's time zone.",
            "Jusqu'à quand les propositions sont reçues, dans le fuseau horaire du site.";
        questions_close: Instant, Optional,
            "Until when questions are answered.",
            "Jusqu'à quand on répond aux questions.";
        selection: Day, Optional, "When the supplier is selected.", "La date de sélection du fournisseur.";
        starts: Day, Optional, "When the work starts.", "La date de début du travail.";
        delivers: Day, Optional, "When the work is delivered.", "La date de livraison du travail.";
        skills: NotEmpty<IdsOf<kind::Skill>>, Required,
            "What a bidder must know.",
            "Ce que doit savoir faire un soumissionnaire.";
        repository: Repository, Optional,
            "Where the code is, on a public host.",
            "Où se trouve le code, chez un hôte public.";
        licence: Licence, Required,
            "The licence of the work: an SPDX identifier that the Open Source Initiative approves.",
            "La licence du travail\u{a0}: un identifiant SPDX approuvé par l'Open Source Initiative.";
        terms: IdOf<kind::Terms>, Required, "The terms and conditions of the contract.", "Les modalités du contrat.";
        acceptance: IdsOf<kind::Acceptance>, Optional,
            "The standard work acceptance criteria that apply.",
            "Les critères communs d'acceptation du travail qui s'appliquent.";
        criteria: NotEmpty<Criteria>, Required,
            "The evaluation criteria, passed or failed; each becomes a question of the form.",
            "Les critères d'évaluation, satisfaits ou non; chacun devient une question du formulaire.";
        reviews: Many<Review>, Optional,
            "Peer reviews of the problem, by people outside the team; one at least before posting.",
            "Examens du problème par des pairs hors de l'équipe; au moins un avant l'affichage.";
        approvals: One<Approvals>, Optional,
            "When each approval was given; all three before posting.",
            "La date de chaque approbation; les trois précèdent l'affichage.";
        amendments: Many<Amendment>, Optional,
            "What changed since posting, the oldest first; `devex amend` writes them.",
            "Ce qui a changé depuis l'affichage, en ordre chronologique; `devex amend` l'écrit.";
        award: Present<One<Award>>, Optional,
            "The choice of a supplier; `devex award` writes it.",
            "Le choix d'un fournisseur; `devex award` l'écrit.";
        delivery: Present<One<Delivery>>, Optional,
            "The acceptance of the work; `devex deliver` writes it.",
            "L'acceptation du travail; `devex deliver` l'écrit.";
        payment: Present<One<Payment>>, Optional,
            "The payment of the supplier; `devex pay` writes it.",
            "Le paiement du fournisseur; `devex pay` l'écrit.";
        not_delivered: Present<One<Ending>>, Optional,
            "The end of a contract without delivery, with its reason.",
            "La fin d'un contrat sans livraison, avec son motif.";
        not_awarded: Present<One<Ending>>, Optional,
            "The end of an opportunity without a winner, with its reason.",
            "La fin d'une possibilité sans fournisseur, avec son motif.";
        cancelled: Present<One<Ending>>, Optional,
            "The withdrawal of an opportunity; `devex cancel` writes it.",
            "L'annulation d'une possibilité; `devex cancel` l'écrit.";
    }
}

group! {
    /// An item of `criteria`.
    Criterion in both languages {
        id: NewId, Required, "Its name in the form and in the record.", "Son nom dans le formulaire et dans le dossier.";
        max_words: Count, Required, "The most words of an answer.", "Le nombre maximal de mots d'une réponse.";
    }
}

group! {
    /// An item of `reviews`.
    Review {
        by: Text, Required, "Who reviewed.", "Qui a fait l'examen.";
        url: Url, Required, "Where the review can be read.", "Où l'on peut lire l'examen.";
    }
}

group! {
    /// `approvals`
    Approvals {
        business: Day, Optional, "By the owner of the problem.", "Par la personne responsable du besoin.";
        finance: Day, Optional, "By who holds the budget.", "Par la personne qui détient le budget.";
        procurement: Day, Optional, "By who is responsible for contracts.", "Par la personne responsable des contrats.";
    }
}

group! {
    /// An item of `amendments`.
    Amendment in both languages {
        date: Day, Required, "When it was made.", "La date de la modification.";
        was: FormerFacts, Optional,
            "The facts that it changed, with their former values.",
            "Les faits modifiés, avec leur ancienne valeur.";
        texts: TextParts, Optional,
            "The parts of the text that it changed: title, summary, context, problem, data, work, acceptance.",
            "Les parties du texte modifiées\u{a0}: title, summary, context, problem, data, work, acceptance.";
    }
}

group! {
    /// `award`
    Award {
        supplier: Text, Required, "Who won.", "Le fournisseur retenu.";
        date: Day, Required, "When.", "La date de l'attribution.";
        value: Amount, Optional, "The contract's price before taxes.", "Le prix du contrat avant les taxes.";
        proposals: Whole, Optional, "How many proposals were received.", "Le nombre de propositions reçues.";
        reserve: Texts, Optional,
            "The reference numbers of the proposals drawn in reserve, in their order.",
            "Les numéros de référence des propositions tirées en réserve, dans leur ordre.";
    }
}

group! {
    /// `delivery`
    Delivery {
        date: Day, Required, "When the work was accepted.", "La date d'acceptation du travail.";
        repository: Url, Optional, "Where the work is.", "Où se trouve le travail.";
    }
}

group! {
    /// `payment`
    Payment {
        date: Day, Required, "When the supplier was paid.", "La date du paiement.";
    }
}

group! {
    /// `cancelled`, `not_awarded`, `not_delivered`
    Ending in both languages {
        date: Day, Optional, "When.", "La date.";
    }
}

group! {
    /// An item of questions.yaml.
    Answered {
        asked: Day, Optional, "When it was asked.", "La date de la question.";
        answered: Day, Optional, "When it was answered.", "La date de la réponse.";
        question: BothLanguages, Required,
            "What was asked, without a name.",
            "La question, sans le nom de la personne qui la pose.";
        answer: BothLanguages, Optional,
            "The answer, in Markdown; without it, the page says that the question waits for one.",
            "La réponse, en Markdown; sans elle, la page dit que la question attend une réponse.";
        corrections: Many<Correction>, Optional,
            "What the answer was before it was corrected, the oldest first; `devex correct` writes them.",
            "Ce qu'était la réponse avant d'être corrigée, en ordre chronologique; `devex correct` l'écrit.";
    }
}

group! {
    /// An item of `corrections`.
    Correction {
        date: Day, Required, "When it was made.", "La date de la correction.";
        was: BothLanguages, Required, "The answer before it.", "La réponse avant la correction.";
    }
}

/// A list of [`Criterion`], each with an id of its own.
pub(crate) struct Criteria;

impl Form for Criteria {
    type Value = Vec<Criterion>;
    const TYPE: Type = Type::Groups(&Criterion::SCHEMA);

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<Criterion>> {
        let mut seen = Vec::new();
        list(node, report, |node, report| {
            let mut criterion = Criterion::read(node, report)?;
            match criterion.id.take() {
                Some(id) if seen.contains(&id) => report.value_of(node, "id", Problem::Repeated { id }),
                Some(id) => {
                    seen.push(id.clone());
                    criterion.id = Some(id);
                    Some(criterion)
                }
                None => Some(criterion),
            }
        })
    }
}

impl Award {
    /// `None` if one of its values could not be read, which has been reported.
    pub(crate) fn complete(self) -> Option<model::Award> {
        let Self { supplier, date, value, proposals, reserve } = self;
        Some(model::Award { supplier: supplier?, date: date?, value, proposals, reserve: reserve.unwrap_or_default() })
    }
}

impl Delivery {
    /// As [`Award::complete`].
    pub(crate) fn complete(self) -> Option<model::Delivery> {
        Some(model::Delivery { date: self.date?, repository: self.repository })
    }
}

impl Ending {
    /// As [`Award::complete`].
    pub(crate) fn complete(self) -> Option<model::Ending> {
        Some(model::Ending { date: self.date, reason: Bilingual { en: self.en?, fr: self.fr? } })
    }
}

impl Criterion {
    /// `None` if one of its values could not be read, which has been reported.
    pub(crate) fn complete(self) -> Option<model::Criterion> {
        let text = Bilingual { en: self.en?, fr: self.fr? };
        Some(model::Criterion { id: self.id?, text, max_words: self.max_words? })
    }
}

/// Ids of parts of the text.
pub(crate) struct TextParts;

impl Form for TextParts {
    type Value = Vec<TextPart>;
    const TYPE: Type = Type::Texts;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<TextPart>> {
        list(node, report, |node, report| {
            let name = Text::read(node, report)?;
            let part = TextPart::ALL.iter().copied().find(|part| part.id() == name);
            part.or_else(|| report.wrong(node, Expected::TextPart))
        })
    }
}

/// The former values of facts, by the keys of the facts. They are read more leniently than those of today: they
/// were published as they are.
pub(crate) struct FormerFacts;

impl FormerFacts {
    /// The keys of [`Facts`] that an amendment can change, none of them required.
    pub(super) fn schema() -> Schema {
        static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
            let amendable = |key: &&Key| Fact::ALL.iter().any(|fact| fact.key() == key.name);
            Facts::SCHEMA.keys.iter().filter(amendable).map(|key| Key { need: Need::Optional, ..*key }).collect()
        });
        Schema { keys: &KEYS }
    }
}

impl Form for FormerFacts {
    type Value = Vec<(Fact, FactValue)>;
    const TYPE: Type = Type::FormerFacts;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<(Fact, FactValue)>> {
        let schema = Self::schema();
        let mut fields = Fields::of(node, schema, report)?;
        let mut former = Vec::new();
        for fact in Fact::ALL {
            let Some(key) = schema.keys.iter().find(|key| key.name == fact.key()) else { continue };
            let value = fields.take_with(key.name, report, |node, report| match fact {
                Fact::Award => Some(FactValue::Award(Award::read(node, report)?.complete()?)),
                Fact::Delivery => Some(FactValue::Delivery(Delivery::read(node, report)?.complete()?)),
                Fact::Payment => Some(FactValue::Payment(Payment::read(node, report)?.date?)),
                Fact::NotDelivered | Fact::NotAwarded | Fact::Cancelled => {
                    Some(FactValue::Ending(Ending::read(node, report)?.complete()?))
                }
                _ => former_value(key.value, node, report),
            });
            former.extend(value.map(|value| (*fact, value)));
        }
        fields.finish(report);
        Some(former)
    }
}

fn former_value(form: Type, node: Node<'_>, report: &mut Report<'_>) -> Option<FactValue> {
    Some(match form {
        Type::Id(kind) => FactValue::Id(kind, id(kind, node, report)?),
        Type::Ids(kind) => FactValue::Ids(kind, ids(kind, node, report)?),
        Type::DateTime => FactValue::Instant(Instant::read(node, report)?),
        Type::Date => FactValue::Date(Day::read(node, report)?),
        Type::Amount => FactValue::Money(Amount::read(node, report)?),
        Type::Count => FactValue::Hours(Count::read(node, report)?),
        Type::Groups(_) => {
            let criteria = NotEmpty::<Criteria>::read(node, report)?;
            FactValue::Criteria(criteria.into_iter().filter_map(Criterion::complete).collect())
        }
        // Licences and addresses too: what is a good one is a matter of today.
        _ => FactValue::Text(Text::read(node, report)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_that_can_be_amended_is_a_key_of_the_facts() {
        assert_eq!(FormerFacts::schema().keys.len(), Fact::ALL.len());
    }
}
