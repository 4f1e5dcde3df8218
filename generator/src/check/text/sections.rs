//! The sections that every opportunity has, in both languages and the same order. They are found once, for all rules.

use std::ops::Range;

use submit_fn::shared::lang::Bilingual;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::TextPart;
use crate::parse::{Element, ElementKind, Heading, Text};

/// Their titles, in their order.
pub(crate) const SECTIONS: [Bilingual<&str>; 5] = [
    Bilingual { en: "Context", fr: "Contexte" },
    Bilingual { en: "The problem", fr: "Le problème" },
    Bilingual { en: "Data", fr: "Données" },
    Bilingual { en: "The work", fr: "Le travail" },
    Bilingual { en: "Work acceptance criteria", fr: "Critères d'acceptation du travail" },
];

/// The title of the section that is a part of the text; `None` for a part of its front matter.
pub(crate) fn section_of(part: TextPart) -> Option<&'static Bilingual<&'static str>> {
    let place = match part {
        TextPart::Title | TextPart::Summary => return None,
        TextPart::Context => 0,
        TextPart::Problem => PROBLEM,
        TextPart::Data => DATA,
        TextPart::Work => 3,
        TextPart::Acceptance => 4,
    };
    SECTIONS.get(place)
}

/// The places of two of them among [`SECTIONS`].
pub(super) const PROBLEM: usize = 1;
pub(super) const DATA: usize = 2;

/// The sections of the text of an opportunity.
pub(in crate::check) struct Sections<'t> {
    text: &'t Text<'t>,
    /// The headings of level 2.
    headings: Vec<Heading<'t>>,
    /// By their places among [`SECTIONS`], the place of each among `headings`.
    found: [Option<usize>; 5],
}

/// A section that is there.
pub(in crate::check) struct Section {
    pub(in crate::check) heading: Range<usize>,
    pub(in crate::check) body: Range<usize>,
}

impl<'t> Sections<'t> {
    pub(in crate::check) fn of(text: &'t Text<'t>) -> Self {
        let headings: Vec<_> = text.headings().filter(|heading| heading.level == 2).collect();
        let find = |titles: &Bilingual<&str>| {
            headings.iter().position(|heading| is_title(heading.title, titles.get(text.lang)))
        };
        let found = SECTIONS.each_ref().map(find);
        Self { text, headings, found }
    }

    /// The section of that place among [`SECTIONS`], if it is there.
    pub(in crate::check) fn get(&self, place: usize) -> Option<Section> {
        let index = self.found[place]?;
        let heading = self.headings[index].range.clone();
        let end = self.headings.get(index + 1).map_or(self.text.source.text.len(), |next| next.range.start);
        Some(Section { body: heading.end..end, heading })
    }

    /// What is missing, empty or out of order.
    pub(super) fn rule(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut last: Option<(usize, &'static str)> = None;
        for (place, found) in self.found.into_iter().enumerate() {
            let title = *SECTIONS[place].get(self.text.lang);
            let Some(index) = found else {
                let after = last.map_or(0, |(index, _)| index + 1);
                diagnostics.extend(self.missing(title, &self.headings[after..]));
                continue;
            };
            match last {
                Some((before, after)) if index < before => {
                    diagnostics
                        .push(self.problem(index, Problem::SectionOrder { title: title.into(), after: after.into() }));
                }
                _ => last = Some((index, title)),
            }
            if self.get(place).is_some_and(|section| self.is_empty(&section)) {
                diagnostics.push(self.problem(index, Problem::EmptySection { title: title.into() }));
            }
        }
        diagnostics
    }

    fn problem(&self, heading: usize, problem: Problem) -> Diagnostic {
        self.text.problem(self.headings[heading].range.clone(), problem)
    }

    fn is_empty(&self, section: &Section) -> bool {
        let within = self.text.elements.iter().filter(|element| section.body.contains(&element.range.start));
        !within.into_iter().any(|element| !matches!(element.kind, ElementKind::Heading(..)))
    }

    /// A missing section, at the heading that is probably meant to begin it: one of its title but of another level, a
    /// paragraph of its title, or a heading of another title in its place.
    fn missing(&self, title: &'static str, following: &[Heading<'_>]) -> Option<Diagnostic> {
        let text = self.text;
        let other_level = text.headings().find(|heading| is_title(heading.title, title));
        // A heading of level 1 is reported as such.
        if other_level.is_some_and(|heading| heading.level == 1) {
            return None;
        }
        // A line in bold, or with its signs but no space after them.
        let is_paragraph = |element: &&Element| match &element.kind {
            ElementKind::Block(passage) => is_title(text.str(passage).trim_start_matches('#'), title),
            _ => false,
        };
        let paragraph = || text.elements.iter().find(is_paragraph).map(|element| &element.range);
        let is_known =
            |heading: &Heading<'_>| SECTIONS.iter().any(|titles| is_title(heading.title, titles.get(text.lang)));
        let in_its_place = || following.first().filter(|heading| !is_known(heading)).map(|heading| heading.range);
        let meant = other_level.map(|heading| heading.range).or_else(paragraph).or_else(in_its_place);
        let range = meant.map_or(text.start..text.start, Range::clone);
        Some(text.problem(range, Problem::MissingSection { title: title.into(), is_here: meant.is_some() }))
    }
}

/// Titles are the same whatever their capitals, their apostrophes and the spaces around.
fn is_title(typed: &str, title: &str) -> bool {
    // Most headings are no longer than twice the title, in bytes, or are not it.
    if typed.trim() == title {
        return true;
    }
    if typed.len() > 2 * title.len() + 16 {
        return false;
    }
    let plain = |text: &str| text.trim().replace('’', "'").replace('\u{a0}', " ").to_lowercase();
    plain(typed) == plain(title)
}
