//! The kinds of things that a site is made of. All that distinguishes one kind from another is here, once.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use submit_fn::shared::lang::{Bilingual, Lang};

/// The file that holds the facts of an opportunity.
pub(crate) const FACTS: &str = "opportunity.yaml";

/// Where the facts of an opportunity are, relative to the site's root.
pub(crate) fn facts_of(id: &str) -> PathBuf {
    Kind::Opportunity.folder(id).join(FACTS)
}

/// A kind of thing that content names by an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Kind {
    /// A contract that bidders send proposals for.
    Opportunity,
    /// What a team works on.
    Project,
    /// Who posts.
    Team,
    /// To whom a team belongs.
    Department,
    /// What a bidder must know.
    Skill,
    /// A standard work acceptance criterion.
    Acceptance,
    /// Terms and conditions.
    Terms,
    /// A plain page.
    Page,
    /// A news item.
    News,
}

/// Where the content has the things of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Storage {
    /// One folder each, which holds this file of facts besides its texts.
    Folders(&'static str, Option<&'static str>),
    /// All in one file, which maps ids to texts.
    List(&'static str),
}

/// What is particular to a kind.
struct Description {
    storage: Storage,
    /// The part of the address that its pages share; `None` if they stand at the top of their language.
    segment: Option<Bilingual<&'static str>>,
    /// The name in menus, style sheets and data.
    plural: &'static str,
    /// What stands before the colon in a link to one.
    scheme: Option<&'static str>,
    /// Whether there is a page that lists them all.
    listed: bool,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Self; 9] = [
        Self::Opportunity,
        Self::Project,
        Self::Team,
        Self::Department,
        Self::Skill,
        Self::Acceptance,
        Self::Terms,
        Self::Page,
        Self::News,
    ];

    const fn description(self) -> Description {
        use Storage::{Folders, List};
        const fn segment(en: &'static str, fr: &'static str) -> Option<Bilingual<&'static str>> {
            Some(Bilingual { en, fr })
        }
        match self {
            Self::Opportunity => Description {
                storage: Folders("content/opportunities/", Some(FACTS)),
                segment: segment("opportunities", "possibilites"),
                plural: "opportunities",
                scheme: Some("opportunity"),
                listed: true,
            },
            Self::Project => Description {
                storage: Folders("content/projects/", Some("project.yaml")),
                segment: segment("projects", "projets"),
                plural: "projects",
                scheme: Some("project"),
                listed: true,
            },
            Self::Team => Description {
                storage: Folders("content/teams/", Some("team.yaml")),
                segment: segment("teams", "equipes"),
                plural: "teams",
                scheme: Some("team"),
                listed: true,
            },
            Self::Department => Description {
                storage: Folders("content/departments/", Some("department.yaml")),
                segment: segment("departments", "ministeres"),
                plural: "departments",
                scheme: Some("department"),
                listed: true,
            },
            Self::Skill => Description {
                storage: List("content/skills.yaml"),
                segment: segment("skills", "competences"),
                plural: "skills",
                scheme: Some("skill"),
                listed: true,
            },
            Self::Acceptance => Description {
                storage: List("content/acceptance.yaml"),
                segment: None,
                plural: "acceptance",
                scheme: None,
                listed: false,
            },
            Self::Terms => Description {
                storage: Folders("content/terms/", None),
                segment: segment("terms", "modalites"),
                plural: "terms",
                scheme: Some("terms"),
                listed: true,
            },
            Self::Page => Description {
                storage: Folders("content/pages/", None),
                segment: None,
                plural: "pages",
                scheme: Some("page"),
                listed: false,
            },
            Self::News => Description {
                storage: Folders("content/news/", Some("news.yaml")),
                segment: segment("news", "nouvelles"),
                plural: "news",
                scheme: Some("news"),
                listed: true,
            },
        }
    }

    /// Where the content has them, relative to the site's root: a folder, which ends with a slash, or a file.
    pub(crate) const fn place(self) -> &'static str {
        match self.description().storage {
            Storage::Folders(place, _) | Storage::List(place) => place,
        }
    }

    /// Where the folder of one is, relative to the site's root.
    pub(crate) fn folder(self, id: &str) -> PathBuf {
        Path::new(self.place()).join(id)
    }

    /// Where the text of one is in a language, relative to the site's root.
    pub(crate) fn text(self, id: &str, lang: Lang) -> PathBuf {
        self.folder(id).join(format!("{lang}.md"))
    }

    /// The kind and the id of what has its folder at a path, relative to the site's root.
    pub(crate) fn of_folder(path: &Path) -> Option<(Self, &str)> {
        let is_in = |kind: &Self| kind.has_folders() && path.parent() == Some(Path::new(kind.place()));
        Some((Self::ALL.into_iter().find(is_in)?, path.file_name()?.to_str()?))
    }

    /// Whether each has a folder of its own.
    pub(crate) const fn has_folders(self) -> bool {
        matches!(self.description().storage, Storage::Folders(..))
    }

    /// The name of the file that holds the facts of one, if they have facts.
    pub(crate) const fn facts_file(self) -> Option<&'static str> {
        match self.description().storage {
            Storage::Folders(_, facts) => facts,
            Storage::List(_) => None,
        }
    }

    /// Whether questions about one are published beside its facts.
    pub(crate) const fn has_questions(self) -> bool {
        matches!(self, Self::Opportunity)
    }

    /// The part of the address that their pages share in a language; `None` if they stand at its top.
    pub(crate) fn segment(self, lang: Lang) -> Option<&'static str> {
        self.description().segment.map(|segment| *segment.get(lang))
    }

    /// The name in menus, style sheets and data, such as `opportunities`.
    pub(crate) const fn plural(self) -> &'static str {
        self.description().plural
    }

    /// Whether there is a page that lists them all.
    pub(crate) const fn is_listed(self) -> bool {
        self.description().listed
    }

    /// The kinds that have a page that lists them all.
    pub(crate) fn listed() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|kind| kind.is_listed())
    }

    /// The kind that links of this scheme lead to, such as `team` of `team:tides`.
    pub(crate) fn of_scheme(scheme: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.description().scheme == Some(scheme))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_share_a_place_an_address_or_a_scheme() {
        for (i, kind) in Kind::ALL.into_iter().enumerate() {
            for other in &Kind::ALL[i + 1..] {
                let (a, b) = (kind.description(), other.description());
                assert_ne!(kind.place(), other.place());
                assert_ne!(a.plural, b.plural);
                assert!(a.scheme.is_none() || a.scheme != b.scheme, "{kind:?} {other:?}");
                assert!(a.segment.is_none() || a.segment != b.segment, "{kind:?} {other:?}");
            }
        }
    }
}
