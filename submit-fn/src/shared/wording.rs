//! The texts of the form and of the function's pages in one language: the table `[form]` of the theme's strings.

use serde::{Deserialize, Serialize};

/// The strings of `[form]` with placeholders, and those that are filled in. Besides, any text of `[form.refusals]` may have
/// `{contact}`.
pub const PLACEHOLDERS: &[(&str, &[&str])] = &[
    ("form.heading", &["title"]),
    ("form.word_limit", &["n"]),
    ("form.facts.before_taxes", &["amount"]),
    ("form.amended.item", &["date", "text"]),
    ("form.manage.replaced", &["reference"]),
    ("form.manage.until", &["instant"]),
    ("form.manage.withdrawn_until", &["instant"]),
    ("form.manage.over", &["instant"]),
    ("form.manage.replacing", &["reference"]),
    ("form.labels.terms", &["terms"]),
    ("form.labels.price", &["price"]),
    ("form.labels.date", &["date"]),
    ("form.errors.criterion", &["n"]),
    ("form.errors.criterion_words", &["n", "limit", "over"]),
    ("form.errors.criterion_characters", &["n", "limit"]),
    ("form.errors.consent", &["box"]),
    ("form.errors.too_long", &["limit"]),
    ("form.privacy.paragraphs", &["days"]),
    ("form.done.next", &["closes"]),
    ("form.done.selection", &["date"]),
    ("form.done.contact", &["contact"]),
    ("form.refusals.closed.text", &["instant", "arrival"]),
    ("form.refusals.not_yet.text", &["instant", "arrival"]),
];

/// The texts of one language. Where values go stands between braces, such as `{n}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Of the page of the form of the opportunity `{title}`.
    pub heading: String,
    /// After the label of a question that must be answered.
    pub(crate) required: String,
    /// After the label of one that may be left blank.
    pub(crate) optional: String,
    /// Below a question with a limit of `{n}` words.
    pub(crate) word_limit: String,
    /// On the button that sends the form.
    pub(crate) submit: String,
    /// Above that button.
    pub(crate) review: String,
    /// Before the page's title when the form comes back.
    pub(crate) error_prefix: String,
    pub(crate) summary_heading: String,
    pub(crate) summary_lead: String,
    /// When it is not known whether the proposal is stored: nothing is lost, send it again.
    pub(crate) not_known: String,
    /// When there is a flood of proposals: this one is to be confirmed.
    pub(crate) unconfirmed: String,
    /// In place of the answer to an optional question.
    pub(crate) not_provided: String,
    /// In place of a box that was ticked.
    pub(crate) accepted: String,
    /// On the link to what was written as a file.
    pub(crate) download_words: String,
    /// The review of the answers, which scripts add.
    pub(crate) check: Check,
    /// The draft on the device, which scripts add.
    pub(crate) draft: Draft,
    pub(crate) facts: FormFacts,
    pub(crate) amended: Amended,
    pub(crate) receipt: ReceiptWording,
    pub(crate) manage: Manage,
    pub(crate) groups: Groups,
    pub(crate) labels: Labels,
    pub(crate) boxes: Boxes,
    pub(crate) hints: Hints,
    pub(crate) errors: Errors,
    pub(crate) privacy: Privacy,
    pub(crate) done: Done,
    pub(crate) refusals: Refusals,
}

/// Legends of the groups of questions.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Groups {
    pub(crate) identity: String,
    pub(crate) eligibility: String,
    pub(crate) criteria: String,
    pub(crate) acceptance: String,
}

/// Labels of the questions.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Labels {
    pub(crate) honeypot: String,
    pub(crate) name: String,
    pub(crate) organization: String,
    pub(crate) email: String,
    pub(crate) correspondence: String,
    pub(crate) english: String,
    pub(crate) french: String,
    pub(crate) eligibility: String,
    /// With `{terms}`, their title.
    pub(crate) terms: String,
    /// With `{price}`.
    pub(crate) price: String,
    /// With `{date}`, the day of delivery.
    pub(crate) date: String,
}

/// What each box is about, to complete [`Errors::consent`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Boxes {
    pub(crate) eligibility: String,
    pub(crate) terms: String,
    pub(crate) price: String,
    pub(crate) date: String,
}

/// Hints below labels and, for the criteria, below the legend.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Hints {
    pub(crate) organization: String,
    pub(crate) email: String,
    pub(crate) criteria: String,
}

/// What is wrong with a field, and what to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Errors {
    /// No name.
    pub(crate) name: String,
    /// No email address.
    pub(crate) email: String,
    /// No valid email address.
    pub(crate) email_form: String,
    /// No language chosen.
    pub(crate) correspondence: String,
    /// No answer to the criterion of number `{n}`.
    pub(crate) criterion: String,
    /// An answer to the criterion of number `{n}` that exceeds `{limit}` words by `{over}`.
    pub(crate) criterion_words: String,
    /// An answer to the criterion of number `{n}` of more than `{limit}` characters.
    pub(crate) criterion_characters: String,
    /// A box that was not ticked, with `{box}`, one of [`Boxes`].
    pub(crate) consent: String,
    /// A text of more than `{limit}` characters.
    pub(crate) too_long: String,
}

