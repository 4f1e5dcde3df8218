//! From fields to a proposal, or to what is wrong with each.

use jiff::Timestamp;
use serde::Serialize;

use crate::fields::Fields;
use crate::reference::ContentDigest;
use crate::shared::bundle::Opportunity;
use crate::shared::format::number;
use crate::shared::lang::Lang;
use crate::shared::questions::{Group, HONEYPOT, Kind, Question, criterion_field, names};
use crate::shared::wording::Wording;
use crate::shared::words;

/// A proposal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Its reference number, such as `DX-7K3Q-9F2M-4TXB-0C1D`.
    pub reference: String,
    /// The id of the opportunity that it is for.
    pub opportunity: String,
    /// When it arrived at the gateway.
    pub arrival: Timestamp,
    /// The language of the form.
    pub lang: Lang,
    /// Who sent it.
    pub name: String,
    /// For whom that person works.
    pub organization: Option<String>,
    /// Where to write.
    pub email: String,
    /// In which language.
    pub correspondence: Lang,
    /// The terms and conditions that were accepted.
    pub terms: String,
    /// Looks like a machine's: to be looked at apart, never dropped.
    pub quarantined: bool,
    /// The answers, by the ids of the criteria, in their order.
    pub answers: Vec<(String, String)>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// What to do, in the language of the form.
    pub detail: String,
}

/// Validates what was sent for an opportunity that is open.
///
/// # Errors
/// What is wrong with each field, in the order of the page.
pub fn validate(
    fields: &Fields,
    opportunity: &Opportunity,
    groups: &[Group],
    arrival: Timestamp,
    lang: Lang,
    wording: &Wording,
) -> Result<Proposal, Vec<FieldError>> {
    let questions = || groups.iter().flat_map(|group| &group.questions);
    let wrong = |question: &Question| {
        let detail = problem(question, fields.get(&question.name), lang, wording)?;
        Some(FieldError { field: question.name.clone(), detail })
    };
    let errors: Vec<_> = questions().filter_map(wrong).collect();
    // The question of the language has been answered with one of the two, or there is an error.
    let (Ok(correspondence), true) = (fields.get(names::CORRESPONDENCE).parse(), errors.is_empty()) else {
        return Err(errors);
    };
    let hidden = [names::OPPORTUNITY, HONEYPOT];
    let digest =
        ContentDigest::of(fields, hidden.into_iter().chain(questions().map(|question| question.name.as_str())));
    let answers = opportunity
        .criteria
        .iter()
        .map(|criterion| (criterion.id.clone(), fields.get(&criterion_field(&criterion.id)).to_owned()));
    let organization = one_line(fields.get(names::ORGANIZATION));
    Ok(Proposal {
        reference: digest.reference(),
        opportunity: opportunity.id.clone(),
        arrival,
        lang,
        name: one_line(fields.get(names::NAME)),
        organization: Some(organization).filter(|name| !name.is_empty()),
        email: fields.get(names::EMAIL).to_owned(),
        correspondence,
        terms: opportunity.terms.id.clone(),
        quarantined: !fields.get(HONEYPOT).is_empty(),
        answers: answers.collect(),
    })
}

/// A name as it is written on one line.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with an answer, if anything.
fn problem(question: &Question, value: &str, lang: Lang, wording: &Wording) -> Option<String> {
    if value.is_empty() || (matches!(question.kind, Kind::Words { .. }) && words::count(value) == 0) {
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
            (count > limit).then(|| {
                let over = errors.criterion_words.replace("{n}", &n.to_string());
                over.replace("{limit}", &number(limit, lang)).replace("{over}", &number(count - limit, lang))
            })
        }
        Kind::Consent => (value != "yes").then(|| question.missing.clone()).flatten(),
        Kind::Choice(options) => {
            let known = options.iter().any(|(option, _)| *option == value);
            (!known).then(|| question.missing.clone()).flatten()
        }
    }
}

/// Whether mail could reach this address: only mail itself can tell more.
fn is_email(address: &str) -> bool {
    let Some((name, host)) = address.rsplit_once('@') else { return false };
    let labels: Vec<_> = host.split('.').collect();
    !name.is_empty()
        && !name.contains('@')
        && !address.contains(char::is_whitespace)
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_host_with_a_dot() {
        for good in ["a@b.ca", "zoé.l+x@écoute.québec", "a@b.c.d"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["a", "a@", "@b.ca", "a@b", "a@b.", "a@.ca", "a b@c.ca", "a@b@c.ca"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
