//! The command's English.

#[cfg(feature = "deploy")]
mod deploy;
mod proposals;

use std::time::Duration;

use jiff::Timestamp;
use submit_fn::shared::bundle::BundleError;
use submit_fn::shared::format::{Zone, instant, number};
use submit_fn::shared::lang::Lang;
use submit_fn::store::StoreError;

use crate::audit::Note;
use crate::author::create::{CreateError, NameError};
use crate::author::edit::EditError;
use crate::author::issue::{FORM, IssueError};
use crate::author::record::RecordError;
use crate::build::{BuildError, Built, TargetError, WriteError};
use crate::cli::message::{Message, Prompt, Refusal, ValueError};
use crate::diagnostic::counted;
use crate::git::GitError;
use crate::model::Change;
use crate::serve::database::DatabaseError;
use crate::serve::{ServeError, Served};

pub(crate) fn text(message: &Message<'_>) -> String {
    match message {
        Message::ErrorLabel => "error: ".into(),
        Message::Colon => ": ".into(),
        Message::NoSite(Some(folder)) => format!("there is no site.toml in {}", folder.display()),
        Message::NoSite(None) => {
            "there is no site.toml here or above: go to the folder of a site, or name it with --root".into()
        }
        Message::BadInstant(error) => format!("--now: {}", value_error(error)),
        Message::System(error) => error.to_string(),
        Message::File { path, error } => format!("{}: {error}", path.display()),
        Message::Verbatim(text) => (*text).to_owned(),
        Message::Built { built, out, took } => self::built(built, out, *took),
        Message::BuildError(error) => build_error(error),
        Message::NothingWritten => ": nothing was written".into(),
        Message::Serving(served) => serving(served),
        Message::Rebuilt(took) => format!("rebuilt in {} ms", took.as_millis()),
        Message::Stopped => "Stopped.".into(),
        Message::ServeError(error) => serve_error(error),
        Message::NothingToMend => "nothing to mend".into(),
        Message::NextChange { at, change, zone } => next_change(*at, change, zone),
        Message::ExplainHint => "; `devex explain CODE` says more".into(),
        Message::Git(error) => git_error(error),
        Message::Note(note) => self::note(note),
        Message::UnknownRule { code, nearest: Some(near) } => format!("there is no rule {code}; did you mean {near}?"),
        Message::UnknownRule { code, nearest: None } => {
            format!("there is no rule {code}; `devex explain` lists them all")
        }
        Message::UnknownSchema { known } => format!("there is no schema of this name; they are {known}"),
        Message::SchemasWritten(folder) => format!("schemas written to {}", folder.display()),
        Message::ProposalsError(error) => proposals::proposals_error(error),
        Message::Unverified => proposals::UNVERIFIED.into(),
        Message::Unopened => proposals::UNOPENED.into(),
        Message::KeyMade { path } => proposals::key_made(path),
        Message::SecretMade { path } => proposals::secret_made(path),
        Message::KeyChecked { keeper, recipient, today } => proposals::key_checked(keeper, recipient, *today),
        Message::KeysError(error) => proposals::keys_error(error),
        Message::ReceiptVerified { verified, is_copy, zone } => proposals::receipt_verified(verified, *is_copy, zone),
        Message::ReceiptProblem(problem) => proposals::receipt_problem(problem),
        Message::Store(error) => store_error(error),
        Message::Prompt(prompt) => self::prompt(prompt),
        Message::Refusal(refusal) => self::refusal(refusal),
        Message::MissingOptions(options) => format!("these options are missing: --{}", options.join(", --")),
        Message::IssueError(error) => issue_error(error),
        Message::MissingLabel(label) => {
            format!("note: “{label}” is not in this issue; look at the end of the answer before it")
        }
        Message::RepeatedLabel(label) => {
            format!("note: “{label}” stands twice in this issue; look at the answers around it")
        }
        Message::NotUnderstood { option, value, refusal } => {
            format!("note: `{value}`, the answer for {option}, is not understood: {}", self::refusal(refusal))
        }
        Message::CreateError(CreateError::Name(error)) => name_error(error),
        Message::CreateError(CreateError::Io { path, error }) => format!("{}: {error}", path.display()),
        Message::Written(file) => format!("written: {}", file.display()),
        Message::Unwritten(texts) => format!("texts still to be written: {texts}; `devex check` shows them"),
        Message::WillBeAt(url) => format!("its page: {url} (`devex serve --drafts` shows it as it will be)"),
        Message::Recorded(file) => format!("recorded in {}", file.display()),
        Message::RecordError(error) => record_error(error),
        #[cfg(not(feature = "deploy"))]
        Message::BuiltWithoutDeploy { command } => format!(
            "this devex was built without `{command}`, which few need: \
             `cargo run --release --features deploy -- {command}` builds it in"
        ),
        #[cfg(feature = "deploy")]
        Message::Deploy(message) => deploy::text(message),
    }
}

