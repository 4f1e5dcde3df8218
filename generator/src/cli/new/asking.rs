//! What is asked for each kind of item.

use jiff::civil::DateTime;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::typed::{amount, folder_problem};
use super::{Args, Ask, Setup};
use crate::author::dates::Dates;
use crate::author::skeleton::{self, New};
use crate::model::Kind;
use crate::model::Settings;
use crate::nearest::nearest;
use crate::parse::slug::slugify;
use crate::yaml::Value;

/// Asks for everything that a kind of item needs.
pub(super) struct Asking<'a> {
    pub(super) setup: &'a Setup,
    pub(super) settings: &'a Settings,
    pub(super) ask: &'a mut Ask,
}

impl Asking<'_> {
    pub(super) fn all(&mut self, args: &mut Args, kind: Kind, new: &mut New) {
        let (setup, id) = (self.setup, args.id.take());
        // A name that cannot be is told before anything else is typed.
        if let Some(problem) = id.as_deref().and_then(|id| folder_problem(setup, kind, id)) {
            self.ask.refuse_argument(problem);
        }
        let has_id = id.is_some();
        let check = |title: &str| if has_id { None } else { folder_problem(setup, kind, &slugify(title)) };
        let english =
            self.ask.text("title-en", args.title_en.take(), ("Title in English", "Titre en anglais"), None, check);
        let french =
            self.ask.text("title-fr", args.title_fr.take(), ("Title in French", "Titre en français"), None, |_| None);
        new.id = id.unwrap_or_else(|| slugify(english.as_deref().unwrap_or_default()));
        new.title = Bilingual { en: english, fr: french };
        new.summary = Bilingual { en: args.summary_en.take(), fr: args.summary_fr.take() };
        match kind {
            Kind::Opportunity => self.opportunity(args, new),
            Kind::Project => {
                self.id(Kind::Team, "team", args.team.take(), ("Team", "Équipe"), new);
                self.optional("repository", args.repository.take(), new);
                self.optional("licence", args.licence.take(), new);
            }
            Kind::Team => {
                self.id(Kind::Department, "department", args.department.take(), ("Department", "Ministère"), new);
                self.optional("contact", args.contact.take(), new);
            }
            Kind::News => {
                new.facts.insert("date", self.setup.today().to_string().into());
            }
            _ => {}
        }
    }

    fn opportunity(&mut self, args: &mut Args, new: &mut New) {
        self.id(Kind::Department, "department", args.department.take(), ("Department", "Ministère"), new);
        self.id(Kind::Team, "team", args.team.take(), ("Team", "Équipe"), new);
        self.optional("project", args.project.take(), new);
        let lang = self.setup.say.lang;
        let digits_alone = move || {
            Some(match lang {
                Lang::En => "write digits alone, such as 8200".to_owned(),
                Lang::Fr => "écrivez des chiffres seulement, par exemple 8200".to_owned(),
            })
        };
        let is_whole = |text: &str| if amount(text).is_some_and(|n| n.is_u64()) { None } else { digits_alone() };
        let is_amount = |text: &str| if amount(text).is_some() { None } else { digits_alone() };
        // What is no number is left for the checks to tell.
        let as_value = |text: &str| amount(text).map_or_else(|| Value::from(text), Value::Number);
        let question = ("Price before taxes, in dollars", "Prix avant les taxes, en dollars");
        if let Some(value) = self.ask.text("value", args.value.take(), question, None, is_amount) {
            new.facts.insert("value", as_value(&value));
        }
        let mut hours = 40;
        let question = ("Estimated hours", "Nombre d'heures estimé");
        if let Some(text) = self.ask.text("hours", args.hours.take(), question, None, is_whole) {
            let value = as_value(&text);
            hours = value.as_u64().and_then(|hours| u32::try_from(hours).ok()).unwrap_or(hours);
            new.facts.insert("hours", value);
        }
        self.dates(args.closes.take(), hours, new);
        let skills = self.ids(Kind::Skill);
        if skills.is_empty() && args.skills.is_none() {
            self.none_yet("skills", Kind::Skill);
            return;
        }
        let list = skills.join(", ");
        let question = (
            format!("Skills, separated by commas ({list})"),
            format!("Compétences, séparées par des virgules ({list})"),
        );
        let question = (question.0.as_str(), question.1.as_str());
        if let Some(skills) = self.ask.text("skills", args.skills.take(), question, None, all_known(lang, &skills)) {
            let list: Vec<String> =
                skills.split(',').map(|skill| skill.trim().to_owned()).filter(|s| !s.is_empty()).collect();
            new.facts.insert("skills", list.into());
        }
        self.optional("repository", args.repository.take(), new);
        let licence =
            self.ask.text("licence", args.licence.take(), ("Licence", "Licence"), Some("MIT".into()), |_| None);
        self.optional("licence", licence, new);
        self.id(Kind::Terms, "terms", args.terms.take(), ("Terms and conditions", "Modalités"), new);
        let acceptance: Vec<String> = self.ids(Kind::Acceptance);
        if !acceptance.is_empty() {
            new.facts.insert("acceptance", acceptance.into());
        }
        new.facts.insert("criteria", skeleton::usual_criteria());
    }

    fn dates(&mut self, closes: Option<String>, hours: u32, new: &mut New) {
        let days = self.settings.checks.general.posting_days;
        let proposed = Dates::proposed(self.setup.today(), days, hours);
        let default = proposed.closes.strftime("%Y-%m-%dT%H:%M").to_string();
        let lang = self.setup.say.lang;
        let is_time = |text: &str| match text.parse::<DateTime>().ok().filter(|_| text.contains('T')) {
            Some(_) => None,
            None => Some(match lang {
                Lang::En => "write a date and a time, such as 2027-01-19T14:00".to_owned(),
                Lang::Fr => "écrivez une date et une heure, par exemple 2027-01-19T14:00".to_owned(),
            }),
        };
        let typed = self.ask.text("closes", closes, ("Closes", "Fermeture"), Some(default), is_time);
        match typed.as_deref().map(str::parse::<DateTime>) {
            Some(Ok(closes)) => new.facts.extend(skeleton::dates_as_facts(&Dates::closing(closes, hours))),
            // What is no date is left for the checks to tell.
            _ => {
                new.facts.extend(skeleton::dates_as_facts(&proposed));
                new.facts.insert("closes", typed.unwrap_or_default().into());
            }
        }
    }

    /// The id of something that exists; the only one is the default.
    fn id(&mut self, kind: Kind, key: &'static str, given: Option<String>, question: (&str, &str), new: &mut New) {
        let known = self.ids(kind);
        if known.is_empty() && given.is_none() {
            return self.none_yet(key, kind);
        }
        let only = match known.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        let listed = |label: &str| format!("{label} ({})", known.join(", "));
        let question = (listed(question.0), listed(question.1));
        let lang = self.setup.say.lang;
        let answer = self.ask.text(key, given, (&question.0, &question.1), only, all_known(lang, &known));
        if let Some(answer) = answer {
            new.facts.insert(key, answer.into());
        }
    }

    /// There is nothing to choose from.
    fn none_yet(&mut self, key: &str, kind: Kind) {
        let place = kind.place();
        let english = format!("there is nothing to choose from in {place} yet, or it cannot be read");
        let french = format!("il n'y a encore rien à choisir dans {place}, ou on ne peut pas le lire");
        self.ask.refuse(key, (&english, &french));
    }

    fn optional(&self, key: &'static str, given: Option<String>, new: &mut New) {
        if let Some(given) = given {
            new.facts.insert(key, given.into());
        }
    }

    fn ids(&self, kind: Kind) -> Vec<String> {
        crate::author::ids(&self.setup.root, kind)
    }
}

/// Tells which of the ids of an answer exists not.
fn all_known(lang: Lang, known: &[String]) -> impl Fn(&str) -> Option<String> {
    move |answer: &str| {
        let unknown = answer.split(',').map(str::trim).find(|id| !known.iter().any(|known| known == id))?;
        let all = known.join(", ");
        Some(match (lang, nearest(unknown, known.iter().map(String::as_str))) {
            (Lang::En, Some(near)) => format!("there is no `{unknown}`; did you mean `{near}`?"),
            (Lang::En, None) => format!("there is no `{unknown}`, only {all}"),
            (Lang::Fr, Some(near)) => format!("il n'y a pas de `{unknown}`; vouliez-vous dire `{near}`?"),
            (Lang::Fr, None) => format!("il n'y a pas de `{unknown}`, seulement {all}"),
        })
    }
}
