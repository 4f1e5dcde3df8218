//! The English words about deployments.

use submit_fn::shared::format::number;
use submit_fn::shared::lang::Lang;

use super::{build_error, git_error, write_error};
use crate::build::BuildError;
use crate::cli::message::DeployMessage;
use crate::deploy::{DeployError, Deployed, Difference, Event, Invalidation, RequestError, StackChange, Version};
use crate::diagnostic::counted;

pub(crate) fn text(message: &DeployMessage<'_>) -> String {
    match message {
        DeployMessage::Event(event) => self::event(event),
        DeployMessage::Deployed { deployed, stack } if deployed.dry_run => foreseen(deployed, stack),
        DeployMessage::Deployed { deployed, stack } => self::deployed(deployed, stack),
        DeployMessage::RolledBack(done) => format!(
            "{} answers, and the site is that of its commit\n{}\n  {}",
            version(&done.version),
            sent(&done.site),
            invalidated(&done.invalidation)
        ),
        DeployMessage::Error(error) => self::error(error),
    }
}

fn event(event: &Event<'_>) -> String {
    match event {
        Event::Commit { name, uncommitted: 0 } => format!("commit {}", short(name)),
        Event::Commit { name, uncommitted } => format!(
            "commit {}; note: {} not committed, and not deployed; `git status` names them",
            short(name),
            match uncommitted {
                1 => "one file is".to_owned(),
                files => format!("{} are", count(*files, "file")),
            }
        ),
        Event::Compiling => "compiling the function".into(),
        Event::Stack(status) => format!("CloudFormation: {status}"),
        Event::Back(version) => format!(
            "back to {}; if this is stopped, `devex rollback --to {}` ends it",
            self::version(version),
            version.number
        ),
        Event::FormerDevex => "compiling the devex of that commit, since this one cannot build its site".into(),
        // These are bars.
        Event::Page(_) | Event::File(_) => String::new(),
    }
}

fn deployed(deployed: &Deployed, stack: &str) -> String {
    let change = match deployed.stack {
        StackChange::Created => "is created",
        StackChange::Updated => "is updated",
        StackChange::Unchanged => "is as it was",
    };
    let live = match (&deployed.live, &deployed.before) {
        (Some(live), Some(before)) if live.number == before.number => format!("{} answers, as before", version(live)),
        (Some(live), _) => format!("{} answers", version(live)),
        (None, _) => String::new(),
    };
    format!(
        "deployed: {}\n  the stack {stack} {change}\n  {live}\n{}\n  {}",
        deployed.address.as_deref().unwrap_or_default(),
        sent(&deployed.site),
        invalidated(&deployed.invalidation)
    )
}

fn foreseen(deployed: &Deployed, stack: &str) -> String {
    let change = match deployed.stack {
        StackChange::Created => "would be created",
        StackChange::Updated => "would be updated, and publish a new version of the function",
        StackChange::Unchanged => "would stay as it is",
    };
    let live = match (&deployed.before, &deployed.live) {
        (Some(before), Some(live)) if live != before => {
            format!("\n  {} answers now, and {} would", version(before), version(live))
        }
        (Some(before), _) => format!("\n  {} answers now", version(before)),
        (None, _) => String::new(),
    };
    let Difference { uploads, deletions, unchanged } = &deployed.site;
    format!(
        "nothing was changed; of commit {}:\n  the stack {stack} {change}{live}\n  {} would be sent and {} deleted; {} the same",
        short(&deployed.commit),
        count(uploads.len(), "file"),
        n(deletions.len()),
        n(*unchanged),
    )
}

fn sent(site: &Difference) -> String {
    format!(
        "  {} sent, {} deleted; {} the same",
        count(site.uploads.len(), "file"),
        n(site.deletions.len()),
        n(site.unchanged)
    )
}

fn invalidated(invalidation: &Invalidation) -> String {
    match invalidation {
        Invalidation::Nothing => "CloudFront has nothing to forget".into(),
        Invalidation::Paths(paths) => format!("CloudFront forgets {}", count(paths.len(), "path")),
        Invalidation::Everything => "CloudFront forgets everything".into(),
    }
}

fn version(version: &Version) -> String {
    match &version.commit {
        Some(commit) => format!("version {} of the function (commit {})", version.number, short(commit)),
        None => format!("version {} of the function", version.number),
    }
}

fn short(commit: &str) -> &str {
    commit.get(..8).unwrap_or(commit)
}

fn n(n: usize) -> String {
    number(n as u64, Lang::En)
}

fn count(n: usize, noun: &str) -> String {
    counted(n as u64, noun, Lang::En)
}

