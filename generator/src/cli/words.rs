//! All messages of the command itself, as data; their words are in one file for each language.

pub(super) mod en;
pub(super) mod fr;

use std::path::Path;
use std::time::Duration;

use submit_fn::shared::lang::Lang;

use super::ask::{Prompt, Refusal};
use super::proposals::ProposalsError;
use super::values::ValueError;
use crate::audit::Note;
use crate::author::create::CreateError;
use crate::author::issue::IssueError;
use crate::author::record::RecordError;
use crate::build::{BuildError, Built};
use crate::git::GitError;
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

    Prompt(&'m Prompt),
    Refusal(&'m Refusal),
    MissingOptions(&'m [&'static str]),

    IssueError(&'m IssueError),
    /// A label of the issue form that the issue does not have.
    MissingLabel(&'m str),
    /// A label that the issue has twice.
    RepeatedLabel(&'m str),
    CreateError(&'m CreateError),
    Written(&'m Path),
    /// How many texts a new item still needs.
    Unwritten(usize),

    Recorded(&'m Path),
    RecordError(&'m RecordError),
}

pub(super) fn text(message: &Message<'_>, lang: Lang) -> String {
    match lang {
        Lang::En => en::text(message),
        Lang::Fr => fr::text(message),
    }
}
