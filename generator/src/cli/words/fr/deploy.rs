//! The French words about deployments.

use submit_fn::shared::format::number;
use submit_fn::shared::lang::Lang;

use super::{build_error, file, git_error, store_failure, system, write_error};
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
            "la {} répond, et le site est celui de son commit\n{}\n  {}",
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
        Event::Commit { name, uncommitted: 1 } => format!(
            "commit {}; note\u{a0}: un fichier n'est pas dans un commit et n'est pas déployé; `git status` le nomme",
            short(name)
        ),
        Event::Commit { name, uncommitted } => format!(
            "commit {}; note\u{a0}: {} ne sont pas dans un commit et ne sont pas déployés; `git status` les nomme",
            short(name),
            count(*uncommitted, "fichier")
        ),
        Event::Compiling => "compilation de la fonction".into(),
        Event::Stack(status) => format!("CloudFormation\u{a0}: {status}"),
        Event::Back(version) => format!(
            "retour à la {}; en cas d'interruption, `devex rollback --to {}` le termine",
            self::version(version),
            version.number
        ),
        Event::FormerDevex => {
            "compilation du devex de ce commit, puisque celui-ci ne peut en construire le site".into()
        }
        // These are bars.
        Event::Page(_) | Event::File(_) => String::new(),
    }
}

fn deployed(deployed: &Deployed, stack: &str) -> String {
    let change = match deployed.stack {
        StackChange::Created => "est créée",
        StackChange::Updated => "est mise à jour",
        StackChange::Unchanged => "est comme avant",
    };
    let live = match (&deployed.live, &deployed.before) {
        (Some(live), Some(before)) if live.number == before.number => {
            format!("la {} répond, comme avant", version(live))
        }
        (Some(live), _) => format!("la {} répond", version(live)),
        (None, _) => String::new(),
    };
    format!(
        "déployé\u{a0}: {}\n  la pile {stack} {change}\n  {live}\n{}\n  {}",
        deployed.address.as_deref().unwrap_or_default(),
        sent(&deployed.site),
        invalidated(&deployed.invalidation)
    )
}

fn foreseen(deployed: &Deployed, stack: &str) -> String {
    let change = match deployed.stack {
        StackChange::Created => "serait créée",
        StackChange::Updated => "serait mise à jour et publierait une nouvelle version de la fonction",
        StackChange::Unchanged => "resterait comme elle est",
    };
    let live = match (&deployed.before, &deployed.live) {
        (Some(before), Some(live)) if live != before => {
            format!("\n  la {} répond en ce moment, et la {} répondrait", version(before), version(live))
        }
        (Some(before), _) => format!("\n  la {} répond en ce moment", version(before)),
        (None, _) => String::new(),
    };
    let Difference { uploads, deletions, unchanged } = &deployed.site;
    format!(
        "rien n'a été modifié; du commit {}\u{a0}:\n  la pile {stack} {change}{live}\n  à envoyer\u{a0}: {}; à \
         supprimer\u{a0}: {}; inchangés\u{a0}: {}",
        short(&deployed.commit),
        count(uploads.len(), "fichier"),
        n(deletions.len()),
        n(*unchanged),
    )
}

fn sent(site: &Difference) -> String {
    format!(
        "  envoyés\u{a0}: {}; supprimés\u{a0}: {}; inchangés\u{a0}: {}",
        count(site.uploads.len(), "fichier"),
        n(site.deletions.len()),
        n(site.unchanged)
    )
}

fn invalidated(invalidation: &Invalidation) -> String {
    match invalidation {
        Invalidation::Nothing => "CloudFront n'a rien à oublier".into(),
        Invalidation::Paths(paths) => format!("CloudFront oublie {}", count(paths.len(), "chemin")),
        Invalidation::Everything => "CloudFront oublie tout".into(),
    }
}

/// Without its article.
fn version(version: &Version) -> String {
    match &version.commit {
        Some(commit) => format!("version {} de la fonction (commit {})", version.number, short(commit)),
        None => format!("version {} de la fonction", version.number),
    }
}

fn short(commit: &str) -> &str {
    commit.get(..8).unwrap_or(commit)
}

fn n(n: usize) -> String {
    number(n as u64, Lang::Fr)
}

fn count(n: usize, noun: &str) -> String {
    counted(n as u64, noun, Lang::Fr)
}

