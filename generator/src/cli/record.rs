//! `devex amend`, `answer`, `award`, `cancel`, `deliver`.

use std::process::ExitCode;

use jiff::civil::Date;
use submit_fn::lang::Bilingual;

use super::Setup;
use super::ask::Ask;
use crate::author::edit::Group;
use crate::author::record::{self, Edited, RecordError};
use crate::build;
use crate::diagnostic::{Diagnostic, Severity, report::report};
use crate::read;

/// A text in both languages, and the day.
#[derive(clap::Args)]
pub(super) struct Said {
    /// What is said of it in English
    #[arg(long, value_name = "TEXT")]
    en: Option<String>,
    /// What is said of it in French
    #[arg(long, value_name = "TEXT")]
    fr: Option<String>,
    /// The day [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
}

/// What `devex amend` takes.
#[derive(clap::Args)]
pub(super) struct Amend {
    /// The opportunity's folder
    opportunity: String,
    /// A fact and its new value, such as closes=2027-01-26T14:00; the old value is kept
    #[arg(long, value_name = "FACT=VALUE", value_parser = pair)]
    set: Vec<(String, String)>,
    #[command(flatten)]
    said: Said,
}

/// What `devex answer` takes.
#[derive(clap::Args)]
pub(super) struct Answer {
    /// The opportunity's folder
    opportunity: String,
    /// The question in English, without the name of who asked
    #[arg(long, value_name = "TEXT")]
    question_en: Option<String>,
    /// The question in French
    #[arg(long, value_name = "TEXT")]
    question_fr: Option<String>,
    /// The answer in English; Markdown
    #[arg(long, value_name = "TEXT")]
    answer_en: Option<String>,
    /// The answer in French
    #[arg(long, value_name = "TEXT")]
    answer_fr: Option<String>,
    /// The day of the question
    #[arg(long, value_name = "DATE")]
    asked: Option<Date>,
    /// The day of the answer [default: today]
    #[arg(long, value_name = "DATE")]
    answered: Option<Date>,
}

/// What `devex award` takes.
#[derive(clap::Args)]
pub(super) struct Award {
    /// The opportunity's folder
    opportunity: String,
    /// Who won
    #[arg(long, value_name = "NAME", conflicts_with = "none")]
    supplier: Option<String>,
    /// The contract's price before taxes, if it is not that of the opportunity
    #[arg(long, value_name = "DOLLARS")]
    value: Option<u32>,
    /// How many proposals were received
    #[arg(long, value_name = "N")]
    proposals: Option<u32>,
    /// The reference number of a proposal drawn in reserve; again for each, in their order
    #[arg(long, value_name = "REFERENCE")]
    reserve: Vec<String>,
    /// There is no winner: say why with --en and --fr
    #[arg(long)]
    none: bool,
    #[command(flatten)]
    said: Said,
}

/// What `devex cancel` takes.
#[derive(clap::Args)]
pub(super) struct Cancel {
    /// The opportunity's folder
    opportunity: String,
    #[command(flatten)]
    said: Said,
}

