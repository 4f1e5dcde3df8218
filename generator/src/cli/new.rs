//! `devex new`.

mod asking;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::Setup;
use super::ask::Ask;
use super::message::{Message, Refusal};
use crate::author::create::{Created, create};
use crate::author::issue;
use crate::author::skeleton::New;
use crate::model::Kind;
use asking::Asking;

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

/// In a terminal, the command asks for what is not given.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The kind of item
    what: What,
    /// The name of the folder [default: from the English title]
    id: Option<String>,
    /// Take the answers of the issue form from a file, or from standard input with -
    #[arg(long, value_name = "FILE")]
    from_issue: Option<PathBuf>,
    /// The title in English
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title_en: Option<String>,
    /// The title in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title_fr: Option<String>,
    /// The summary in English
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    summary_en: Option<String>,
    /// The summary in French
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
    /// Opportunity: the ids of the standard work acceptance criteria, separated by commas
    #[arg(long, value_name = "IDS")]
    acceptance: Option<String>,
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
    /// Team: its email address
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
    // Who fills in the form may name what does not exist yet: the checks report it, once the files are written.
    let mut ask = if issue.is_some() { Ask::lenient(setup.terminal) } else { Ask::new(setup.terminal) };
    if let Some(file) = issue {
        match answers(setup, &file) {
            Ok(answers) => args.fill(answers, &mut new),
            Err(status) => return status,
        }
    }
    Asking { setup, settings: &settings, ask: &mut ask }.all(&mut args, kind, &mut new);
    args.refuse_what_is_left(&mut ask, args.what);
    if ask.report() {
        return ExitCode::from(2);
    }
    match create(&setup.root, setup.clock.now(), kind, &new, setup.terminal.lang) {
        Ok(created) => {
            show(setup, &created);
            ExitCode::SUCCESS
        }
        Err(error) => {
            setup.terminal.error(Message::CreateError(&error));
            ExitCode::FAILURE
        }
    }
}

/// The answers of an issue, by the ids of the form's fields.
fn answers(setup: &Setup, file: &Path) -> Result<BTreeMap<String, String>, ExitCode> {
    let terminal = setup.terminal;
    let failed = |message: Message<'_>| {
        terminal.error(message);
        ExitCode::FAILURE
    };
    let body = match file.to_str() {
        Some("-") => {
            let mut body = String::new();
            std::io::stdin().read_to_string(&mut body).map(|_| body)
        }
        _ => std::fs::read_to_string(file),
    };
    let body = body.map_err(|error| failed(Message::File { path: file, error: &error }))?;
    let answers = issue::answers(&setup.root, &body).map_err(|error| failed(Message::IssueError(&error)))?;
    // What was answered under a label that changed since then is part of the answer before it.
    for label in &answers.missing {
        terminal.line(Message::MissingLabel(label));
    }
    for label in &answers.repeated {
        terminal.line(Message::RepeatedLabel(label));
    }
    Ok(answers.given)
}

/// What was written, and what is left to do.
fn show(setup: &Setup, created: &Created) {
    for file in &created.files {
        setup.terminal.line(Message::Written(file));
    }
    if created.unwritten > 0 {
        setup.terminal.line(Message::Unwritten(created.unwritten));
    }
    if !created.diagnostics.is_empty() {
        setup.terminal.diagnostics(&created.diagnostics);
    }
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
    /// Takes the answers of the issue form for options that are not in the call.
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
                // A summary on several lines is one paragraph, and the form shows its examples between backticks.
                let one_line = |answer: String| answer.split_whitespace().collect::<Vec<_>>().join(" ");
                *option = answer.map(|answer| one_line(answer).trim_matches('`').to_owned());
            }
        }
        for (section, id) in new.sections.iter_mut().zip(["context", "problem", "data", "work", "acceptance"]) {
            *section = Bilingual::from_fn(|lang: Lang| take(&format!("{id}-{lang}")));
        }
    }

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
            ("acceptance", self.acceptance.is_some()),
            ("repository", self.repository.is_some()),
            ("licence", self.licence.is_some()),
            ("terms", self.terms.is_some()),
            ("closes", self.closes.is_some()),
            ("contact", self.contact.is_some()),
        ];
        let what = what.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        for (option, _) in left.into_iter().filter(|(_, is_left)| *is_left) {
            ask.refuse(option, Refusal::NotOfKind(what.clone()));
        }
    }
}
