//! The rules for the facts of one item.

mod accountability;
mod context;
mod dates;
mod distant;
mod fairness;
mod open_source;
mod outcomes;
mod price;
mod record;

use jiff::Timestamp;

use crate::diagnostic::Diagnostic;
use crate::model::{Item, Settings};
use crate::parse::Sources;
use context::{Facts, OpportunityContext};
pub(crate) use distant::first_near_day;
pub(super) use fairness::proposal;

pub(super) fn rule(item: &Item, sources: &Sources, settings: &Settings, now: Timestamp) -> Vec<Diagnostic> {
    let Some(source) = &sources.facts else { return Vec::new() };
    let facts = Facts(source);
    let mut diagnostics = match item {
        Item::Opportunity(opportunity) => {
            opportunity_rules(&OpportunityContext { opportunity, facts, settings, now }, sources)
        }
        Item::News(news) => distant::news(news.date, settings.zone.civil(now).date(), facts).into_iter().collect(),
        _ => Vec::new(),
    };
    diagnostics.extend(open_source::rule(item, facts, settings));
    diagnostics
}

fn opportunity_rules(context: &OpportunityContext<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let questions = sources.questions.as_ref().map(|source| record::questions(context, Facts(source)));
    let rules = [
        dates::rule(context),
        distant::steps(context).into_iter().collect(),
        price::rule(context),
        fairness::rule(context),
        accountability::rule(context),
        record::amendments(context),
        record::outcome(context),
        record::award(context),
        outcomes::rule(context),
        questions.unwrap_or_default(),
    ];
    rules.into_iter().flatten().collect()
}
