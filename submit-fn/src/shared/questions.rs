//! What the form asks of an opportunity, as data: it makes the form's HTML, and it validates what comes back.

use crate::shared::bundle::Opportunity;
use crate::shared::format::{NBSP, date, money};
use crate::shared::lang::Lang;
use crate::shared::layout::Link;
use crate::shared::wording::Wording;

/// The most characters of a name.
const NAME_LIMIT: usize = 200;

/// The most characters of an electronic address (RFC 5321, 4.5.3.1.3, less the angle brackets).
const EMAIL_LIMIT: usize = 254;

/// The field that people do not see and leave blank.
pub const HONEYPOT: &str = "website";

/// The names of the fields that every form has, in the order of the page.
pub mod names {
    /// The opportunity's id.
    pub const OPPORTUNITY: &str = "opportunity";
    /// The form's language.
    pub const LANG: &str = "lang";
    /// The bidder's name.
    pub const NAME: &str = "name";
    /// For whom the bidder works.
    pub const ORGANIZATION: &str = "organization";
    /// The bidder's electronic address.
    pub const EMAIL: &str = "email";
    /// The language in which to write to the bidder.
    pub const CORRESPONDENCE: &str = "correspondence";
}

/// A group of questions under one legend.
#[derive(Debug)]
pub struct Group {
    /// Its title.
    pub legend: String,
    /// What helps to answer.
    pub hint: Option<String>,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// One question of the form.
#[derive(Debug)]
pub struct Question {
    /// The field's name.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// What helps to answer.
    pub hint: Option<String>,
    /// How it is answered.
    pub kind: Kind,
    /// What to say when it was not answered; nothing when it need not be.
    pub missing: Option<String>,
    /// What the browser may fill in (HTML, autofill detail tokens).
    pub autocomplete: Option<&'static str>,
    /// What to read before answering.
    pub link: Option<Link>,
}

/// How a question is answered.
#[derive(Debug)]
pub enum Kind {
    /// One line, of at most so many characters.
    Line(usize),
    /// An electronic address, of at most so many characters.
    Email(usize),
    /// Several lines: the answer to the criterion of that number, counted from 1, of at most so many words.
    Words {
        /// Counted from 1.
        number: usize,
        /// Words.
        limit: u32,
    },
    /// A box to tick.
    Consent,
    /// One of several values with their labels.
    Choice(Vec<(&'static str, String)>),
}

/// The name of the field of a criterion.
pub fn criterion_field(id: &str) -> String {
    format!("criterion-{id}")
}

/// The questions for an opportunity, in the order of the page.
pub fn questions(opportunity: &Opportunity, lang: Lang, wording: &Wording) -> Vec<Group> {
    let group = |legend: &String, hint: Option<String>, questions| Group { legend: legend.clone(), hint, questions };
    vec![
        group(&wording.groups.identity, None, identity(wording)),
        group(
            &wording.groups.eligibility,
            None,
            vec![consent("eligibility", wording.labels.eligibility.clone(), &wording.boxes.eligibility, wording)],
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
    let question = |(i, criterion): (usize, &crate::shared::bundle::Criterion)| Question {
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
