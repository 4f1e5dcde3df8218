//! The questions that the form asks about an opportunity, as data: the form is made of them, and what comes back is
//! validated by them.

use crate::shared::bundle::{Criterion, Opportunity};
use crate::shared::format::{NBSP, date, money};
use crate::shared::lang::Lang;
use crate::shared::layout::Link;
use crate::shared::wording::Wording;

/// The maximum length of a name, in characters.
const NAME_LIMIT: usize = 200;

/// The maximum length of an email address, in characters (RFC 5321, 4.5.3.1.3, less the angle brackets).
const EMAIL_LIMIT: usize = 254;

/// The field that people do not see, and that programs fill in.
pub(crate) const HONEYPOT: &str = "website";

/// The names of the fields that every form has, in the order of the page.
pub(crate) mod names {
    pub(crate) const OPPORTUNITY: &str = "opportunity";
    /// The language of the form.
    pub(crate) const LANG: &str = "lang";
    /// The version of the opportunity that the form is about.
    pub(crate) const VERSION: &str = "version";
    /// The reference of the proposal that this one replaces.
    pub(crate) const REPLACES: &str = "replaces";
    /// The reference of a proposal to withdraw, replace or look at.
    pub(crate) const REFERENCE: &str = "reference";
    /// The secret of that proposal.
    pub(crate) const SECRET: &str = "secret";
    /// What confirms a proposal in a flood.
    pub(crate) const TICKET: &str = "ticket";
    /// The language in which to show the form with all that was written, and nothing is received.
    pub(crate) const SHOW_IN: &str = "show_in";
    /// How long the form was open, in milliseconds, if scripts run.
    pub(crate) const ELAPSED: &str = "elapsed";
    pub(crate) const NAME: &str = "name";
    pub(crate) const ORGANIZATION: &str = "organization";
    pub(crate) const EMAIL: &str = "email";
    /// The language in which to write to the bidder.
    pub(crate) const CORRESPONDENCE: &str = "correspondence";
}

/// A group of questions under one legend.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) legend: String,
    pub(crate) hint: Option<String>,
    pub(crate) questions: Vec<Question>,
}

#[derive(Debug)]
pub(crate) struct Question {
    /// The name of the field.
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) kind: Kind,
    /// The error when it is not answered; `None` if it is optional.
    pub(crate) missing: Option<String>,
    /// What the browser may fill in (HTML, autofill detail tokens).
    pub(crate) autocomplete: Option<&'static str>,
    /// What to read before answering.
    pub(crate) link: Option<Link>,
}

/// How a question is answered.
#[derive(Debug)]
pub(crate) enum Kind {
    /// One line, of at most this many characters.
    Line(usize),
    /// An email address, of at most this many characters.
    Email(usize),
    /// Several lines of at most `limit` words: the answer to a criterion, whose `number` counts from 1.
    Words { number: usize, limit: u32 },
    /// A box that must be ticked.
    Consent,
    /// One of several values, each with its label.
    Choice(Vec<(&'static str, String)>),
}

/// The name of the field for the criterion with this id.
pub(crate) fn criterion_field(id: &str) -> String {
    format!("{CRITERION}{id}")
}

const CRITERION: &str = "criterion-";
const ELIGIBILITY: &str = "eligibility";
/// What the names of the boxes begin with that accept something.
const ACCEPT: &str = "accept-";

/// Whether a field holds something that a form asks a bidder, about any opportunity.
pub(crate) fn is_asked(name: &str) -> bool {
    [names::NAME, names::ORGANIZATION, names::EMAIL, names::CORRESPONDENCE, ELIGIBILITY, HONEYPOT].contains(&name)
        || name.starts_with(CRITERION)
        || name.starts_with(ACCEPT)
}

/// The questions about an opportunity, in the order of the page.
pub(crate) fn groups(opportunity: &Opportunity, lang: Lang, wording: &Wording) -> Vec<Group> {
    let group = |legend: &String, hint: Option<String>, questions| Group { legend: legend.clone(), hint, questions };
    vec![
        group(&wording.groups.identity, None, identity(wording)),
        group(
            &wording.groups.eligibility,
            None,
            vec![consent(ELIGIBILITY, wording.labels.eligibility.clone(), &wording.boxes.eligibility, wording)],
        ),
        group(&wording.groups.criteria, Some(wording.hints.criteria.clone()), criteria(opportunity, lang, wording)),
        group(&wording.groups.acceptance, None, acceptance(opportunity, lang, wording)),
    ]
}

fn identity(wording: &Wording) -> Vec<Question> {
    let Wording { labels, hints, errors, .. } = wording;
    let question = |name: &str, label: &String, kind| Question {
        name: name.to_owned(),
        label: label.clone(),
        hint: None,
        kind,
        missing: None,
        autocomplete: None,
        link: None,
    };
    vec![
        Question {
            missing: Some(errors.name.clone()),
            autocomplete: Some("name"),
            ..question(names::NAME, &labels.name, Kind::Line(NAME_LIMIT))
        },
        Question {
            hint: Some(hints.organization.clone()),
            autocomplete: Some("organization"),
            ..question(names::ORGANIZATION, &labels.organization, Kind::Line(NAME_LIMIT))
        },
        Question {
            hint: Some(hints.email.clone()),
            missing: Some(errors.email.clone()),
            autocomplete: Some("email"),
            ..question(names::EMAIL, &labels.email, Kind::Email(EMAIL_LIMIT))
        },
        Question {
            missing: Some(errors.correspondence.clone()),
            ..question(
                names::CORRESPONDENCE,
                &labels.correspondence,
                Kind::Choice(vec![("en", labels.english.clone()), ("fr", labels.french.clone())]),
            )
        },
    ]
}

fn criteria(opportunity: &Opportunity, lang: Lang, wording: &Wording) -> Vec<Question> {
    let question = |(i, criterion): (usize, &Criterion)| Question {
        name: criterion_field(&criterion.id),
        label: format!("{}.{NBSP}{}", i + 1, criterion.text.get(lang)),
        hint: None,
        kind: Kind::Words { number: i + 1, limit: criterion.max_words },
        missing: Some(wording.errors.criterion.replace("{n}", &(i + 1).to_string())),
        autocomplete: None,
        link: None,
    };
    opportunity.criteria.iter().enumerate().map(question).collect()
}

fn acceptance(opportunity: &Opportunity, lang: Lang, wording: &Wording) -> Vec<Question> {
    let labels = &wording.labels;
    let terms = &opportunity.terms;
    let title = terms.title.get(lang);
    let mut boxes = vec![
        Question {
            link: Some(Link { url: terms.url.get(lang).clone(), label: title.clone() }),
            ..consent("accept-terms", labels.terms.replace("{terms}", title), &wording.boxes.terms, wording)
        },
        consent(
            "accept-price",
            labels.price.replace("{price}", &money(opportunity.value, lang)),
            &wording.boxes.price,
            wording,
        ),
    ];
    if let Some(day) = opportunity.delivers {
        boxes.push(consent(
            "accept-date",
            labels.date.replace("{date}", &date(day, lang)),
            &wording.boxes.date,
            wording,
        ));
    }
    boxes
}

fn consent(name: &str, label: String, subject: &str, wording: &Wording) -> Question {
    Question {
        name: name.to_owned(),
        label,
        hint: None,
        kind: Kind::Consent,
        missing: Some(wording.errors.consent.replace("{box}", subject)),
        autocomplete: None,
        link: None,
    }
}
