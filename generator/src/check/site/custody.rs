//! Who opens proposals: every key was tried before anything is posted, and nobody has two.

use std::collections::BTreeSet;
use std::path::Path;

use super::{at, in_settings, located};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Custody, Item, Kind, Opportunity, SealingKey, Site};
use crate::read::{Segment, Syntax, Target};

/// The rules for the keys of the site and of each department, and for every opportunity that is posted and not over.
pub(super) fn rule(root: &Path, site: &Site) -> Vec<Diagnostic> {
    let waiting = site.opportunities().filter(|it| it.schedule.is_some() && it.outcome.is_none());
    let unchecked = waiting.filter_map(|opportunity| {
        let recipients = unchecked(site, opportunity);
        let problem = (!recipients.is_empty()).then_some(Problem::UncheckedKeys { recipients })?;
        Some(located(root, &opportunity.id, &Target::value("posted"), problem))
    });
    shared_keys(root, site).into_iter().chain(no_receipt_key(root, site)).chain(unchecked).collect()
}

/// Receipts that nobody can verify, as soon as something is posted.
fn no_receipt_key(root: &Path, site: &Site) -> Option<Diagnostic> {
    let is_posted = site.opportunities().any(|it| it.schedule.is_some() && it.outcome.is_none());
    let target = Target::Key(vec![Segment::Key("keys")]);
    (is_posted && site.settings.keys.receipts.is_empty()).then(|| in_settings(root, &target, Problem::NoReceiptKey))
}

/// The keys that its proposals are sealed to and that were never tried.
fn unchecked(site: &Site, opportunity: &Opportunity) -> Vec<String> {
    let department = site.get(Kind::Department, &opportunity.department).and_then(Item::as_department);
    let keys = &site.settings.keys;
    let custody = keys.custody_of(department.map_or(&Custody::default(), |department| &department.custody));
    let all = [&keys.recovery].into_iter().chain(custody.keys());
    all.filter(|key| key.checked.is_none()).map(|key| key.recipient.clone()).collect()
}

/// The keys that are there twice: among the officers, the second officers and the recovery of whoever opens together.
fn shared_keys(root: &Path, site: &Site) -> Vec<Diagnostic> {
    let keys = &site.settings.keys;
    let recovery = || BTreeSet::from([keys.recovery.recipient.as_str()]);
    let problem = |recipient: &str| Problem::SharedKey { recipient: recipient.to_owned() };
    let in_site = repeated(&keys.custody, recovery()).into_iter().map(|(list, i, recipient)| {
        let way = vec![Segment::Key("keys"), Segment::Key(list), Segment::Index(i), Segment::Key("recipient")];
        in_settings(root, &Target::Value(way), problem(recipient))
    });
    let in_departments = site.departments().flat_map(|department| {
        let mut others = recovery();
        if department.custody.officers.is_empty() && !department.custody.is_empty() {
            others.extend(keys.custody.officers.iter().map(|key| key.recipient.as_str()));
        }
        let file = Kind::Department.folder(&department.id).join("department.yaml");
        repeated(&department.custody, others).into_iter().map(move |(list, i, recipient)| {
            let way = vec![Segment::Key(list), Segment::Index(i), Segment::Key("recipient")];
            at(root, &file, Syntax::Yaml, &Target::Value(way), problem(recipient))
        })
    });
    in_site.chain(in_departments).collect()
}

/// The keys of a custody that were seen before: the list and the place in it.
fn repeated<'c>(custody: &'c Custody, mut seen: BTreeSet<&'c str>) -> Vec<(&'static str, usize, &'c str)> {
    let list = |name: &'static str, keys: &'c [SealingKey]| {
        keys.iter().enumerate().map(move |(i, key)| (name, i, key.recipient.as_str()))
    };
    let all = list("officers", &custody.officers).chain(list("second_officers", &custody.second_officers));
    all.filter(|(_, _, recipient)| !seen.insert(recipient)).collect()
}
