//! `devex new`.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil::DateTime;
use serde_yaml::Value;
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
    #[arg(long, value_name = "TEXT")]
    title_en: Option<String>,
    #[arg(long, value_name = "TEXT")]
    title_fr: Option<String>,
    #[arg(long, value_name = "TEXT")]
    summary_en: Option<String>,
    #[arg(long, value_name = "TEXT")]
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
    let mut new = New::default();
    if let Some(file) = args.from_issue.take() {
        match answers(setup, &file) {
            Ok(answers) => args.fill(answers, &mut new),
            Err(error) => {
                setup.say.error(&error);
                return ExitCode::FAILURE;
            }
        }
    }
    let kind = args.what.kind();
    let mut ask = Ask::new(setup.say);
    let mut asking = Asking { setup, settings: &settings, ask: &mut ask };
    asking.all(&mut args, kind, &mut new);
    if let Some(missing) = ask.missing() {
        setup.say.error(&missing);
        return ExitCode::from(2);
    }
    if !is_slug(&new.id) {
        let what = setup.say.pick(
            "a folder's name is made of lowercase letters without accents, digits, and hyphens: ",
            "le nom d'un dossier se compose de minuscules sans accent, de chiffres et de traits d'union\u{a0}: ",
        );
        setup.say.error(&format!("{what}`{}`", new.id));
        return ExitCode::from(2);
    }
    match skeleton::write(&setup.root, kind, &new, setup.say.lang) {
        Ok(files) => told(setup, &files),
        Err(error) => {
            let exists =
                setup.say.pick("exists already: choose another name", "existe déjà\u{a0}: choisissez un autre nom");
            setup.say.error(&match error {
                NewError::Exists(path) => format!("{} {exists}", path.display()),
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
    issue::answers(&setup.root, &body).map_err(|error| error.to_string())
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
                // A summary typed on several lines is one paragraph.
                *option = answer.map(|answer| answer.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        for (section, id) in new.sections.iter_mut().zip(["context", "problem", "data", "work", "acceptance"]) {
            *section = Bilingual::from_fn(|lang: Lang| take(&format!("{id}-{lang}")));
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
        let english =
            self.ask.text("title-en", args.title_en.take(), ("Title in English", "Titre en anglais"), None, |_| None);
        let french =
            self.ask.text("title-fr", args.title_fr.take(), ("Title in French", "Titre en français"), None, |_| None);
        new.id = args.id.take().unwrap_or_else(|| slugify(english.as_deref().unwrap_or_default()));
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
        let number = move |text: &str| match digits(text) {
            Some(_) => None,
            None => Some(match lang {
                Lang::En => "write digits alone, such as 8200".to_owned(),
                Lang::Fr => "écrivez des chiffres seulement, par exemple 8200".to_owned(),
            }),
        };
        let mut hours = 40;
        for (key, given, question) in [
            ("value", args.value.take(), ("Price before taxes, in dollars", "Prix avant les taxes, en dollars")),
            ("hours", args.hours.take(), ("Estimated hours", "Nombre d'heures estimé")),
        ] {
            let Some(text) = self.ask.text(key, given, question, None, number) else { continue };
            // What is no number is left for the checks to tell.
            let value = digits(&text).map_or_else(|| Value::from(text.as_str()), Value::from);
            if key == "hours" {
                hours = digits(&text).and_then(|hours| u32::try_from(hours).ok()).unwrap_or(hours);
            }
            new.facts.insert(key, value);
        }
        self.dates(args.closes.take(), hours, new);
        let skills = self.ids(Kind::Skill);
        let question = ("Skills, separated by commas", "Compétences, séparées par des virgules");
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
        let near = nearest(unknown, known.iter().map(String::as_str)).map_or_else(|| known.join(", "), str::to_owned);
        Some(match lang {
            Lang::En => format!("there is no `{unknown}`; {near}?"),
            Lang::Fr => format!("il n'y a pas de `{unknown}`; {near}?"),
        })
    }
}

/// Digits with what people put around them: `8,200 $`.
fn digits(text: &str) -> Option<u64> {
    let plain: String = text.chars().filter(|c| !matches!(c, '$' | ',' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    plain.parse().ok()
}

/// What was written, and what is left to do.
fn told(setup: &Setup, files: &[PathBuf]) -> ExitCode {
    let say = setup.say;
    for file in files {
        say.line(&format!("{} {}", say.pick("written:", "écrit\u{a0}:"), file.display()));
    }
    let Ok(tree) = read::content_tree(&setup.root) else { return ExitCode::SUCCESS };
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
