//! `devex amend`, `answer`, `award`, `cancel`, `deliver`.

use std::process::ExitCode;

use jiff::civil::Date;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::Setup;
use super::ask::Ask;
use crate::audit::{Scope, audit};
use crate::author::edit::{EditError, Group};
use crate::author::record::{self, Edited, RecordError};
use crate::diagnostic::{Diagnostic, Severity, report::report};

/// What can be recorded of an opportunity.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Record an amendment: what changes, what it was, and what is said of it
    Amend(Amend),
    /// Publish a question with its answer
    Answer(Answer),
    /// Record the choice of a supplier, or that there is none
    Award(Award),
    /// Record that an opportunity is withdrawn
    Cancel(Cancel),
    /// Record that the work was accepted, or that the contract ended without it
    Deliver(Deliver),
}

/// A text in both languages.
#[derive(clap::Args)]
pub(super) struct Said {
    /// What is said of it in English
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    en: Option<String>,
    /// What is said of it in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    fr: Option<String>,
}

/// When it happened.
#[derive(clap::Args)]
pub(super) struct Day {
    /// The day [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
}

impl Day {
    fn of(&self, setup: &Setup) -> Date {
        self.date.unwrap_or_else(|| setup.today())
    }
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
    #[command(flatten)]
    day: Day,
}

/// What `devex answer` takes.
#[derive(clap::Args)]
pub(super) struct Answer {
    /// The opportunity's folder
    opportunity: String,
    /// The question in English, without the name of who asked
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    question_en: Option<String>,
    /// The question in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    question_fr: Option<String>,
    /// The answer in English; Markdown
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    answer_en: Option<String>,
    /// The answer in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
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
    #[arg(long, value_name = "DOLLARS", conflicts_with = "none")]
    value: Option<u32>,
    /// How many proposals were received
    #[arg(long, value_name = "N", conflicts_with = "none")]
    proposals: Option<u32>,
    /// The reference number of a proposal drawn in reserve; again for each, in their order
    #[arg(long, value_name = "REFERENCE", conflicts_with = "none")]
    reserve: Vec<String>,
    /// There is no winner: say why with --en and --fr
    #[arg(long)]
    none: bool,
    /// The reason in English
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "none", conflicts_with = "supplier")]
    en: Option<String>,
    /// The reason in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "none", conflicts_with = "supplier")]
    fr: Option<String>,
    #[command(flatten)]
    day: Day,
}

/// What `devex cancel` takes.
#[derive(clap::Args)]
pub(super) struct Cancel {
    /// The opportunity's folder
    opportunity: String,
    #[command(flatten)]
    said: Said,
    #[command(flatten)]
    day: Day,
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
    /// The reason in English
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "failed", conflicts_with = "repository")]
    en: Option<String>,
    /// The reason in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "failed", conflicts_with = "repository")]
    fr: Option<String>,
    #[command(flatten)]
    day: Day,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write FACT=VALUE, such as closes=2027-01-26T14:00")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

pub(super) fn run(setup: &Setup, command: Command) -> ExitCode {
    let (Command::Amend(Amend { opportunity, .. })
    | Command::Answer(Answer { opportunity, .. })
    | Command::Award(Award { opportunity, .. })
    | Command::Cancel(Cancel { opportunity, .. })
    | Command::Deliver(Deliver { opportunity, .. })) = &command;
    // Told before anything is asked for.
    if let Err(error) = record::must_exist(&setup.root, opportunity) {
        return refused(setup, &error);
    }
    match command {
        Command::Amend(args) => amend(setup, args),
        Command::Answer(args) => answer(setup, args),
        Command::Award(args) => award(setup, args),
        Command::Cancel(args) => cancel(setup, args),
        Command::Deliver(args) => deliver(setup, args),
    }
}

fn amend(setup: &Setup, args: Amend) -> ExitCode {
    let mut ask = Ask::new(setup.say);
    let Some(text) = args.said.text(&mut ask) else { return usage(setup, &ask) };
    let date = args.day.of(setup);
    record(setup, record::amend(&setup.root, &args.opportunity, &args.set, date, &text))
}

