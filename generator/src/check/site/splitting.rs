//! Contract splitting: similar works of one team, within some months, whose sum exceeds the limit.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::path::Path;

use jiff::Span;
use jiff::civil::Date;
use rayon::prelude::*;
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Lang;

use crate::check::text::wording::says_what_to_write;
use crate::diagnostic::{Diagnostic, Note, Problem};
use crate::model::{Opportunity, Outcome, Site, facts_of};
use crate::read::{Segment, Source, Syntax, Target};

/// Each group of similar works above the limit is reported once, at its latest member.
pub(super) fn rule(root: &Path, site: &Site) -> Vec<Diagnostic> {
    let limits = &site.settings.limits;
    let is_split = |group: &Group<'_>| group.members.len() > 1 && limits.with_tax(group.sum()) > limits.total;
    groups(site).iter().filter(|group| is_split(group)).filter_map(|group| group.problem(root, site)).collect()
}

/// Similar works, compared with the first of them.
struct Group<'s> {
    first: Work<'s>,
    members: Vec<&'s Opportunity>,
}

fn groups(site: &Site) -> Vec<Group<'_>> {
    let mut by_team: BTreeMap<&str, Vec<&Opportunity>> = BTreeMap::new();
    for opportunity in by_date(site).into_iter().filter(|opportunity| !opportunity.team.is_empty()) {
        by_team.entry(&opportunity.team).or_default().push(opportunity);
    }
    let teams: Vec<_> = by_team.into_values().collect();
    teams.into_par_iter().flat_map_iter(|opportunities| groups_of_team(site, opportunities)).collect()
}

/// Puts each opportunity of a team into the latest group that takes it.
///
/// Not all are compared with all. Of two similar works, the shorter one has most of its words in common with the other:
/// so many that one of its rarest words must be among them. Those words lead to the few that are worth comparing.
fn groups_of_team<'s>(site: &Site, opportunities: Vec<&'s Opportunity>) -> Vec<Group<'s>> {
    let works: Vec<Work<'_>> = opportunities.into_iter().map(Work::of).collect();
    let mut frequency: WordMap<usize> = WordMap::default();
    for word in works.iter().flat_map(|work| &work.words) {
        *frequency.entry(*word).or_default() += 1;
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut by_word: WordMap<Vec<usize>> = WordMap::default();
    let mut by_rare_word: WordMap<Vec<usize>> = WordMap::default();
    for work in works {
        let rare = work.rare_words(&frequency);
        let with_mine = rare.iter().filter_map(|word| by_word.get(word));
        let with_theirs = work.words.iter().filter_map(|word| by_rare_word.get(word));
        let mut candidates: Vec<usize> = with_mine.chain(with_theirs).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let months = site.settings.checks.of(&work.opportunity.department).splitting_months;
        match candidates.into_iter().rev().find(|group| groups[*group].takes(&work, months)) {
            Some(group) => groups[group].members.push(work.opportunity),
            None => {
                for word in &work.words {
                    by_word.entry(*word).or_default().push(groups.len());
                }
                for word in rare {
                    by_rare_word.entry(word).or_default().push(groups.len());
                }
                groups.push(Group { members: vec![work.opportunity], first: work });
            }
        }
    }
    groups
}

/// The opportunities that led or may lead to a contract, by date; drafts last.
fn by_date(site: &Site) -> Vec<&Opportunity> {
    let may_be_paid = |opportunity: &&Opportunity| {
        !matches!(opportunity.outcome, Some(Outcome::Cancelled(_) | Outcome::NotAwarded(_) | Outcome::NotDelivered(..)))
    };
    let mut all: Vec<_> = site.opportunities().filter(may_be_paid).collect();
    all.sort_by_key(|opportunity| {
        let posted = opportunity.schedule.map(|schedule| schedule.posted);
        (posted.is_none(), posted, &opportunity.id)
    });
    all
}

