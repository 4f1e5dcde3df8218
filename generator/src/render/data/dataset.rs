//! Every opportunity that was ever posted, for programs: as one JSON file, with its JSON Schema.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::Each;
use crate::model::{self, Dataset as Address, Fact, Kind, Outcome};
use crate::render::context::SiteContext;

/// All opportunities that were ever posted on this exchange, with what came of them.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Opportunities", deny_unknown_fields)]
struct Dataset<'d> {
    /// The address of this schema.
    #[serde(rename = "$schema")]
    schema: String,
    /// Open ones first, by closing; then those to come and those under evaluation; then the past ones, the latest first.
    opportunities: Vec<Opportunity<'d>>,
}

/// A date, as `2027-01-19`.
#[derive(Serialize)]
struct Day(Date);

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// An instant, as `2027-01-19T19:00:00Z`.
#[derive(Serialize)]
struct Instant(Timestamp);

impl JsonSchema for Instant {
    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// A text in both official languages.
#[derive(Serialize, JsonSchema)]
#[schemars(inline, deny_unknown_fields)]
struct Both<'d> {
    en: &'d str,
    fr: &'d str,
}

impl<'d> From<&'d Bilingual<String>> for Both<'d> {
    fn from(text: &'d Bilingual<String>) -> Self {
        Self { en: &text.en, fr: &text.fr }
    }
}

/// Addresses of the same page in both official languages.
#[derive(Serialize, JsonSchema)]
#[schemars(inline, deny_unknown_fields)]
struct Urls {
    #[schemars(url)]
    en: String,
    #[schemars(url)]
    fr: String,
}

/// Something that has a page of its own.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Named<'d> {
    /// Stays the same for good.
    id: &'d str,
    name: Both<'d>,
    url: Urls,
}

/// A small open-source contract at a fixed price.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Opportunity<'d> {
    /// Stays the same for good.
    id: &'d str,
    /// At the time when this file was made. Before acting on it, compare `opens` and `closes` with the clock.
    status: Status,
    title: Both<'d>,
    summary: Both<'d>,
    url: Urls,
    department: Named<'d>,
    team: Named<'d>,
    project: Option<Named<'d>>,
    /// The fixed price in Canadian dollars, before taxes.
    value_cad: f64,
    /// Estimated hours of work.
    hours: Option<u32>,
    /// The day on which it is on the site for the first time.
    posted: Day,
    /// The first instant at which proposals are received.
    opens: Instant,
    /// Proposals are received before this instant.
    closes: Instant,
    /// Until when questions are answered.
    questions_close: Option<Instant>,
    /// When the supplier is selected.
    selection: Option<Day>,
    starts: Option<Day>,
    delivers: Option<Day>,
    /// The latest day on which what its page says changed.
    modified: Option<Day>,
    skills: Vec<Named<'d>>,
    /// Where the code is.
    #[schemars(url)]
    repository: Option<&'d str>,
    /// SPDX expression.
    licence: &'d str,
    /// The terms and conditions that apply.
    terms: Named<'d>,
    /// Standard work acceptance criteria.
    acceptance: Vec<Both<'d>>,
    /// Evaluation criteria: each is passed or failed.
    criteria: Vec<Criterion<'d>>,
    /// The oldest first.
    amendments: Vec<Amendment<'d>>,
    /// Published questions with their answers, the oldest first.
    questions: Vec<Question<'d>>,
    award: Option<Award<'d>>,
    /// The acceptance of the work.
    delivery: Option<Delivery<'d>>,
    /// When the supplier was paid.
    paid: Option<Day>,
    /// Why it ended without an award or a delivery.
    ending: Option<Ending<'d>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Status {
    /// Receives proposals.
    Open,
    /// Will receive proposals.
    Upcoming,
    /// Closed, no outcome recorded.
    Evaluating,
    /// A supplier was chosen.
    Awarded,
    /// The work was accepted.
    Delivered,
    /// The contract ended without delivery.
    NotDelivered,
    /// Closed with no winner.
    NotAwarded,
    /// Withdrawn by its team.
    Cancelled,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Criterion<'d> {
    id: &'d str,
    text: Both<'d>,
    /// How many words an answer may have.
    max_words: u32,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Amendment<'d> {
    date: Day,
    text: Both<'d>,
    /// The facts that it changed, by their keys in the content.
    facts: Vec<&'static str>,
    /// The parts of the text that it changed.
    texts: Vec<&'static str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Question<'d> {
    asked: Option<Day>,
    answered: Option<Day>,
    question: Both<'d>,
    /// In Markdown; null as long as there is none.
    answer: Option<Both<'d>>,
}

/// The choice of a supplier.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Award<'d> {
    date: Day,
    supplier: &'d str,
    /// The price of the contract in Canadian dollars, before taxes, if it is not that of the opportunity.
    value_cad: Option<f64>,
    /// How many proposals were received.
    proposals: Option<u32>,
    /// The reference numbers of the proposals drawn in reserve, in their order.
    reserve: &'d [String],
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Delivery<'d> {
    date: Day,
    /// Where the work is.
    #[schemars(url)]
    repository: Option<&'d str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Ending<'d> {
    date: Option<Day>,
    reason: Both<'d>,
}

/// Writes the file of all opportunities, one after the other: they are never in memory as a whole.
///
/// # Errors
/// If `to` cannot be written.
pub(super) fn write(context: &SiteContext<'_>, mut to: impl Write) -> io::Result<()> {
    /// As [`Dataset`].
    #[derive(Serialize)]
    struct Written<T> {
        #[serde(rename = "$schema")]
        schema: String,
        opportunities: T,
    }
    let all = || context.index.opportunities().all().iter();
    let opportunities = Each(|| all().filter_map(|item| opportunity(context, item)));
    let written = Written { schema: address(context, Address::JsonSchema.url()), opportunities };
    serde_json::to_writer_pretty(&mut to, &written)?;
    to.write_all(b"\n")
}

