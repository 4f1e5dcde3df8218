//! What the bytes of each output depend on, as a fingerprint: an output whose inputs are those of the last build is not made
//! again. An input too many costs time; one too few would leave a stale page, so that in doubt there is one too many.

use std::collections::HashMap;

use jiff::civil::Date;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::{BilingualPage, DataFile, Directory, Index, Listed, Picture, Plan, PlannedPage, Shown, Subject, updated};
use crate::content::{Content, Record};
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::{Kind, Opportunity};

/// The inputs that outputs share.
pub(crate) struct Inputs<'i> {
    index: &'i Index<'i>,
    /// Of what every page of a language has: layout, strings, settings, the names of all but opportunities.
    layout: Bilingual<Fingerprint>,
    /// Of what lists say of the site as a whole.
    summary: Fingerprint,
    /// Of what a card or a row shows of an opportunity, by its id.
    cards: HashMap<&'i str, Fingerprint>,
}

impl<'i> Inputs<'i> {
    /// `look` is the fingerprint of the theme and of how it is used; `newest` the latest date of the content.
    pub(crate) fn new(content: &Content, index: &'i Index<'i>, look: Fingerprint, newest: Option<Date>) -> Self {
        let mut names = Fingerprinter::default();
        names.add_fingerprint(look);
        names.add_fingerprint(content.settings());
        for record in content.records.iter().filter(|record| record.entry.kind != Kind::Opportunity) {
            names.add(record.entry.kind.place());
            names.add(&record.entry.id);
            names.add_fingerprint(record.facts);
        }
        let names = names.finish();
        let layout = Bilingual::from_fn(|lang| {
            let mut layout = Fingerprinter::default();
            layout.add(lang.code());
            layout.add_fingerprint(names);
            layout.finish()
        });
        let opportunities = || index.opportunities().current().iter().chain(index.opportunities().past());
        let card = |opportunity: &&&'i Opportunity| {
            let facts = content.record(Kind::Opportunity, &opportunity.id).map(|record| record.facts);
            let mut card = Fingerprinter::default();
            // A text without a slug has the address of its folder's name.
            card.add(&opportunity.id);
            card.add_fingerprint(facts.unwrap_or_default());
            card.add(index.status(opportunity).code());
            card.add(date(index.modified(opportunity)));
            // Feeds date what is only announced by its approvals, from their days on.
            card.add(date(updated(index, opportunity)));
            (opportunity.id.as_str(), card.finish())
        };
        let cards = opportunities().map(|opportunity| card(&opportunity)).collect();
        Self { index, layout, summary: summary(index, newest), cards }
    }

    /// The inputs of a page that shows the text of an item, whose record is given.
    pub(crate) fn text_page(&self, page: &PlannedPage<'_>, record: &Record) -> Fingerprint {
        let mut inputs = self.common(page);
        // The form names the opportunity, and the addresses of images have the name of the folder.
        inputs.add(record.entry.kind.place());
        inputs.add(&record.entry.id);
        inputs.add_fingerprint(record.fingerprint);
        for id in record.linked_opportunities() {
            let url = self.index.urls.of(Kind::Opportunity, id);
            inputs.add(url.get(Lang::En));
            inputs.add(url.get(Lang::Fr));
        }
        if let Subject::Item { item, opportunities } = page.subject {
            // No page says that it was modified on a day to come.
            let modified = [item.prose().en.modified, item.prose().fr.modified, item.published()];
            inputs.add(modified.map(|date| u8::from(date.is_some_and(|date| date <= self.index.today))));
            if let Some(opportunity) = item.as_opportunity() {
                inputs.add(self.index.status(opportunity).code());
                inputs.add(date(self.index.modified(opportunity)));
                // Those of the form, and whether questions are still taken.
                inputs.add([u8::from(self.index.form(&opportunity.id).is_some())]);
                inputs.add([u8::from(self.index.takes_questions(opportunity))]);
                inputs.add([u8::from(self.index.overdue(opportunity).is_some())]);
            }
            self.add_shown(&opportunities, &mut inputs);
            // Each of its parts is shown with the number of its opportunities.
            for (_, parts) in self.index.parts_of(item.kind(), item.id()) {
                self.add_counts(parts, &mut inputs);
            }
        }
        inputs.finish()
    }

    /// The inputs of a page that shows no text.
    pub(crate) fn page(&self, page: &PlannedPage<'_>) -> Fingerprint {
        let mut inputs = self.common(page);
        match page.subject {
            Subject::Home => {
                inputs.add_fingerprint(self.summary);
                self.add_cards(self.index.opportunities().current(), &mut inputs);
            }
            Subject::Calendar => {
                // What is over today is not on it tomorrow.
                inputs.add(self.index.today.to_string());
                inputs.add_fingerprint(self.summary);
                self.add_cards(self.index.opportunities().current(), &mut inputs);
            }
            Subject::Search => self.add_parts(&mut inputs),
            Subject::Opportunities(opportunities) => {
                self.add_parts(&mut inputs);
                inputs.add_fingerprint(self.summary);
                self.add_cards(opportunities, &mut inputs);
            }
            Subject::Archive { opportunities, .. } => {
                for year in self.index.archive() {
                    inputs.add(year.year.to_le_bytes());
                }
                self.add_cards(opportunities, &mut inputs);
            }
            Subject::List { listed, .. } => {
                inputs.add_fingerprint(self.summary);
                self.add_counts(listed, &mut inputs);
            }
            Subject::Form(opportunity) => self.add_cards(&[opportunity], &mut inputs),
            Subject::Item { opportunities, .. } | Subject::Skill { opportunities, .. } => {
                self.add_shown(&opportunities, &mut inputs);
            }
        }
        inputs.finish()
    }

    /// What every page has: the layout, its addresses, its place among its parts.
    fn common(&self, page: &PlannedPage<'_>) -> Fingerprinter {
        let mut inputs = Fingerprinter::default();
        inputs.add_fingerprint(*self.layout.get(page.lang));
        inputs.add(page.first_url.get(Lang::En));
        inputs.add(page.first_url.get(Lang::Fr));
        inputs.add((page.part.number as u64).to_le_bytes());
        inputs.add((page.part.count as u64).to_le_bytes());
        inputs
    }

    /// The inputs of the bundle.
    pub(crate) fn bundle(&self) -> Fingerprint {
        let mut inputs = Fingerprinter::default();
        inputs.add_fingerprint(self.layout.en);
        inputs.add_fingerprint(self.layout.fr);
        let opportunities = self.index.opportunities();
        inputs.add((opportunities.len() as u64).to_le_bytes());
        self.add_cards(opportunities.current(), &mut inputs);
        self.add_cards(opportunities.past(), &mut inputs);
        inputs.finish()
    }

    /// The inputs of a page in both languages.
    pub(crate) fn bilingual_page(&self, page: BilingualPage) -> Fingerprint {
        let mut inputs = Fingerprinter::default();
        inputs.add(page.file());
        inputs.add_fingerprint(self.layout.en);
        inputs.add_fingerprint(self.layout.fr);
        inputs.finish()
    }

    /// The inputs of a file for programs.
    pub(crate) fn data_file(&self, plan: &Plan<'_>, file: DataFile<'_>) -> Fingerprint {
        let mut inputs = Fingerprinter::default();
        inputs.add(file.file());
        inputs.add_fingerprint(self.layout.en);
        inputs.add_fingerprint(self.layout.fr);
        match file {
            DataFile::SitemapIndex { parts } => inputs.add((parts as u64).to_le_bytes()),
            DataFile::Feed(feed) => {
                // Its date, when it is empty.
                inputs.add_fingerprint(self.summary);
                self.add_cards(&feed.opportunities(self.index), &mut inputs);
            }
            DataFile::Calendar { opportunity, .. } => self.add_cards(&[opportunity], &mut inputs),
            DataFile::Dataset(_) => {
                // What has a date is in some of them from its day on.
                inputs.add(self.index.today.to_string());
                self.add_cards(self.index.opportunities().all(), &mut inputs);
            }
            DataFile::Directory(_, Directory::Opportunities(number)) => {
                self.add_cards(self.index.directory_part(number), &mut inputs);
            }
            DataFile::SecurityContact => inputs.add(self.index.month_after(0).to_string()),
            DataFile::Robots
            | DataFile::ReceiptKeys
            | DataFile::Sitemap
            | DataFile::SitemapPart(_)
            | DataFile::Manifest(_)
            | DataFile::Directory(..) => {}
        }
        for page in plan.addresses_in(file) {
            inputs.add(page.url(Lang::En).as_bytes());
            inputs.add(page.url(Lang::Fr).as_bytes());
        }
        inputs.finish()
    }

    /// The inputs of a picture.
    pub(crate) fn picture(&self, picture: Picture<'_>) -> Fingerprint {
        let mut inputs = Fingerprinter::default();
        inputs.add(picture.file());
        match picture {
            Picture::Opportunity { lang, opportunity, .. } => {
                inputs.add_fingerprint(*self.layout.get(lang));
                self.add_cards(&[opportunity], &mut inputs);
            }
            Picture::Site(lang) => inputs.add_fingerprint(*self.layout.get(lang)),
            Picture::Icon(_) => inputs.add_fingerprint(self.layout.en),
        }
        inputs.finish()
    }

    /// The inputs of the words of the texts in a language.
    pub(crate) fn words(&self, lang: Lang, records: &[Record]) -> Fingerprint {
        let mut inputs = Fingerprinter::default();
        inputs.add_fingerprint(*self.layout.get(lang));
        for record in records.iter().filter(|record| record.words(lang).is_some()) {
            inputs.add(record.entry.kind.place());
            inputs.add(&record.entry.id);
            inputs.add_fingerprint(record.fingerprint);
        }
        inputs.finish()
    }

    fn add_parts(&self, inputs: &mut Fingerprinter) {
        inputs.add((self.index.directory_parts() as u64).to_le_bytes());
    }

    /// Things of a list, each with the number of its opportunities.
    fn add_counts(&self, listed: &[Listed<'_>], inputs: &mut Fingerprinter) {
        for listed in listed {
            inputs.add(listed.id);
            inputs.add((self.index.opportunities_of(listed.kind, listed.id).len() as u64).to_le_bytes());
        }
    }

    fn add_shown(&self, shown: &Shown<'_>, inputs: &mut Fingerprinter) {
        for opportunities in [shown.cards, shown.more, shown.past] {
            inputs.add((opportunities.len() as u64).to_le_bytes());
            self.add_cards(opportunities, inputs);
        }
        inputs.add([u8::from(shown.is_empty)]);
    }

    fn add_cards(&self, opportunities: &[&Opportunity], inputs: &mut Fingerprinter) {
        for opportunity in opportunities {
            inputs.add_fingerprint(self.cards.get(opportunity.id.as_str()).copied().unwrap_or_default());
        }
    }
}