fn error(error: &DeployError) -> String {
    match error {
        DeployError::Git(error) => git_error(error),
        DeployError::NoCommit => "il n'y a encore aucun commit, et seul ce qui est dans un commit est déployé".into(),
        DeployError::UnknownCommit(commit) => {
            format!(
                "ce clone n'a pas le commit {commit}\u{a0}: `git fetch --unshallow` ou `git fetch --all` peut l'apporter"
            )
        }
        DeployError::Folder(error) => write_error(error),
        DeployError::Build(BuildError::Problems(problems)) => {
            format!("le site de ce commit a {}", counted(problems.len() as u64, "problème", Lang::Fr))
        }
        DeployError::Build(error) => build_error(error),
        DeployError::Read { path, error } => file(path, error),
        DeployError::LongTemplate(bytes) => format!(
            "submit-fn/template.yaml a {bytes} octets, et CloudFormation en prend 51\u{a0}200\u{a0}: abrégez ses commentaires"
        ),
        DeployError::NoPlace(package) => format!(
            "submit-fn/template.yaml doit contenir `{package}`, une seule fois\u{a0}: la place du paquet de la fonction"
        ),
        DeployError::Package(error) => format!("le paquet ne peut être fait\u{a0}: {}", system(error)),
        DeployError::NoCompiler => "cargo-lambda, qui compile pour Lambda, n'est pas installé\u{a0}: `pip install \
                                    cargo-lambda` l'apporte avec zig (autres façons\u{a0}: https://www.cargo-lambda.info); \
                                    ou nommez un programme déjà compilé avec --function"
            .into(),
        DeployError::NotCompiled => "la fonction n'a pas été compilée; voyez plus haut".into(),
        DeployError::NotBuilt => "le devex de ce commit n'en a pas construit le site; voyez plus haut".into(),
        DeployError::Runtime(error) => system(error),
        DeployError::Request(error) => request(error),
        DeployError::NotMade(why) => format!("une requête à AWS ne peut être faite\u{a0}: {why}"),
        DeployError::UnknownParameter { name, nearest: Some(near) } => {
            format!("--parameter\u{a0}: le gabarit n'a pas de `{name}` à fixer; vouliez-vous dire `{near}`?")
        }
        DeployError::UnknownParameter { name, nearest: None } => format!(
            "--parameter\u{a0}: le gabarit n'a pas de `{name}` à fixer; submit-fn/template.yaml énumère ce qu'il a"
        ),
        DeployError::NoStack(stack) => format!("il n'y a pas de pile {stack}\u{a0}: `devex deploy` la crée"),
        DeployError::Unusable { stack, status } => unusable(stack, status),
        DeployError::StackFailed { stack, status, reasons } => {
            let reasons: String = reasons.iter().map(|reason| format!("\n  {reason}")).collect();
            format!("la pile {stack} a fini à l'état {status}; le site n'a pas été touché{reasons}")
        }
        DeployError::NoOutput(name) => format!(
            "la pile n'a pas de sortie `{name}`\u{a0}: elle a été faite avec un autre gabarit; `devex deploy` la met à jour"
        ),
        DeployError::NoVersion => "la fonction n'a pas de version qui réponde".into(),
        DeployError::NothingBefore(live) => format!("il n'y a pas de version avant la {live}"),
        DeployError::UnknownVersion(version) => format!("la fonction n'a pas de version {version}"),
        DeployError::OtherKey(version) => format!(
            "la version {version} ne connaît pas la clé que CloudFront envoie maintenant et refuserait tout le monde\u{a0}: \
             rien n'a été modifié; déployez plutôt le commit de cette version"
        ),
        DeployError::Unreadable(why) => format!(
            "rien n'a été modifié\u{a0}: l'environnement de la version ne peut être lu (il faut kms:Decrypt)\u{a0}: {why}"
        ),
        DeployError::NoCommitOfVersion => "la version ne dit pas de quel commit elle a été faite".into(),
        DeployError::Kept(key) => format!("S3 n'a pas supprimé {key}\u{a0}: recommencez"),
        DeployError::SiteStays { version, error } => format!(
            "la {} répond, mais le site n'est pas celui de son commit\u{a0}: {}; une fois cela réglé, `devex rollback --to {}`",
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
            format!("supprimez-la avec `aws cloudformation delete-stack --stack-name {stack}` et recommencez")
        }
        "UPDATE_ROLLBACK_FAILED" => {
            format!("`aws cloudformation continue-update-rollback --stack-name {stack}` peut la rétablir")
        }
        _ => "la console de CloudFormation montre ce qui lui est arrivé".to_owned(),
    };
    format!("la pile {stack} est à l'état {status}, où rien ne peut être déployé\u{a0}: {advice}")
}

fn request(error: &RequestError) -> String {
    let RequestError { operation, failure, message } = error;
    let message = message.as_ref().map(|message| format!("\u{a0}: {message}")).unwrap_or_default();
    format!("AWS, {operation}\u{a0}: {}{message}", store_failure(failure))
}