/// The privacy statement below the form.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Privacy {
    pub(crate) summary: String,
    /// With `{days}`, for which a proposal is kept.
    pub(crate) paragraphs: Vec<String>,
}

/// The page that confirms a proposal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Done {
    pub(crate) heading: String,
    /// Before the reference number.
    pub(crate) reference: String,
    /// Before the arrival time.
    pub(crate) received: String,
    /// Before the opportunity's title.
    pub(crate) opportunity: String,
    /// To keep the reference number.
    pub(crate) keep: String,
    /// What happens next, with `{closes}`.
    pub(crate) next: String,
    /// When the supplier is selected, with `{date}`.
    pub(crate) selection: String,
    /// Whom to write to, with `{contact}`.
    pub(crate) contact: String,
    /// Above what the bidder sent.
    pub(crate) written: String,
    /// On the link to "Your proposal".
    pub(crate) manage: String,
    /// On the link to the opportunity.
    pub(crate) back: String,
    /// On the button that prints the page.
    pub(crate) print: String,
}

/// The step in which bidders review their answers before they send them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Check {
    pub(crate) heading: String,
    /// On the button that leads to it.
    pub(crate) button: String,
    /// On the button that leads back.
    pub(crate) change: String,
}

/// The draft on the device.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    pub(crate) label: String,
    pub(crate) hint: String,
    /// When one was found.
    pub(crate) restored: String,
}

/// The facts above the form on a page of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct FormFacts {
    pub(crate) closes: String,
    pub(crate) value: String,
    /// With `{amount}`.
    pub(crate) before_taxes: String,
    pub(crate) delivers: String,
}

/// When the opportunity was amended after the form was opened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Amended {
    pub(crate) heading: String,
    pub(crate) text: String,
    /// An amendment, with `{date}` and `{text}`.
    pub(crate) item: String,
    /// If no amendment says what changed.
    pub(crate) other: String,
}

/// The signed receipt.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct ReceiptWording {
    pub(crate) heading: String,
    /// What it is for.
    pub(crate) text: String,
    pub(crate) download: String,
    pub(crate) download_copy: String,
    /// Above the receipt of a withdrawal, and what it is for.
    pub(crate) withdrawal: String,
    pub(crate) withdrawal_text: String,
    /// Before the address of "Your proposal".
    pub(crate) address: String,
}

/// The page "Your proposal".
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Manage {
    pub(crate) heading: String,
    /// This version counts.
    pub(crate) received: String,
    /// Another version counts, with `{reference}`.
    pub(crate) replaced: String,
    pub(crate) withdrawn: String,
    /// The opportunity was amended since.
    pub(crate) amended: String,
    /// Until when it can be changed, with `{instant}`.
    pub(crate) until: String,
    /// Until when a withdrawn one can be submitted again, with `{instant}`.
    pub(crate) withdrawn_until: String,
    /// Why it can be changed no more, with `{instant}`.
    pub(crate) over: String,
    pub(crate) cancelled: String,
    /// Before the instants at which it was sent again, and withdrawn.
    pub(crate) again: String,
    pub(crate) withdrawn_at: String,
    /// On the link to the form that replaces it.
    pub(crate) replace: String,
    /// On that link once it is withdrawn.
    pub(crate) submit_again: String,
    /// Title of that form, with `{reference}`.
    pub(crate) replacing: String,
    /// Above the button that withdraws it.
    pub(crate) withdraw_text: String,
    pub(crate) withdraw: String,
    /// DynamoDB did not answer.
    pub(crate) not_known: String,
}

/// The pages that refuse a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Refusals {
    /// With `{instant}`, the closing, and `{arrival}`.
    pub(crate) closed: Refusal,
    /// With `{instant}`, the opening.
    pub(crate) not_yet: Refusal,
    pub(crate) cancelled: Refusal,
    /// No such opportunity.
    pub(crate) unknown: Refusal,
    /// No such proposal, or another secret.
    pub(crate) unknown_proposal: Refusal,
    /// No such path.
    pub(crate) not_found: Refusal,
    pub(crate) method: Refusal,
    pub(crate) content_type: Refusal,
    /// JSON that is not an object of texts.
    pub(crate) unreadable: Refusal,
    pub(crate) too_large: Refusal,
    /// A fault of the function.
    pub(crate) fault: Refusal,
    /// What is stored is not what was received.
    pub(crate) damaged: Refusal,
    /// Above what the bidder sent.
    pub(crate) written: String,
    /// On the link to all opportunities.
    pub(crate) all: String,
}

/// The heading and the text of a page that refuses. Any text may have `{contact}`, whom to write to.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
#[serde(deny_unknown_fields)]
pub(crate) struct Refusal {
    pub(crate) heading: String,
    pub(crate) text: String,
}
