//! Why nothing was deployed, or not all of it; the words are in `cli/words`.

use std::io;
use std::path::{Path, PathBuf};

use super::{RequestError, Version};
use crate::build::{BuildError, WriteError};
use crate::git::GitError;

#[derive(Debug)]
pub(crate) enum DeployError {
    Git(GitError),
    /// There is nothing to deploy.
    NoCommit,
    /// This clone does not have it.
    UnknownCommit(String),
    /// Somebody else is deploying, or the folder cannot be written.
    Folder(WriteError),
    Build(BuildError),
    Read {
        path: PathBuf,
        error: io::Error,
    },
    LongTemplate(usize),
    /// The template does not have this, or more than once.
    NoPlace(&'static str),
    Package(io::Error),
    /// cargo-lambda is not installed.
    NoCompiler,
    /// The compiler has said why.
    NotCompiled,
    /// The `devex` of a commit has said why.
    NotBuilt,
    Runtime(io::Error),
    Request(RequestError),
    /// The SDK could not make a request.
    NotMade(String),
    UnknownParameter {
        name: String,
        nearest: Option<String>,
    },
    NoStack(String),
    /// CloudFormation takes no change of a stack in this state.
    Unusable {
        stack: String,
        status: String,
    },
    StackFailed {
        stack: String,
        status: String,
        reasons: Vec<String>,
    },
    /// The stack was deployed with another template.
    NoOutput(&'static str),
    /// What should be a version of the function is none.
    NoVersion,
    NothingBefore(u64),
    UnknownVersion(u64),
    /// This version does not know the key that CloudFront sends.
    OtherKey(u64),
    /// The environment of a version, with what Lambda says of it.
    Unreadable(String),
    /// The description of a version does not say what it was made from.
    NoCommitOfVersion,
    /// S3 did not delete a file.
    Kept(String),
    /// The function went back, and the site did not.
    SiteStays {
        version: Version,
        error: Box<DeployError>,
    },
}

impl DeployError {
    /// What went wrong, whatever had been done by then.
    pub(crate) fn cause(&self) -> &Self {
        match self {
            Self::SiteStays { error, .. } => error.cause(),
            other => other,
        }
    }

    /// A request that lacks something.
    pub(super) fn request(error: impl std::error::Error) -> Self {
        Self::NotMade(error.to_string())
    }
}

impl From<GitError> for DeployError {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

pub(super) fn read_failed(path: &Path) -> impl FnOnce(io::Error) -> DeployError + use<> {
    let path = path.to_owned();
    |error| DeployError::Read { path, error }
}
