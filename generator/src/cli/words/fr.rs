//! The command's French, as written in Canada.

#[cfg(feature = "deploy")]
mod deploy;
pub(crate) mod help;
mod proposals;
pub(crate) mod usage;

use std::io;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use submit_fn::shared::bundle::BundleError;
use submit_fn::shared::format::{Zone, instant, number};
use submit_fn::shared::lang::Lang;
use submit_fn::store::{Failure, FailureKind, StoreError};

use crate::audit::Note;
use crate::author::create::{CreateError, NameError};
use crate::author::edit::EditError;
use crate::author::issue::{FORM, IssueError};
use crate::author::record::RecordError;
use crate::build::{BuildError, Built, Holder, TargetError, WriteError};
use crate::cli::message::{Message, Prompt, Refusal, ValueError};
use crate::diagnostic::counted;
use crate::git::GitError;
use crate::model::Change;
use crate::serve::database::DatabaseError;
use crate::serve::{ServeError, Served};

pub(crate) fn text(message: &Message<'_>) -> String {
    match message {
        Message::ErrorLabel => "erreur\u{a0}: ".into(),
        Message::Colon => "\u{a0}: ".into(),
        Message::NoSite(Some(folder)) => format!("il n'y a pas de site.toml dans {}", folder.display()),
        Message::NoSite(None) => {
            "il n'y a pas de site.toml ici ni plus haut\u{a0}: allez dans le dossier d'un site ou \
                                  nommez-le avec --root"
                .into()
        }
        Message::BadInstant(error) => format!("--now\u{a0}: {}", value_error(error)),
        Message::System(error) => system(error),
        Message::File { path, error } => file(path, error),
        Message::Verbatim(text) => (*text).to_owned(),
        Message::Built { built, out, took } => self::built(built, out, *took),
        Message::BuildError(error) => build_error(error),
        Message::NothingWritten => "\u{a0}: rien n'a été écrit".into(),
        Message::Serving(served) => serving(served),
        Message::Rebuilt(took) => format!("reconstruit en {} ms", took.as_millis()),
        Message::Stopped => "Arrêté.".into(),
        Message::ServeError(error) => serve_error(error),
        Message::NothingToMend => "rien à corriger".into(),
        Message::NextChange { at, change, zone } => next_change(*at, change, zone),
        Message::ExplainHint => "; `devex explain CODE` en dit plus".into(),
        Message::Git(error) => git_error(error),
        Message::Note(note) => self::note(note),
        Message::UnknownRule { code, nearest: Some(near) } => {
            format!("il n'y a pas de règle {code}; vouliez-vous dire {near}?")
        }
        Message::UnknownRule { code, nearest: None } => {
            format!("il n'y a pas de règle {code}; `devex explain` les énumère toutes")
        }
        Message::UnknownSchema { known } => format!("il n'y a pas de schéma de ce nom; il y a {known}"),
        Message::SchemasWritten(folder) => format!("schémas écrits dans {}", folder.display()),
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
        Message::MissingOptions(options) => format!("il manque les options\u{a0}: --{}", options.join(", --")),
        Message::IssueError(error) => issue_error(error),
        Message::MissingLabel(label) => format!(
            "note\u{a0}: «\u{a0}{label}\u{a0}» n'est pas dans ce billet; voyez la fin de la réponse qui précède"
        ),
        Message::RepeatedLabel(label) => {
            format!("note\u{a0}: «\u{a0}{label}\u{a0}» figure deux fois dans ce billet; voyez les réponses voisines")
        }
        Message::NotUnderstood { option, value, refusal } => format!(
            "note\u{a0}: la réponse `{value}`, pour {option}, n'est pas comprise\u{a0}: {}",
            self::refusal(refusal)
        ),
        Message::CreateError(CreateError::Name(error)) => name_error(error),
        Message::CreateError(CreateError::Io { path, error }) => file(path, error),
        Message::Written(file) => format!("écrit\u{a0}: {}", file.display()),
        Message::Unwritten(texts) => format!("textes encore à rédiger\u{a0}: {texts}; `devex check` les montre"),
        Message::WillBeAt(url) => format!("sa page\u{a0}: {url} (`devex serve --drafts` la montre telle qu'elle sera)"),
        Message::Recorded(file) => format!("consigné dans {}", file.display()),
        Message::RecordError(error) => record_error(error),
        #[cfg(not(feature = "deploy"))]
        Message::BuiltWithoutDeploy { command } => format!(
            "ce devex a été compilé sans `{command}`, dont peu ont besoin\u{a0}: \
             `cargo run --release --features deploy -- {command}` l'y ajoute"
        ),
        #[cfg(feature = "deploy")]
        Message::Deploy(message) => deploy::text(message),
    }
}

