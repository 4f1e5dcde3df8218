//! From what was parsed to a checked site, or to everything that is wrong with it.
//!
//! Facts are checked first, item by item, and then the site that they make; texts, which do not fit in memory, one item at
//! a time. A rule is a function that returns diagnostics; [`settle`] drops those that another one makes pointless.

mod accountability;
mod anonymity;
mod by_email;
mod custody;
mod difference;
pub(crate) mod distant;
mod facts;
mod fairness;
mod files;
mod hidden;
pub(crate) mod history;
mod language;
mod late;
mod markup;
mod numbers;
mod open_source;
mod opportunity;
mod outcomes;
mod overdue;
mod parity;
mod past;
mod phrase;
mod posted;
mod posted_answers;
mod posted_text;
mod privacy;
mod record;
mod references;
mod scan;
mod sections;
mod settle;
mod shared_text;
mod site;
mod spelling;
mod splitting;
mod stale_translation;
mod structure;
mod substance;
mod telephone;
mod thresholds;
mod typography;
mod unamended;
mod unfinished;
mod wording;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Item, Kind, Site};
use crate::parse::{Shared, Sources, Text};
use crate::read::{ContentTree, Entry, Segment, Source, Target};
use opportunity::{Facts, OpportunityContext};
pub(crate) use overdue::rule as overdue;
use phrase::Phrase;
pub(crate) use references::linked_opportunity;
use sections::Sections;
pub(crate) use sections::{SECTIONS, section_of};
pub(crate) use settle::settle;

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

/// The facts of an opportunity, relative to the site's root.
pub(crate) fn facts_of(id: &str) -> PathBuf {
    Kind::Opportunity.folder(id).join("opportunity.yaml")
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
    diagnostics.extend(sources.facts_files().flat_map(whole_file));
    let Some(item) = item else { return diagnostics };
    let opportunity = item.as_opportunity();
    let mut phrases = phrase::front_matter(item.prose(), sources);
    if let (Some(opportunity), Some(facts)) = (opportunity, &sources.facts) {
        phrases.extend(phrase::facts(opportunity, sources));
        let context = OpportunityContext { opportunity, facts: Facts(facts), settings: &shared.settings, now };
        diagnostics.extend(opportunity_rules(&context, sources));
    }
    if let (Item::News(news), Some(facts)) = (item, &sources.facts) {
        let today = shared.settings.zone.civil(now).date();
        diagnostics.extend(distant::news(news.date, today, Facts(facts)));
    }
    if let Some(facts) = &sources.facts {
        diagnostics.extend(open_source::rule(item, Facts(facts), &shared.settings));
    }
    let posted = opportunity.is_none_or(|opportunity| opportunity.schedule.is_some());
    diagnostics.extend(phrases.iter().flat_map(|pair| pair_rules(pair, posted)));
    diagnostics
}

fn opportunity_rules(context: &OpportunityContext<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let questions = sources.questions.as_ref().map(|source| record::questions(context, Facts(source)));
    let rules = [
        facts::dates(context),
        distant::steps(context).into_iter().collect(),
        facts::price(context),
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

/// The rules for the site as a whole, besides those for each item.
pub(crate) fn site(root: &Path, tree: &ContentTree, shared: &Shared, site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = files::strays(tree).collect();
    diagnostics.extend(site::menu(root, shared));
    diagnostics.extend(thresholds::rule(root, &shared.settings));
    diagnostics.extend(site::same_urls(root, site));
    for (kind, list) in [(Kind::Skill, &shared.skills), (Kind::Acceptance, &shared.acceptance)] {
        diagnostics.extend(site::list(root, kind, list));
    }
    diagnostics.extend(custody::rule(root, site));
    diagnostics.extend(splitting::rule(root, site));
    diagnostics
}

/// An item whose texts are to be checked.
pub(crate) struct TextsContext<'a> {
    pub(crate) entry: &'a Entry,
    /// `None` if its facts or its front matter cannot be read.
    pub(crate) item: Option<&'a Item>,
    pub(crate) shared: &'a Shared,
    pub(crate) root: &'a Path,
}

/// What checking the texts of an item found out.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct CheckedTexts {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// How many words each has.
    pub(crate) words: Bilingual<usize>,
    /// The ids of the opportunities that they link to.
    pub(crate) linked_opportunities: Vec<String>,
}

