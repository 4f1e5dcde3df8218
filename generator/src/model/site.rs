//! A whole site.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::Bilingual;

use super::{Department, Kind, News, Opportunity, Page, Project, Prose, Settings, Team, TermsPage};

/// Texts in both languages, by id: the names of skills, the statements of acceptance criteria.
pub(crate) type BilingualList = BTreeMap<String, Bilingual<String>>;

/// One folder of the content.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Item {
    Opportunity(Box<Opportunity>),
    Project(Project),
    Team(Team),
    Department(Department),
    Terms(TermsPage),
    Page(Page),
    News(News),
}

impl Item {
    pub(crate) const fn kind(&self) -> Kind {
        match self {
            Self::Opportunity(_) => Kind::Opportunity,
            Self::Project(_) => Kind::Project,
            Self::Team(_) => Kind::Team,
            Self::Department(_) => Kind::Department,
            Self::Terms(_) => Kind::Terms,
            Self::Page(_) => Kind::Page,
            Self::News(_) => Kind::News,
        }
    }

    /// The name of its folder.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Opportunity(item) => &item.id,
            Self::Project(item) => &item.id,
            Self::Team(item) => &item.id,
            Self::Department(item) => &item.id,
            Self::Terms(item) => &item.id,
            Self::Page(item) => &item.id,
            Self::News(item) => &item.id,
        }
    }

    pub(crate) const fn prose(&self) -> &Bilingual<Prose> {
        match self {
            Self::Opportunity(item) => &item.prose,
            Self::Project(item) => &item.prose,
            Self::Team(item) => &item.prose,
            Self::Department(item) => &item.prose,
            Self::Terms(item) => &item.prose,
            Self::Page(item) => &item.prose,
            Self::News(item) => &item.prose,
        }
    }

    /// The item that this one is part of, and whose page lists it.
    pub(crate) fn part_of(&self) -> Option<(Kind, &str)> {
        match self {
            Self::Project(project) => Some((Kind::Team, &project.team)),
            Self::Team(team) => Some((Kind::Department, &team.department)),
            _ => None,
        }
    }

    /// When it was published, if its list is in the order of dates.
    pub(crate) const fn published(&self) -> Option<Date> {
        match self {
            Self::News(news) => Some(news.date),
            _ => None,
        }
    }

    /// Whether visitors can find it. A draft is an opportunity that is not posted yet.
    pub(crate) fn is_published(&self) -> bool {
        self.as_opportunity().is_none_or(|opportunity| opportunity.schedule.is_some())
    }

    /// Whether it is an opportunity whose outcome is recorded.
    pub(crate) fn is_over(&self) -> bool {
        self.as_opportunity().is_some_and(|opportunity| opportunity.outcome.is_some())
    }

    pub(crate) fn as_opportunity(&self) -> Option<&Opportunity> {
        match self {
            Self::Opportunity(opportunity) => Some(opportunity),
            _ => None,
        }
    }

    pub(crate) fn as_department(&self) -> Option<&Department> {
        match self {
            Self::Department(department) => Some(department),
            _ => None,
        }
    }
}

/// A whole site. Every id in it names something that is in it too.
#[derive(Debug)]
pub(crate) struct Site {
    /// site.toml.
    pub(crate) settings: Settings,
    /// content/skills.yaml: names.
    pub(crate) skills: BilingualList,
    /// content/acceptance.yaml: statements.
    pub(crate) acceptance: BilingualList,
    /// The images beside texts, relative to the site's root.
    pub(crate) images: Vec<PathBuf>,
    items: BTreeMap<Kind, BTreeMap<String, Item>>,
}

/// Iterates over the items of one kind as what they are.
macro_rules! items_of {
    ($($name:ident: $kind:ident => $type:ty;)+) => {$(
        pub(crate) fn $name(&self) -> impl Iterator<Item = &$type> {
            self.of_kind(Kind::$kind).filter_map(|item| match item {
                Item::$kind(item) => Some(std::borrow::Borrow::<$type>::borrow(item)),
                _ => None,
            })
        }
    )+};
}

impl Site {
    pub(crate) fn new(
        settings: Settings,
        skills: BilingualList,
        acceptance: BilingualList,
        images: Vec<PathBuf>,
    ) -> Self {
        Self { settings, skills, acceptance, images, items: BTreeMap::new() }
    }

    pub(crate) fn insert(&mut self, item: Item) {
        self.items.entry(item.kind()).or_default().insert(item.id().to_owned(), item);
    }

    pub(crate) fn remove(&mut self, kind: Kind, id: &str) -> Option<Item> {
        self.items.get_mut(&kind)?.remove(id)
    }

    /// Everything that has a folder of its own, in the order of kinds and ids.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values().flat_map(BTreeMap::values)
    }

    /// The items of a kind, in the order of ids.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Item> {
        self.items.get(&kind).into_iter().flat_map(BTreeMap::values)
    }

    pub(crate) fn get(&self, kind: Kind, id: &str) -> Option<&Item> {
        self.items.get(&kind)?.get(id)
    }

    /// What something is called: an item's title, the name of a skill, the statement of a criterion.
    pub(crate) fn title(&self, kind: Kind, id: &str) -> Option<Bilingual<&String>> {
        match kind {
            Kind::Skill => self.skills.get(id).map(Bilingual::as_ref),
            Kind::Acceptance => self.acceptance.get(id).map(Bilingual::as_ref),
            kind => self.get(kind, id).map(|item| item.prose().as_ref().map(|prose| &prose.title)),
        }
    }

    /// The address that answers for a team: its own, or that of the site.
    pub(crate) fn contact_of(&self, team: &str) -> &str {
        let own = match self.get(Kind::Team, team) {
            Some(Item::Team(team)) => team.contact.as_ref(),
            _ => None,
        };
        own.unwrap_or(&self.settings.contact)
    }

    items_of! {
        opportunities: Opportunity => Opportunity;
        news: News => News;
        departments: Department => Department;
    }
}