fn next_change(at: Timestamp, change: &Change<'_>, zone: &Zone) -> String {
    let at = instant(at, zone, Lang::En);
    match change {
        Change::Opens(id) => format!("{at}: {id} opens"),
        Change::QuestionsClose(id) => format!("{at}: {id} takes no more questions"),
        Change::Closes(id) => format!("{at}: {id} closes"),
        Change::Date => format!("{at}: a date of the content has come"),
        Change::Renewal => format!("{at}: security.txt is renewed"),
    }
}

fn built(built: &Built, out: &std::path::Path, took: Duration) -> String {
    let n = |n: usize| number(n as u64, Lang::En);
    let warnings = match built.warnings {
        0 => String::new(),
        warnings => format!("\n{} to see with `devex check`", counted(warnings as u64, "warning", Lang::En)),
    };
    format!(
        "{} files in {}/ ({} opportunities): {} written, {} removed, in {} ms{warnings}",
        n(built.files),
        out.display(),
        n(built.opportunities),
        n(built.written.changed),
        n(built.written.removed),
        took.as_millis(),
    )
}

fn build_error(error: &BuildError) -> String {
    match error {
        BuildError::Problems(problems) => counted(problems.len() as u64, "problem", Lang::En),
        BuildError::Target(error) => target_error(error),
        BuildError::Write(error) => write_error(error),
        BuildError::Bundle(error) => bundle_error(error),
        BuildError::Context(error) => format!("a page cannot be handed to its template: {error}"),
        BuildError::Json(error) => format!("the bundle cannot be written as JSON: {error}"),
    }
}

fn target_error(error: &TargetError) -> String {
    match error {
        TargetError::OverSource { target, source_dir } => format!(
            "{}: the site is made from {}, and cannot be written over it",
            target.display(),
            source_dir.display()
        ),
        TargetError::Nested { out, bundle } => {
            format!("{} and {}: the site and the bundle need folders of their own", out.display(), bundle.display())
        }
        TargetError::Io { path, source } => format!("{}: {source}", path.display()),
    }
}

fn write_error(error: &WriteError) -> String {
    match error {
        WriteError::Foreign(folder) => format!("{}: not empty, and not written by devex", folder.display()),
        WriteError::Occupied(file) => format!(
            "{}: the site has a file of this name, but devex did not write the one that is there",
            file.display()
        ),
        WriteError::Locked { dir, holder } => {
            let holder = holder.map(|holder| holder.to_string()).unwrap_or_default();
            format!("{}: another build is writing it{holder}", dir.display())
        }
        WriteError::Io { path, source } => format!("{}: {source}", path.display()),
    }
}

fn bundle_error(error: &BundleError) -> String {
    match error {
        BundleError::Io { path, source } => format!("{}: {source}", path.display()),
        BundleError::Json { path, source } => format!("{} is not what a bundle holds: {source}", path.display()),
        BundleError::Zone(zone) => format!("the time zone `{zone}` is not known"),
    }
}

fn serving(served: &Served) -> String {
    let Served { url, opportunities, files, took, database, endpoint, access_key, proposals, identity } = served;
    let sealed = match identity {
        Some(identity) => {
            format!("they are sealed to a key of this machine too, for trying things out: {}", identity.display())
        }
        None => "they are sealed to the officers of site.toml alone; the proxy leads here".to_owned(),
    };
    let changes = if identity.is_some() { "reloads the page" } else { "is published" };
    format!(
        "\n  {url}\n\n  {files} files, {opportunities} opportunities, ready in {} ms\n  \
         proposals: {proposals} in {}; see them with `devex proposals list`\n  \
         {sealed}\n  \
         DynamoDB: {endpoint}, access key {access_key}\n  \
         every saved change {changes}; Ctrl-C to stop\n",
        took.as_millis(),
        database.display(),
    )
}

