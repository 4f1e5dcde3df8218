//! opportunity.yaml and questions.yaml.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Zone;
use submit_fn::shared::lang::Bilingual;

use super::decode::{self, Fields, Node, Report, list};
use super::ids::Ids;
use super::values::{
    amount, bilingual, bilingual_fields, count, date, id_of, ids_of, instant, licence, new_id, repository, text, url,
    whole,
};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Kind;
use crate::model::{
    Amendment, Answered, Approver, Award, Criterion, Delivery, Ending, Fact, FactValue, Opportunity, Outcome, Prose,
    Review, Schedule, Settings,
};
use crate::read::Source;
use crate::schema::{self, AMENDMENT, ANSWERED, APPROVALS, AWARD, CANCELLED, CRITERION, DELIVERY, REVIEW, Type, WAS};

/// How instants of a site are read.
#[derive(Clone, Copy)]
struct Clockwork<'a> {
    zone: &'a Zone,
    name: &'a str,
}

impl Clockwork<'_> {
    fn instant(self, node: Node<'_>, report: &mut Report<'_>) -> Option<Timestamp> {
        instant(node, self.zone, self.name, report)
    }

    /// The first instant of a day.
    fn start_of(self, day: Date) -> Option<Timestamp> {
        day.to_zoned_datetime(self.zone.rules.clone()).ok().map(|start| start.timestamp())
    }
}

/// Parses the facts of an opportunity. The problems found in them are reported even without prose.
pub(super) fn parse(
    id: &str,
    source: &Source,
    questions: Vec<Answered>,
    prose: Option<Bilingual<Prose>>,
    settings: &Settings,
    ids: &Ids,
    problems: &mut Vec<Diagnostic>,
) -> Option<Opportunity> {
    let clock = Clockwork { zone: &settings.zone, name: &settings.zone_name };
    let private_hosts = &settings.checks.general.private_hosts;
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, &schema::FACTS, report)?;
        let f = &mut fields;
        let department = f.get("department", report, |n, r| id_of(Kind::Department, ids, n, r));
        let team = f.get("team", report, |n, r| id_of(Kind::Team, ids, n, r));
        let project = f.get("project", report, |n, r| id_of(Kind::Project, ids, n, r));
        let value = f.get("value", report, amount);
        let hours = f.get("hours", report, count);
        let posted = f.get("posted", report, date);
        let closes = f.get("closes", report, |n, r| clock.instant(n, r));
        if f.present("posted") {
            f.require("closes");
        }
        let questions_close = f.get("questions_close", report, |n, r| clock.instant(n, r));
        let selection = f.get("selection", report, date);
        let starts = f.get("starts", report, date);
        let delivers = f.get("delivers", report, date);
        let skills = f.get("skills", report, |n, r| at_least_one(ids_of(Kind::Skill, ids, n, r)?, n, r));
        let repository = f.get("repository", report, |n, r| repository(private_hosts, n, r));
        let licence = f.get("licence", report, licence);
        let terms = f.get("terms", report, |n, r| id_of(Kind::Terms, ids, n, r));
        let acceptance = f.get("acceptance", report, |n, r| ids_of(Kind::Acceptance, ids, n, r));
        let criteria = f.get("criteria", report, criteria);
        let reviews = f.get("reviews", report, |n, r| list(n, r, review));
        let approvals = f.get("approvals", report, approvals);
        let amendments = f.get("amendments", report, |n, r| list(n, r, |n, r| amendment(n, clock, ids, r)));
        let outcome = outcome(f, report);
        fields.finish(report);
        // An id that could not be read was told. Without it the other rules go on, and no site is made of it.
        Some(Opportunity {
            id: id.to_owned(),
            department: department.unwrap_or_default(),
            team: team.unwrap_or_default(),
            project,
            value: value?,
            hours,
            schedule: schedule(posted, closes, clock),
            closes,
            questions_close,
            selection,
            starts,
            delivers,
            skills: skills.unwrap_or_default(),
            repository,
            licence: licence.unwrap_or_default(),
            terms: terms.unwrap_or_default(),
            acceptance: acceptance.unwrap_or_default(),
            criteria: criteria?,
            reviews: reviews.unwrap_or_default(),
            approvals: approvals.unwrap_or_default(),
            amendments: amendments.unwrap_or_default(),
            questions,
            outcome,
            prose: prose?,
        })
    })
}

