//! The version of an opportunity: what a bidder read when the form was opened, and answers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::contents::{Amendment, Opportunity};
use crate::shared::hex::hex;

/// The digits of a digest that a version has.
const DIGITS: usize = 32;

/// The number of amendments so far, and a digest of what binds both sides, such as
/// `2-0f1e2d3c4b5a69788796a5b4c3d2e1f0`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Version {
    amendments: usize,
    digest: String,
}

/// A text that is not a version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the version of an opportunity")]
pub struct VersionError(String);

impl Opportunity {
    /// The present version. It depends on the facts that bind the bidder and the department, and on the amendments; not on
    /// titles, addresses or whom proposals are sealed to.
    pub fn version(&self) -> Version {
        let binding = Binding {
            id: &self.id,
            opens: self.opens.as_millisecond(),
            closes: self.closes.as_millisecond(),
            value: self.value.0,
            selection: self.selection.map(|day| day.to_string()),
            delivers: self.delivers.map(|day| day.to_string()),
            terms: &self.terms.id,
            criteria: self
                .criteria
                .iter()
                .map(|criterion| (&criterion.id, &criterion.text.en, &criterion.text.fr, criterion.max_words))
                .collect(),
            amendments: &self.amendments,
        };
        // Texts and numbers, which cannot fail.
        let digest = Sha256::digest(serde_json::to_vec(&binding).unwrap_or_default());
        Version { amendments: self.amendments.len(), digest: hex(&digest[..DIGITS / 2]) }
    }

    /// What was changed since a version.
    pub(crate) fn amendments_since(&self, version: &Version) -> &[Amendment] {
        self.amendments.get(version.amendments..).unwrap_or_default()
    }
}

/// What a version is a digest of, as JSON.
#[derive(Serialize)]
struct Binding<'o> {
    id: &'o str,
    opens: i64,
    closes: i64,
    value: u64,
    selection: Option<String>,
    delivers: Option<String>,
    terms: &'o str,
    criteria: Vec<(&'o String, &'o String, &'o String, u32)>,
    amendments: &'o [Amendment],
}

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = || {
            let (amendments, digest) = text.split_once('-')?;
            let is_digest = digest.len() == DIGITS && digest.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
            let amendments = amendments.parse().ok().filter(|_| is_digest)?;
            Some(Self { amendments, digest: digest.to_owned() })
        };
        parsed().filter(|version| version.to_string() == text).ok_or_else(|| VersionError(text.to_owned()))
    }
}

impl TryFrom<String> for Version {
    type Error = VersionError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.amendments, self.digest)
    }
}

#[cfg(test)]
mod tests {
    use super::super::contents::fixtures::{both, opportunity};
    use super::*;
    use crate::shared::format::Cents;

    fn amendment(text: &str) -> Amendment {
        Amendment { date: jiff::civil::date(2026, 11, 10), text: both(text) }
    }

    #[test]
    fn a_version_changes_with_what_binds_and_with_nothing_else() {
        let before = opportunity().version();
        let renamed = Opportunity { title: both("Other"), recipients: vec![vec!["age1".into()]], ..opportunity() };
        assert_eq!(renamed.version(), before);
        for changed in [
            Opportunity { value: Cents(1), ..opportunity() },
            Opportunity { criteria: Vec::new(), ..opportunity() },
            Opportunity { delivers: None, ..opportunity() },
            Opportunity { amendments: vec![amendment("a")], ..opportunity() },
        ] {
            assert_ne!(changed.version(), before, "{changed:?}");
        }
    }

    #[test]
    fn the_amendments_since_a_version_are_the_last_ones() {
        let one = Opportunity { amendments: vec![amendment("a")], ..opportunity() };
        let two = Opportunity { amendments: vec![amendment("a"), amendment("b")], ..opportunity() };
        assert_eq!(two.amendments_since(&one.version()), [amendment("b")]);
        assert_eq!(two.amendments_since(&opportunity().version()).len(), 2);
        assert!(one.amendments_since(&two.version()).is_empty());
    }

    #[test]
    fn a_version_is_read_as_it_is_written_and_nothing_else_is_one() {
        let version = opportunity().version();
        assert_eq!(version.to_string().parse(), Ok(version));
        let digest = "0123456789abcdef".repeat(2);
        for text in [
            format!("-{digest}"),
            format!("1-{}", digest.to_uppercase()),
            format!("01-{digest}"),
            format!("+1-{digest}"),
        ] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
        for text in ["", "1", "1-", "-", "x"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}
