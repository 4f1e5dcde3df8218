//! `devex new`.

mod asking;
mod typed;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::Setup;
use super::ask::Ask;
use crate::author::issue;
use crate::author::skeleton::{self, New, NewError};
use crate::build;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Kind;
use asking::Asking;

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
                NewError::Exists(path) => typed::exists(setup.say.lang, &path),
                NewError::Io(error) => error.to_string(),
            });
            ExitCode::FAILURE
        }
    }
}

fn answers(setup: &Setup, file: &Path) -> Result<BTreeMap<String, String>, String> {
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
    // What was answered under a label that changed since then is in the answer before it.
    for label in answers.missing {
        say.line(&match say.lang {
            Lang::En => format!("note: “{label}” is not in this issue; look at the end of the answer before it"),
            Lang::Fr => format!(
                "note\u{a0}: «\u{a0}{label}\u{a0}» n'est pas dans ce billet; voyez la fin de la réponse qui précède"
            ),
        });
    }
    for label in answers.repeated {
        say.line(&match say.lang {
            Lang::En => format!("note: “{label}” stands twice in this issue; look at the answers around it"),
            Lang::Fr => format!(
                "note\u{a0}: «\u{a0}{label}\u{a0}» figure deux fois dans ce billet; voyez les réponses voisines"
            ),
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
    fn fill(&mut self, mut answers: BTreeMap<String, String>, new: &mut New) {
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

/// What was written, and what is left to do.
fn told(setup: &Setup, files: &[PathBuf]) -> ExitCode {
    let say = setup.say;
    for file in files {
        say.line(&format!("{} {}", say.pick("written:", "écrit\u{a0}:"), file.display()));
    }
    let folder = files.first().and_then(|file| file.parent());
    let is_ours = |found: &Diagnostic| folder.is_some_and(|folder| found.file.starts_with(folder));
    let found: Vec<_> = build::check(&setup.root, setup.clock.now(), true).into_iter().filter(is_ours).collect();
    let is_unwritten = |found: &&Diagnostic| matches!(found.code(), Code::W0508 | Code::E0509);
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