/// What the system refuses, which it says itself in English alone.
fn system(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let known = match error.kind() {
        Kind::NotFound => "il n'y a ni fichier ni dossier de ce nom",
        Kind::PermissionDenied => "la permission manque",
        Kind::AlreadyExists => "il y a déjà quelque chose de ce nom",
        Kind::IsADirectory => "c'est un dossier",
        Kind::NotADirectory => "ce n'est pas un dossier",
        Kind::ReadOnlyFilesystem => "ce disque ne peut être que lu",
        Kind::StorageFull => "il n'y a plus de place sur le disque",
        Kind::QuotaExceeded => "le quota du disque est atteint",
        Kind::InvalidFilename => "ce nom ne peut être celui d'un fichier",
        Kind::InvalidData => "le fichier n'est pas du texte en UTF-8",
        Kind::AddrInUse => "l'adresse est déjà prise",
        Kind::BrokenPipe => "le programme qui lisait a pris fin",
        _ => return format!("le système répond\u{a0}: {error}"),
    };
    known.to_owned()
}

fn file(path: &Path, error: &io::Error) -> String {
    format!("{}\u{a0}: {}", path.display(), system(error))
}

fn next_change(at: Timestamp, change: &Change<'_>, zone: &Zone) -> String {
    let at = instant(at, zone, Lang::Fr);
    match change {
        Change::Opens(id) => format!("{at}\u{a0}: {id} ouvre"),
        Change::QuestionsClose(id) => format!("{at}\u{a0}: {id} ne reçoit plus de questions"),
        Change::Closes(id) => format!("{at}\u{a0}: {id} ferme"),
        Change::Date => format!("{at}\u{a0}: une date du contenu est arrivée"),
        Change::Renewal => format!("{at}\u{a0}: security.txt est renouvelé"),
    }
}

fn built(built: &Built, out: &Path, took: Duration) -> String {
    let n = |n: usize| number(n as u64, Lang::Fr);
    let warnings = match built.warnings {
        0 => String::new(),
        warnings => format!("\n{} à voir avec `devex check`", counted(warnings as u64, "avertissement", Lang::Fr)),
    };
    format!(
        "{} fichiers dans {}/ ({} possibilités)\u{a0}: {} écrits, {} retirés, en {} ms{warnings}",
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
        BuildError::Problems(problems) => counted(problems.len() as u64, "problème", Lang::Fr),
        BuildError::Target(error) => target_error(error),
        BuildError::Write(error) => write_error(error),
        BuildError::Bundle(error) => bundle_error(error),
        BuildError::Context(error) => format!("une page ne peut être transmise à son gabarit\u{a0}: {error}"),
        BuildError::Json(error) => format!("le paquet de la fonction ne peut être écrit en JSON\u{a0}: {error}"),
    }
}

fn target_error(error: &TargetError) -> String {
    match error {
        TargetError::OverSource { target, source_dir } => format!(
            "{}\u{a0}: le site est fait à partir de {} et ne peut être écrit par-dessus",
            target.display(),
            source_dir.display()
        ),
        TargetError::Nested { out, bundle } => format!(
            "{} et {}\u{a0}: il faut au site et au paquet de la fonction un dossier chacun",
            out.display(),
            bundle.display()
        ),
        TargetError::Io { path, source } => file(path, source),
    }
}

fn write_error(error: &WriteError) -> String {
    match error {
        WriteError::Foreign(folder) => {
            format!("{}\u{a0}: ce dossier n'est pas vide et n'a pas été écrit par devex", folder.display())
        }
        WriteError::Occupied(file) => format!(
            "{}\u{a0}: le site a un fichier de ce nom, mais celui qui s'y trouve n'a pas été écrit par devex",
            file.display()
        ),
        WriteError::Locked { dir, holder } => {
            let holder = holder.map(|Holder { process, since }| format!(" (processus {process}, depuis {since})"));
            format!(
                "{}\u{a0}: une autre construction est en train d'y écrire{}",
                dir.display(),
                holder.unwrap_or_default()
            )
        }
        WriteError::Io { path, source } => file(path, source),
    }
}

