//! The form as a template needs it: blank on the site's own page, filled in when it is sent back.

use serde::Serialize;

use crate::shared::bundle::Opportunity;
use crate::shared::format::number;
use crate::shared::lang::Lang;
use crate::shared::layout::Link;
use crate::shared::questions::{self, HONEYPOT, Kind, Question, names};
use crate::shared::wording::{Check, Draft, Wording};

/// The path that the form is sent to.
pub(crate) const ACTION: &str = "/api/proposals";

/// The id of the button that shows it in the other language.
pub(crate) const LANG_BUTTON: &str = "other-language";

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FieldError {
    /// The field's name.
    pub(crate) field: String,
    /// What to do, in the language of the form.
    pub(crate) detail: String,
}

/// The `form` of a template.
#[derive(Debug, Serialize)]
pub struct FormView {
    action: &'static str,
    method: &'static str,
    id: &'static str,
    hidden: Vec<Hidden>,
    summary: Option<Summary>,
    /// What went wrong that is no error of the bidder's.
    notice: Option<String>,
    /// What this is about, one by one.
    notice_items: Vec<String>,
    groups: Vec<GroupView>,
    honeypot: Honeypot,
    privacy: PrivacyView,
    /// For the review of the answers, which scripts add.
    check: Check,
    /// In the review, in place of an answer that is missing.
    not_provided: String,
    /// What the review shows for a box that is checked.
    accepted: String,
    /// For the draft on the device, which scripts add.
    draft: Draft,
    review: String,
    submit: String,
}

#[derive(Debug, Serialize)]
struct Hidden {
    name: &'static str,
    value: String,
}

/// The errors in the order of the page, with links to the fields.
#[derive(Debug, Serialize)]
struct Summary {
    heading: String,
    lead: String,
    errors: Vec<SummaryError>,
}

#[derive(Debug, Serialize)]
struct SummaryError {
    href: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct GroupView {
    legend: String,
    hint: Option<String>,
    questions: Vec<QuestionView>,
}

#[derive(Debug, Serialize)]
struct QuestionView {
    kind: &'static str,
    id: String,
    name: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    value: String,
    checked: bool,
    required: bool,
    required_label: String,
    optional_label: String,
    autocomplete: Option<&'static str>,
    max_words: Option<u32>,
    limit_label: Option<String>,
    rows: u32,
    options: Vec<OptionView>,
    described_by: String,
    link: Option<Link>,
}

#[derive(Debug, Serialize)]
struct OptionView {
    id: String,
    value: &'static str,
    label: String,
    checked: bool,
}

#[derive(Debug, Serialize)]
struct Honeypot {
    name: &'static str,
    label: String,
}

#[derive(Debug, Serialize)]
struct PrivacyView {
    summary: String,
    paragraphs: Vec<String>,
}

/// The form of an opportunity with nothing filled in. Proposals are kept for `retention_days`.
pub fn blank(opportunity: &Opportunity, lang: Lang, wording: &Wording, retention_days: u32) -> FormView {
    filled(opportunity, lang, wording, retention_days, |_| "", &[])
}

/// The form with the value of each field by its name, which is empty for one that was not sent, and with what is
/// wrong with them.
pub(crate) fn filled<'v>(
    opportunity: &Opportunity,
    lang: Lang,
    wording: &Wording,
    retention_days: u32,
    value: impl Fn(&str) -> &'v str,
    errors: &[FieldError],
) -> FormView {
    let question_view = |question: Question| {
        let value = value(&question.name);
        let error = errors.iter().find(|error| error.field == question.name).map(|error| error.detail.clone());
        question_view(question, lang, wording, value, error)
    };
    let groups: Vec<_> = questions::groups(opportunity, lang, wording)
        .into_iter()
        .map(|group| GroupView {
            legend: group.legend,
            hint: group.hint,
            questions: group.questions.into_iter().map(question_view).collect(),
        })
        .collect();
    let replacement =
        [names::REPLACES, names::SECRET, names::TICKET].map(|name| Hidden { name, value: value(name).to_owned() });
    let days = number(u64::from(retention_days), lang);
    let privacy = wording.privacy.paragraphs.iter().map(|text| text.replace("{days}", &days));
    FormView {
        action: ACTION,
        method: "post",
        id: "proposal-form",
        hidden: [
            Hidden { name: names::OPPORTUNITY, value: opportunity.id.clone() },
            Hidden { name: names::LANG, value: lang.code().to_owned() },
            Hidden { name: names::VERSION, value: opportunity.version().to_string() },
        ]
        .into_iter()
        .chain(replacement.into_iter().filter(|field| !field.value.is_empty()))
        .collect(),
        summary: summary(&groups, wording),
        notice: None,
        notice_items: Vec::new(),
        groups,
        honeypot: Honeypot { name: HONEYPOT, label: wording.labels.honeypot.clone() },
        privacy: PrivacyView { summary: wording.privacy.summary.clone(), paragraphs: privacy.collect() },
        check: wording.check.clone(),
        not_provided: wording.not_provided.clone(),
        accepted: wording.accepted.clone(),
        draft: wording.draft.clone(),
        review: wording.review.clone(),
        submit: wording.submit.clone(),
    }
}