/// The rules for the texts of one item, as far as they could be read.
pub(crate) fn texts(context: &TextsContext<'_>, texts: Bilingual<Option<&Text<'_>>>) -> CheckedTexts {
    let mut checked = CheckedTexts::default();
    let phrases = texts.map(|text| text.map(phrases_of).unwrap_or_default());
    let mut are_complete = true;
    for lang in Lang::BOTH {
        let Some(text) = *texts.get(lang) else { continue };
        let phrases = phrases.get(lang);
        let diagnostics = text_rules(context, text, phrases);
        // What a missing section holds would be missing too, and so would what is still to be written.
        are_complete &= !diagnostics.iter().any(|diagnostic| INCOMPLETE.contains(&diagnostic.code()));
        checked.diagnostics.extend(diagnostics);
        checked.linked_opportunities.extend(references::linked_opportunities(text));
        let words = phrases.iter().map(|phrase| phrase.scan.words).sum();
        *checked.words.get_mut(lang) = words;
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

fn phrases_of<'t>(text: &'t Text<'t>) -> Vec<Phrase<'t>> {
    text.passages().map(|passage| Phrase::of(text, passage)).collect()
}

/// The rules for a file, whatever it says.
fn whole_file(source: &Source) -> Vec<Diagnostic> {
    [privacy::rule(source), hidden::rule(source)].concat()
}

/// The rules for one text.
fn text_rules(context: &TextsContext<'_>, text: &Text<'_>, phrases: &[Phrase<'_>]) -> Vec<Diagnostic> {
    let TextsContext { entry, item, shared, .. } = context;
    let opportunity = item.and_then(Item::as_opportunity);
    let mut diagnostics = whole_file(text.source);
    diagnostics.extend(references::rule(text, &entry.files, shared));
    diagnostics.extend(structure::rule(text, phrases));
    diagnostics.extend(markup::rule(text, phrases));
    if entry.kind == Kind::Opportunity {
        let sections = Sections::of(text);
        diagnostics.extend(sections.rule());
        if let Some(opportunity) = opportunity {
            let thresholds = shared.settings.checks.of(&opportunity.department);
            diagnostics.extend(substance::rule(text, &sections, phrases, thresholds));
        }
    }
    // A draft is not published: what it lacks is a reminder.
    let posted = opportunity.is_none_or(|opportunity| opportunity.schedule.is_some());
    diagnostics.extend(phrases.iter().flat_map(|phrase| phrase_rules(phrase, posted)));
    diagnostics
}

/// A proposal that takes too long, at the criterion that asks for the most words.
fn long_proposal(context: &TextsContext<'_>, words: Bilingual<usize>) -> Option<Diagnostic> {
    let opportunity = context.item?.as_opportunity()?;
    let thresholds = context.shared.settings.checks.of(&opportunity.department);
    let problem = fairness::proposal(opportunity, words, thresholds)?;
    let (longest, _) = opportunity.criteria.iter().enumerate().max_by_key(|(_, criterion)| criterion.max_words)?;
    let path = vec![Segment::Key("criteria"), Segment::Index(longest), Segment::Key("max_words")];
    Some(site::located(context.root, &opportunity.id, &Target::Value(path), problem))
}

/// The rules for a value in both languages.
fn pair_rules(pair: &Bilingual<Phrase<'_>>, posted: bool) -> Vec<Diagnostic> {
    let each = [&pair.en, &pair.fr].into_iter().flat_map(|phrase| phrase_rules(phrase, posted));
    each.chain(parity::values(pair)).collect()
}

/// The rules for any phrase.
fn phrase_rules(phrase: &Phrase<'_>, posted: bool) -> impl Iterator<Item = Diagnostic> {
    wording::rule(phrase, posted)
        .into_iter()
        .chain(unfinished::rule(phrase, posted))
        .chain(by_email::rule(phrase))
        .chain(anonymity::rule(phrase))
        .chain(language::rule(phrase))
        .chain(typography::rule(phrase))
        .chain(spelling::rule(phrase))
}
