//! What makes a posting stand up to questions: approvals and a review before it, and no contract splitting.

use std::path::Path;

use jiff::{Timestamp, ToSpan};
use submit_fn::shared::format::Cents;

use super::At;
use crate::diagnostic::{Diagnostic, Note, Problem};
use crate::model::{Approver, Opportunity, Outcome, Site, Status};
use crate::read::{Segment, Source, Syntax, Target};

/// The three approvals, by the keys of `approvals`.
const APPROVALS: [(&str, Approver); 3] =
    [("business", Approver::Business), ("finance", Approver::Finance), ("procurement", Approver::Procurement)];

/// The rules for one opportunity.
pub(super) fn rules(of: &Opportunity, now: Timestamp, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    if matches!(Status::of(of, now), Status::Open | Status::Upcoming) {
        posted(of, at, found);
    }
}

/// Nothing is posted before it was approved and read by a peer.
fn posted(of: &Opportunity, at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let Some(schedule) = of.schedule else { return };
    let given = |by: Approver| of.approvals.iter().find(|(given, _)| *given == by);
    let missing: Vec<_> =
        APPROVALS.into_iter().filter(|(_, by)| given(*by).is_none()).map(|(key, _)| key.into()).collect();
    // Approvals and reviews that cannot be read were told already.
    if !missing.is_empty() && at.entries("approvals") == of.approvals.len() {
        found.push(at.value(&["posted"], Problem::MissingApproval { missing }));
    }
    for (key, by) in APPROVALS {
        if given(by).is_some_and(|(_, date)| *date > schedule.posted) {
            let rule = Problem::LateApproval { posted: schedule.posted };
            found.push(at.value(&["approvals", key], rule).with(at.fact(&["posted"])));
        }
    }
    if of.reviews.is_empty() && at.entries("reviews") == 0 {
        found.push(at.value(&["posted"], Problem::MissingReview));
    }
}

/// Similar works of one team within some months whose sum passes the limit. Each group is told once, at its
/// latest member.
pub(super) fn splitting(root: &Path, site: &Site, found: &mut Vec<Diagnostic>) {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for opportunity in in_order(site) {
        let work = Work::of(opportunity);
        let months = site.settings.checks.of(&opportunity.department).splitting_months;
        match groups.iter_mut().rev().find(|group| group.takes(&work, months)) {
            Some(group) => group.members.push(opportunity),
            None => groups.push(Group { first: work, members: vec![opportunity] }),
        }
    }
    for group in groups {
        let sum = Cents(group.members.iter().map(|member| member.value.0).sum());
        if let [others @ .., last] = group.members.as_slice()
            && !others.is_empty()
            && site.settings.limits.with_tax(sum) > site.settings.limits.total
        {
            found.push(group_problem(root, site, sum, others, last));
        }
    }
}

/// Those that led or may lead to a contract, by date; drafts last.
fn in_order(site: &Site) -> Vec<&Opportunity> {
    let may_be_paid = |of: &&Opportunity| {
        !matches!(of.outcome, Some(Outcome::Cancelled(_) | Outcome::NotAwarded(_) | Outcome::NotDelivered(..)))
    };
    let mut all: Vec<_> = site.opportunities().filter(may_be_paid).collect();
    all.sort_by_key(|of| (of.schedule.is_none(), of.schedule.map(|schedule| schedule.posted), &of.id));
    all
}

/// Similar works, compared with the first of them.
struct Group<'s> {
    first: Work<'s>,
    members: Vec<&'s Opportunity>,
}

impl Group<'_> {
    fn takes(&self, work: &Work<'_>, months: u32) -> bool {
        let last = self.members.last().and_then(|member| member.schedule);
        let near = match (last, work.opportunity.schedule) {
            (Some(last), Some(this)) => last.posted.saturating_add(i64::from(months).months()) >= this.posted,
            // A draft may be posted tomorrow.
            _ => true,
        };
        near && self.first.is_like(work)
    }
}

/// The words that tell what a work is about.
struct Work<'s> {
    opportunity: &'s Opportunity,
    words: Vec<u64>,
    /// A bit for some of the words: works that share few bits share few words.
    signature: [u64; 4],
}

/// Works that share this many hundredths of the shorter one's words are similar.
const SIMILAR: usize = 60;

impl<'s> Work<'s> {
    fn of(opportunity: &'s Opportunity) -> Self {
        let prose = &opportunity.prose.en;
        let text = format!("{} {}", prose.title, prose.summary).to_lowercase();
        let long = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
        let mut words: Vec<u64> = long.map(stem).collect();
        words.sort_unstable();
        words.dedup();
        let mut signature = [0; 4];
        for word in &words {
            signature[(word >> 6 & 3) as usize] |= 1 << (word & 63);
        }
        Self { opportunity, words, signature }
    }

    fn is_like(&self, other: &Self) -> bool {
        let least = self.words.len().min(other.words.len());
        let team = &self.opportunity.team;
        if team.is_empty() || *team != other.opportunity.team || least < 4 {
            return false;
        }
        let bits = |a: &[u64; 4], b: &[u64; 4]| -> u32 { a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum() };
        let fewest = bits(&self.signature, &self.signature).min(bits(&other.signature, &other.signature));
        if (bits(&self.signature, &other.signature) as usize) * 100 < fewest as usize * SIMILAR {
            return false;
        }
        let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        shared * 100 >= least * SIMILAR
    }
}

/// A number for a word, the same for its plural.
fn stem(word: &str) -> u64 {
    use std::hash::{DefaultHasher, Hasher};
    let mut hasher = DefaultHasher::new();
    hasher.write(word.trim_end_matches('s').as_bytes());
    hasher.finish()
}

fn group_problem(root: &Path, site: &Site, sum: Cents, others: &[&Opportunity], last: &Opportunity) -> Diagnostic {
    /// More would be a list that nobody reads.
    const SHOWN: usize = 5;
    let shown = &others[others.len().saturating_sub(SHOWN)..];
    let rule = Problem::Splitting {
        sum,
        limit: site.settings.limits.total,
        others: shown.iter().map(|other| other.id.clone()).collect(),
        months: site.settings.checks.of(&last.department).splitting_months,
    };
    let target = Target::Value(vec![Segment::Key("value")]);
    let source = |of: &Opportunity| Source::read(root, &super::facts_of(&of.id), Syntax::Yaml).ok();
    let related = shown.iter().filter_map(|other| {
        let source = source(other)?;
        Some(source.related_in(source.range_of(&target), Note::SimilarWork))
    });
    match source(last) {
        Some(source) => source.problem_at(&target, rule.into()).with(related),
        None => Diagnostic::new(super::facts_of(&last.id), None, rule.into()),
    }
}
