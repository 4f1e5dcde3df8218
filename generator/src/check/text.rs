//! The rules for a text, and for any phrase of it.

mod anonymity;
mod by_email;
pub(super) mod hidden;
pub(super) mod language;
mod markup;
mod notes;
mod privacy;
mod references;
mod sections;
mod spelling;
mod structure;
mod substance;
mod typography;
mod unfinished;
pub(super) mod wording;

use std::path::Path;

use super::phrase::Phrase;
use crate::diagnostic::Diagnostic;
use crate::model::{Item, Kind};
use crate::parse::{Shared, Text};
use crate::read::{Entry, Source};
pub(super) use references::linked_opportunities;
pub(crate) use references::linked_opportunity;
pub(super) use sections::Sections;
pub(crate) use sections::{SECTIONS, section_of};

/// An item whose texts are to be checked.
pub(crate) struct TextsContext<'a> {
    pub(crate) entry: &'a Entry,
    /// `None` if its facts or its front matter cannot be read.
    pub(crate) item: Option<&'a Item>,
    pub(crate) shared: &'a Shared,
    pub(crate) root: &'a Path,
}

/// The rules for a file, whatever it says.
pub(super) fn whole_file(source: &Source) -> Vec<Diagnostic> {
    [privacy::rule(source), hidden::rule(source)].concat()
}

/// The rules for one text.
pub(super) fn rule(context: &TextsContext<'_>, text: &Text<'_>, phrases: &[Phrase<'_>]) -> Vec<Diagnostic> {
    let TextsContext { entry, item, shared, .. } = context;
    let opportunity = item.and_then(Item::as_opportunity);
    let mut diagnostics = whole_file(text.source);
    diagnostics.extend(references::rule(text, &entry.files, shared));
    diagnostics.extend(structure::rule(text, phrases));
    diagnostics.extend(markup::rule(text, phrases));
    diagnostics.extend(notes::rule(text, phrases));
    if entry.kind == Kind::Opportunity {
        let sections = Sections::of(text);
        diagnostics.extend(sections.rule());
        if let Some(opportunity) = opportunity {
            let thresholds = shared.settings.checks.of(&opportunity.department);
            diagnostics.extend(substance::rule(text, &sections, phrases, thresholds));
        }
    }
    // A draft is not published: what it lacks is a reminder.
    let posted = item.is_none_or(Item::is_published);
    diagnostics.extend(phrases.iter().flat_map(|phrase| self::phrase(phrase, posted)));
    diagnostics
}

/// The rules for any phrase.
pub(super) fn phrase(phrase: &Phrase<'_>, posted: bool) -> impl Iterator<Item = Diagnostic> {
    wording::rule(phrase, posted)
        .into_iter()
        .chain(unfinished::rule(phrase, posted))
        .chain(by_email::rule(phrase))
        .chain(anonymity::rule(phrase))
        .chain(language::rule(phrase))
        .chain(typography::rule(phrase))
        .chain(spelling::rule(phrase))
        .chain(notes::in_answer(phrase))
}