fn error(error: &DeployError) -> String {
    match error {
        DeployError::Git(error) => git_error(error),
        DeployError::NoCommit => "there is no commit yet, and only what is committed is deployed".into(),
        DeployError::UnknownCommit(commit) => {
            format!(
                "this clone does not have the commit {commit}: `git fetch --unshallow` or `git fetch --all` may bring it"
            )
        }
        DeployError::Folder(error) => write_error(error),
        DeployError::Build(BuildError::Problems(problems)) => {
            format!("the site of this commit has {}", counted(problems.len() as u64, "problem", Lang::En))
        }
        DeployError::Build(error) => build_error(error),
        DeployError::Read { path, error } => format!("{}: {error}", path.display()),
        DeployError::LongTemplate(bytes) => {
            format!("submit-fn/template.yaml has {bytes} bytes, and CloudFormation takes 51,200: shorten its comments")
        }
        DeployError::NoPlace(package) => {
            format!("submit-fn/template.yaml must have `{package}`, once: the place of the function's package")
        }
        DeployError::Package(error) => format!("the package cannot be made: {error}"),
        DeployError::NoCompiler => {
            "cargo-lambda, which compiles for Lambda, is not installed: `pip install cargo-lambda` \
                                    brings it with zig (other ways: https://www.cargo-lambda.info); or name a program \
                                    that is compiled already with --function"
                .into()
        }
        DeployError::NotCompiled => "the function was not compiled; see above".into(),
        DeployError::NotBuilt => "the devex of that commit did not build its site; see above".into(),
        DeployError::Runtime(error) => error.to_string(),
        DeployError::Request(error) => request(error),
        DeployError::NotMade(why) => format!("a request to AWS cannot be made: {why}"),
        DeployError::UnknownParameter { name, nearest: Some(near) } => {
            format!("--parameter: the template has no `{name}` to set; did you mean `{near}`?")
        }
        DeployError::UnknownParameter { name, nearest: None } => {
            format!("--parameter: the template has no `{name}` to set; submit-fn/template.yaml lists what it has")
        }
        DeployError::NoStack(stack) => format!("there is no stack {stack}: `devex deploy` creates it"),
        DeployError::Unusable { stack, status } => unusable(stack, status),
        DeployError::StackFailed { stack, status, reasons } => {
            let reasons: String = reasons.iter().map(|reason| format!("\n  {reason}")).collect();
            format!("the stack {stack} ended as {status}; the site was not touched{reasons}")
        }
        DeployError::NoOutput(name) => {
            format!("the stack has no output `{name}`: it was made from another template; `devex deploy` updates it")
        }
        DeployError::NoVersion => "the function has no version that answers".into(),
        DeployError::NothingBefore(live) => format!("there is no version before {live}"),
        DeployError::UnknownVersion(version) => format!("the function has no version {version}"),
        DeployError::OtherKey(version) => format!(
            "version {version} does not know the key that CloudFront sends now, and would refuse everybody: nothing was \
             changed; deploy the commit of that version instead"
        ),
        DeployError::Unreadable(why) => {
            format!("nothing was changed: the environment of the version cannot be read (kms:Decrypt is needed): {why}")
        }
        DeployError::NoCommitOfVersion => "the version does not say which commit it was made from".into(),
        DeployError::Kept(key) => format!("S3 did not delete {key}: start again"),
        DeployError::SiteStays { version, error } => format!(
            "{} answers, but the site is not that of its commit: {}; once that is settled, `devex rollback --to {}`",
            self::version(version),
            self::error(error),
            version.number
        ),
    }
}

fn unusable(stack: &str, status: &str) -> String {
    let advice = match status {
        // It never worked, and nothing is in it.
        "ROLLBACK_COMPLETE" | "REVIEW_IN_PROGRESS" | "CREATE_FAILED" | "ROLLBACK_FAILED" => {
            format!("delete it with `aws cloudformation delete-stack --stack-name {stack}` and start again")
        }
        "UPDATE_ROLLBACK_FAILED" => {
            format!("`aws cloudformation continue-update-rollback --stack-name {stack}` may bring it back")
        }
        _ => "the console of CloudFormation shows what happened to it".to_owned(),
    };
    format!("the stack {stack} is in the state {status}, in which nothing can be deployed: {advice}")
}

fn request(error: &RequestError) -> String {
    let RequestError { operation, failure, message } = error;
    let message = message.as_ref().map(|message| format!(": {message}")).unwrap_or_default();
    format!("AWS, {operation}: {failure}{message}")
}
