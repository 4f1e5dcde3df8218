//! opportunity.yaml and questions.yaml.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::format::Zone;
use submit_fn::lang::Bilingual;

use super::decode::{self, Fields, Node, Report, list};
use super::ids::Ids;
use super::values::{amount, bilingual, bilingual_fields, date, id_of, ids_of, instant, new_id, text, url, whole};
use crate::diagnostic::{Diagnostic, Kind, Problem};
use crate::model::{
    Amendment, Answered, Approver, Award, Change, Criterion, Delivery, Ending, Opportunity, Outcome, Prose, Review,
    Schedule, Settings,
};
use crate::read::Source;

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
    decode::file(source, problems, |node, report| {
        let mut fields = Fields::of(node, report)?;
        let f = &mut fields;
        let department = f.required("department", report, |n, r| id_of(Kind::Department, ids, n, r));
        let team = f.required("team", report, |n, r| id_of(Kind::Team, ids, n, r));
        let project = f.optional("project", report, |n, r| id_of(Kind::Project, ids, n, r));
        let value = f.required("value", report, amount);
        let hours = f.optional("hours", report, whole);
        let schedule = schedule(f, clock, report);
        let questions_close = f.optional("questions_close", report, |n, r| clock.instant(n, r));
        let selection = f.optional("selection", report, date);
        let starts = f.optional("starts", report, date);
        let delivers = f.optional("delivers", report, date);
        let skills = f.required("skills", report, |n, r| ids_of(Kind::Skill, ids, n, r));
        let repository = f.optional("repository", report, url);
        let licence = f.required("licence", report, text);
        let terms = f.required("terms", report, |n, r| id_of(Kind::Terms, ids, n, r));
        let acceptance = f.optional("acceptance", report, |n, r| ids_of(Kind::Acceptance, ids, n, r));
        let criteria = f.required("criteria", report, criteria);
        let reviews = f.optional("reviews", report, |n, r| list(n, r, review));
        let approvals = f.optional("approvals", report, approvals);
        let amendments = f.optional("amendments", report, |n, r| list(n, r, |n, r| amendment(n, clock, r)));
        let outcome = outcome(f, report);
        fields.finish(report);
        Some(Opportunity {
            id: id.to_owned(),
            department: department?,
            team: team?,
            project,
            value: value?,
            hours,
            schedule,
            questions_close,
            selection,
            starts,
            delivers,
            skills: skills?,
            repository,
            licence: licence?,
            terms: terms?,
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

/// A draft has neither `posted` nor needs `closes`; what is posted must say when it closes.
fn schedule(fields: &mut Fields<'_>, clock: Clockwork<'_>, report: &mut Report<'_>) -> Option<Schedule> {
    let posted = fields.optional("posted", report, date);
    let closes = match posted {
        Some(_) => fields.required("closes", report, |n, r| clock.instant(n, r)),
        None => fields.optional("closes", report, |n, r| clock.instant(n, r)),
    };
    let posted = posted?;
    Some(Schedule { posted, opens: clock.start_of(posted)?, closes: closes? })
}

fn criteria(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<Criterion>> {
    let mut seen = Vec::new();
    let criteria = list(node, report, |node, report| {
        let mut fields = Fields::of(node, report)?;
        let id = fields.required("id", report, |node, report| {
            let id = new_id(node, report)?;
            if seen.contains(&id) {
                return report.value(node, Problem::Repeated { id });
            }
            seen.push(id.clone());
            Some(id)
        });
        let max_words = fields.required("max_words", report, whole);
        let text = bilingual_fields(&mut fields, report);
        fields.finish(report);
        Some(Criterion { id: id?, max_words: max_words?, text: text? })
    })?;
    Some(criteria)
}

fn review(node: Node<'_>, report: &mut Report<'_>) -> Option<Review> {
    let mut fields = Fields::of(node, report)?;
    let by = fields.required("by", report, text);
    let url = fields.required("url", report, url);
    fields.finish(report);
    Some(Review { by: by?, url: url? })
}

fn approvals(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<(Approver, Date)>> {
    let mut fields = Fields::of(node, report)?;
    let keys =
        [("business", Approver::Business), ("finance", Approver::Finance), ("procurement", Approver::Procurement)];
    let given = keys.into_iter().filter_map(|(key, by)| Some((by, fields.optional(key, report, date)?))).collect();
    fields.finish(report);
    Some(given)
}

fn amendment(node: Node<'_>, clock: Clockwork<'_>, report: &mut Report<'_>) -> Option<Amendment> {
    let mut fields = Fields::of(node, report)?;
    let date = fields.required("date", report, date);
    let was = fields.optional("was", report, |node, report| changes(node, clock, report));
    let text = bilingual_fields(&mut fields, report);
    fields.finish(report);
    Some(Amendment { date: date?, was: was.unwrap_or_default(), text: text? })
}

fn changes(node: Node<'_>, clock: Clockwork<'_>, report: &mut Report<'_>) -> Option<Vec<Change>> {
    let mut fields = Fields::of(node, report)?;
    let f = &mut fields;
    let was = [
        f.optional("closes", report, |n, r| clock.instant(n, r)).map(Change::Closes),
        f.optional("questions_close", report, |n, r| clock.instant(n, r)).map(Change::QuestionsClose),
        f.optional("selection", report, date).map(Change::Selection),
        f.optional("starts", report, date).map(Change::Starts),
        f.optional("delivers", report, date).map(Change::Delivers),
        f.optional("value", report, amount).map(Change::Value),
        f.optional("hours", report, whole).map(Change::Hours),
    ];
    fields.finish(report);
    Some(was.into_iter().flatten().collect())
}

/// The outcome that the facts record; what comes later in an opportunity's life prevails.
fn outcome(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Outcome> {
    let award = fields.optional("award", report, award);
    let delivery = fields.optional("delivery", report, delivery);
    let not_delivered = fields.optional("not_delivered", report, ending);
    let not_awarded = fields.optional("not_awarded", report, ending);
    let cancelled = fields.optional("cancelled", report, ending);
    let missing_award = award.is_none() && !fields.present("award");
    for key in ["delivery", "not_delivered"] {
        if missing_award && fields.present(key) {
            fields.problem(key, report, Problem::MissingKey { key: "award" });
        }
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
    let mut fields = Fields::of(node, report)?;
    let supplier = fields.required("supplier", report, text);
    let date = fields.required("date", report, date);
    let value = fields.optional("value", report, amount);
    let proposals = fields.optional("proposals", report, whole);
    let reserve = fields.optional("reserve", report, whole);
    fields.finish(report);
    Some(Award { supplier: supplier?, date: date?, value, proposals, reserve })
}

fn delivery(node: Node<'_>, report: &mut Report<'_>) -> Option<Delivery> {
    let mut fields = Fields::of(node, report)?;
    let date = fields.required("date", report, date);
    let repository = fields.optional("repository", report, url);
    fields.finish(report);
    Some(Delivery { date: date?, repository })
}

fn ending(node: Node<'_>, report: &mut Report<'_>) -> Option<Ending> {
    let mut fields = Fields::of(node, report)?;
    let date = fields.optional("date", report, date);
    let reason = bilingual_fields(&mut fields, report);
    fields.finish(report);
    Some(Ending { date, reason: reason? })
}

/// Parses the published questions and answers of an opportunity.
pub(super) fn questions(source: &Source, problems: &mut Vec<Diagnostic>) -> Vec<Answered> {
    decode::file(source, problems, |node, report| list(node, report, answered)).unwrap_or_default()
}

fn answered(node: Node<'_>, report: &mut Report<'_>) -> Option<Answered> {
    let mut fields = Fields::of(node, report)?;
    let _asked = fields.optional("asked", report, date);
    let date = fields.optional("answered", report, date);
    let question = fields.required("question", report, bilingual);
    let answer = fields.required("answer", report, bilingual);
    fields.finish(report);
    Some(Answered { date, question: question?, answer: answer? })
}