/// What `devex deliver` takes.
#[derive(clap::Args)]
pub(super) struct Deliver {
    /// The opportunity's folder
    opportunity: String,
    /// Where the work is
    #[arg(long, value_name = "URL", conflicts_with = "failed")]
    repository: Option<String>,
    /// The contract ended without delivery: say why with --en and --fr
    #[arg(long)]
    failed: bool,
    #[command(flatten)]
    said: Said,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("FACT=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

pub(super) fn amend(setup: &Setup, args: Amend) -> ExitCode {
    let mut ask = Ask::new(setup.say);
    let Some(text) = args.said.text(&mut ask) else { return usage(setup, &ask) };
    let date = args.said.day(setup);
    record(setup, record::amend(&setup.root, &args.opportunity, &args.set, date, &text))
}

pub(super) fn answer(setup: &Setup, args: Answer) -> ExitCode {
    let mut ask = Ask::new(setup.say);
    let question = Bilingual {
        en: ask.text("question-en", args.question_en, ("Question in English", "Question en anglais"), None, |_| None),
        fr: ask.text("question-fr", args.question_fr, ("Question in French", "Question en français"), None, |_| None),
    };
    let answer = Bilingual {
        en: ask.text("answer-en", args.answer_en, ("Answer in English", "Réponse en anglais"), None, |_| None),
        fr: ask.text("answer-fr", args.answer_fr, ("Answer in French", "Réponse en français"), None, |_| None),
    };
    let (Some(question), Some(answer)) = (whole(question), whole(answer)) else { return usage(setup, &ask) };
    let answered = args.answered.unwrap_or_else(|| setup.today());
    record(setup, record::answer(&setup.root, &args.opportunity, args.asked, answered, &question, &answer))
}

pub(super) fn award(setup: &Setup, args: Award) -> ExitCode {
    let mut ask = Ask::new(setup.say);
    if args.none {
        return ending(setup, &args.opportunity, "not_awarded", &args.said);
    }
    let supplier = ask.text("supplier", args.supplier, ("Supplier", "Fournisseur"), None, |_| None);
    let Some(supplier) = supplier else { return usage(setup, &ask) };
    let reserve = (!args.reserve.is_empty()).then_some(args.reserve);
    let group = Group::default()
        .with("supplier", supplier)
        .with("date", args.said.day(setup).to_string())
        .with_some("value", args.value)
        .with_some("proposals", args.proposals)
        .with_some("reserve", reserve);
    record(setup, record::outcome(&setup.root, &args.opportunity, "award", &group))
}

pub(super) fn cancel(setup: &Setup, args: Cancel) -> ExitCode {
    ending(setup, &args.opportunity, "cancelled", &args.said)
}

pub(super) fn deliver(setup: &Setup, args: Deliver) -> ExitCode {
    if args.failed {
        return ending(setup, &args.opportunity, "not_delivered", &args.said);
    }
    let date = args.said.day(setup).to_string();
    let group = Group::default().with("date", date).with_some("repository", args.repository);
    record(setup, record::outcome(&setup.root, &args.opportunity, "delivery", &group))
}

/// An ending with its reason in both languages.
fn ending(setup: &Setup, opportunity: &str, key: &str, said: &Said) -> ExitCode {
    let mut ask = Ask::new(setup.say);
    let Some(text) = said.text(&mut ask) else { return usage(setup, &ask) };
    let group = Group::default().with("date", said.day(setup).to_string()).with("en", text.en).with("fr", text.fr);
    record(setup, record::outcome(&setup.root, opportunity, key, &group))
}

impl Said {
    fn text(&self, ask: &mut Ask) -> Option<Bilingual<String>> {
        whole(Bilingual {
            en: ask.text("en", self.en.clone(), ("Text in English", "Texte en anglais"), None, |_| None),
            fr: ask.text("fr", self.fr.clone(), ("Text in French", "Texte en français"), None, |_| None),
        })
    }

    fn day(&self, setup: &Setup) -> Date {
        self.date.unwrap_or_else(|| setup.today())
    }
}

fn whole(text: Bilingual<Option<String>>) -> Option<Bilingual<String>> {
    Some(Bilingual { en: text.en?, fr: text.fr? })
}

fn usage(setup: &Setup, ask: &Ask) -> ExitCode {
    setup.say.error(&ask.missing().unwrap_or_default());
    ExitCode::from(2)
}

/// Writes what was edited, unless it breaks a rule that was kept before: then the file stays as it was.
fn record(setup: &Setup, edited: Result<Edited, RecordError>) -> ExitCode {
    let edited = match edited {
        Ok(edited) => edited,
        Err(error) => {
            setup.say.error(&setup.say.record_error(&error));
            return ExitCode::FAILURE;
        }
    };
    let before = errors(setup);
    if let Err(error) = edited.write(&setup.root) {
        setup.say.error(&error.to_string());
        return ExitCode::FAILURE;
    }
    let new: Vec<Diagnostic> = errors(setup)
        .into_iter()
        .filter(|error| !before.iter().any(|old| old.problem == error.problem && old.file == error.file))
        .collect();
    if new.is_empty() {
        let recorded = setup.say.pick("recorded in", "consigné dans");
        setup.say.line(&format!("{recorded} {}", edited.path.display()));
        return ExitCode::SUCCESS;
    }
    if let Err(error) = edited.undo(&setup.root) {
        setup.say.error(&error.to_string());
    }
    setup.say.line(&report(&new, setup.say.lang, false));
    setup.say.error(setup.say.pick("nothing was recorded", "rien n'a été consigné"));
    ExitCode::FAILURE
}

fn errors(setup: &Setup) -> Vec<Diagnostic> {
    let Ok(tree) = read::content_tree(&setup.root) else { return Vec::new() };
    let mut found = build::check(&setup.root, &tree, setup.clock.now()).diagnostics;
    found.retain(|diagnostic| diagnostic.severity() == Severity::Error);
    found
}

impl super::Say {
    fn record_error(&self, error: &RecordError) -> String {
        let meant = |nearest: Option<&str>| match nearest {
            Some(near) => self.pick("; did you mean ", "; vouliez-vous dire ").to_owned() + "`" + near + "`?",
            None => String::new(),
        };
        match (error, self.lang) {
            (RecordError::Unknown { nearest, .. }, submit_fn::lang::Lang::En) => {
                format!("{error}{}", meant(nearest.as_deref()))
            }
            (RecordError::NoFact { nearest, .. }, submit_fn::lang::Lang::En) => format!("{error}{}", meant(*nearest)),
            (_, submit_fn::lang::Lang::En) => error.to_string(),
            (RecordError::Unknown { id, nearest }, _) => {
                format!("il n'y a pas de possibilité `{id}`{}", meant(nearest.as_deref()))
            }
            (RecordError::NoFact { key, nearest }, _) => {
                format!("`{key}` n'est pas un fait qu'une modification peut changer{}", meant(*nearest))
            }
            (RecordError::Unchanged(key), _) => format!("`{key}` a déjà cette valeur"),
            (RecordError::Value(value), _) => format!("`{value}` ne peut pas être lu comme une valeur"),
            (RecordError::Edit(crate::author::edit::EditError::Unusual(text)), _) => {
                format!("ce fichier est écrit de façon inhabituelle; ajoutez à la main\u{a0}:\n{text}")
            }
            (RecordError::Edit(crate::author::edit::EditError::Unreadable(why)), _) => {
                format!("ce fichier ne peut pas être modifié\u{a0}: {why}")
            }
            (RecordError::Io(error), _) => error.to_string(),
        }
    }
}
