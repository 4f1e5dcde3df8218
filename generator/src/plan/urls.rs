//! The address of everything, in the words of each language.

use std::collections::BTreeMap;

use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::CheckedSite;
use crate::model::Kind;
use crate::model::Prose;
use crate::parse::slug::slugify;

/// The address of every item of a site.
#[derive(Debug)]
pub struct Urls(BTreeMap<Kind, BTreeMap<String, Bilingual<String>>>);

impl Urls {
    pub(super) fn new(site: &CheckedSite) -> Self {
        let mut urls = Self(BTreeMap::new());
        for item in site.opportunities.values() {
            urls.insert(Kind::Opportunity, &item.id, &item.prose);
        }
        for item in site.projects.values() {
            urls.insert(Kind::Project, &item.id, &item.prose);
        }
        for item in site.teams.values() {
            urls.insert(Kind::Team, &item.id, &item.prose);
        }
        for item in site.departments.values() {
            urls.insert(Kind::Department, &item.id, &item.prose);
        }
        for item in site.terms.values() {
            urls.insert(Kind::Terms, &item.id, &item.prose);
        }
        for item in site.pages.values() {
            urls.insert(Kind::Page, &item.id, &item.prose);
        }
        for item in site.news.values() {
            urls.insert(Kind::News, &item.id, &item.prose);
        }
        for (id, name) in &site.skills {
            // Two names may give one slug, such as C and C++: the id never does.
            let same =
                |lang| site.skills.values().filter(|other| slugify(other.get(lang)) == slugify(name.get(lang))).count();
            let slug = Bilingual::from_fn(|lang| {
                let slug = slugify(name.get(lang));
                if slug.is_empty() || same(lang) > 1 { id.clone() } else { slug }
            });
            urls.put(Kind::Skill, id, &slug);
        }
        urls
    }

    fn insert(&mut self, kind: Kind, id: &str, prose: &Bilingual<Prose>) {
        self.put(kind, id, &prose.as_ref().map(|prose| prose.slug.clone()));
    }

    fn put(&mut self, kind: Kind, id: &str, slug: &Bilingual<String>) {
        let list = Self::list(kind);
        let url = Bilingual::from_fn(|lang| format!("{}{}/", list.get(lang), slug.get(lang)));
        self.0.entry(kind).or_default().insert(id.to_owned(), url);
    }

    /// The address of an item of a checked site, in both languages.
    pub fn of(&self, kind: Kind, id: &str) -> Bilingual<String> {
        let url = self.0.get(&kind).and_then(|items| items.get(id));
        // Ids of a checked site are known; a mistake of ours would lead to the list, not to a panic.
        url.cloned().unwrap_or_else(|| Self::list(kind))
    }

    /// The address of the first page of each language.
    pub fn home() -> Bilingual<String> {
        Bilingual::from_fn(|lang| format!("/{lang}/"))
    }

    /// The address of the list that stands where a plain page of this slug would.
    pub fn list_at(slug: &str, lang: Lang) -> Option<String> {
        super::LISTED
            .into_iter()
            .find(|kind| folder(*kind, lang) == slug)
            .map(|kind| Self::list(kind).get(lang).clone())
    }

    /// The address of the list of a kind. Plain pages have none: theirs is the home page.
    pub fn list(kind: Kind) -> Bilingual<String> {
        Bilingual::from_fn(|lang| match folder(kind, lang) {
            "" => format!("/{lang}/"),
            folder => format!("/{lang}/{folder}/"),
        })
    }
}

const fn folder(kind: Kind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (Kind::Opportunity, Lang::En) => "opportunities",
        (Kind::Opportunity, Lang::Fr) => "possibilites",
        (Kind::Project, Lang::En) => "projects",
        (Kind::Project, Lang::Fr) => "projets",
        (Kind::Team, Lang::En) => "teams",
        (Kind::Team, Lang::Fr) => "equipes",
        (Kind::Department, Lang::En) => "departments",
        (Kind::Department, Lang::Fr) => "ministeres",
        (Kind::Skill, Lang::En) => "skills",
        (Kind::Skill, Lang::Fr) => "competences",
        (Kind::Terms, Lang::En) => "terms",
        (Kind::Terms, Lang::Fr) => "modalites",
        (Kind::News, Lang::En) => "news",
        (Kind::News, Lang::Fr) => "nouvelles",
        (Kind::Acceptance | Kind::Page, _) => "",
    }
}
