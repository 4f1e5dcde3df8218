//! The address of everything, in the words of each language.

use std::collections::BTreeMap;

use submit_fn::shared::lang::Bilingual;

use crate::check::CheckedSite;
use crate::model::{Kind, address};
use crate::parse::slug::slugify;

/// The address of every item of a site.
#[derive(Debug)]
pub(crate) struct Urls(BTreeMap<Kind, BTreeMap<String, Bilingual<String>>>);

impl Urls {
    pub(super) fn new(site: &CheckedSite) -> Self {
        let mut urls = Self(BTreeMap::new());
        for item in site.items() {
            urls.put(item.kind(), item.id(), &item.prose().as_ref().map(|prose| prose.slug.clone()));
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

    fn put(&mut self, kind: Kind, id: &str, slug: &Bilingual<String>) {
        let list = address::list(kind);
        let url = Bilingual::from_fn(|lang| format!("{}{}/", list.get(lang), slug.get(lang)));
        self.0.entry(kind).or_default().insert(id.to_owned(), url);
    }

    /// The address of an item of a checked site, in both languages.
    pub(crate) fn of(&self, kind: Kind, id: &str) -> Bilingual<String> {
        let url = self.0.get(&kind).and_then(|items| items.get(id));
        // Ids of a checked site are known; a mistake of ours would lead to the list, not to a panic.
        url.cloned().unwrap_or_else(|| address::list(kind))
    }
}
