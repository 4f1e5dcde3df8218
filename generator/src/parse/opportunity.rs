//! opportunity.yaml and questions.yaml.

use jiff::civil::Date;
use submit_fn::shared::lang::Bilingual;

use super::entity::Parts;
use crate::diagnostic::Diagnostic;
use crate::model::{Amendment, Answered, Approver, Correction, Opportunity, Outcome, OutcomeKey, Review, Schedule};
use crate::read::Source;
use crate::schema::opportunity::{self as written, Criterion};
use crate::schema::{Context, file};

/// Parses the facts of an opportunity.
pub(super) fn parse(parts: Parts<'_>, questions: Vec<Answered>, problems: &mut Vec<Diagnostic>) -> Option<Opportunity> {
    let mut facts: written::Facts = file::keys(parts.facts, parts.context, problems)?;
    let closes = facts.closes;
    let schedule = facts
        .posted
        .and_then(|posted| Some(Schedule { posted, opens: parts.context.zone.start_of(posted)?, closes: closes? }));
    let outcome_keys = outcome_keys(&facts);
    let payment = facts.payment.take().flatten().and_then(|payment| payment.date);
    let outcome = outcome(&mut facts);
    // What could not be read has been reported. Without it the rules go on, and no site is made of it.
    Some(Opportunity {
        id: parts.id.to_owned(),
        department: facts.department.unwrap_or_default(),
        team: facts.team.unwrap_or_default(),
        project: facts.project,
        value: facts.value?,
        hours: facts.hours,
        schedule,
        closes,
        questions_close: facts.questions_close,
        selection: facts.selection,
        starts: facts.starts,
        delivers: facts.delivers,
        skills: facts.skills.unwrap_or_default(),
        repository: facts.repository,
        licence: facts.licence.unwrap_or_default(),
        terms: facts.terms.unwrap_or_default(),
        acceptance: facts.acceptance.unwrap_or_default(),
        criteria: complete(facts.criteria?, Criterion::complete),
        reviews: complete(facts.reviews.unwrap_or_default(), review),
        approvals: facts.approvals.map(approvals).unwrap_or_default(),
        amendments: complete(facts.amendments.unwrap_or_default(), amendment),
        questions,
        outcome,
        payment,
        outcome_keys,
        prose: parts.prose?,
    })
}

/// Parses the published questions and answers of an opportunity.
pub(super) fn questions(source: &Source, context: Context<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Answered> {
    complete(file::groups(source, context, problems), answered)
}

/// The items of a list of which everything that is required could be read.
fn complete<T, U>(items: Vec<T>, complete: fn(T) -> Option<U>) -> Vec<U> {
    items.into_iter().filter_map(complete).collect()
}

fn review(written::Review { by, url }: written::Review) -> Option<Review> {
    Some(Review { by: by?, url: url? })
}

fn approvals(given: written::Approvals) -> Vec<(Approver, Date)> {
    let written::Approvals { business, finance, procurement } = given;
    let all = [(Approver::Business, business), (Approver::Finance, finance), (Approver::Procurement, procurement)];
    all.into_iter().filter_map(|(by, date)| Some((by, date?))).collect()
}

fn amendment(written::Amendment { date, was, texts, en, fr }: written::Amendment) -> Option<Amendment> {
    Some(Amendment {
        date: date?,
        was: was.unwrap_or_default(),
        texts: texts.unwrap_or_default(),
        text: Bilingual { en: en?, fr: fr? },
    })
}

fn answered(item: written::Answered) -> Option<Answered> {
    let written::Answered { asked, answered, question, answer, corrections } = item;
    let corrections = complete(corrections.unwrap_or_default(), correction);
    Some(Answered { asked, answered, question: question?, answer, corrections })
}

fn correction(written::Correction { date, was }: written::Correction) -> Option<Correction> {
    Some(Correction { date: date?, was: was? })
}

/// The outcomes that are recorded, readable or not.
fn outcome_keys(facts: &written::Facts) -> Vec<OutcomeKey> {
    let all = [
        (OutcomeKey::Award, facts.award.is_some()),
        (OutcomeKey::Delivery, facts.delivery.is_some()),
        (OutcomeKey::NotDelivered, facts.not_delivered.is_some()),
        (OutcomeKey::NotAwarded, facts.not_awarded.is_some()),
        (OutcomeKey::Cancelled, facts.cancelled.is_some()),
        (OutcomeKey::Payment, facts.payment.is_some()),
    ];
    all.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key).collect()
}

/// The outcome that prevails: of those that are recorded, what comes later in an opportunity's life.
fn outcome(facts: &mut written::Facts) -> Option<Outcome> {
    let ending = written::Ending::complete;
    let cancelled = facts.cancelled.take().flatten().and_then(ending);
    let not_awarded = facts.not_awarded.take().flatten().and_then(ending);
    let not_delivered = facts.not_delivered.take().flatten().and_then(ending);
    let delivery = facts.delivery.take().flatten().and_then(written::Delivery::complete);
    let award = facts.award.take().flatten().and_then(written::Award::complete);
    match (cancelled, not_awarded, award, not_delivered, delivery) {
        (Some(ending), ..) => Some(Outcome::Cancelled(ending)),
        (_, Some(ending), ..) => Some(Outcome::NotAwarded(ending)),
        (_, _, Some(award), Some(ending), _) => Some(Outcome::NotDelivered(award, ending)),
        (_, _, Some(award), _, Some(delivery)) => Some(Outcome::Delivered(award, delivery)),
        (_, _, Some(award), ..) => Some(Outcome::Awarded(award)),
        (_, _, None, ..) => None,
    }
}
