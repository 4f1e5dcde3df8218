//! From a commit to an exchange in AWS, and back to the one before.
//!
//! Everything is made from one commit, in a working tree of its own. The function goes first and the site follows, since
//! its forms must find a function that knows them. Every step looks at what is there and does what is missing: whoever
//! stops a deployment starts it again.

mod clients;
mod difference;
mod edge;
mod error;
mod function;
mod headers;
mod package;
mod packages;
mod parameters;
mod request;
mod site;
mod source;
mod stack;
mod template;
mod version;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub(crate) use difference::Difference;
pub(crate) use edge::Invalidation;
pub(crate) use error::DeployError;
pub(crate) use request::RequestError;
pub(crate) use stack::StackChange;
pub(crate) use version::Version;

use crate::build::BuildError;
use crate::git::checkout;
use crate::private::random_digits;
use crate::write::Lock;
use clients::Clients;
use error::read_failed;
use function::Architecture;
use package::{Package, Stamp};
use packages::Packages;
use parameters::Parameters;
use site::Site;
use source::Source;
use stack::{Known, Stack};
use template::Template;
use version::Function;

// The outputs of the template.
const ADDRESS: &str = "Address";
const DISTRIBUTION: &str = "DistributionId";
const FUNCTION: &str = "FunctionName";
const FUNCTION_VERSION: &str = "FunctionVersion";
const SITE_BUCKET: &str = "SiteBucket";

/// What to deploy, and where to.
pub(crate) struct Options<'o> {
    /// The folder that holds site.toml.
    pub(crate) root: &'o Path,
    pub(crate) stack: &'o str,
    /// The instant of statuses.
    pub(crate) now: Timestamp,
}

/// What a deployment takes besides.
pub(crate) struct Changes<'c> {
    /// Parameters of the stack that get a value; the others keep theirs.
    pub(crate) parameters: &'c [(String, String)],
    /// The function's program, if it is compiled already.
    pub(crate) program: Option<&'c Path>,
    pub(crate) dry_run: bool,
}

