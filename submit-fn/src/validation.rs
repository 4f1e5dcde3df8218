//! From fields to a proposal, or to what is wrong with each field.

use crate::fields::Fields;
use crate::keys::Keys;
use crate::proposal::{Answer, Proposal};
use crate::reference::Reference;
use crate::shared::bundle::{Criterion, Opportunity};
use crate::shared::characters::{is_readable, one_line};
use crate::shared::email::is_email;
use crate::shared::form::FieldError;
use crate::shared::format::number;
use crate::shared::lang::Lang;
use crate::shared::questions::{self, Kind, Question, criterion_field, is_asked, names};
use crate::shared::wording::Wording;
use crate::shared::words;

/// What was sent for an opportunity, with nothing wrong in it.
pub(crate) struct Valid<'v> {
    fields: &'v Fields,
    opportunity: &'v Opportunity,
    questions: Vec<Question>,
    correspondence: Lang,
}

/// Validates what was sent for an opportunity. The errors are in the order of the page.
pub(crate) fn validate<'v>(
    fields: &'v Fields,
    opportunity: &'v Opportunity,
    lang: Lang,
    wording: &Wording,
) -> Result<Valid<'v>, Vec<FieldError>> {
    let groups = questions::groups(opportunity, lang, wording);
    let questions: Vec<Question> = groups.into_iter().flat_map(|group| group.questions).collect();
    let field_error = |question: &Question| {
        let detail = problem_with(question, fields.get(&question.name), lang, wording)?;
        Some(FieldError { field: question.name.clone(), detail })
    };
    let errors: Vec<_> = questions.iter().filter_map(field_error).collect();
    // Without an error, the question about the language has been answered with one of the two.
    match (fields.get(names::CORRESPONDENCE).parse(), errors.is_empty()) {
        (Ok(correspondence), true) => Ok(Valid { fields, opportunity, questions, correspondence }),
        _ => Err(errors),
    }
}

impl Valid<'_> {
    /// The proposal with this reference, for a version of the opportunity.
    pub(crate) fn proposal(&self, reference: &Reference, version: &str, keys: &Keys) -> Proposal {
        let Self { fields, opportunity, .. } = self;
        let accepted = self.questions.iter().filter(|question| matches!(question.kind, Kind::Consent));
        let organization = one_line(fields.get(names::ORGANIZATION));
        Proposal {
            salt: keys.salt(reference),
            reference: reference.clone(),
            opportunity: opportunity.id.clone(),
            version: version.to_owned(),
            name: one_line(fields.get(names::NAME)),
            organization: Some(organization).filter(|name| !name.is_empty()),
            email: fields.get(names::EMAIL).to_owned(),
            correspondence: self.correspondence,
            accepted: accepted.map(|question| question.name.clone()).collect(),
            terms: opportunity.terms.id.clone(),
            value: opportunity.value,
            delivers: opportunity.delivers,
            answers: opportunity.criteria.iter().map(|criterion| answer(criterion, fields)).collect(),
        }
    }
}

/// The reference of what was sent for a version of an opportunity, whether or not that asks the same questions today. `first`
/// is the first version of the proposal that it replaces: the same words are another proposal when they replace one, unless
/// they are those of its first version.
pub(crate) fn reference<'r>(
    fields: &'r Fields,
    opportunity: &'r str,
    version: &'r str,
    first: Option<&'r Reference>,
    keys: &Keys,
) -> Reference {
    let replacing = |replaced: Option<&'r Reference>| {
        let asked = fields.iter().filter(|(name, value)| is_asked(name) && !value.is_empty());
        let replaced = replaced.map(|first| (names::REPLACES, first.as_str()));
        let content = asked.chain([(names::VERSION, version)]).chain(replaced);
        Reference::of_content(&keys.reference, opportunity, content)
    };
    let own = replacing(None);
    match first {
        Some(first) if *first != own => replacing(Some(first)),
        _ => own,
    }
}

fn answer(criterion: &Criterion, fields: &Fields) -> Answer {
    let answer = fields.get(&criterion_field(&criterion.id)).to_owned();
    Answer { criterion: criterion.id.clone(), question: criterion.text.clone(), answer }
}

/// So many characters are far more than words have on average, in any language: a limit in words is one in characters too,
/// as words that are joined count as one.
const WORD_CHARACTERS: usize = 20;

