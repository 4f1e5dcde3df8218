//! `devex new`.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil::DateTime;
use serde_yaml::{Number, Value};
use submit_fn::lang::{Bilingual, Lang};

use super::Setup;
use super::ask::Ask;
use crate::author::dates::Dates;
use crate::author::issue;
use crate::author::skeleton::{self, New, NewError};
use crate::build;
use crate::diagnostic::{Diagnostic, Kind, problem::nearest};
use crate::model::Settings;
use crate::parse::slug::{is_slug, slugify};
use crate::read;

/// What can be new.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// A contract to post, as a draft
    Opportunity,
    /// What a team works on
    Project,
    /// Who posts
    Team,
    /// To whom teams belong
    Department,
    /// A news item
    News,
    /// A plain page
    Page,
}

/// What `devex new` takes. In a terminal, it asks for what is not given.
#[derive(clap::Args)]
pub(super) struct Args {
    what: What,
    /// The name of the folder [default: from the English title]
    id: Option<String>,
    /// Take the answers of the issue form from a file, or from standard input with -
    #[arg(long, value_name = "FILE")]
    from_issue: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title_en: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title_fr: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    summary_en: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    summary_fr: Option<String>,
    /// Opportunity, team: the department's id
    #[arg(long, value_name = "ID")]
    department: Option<String>,
    /// Opportunity, project: the team's id
    #[arg(long, value_name = "ID")]
    team: Option<String>,
    /// Opportunity: the project's id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
    /// Opportunity: the fixed price in dollars, before taxes
    #[arg(long, value_name = "DOLLARS")]
    value: Option<String>,
    /// Opportunity: the estimated hours of work
    #[arg(long, value_name = "N")]
    hours: Option<String>,
    /// Opportunity: the ids of skills, separated by commas
    #[arg(long, value_name = "IDS")]
    skills: Option<String>,
    /// Opportunity, project: where the code is
    #[arg(long, value_name = "URL")]
    repository: Option<String>,
    /// Opportunity, project: the licence, such as MIT
    #[arg(long, value_name = "SPDX")]
    licence: Option<String>,
    /// Opportunity: the id of its terms and conditions
    #[arg(long, value_name = "ID")]
    terms: Option<String>,
    /// Opportunity: when it closes, such as 2027-01-19T14:00 [default: a working day in three weeks]
    #[arg(long, value_name = "TIME")]
    closes: Option<String>,
    /// Team: its electronic address
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,
}

pub(super) fn run(setup: &Setup, mut args: Args) -> ExitCode {
    let settings = match setup.settings() {
        Ok(settings) => settings,
        Err(status) => return status,
    };
    let kind = args.what.kind();
    let mut new = New::default();
    let issue = args.from_issue.take_if(|_| kind == Kind::Opportunity);
    let is_from_issue = issue.is_some();
    if let Some(file) = issue {
        match answers(setup, &file) {
            Ok(answers) => args.fill(answers, &mut new),
            Err(error) => {
                setup.say.error(&error);
                return ExitCode::FAILURE;
            }
        }
    }
    // Whoever fills in the form may name what is not there yet: the checks tell it, once the files are written.
    let mut ask = if is_from_issue { Ask::lenient(setup.say) } else { Ask::new(setup.say) };
    let mut asking = Asking { setup, settings: &settings, ask: &mut ask };
    asking.all(&mut args, kind, &mut new);
    args.refuse_what_is_left(&mut ask, args.what);
    if let Some(problem) = ask.problem() {
        setup.say.error(&problem);
        return ExitCode::from(2);
    }
    match skeleton::write(&setup.root, kind, &new, setup.say.lang) {
        Ok(files) => told(setup, &files),
        Err(error) => {
            setup.say.error(&match error {
                NewError::Exists(path) => exists(setup.say.lang, &path),
                NewError::Io(error) => error.to_string(),
            });
            ExitCode::FAILURE
        }
    }
}

