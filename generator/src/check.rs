//! From what was parsed to a checked site, or to everything that is wrong with it.
//!
//! Facts are checked first, item by item, and then the site that they make; texts, which do not fit in memory, one item at
//! a time. A rule is a function that returns diagnostics; [`settle`] drops those that another one makes pointless.

mod facts;
mod files;
pub(crate) mod history;
mod numbers;
mod pair;
mod parity;
mod phrase;
mod scan;
mod settle;
mod site;
mod telephone;
mod text;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Item, Site};
use crate::parse::{Shared, Sources, Text};
use crate::read::{Entry, Segment, Target};
pub(crate) use facts::first_near_day;
use phrase::Phrase;
pub(crate) use settle::settle;
pub(crate) use site::{overdue, rule as site};
pub(crate) use text::{SECTIONS, TextsContext, linked_opportunity, section_of};

/// A site in whose facts nothing is wrong. Only [`accept`] makes one.
#[derive(Debug)]
pub(crate) struct CheckedSite(Site);

impl std::ops::Deref for CheckedSite {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.0
    }
}

impl CheckedSite {
    /// The site to change, which is no longer a checked one.
    pub(crate) fn release(self) -> Site {
        self.0
    }
}

/// The site as a checked one.
///
/// # Errors
/// The site as it is, if one of the diagnostics of its facts is an error.
pub(crate) fn accept(site: Site, diagnostics: &[Diagnostic]) -> Result<CheckedSite, Box<Site>> {
    if has_errors(diagnostics) { Err(Box::new(site)) } else { Ok(CheckedSite(site)) }
}

/// Whether something keeps the site from being published.
pub(crate) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// The rules for the files, the facts and the front matter of one item, which is `None` if it cannot be read.
pub(crate) fn item(
    entry: &Entry,
    item: Option<&Item>,
    sources: &Sources,
    shared: &Shared,
    now: Timestamp,
) -> Vec<Diagnostic> {
    let mut diagnostics = files::rule(entry);
    diagnostics.extend(sources.facts_files().flat_map(text::whole_file));
    let Some(item) = item else { return diagnostics };
    diagnostics.extend(facts::rule(item, sources, &shared.settings, now));
    let phrases = phrase::front_matter(item.prose(), sources).into_iter().chain(phrase::facts(item, sources));
    diagnostics.extend(phrases.flat_map(|pair| pair::rule(&pair, item.is_published())));
    diagnostics
}

/// What checking the texts of an item found out.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct CheckedTexts {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// How many words each has.
    pub(crate) words: Bilingual<usize>,
    /// The ids of the opportunities that they link to.
    pub(crate) linked_opportunities: Vec<String>,
    /// What a search finds in them; empty for what is over, which is found by its facts.
    pub(crate) found_by: Bilingual<String>,
}

/// The rules for the texts of one item, as far as they could be read.
pub(crate) fn texts(context: &TextsContext<'_>, texts: Bilingual<Option<&Text<'_>>>) -> CheckedTexts {
    let mut checked = CheckedTexts::default();
    let phrases = texts.map(|text| text.map(phrases_of).unwrap_or_default());
    let mut are_complete = true;
    for lang in Lang::BOTH {
        let Some(text) = *texts.get(lang) else { continue };
        let phrases = phrases.get(lang);
        let diagnostics = text::rule(context, text, phrases);
        // What a missing section holds would be missing too, and so would what is still to be written.
        are_complete &= !diagnostics.iter().any(|diagnostic| INCOMPLETE.contains(&diagnostic.code()));
        checked.diagnostics.extend(diagnostics);
        checked.linked_opportunities.extend(text::linked_opportunities(text));
        let words = phrases.iter().map(|phrase| phrase.scan.words).sum();
        *checked.words.get_mut(lang) = words;
        if context.item.is_some_and(|item| !item.is_over()) {
            *checked.found_by.get_mut(lang) = text.distinct_words();
        }
    }
    if let (Some(en), Some(fr), true) = (texts.en, texts.fr, are_complete) {
        checked.diagnostics.extend(parity::rule(Bilingual { en, fr }, &phrases));
    }
    checked.diagnostics.extend(long_proposal(context, checked.words));
    checked
}

/// The two versions of a text that lacks something are not compared.
const INCOMPLETE: [Code; 7] =
    [Code::E0113, Code::E0501, Code::E0502, Code::E0503, Code::E0504, Code::W0508, Code::E0509];

/// A proposal that takes too long, at the criterion that asks for the most words.
fn long_proposal(context: &TextsContext<'_>, words: Bilingual<usize>) -> Option<Diagnostic> {
    let opportunity = context.item?.as_opportunity()?;
    let thresholds = context.shared.settings.checks.of(&opportunity.department);
    let problem = facts::proposal(opportunity, words, thresholds)?;
    let (longest, _) = opportunity.criteria.iter().enumerate().max_by_key(|(_, criterion)| criterion.max_words)?;
    let path = vec![Segment::Key("criteria"), Segment::Index(longest), Segment::Key("max_words")];
    Some(site::located(context.root, &opportunity.id, &Target::Value(path), problem))
}

fn phrases_of<'t>(text: &'t Text<'t>) -> Vec<Phrase<'t>> {
    text.passages().map(|passage| Phrase::of(text, passage)).collect()
}
