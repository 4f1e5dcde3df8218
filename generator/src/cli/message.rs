//! Everything that the command says of itself, as data: its words are in `words/`, in one file for each language.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::secret::SecretError;
use submit_fn::shared::format::Zone;
use submit_fn::store::StoreError;

use crate::audit::Note;
use crate::author::create::{CreateError, NameError};
use crate::author::issue::IssueError;
use crate::author::record::RecordError;
use crate::build::{BuildError, Built};
#[cfg(feature = "deploy")]
use crate::deploy::{DeployError, Deployed, Event, RolledBack};
use crate::diagnostic::Diagnostic;
use crate::git::GitError;
use crate::keys::{IdentityError, Keeper, RehearsalError};
use crate::model::Change;
use crate::proposals::{self, FormatError};
use crate::receipt::{Verified, VerifyError};
use crate::serve::database::DatabaseError;
use crate::serve::{ServeError, Served};

#[derive(Debug)]
pub(super) enum Message<'m> {
    /// What stands before an error.
    ErrorLabel,
    /// Between a name and what follows about it.
    Colon,
    /// With the folder that was named, if one was.
    NoSite(Option<&'m Path>),
    /// A date or time of the call that is out of the calendar's range in the site's time zone.
    BadInstant(&'m ValueError),
    System(&'m std::io::Error),
    File {
        path: &'m Path,
        error: &'m std::io::Error,
    },
    /// What is in the reader's language already.
    Verbatim(&'m str),

    Built {
        built: &'m Built,
        out: &'m Path,
        took: Duration,
    },
    BuildError(&'m BuildError),
    /// Follows the problems that are the reason.
    NothingWritten,

    Serving(&'m Served),
    Rebuilt(Duration),
    Stopped,
    ServeError(&'m ServeError),

    NothingToMend,
    NextChange {
        at: Timestamp,
        change: &'m Change<'m>,
        zone: &'m Zone,
    },
    /// Follows diagnostics with their codes.
    ExplainHint,
    Git(&'m GitError),
    Note(&'m Note),

    UnknownRule {
        code: &'m str,
        nearest: Option<&'m str>,
    },
    UnknownSchema {
        known: &'m str,
    },
    SchemasWritten(&'m Path),
    ProposalsError(&'m ProposalsError),
    /// Some proposals are shown, but could not be opened.
    Unopened,
    /// Nothing verifies the receipts of the proposals.
    Unverified,
    KeyMade {
        path: &'m Path,
    },
    SecretMade {
        path: &'m Path,
    },
    KeyChecked {
        keeper: &'m Keeper,
        recipient: &'m str,
        today: Date,
    },
    KeysError(&'m KeysError),
    ReceiptVerified {
        verified: &'m Verified,
        is_copy: bool,
        zone: &'m Zone,
    },
    ReceiptProblem(&'m ReceiptProblem),
    Store(&'m StoreError),

    Prompt(&'m Prompt),
    Refusal(&'m Refusal),
    MissingOptions(&'m [&'static str]),

    IssueError(&'m IssueError),
    /// A label of the issue form that the issue does not have.
    MissingLabel(&'m str),
    /// A label that the issue has twice.
    RepeatedLabel(&'m str),
    /// An answer of the issue form that is left as it was typed.
    NotUnderstood {
        option: &'static str,
        value: &'m str,
        refusal: &'m Refusal,
    },
    CreateError(&'m CreateError),
    Written(&'m Path),
    /// How many texts a new item still needs.
    Unwritten(usize),

    Recorded(&'m Path),
    /// The address of the page of what was posted.
    WillBeAt(&'m str),
    RecordError(&'m RecordError),

    /// The command needs a feature that was left out.
    #[cfg(not(feature = "deploy"))]
    BuiltWithoutDeploy {
        command: &'static str,
    },
    #[cfg(feature = "deploy")]
    Deploy(&'m DeployMessage<'m>),
}

/// What is said of a deployment.
#[cfg(feature = "deploy")]
#[derive(Debug)]
pub(super) enum DeployMessage<'m> {
    Event(&'m Event<'m>),
    Deployed { deployed: &'m Deployed, stack: &'m str },
    RolledBack(&'m RolledBack),
    Error(&'m DeployError),
}

/// What can be asked; with the ids to choose from, where there are some.
#[derive(Debug)]
pub(super) enum Prompt {
    TitleEn,
    TitleFr,
    Department(Vec<String>),
    Team(Vec<String>),
    Price,
    Hours,
    Closes,
    Skills(Vec<String>),
    Acceptance(Vec<String>),
    Licence,
    Terms(Vec<String>),
    TextEn,
    TextFr,
    QuestionEn,
    QuestionFr,
    AnswerEn,
    AnswerFr,
    Supplier,
}

/// Why an answer, or the value of an option, is not taken.
#[derive(Debug)]
pub(super) enum Refusal {
    Empty,
    /// It has control characters, or bytes that are not UTF-8.
    NotText,
    NotDigits,
    NotDateTime,
    UnknownId {
        id: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    /// There is nothing in this folder or file.
    NothingToChoose(&'static str),
    /// This kind of item has no such option.
    NotOfKind(String),
    Name(NameError),
}

/// Why the value of an option cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ValueError {
    Moment,
    Date,
    Whole {
        most: u32,
    },
    Pair,
    /// Of a stack.
    Parameter,
    TextPart {
        known: String,
    },
}

/// Why proposals cannot be shown.
#[derive(Debug)]
pub(super) enum ProposalsError {
    /// As it was typed.
    Unknown(String),
    UnknownOpportunity {
        id: String,
        nearest: Option<String>,
    },
    /// They are not opened now.
    Refused {
        opportunity: String,
        refusal: proposals::Refusal,
        zone: Zone,
    },
    /// `devex serve` has kept nothing in this folder.
    NoData(PathBuf),
    /// No private key was named.
    MissingIdentity,
    Identity(IdentityError),
    /// The facts of the site cannot be read.
    Site(Vec<Diagnostic>),
    Write(PathBuf, std::io::Error),
    Runtime(std::io::Error),
    Database(DatabaseError),
    Store(StoreError),
    Format(FormatError),
}

/// Why keys cannot be made, checked or shown.
#[derive(Debug)]
pub(super) enum KeysError {
    Folder(PathBuf, std::io::Error),
    File(PathBuf, std::io::Error),
    Identity(IdentityError),
    Secret(SecretError),
    Site(Vec<Diagnostic>),
    /// The site seals to none of them.
    NotOfSite,
    Rehearsal(RehearsalError),
}

/// Why a receipt proves nothing, or not what it should.
#[derive(Debug)]
pub(super) enum ReceiptProblem {
    File(PathBuf, std::io::Error),
    Site(Vec<Diagnostic>),
    Receipt(VerifyError),
    /// A copy was given, but a withdrawal has none.
    NoCopy,
    /// The copy is not that of the receipt.
    OtherCopy(PathBuf),
}
