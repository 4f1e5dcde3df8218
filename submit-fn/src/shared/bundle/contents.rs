//! What a bundle holds.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::shared::format::Cents;
use crate::shared::lang::Bilingual;
use crate::shared::wording::Wording;

/// What is the same for every opportunity.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Site {
    /// The address of the site, without a slash at the end.
    pub base_url: String,
    /// What verifies receipts, published on the site.
    pub receipt_keys: Vec<String>,
    /// IANA name of the zone in which times are stated.
    pub time_zone: String,
    /// What follows a time of day in that zone, such as ET and HE.
    pub zone_label: Bilingual<String>,
    /// The email address for questions about a proposal.
    pub contact: String,
    /// How long a proposal is kept after its opportunity closes, in days.
    pub retention_days: u32,
    /// The texts of the form and of the function's pages.
    pub wording: Bilingual<Wording>,
    /// Context of the theme's layout: what `base.html` needs besides `page`.
    pub layout: Bilingual<serde_json::Value>,
    /// The theme's templates, by name.
    pub templates: BTreeMap<String, String>,
}

/// What the function must know of an opportunity. Drafts are not in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    /// The name of its directory in the content.
    pub id: String,
    /// In plain text.
    pub title: Bilingual<String>,
    /// The path of its page, such as `/fr/possibilites/selecteur-de-date/`.
    pub url: Bilingual<String>,
    /// From when proposals are received.
    pub opens: Timestamp,
    /// Until when, exclusive: a proposal that arrives at this instant is late.
    pub closes: Timestamp,
    /// Whether it was cancelled: then no proposal is received, whatever the instant.
    pub cancelled: bool,
    /// The fixed price, before taxes.
    pub value: Cents,
    /// The day on which the supplier is selected.
    pub selection: Option<Date>,
    /// The day on which the work is due.
    pub delivers: Option<Date>,
    /// The terms and conditions that a bidder accepts.
    pub terms: Terms,
    /// The evaluation criteria, in the order of the form's questions.
    pub criteria: Vec<Criterion>,
    /// What was changed since it was posted, the oldest first.
    pub amendments: Vec<Amendment>,
    /// Whom proposals are sealed to: layers of age recipients, the innermost first.
    pub recipients: Vec<Vec<String>>,
}

/// A change of a posted opportunity, as bidders are told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The day on which it was made.
    pub date: Date,
    /// What changed.
    pub text: Bilingual<String>,
}

/// Terms and conditions, as the form refers to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The name of their directory in the content, which is stored with the proposal.
    pub id: String,
    /// In plain text.
    pub title: Bilingual<String>,
    /// The path of their page.
    pub url: Bilingual<String>,
}

/// An evaluation criterion, passed or failed on the answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Unique in its opportunity; the form's field is `criterion-<id>`.
    pub id: String,
    /// What the bidder is asked.
    pub text: Bilingual<String>,
    /// The longest answer, in words.
    pub max_words: u32,
}

#[cfg(test)]
pub(crate) mod fixtures {
    use super::*;

    pub(crate) fn both(text: &str) -> Bilingual<String> {
        Bilingual::from_fn(|lang| format!("{text} {lang}"))
    }

    pub(crate) fn site() -> Site {
        Site {
            base_url: "https://devex.example.org".into(),
            receipt_keys: Vec::new(),
            time_zone: "America/Toronto".into(),
            zone_label: both("ET"),
            contact: "exchange@example.org".into(),
            retention_days: 30,
            wording: Bilingual::default(),
            layout: Bilingual::default(),
            templates: BTreeMap::from([("answer.html".to_owned(), "{{ answer.heading }}".to_owned())]),
        }
    }

    /// Open in November 2026.
    pub(crate) fn opportunity() -> Opportunity {
        Opportunity {
            id: "first".into(),
            title: both("First"),
            url: Bilingual::from_fn(|lang| format!("/{lang}/first/")),
            opens: "2026-11-02T05:00:00Z".parse().unwrap(),
            closes: "2026-12-01T19:00:00Z".parse().unwrap(),
            cancelled: false,
            value: Cents(820_000),
            selection: None,
            delivers: Some(jiff::civil::date(2027, 1, 22)),
            terms: Terms { id: "plain".into(), title: both("Terms"), url: both("/terms") },
            criteria: vec![Criterion { id: "skills".into(), text: both("Skills?"), max_words: 5 }],
            amendments: Vec::new(),
            recipients: Vec::new(),
        }
    }
}