impl FormView {
    /// The same form under a notice.
    pub(crate) fn with_notice(self, notice: String, notice_items: Vec<String>) -> Self {
        Self { notice: Some(notice), notice_items, ..self }
    }
}

fn summary(groups: &[GroupView], wording: &Wording) -> Option<Summary> {
    let questions = groups.iter().flat_map(|group| &group.questions);
    let errors: Vec<_> = questions
        .filter_map(|question| {
            let text = question.error.clone()?;
            // The error of a group of buttons links to the first one.
            let id = question.options.first().map_or(&question.id, |option| &option.id);
            Some(SummaryError { href: format!("#{id}"), text })
        })
        .collect();
    (!errors.is_empty()).then(|| Summary {
        heading: wording.summary_heading.clone(),
        lead: wording.summary_lead.clone(),
        errors,
    })
}

fn question_view(
    question: Question,
    lang: Lang,
    wording: &Wording,
    value: &str,
    error: Option<String>,
) -> QuestionView {
    let id = format!("field-{}", question.name);
    let (kind, max_words, options) = match question.kind {
        Kind::Line(_) => ("text", None, Vec::new()),
        Kind::Email(_) => ("email", None, Vec::new()),
        Kind::Words { limit, .. } => ("textarea", Some(limit), Vec::new()),
        Kind::Consent => ("checkbox", None, Vec::new()),
        Kind::Choice(options) => ("radios", None, options),
    };
    let described = [(question.hint.is_some(), "hint"), (error.is_some(), "error"), (max_words.is_some(), "limit")];
    let described: Vec<_> =
        described.into_iter().filter(|(there, _)| *there).map(|(_, part)| format!("{id}-{part}")).collect();
    QuestionView {
        kind,
        name: question.name,
        label: question.label,
        hint: question.hint,
        error,
        checked: value == "yes",
        required: question.missing.is_some(),
        required_label: wording.required.clone(),
        optional_label: wording.optional.clone(),
        autocomplete: question.autocomplete,
        max_words,
        limit_label: max_words.map(|limit| wording.word_limit.replace("{n}", &number(u64::from(limit), lang))),
        // About twelve words fit a line.
        rows: max_words.map_or(1, |limit| (limit / 12).clamp(4, 16)),
        options: options
            .into_iter()
            .map(|(option, label)| OptionView {
                id: format!("{id}-{option}"),
                value: option,
                label,
                checked: option == value,
            })
            .collect(),
        described_by: described.join(" "),
        link: question.link,
        // A box always sends the same value: what was sent is whether it is ticked.
        value: if kind == "checkbox" { "yes".to_owned() } else { value.to_owned() },
        id,
    }
}