fn answers(setup: &Setup, file: &std::path::Path) -> Result<std::collections::BTreeMap<String, String>, String> {
    let mut body = String::new();
    let read = match file.to_str() {
        Some("-") => std::io::stdin().read_to_string(&mut body).map(|_| ()),
        _ => std::fs::read_to_string(file).map(|text| body = text),
    };
    read.map_err(|error| format!("{}: {error}", file.display()))?;
    let answers = issue::answers(&setup.root, &body).map_err(|error| error.to_string())?;
    let say = setup.say;
    if answers.given.is_empty() {
        return Err(say
            .pick("no answer of the form is in this issue", "aucune réponse du formulaire n'est dans ce billet")
            .to_owned());
    }
    for label in answers.missing {
        // What was answered under a label that changed since then is in the answer before it.
        say.line(&match say.lang {
            Lang::En => format!("note: “{label}” is not in this issue; look at the end of the answer before it"),
            Lang::Fr => {
                format!(
                    "note\u{a0}: «\u{a0}{label}\u{a0}» n'est pas dans ce billet; voyez la fin de la réponse qui précède"
                )
            }
        });
    }
    Ok(answers.given)
}

impl What {
    const fn kind(self) -> Kind {
        match self {
            Self::Opportunity => Kind::Opportunity,
            Self::Project => Kind::Project,
            Self::Team => Kind::Team,
            Self::Department => Kind::Department,
            Self::News => Kind::News,
            Self::Page => Kind::Page,
        }
    }
}

impl Args {
    /// Takes what the issue form says; the call's own options prevail.
    fn fill(&mut self, mut answers: std::collections::BTreeMap<String, String>, new: &mut New) {
        let mut take = |id: &str| answers.remove(id);
        for (option, id) in [
            (&mut self.title_en, "title-en"),
            (&mut self.title_fr, "title-fr"),
            (&mut self.summary_en, "summary-en"),
            (&mut self.summary_fr, "summary-fr"),
            (&mut self.department, "department"),
            (&mut self.team, "team"),
            (&mut self.project, "project"),
            (&mut self.value, "value"),
            (&mut self.hours, "hours"),
            (&mut self.skills, "skills"),
            (&mut self.repository, "repository"),
            (&mut self.licence, "licence"),
            (&mut self.terms, "terms"),
            (&mut self.closes, "closes"),
        ] {
            let answer = take(id);
            if option.is_none() {
                // A summary typed on several lines is one paragraph; the form shows its examples between backticks.
                let one_line = |answer: String| answer.split_whitespace().collect::<Vec<_>>().join(" ");
                *option = answer.map(|answer| one_line(answer).trim_matches('`').to_owned());
            }
        }
        for (section, id) in new.sections.iter_mut().zip(["context", "problem", "data", "work", "acceptance"]) {
            *section = Bilingual::from_fn(|lang: Lang| take(&format!("{id}-{lang}")));
        }
    }
}

impl Args {
    /// Options that the kind of item does not have are mistakes, not to be dropped without a word.
    fn refuse_what_is_left(&self, ask: &mut Ask, what: What) {
        let left = [
            ("from-issue", self.from_issue.is_some()),
            ("department", self.department.is_some()),
            ("team", self.team.is_some()),
            ("project", self.project.is_some()),
            ("value", self.value.is_some()),
            ("hours", self.hours.is_some()),
            ("skills", self.skills.is_some()),
            ("repository", self.repository.is_some()),
            ("licence", self.licence.is_some()),
            ("terms", self.terms.is_some()),
            ("closes", self.closes.is_some()),
            ("contact", self.contact.is_some()),
        ];
        let what = what.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        for (option, _) in left.into_iter().filter(|(_, is_left)| *is_left) {
            let english = format!("`{what}` takes no such option");
            let french = format!("`{what}` ne prend pas cette option");
            ask.refuse(option, (&english, &french));
        }
    }
}

/// Asks for everything that a kind of item needs.
struct Asking<'a> {
    setup: &'a Setup,
    settings: &'a Settings,
    ask: &'a mut Ask,
}

