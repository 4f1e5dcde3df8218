//! What the server shows at this moment: the function of the last good build, and the problems of the last one.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use submit_fn::function::Function;
use submit_fn::secret::Secret;
use submit_fn::shared::bundle::Bundle;
use submit_fn::shared::lang::Lang;
use submit_fn::store::Store;
use tokio::sync::watch;

use super::Options;
use crate::build::BuildError;
use crate::diagnostic::Severity;
use crate::diagnostic::report::report;

/// What pages that are open need to know.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct State {
    /// Grows with every build.
    pub(super) version: u64,
    /// What is wrong with the last one.
    pub(super) problems: Option<String>,
}

/// The changing part of a server.
pub(super) struct Live {
    store: Store,
    secret: Secret,
    /// Where the server is reached, unless that is the address of the site.
    url: Option<String>,
    bundle: PathBuf,
    lang: Lang,
    explain: fn(&BuildError, Lang) -> String,
    function: RwLock<Option<Arc<Function>>>,
    state: watch::Sender<State>,
}

impl Live {
    /// With the function of the build before, if there was one.
    pub(super) fn new(store: Store, secret: Secret, url: Option<String>, options: &Options) -> Self {
        let live = Self {
            store,
            secret,
            url,
            bundle: options.data.join("bundle"),
            lang: options.lang,
            explain: options.explain,
            function: RwLock::new(None),
            state: watch::Sender::default(),
        };
        if let Ok(function) = live.load() {
            live.put(function);
        }
        live
    }

    /// The function of the last good build.
    pub(super) fn function(&self) -> Option<Arc<Function>> {
        self.function.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whoever waits for the next build.
    pub(super) fn subscribe(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// A build succeeded: its function replaces the last one.
    pub(super) fn succeed(&self) {
        match self.load() {
            Ok(function) => {
                self.put(function);
                self.next(None);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// A build failed: what is there stays, with the problems in front of it.
    pub(super) fn fail(&self, error: &BuildError) {
        let problems = match error {
            BuildError::Problems(problems) => {
                let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error);
                report(&errors.cloned().collect::<Vec<_>>(), self.lang, false)
            }
            other => (self.explain)(other, self.lang),
        };
        self.next(Some(problems));
    }

    fn load(&self) -> Result<Function, BuildError> {
        Ok(Function::new(Bundle::open(&self.bundle)?, self.store.clone(), &self.secret, self.url.clone())?)
    }

    fn put(&self, function: Function) {
        *self.function.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(function));
    }

    fn next(&self, problems: Option<String>) {
        self.state.send_modify(|state| *state = State { version: state.version + 1, problems });
    }
}
