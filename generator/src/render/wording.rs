//! The texts that the generator puts on pages: table `[site]` of the theme's strings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Fact, Kind, Status};

/// The texts of one language.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SiteWording {
    pub(crate) home: String,
    pub(crate) lists: Lists,
    pub(crate) status: StatusNames,
    /// The same for several opportunities.
    pub(crate) statuses: StatusNames,
    pub(crate) facts: FactNames,
    pub(crate) headings: Headings,
    pub(crate) text: Sentences,
    pub(crate) search: SearchWords,
    pub(crate) calendar: CalendarWords,
    pub(crate) feeds: Feeds,
    pub(crate) articles: Articles,
    pub(crate) pictures: Pictures,
}

/// The strings of `[site]` and `[plurals]` with placeholders, and those that are filled in: each is where its string is used.
pub(crate) const PLACEHOLDERS: &[(&str, &[&str])] = &[
    ("plurals.opportunities", &["n"]),
    ("plurals.open", &["n"]),
    ("plurals.more", &["n"]),
    ("plurals.results", &["n"]),
    ("plurals.found", &["n"]),
    ("plurals.days_left", &["n"]),
    ("plurals.hours_left", &["n"]),
    ("plurals.minutes_left", &["n"]),
    ("plurals.words_left", &["n"]),
    ("plurals.words_over", &["n"]),
    ("site.text.before_taxes", &["amount"]),
    ("site.text.hours", &["n"]),
    ("site.text.rate", &["amount"]),
    ("site.text.effort", &["duration"]),
    ("site.text.words_limit", &["n"]),
    ("site.text.ask_until", &["instant"]),
    ("site.text.overdue_selection", &["date"]),
    ("site.text.overdue_outcome", &["date"]),
    ("site.text.overdue_delivery", &["date"]),
    ("site.text.overdue_payment", &["date"]),
    ("site.text.overdue_answers", &["date"]),
    ("site.text.opens_later", &["date"]),
    ("site.text.whole_list", &["list"]),
    ("site.text.page_title", &["title", "n"]),
    ("site.text.page_description", &["title", "n", "count"]),
    ("site.text.archive_title", &["year"]),
    ("site.text.archive_description", &["year"]),
    ("site.text.skill_description", &["skill"]),
    ("site.text.review_by", &["name"]),
    ("site.pictures.of_opportunity", &["title", "department", "price", "closes"]),
    ("site.pictures.of_cancelled", &["title", "department"]),
    ("site.pictures.of_site", &["site", "description"]),
    ("site.articles.note", &["n"]),
    ("site.articles.back", &["n"]),
    ("site.feeds.title", &["site"]),
    ("site.feeds.title_of", &["name", "site"]),
    ("site.feeds.calendar_title", &["site"]),
    ("site.feeds.calendar_title_of", &["name", "site"]),
    ("site.feeds.event", &["title"]),
    ("site.feeds.cancelled_event", &["title"]),
];

/// What the list of each kind is called, in menus and as a title, and its introduction.
#[derive(Debug, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, ListWords>")]
pub(crate) struct Lists(BTreeMap<Kind, ListWords>);

/// The tables of lists are not those of the kinds that have lists. Phrased as serde does for a struct.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ListsError {
    #[error("missing field `{0}`")]
    Missing(&'static str),
    #[error("unknown field `{0}`")]
    Unknown(String),
}

impl TryFrom<BTreeMap<String, ListWords>> for Lists {
    type Error = ListsError;