impl Asking<'_> {
    fn all(&mut self, args: &mut Args, kind: Kind, new: &mut New) {
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

/// An amount with what people put around it and within: `8,200 $`, `8 200,50`, `$8,200.50`.
fn amount(text: &str) -> Option<Number> {
    let plain: String = text.chars().filter(|c| *c != '$' && !c.is_whitespace()).collect();
    let (whole, cents) = match plain.rsplit_once([',', '.']) {
        Some((whole, cents)) if cents.len() <= 2 => (whole, cents),
        _ => (plain.as_str(), ""),
    };
    let mut groups = whole.split(',');
    let is_grouped = groups.next().is_some_and(|first| !first.is_empty()) && groups.all(|group| group.len() == 3);
    let whole = whole.replace(',', "");
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_grouped || !are_digits(&whole) || !are_digits(cents) {
        return None;
    }
    match cents.trim_end_matches('0') {
        "" => whole.parse::<u64>().ok().map(Number::from),
        cents => format!("{whole}.{cents}").parse::<f64>().ok().map(Number::from),
    }
}

/// Why an item cannot have a folder of this name.
fn folder_problem(setup: &Setup, kind: Kind, id: &str) -> Option<String> {
    let lang = setup.say.lang;
    // Some file systems take no longer names.
    if !is_slug(id) || id.len() > 100 {
        return Some(match lang {
            Lang::En => format!(
                "`{id}` cannot name a folder; give a name of lowercase letters without accents, digits and hyphens after what is new"
            ),
            Lang::Fr => format!(
                "`{id}` ne peut pas nommer un dossier; donnez après ce qui est nouveau un nom en minuscules sans accent, chiffres et traits d'union"
            ),
        });
    }
    let folder = std::path::Path::new(kind.place()).join(id);
    setup.root.join(&folder).exists().then(|| exists(lang, &folder))
}

fn exists(lang: Lang, folder: &std::path::Path) -> String {
    match lang {
        Lang::En => format!("{} exists already: choose another name", folder.display()),
        Lang::Fr => format!("{} existe déjà\u{a0}: choisissez un autre nom", folder.display()),
    }
}

/// What was written, and what is left to do.
fn told(setup: &Setup, files: &[PathBuf]) -> ExitCode {
    let say = setup.say;
    for file in files {
        say.line(&format!("{} {}", say.pick("written:", "écrit\u{a0}:"), file.display()));
    }
    let tree = read::content_tree(&setup.root);
    let folder = files.first().and_then(|file| file.parent());
    let is_ours = |found: &Diagnostic| folder.is_some_and(|folder| found.file.starts_with(folder));
    let found: Vec<_> =
        build::check(&setup.root, &tree, setup.clock.now()).diagnostics.into_iter().filter(is_ours).collect();
    let is_unwritten = |found: &&Diagnostic| matches!(found.problem.code(), "W0508" | "E0509");
    let unwritten = found.iter().filter(is_unwritten).count();
    if unwritten > 0 {
        say.line(&match say.lang {
            Lang::En => format!("texts still to be written: {unwritten}; `devex check` shows them"),
            Lang::Fr => format!("textes encore à rédiger\u{a0}: {unwritten}; `devex check` les montre"),
        });
    }
    let others: Vec<_> = found.into_iter().filter(|found| !is_unwritten(&found)).collect();
    if !others.is_empty() {
        say.line(&crate::diagnostic::report::report(&others, say.lang, false));
    }
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, read) in [
            ("8200", "8200"),
            ("8,200 $", "8200"),
            ("$8,200.50", "8200.5"),
            ("8 200,00 $", "8200"),
            ("8\u{a0}200,5", "8200.5"),
            ("1,234,567", "1234567"),
        ] {
            assert_eq!(amount(text).map(|n| n.to_string()).as_deref(), Some(read), "{text}");
        }
        for text in ["", "much", "8,20,000", "-5", ",50", "8.200.50"] {
            assert_eq!(amount(text), None, "{text}");
        }
        assert!(!amount("7,5").unwrap().is_u64(), "half an hour is not dropped");
    }
}
