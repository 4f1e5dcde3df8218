//! What is asked for each kind of item.

use submit_fn::shared::lang::Bilingual;

use super::{Args, Setup};
use crate::author::amount::{amount, hours};
use crate::author::create::check_name;
use crate::author::dates::Dates;
use crate::author::moment::moment;
use crate::author::skeleton::{self, New};
use crate::author::{self, listed, skills_named};
use crate::cli::ask::Ask;
use crate::cli::message::{Prompt, Refusal};
use crate::model::{Kind, Settings};
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
        self.name(args, kind, new);
        new.summary = Bilingual { en: args.summary_en.take(), fr: args.summary_fr.take() };
        match kind {
            Kind::Opportunity => self.opportunity(args, new),
            Kind::Project => {
                self.team(args, new);
                optional("repository", args.repository.take(), new);
                optional("licence", args.licence.take(), new);
            }
            Kind::Team => {
                self.department(args, new);
                optional("contact", args.contact.take(), new);
            }
            Kind::News => {
                new.facts.insert("date", self.setup.today().to_string().into());
            }
            _ => {}
        }
    }

    /// The titles, and the name of the folder.
    fn name(&mut self, args: &mut Args, kind: Kind, new: &mut New) {
        let root = self.setup.root.as_path();
        let id = args.id.take();
        let check = |id: &str| check_name(root, kind, id).err().map(Refusal::Name);
        // A name that cannot be is reported before anything else is typed.
        if let Some(refusal) = id.as_deref().and_then(check) {
            self.ask.refuse_argument(refusal);
        }
        let has_id = id.is_some();
        let check_title = |title: &str| if has_id { None } else { check(&slugify(title)) };
        let en = self.ask.checked("title-en", args.title_en.take(), Prompt::TitleEn, None, check_title);
        let fr = self.ask.text("title-fr", args.title_fr.take(), Prompt::TitleFr);
        new.id = id.unwrap_or_else(|| slugify(en.as_deref().unwrap_or_default()));
        new.title = Bilingual { en, fr };
    }

    fn opportunity(&mut self, args: &mut Args, new: &mut New) {
        self.department(args, new);
        self.team(args, new);
        optional("project", args.project.take(), new);
        let is_whole = |text: &str| hours(text).is_none().then_some(Refusal::NotDigits);
        let is_amount = |text: &str| amount(text).is_none().then_some(Refusal::NotDigits);
        // What is no number is left for the checks to report.
        let as_value = |text: &str| amount(text).map_or_else(|| Value::from(text), Value::Number);
        if let Some(value) = self.ask.checked("value", args.value.take(), Prompt::Price, None, is_amount) {
            new.facts.insert("value", as_value(&value));
        }
        let typed = self.ask.checked("hours", args.hours.take(), Prompt::Hours, None, is_whole);
        let hours = typed.map(|typed| hours(&typed).map_or_else(|| as_value(&typed), Value::Number));
        self.dates(args.closes.take(), hours.as_ref(), new);
        new.facts.extend(hours.map(|hours| ("hours", hours)));
        if !self.skills(args, new) {
            return;
        }
        optional("repository", args.repository.take(), new);
        let (licence, default) = (args.licence.take(), Some("MIT".into()));
        optional("licence", self.ask.checked("licence", licence, Prompt::Licence, default, |_| None), new);
        self.id(Kind::Terms, "terms", args.terms.take(), Prompt::Terms, new);
        self.acceptance(args.acceptance.take(), new);
        new.facts.insert("criteria", skeleton::usual_criteria());
    }

    fn dates(&mut self, closes: Option<String>, hours: Option<&Value>, new: &mut New) {
        const USUAL_HOURS: u32 = 40;
        let hours = hours.and_then(Value::as_u64).and_then(|hours| u32::try_from(hours).ok()).unwrap_or(USUAL_HOURS);
        let days = self.settings.checks.general.posting_days;
        let proposed = Dates::proposed(self.setup.today(), days, hours);
        let default = proposed.closes.strftime("%Y-%m-%dT%H:%M").to_string();
        let check = |text: &str| moment(text).is_none().then_some(Refusal::NotDateTime);
        let typed = self.ask.checked("closes", closes, Prompt::Closes, Some(default), check);
        match typed.as_deref().and_then(moment) {
            Some(closes) => new.facts.extend(skeleton::dates_as_facts(&Dates::closing(closes, hours))),
            // What is no date is left for the checks to report.
            _ => {
                new.facts.extend(skeleton::dates_as_facts(&proposed));
                new.facts.insert("closes", typed.unwrap_or_default().into());
            }
        }
    }

    /// Returns whether there are skills to choose from.
    fn skills(&mut self, args: &mut Args, new: &mut New) -> bool {
        let known = self.ids(Kind::Skill);
        if known.is_empty() && args.skills.is_none() {
            self.ask.refuse("skills", Refusal::NothingToChoose(Kind::Skill.place()));
            return false;
        }
        let prompt = Prompt::Skills(known.clone());
        let root = self.setup.root.clone();
        let ids = |text: &str| skills_named(&root, text);
        let check = |text: &str| unknown_in(&known)(&ids(text).join(","));
        if let Some(skills) = self.ask.checked("skills", args.skills.take(), prompt, None, check) {
            new.facts.insert("skills", ids(&skills).into());
        }
        true
    }

    /// Which of the standard criteria apply is a choice: what was not made stands in the file to be chosen from.
    fn acceptance(&mut self, given: Option<String>, new: &mut New) {
        let known = self.ids(Kind::Acceptance);
        if given.is_none() && (known.is_empty() || !self.ask.is_interactive()) {
            if !known.is_empty() {
                new.to_choose.insert("acceptance", known.into());
            }
            return;
        }
        let prompt = Prompt::Acceptance(known.clone());
        if let Some(ids) = self.ask.checked("acceptance", given, prompt, None, unknown_in(&known)) {
            new.facts.insert("acceptance", listed(&ids).into());
        }
    }

    fn department(&mut self, args: &mut Args, new: &mut New) {
        self.id(Kind::Department, "department", args.department.take(), Prompt::Department, new);
    }

    fn team(&mut self, args: &mut Args, new: &mut New) {
        self.id(Kind::Team, "team", args.team.take(), Prompt::Team, new);
    }

    /// The id of something that exists; if there is only one, it is the default.
    fn id(
        &mut self,
        kind: Kind,
        key: &'static str,
        value: Option<String>,
        prompt: impl FnOnce(Vec<String>) -> Prompt,
        new: &mut New,
    ) {
        let known = self.ids(kind);
        if known.is_empty() && value.is_none() {
            return self.ask.refuse(key, Refusal::NothingToChoose(kind.place()));
        }
        let only = match known.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        let answer = self.ask.checked(key, value, prompt(known.clone()), only, unknown_in(&known));
        optional(key, answer, new);
    }

    fn ids(&self, kind: Kind) -> Vec<String> {
        author::ids(&self.setup.root, kind)
    }
}

fn optional(key: &'static str, value: Option<String>, new: &mut New) {
    new.facts.extend(value.map(|value| (key, value.into())));
}

/// Finds the first id of a list, separated by commas, that does not exist.
fn unknown_in(known: &[String]) -> impl Fn(&str) -> Option<Refusal> {
    move |answer: &str| {
        let unknown = answer.split(',').map(str::trim).find(|id| !known.iter().any(|known| known == id))?;
        let nearest = nearest(unknown, known.iter().map(String::as_str)).map(str::to_owned);
        Some(Refusal::UnknownId { id: unknown.to_owned(), nearest, known: known.to_vec() })
    }
}
