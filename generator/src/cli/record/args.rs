//! The flags of `devex post`, `amend`, `answer`, `correct`, `award`, `cancel`, `deliver` and `pay`.

use jiff::civil::Date;

use crate::cli::values::{date, pair, text_part, whole};
use crate::model::TextPart;

#[derive(clap::Subcommand)]
pub(in crate::cli) enum Command {
    /// Post a draft, once its reviews, approvals and keys are in order
    Post(Post),
    /// Record an amendment: what changes, what it was, and why
    Amend(Amend),
    /// Publish a question with its answer
    Answer(Answer),
    /// Correct a published answer or a recorded outcome; what it was is kept
    Correct(Correct),
    /// Record the choice of a supplier, or that there is none
    Award(Award),
    /// Record that an opportunity is withdrawn
    Cancel(Cancel),
    /// Record that the work was accepted, or that the contract ended without it
    Deliver(Deliver),
    /// Record that the supplier was paid
    Pay(Pay),
}

/// An explanation in both languages.
#[derive(clap::Args)]
pub(in crate::cli) struct Explanation {
    /// The explanation in English
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) en: Option<String>,
    /// The explanation in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) fr: Option<String>,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Day {
    /// The day [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<Date>,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Post {
    /// The opportunity's folder
    pub(super) opportunity: String,
    #[command(flatten)]
    pub(super) day: Day,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Amend {
    /// The opportunity's folder
    pub(super) opportunity: String,
    /// A fact and its new value, such as closes=2027-01-26T14:00; the old value is kept
    #[arg(long, value_name = "FACT=VALUE", value_parser = pair)]
    pub(super) set: Vec<(String, String)>,
    /// A part of the text that changed: title, summary, context, problem, data, work or acceptance; again for each
    #[arg(long, value_name = "PART", value_parser = text_part)]
    pub(super) text: Vec<TextPart>,
    #[command(flatten)]
    pub(super) explanation: Explanation,
    #[command(flatten)]
    pub(super) day: Day,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Correct {
    /// The opportunity's folder
    pub(super) opportunity: String,
    /// The number of the answer on the page, from 1; --en and --fr are the answer as it should be
    #[arg(long, value_name = "N", value_parser = whole, conflicts_with = "set", required_unless_present = "set")]
    pub(super) answer: Option<u32>,
    /// A key of the outcome and its value as it should be, such as award.supplier=NAME; --en and --fr say why
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    pub(super) set: Vec<(String, String)>,
    #[command(flatten)]
    pub(super) explanation: Explanation,
    #[command(flatten)]
    pub(super) day: Day,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Answer {
    /// The opportunity's folder
    pub(super) opportunity: String,
    /// The question in English, without the name of who asked
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) question_en: Option<String>,
    /// The question in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) question_fr: Option<String>,
    /// The answer in English; Markdown
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) answer_en: Option<String>,
    /// The answer in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) answer_fr: Option<String>,
    /// The day of the question
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) asked: Option<Date>,
    /// The day of the answer [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) answered: Option<Date>,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Award {
    /// The opportunity's folder
    pub(super) opportunity: String,
    /// Who won
    #[arg(long, value_name = "NAME", conflicts_with = "none")]
    pub(super) supplier: Option<String>,
    /// The contract's price before taxes, which is the posted one
    #[arg(long, value_name = "DOLLARS", value_parser = whole, conflicts_with = "none")]
    pub(super) value: Option<u32>,
    /// How many proposals were received
    #[arg(long, value_name = "N", value_parser = whole, conflicts_with = "none")]
    pub(super) proposals: Option<u32>,
    /// The reference number of a proposal drawn in reserve; again for each, in their order
    #[arg(long, value_name = "REFERENCE", conflicts_with = "none")]
    pub(super) reserve: Vec<String>,
    /// There is no winner: say why with --en and --fr
    #[arg(long)]
    pub(super) none: bool,
    /// The reason in English
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "none", conflicts_with = "supplier")]
    pub(super) en: Option<String>,
    /// The reason in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "none", conflicts_with = "supplier")]
    pub(super) fr: Option<String>,
    #[command(flatten)]
    pub(super) day: Day,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Cancel {
    /// The opportunity's folder
    pub(super) opportunity: String,
    #[command(flatten)]
    pub(super) explanation: Explanation,
    #[command(flatten)]
    pub(super) day: Day,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Deliver {
    /// The opportunity's folder
    pub(super) opportunity: String,
    /// Where the work is
    #[arg(long, value_name = "URL", conflicts_with = "failed")]
    pub(super) repository: Option<String>,
    /// The contract ended without delivery: say why with --en and --fr
    #[arg(long)]
    pub(super) failed: bool,
    /// The reason in English
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "failed", conflicts_with = "repository")]
    pub(super) en: Option<String>,
    /// The reason in French
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "failed", conflicts_with = "repository")]
    pub(super) fr: Option<String>,
    #[command(flatten)]
    pub(super) day: Day,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Pay {
    /// The opportunity's folder
    pub(super) opportunity: String,
    #[command(flatten)]
    pub(super) day: Day,
}