/// What is wrong with the value of a question's field; `None` if it is valid.
fn problem_with(question: &Question, value: &str, lang: Lang, wording: &Wording) -> Option<String> {
    let is_missing = match question.kind {
        Kind::Words { .. } => words::count(value) == 0,
        Kind::Line(_) => !is_readable(value),
        _ => false,
    };
    if value.is_empty() || (is_missing && question.missing.is_some()) {
        return question.missing.clone();
    }
    let errors = &wording.errors;
    let too_long = |limit: usize| {
        let over = value.chars().count() > limit;
        over.then(|| errors.too_long.replace("{limit}", &number(limit as u64, lang)))
    };
    match &question.kind {
        Kind::Line(limit) => too_long(*limit),
        Kind::Email(limit) => too_long(*limit).or_else(|| (!is_email(value)).then(|| errors.email_form.clone())),
        Kind::Words { number: n, limit } => {
            let count = words::count(value) as u64;
            let limit = u64::from(*limit);
            let too_many_words = (count > limit).then(|| {
                let over = errors.criterion_words.replace("{n}", &n.to_string());
                over.replace("{limit}", &number(limit, lang)).replace("{over}", &number(count - limit, lang))
            });
            too_many_words.or_else(|| {
                let characters = usize::try_from(limit).unwrap_or(usize::MAX).saturating_mul(WORD_CHARACTERS);
                let text = errors.criterion_characters.replace("{n}", &n.to_string());
                let text = text.replace("{limit}", &number(characters as u64, lang));
                (value.chars().count() > characters).then_some(text)
            })
        }
        Kind::Consent => (value != "yes").then(|| question.missing.clone()).flatten(),
        Kind::Choice(options) => {
            let known = options.iter().any(|(option, _)| *option == value);
            (!known).then(|| question.missing.clone()).flatten()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;
    use crate::shared::bundle::fixtures::opportunity;
    use crate::shared::wording::Errors;

    fn wording() -> Wording {
        let errors = Errors {
            name: "name".into(),
            email: "email".into(),
            email_form: "email form".into(),
            correspondence: "correspondence".into(),
            criterion: "criterion {n}".into(),
            criterion_words: "criterion {n}: {over} over {limit}".into(),
            criterion_characters: "criterion {n}: over {limit} characters".into(),
            consent: "consent".into(),
            too_long: "more than {limit}".into(),
        };
        Wording { errors, ..Wording::default() }
    }

    /// What is wrong with a complete proposal in which these fields have other values.
    fn validated(changes: &[(&str, &str)]) -> Result<Proposal, Vec<(String, String)>> {
        validated_as(changes, None)
    }

    fn validated_as(changes: &[(&str, &str)], first: Option<&Reference>) -> Result<Proposal, Vec<(String, String)>> {
        let complete = [
            (names::NAME, "Zoé  Tremblay"),
            (names::EMAIL, "zoe@example.org"),
            (names::CORRESPONDENCE, "fr"),
            ("eligibility", "yes"),
            ("criterion-skills", "one two three four five"),
            ("accept-terms", "yes"),
            ("accept-price", "yes"),
            ("accept-date", "yes"),
        ];
        let kept = complete.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        let fields = changes.iter().chain(kept).map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        let fields = Fields::collect(fields).unwrap();
        let keys = Keys::new(&Secret::from_hex(&"07".repeat(32)).unwrap(), "https://devex.example.org");
        let (opportunity, wording) = (opportunity(), wording());
        validate(&fields, &opportunity, Lang::En, &wording)
            .map(|valid| {
                let version = opportunity.version().to_string();
                valid.proposal(&reference(&fields, &opportunity.id, &version, first, &keys), &version, &keys)
            })
            .map_err(|errors| errors.into_iter().map(|error| (error.field, error.detail)).collect())
    }

    fn error(field: &str, detail: &str) -> Result<Proposal, Vec<(String, String)>> {
        Err(vec![(field.to_owned(), detail.to_owned())])
    }

    #[test]
    fn a_complete_proposal_is_valid_without_an_organization() {
        let proposal = validated(&[]).unwrap();
        assert_eq!((proposal.name.as_str(), proposal.organization), ("Zoé Tremblay", None));
        assert_eq!(proposal.answers[0].answer, "one two three four five");
        assert_eq!(proposal.accepted, ["eligibility", "accept-terms", "accept-price", "accept-date"]);
    }

    #[test]
    fn each_invalid_value_has_its_error() {
        assert_eq!(validated(&[(names::NAME, &"é".repeat(201))]), error(names::NAME, "more than 200"));
        assert_eq!(validated(&[(names::EMAIL, "zoe@localhost")]), error(names::EMAIL, "email form"));
        assert_eq!(validated(&[(names::CORRESPONDENCE, "de")]), error(names::CORRESPONDENCE, "correspondence"));
        assert_eq!(validated(&[("criterion-skills", "— …")]), error("criterion-skills", "criterion 1"));
        let long = "one two three four five six seven";
        assert_eq!(validated(&[("criterion-skills", long)]), error("criterion-skills", "criterion 1: 2 over 5"));
        assert_eq!(validated(&[("accept-price", "no")]), error("accept-price", "consent"));
    }

    #[test]
    fn errors_are_in_the_order_of_the_page() {
        let errors = validated(&[("accept-terms", ""), (names::EMAIL, ""), (names::NAME, "")]).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, [names::NAME, names::EMAIL, "accept-terms"]);
    }

    #[test]
    fn the_reference_depends_on_what_the_form_asks_and_on_nothing_else() {
        let reference = |changes| validated(changes).unwrap().reference;
        assert_eq!(reference(&[("utm_source", "mail"), (names::LANG, "fr")]), reference(&[]));
        assert_ne!(reference(&[("criterion-skills", "another answer")]), reference(&[]));
    }

    #[test]
    fn the_same_words_are_another_proposal_when_they_replace_one_but_for_its_own_first_version() {
        let (a, b) = (validated(&[]).unwrap().reference, validated(&[(names::NAME, "Another")]).unwrap().reference);
        assert_eq!(validated_as(&[], Some(&a)).unwrap().reference, a);
        let replacing = validated_as(&[], Some(&b)).unwrap().reference;
        assert!(replacing != a && replacing != b);
        assert_eq!(validated_as(&[], Some(&b)).unwrap().reference, replacing);
    }
}