fn serve_error(error: &ServeError) -> String {
    match error {
        ServeError::PortTaken(port) => format!("port {port} is taken: name another one with --port"),
        ServeError::Io(error) => error.to_string(),
        ServeError::Target(error) => target_error(error),
        ServeError::Secret(error) => error.to_string(),
        ServeError::Identity(error) => proposals::identity_error(error),
        ServeError::Database(error) => database_error(error),
        ServeError::Store(error) => store_error(error),
        ServeError::Settings => "site.toml has errors, and a public site needs it: see `devex check`".into(),
        ServeError::NoSecret(path) => format!(
            "{0} is missing, the secret that signs receipts: make it with `devex keys secret --out {0}`, and keep a copy with the \
             keys of the officers",
            path.display()
        ),
        ServeError::AnotherSecret { path, key } => format!(
            "site.toml does not publish what verifies the receipts of {}: add \"{key}\" to `receipts` in [keys], as the first",
            path.display()
        ),
        ServeError::Watch(error) => format!("changes of files cannot be watched: {error}"),
    }
}

fn database_error(error: &DatabaseError) -> String {
    match error {
        DatabaseError::Open { path, reason } => format!("{} cannot be opened: {reason}", path.display()),
        DatabaseError::NotADatabase(path) => format!(
            "{} is not a database of proposals: it is another file, or damaged; restore the whole folder from a copy",
            path.display()
        ),
        DatabaseError::Io(error) => format!("the embedded DynamoDB did not start: {error}"),
        DatabaseError::Store { path, source } => format!(
            "{}: {}; the disk may be full, or the file damaged: if so, restore the whole folder from a copy",
            path.display(),
            store_error(source)
        ),
    }
}

fn store_error(error: &StoreError) -> String {
    match error {
        StoreError::Request(_)
        | StoreError::Late
        | StoreError::Item(_)
        | StoreError::Forged(_)
        | StoreError::Conflict(_) => error.to_string(),
    }
}

fn git_error(error: &GitError) -> String {
    match error {
        GitError::NotInstalled => "git is not installed".into(),
        GitError::NoRepository => "this is not a git repository".into(),
        GitError::UnknownBase(base) => {
            format!("--base: git knows no branch or commit `{base}` that this one comes from; `git fetch` may bring it")
        }
        GitError::Failed(why) => format!("git refused to tell the past: {why}"),
    }
}

fn note(note: &Note) -> String {
    match note {
        Note::NoHistory(error) => format!(
            "note: {}: changes after posting (E0904) and stale versions (W0807) were not looked for",
            git_error(error)
        ),
        Note::ShallowClone => "note: this clone has only the last commits: changes after posting (E0904) and stale \
                               versions (W0807) may be missed; `git fetch --unshallow` brings the others"
            .into(),
        Note::NoNetwork => {
            "note: no other site could be reached, so links were not asked for: is there a network?".into()
        }
    }
}

fn prompt(prompt: &Prompt) -> String {
    let listed = |label: &str, ids: &[String]| format!("{label} ({})", ids.join(", "));
    match prompt {
        Prompt::TitleEn => "Title in English".into(),
        Prompt::TitleFr => "Title in French".into(),
        Prompt::Department(ids) => listed("Department", ids),
        Prompt::Team(ids) => listed("Team", ids),
        Prompt::Price => "Price before taxes, in dollars".into(),
        Prompt::Hours => "Estimated hours".into(),
        Prompt::Closes => "Closes".into(),
        Prompt::Skills(ids) => format!("Skills, separated by commas ({})", ids.join(", ")),
        Prompt::Acceptance(ids) => {
            format!("Work acceptance criteria that apply, separated by commas ({})", ids.join(", "))
        }
        Prompt::Licence => "Licence".into(),
        Prompt::Terms(ids) => listed("Terms and conditions", ids),
        Prompt::TextEn => "Text in English".into(),
        Prompt::TextFr => "Text in French".into(),
        Prompt::QuestionEn => "Question in English".into(),
        Prompt::QuestionFr => "Question in French".into(),
        Prompt::AnswerEn => "Answer in English".into(),
        Prompt::AnswerFr => "Answer in French".into(),
        Prompt::Supplier => "Supplier".into(),
    }
}

fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "an answer is needed".into(),
        Refusal::NotText => "type it again: it has signs that are no text".into(),
        Refusal::NotDigits => "write digits alone, such as 8200".into(),
        Refusal::NotDateTime => "write a date and a time, such as 2027-01-19T14:00".into(),
        Refusal::UnknownId { id, nearest: Some(near), .. } => format!("there is no `{id}`; did you mean `{near}`?"),
        Refusal::UnknownId { id, nearest: None, known } => {
            format!("there is no `{id}`, only {}", known.join(", "))
        }
        Refusal::NothingToChoose(place) => {
            format!("there is nothing to choose from in {place} yet, or it cannot be read")
        }
        Refusal::NotOfKind(what) => format!("`{what}` takes no such option"),
        Refusal::Name(error) => name_error(error),
    }
}

fn name_error(error: &NameError) -> String {
    match error {
        NameError::NotASlug(id) => format!(
            "`{id}` cannot name a folder; give a name of lowercase letters without accents, digits and hyphens after what is new"
        ),
        NameError::Exists(folder) => format!("{} exists already: choose another name", folder.display()),
    }
}

fn issue_error(error: &IssueError) -> String {
    match error {
        IssueError::Io(error) => format!("{FORM}: {error}"),
        IssueError::Yaml(error) => format!("{FORM} is not YAML: {error}"),
        IssueError::NoAnswers => "no answer of the form is in this issue".into(),
    }
}

fn record_error(error: &RecordError) -> String {
    let meant = |near: Option<&str>| near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    match error {
        RecordError::UnknownOpportunity { id, nearest } => {
            format!("there is no opportunity `{id}`{}", meant(nearest.as_deref()))
        }
        RecordError::UnknownFact { key, nearest } => {
            format!("`{key}` is no fact that this command can change{}", meant(nearest.as_deref()))
        }
        RecordError::Posted { id, posted } => format!("`{id}` is posted already, since {posted}"),
        RecordError::PastPosting { date } => {
            format!(
                "{date} is past: bidders' time starts on the day they can read the opportunity; give today's date or a later one"
            )
        }
        RecordError::NothingRecorded { key } => format!("nothing is recorded under `{key}` that could be corrected"),
        RecordError::NoAnswer { number, count: 0 } => {
            format!("there is no answer {number}: none is published; `devex answer` publishes one")
        }
        RecordError::NoAnswer { number, count } => {
            format!("there is no answer {number}: they are numbered from 1 to {count}, as on the page")
        }
        RecordError::SetTwice(key) => format!("`{key}` is given two values; give it one"),
        RecordError::Unchanged(key) => format!("`{key}` has this value already"),
        RecordError::UnreadableValue(pair) => format!("`{pair}` cannot be read as a value"),
        RecordError::Draft(id) => format!("`{id}` is not posted yet: edit its file"),
        RecordError::Edit { path, error: EditError::NotYaml, .. } => {
            format!("{} is not YAML; `devex check` shows where", path.display())
        }
        RecordError::Edit { path, error: EditError::KeyExists(key), .. } => {
            format!("{} has `{key}` already; `devex correct` corrects it", path.display())
        }
        RecordError::Edit { path, error: EditError::Unusual, by_hand } => format!(
            "{} is written in a way in which comments or marks might be lost; write in it yourself:\n{by_hand}",
            path.display()
        ),
        RecordError::Io { path, error } => format!("{}: {error}", path.display()),
        RecordError::Settings(_) => "nothing was recorded: site.toml cannot be read".into(),
        RecordError::Git(error) => git_error(error),
        RecordError::BreaksRules(_) => "nothing was recorded: the file would be wrong as shown".into(),
        RecordError::NotUndone { path, error } => {
            format!("{} stays changed although it breaks a rule: it could not be put back: {error}", path.display())
        }
    }
}

pub(crate) fn value_error(error: &ValueError) -> String {
    match error {
        ValueError::Moment => "write a date, a date with a time, or an instant: 2026-12-01, 2026-12-01T14:00 or \
                               2026-12-01T14:00:00-05:00"
            .into(),
        ValueError::Date => "write a date, such as 2026-12-01".into(),
        ValueError::Whole { most } => format!("write a whole number of at most {most}, in digits alone"),
        ValueError::Parameter => "write KEY=VALUE, such as LogDays=180".into(),
        ValueError::Pair => "write FACT=VALUE, such as closes=2027-01-26T14:00".into(),
        ValueError::TextPart { known } => format!("write one of {known}"),
    }
}
