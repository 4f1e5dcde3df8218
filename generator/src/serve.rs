//! The site, the form and a DynamoDB on this machine, rebuilt on every change.

pub(crate) mod database;
mod dynamodb;
mod live;
pub(crate) mod local;
mod origin;
mod server;
mod watch;

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use submit_fn::keys::signer;
use submit_fn::secret::{Secret, SecretError};
use submit_fn::shared::lang::Lang;
use submit_fn::store::StoreError;
use tokio::net::TcpListener;

use crate::build::{self, BuildError, Built, Changes, Progress, Session, TargetError};
use crate::keys::IdentityError;
use crate::model::LocalKeys;
use crate::parse;
use crate::private::make_private;
use crate::write::check_targets;
use database::{Database, DatabaseError};
use live::Live;
use server::Reach;
use watch::Watch;

/// What to serve, and where.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// The folder that holds site.toml.
    pub(crate) root: PathBuf,
    /// Where proposals and the built site are kept.
    pub(crate) data: PathBuf,
    /// Whether drafts are on the site.
    pub(crate) drafts: bool,
    /// Whether it is the real site, behind a proxy: with the keys of site.toml alone, under the address there.
    pub(crate) public: bool,
    /// The address to serve on: that of this machine alone, unless a proxy is elsewhere.
    pub(crate) address: IpAddr,
    /// The port to serve on; else 8080 or the next free one.
    pub(crate) port: Option<u16>,
    /// The language in which problems are shown in the browser.
    pub(crate) lang: Lang,
    /// The words for a failure that is no problem of the content.
    pub(crate) explain: fn(&BuildError, Lang) -> String,
}

/// What is served, once it is.
#[derive(Debug)]
pub(crate) struct Served {
    /// Where to go.
    pub(crate) url: String,
    /// The number of opportunities on the site.
    pub(crate) opportunities: usize,
    /// The number of its files.
    pub(crate) files: usize,
    /// From start to ready.
    pub(crate) took: Duration,
    /// The file of the proposals.
    pub(crate) database: PathBuf,
    /// The address of the embedded DynamoDB.
    pub(crate) endpoint: String,
    /// What it requires of its clients in this run.
    pub(crate) access_key: String,
    /// How many there are.
    pub(crate) proposals: usize,
    /// The private key that opens them here, unless the site is public.
    pub(crate) identity: Option<PathBuf>,
}

/// What happens while serving, for the user to know.
#[derive(Debug)]
pub(crate) enum Event<'e> {
    /// The site can be visited.
    Serving(Served),
    /// A change was built, of a file or of what the clock decides.
    Rebuilt(Duration),
    /// A change could not be built; the last good site stays.
    Failed(&'e BuildError),
    /// Someone pressed Ctrl-C.
    Stopped,
}

/// Serving could not begin, or broke off.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    /// Another program listens on the port that was asked for.
    #[error("port {0} is taken")]
    PortTaken(u16),
    /// The site must not be built where the data are.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// The system refused something.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The embedded DynamoDB did not start.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The embedded DynamoDB did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The function has no secret.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// There is no key to seal to on this machine.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// site.toml cannot be read, without which a site is not public.
    #[error("site.toml has errors")]
    Settings,
    /// A public site does not make its secret by itself: whoever keeps its keys does.
    #[error("{0}: there is no secret")]
    NoSecret(PathBuf),
    /// The secret signs receipts that the published keys do not verify.
    #[error("{path}: site.toml does not have the key of this secret, {key}")]
    AnotherSecret {
        /// Where the secret is.
        path: PathBuf,
        /// What verifies its receipts.
        key: String,
    },
    /// Files cannot be watched.
    #[error(transparent)]
    Watch(#[from] notify::Error),
}