fn bundle_error(error: &BundleError) -> String {
    match error {
        BundleError::Io { path, source } => file(path, source),
        BundleError::Json { path, source } => {
            format!("{} ne contient pas ce qu'un paquet doit contenir\u{a0}: {source}", path.display())
        }
        BundleError::Zone(zone) => format!("le fuseau horaire `{zone}` est inconnu"),
    }
}

fn serving(served: &Served) -> String {
    let Served { url, opportunities, files, took, database, endpoint, access_key, proposals, identity } = served;
    let sealed = match identity {
        Some(identity) => {
            format!(
                "elles sont aussi scellées à une clé de cette machine, pour des essais\u{a0}: {}",
                identity.display()
            )
        }
        None => {
            "elles sont scellées aux clés des responsables de site.toml seulement; le mandataire mène ici".to_owned()
        }
    };
    let changes = if identity.is_some() { "recharge la page" } else { "est publiée" };
    format!(
        "\n  {url}\n\n  {files} fichiers, {opportunities} possibilités, prêt en {} ms\n  \
         propositions\u{a0}: {proposals} dans {}; pour les voir\u{a0}: `devex proposals list`\n  \
         {sealed}\n  \
         DynamoDB\u{a0}: {endpoint}, clé d'accès {access_key}\n  \
         chaque modification enregistrée {changes}; Ctrl-C pour arrêter\n",
        took.as_millis(),
        database.display(),
    )
}

fn serve_error(error: &ServeError) -> String {
    match error {
        ServeError::PortTaken(port) => format!("le port {port} est pris\u{a0}: nommez-en un autre avec --port"),
        ServeError::Io(error) => system(error),
        ServeError::Target(error) => target_error(error),
        ServeError::Secret(error) => proposals::secret_error(error),
        ServeError::Identity(error) => proposals::identity_error(error),
        ServeError::Database(error) => database_error(error),
        ServeError::Store(error) => store_error(error),
        ServeError::Settings => {
            "site.toml a des erreurs, et un site public en a besoin\u{a0}: voyez `devex check`".into()
        }
        ServeError::NoSecret(path) => format!(
            "il manque {0}, le secret qui signe les accusés de réception\u{a0}: créez-le par `devex keys secret --out {0}`, et \
             gardez-en une copie avec les clés des responsables",
            path.display()
        ),
        ServeError::AnotherSecret { path, key } => format!(
            "site.toml ne publie pas ce qui vérifie les accusés de réception de {}\u{a0}: ajoutez \"{key}\" à `receipts`, sous \
             [keys], en premier",
            path.display()
        ),
        ServeError::Watch(error) => format!("les modifications des fichiers ne peuvent être suivies\u{a0}: {error}"),
    }
}

fn database_error(error: &DatabaseError) -> String {
    match error {
        DatabaseError::Open { path, reason } => format!("{} ne peut être ouvert\u{a0}: {reason}", path.display()),
        DatabaseError::NotADatabase(path) => format!(
            "{} n'est pas une base de données de propositions\u{a0}: c'est un autre fichier, ou il est endommagé; restaurez tout \
             le dossier à partir d'une copie",
            path.display()
        ),
        DatabaseError::Io(error) => format!("le DynamoDB intégré n'a pas démarré\u{a0}: {}", system(error)),
        DatabaseError::Store { path, source } => format!(
            "{}\u{a0}: {}; le disque est peut-être plein, ou le fichier endommagé, auquel cas il faut restaurer tout le \
             dossier à partir d'une copie",
            path.display(),
            store_error(source)
        ),
    }
}

fn store_error(error: &StoreError) -> String {
    match error {
        StoreError::Request(failure) => format!("DynamoDB\u{a0}: {}", store_failure(failure)),
        StoreError::Conflict(reference) => {
            format!("la table contient une autre proposition sous le numéro de référence {reference}")
        }
        StoreError::Forged(reference) => {
            format!("ce que la table dit de {reference} n'est pas ce qui a été signé")
        }
        StoreError::Late => "DynamoDB\u{a0}: pas de réponse à temps".into(),
        StoreError::Item(error) => format!(
            "{}\u{a0}: un élément de la table n'est pas une proposition\u{a0}: `{}` y manque ou est d'un autre type",
            error.key, error.attribute
        ),
    }
}