fn answer(setup: &Setup, args: Answer) -> ExitCode {
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

fn award(setup: &Setup, args: Award) -> ExitCode {
    let mut ask = Ask::new(setup.say);
    if args.none {
        let said = Said { en: args.en, fr: args.fr };
        return ending(setup, &args.opportunity, "not_awarded", &said, &args.day);
    }
    let supplier = ask.text("supplier", args.supplier, ("Supplier", "Fournisseur"), None, |_| None);
    let Some(supplier) = supplier else { return usage(setup, &ask) };
    let reserve = (!args.reserve.is_empty()).then_some(args.reserve);
    let group = Group::default()
        .with("supplier", supplier)
        .with("date", args.day.of(setup).to_string())
        .with_some("value", args.value)
        .with_some("proposals", args.proposals)
        .with_some("reserve", reserve);
    record(setup, record::outcome(&setup.root, &args.opportunity, "award", &group))
}

fn cancel(setup: &Setup, args: Cancel) -> ExitCode {
    ending(setup, &args.opportunity, "cancelled", &args.said, &args.day)
}

fn deliver(setup: &Setup, args: Deliver) -> ExitCode {
    if args.failed {
        let said = Said { en: args.en, fr: args.fr };
        return ending(setup, &args.opportunity, "not_delivered", &said, &args.day);
    }
    let date = args.day.of(setup).to_string();
    let group = Group::default().with("date", date).with_some("repository", args.repository);
    record(setup, record::outcome(&setup.root, &args.opportunity, "delivery", &group))
}

/// An ending with its reason in both languages.
fn ending(setup: &Setup, opportunity: &str, key: &str, said: &Said, day: &Day) -> ExitCode {
    let mut ask = Ask::new(setup.say);
    let Some(text) = said.text(&mut ask) else { return usage(setup, &ask) };
    let group = Group::default().with("date", day.of(setup).to_string()).with("en", text.en).with("fr", text.fr);
    record(setup, record::outcome(&setup.root, opportunity, key, &group))
}

impl Said {
    fn text(&self, ask: &mut Ask) -> Option<Bilingual<String>> {
        whole(Bilingual {
            en: ask.text("en", self.en.clone(), ("Text in English", "Texte en anglais"), None, |_| None),
            fr: ask.text("fr", self.fr.clone(), ("Text in French", "Texte en français"), None, |_| None),
        })
    }
}

fn whole(text: Bilingual<Option<String>>) -> Option<Bilingual<String>> {
    Some(Bilingual { en: text.en?, fr: text.fr? })
}

fn usage(setup: &Setup, ask: &Ask) -> ExitCode {
    setup.say.error(&ask.problem().unwrap_or_default());
    ExitCode::from(2)
}

fn refused(setup: &Setup, error: &RecordError) -> ExitCode {
    setup.say.error(&setup.say.record_error(error));
    ExitCode::FAILURE
}

/// Writes what was edited, unless it breaks a rule that was kept before: then the file stays as it was.
fn record(setup: &Setup, edited: Result<Edited, RecordError>) -> ExitCode {
    let edited = match edited {
        Ok(edited) => edited,
        Err(error) => return refused(setup, &error),
    };
    let before = match problems(setup) {
        Ok(before) => before,
        Err(status) => return status,
    };
    if let Err(error) = edited.write(&setup.root) {
        setup.say.error(&format!("{}: {error}", edited.path.display()));
        return ExitCode::FAILURE;
    }
    // What cannot be checked any more is undone as what is wrong is.
    let new = problems(setup).map(|after| only_in(after, before));
    let is_fine = |new: &Vec<Diagnostic>| new.iter().all(|found| found.severity() == Severity::Warning);
    if let Some(new) = new.as_ref().ok().filter(|new| is_fine(new)) {
        if !new.is_empty() {
            setup.say.line(&report(new, setup.say.lang, false));
        }
        let recorded = setup.say.pick("recorded in", "consigné dans");
        setup.say.line(&format!("{recorded} {}", edited.path.display()));
        return ExitCode::SUCCESS;
    }
    if let Err(error) = edited.undo(&setup.root) {
        setup.say.error(&format!("{}: {error}", edited.path.display()));
    }
    let Ok(new) = new else { return ExitCode::FAILURE };
    setup.say.line(&report(&new, setup.say.lang, false));
    let nothing = (
        "nothing was recorded: the file would be wrong as shown",
        "rien n'a été consigné\u{a0}: le fichier serait fautif, comme ci-dessus",
    );
    setup.say.error(setup.say.pick(nothing.0, nothing.1));
    ExitCode::FAILURE
}

/// What is wrong with the content. When the site itself cannot be read, no rule would hold: that is told.
fn problems(setup: &Setup) -> Result<Vec<Diagnostic>, ExitCode> {
    setup.settings()?;
    // Without a base, git's failures are notes.
    Ok(audit(&setup.root, setup.clock.now(), Scope::CONTENT).map_or_else(|_| Vec::new(), |found| found.diagnostics))
}

/// The problems that were not there before, or fewer times.
fn only_in(after: Vec<Diagnostic>, mut before: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_new = |found: &Diagnostic| {
        let same = |old: &Diagnostic| old.problem == found.problem && old.file == found.file;
        match before.iter().position(same) {
            Some(at) => {
                before.swap_remove(at);
                false
            }
            None => true,
        }
    };
    let mut after = after;
    after.retain(is_new);
    after
}

impl super::Say {
    fn record_error(&self, error: &RecordError) -> String {
        match self.lang {
            Lang::En => in_english(error),
            Lang::Fr => in_french(error),
        }
    }
}

fn in_english(error: &RecordError) -> String {
    match error {
        RecordError::Unknown { nearest: Some(near), .. } => format!("{error}; did you mean `{near}`?"),
        RecordError::NoFact { nearest: Some(near), .. } => format!("{error}; did you mean `{near}`?"),
        RecordError::Twice(key) => format!("`{key}` is given two values; give it one"),
        RecordError::Edit { path, error, by_hand } => {
            let path = path.display();
            match error {
                EditError::NotYaml => format!("{path} is not YAML; `devex check` shows where"),
                EditError::There(key) => format!("{path} has `{key}` already; to correct it, edit the file"),
                EditError::Unusual => format!(
                    "{path} is written in a way in which comments or marks might be lost; write in it yourself:\n{by_hand}"
                ),
            }
        }
        other => other.to_string(),
    }
}

fn in_french(error: &RecordError) -> String {
    let meant = |near: Option<&str>| near.map(|near| format!("; vouliez-vous dire `{near}`?")).unwrap_or_default();
    match error {
        RecordError::Unknown { id, nearest } => {
            format!("il n'y a pas de possibilité `{id}`{}", meant(nearest.as_deref()))
        }
        RecordError::NoFact { key, nearest } => {
            format!("`{key}` n'est pas un fait qu'une modification peut changer{}", meant(*nearest))
        }
        RecordError::Twice(key) => format!("`{key}` reçoit deux valeurs; donnez-en une seule"),
        RecordError::Unchanged(key) => format!("`{key}` a déjà cette valeur"),
        RecordError::Value(value) => format!("`{value}` ne donne pas de valeur lisible"),
        RecordError::Draft(id) => format!("`{id}` n'est pas encore affichée\u{a0}: modifiez son fichier"),
        RecordError::Edit { path, error, by_hand } => {
            let path = path.display();
            match error {
                EditError::NotYaml => format!("{path} n'est pas du YAML; `devex check` montre où"),
                EditError::There(key) => format!("{path} contient déjà `{key}`; pour le corriger, modifiez le fichier"),
                EditError::Unusual => format!(
                    "la façon dont {path} est écrit ferait peut-être perdre des commentaires ou des marques; écrivez-y vous-même\u{a0}:\n{by_hand}"
                ),
            }
        }
        RecordError::Io { path, error } => format!("{}\u{a0}: {error}", path.display()),
    }
}