/// Builds, serves and watches until Ctrl-C.
///
/// # Errors
/// When serving cannot begin; problems of the content are events instead.
pub(crate) fn serve(
    options: &Options,
    now: impl Fn() -> Timestamp + Copy + Send + Sync + 'static,
    progress: Progress<'_>,
    report: impl Fn(Event<'_>) + Copy + Send + Sync + 'static,
) -> Result<(), ServeError> {
    let start = Instant::now();
    let first = options_of(options, now());
    check_targets(&first.root, &first.out, &first.bundle)?;
    make_private(&options.data)?;
    let (secret, recipient, reach) = if options.public {
        let settings = parse::settings_of(&options.root).map_err(|_| ServeError::Settings)?;
        let reach = Reach::Public { host: settings.host().into() };
        (local::published_secret(&options.data, &settings)?, None, reach)
    } else {
        let recipient = local::local_recipient(&options.data, now())?;
        (local::secret(&options.data)?, Some(recipient), Reach::Here)
    };
    let local_keys = {
        let (root, secret) = (options.root.clone(), secret.clone());
        move || local_keys(&root, recipient.as_deref()?, &secret)
    };
    let first = build::Options { local: local_keys(), ..first };
    // A file that is saved during the first build is built after it.
    let watch = Watch::start(&options.root)?;
    let mut session = Session::new(&options.root, true);
    let first = session.build(&first, &Changes::Anything, progress);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let database = Database::start(&options.data).await?;
        let listener = listen(options.address, options.port).await?;
        let url = format!("http://localhost:{}", listener.local_addr()?.port());
        let own_url = (!options.public).then(|| url.clone());
        let live = Arc::new(Live::new(database.store().clone(), secret, own_url, options));
        let built = show(&live, first, report);
        let proposals = database.store().list(None).await?.len();
        report(Event::Serving(Served {
            url,
            opportunities: built.as_ref().map_or(0, |built| built.opportunities),
            files: built.as_ref().map_or(0, |built| built.files),
            took: start.elapsed(),
            database: database.file().to_owned(),
            endpoint: database.endpoint().to_owned(),
            access_key: database.access_key().to_owned(),
            proposals,
            identity: (!options.public).then(|| local::identity_file(&options.data)),
        }));
        // What changes from now on is read again by the next run.
        session.save();
        let next_change = session.next_change(now());
        let rebuild = {
            let (options, live) = (options.clone(), Arc::clone(&live));
            move |changes: &Changes| {
                let (start, now) = (Instant::now(), now());
                let options = build::Options { local: local_keys(), ..options_of(&options, now) };
                let built = session.build(&options, changes, &|_| {});
                if show(&live, built, report).is_some() {
                    report(Event::Rebuilt(start.elapsed()));
                }
                session.next_change(now)
            }
        };
        // Watching ends when the watcher is dropped, after the server has stopped.
        let _watcher = watch.on_change(rebuild, next_change, now);
        server::serve(listener, &options.data.join("site"), live, now, reach).await?;
        database.stop().await;
        Ok(())
    });
    if served.is_ok() {
        report(Event::Stopped);
    }
    served
}

fn options_of(options: &Options, now: Timestamp) -> build::Options {
    build::Options {
        root: options.root.clone(),
        out: options.data.join("site"),
        bundle: options.data.join("bundle"),
        now,
        drafts: options.drafts,
        preview: !options.public,
        local: None,
        cache: true,
        // The server compresses what it sends.
        compress: false,
    }
}

/// The keys of this machine, `None` while site.toml cannot be read: then there is no build either.
fn local_keys(root: &Path, recipient: &str, secret: &Secret) -> Option<LocalKeys> {
    let settings = parse::settings_of(root).ok()?;
    let receipts = signer(secret, &settings.base_url).verifier_key();
    Some(LocalKeys { recipient: recipient.to_owned(), receipts })
}

/// Puts a build in place of the last one, or its problems in front of it.
fn show(live: &Live, built: Result<Built, BuildError>, report: impl Fn(Event<'_>)) -> Option<Built> {
    match built {
        Ok(built) => {
            live.succeed();
            Some(built)
        }
        Err(error) => {
            report(Event::Failed(&error));
            live.fail(&error);
            None
        }
    }
}

/// The port that was asked for; else 8080, the next free one, or any.
async fn listen(address: IpAddr, port: Option<u16>) -> Result<TcpListener, ServeError> {
    let bind = |port| TcpListener::bind((address, port));
    if let Some(port) = port {
        return bind(port).await.map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => ServeError::PortTaken(port),
            _ => ServeError::Io(error),
        });
    }
    for port in 8080..8100 {
        if let Ok(listener) = bind(port).await {
            return Ok(listener);
        }
    }
    Ok(bind(0).await?)
}