/// A draft is not posted; what is posted says when it closes.
fn schedule(posted: Option<Date>, closes: Option<Timestamp>, clock: Clockwork<'_>) -> Option<Schedule> {
    let posted = posted?;
    Some(Schedule { posted, opens: clock.start_of(posted)?, closes: closes? })
}

fn criteria(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<Criterion>> {
    let mut seen = Vec::new();
    let criteria = list(node, report, |node, report| {
        let mut fields = Fields::of(node, &CRITERION, report)?;
        let id = fields.get("id", report, |node, report| {
            let id = new_id(node, report)?;
            if seen.contains(&id) {
                return report.value(node, Problem::Repeated { id });
            }
            seen.push(id.clone());
            Some(id)
        });
        let max_words = fields.get("max_words", report, count);
        let text = bilingual_fields(&mut fields, report);
        fields.finish(report);
        Some(Criterion { id: id?, max_words: max_words?, text: text? })
    })?;
    at_least_one(criteria, node, report)
}

/// A list that says something. One whose items were all refused was told already.
fn at_least_one<T>(list: Vec<T>, node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<T>> {
    let is_empty = node.value.as_sequence().is_some_and(Vec::is_empty);
    if is_empty { report.value(node, Problem::EmptyList) } else { Some(list) }
}

fn review(node: Node<'_>, report: &mut Report<'_>) -> Option<Review> {
    let mut fields = Fields::of(node, &REVIEW, report)?;
    let by = fields.get("by", report, text);
    let url = fields.get("url", report, url);
    fields.finish(report);
    Some(Review { by: by?, url: url? })
}

fn approvals(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<(Approver, Date)>> {
    let mut fields = Fields::of(node, &APPROVALS, report)?;
    let keys =
        [("business", Approver::Business), ("finance", Approver::Finance), ("procurement", Approver::Procurement)];
    let given = keys.into_iter().filter_map(|(key, by)| Some((by, fields.get(key, report, date)?))).collect();
    fields.finish(report);
    Some(given)
}

fn amendment(node: Node<'_>, clock: Clockwork<'_>, ids: &Ids, report: &mut Report<'_>) -> Option<Amendment> {
    let mut fields = Fields::of(node, &AMENDMENT, report)?;
    let date = fields.get("date", report, date);
    let was = fields.get("was", report, |node, report| was(node, clock, ids, report));
    let text = bilingual_fields(&mut fields, report);
    fields.finish(report);
    Some(Amendment { date: date?, was: was.unwrap_or_default(), text: text? })
}

/// The former values of facts. They are read more leniently than those of today: they were published as they were.
fn was(node: Node<'_>, clock: Clockwork<'_>, ids: &Ids, report: &mut Report<'_>) -> Option<Vec<(Fact, FactValue)>> {
    let mut fields = Fields::of(node, &WAS, report)?;
    let mut was = Vec::new();
    for fact in Fact::ALL {
        let value = fields.get(fact.key(), report, |n, r| fact_value(*fact, n, clock, ids, r));
        was.extend(value.map(|value| (*fact, value)));
    }
    fields.finish(report);
    Some(was)
}

fn fact_value(fact: Fact, n: Node<'_>, clock: Clockwork<'_>, ids: &Ids, r: &mut Report<'_>) -> Option<FactValue> {
    let key = WAS.keys.iter().find(|key| key.name == fact.key())?;
    Some(match key.of {
        Type::Id(kind) => FactValue::Id(kind, id_of(kind, ids, n, r)?),
        Type::Ids(kind) => FactValue::Ids(kind, ids_of(kind, ids, n, r)?),
        Type::DateTime => FactValue::Instant(clock.instant(n, r)?),
        Type::Date => FactValue::Date(date(n, r)?),
        Type::Amount => FactValue::Money(amount(n, r)?),
        Type::Count => FactValue::Hours(count(n, r)?),
        Type::Groups(_) => FactValue::Criteria(criteria(n, r)?),
        _ => FactValue::Text(text(n, r)?),
    })
}

/// Outcomes that exclude each other.
const EXCLUSIVE: [(&str, &str); 4] =
    [("cancelled", "award"), ("not_awarded", "award"), ("cancelled", "not_awarded"), ("not_delivered", "delivery")];

/// The outcome that the facts record; what comes later in an opportunity's life prevails.
fn outcome(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Outcome> {
    let award = fields.get("award", report, award);
    let delivery = fields.get("delivery", report, delivery);
    let not_delivered = fields.get("not_delivered", report, ending);
    let not_awarded = fields.get("not_awarded", report, ending);
    let cancelled = fields.get("cancelled", report, ending);
    for key in ["delivery", "not_delivered"] {
        if fields.present(key) && !fields.present("award") {
            fields.problem(key, report, Problem::MissingKey { key: "award".into() });
        }
    }
    for (key, other) in EXCLUSIVE.into_iter().filter(|(key, other)| fields.present(key) && fields.present(other)) {
        fields.problem(key, report, Problem::TwoOutcomes { other: other.into() });
    }
    match (cancelled, not_awarded, award, not_delivered, delivery) {
        (Some(ending), ..) => Some(Outcome::Cancelled(ending)),
        (_, Some(ending), ..) => Some(Outcome::NotAwarded(ending)),
        (_, _, Some(award), Some(ending), _) => Some(Outcome::NotDelivered(award, ending)),
        (_, _, Some(award), _, Some(delivery)) => Some(Outcome::Delivered(award, delivery)),
        (_, _, Some(award), ..) => Some(Outcome::Awarded(award)),
        (_, _, None, ..) => None,
    }
}

fn award(node: Node<'_>, report: &mut Report<'_>) -> Option<Award> {
    let mut fields = Fields::of(node, &AWARD, report)?;
    let supplier = fields.get("supplier", report, text);
    let date = fields.get("date", report, date);
    let value = fields.get("value", report, amount);
    let proposals = fields.get("proposals", report, whole);
    let reserve = fields.get("reserve", report, |n, r| list(n, r, text));
    fields.finish(report);
    Some(Award { supplier: supplier?, date: date?, value, proposals, reserve: reserve.unwrap_or_default() })
}

fn delivery(node: Node<'_>, report: &mut Report<'_>) -> Option<Delivery> {
    let mut fields = Fields::of(node, &DELIVERY, report)?;
    let date = fields.get("date", report, date);
    let repository = fields.get("repository", report, url);
    fields.finish(report);
    Some(Delivery { date: date?, repository })
}

fn ending(node: Node<'_>, report: &mut Report<'_>) -> Option<Ending> {
    let mut fields = Fields::of(node, &CANCELLED, report)?;
    let date = fields.get("date", report, date);
    let reason = bilingual_fields(&mut fields, report);
    fields.finish(report);
    Some(Ending { date, reason: reason? })
}

/// Parses the published questions and answers of an opportunity.
pub(super) fn questions(source: &Source, problems: &mut Vec<Diagnostic>) -> Vec<Answered> {
    decode::file(source, problems, |node, report| list(node, report, answered)).unwrap_or_default()
}

fn answered(node: Node<'_>, report: &mut Report<'_>) -> Option<Answered> {
    let mut fields = Fields::of(node, &ANSWERED, report)?;
    let asked = fields.get("asked", report, date);
    let answered = fields.get("answered", report, date);
    let question = fields.get("question", report, bilingual);
    let answer = fields.get("answer", report, bilingual);
    fields.finish(report);
    Some(Answered { asked, answered, question: question?, answer: answer? })
}
