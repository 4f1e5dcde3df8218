//! The address of everything, in the words of each language.

use std::collections::{BTreeMap, HashMap};

use submit_fn::shared::lang::{Bilingual, Lang};

use crate::check::CheckedSite;
use crate::model::{BilingualList, Kind, address};
use crate::parse::slug::slugify;

/// The address of every page of a site.
#[derive(Debug, Default)]
pub(crate) struct Urls {
    home: Bilingual<String>,
    search: Bilingual<String>,
    calendar: Bilingual<String>,
    lists: BTreeMap<Kind, Bilingual<String>>,
    items: BTreeMap<Kind, HashMap<String, Bilingual<String>>>,
}

impl Urls {
    pub(super) fn new(site: &CheckedSite) -> Self {
        let lists = Kind::listed().map(|kind| (kind, address::list(kind))).collect();
        let mut urls = Self {
            home: address::home(),
            search: address::search(),
            calendar: address::calendar(),
            lists,
            items: BTreeMap::new(),
        };
        for item in site.items() {
            urls.insert(item.kind(), item.id(), &item.prose().as_ref().map(|prose| prose.slug.clone()));
        }
        for (id, slug) in skill_slugs(&site.skills) {
            urls.insert(Kind::Skill, id, &slug);
        }
        urls
    }

    fn insert(&mut self, kind: Kind, id: &str, slug: &Bilingual<String>) {
        let list = self.list(kind);
        let url = Bilingual::from_fn(|lang| format!("{}{}/", list.get(lang), slug.get(lang)));
        self.items.entry(kind).or_default().insert(id.to_owned(), url);
    }

    pub(crate) const fn home(&self) -> &Bilingual<String> {
        &self.home
    }

    pub(crate) const fn search(&self) -> &Bilingual<String> {
        &self.search
    }

    pub(crate) const fn calendar(&self) -> &Bilingual<String> {
        &self.calendar
    }

    /// The list of all things of a kind. Kinds without a list stand below the home page.
    pub(crate) fn list(&self, kind: Kind) -> &Bilingual<String> {
        self.lists.get(&kind).unwrap_or(&self.home)
    }

    /// The address of an item of a checked site. It knows every id: if it did not, the list would be the way to go on.
    pub(crate) fn of(&self, kind: Kind, id: &str) -> &Bilingual<String> {
        let url = self.items.get(&kind).and_then(|items| items.get(id));
        url.unwrap_or_else(|| self.list(kind))
    }
}

/// The last part of the address of each skill, by id.
fn skill_slugs(skills: &BilingualList) -> impl Iterator<Item = (&String, Bilingual<String>)> {
    let mut uses: BTreeMap<(Lang, String), usize> = BTreeMap::new();
    for name in skills.values() {
        for lang in Lang::BOTH {
            *uses.entry((lang, slugify(name.get(lang)))).or_default() += 1;
        }
    }
    skills.iter().map(move |(id, name)| {
        let slug = Bilingual::from_fn(|lang| {
            let slug = slugify(name.get(lang));
            let is_taken = |slug: &str| address::taken(Kind::Skill, slug, lang).is_some();
            // Two names may have one slug, such as C and C++; ids are unique.
            let is_shared = uses.get(&(lang, slug.clone())).is_some_and(|uses| *uses > 1);
            match slug {
                slug if !slug.is_empty() && !is_shared && !is_taken(&slug) => slug,
                _ if is_taken(id) => format!("id-{id}"),
                _ => id.clone(),
            }
        });
        (id, slug)
    })
}
