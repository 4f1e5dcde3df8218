//! The texts that the generator itself says, from the theme's strings, table `[site]`.

use serde::Deserialize;
use submit_fn::shared::format::{is_singular, number};
use submit_fn::shared::lang::Lang;

use crate::model::{Fact, Kind, Status};

/// The texts of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SiteWording {
    pub(crate) home: String,
    pub(crate) lists: Lists,
    pub(crate) status: StatusNames,
    pub(crate) facts: FactNames,
    pub(crate) headings: Headings,
    pub(crate) text: Sentences,
}

/// What the list of each kind is called, in menus and as a title, and its introduction.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lists {
    pub(crate) opportunities: ListWords,
    pub(crate) projects: ListWords,
    pub(crate) teams: ListWords,
    pub(crate) departments: ListWords,
    pub(crate) skills: ListWords,
    pub(crate) terms: ListWords,
    pub(crate) news: ListWords,
}

/// The words of one list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListWords {
    pub(crate) title: String,
    pub(crate) description: String,
}

/// The names of the statuses.
#[derive(Debug, Deserialize)]
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

/// The names of facts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactNames {
    pub(crate) value: String,
    pub(crate) hours: String,
    pub(crate) rate: String,
    pub(crate) effort: String,
    pub(crate) posted: String,
    pub(crate) closes: String,
    pub(crate) closed: String,
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
    pub(crate) ended: String,
    pub(crate) work: String,
    pub(crate) business: String,
    pub(crate) finance: String,
    pub(crate) procurement: String,
}

/// The headings of parts of pages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Headings {
    pub(crate) acceptance: String,
    pub(crate) criteria: String,
    pub(crate) amendments: String,
    pub(crate) questions: String,
    pub(crate) outcome: String,
    pub(crate) reviews: String,
    pub(crate) approvals: String,
    pub(crate) proposal: String,
    pub(crate) opportunities: String,
    pub(crate) projects: String,
    pub(crate) teams: String,
}

/// Sentences, some with a place for a value between braces.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentences {
    pub(crate) before_taxes: String,
    pub(crate) hours: String,
    pub(crate) rate: String,
    pub(crate) effort: String,
    pub(crate) draft: String,
    pub(crate) draft_banner: String,
    pub(crate) opportunity_one: String,
    pub(crate) opportunity_many: String,
    pub(crate) open_one: String,
    pub(crate) open_many: String,
    pub(crate) words_limit: String,
    pub(crate) criteria_intro: String,
    pub(crate) proposal_intro: String,
    pub(crate) opens_later: String,
    pub(crate) closed: String,
    pub(crate) cancelled: String,
    pub(crate) no_opportunity: String,
    pub(crate) skill_description: String,
    pub(crate) outcome_awarded: String,
    pub(crate) outcome_delivered: String,
    pub(crate) review_by: String,
    pub(crate) for_teams: Audience,
    pub(crate) for_bidders: Audience,
    pub(crate) for_visitors: Audience,
}

/// What the home page says to one kind of people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Audience {
    pub(crate) heading: String,
    pub(crate) text: String,
    pub(crate) link: String,
}

impl SiteWording {
    /// The words of the list of a kind; plain pages, which have no list, take the opportunities'.
    pub(crate) const fn list(&self, kind: Kind) -> &ListWords {
        match kind {
            Kind::Opportunity | Kind::Page | Kind::Acceptance => &self.lists.opportunities,
            Kind::Project => &self.lists.projects,
            Kind::Team => &self.lists.teams,
            Kind::Department => &self.lists.departments,
            Kind::Skill => &self.lists.skills,
            Kind::Terms => &self.lists.terms,
            Kind::News => &self.lists.news,
        }
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
            Fact::Posted => &self.facts.posted,
            Fact::Skills => &self.facts.skills,
            Fact::Repository => &self.facts.repository,
            Fact::Licence => &self.facts.licence,
            Fact::Terms => &self.facts.terms,
            Fact::Acceptance => &self.headings.acceptance,
            Fact::Criteria => &self.headings.criteria,
        }
    }

    pub(crate) const fn status(&self, status: Status) -> &String {
        match status {
            Status::Draft => &self.status.draft,
            Status::Upcoming => &self.status.upcoming,
            Status::Open => &self.status.open,
            Status::Evaluating => &self.status.evaluating,
            Status::Awarded => &self.status.awarded,
            Status::Delivered => &self.status.delivered,
            Status::NotDelivered => &self.status.not_delivered,
            Status::NotAwarded => &self.status.not_awarded,
            Status::Cancelled => &self.status.cancelled,
        }
    }

    /// `3 opportunities`.
    pub(crate) fn opportunities(&self, n: usize, lang: Lang) -> String {
        counted(n, lang, &self.text.opportunity_one, &self.text.opportunity_many)
    }

    /// `3 open opportunities`.
    pub(crate) fn open(&self, n: usize, lang: Lang) -> String {
        counted(n, lang, &self.text.open_one, &self.text.open_many)
    }
}

fn counted(n: usize, lang: Lang, one: &str, many: &str) -> String {
    let words = if is_singular(n as u64, lang) { one } else { many };
    words.replace("{n}", &number(n as u64, lang))
}