impl<'s> Group<'s> {
    fn takes(&self, work: &Work<'_>, months: u32) -> bool {
        let last = self.members.last().and_then(|member| member.schedule);
        let is_near = match (last, work.opportunity.schedule) {
            (Some(last), Some(this)) => is_within(months, last.posted, this.posted),
            // A draft may be posted tomorrow.
            _ => true,
        };
        is_near && self.first.is_like(work)
    }

    fn sum(&self) -> Cents {
        Cents(self.members.iter().map(|member| member.value.0).sum())
    }

    fn problem(&self, root: &Path, site: &Site) -> Option<Diagnostic> {
        /// More would be a list that nobody reads.
        const SHOWN: usize = 5;
        let (last, others) = self.members.split_last()?;
        let shown = &others[others.len().saturating_sub(SHOWN)..];
        let problem = Problem::Splitting {
            sum: self.sum(),
            with_tax: site.settings.limits.with_tax(self.sum()),
            limit: site.settings.limits.total,
            others: shown.iter().map(|other| other.id.clone()).collect(),
            months: site.settings.checks.of(&last.department).splitting_months,
        };
        let target = Target::Value(vec![Segment::Key("value")]);
        let source = |opportunity: &Opportunity| Source::read(root, &facts_of(&opportunity.id), Syntax::Yaml).ok();
        let related = shown.iter().filter_map(|other| {
            let source = source(other)?;
            Some(source.related_in(source.range_of(&target), Note::SimilarWork))
        });
        Some(match source(last) {
            Some(source) => source.problem_at(&target, problem).with(related),
            None => Diagnostic::new(facts_of(&last.id), None, problem),
        })
    }
}

/// Whether a day comes at most so many months after another one.
fn is_within(months: u32, earlier: Date, later: Date) -> bool {
    // So many months that no span holds them are always enough.
    Span::new().try_months(i64::from(months)).map_or(true, |months| earlier.saturating_add(months) >= later)
}

/// A word, the same for its plural.
type Word = u64;

type WordMap<V> = HashMap<Word, V, BuildHasherDefault<WordHasher>>;

/// The words that show what a work is about.
struct Work<'s> {
    opportunity: &'s Opportunity,
    /// Sorted, each once.
    words: Vec<Word>,
}

/// Works that share this many hundredths of the shorter one's words are similar.
const SIMILAR: usize = 60;

impl<'s> Work<'s> {
    fn of(opportunity: &'s Opportunity) -> Self {
        let prose = &opportunity.prose.en;
        // Guides for what is still to be written are all alike.
        let written = [&prose.title, &prose.summary].into_iter().filter(|text| !says_what_to_write(text, Lang::En));
        let texts: Vec<String> = written.map(|text| text.to_lowercase()).collect();
        let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let long = words.filter(|word| word.chars().nth(3).is_some());
        let mut words: Vec<Word> = long.map(word).collect();
        words.sort_unstable();
        words.dedup();
        Self { opportunity, words }
    }

    /// Its rarest words: so many that any longer work that is similar has one of them.
    fn rare_words(&self, frequency: &WordMap<usize>) -> Vec<Word> {
        let mut words = self.words.clone();
        words.sort_by_key(|word| (frequency.get(word).copied().unwrap_or_default(), *word));
        words.truncate(words.len() - (words.len() * SIMILAR).div_ceil(100) + 1);
        words
    }

    fn is_like(&self, other: &Self) -> bool {
        let least = self.words.len().min(other.words.len());
        if least < 4 {
            return false;
        }
        let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        shared * 100 >= least * SIMILAR
    }
}

fn word(text: &str) -> Word {
    let mut hasher = WordHasher::default();
    hasher.write(text.trim_end_matches('s').as_bytes());
    hasher.finish()
}

/// FNV-1a: words are short, and nobody gains anything by making them collide.
struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write_u64(&mut self, word: u64) {
        self.0 = word;
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_may_be_more_than_the_calendar_has() {
        let (january, june) = (Date::constant(2026, 1, 15), Date::constant(2026, 6, 15));
        assert!(is_within(5, january, june) && !is_within(4, january, june));
        assert!(is_within(u32::MAX, january, june));
    }
}
