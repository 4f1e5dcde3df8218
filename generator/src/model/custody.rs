//! Who can open proposals.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A public key that proposals are sealed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SealingKey {
    /// `age1…`
    pub(crate) recipient: String,
    /// The day on which its private key last opened a canary.
    pub(crate) checked: Option<Date>,
}

/// Those who open proposals: any of the officers, or one of the officers and one of the second officers together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Custody {
    pub(crate) officers: Vec<SealingKey>,
    pub(crate) second_officers: Vec<SealingKey>,
}

/// The keys of the site.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SiteKeys {
    /// Opens everything.
    pub(crate) recovery: SealingKey,
    /// Of departments that have none of their own.
    pub(crate) custody: Custody,
    /// What verifies receipts, the current key first.
    pub(crate) receipts: Vec<String>,
}

/// The keys of one machine, for trying things out on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalKeys {
    /// Opens every proposal that is sent there.
    pub recipient: String,
    /// Verifies the receipts that are signed there.
    pub receipts: String,
}

impl Custody {
    /// Whether it names nobody.
    pub(crate) const fn is_empty(&self) -> bool {
        self.officers.is_empty() && self.second_officers.is_empty()
    }

    /// All of its keys.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &SealingKey> {
        self.officers.iter().chain(&self.second_officers)
    }
}

impl SiteKeys {
    /// What proposals for a department are sealed to: layers of recipients, the innermost first.
    pub(crate) fn layers(&self, department: &Custody, local: Option<&LocalKeys>) -> Vec<Vec<String>> {
        let custody = self.custody_of(department);
        let everywhere =
            || [self.recovery.recipient.clone()].into_iter().chain(local.map(|keys| keys.recipient.clone()));
        [&custody.officers, &custody.second_officers]
            .into_iter()
            .filter(|officers| !officers.is_empty())
            .map(|officers| officers.iter().map(|key| key.recipient.clone()).chain(everywhere()).collect())
            .collect()
    }

    /// The custody of a department: its own, or else the site's. Second officers alone go with the site's officers.
    pub(crate) fn custody_of(&self, department: &Custody) -> Custody {
        match (department.is_empty(), department.officers.is_empty()) {
            (true, _) => self.custody.clone(),
            (false, true) => Custody { officers: self.custody.officers.clone(), ..department.clone() },
            (false, false) => department.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(recipient: &str) -> SealingKey {
        SealingKey { recipient: recipient.into(), checked: None }
    }

    fn custody(officers: &[&str], second: &[&str]) -> Custody {
        let keys = |names: &[&str]| names.iter().map(|name| key(name)).collect();
        Custody { officers: keys(officers), second_officers: keys(second) }
    }

    #[test]
    fn a_department_has_its_own_officers_or_those_of_the_site_and_the_recovery_key_opens_every_layer() {
        let keys = SiteKeys { recovery: key("r"), custody: custody(&["s"], &[]), receipts: Vec::new() };
        let layers = |department: Custody| keys.layers(&department, None);
        assert_eq!(layers(Custody::default()), [["s", "r"]]);
        assert_eq!(layers(custody(&["a", "b"], &[])), [["a", "b", "r"]]);
        assert_eq!(layers(custody(&["a"], &["c"])), [["a", "r"], ["c", "r"]]);
        assert_eq!(layers(custody(&[], &["c"])), [["s", "r"], ["c", "r"]]);
        let local = LocalKeys { recipient: "here".into(), receipts: String::new() };
        assert_eq!(keys.layers(&Custody::default(), Some(&local)), [["s", "r", "here"]]);
    }
}