/// Its JSON Schema (draft 2020-12).
pub(super) fn schema(context: &SiteContext<'_>) -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Dataset<'_>>();
    schema.insert("$id".into(), address(context, Address::JsonSchema.url()).into());
    pretty(&schema)
}

/// A value as JSON that a person can read, too.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Neither a map with other keys than texts nor a number that JSON lacks is in any of these values.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn address(context: &SiteContext<'_>, url: &str) -> String {
    [&context.site.settings.base_url, url].concat()
}

/// `None` for a draft.
fn opportunity<'d>(context: &SiteContext<'d>, item: &'d model::Opportunity) -> Option<Opportunity<'d>> {
    let schedule = item.schedule?;
    let named = |kind, id: &'d str| named(context, kind, id);
    let (title, summary) =
        (item.prose.as_ref().map(|prose| &prose.title), item.prose.as_ref().map(|prose| &prose.summary));
    let outcome = item.outcome.as_ref();
    Some(Opportunity {
        id: &item.id,
        status: status(context, item)?,
        title: Both { en: title.en, fr: title.fr },
        summary: Both { en: summary.en, fr: summary.fr },
        url: urls(context, Kind::Opportunity, &item.id),
        department: named(Kind::Department, &item.department),
        team: named(Kind::Team, &item.team),
        project: item.project.as_deref().map(|id| named(Kind::Project, id)),
        value_cad: dollars(item.value),
        hours: item.hours,
        posted: Day(schedule.posted),
        opens: Instant(schedule.opens),
        closes: Instant(schedule.closes),
        questions_close: item.questions_close.map(Instant),
        selection: item.selection.map(Day),
        starts: item.starts.map(Day),
        delivers: item.delivers.map(Day),
        modified: context.index.modified(item).map(Day),
        skills: item.skills.iter().map(|id| named(Kind::Skill, id)).collect(),
        repository: item.repository.as_deref(),
        licence: &item.licence,
        terms: named(Kind::Terms, &item.terms),
        acceptance: item.acceptance.iter().filter_map(|id| context.site.acceptance.get(id)).map(Both::from).collect(),
        criteria: item.criteria.iter().map(criterion).collect(),
        amendments: item.amendments.iter().map(amendment).collect(),
        questions: item.questions.iter().map(question).collect(),
        award: item.award().map(award),
        delivery: outcome.and_then(delivery),
        paid: item.payment.map(Day),
        ending: outcome.and_then(ending),
    })
}

fn named<'d>(context: &SiteContext<'d>, kind: Kind, id: &'d str) -> Named<'d> {
    let name = context.site.title(kind, id);
    let name = Bilingual::from_fn(|lang: Lang| name.as_ref().map_or(id, |name| name.get(lang)));
    Named { id, name: Both { en: name.en, fr: name.fr }, url: urls(context, kind, id) }
}

fn urls(context: &SiteContext<'_>, kind: Kind, id: &str) -> Urls {
    let url = |lang| address(context, context.index.urls.of(kind, id).get(lang));
    Urls { en: url(Lang::En), fr: url(Lang::Fr) }
}

fn status(context: &SiteContext<'_>, item: &model::Opportunity) -> Option<Status> {
    Some(match context.index.status(item) {
        model::Status::Open => Status::Open,
        model::Status::Upcoming => Status::Upcoming,
        model::Status::Evaluating => Status::Evaluating,
        model::Status::Awarded => Status::Awarded,
        model::Status::Delivered => Status::Delivered,
        model::Status::NotDelivered => Status::NotDelivered,
        model::Status::NotAwarded => Status::NotAwarded,
        model::Status::Cancelled => Status::Cancelled,
        model::Status::Draft => return None,
    })
}

/// Cents are exact up to 2^53 of them.
fn dollars(amount: Cents) -> f64 {
    amount.0 as f64 / 100.0
}

fn criterion(criterion: &model::Criterion) -> Criterion<'_> {
    Criterion { id: &criterion.id, text: (&criterion.text).into(), max_words: criterion.max_words }
}

fn amendment(amendment: &model::Amendment) -> Amendment<'_> {
    Amendment {
        date: Day(amendment.date),
        text: (&amendment.text).into(),
        facts: amendment.was.iter().map(|(fact, _)| Fact::key(*fact)).collect(),
        texts: amendment.texts.iter().map(|part| part.id()).collect(),
    }
}

fn question(answered: &model::Answered) -> Question<'_> {
    Question {
        asked: answered.asked.map(Day),
        answered: answered.answered.map(Day),
        question: (&answered.question).into(),
        answer: answered.answer.as_ref().map(Into::into),
    }
}

fn award(award: &model::Award) -> Award<'_> {
    Award {
        date: Day(award.date),
        supplier: &award.supplier,
        value_cad: award.value.map(dollars),
        proposals: award.proposals,
        reserve: &award.reserve,
    }
}

fn delivery(outcome: &Outcome) -> Option<Delivery<'_>> {
    match outcome {
        Outcome::Delivered(_, delivery) => {
            Some(Delivery { date: Day(delivery.date), repository: delivery.repository.as_deref() })
        }
        _ => None,
    }
}

fn ending(outcome: &Outcome) -> Option<Ending<'_>> {
    match outcome {
        Outcome::NotDelivered(_, ending) | Outcome::NotAwarded(ending) | Outcome::Cancelled(ending) => {
            Some(Ending { date: ending.date.map(Day), reason: (&ending.reason).into() })
        }
        _ => None,
    }
}
