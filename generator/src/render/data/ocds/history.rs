//! The releases of an opportunity: one for each day on which something became known of it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use super::difference::{difference, with_the_rest};
use super::facts::{Facts, Posted};
use super::format::{Amendment, Process, Tag};
use super::kept::keep;
use super::process::{Amendments, Place, process};
use super::tags::tags;
use crate::model::{self, Fact, Opportunity};

/// What became known of a process on a day, or what is known of it in all.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Release {
    ocid: String,
    id: String,
    pub(super) date: Timestamp,
    tag: Vec<Tag>,
    initiation_type: &'static str,
    /// That of texts without a suffix.
    language: &'static str,
    #[serde(flatten)]
    process: Map<String, Value>,
}

/// All releases of a process, the oldest first, and what comes of merging them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record {
    ocid: String,
    pub(super) releases: Vec<Release>,
    compiled_release: Release,
}

impl Release {
    fn new(ocid: &str, id: String, date: Timestamp, tag: Vec<Tag>, process: Map<String, Value>) -> Self {
        Self { ocid: ocid.to_owned(), id, date, tag, initiation_type: "tender", language: "en", process }
    }
}

/// What happened to an opportunity so far; `None` if it is a draft, or nothing did.
pub(super) fn record(place: Place<'_>, prefix: &str, opportunity: &Opportunity) -> Option<Record> {
    let today = place.0.index.today;
    let posted = Posted::new(opportunity, today)?;
    let ocid = format!("{prefix}-{}", opportunity.id);
    let id_of = |day: Date| format!("{ocid}-{day}");
    let mut releases: Vec<Release> = Vec::new();
    let mut amendments = DatedAmendments { place, opportunity, made: Vec::new() };
    let mut known: Option<(Process, Value)> = None;
    for day in posted.days(today) {
        amendments.make(day, releases.last().map(|release| release.id.as_str()), &id_of(day));
        let facts = posted.on(day, amendments.made.len());
        let mut process = process(place, &facts, amendments.so_far(&facts));
        let (before, value_before) =
            known.as_ref().map_or((None, &Value::Null), |(before, value)| (Some(before), value));
        if let Some(before) = before {
            keep(before, &mut process);
        }
        let value = serde_json::to_value(&process).unwrap_or_default();
        // Whoever reads no other release finds everything in that of the posting.
        let is_whole = day == posted.schedule.posted;
        let news = difference(value_before, &value);
        let news = news.map(|news| if is_whole { with_the_rest(news, &value) } else { news });
        if let Some(Value::Object(news)) = news {
            releases.push(Release::new(&ocid, id_of(day), place.start_of(day), tags(before, &process), news));
        }
        known = Some((process, value));
    }
    let (Some((_, Value::Object(process))), Some(last)) = (known, releases.last()) else { return None };
    let id = format!("{ocid}-{}", last.date);
    let compiled_release = Release::new(&ocid, id, last.date, vec![Tag::Compiled], process);
    Some(Record { ocid, releases, compiled_release })
}

/// The amendments of an opportunity, each with the releases before it and with it.
struct DatedAmendments<'d> {
    place: Place<'d>,
    opportunity: &'d Opportunity,
    made: Vec<Amendment>,
}

impl DatedAmendments<'_> {
    /// Adds those that were made up to a day.
    fn make(&mut self, day: Date, before: Option<&str>, release: &str) {
        let new = self.opportunity.amendments.iter().enumerate().skip(self.made.len());
        for (index, amendment) in new.take_while(|(_, amendment)| amendment.date <= day) {
            let facts = amendment.was.iter().map(|(fact, _)| fact.key());
            let texts = amendment.texts.iter().map(|text| text.id());
            self.made.push(Amendment {
                id: (index + 1).to_string(),
                date: self.place.start_of(amendment.date),
                rationale: amendment.text.en.clone(),
                rationale_fr: amendment.text.fr.clone(),
                description: facts.chain(texts).collect::<Vec<_>>().join(", "),
                amends_release_id: before.map(str::to_owned),
                release_id: release.to_owned(),
            });
        }
    }

    /// Those that were made, by what they amend: a correction of an outcome is one of the award or of the contract.
    fn so_far(&self, facts: &Facts<'_>) -> Amendments {
        let has_award = facts.award().is_some();
        let has_contract = has_award && (facts.delivery().is_some() || facts.ending(Fact::NotDelivered).is_some());
        let mut amendments = Amendments::default();
        for (made, amendment) in self.made.iter().zip(&self.opportunity.amendments) {
            let list = match amended(amendment) {
                Some(Fact::Award) if has_award => &mut amendments.award,
                Some(Fact::Delivery | Fact::NotDelivered | Fact::Payment) if has_contract => &mut amendments.contract,
                _ => &mut amendments.tender,
            };
            list.push(made.clone());
        }
        amendments
    }
}

/// The outcome that an amendment corrects, if it changes nothing else.
fn amended(amendment: &model::Amendment) -> Option<Fact> {
    let [(fact, _)] = amendment.was.as_slice() else { return None };
    (fact.is_outcome() && amendment.texts.is_empty()).then_some(*fact)
}