    fn try_from(mut tables: BTreeMap<String, ListWords>) -> Result<Self, Self::Error> {
        let words = Kind::listed().map(|kind| {
            let words = tables.remove(kind.plural()).ok_or(ListsError::Missing(kind.plural()))?;
            Ok((kind, words))
        });
        let lists = words.collect::<Result<_, _>>()?;
        match tables.into_keys().next() {
            Some(name) => Err(ListsError::Unknown(name)),
            None => Ok(Self(lists)),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListWords {
    pub(crate) title: String,
    pub(crate) description: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatusNames {
    draft: String,
    upcoming: String,
    open: String,
    evaluating: String,
    awarded: String,
    delivered: String,
    not_delivered: String,
    not_awarded: String,
    cancelled: String,
}

impl StatusNames {
    pub(crate) const fn of(&self, status: Status) -> &String {
        match status {
            Status::Draft => &self.draft,
            Status::Upcoming => &self.upcoming,
            Status::Open => &self.open,
            Status::Evaluating => &self.evaluating,
            Status::Awarded => &self.awarded,
            Status::Delivered => &self.delivered,
            Status::NotDelivered => &self.not_delivered,
            Status::NotAwarded => &self.not_awarded,
            Status::Cancelled => &self.cancelled,
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactNames {
    pub(crate) value: String,
    pub(crate) hours: String,
    pub(crate) rate: String,
    pub(crate) effort: String,
    pub(crate) posted: String,
    /// Of what will be posted.
    pub(crate) opens: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) closes: String,
    pub(crate) closed: String,
    pub(crate) would_have_closed: String,
    pub(crate) cancelled: String,
    pub(crate) questions_close: String,
    pub(crate) selection: String,
    pub(crate) starts: String,
    pub(crate) delivers: String,
    pub(crate) skills: String,
    pub(crate) repository: String,
    pub(crate) licence: String,
    pub(crate) terms: String,
    pub(crate) department: String,
    pub(crate) team: String,
    pub(crate) project: String,
    pub(crate) contact: String,
    pub(crate) website: String,
    pub(crate) abbreviation: String,
    pub(crate) supplier: String,
    pub(crate) awarded: String,
    pub(crate) price: String,
    pub(crate) proposals: String,
    pub(crate) reserve: String,
    pub(crate) delivered: String,
    pub(crate) paid: String,
    pub(crate) ended: String,
    pub(crate) work: String,
    pub(crate) business: String,
    pub(crate) finance: String,
    pub(crate) procurement: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Headings {
    /// Of the facts that are not at the top.
    pub(crate) details: String,
    pub(crate) acceptance: String,
    pub(crate) criteria: String,
    pub(crate) amendments: String,
    pub(crate) questions: String,
    pub(crate) outcome: String,
    pub(crate) reviews: String,
    pub(crate) approvals: String,
    pub(crate) proposal: String,
    pub(crate) opportunities: String,
    pub(crate) past_opportunities: String,
    pub(crate) open: String,
    pub(crate) upcoming: String,
}

/// Sentences, some with placeholders between braces.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentences {
    pub(crate) before_taxes: String,
    pub(crate) hours: String,
    pub(crate) rate: String,
    pub(crate) effort: String,
    pub(crate) draft: String,
    pub(crate) draft_banner: String,
    pub(crate) words_limit: String,
    pub(crate) criteria_intro: String,
    pub(crate) proposal_intro: String,
    pub(crate) ask_until: String,
    pub(crate) overdue_selection: String,
    pub(crate) overdue_outcome: String,
    pub(crate) overdue_delivery: String,
    pub(crate) overdue_payment: String,
    pub(crate) overdue_answers: String,
    pub(crate) opens_later: String,
    pub(crate) closed: String,
    pub(crate) cancelled: String,
    pub(crate) no_opportunity: String,
    pub(crate) no_current_opportunity: String,
    pub(crate) no_open: String,
    pub(crate) all_opportunities: String,
    pub(crate) whole_list: String,
    pub(crate) page_title: String,
    pub(crate) page_description: String,
    pub(crate) archive_title: String,
    pub(crate) archive_description: String,
    pub(crate) skill_description: String,
    pub(crate) outcome_awarded: String,
    pub(crate) outcome_delivered: String,
    pub(crate) review_by: String,
    pub(crate) for_teams: Audience,
    pub(crate) for_bidders: Audience,
    pub(crate) for_visitors: Audience,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchWords {
    pub(crate) title: String,
    pub(crate) description: String,
    /// The kind of plain pages.
    pub(crate) pages: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalendarWords {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) none: String,
}

/// What readers of a screen hear in a text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Articles {
    pub(crate) table: String,
    /// Of an item of a task list.
    pub(crate) done: String,
    pub(crate) to_do: String,
    /// The heading of the notes of a text.
    pub(crate) notes: String,
    /// A reference to a note, and the link back to it.
    pub(crate) note: String,
    pub(crate) back: String,
}

/// What is said instead of the picture of a shared link.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pictures {
    pub(crate) of_opportunity: String,
    pub(crate) of_cancelled: String,
    pub(crate) of_site: String,
}

/// What can be followed with other programs.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feeds {
    pub(crate) heading: String,
    pub(crate) atom: String,
    pub(crate) json: String,
    pub(crate) calendar: String,
    pub(crate) table: String,
    /// To the closing time of one opportunity.
    pub(crate) add_to_calendar: String,
    /// The name of the status of an entry.
    pub(crate) status: String,
    pub(crate) title: String,
    /// Of something's opportunities.
    pub(crate) title_of: String,
    pub(crate) calendar_title: String,
    pub(crate) calendar_title_of: String,
    pub(crate) event: String,
    pub(crate) cancelled_event: String,
}

/// What the home page offers to one kind of people.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Audience {
    pub(crate) heading: String,
    pub(crate) text: String,
    pub(crate) link: String,
}

impl SiteWording {
    /// The words of the list of a kind; empty if the kind has no list.
    pub(crate) fn list(&self, kind: Kind) -> &ListWords {
        static NONE: ListWords = ListWords { title: String::new(), description: String::new() };
        self.lists.0.get(&kind).unwrap_or(&NONE)
    }

    pub(crate) fn fact(&self, fact: Fact) -> &str {
        match fact {
            Fact::Department => &self.facts.department,
            Fact::Team => &self.facts.team,
            Fact::Project => &self.facts.project,
            Fact::Closes => &self.facts.closes,
            Fact::QuestionsClose => &self.facts.questions_close,
            Fact::Selection => &self.facts.selection,
            Fact::Starts => &self.facts.starts,
            Fact::Delivers => &self.facts.delivers,
            Fact::Value => &self.facts.value,
            Fact::Hours => &self.facts.hours,
            Fact::Skills => &self.facts.skills,
            Fact::Repository => &self.facts.repository,
            Fact::Licence => &self.facts.licence,
            Fact::Terms => &self.facts.terms,
            Fact::Acceptance => &self.headings.acceptance,
            Fact::Criteria => &self.headings.criteria,
            Fact::Award => &self.facts.supplier,
            Fact::Delivery => &self.facts.delivered,
            Fact::Payment => &self.facts.paid,
            Fact::NotDelivered | Fact::NotAwarded | Fact::Cancelled => &self.headings.outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(names: impl Iterator<Item = &'static str>) -> Result<Lists, ListsError> {
        let words = || ListWords { title: String::new(), description: String::new() };
        Lists::try_from(names.map(|name| (name.to_owned(), words())).collect::<BTreeMap<_, _>>())
    }

    #[test]
    fn every_kind_with_a_list_has_words_for_it_and_no_other_has() {
        let names = || Kind::listed().map(Kind::plural);
        assert!(lists(names()).is_ok());
        assert!(matches!(lists(names().filter(|name| *name != "news")), Err(ListsError::Missing("news"))));
        assert!(matches!(lists(names().chain(["pages"])), Err(ListsError::Unknown(name)) if name == "pages"));
    }
}