fn date(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// What lists say of the site as a whole: its date, and how much there is in which year.
fn summary(index: &Index<'_>, newest: Option<Date>) -> Fingerprint {
    let mut summary = Fingerprinter::default();
    summary.add(date(newest));
    summary.add((index.opportunities().current().len() as u64).to_le_bytes());
    for year in index.archive() {
        summary.add(year.year.to_le_bytes());
        summary.add((index.archived(year).len() as u64).to_le_bytes());
    }
    // How many current ones have a status is shown on every page of them.
    for opportunity in index.opportunities().current() {
        summary.add(index.status(opportunity).code());
    }
    summary.finish()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::check;

    /// The inputs of the pictures of the small site of the tests at an instant, after an edit of a file of its opportunity.
    fn pictures(now: &str, (file, from, to): (&str, &str, &str)) -> Vec<Fingerprint> {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
        let dir = tempfile::tempdir().unwrap();
        for entry in walkdir::WalkDir::new(&fixture).into_iter().map(Result::unwrap) {
            let to = dir.path().join(entry.path().strip_prefix(&fixture).unwrap());
            match entry.file_type().is_dir() {
                true => std::fs::create_dir_all(to).unwrap(),
                false => drop(std::fs::copy(entry.path(), to).unwrap()),
            }
        }
        let path = dir.path().join("content/opportunities/first").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        std::fs::write(path, text.replace(from, to)).unwrap();
        let now = now.parse().unwrap();
        let Ok((content, site)) = Content::read(dir.path(), now, Default::default(), None, false) else {
            panic!("the fixture has settings")
        };
        let site = check::accept(site, &[]).unwrap_or_else(|_| panic!("nothing is wrong with it"));
        let index = Index::new(&site, now, false);
        let inputs = Inputs::new(&content, &index, Fingerprint::default(), None);
        Picture::all(&index).map(|picture| inputs.picture(picture)).collect()
    }

    #[test]
    fn a_picture_is_drawn_again_when_facts_change_and_not_when_a_text_does() {
        const NOW: &str = "2026-11-15T12:00:00Z";
        let before = pictures(NOW, ("en.md", "Some context.", "Some context."));
        let after = |file, from, to| pictures(NOW, (file, from, to));
        assert_eq!(after("en.md", "Some context.", "Some other context."), before);
        for (file, from, to) in
            [("fr.md", "title: Premier", "title: Second"), ("opportunity.yaml", "value: 8200", "value: 8300")]
        {
            let after = after(file, from, to);
            let same = before.iter().zip(&after).filter(|(before, after)| before == after).count();
            assert_eq!((after.len(), same), (before.len(), before.len() - 2), "{to}: those of the opportunity alone");
        }
        // A day later, the same pictures.
        assert_eq!(pictures("2026-11-16T12:00:00Z", ("en.md", "Some context.", "Some context.")), before);
    }
}
