//! What the function says, in one language: the table `[form]` of the theme's strings.

use serde::{Deserialize, Serialize};

/// All texts of one language. Places for values stand between braces, such as `{n}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// After the label of a question that must be answered.
    pub required: String,
    /// After the label of one that need not.
    pub optional: String,
    /// Below a question: `{n}` words at most.
    pub word_limit: String,
    /// On the last button.
    pub submit: String,
    /// Above it.
    pub review: String,
    /// Before a page's title when the form was refused.
    pub error_prefix: String,
    /// Heading of the error summary.
    pub summary_heading: String,
    /// Below it.
    pub summary_lead: String,
    /// When the proposal could not be kept: nothing is lost, press again.
    pub not_kept: String,
    /// Of an answer that was not given.
    pub not_provided: String,
    /// Legends of the groups of questions.
    pub groups: Groups,
    /// Labels of the questions.
    pub labels: Labels,
    /// What each box is about, in its error.
    pub boxes: Boxes,
    /// Hints below labels.
    pub hints: Hints,
    /// What is wrong with a field.
    pub errors: Errors,
    /// The privacy statement.
    pub privacy: Privacy,
    /// The page that confirms.
    pub done: Done,
    /// The pages that refuse.
    pub refusals: Refusals,
}

/// Legends of the groups of questions.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Groups {
    /// Name, organization, address, language.
    pub identity: String,
    /// Whether the bidder may take the contract.
    pub eligibility: String,
    /// One answer a criterion.
    pub criteria: String,
    /// Terms, price and date.
    pub acceptance: String,
}

/// Labels of the questions.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Of the field that people leave blank.
    pub honeypot: String,
    /// The bidder's name.
    pub name: String,
    /// For whom the bidder works.
    pub organization: String,
    /// Where the answer goes.
    pub email: String,
    /// In which language.
    pub correspondence: String,
    /// English, in this language.
    pub english: String,
    /// French, in this language.
    pub french: String,
    /// The box of eligibility.
    pub eligibility: String,
    /// The box of the terms, with `{terms}`.
    pub terms: String,
    /// The box of the price, with `{price}`.
    pub price: String,
    /// The box of the delivery date, with `{date}`.
    pub date: String,
}

/// What each box is about.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Boxes {
    /// Of eligibility.
    pub eligibility: String,
    /// Of the terms.
    pub terms: String,
    /// Of the price.
    pub price: String,
    /// Of the delivery date.
    pub date: String,
}

/// Hints below labels.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Hints {
    /// Below the organization.
    pub organization: String,
    /// Below the electronic address.
    pub email: String,
    /// Below the legend of the criteria.
    pub criteria: String,
}

/// What is wrong with a field, and what to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Errors {
    /// No name.
    pub name: String,
    /// No electronic address.
    pub email: String,
    /// No plausible one.
    pub email_form: String,
    /// No language chosen.
    pub correspondence: String,
    /// A criterion without answer, with `{n}`, its number.
    pub criterion: String,
    /// An answer of too many words, with `{n}`, `{limit}` and `{over}`.
    pub criterion_words: String,
    /// A box that was not ticked, with `{box}`, what it is about.
    pub consent: String,
    /// A text of too many characters, with `{limit}`.
    pub too_long: String,
}

/// The privacy statement.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// Its title.
    pub summary: String,
    /// Its paragraphs, with `{days}`, for which a proposal is kept.
    pub paragraphs: Vec<String>,
}

/// The page that confirms.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// Its heading.
    pub heading: String,
    /// Name of the reference number.
    pub reference: String,
    /// Name of the arrival time.
    pub received: String,
    /// Name of the opportunity.
    pub opportunity: String,
    /// What to do with the reference.
    pub keep: String,
    /// What happens until the closing, with `{closes}`.
    pub next: String,
    /// When the supplier is selected, with `{date}`.
    pub selection: String,
    /// Whom to write to, with `{contact}`.
    pub contact: String,
    /// Heading of what was sent.
    pub written: String,
    /// On the link that goes back.
    pub back: String,
    /// On the hint to print.
    pub print: String,
}

/// The pages that refuse.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Refusals {
    /// After closing, with `{instant}` and `{arrival}`.
    pub closed: Refusal,
    /// Before opening, with `{instant}`.
    pub not_yet: Refusal,
    /// Cancelled.
    pub cancelled: Refusal,
    /// No such opportunity.
    pub unknown: Refusal,
    /// No such address.
    pub not_found: Refusal,
    /// Not a POST.
    pub method: Refusal,
    /// Not a form.
    pub content_type: Refusal,
    /// JSON that cannot be read.
    pub unreadable: Refusal,
    /// More than the function takes.
    pub too_large: Refusal,
    /// The function's own fault.
    pub fault: Refusal,
    /// Heading of what the bidder wrote.
    pub written: String,
    /// On the link to all opportunities.
    pub all: String,
}

/// A page that refuses.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Its heading.
    pub heading: String,
    /// Why, and what to do.
    pub text: String,
}