fn store_failure(failure: &Failure) -> String {
    let Failure { kind, code, request } = failure;
    let kind = match kind {
        FailureKind::NotMade => "la requête ne peut être faite",
        FailureKind::NotSent => "la requête ne peut être envoyée\u{a0}: vérifiez l'adresse et les clés d'accès",
        FailureKind::NoConnection => "aucune connexion",
        FailureKind::NoAnswer => "aucune réponse à temps",
        FailureKind::Unreadable => "la réponse est illisible",
        FailureKind::Refused => "la requête est refusée",
    };
    let code = code.as_ref().map(|code| format!(", {code}")).unwrap_or_default();
    let request = request.as_ref().map(|request| format!(" (requête {request})")).unwrap_or_default();
    format!("{kind}{code}{request}")
}

fn git_error(error: &GitError) -> String {
    match error {
        GitError::NotInstalled => "git n'est pas installé".into(),
        GitError::NoRepository => "ce n'est pas un dépôt git".into(),
        GitError::UnknownBase(base) => format!(
            "--base\u{a0}: git ne connaît ni branche ni commit `{base}` d'où viendrait celui-ci; `git fetch` peut l'apporter"
        ),
        GitError::Failed(why) => format!("git n'a pas donné l'historique\u{a0}: {why}"),
    }
}

fn note(note: &Note) -> String {
    match note {
        Note::NoHistory(error) => format!(
            "note\u{a0}: {}\u{a0}: les changements après l'affichage (E0904) et les versions périmées (W0807) n'ont pas \
             été cherchés",
            git_error(error)
        ),
        Note::ShallowClone => "note\u{a0}: ce clone n'a que les derniers commits\u{a0}: des changements après \
                               l'affichage (E0904) et des versions périmées (W0807) peuvent échapper; `git fetch \
                               --unshallow` apporte les autres"
            .into(),
        Note::NoNetwork => "note\u{a0}: aucun autre site n'a pu être joint, et les liens n'ont donc pas été \
                            vérifiés\u{a0}: y a-t-il un réseau?"
            .into(),
    }
}

fn prompt(prompt: &Prompt) -> String {
    let listed = |label: &str, ids: &[String]| format!("{label} ({})", ids.join(", "));
    match prompt {
        Prompt::TitleEn => "Titre en anglais".into(),
        Prompt::TitleFr => "Titre en français".into(),
        Prompt::Department(ids) => listed("Ministère", ids),
        Prompt::Team(ids) => listed("Équipe", ids),
        Prompt::Price => "Prix avant les taxes, en dollars".into(),
        Prompt::Hours => "Nombre d'heures estimé".into(),
        Prompt::Closes => "Fermeture".into(),
        Prompt::Skills(ids) => format!("Compétences, séparées par des virgules ({})", ids.join(", ")),
        Prompt::Acceptance(ids) => {
            format!("Critères d'acceptation du travail qui s'appliquent, séparés par des virgules ({})", ids.join(", "))
        }
        Prompt::Licence => "Licence".into(),
        Prompt::Terms(ids) => listed("Modalités", ids),
        Prompt::TextEn => "Texte en anglais".into(),
        Prompt::TextFr => "Texte en français".into(),
        Prompt::QuestionEn => "Question en anglais".into(),
        Prompt::QuestionFr => "Question en français".into(),
        Prompt::AnswerEn => "Réponse en anglais".into(),
        Prompt::AnswerFr => "Réponse en français".into(),
        Prompt::Supplier => "Fournisseur".into(),
    }
}

fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "il faut une réponse".into(),
        Refusal::NotText => "retapez-la\u{a0}: elle contient des signes qui ne sont pas du texte".into(),
        Refusal::NotDigits => "écrivez des chiffres seulement, par exemple 8200".into(),
        Refusal::NotDateTime => "écrivez une date et une heure, par exemple 2027-01-19T14:00".into(),
        Refusal::UnknownId { id, nearest: Some(near), .. } => {
            format!("il n'y a pas de `{id}`; vouliez-vous dire `{near}`?")
        }
        Refusal::UnknownId { id, nearest: None, known } => {
            format!("il n'y a pas de `{id}`, seulement {}", known.join(", "))
        }
        Refusal::NothingToChoose(place) => {
            format!("il n'y a encore rien à choisir dans {place}, ou on ne peut pas le lire")
        }
        Refusal::NotOfKind(what) => format!("`{what}` ne prend pas cette option"),
        Refusal::Name(error) => name_error(error),
    }
}

