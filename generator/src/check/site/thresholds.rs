//! The thresholds of site.toml: they fit each other and the limits, or no opportunity could be right.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Note, Problem};
use crate::model::{Checks, Limits, Settings, Thresholds};
use crate::read::{Segment, Source, Syntax, Target};

/// The rule for the thresholds of everyone and those of each department.
pub(super) fn rule(root: &Path, settings: &Settings) -> Vec<Diagnostic> {
    let Checks { general, departments } = &settings.checks;
    let own = departments.iter().map(|(id, thresholds)| (vec!["checks", "departments", id.as_str()], thresholds));
    let all = [(vec!["checks"], general)].into_iter().chain(own);
    let located = |(table, thresholds): (Vec<&str>, &Thresholds)| {
        let misfits = misfits(thresholds, settings.limits);
        misfits.into_iter().filter_map(|misfit| misfit.located(root, &table)).collect::<Vec<_>>()
    };
    all.flat_map(located).collect()
}

/// Thresholds that do not fit.
struct Misfit {
    problem: Problem,
    /// Their keys below those of the table. The first that is written there is to blame: a default is not, nor what holds
    /// for everyone.
    keys: &'static [&'static [&'static str]],
}

impl Misfit {
    /// `None` if the table has none of the keys.
    fn located(self, root: &Path, table: &[&str]) -> Option<Diagnostic> {
        let source = Source::read(root, Path::new("site.toml"), Syntax::Toml).ok()?;
        let target = |key: &&[&'static str]| {
            Target::Value(table.iter().chain(*key).map(|part| Segment::Key(part)).collect::<Vec<_>>())
        };
        let mut written = self.keys.iter().map(target).filter(|target| source.has(target));
        let diagnostic = source.problem_at(&written.next()?, self.problem);
        let other = written.next().map(|target| source.related_in(source.range_of(&target), Note::OtherFact));
        Some(diagnostic.with(other))
    }
}

fn misfits(thresholds: &Thresholds, limits: Limits) -> Vec<Misfit> {
    let Thresholds { hourly_rate: (least, most), proposal_minutes, proposal_minutes_most, tax_safe, .. } = thresholds;
    let inverted = |greater: &'static str, lesser: &'static str| Problem::Inverted {
        greater: greater.into(),
        lesser: lesser.into(),
    };
    let mut misfits = Vec::new();
    if least > most {
        misfits.push(Misfit { problem: inverted("least", "most"), keys: &[&["hourly_rate", "most"]] });
    }
    if proposal_minutes > proposal_minutes_most {
        let problem = inverted("proposal_minutes", "proposal_minutes_most");
        misfits.push(Misfit { problem, keys: &[&["proposal_minutes_most"], &["proposal_minutes"]] });
    }
    if *tax_safe > limits.most() {
        let problem = Problem::UnsafeTaxSafe { most: limits.most() };
        misfits.push(Misfit { problem, keys: &[&["tax_safe"]] });
    }
    misfits
}