/// What happens on the way.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event<'e> {
    /// What is deployed, and how many files are not as this commit has them.
    Commit {
        name: &'e str,
        uncommitted: usize,
    },
    /// One more of so many pages is made.
    Page(usize),
    Compiling,
    /// What CloudFormation is doing, as it calls it.
    Stack(&'e str),
    /// The function is about to go back.
    Back(&'e Version),
    /// This program cannot build the site of that commit, and compiles the one that did.
    FormerDevex,
    /// One more of so many files is sent.
    File(usize),
}

/// Called with everything that happens.
pub(crate) type Report<'r> = &'r (dyn Fn(Event<'_>) + Sync);

/// What a deployment did, or would do if it was a dry run.
#[derive(Debug)]
pub(crate) struct Deployed {
    pub(crate) commit: String,
    pub(crate) dry_run: bool,
    pub(crate) stack: StackChange,
    /// The version that answered before.
    pub(crate) before: Option<Version>,
    /// The version that answers then; `None` if it is still to be made.
    pub(crate) live: Option<Version>,
    pub(crate) site: Difference,
    pub(crate) invalidation: Invalidation,
    /// Where the site is, if there is a stack.
    pub(crate) address: Option<String>,
}

/// What a rollback did.
#[derive(Debug)]
pub(crate) struct RolledBack {
    pub(crate) version: Version,
    pub(crate) site: Difference,
    pub(crate) invalidation: Invalidation,
}

/// Deploys the present commit.
pub(crate) fn deploy(
    options: &Options<'_>,
    changes: &Changes<'_>,
    report: Report<'_>,
) -> Result<Deployed, DeployError> {
    let _lock = lock(options.root)?;
    let commit = checkout::head(options.root)?.ok_or(DeployError::NoCommit)?;
    report(Event::Commit { name: &commit, uncommitted: checkout::uncommitted(options.root)? });
    let source = Source::check_out(options.root, &commit)?;
    runtime()?.block_on(async {
        let clients = Clients::connect().await;
        let stack = Stack { client: &clients.cloudformation, name: options.stack };
        // Before anything is compiled: this also shows whether AWS can be reached, and whether the call is right.
        let known = if changes.dry_run { stack.find().await? } else { stack.at_rest(report).await? };
        let template = source.template()?;
        let parameters = parameters(&stack, known.as_ref(), &template, &commit, changes).await?;
        let packages = Packages::of_account(&clients).await?;
        let (package, site) = make(&source, options, changes, known.as_ref(), report)?;
        let template = template.with_package(&packages.bucket, &package.key);
        let change = stack.change(known.as_ref(), &template, &parameters).await?;
        let plan = Plan { commit, parameters, packages, package, template, change, site };
        match changes.dry_run {
            true => plan.foresee(&clients, known.as_ref()).await,
            false => plan.carry_out(&clients, &stack, known.as_ref(), report).await,
        }
    })
}

async fn parameters(
    stack: &Stack<'_>,
    known: Option<&Known>,
    template: &Template,
    commit: &str,
    changes: &Changes<'_>,
) -> Result<Parameters, DeployError> {
    let declared = stack.declared(template.text()).await?;
    let previous = known.map(|known| known.parameters.clone()).unwrap_or_default();
    Parameters::new(&declared, changes.parameters, commit, &previous, random_digits::<32>)
}

/// Makes what is made on this machine.
fn make(
    source: &Source,
    options: &Options<'_>,
    changes: &Changes<'_>,
    known: Option<&Known>,
    report: Report<'_>,
) -> Result<(Package, Site), DeployError> {
    source.build(options.now, report)?;
    let program = match changes.program {
        Some(program) => program.to_owned(),
        None => {
            const NAME: &str = "Architecture";
            report(Event::Compiling);
            let named = changes.parameters.iter().find(|(name, _)| name == NAME).map(|(_, value)| value);
            let value = named.or_else(|| known.and_then(|known| known.parameters.get(NAME)));
            let architecture = Architecture::of_parameter(value.map(String::as_str));
            function::compile(&source.root, &options.root.join("target"), architecture)?
        }
    };
    let stamp = Stamp { commit: &source.commit, parameters: changes.parameters };
    Ok((package::pack(&program, &source.bundle(), &stamp)?, Site::read(&source.site())?))
}

/// Everything that a deployment needs, before anything is changed.
struct Plan<'p> {
    commit: String,
    parameters: Parameters,
    packages: Packages<'p>,
    package: Package,
    template: String,
    change: StackChange,
    site: Site,
}

impl Plan<'_> {
    /// What carrying it out would do.
    async fn foresee(self, clients: &Clients, known: Option<&Known>) -> Result<Deployed, DeployError> {
        let Self { commit, change, site, .. } = self;
        let site = site.compare(&clients.s3, known.map(|known| known.output(SITE_BUCKET)).transpose()?).await?;
        let live = match (change, known) {
            (StackChange::Unchanged, Some(known)) => Some(published(clients, known).await?),
            _ => None,
        };
        let before = answering(clients, known).await?;
        let invalidation = Invalidation::of(&site);
        let address = known.map(|known| known.output(ADDRESS)).transpose()?.map(str::to_owned);
        Ok(Deployed { commit, dry_run: true, stack: change, before, live, site, invalidation, address })
    }

    async fn carry_out(
        self,
        clients: &Clients,
        stack: &Stack<'_>,
        known: Option<&Known>,
        report: Report<'_>,
    ) -> Result<Deployed, DeployError> {
        let Self { commit, parameters, packages, package, template, change, site } = self;
        let before = answering(clients, known).await?;
        if change != StackChange::Unchanged {
            packages.put(package).await?;
        }
        let known = stack.apply(change, &template, &parameters, report).await?;
        // After a rollback the alias names another version than the stack's, and an unchanged stack leaves it there.
        let live = published(clients, &known).await?;
        let function = Function { client: &clients.lambda, name: known.output(FUNCTION)? };
        if function.live().await? != live {
            function.go_live(live.number).await?;
        }
        let (site, invalidation) = replace_site(clients, &known, &site, report).await?;
        let address = Some(known.output(ADDRESS)?.to_owned());
        Ok(Deployed { commit, dry_run: false, stack: change, before, live: Some(live), site, invalidation, address })
    }
}

/// The version that answers, if there is a stack.
async fn answering(clients: &Clients, known: Option<&Known>) -> Result<Option<Version>, DeployError> {
    let Some(known) = known else { return Ok(None) };
    Ok(Some(Function { client: &clients.lambda, name: known.output(FUNCTION)? }.live().await?))
}

/// The version that the stack published last.
async fn published(clients: &Clients, known: &Known) -> Result<Version, DeployError> {
    let function = Function { client: &clients.lambda, name: known.output(FUNCTION)? };
    let number = version::number(Some(known.output(FUNCTION_VERSION)?)).ok_or(DeployError::NoVersion)?;
    function.version(number).await
}

async fn replace_site(
    clients: &Clients,
    known: &Known,
    site: &Site,
    report: Report<'_>,
) -> Result<(Difference, Invalidation), DeployError> {
    let bucket = known.output(SITE_BUCKET)?;
    let difference = site.compare(&clients.s3, Some(bucket)).await?;
    site.upload(&clients.s3, bucket, &difference, report).await?;
    let invalidation = Invalidation::of(&difference);
    invalidation.send(&clients.cloudfront, known.output(DISTRIBUTION)?).await?;
    Ok((difference, invalidation))
}

/// Goes back to a version of the function, or to the one before the live one, and to the site of its commit.
pub(crate) fn rollback(
    options: &Options<'_>,
    asked: Option<u64>,
    report: Report<'_>,
) -> Result<RolledBack, DeployError> {
    let _lock = lock(options.root)?;
    runtime()?.block_on(async {
        let clients = Clients::connect().await;
        let stack = Stack { client: &clients.cloudformation, name: options.stack };
        let known = stack.at_rest(report).await?.ok_or_else(|| DeployError::NoStack(options.stack.to_owned()))?;
        let function = Function { client: &clients.lambda, name: known.output(FUNCTION)? };
        let live = function.live().await?;
        let version = version::before(&function.all().await?, live.number, asked)?;
        let key = edge::origin_key(&clients.cloudfront, known.output(DISTRIBUTION)?).await?;
        if !function.origin_keys(version.number).await?.contains(&key) {
            return Err(DeployError::OtherKey(version.number));
        }
        report(Event::Back(&version));
        // Something is wrong with the live one: the function first, whatever becomes of the site.
        function.go_live(version.number).await?;
        match site_of(options, &clients, &known, &version, report).await {
            Ok((site, invalidation)) => Ok(RolledBack { version, site, invalidation }),
            Err(error) => Err(DeployError::SiteStays { version, error: Box::new(error) }),
        }
    })
}

/// Replaces the site by that of a version.
async fn site_of(
    options: &Options<'_>,
    clients: &Clients,
    known: &Known,
    version: &Version,
    report: Report<'_>,
) -> Result<(Difference, Invalidation), DeployError> {
    let commit = version.commit.as_deref().ok_or(DeployError::NoCommitOfVersion)?;
    if !checkout::has_commit(options.root, commit) {
        return Err(DeployError::UnknownCommit(commit.to_owned()));
    }
    let source = Source::check_out(options.root, commit)?;
    match source.build(options.now, report) {
        Err(DeployError::Build(BuildError::Problems(_))) => {
            report(Event::FormerDevex);
            source.build_by_itself(options.now)?;
        }
        built => built?,
    }
    replace_site(clients, known, &Site::read(&source.site())?, report).await
}

/// The working tree that is this program's own.
fn folder(root: &Path) -> PathBuf {
    root.join("target/deploy")
}

/// One deployment at a time uses the folder.
fn lock(root: &Path) -> Result<Lock, DeployError> {
    Lock::take(&folder(root)).map_err(DeployError::Folder)
}

fn runtime() -> Result<tokio::runtime::Runtime, DeployError> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(DeployError::Runtime)
}