fn name_error(error: &NameError) -> String {
    match error {
        NameError::NotASlug(id) => format!(
            "`{id}` ne peut pas nommer un dossier; donnez après ce qui est nouveau un nom en minuscules sans accent, chiffres et traits d'union"
        ),
        NameError::Exists(folder) => format!("{} existe déjà\u{a0}: choisissez un autre nom", folder.display()),
    }
}

fn issue_error(error: &IssueError) -> String {
    match error {
        IssueError::Io(error) => file(Path::new(FORM), error),
        IssueError::Yaml(error) => format!("{FORM} n'est pas du YAML\u{a0}: {error}"),
        IssueError::NoAnswers => "aucune réponse du formulaire n'est dans ce billet".into(),
    }
}

fn record_error(error: &RecordError) -> String {
    let meant = |near: Option<&str>| near.map(|near| format!("; vouliez-vous dire `{near}`?")).unwrap_or_default();
    match error {
        RecordError::UnknownOpportunity { id, nearest } => {
            format!("il n'y a pas de possibilité `{id}`{}", meant(nearest.as_deref()))
        }
        RecordError::UnknownFact { key, nearest } => {
            format!("`{key}` n'est pas un fait que cette commande peut changer{}", meant(nearest.as_deref()))
        }
        RecordError::Posted { id, posted } => format!("`{id}` est déjà affichée, depuis le {posted}"),
        RecordError::PastPosting { date } => format!(
            "le {date} est passé\u{a0}: le délai des soumissionnaires commence le jour où ils peuvent lire la \
             possibilité; donnez la date d'aujourd'hui ou une date à venir"
        ),
        RecordError::NothingRecorded { key } => {
            format!("rien n'est consigné sous `{key}`\u{a0}: il n'y a rien à corriger")
        }
        RecordError::NoAnswer { number, count: 0 } => {
            format!("il n'y a pas de réponse {number}\u{a0}: aucune n'est publiée; `devex answer` en publie une")
        }
        RecordError::NoAnswer { number, count } => {
            format!("il n'y a pas de réponse {number}\u{a0}: elles sont numérotées de 1 à {count}, comme sur la page")
        }
        RecordError::SetTwice(key) => format!("`{key}` reçoit deux valeurs; donnez-en une seule"),
        RecordError::Unchanged(key) => format!("`{key}` a déjà cette valeur"),
        RecordError::UnreadableValue(pair) => format!("`{pair}` ne donne pas de valeur lisible"),
        RecordError::Draft(id) => format!("`{id}` n'est pas encore affichée\u{a0}: modifiez son fichier"),
        RecordError::Edit { path, error: EditError::NotYaml, .. } => {
            format!("{} n'est pas du YAML; `devex check` montre où", path.display())
        }
        RecordError::Edit { path, error: EditError::KeyExists(key), .. } => {
            format!("{} contient déjà `{key}`; `devex correct` le corrige", path.display())
        }
        RecordError::Edit { path, error: EditError::Unusual, by_hand } => format!(
            "la façon dont {} est écrit ferait peut-être perdre des commentaires ou des marques; écrivez-y \
             vous-même\u{a0}:\n{by_hand}",
            path.display()
        ),
        RecordError::Io { path, error } => file(path, error),
        RecordError::Settings(_) => "rien n'a été consigné\u{a0}: site.toml ne peut être lu".into(),
        RecordError::Git(error) => git_error(error),
        RecordError::BreaksRules(_) => "rien n'a été consigné\u{a0}: le fichier serait fautif, comme ci-dessus".into(),
        RecordError::NotUndone { path, error } => format!(
            "{} reste modifié bien qu'il enfreigne une règle\u{a0}: il n'a pu être remis en état\u{a0}: {}",
            path.display(),
            system(error)
        ),
    }
}

pub(crate) fn value_error(error: &ValueError) -> String {
    match error {
        ValueError::Moment => "écrivez une date, une date et une heure, ou un instant\u{a0}: 2026-12-01, \
                               2026-12-01T14:00 ou 2026-12-01T14:00:00-05:00"
            .into(),
        ValueError::Date => "écrivez une date, par exemple 2026-12-01".into(),
        ValueError::Whole { most } => format!("écrivez un nombre entier d'au plus {most}, en chiffres seulement"),
        ValueError::Parameter => "écrivez CLÉ=VALEUR, par exemple LogDays=180".into(),
        ValueError::Pair => "écrivez FAIT=VALEUR, par exemple closes=2027-01-26T14:00".into(),
        ValueError::TextPart { known } => format!("écrivez l'un des mots {known}"),
    }
}
