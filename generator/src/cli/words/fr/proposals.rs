//! The French words about proposals, their keys and their receipts.

use submit_fn::secret::SecretError;
use submit_fn::shared::format::{Zone, instant, instant_to_the_millisecond};
use submit_fn::shared::lang::Lang;

use super::{database_error, file, store_error, system};
use crate::cli::message::{KeysError, ProposalsError, ReceiptProblem};
use crate::keys::{IdentityError, Keeper, RehearsalError};
use crate::proposals::Refusal;
use crate::receipt::{Verified, VerifyError};

pub(crate) fn proposals_error(error: &ProposalsError) -> String {
    match error {
        ProposalsError::Unknown(reference) => format!("il n'y a pas de proposition {reference}"),
        ProposalsError::UnknownOpportunity { id, nearest: Some(near) } => {
            format!("il n'y a pas de possibilité {id}; vouliez-vous dire {near}?")
        }
        ProposalsError::UnknownOpportunity { id, nearest: None } => {
            format!("il n'y a pas de possibilité {id}\u{a0}: nommez son dossier dans content/opportunities")
        }
        ProposalsError::Refused { opportunity, refusal, zone } => refused(opportunity, *refusal, zone),
        ProposalsError::NoData(folder) => format!(
            "`devex serve` n'a gardé aucune proposition dans {}\u{a0}: nommez son dossier avec --data, ou une table avec --table",
            folder.display()
        ),
        ProposalsError::MissingIdentity => {
            "nommez le fichier de votre clé privée avec --identity; ou deux, s'il faut deux responsables".into()
        }
        ProposalsError::Identity(error) => identity_error(error),
        ProposalsError::Site(_) => UNREADABLE_SITE.into(),
        ProposalsError::Runtime(error) => system(error),
        ProposalsError::Database(error) => database_error(error),
        ProposalsError::Store(error) => store_error(error),
        ProposalsError::Write(path, error) => file(path, error),
        ProposalsError::Format(error) => {
            format!("les propositions ne peuvent être écrites dans ce format\u{a0}: {error}")
        }
    }
}

const UNREADABLE_SITE: &str = "les faits du site ne peuvent être lus\u{a0}: `devex check` dit pourquoi";

fn refused(opportunity: &str, refusal: Refusal, zone: &Zone) -> String {
    match refusal {
        Refusal::NotClosed(closes) => format!(
            "{opportunity} reçoit des propositions jusqu'au {}\u{a0}: aucune n'est ouverte avant, pour que personne \
             n'apprenne ce que d'autres proposent; `devex proposals list` montre combien il y en a",
            instant(closes, zone, Lang::Fr)
        ),
        Refusal::Cancelled => format!(
            "{opportunity} a été annulée\u{a0}: ses propositions ne sont pas évaluées et restent scellées jusqu'à leur \
             suppression"
        ),
        Refusal::Draft => format!("{opportunity} est une ébauche\u{a0}: elle n'a reçu aucune proposition"),
    }
}

pub(crate) const UNVERIFIED: &str = "note\u{a0}: site.toml n'a pas de clés qui vérifient les accusés de réception; nul ne sait donc si la fonction a reçu ce \
     qui est dans la table";

pub(crate) const UNOPENED: &str = "des propositions n'ont pu être ouvertes\u{a0}: elles sont scellées à d'autres clés, ou endommagées; employez la clé \
     d'un autre responsable, les deux clés s'il en faut deux, ou la clé de recouvrement";

pub(crate) fn identity_error(error: &IdentityError) -> String {
    match error {
        IdentityError::Io { path, source } => file(path, source),
        IdentityError::Line { path, line } => format!(
            "{}, ligne {line}\u{a0}: ce n'est pas une clé privée, qui est une ligne commençant par AGE-SECRET-KEY-1",
            path.display()
        ),
        IdentityError::Protected { path } => format!(
            "{}\u{a0}: cette clé est protégée par une phrase de passe, ou n'en est pas une d'age\u{a0}: déchiffrez-la d'abord, \
             avec un programme pour age",
            path.display()
        ),
        IdentityError::Empty { path } => {
            format!("{}\u{a0}: il ne contient aucune clé privée; `devex keys new` en fait une", path.display())
        }
    }
}

pub(crate) fn secret_error(error: &SecretError) -> String {
    match error {
        SecretError::Missing => "la fonction n'a pas de secret".into(),
        SecretError::Malformed { place } => format!(
            "{place}\u{a0}: le secret ne se compose pas de 64 chiffres hexadécimaux, comme ceux d'`openssl rand -hex 32`"
        ),
        SecretError::Io { path, source } => file(path, source),
    }
}

pub(crate) fn keys_error(error: &KeysError) -> String {
    match error {
        KeysError::File(path, error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            format!("{} existe déjà\u{a0}: une clé n'est jamais écrasée; nommez un autre endroit", path.display())
        }
        KeysError::Folder(path, error) | KeysError::File(path, error) => file(path, error),
        KeysError::Identity(error) => identity_error(error),
        KeysError::Secret(error) => secret_error(error),
        KeysError::Site(_) => UNREADABLE_SITE.into(),
        KeysError::NotOfSite => {
            "le site ne scelle à aucune de ces clés\u{a0}: écrivez la clé publique dans site.toml, ou \
                                 dans le department.yaml d'un ministère"
                .into()
        }
        KeysError::Rehearsal(RehearsalError::Open(_)) => {
            "le témoin n'a pu être ouvert\u{a0}: cette clé privée n'ouvre pas ce qui est scellé à sa clé publique"
                .into()
        }
        KeysError::Rehearsal(error) => format!("la répétition a échoué\u{a0}: {error}"),
    }
}

pub(crate) fn key_made(path: &std::path::Path) -> String {
    format!(
        "La clé privée est dans {}. Qui l'a ouvre les propositions après la fermeture, et personne d'autre ne le peut\u{a0}:\n  \
         - gardez-la sur un disque chiffré ou dans un gestionnaire de mots de passe, jamais dans git, un message ou un \
         lecteur partagé;\n  \
         - gardez-en une copie à part, sur papier, dans un coffre;\n  \
         - écrivez la clé publique ci-dessous dans site.toml ou un department.yaml, puis lancez \
         `devex keys check --identity {}`.",
        path.display(),
        path.display()
    )
}

pub(crate) fn secret_made(path: &std::path::Path) -> String {
    format!(
        "Le secret de la fonction est dans {}. Il va dans l'environnement de la fonction (DEVEX_SECRET_FILE ou \
         DEVEX_SECRET), jamais dans git. Écrivez la ligne ci-dessous en tête de receipts, sous [keys] dans site.toml.",
        path.display()
    )
}

pub(crate) fn key_checked(keeper: &Keeper, recipient: &str, today: jiff::civil::Date) -> String {
    let (whose, file) = match keeper {
        Keeper::Recovery => ("la clé de recouvrement".to_owned(), "site.toml".to_owned()),
        Keeper::Officer { department: None, is_second } => (officer(*is_second, "du site"), "site.toml".to_owned()),
        Keeper::Officer { department: Some(id), is_second } => {
            (officer(*is_second, &format!("de {id}")), format!("content/departments/{id}/department.yaml"))
        }
    };
    let sign = if file == "site.toml" { " =" } else { ":" };
    format!("témoin ouvert avec {whose}; écrivez `checked{sign} {today}` à côté de {recipient} dans {file}")
}

fn officer(is_second: bool, of: &str) -> String {
    match is_second {
        false => format!("la clé d'un responsable {of}"),
        true => format!("la clé d'un second responsable {of}"),
    }
}

pub(crate) fn receipt_problem(problem: &ReceiptProblem) -> String {
    match problem {
        ReceiptProblem::File(path, error) => file(path, error),
        ReceiptProblem::Site(_) => "site.toml ne peut être lu\u{a0}: `devex check` dit pourquoi".into(),
        ReceiptProblem::Receipt(error) => verify_error(error),
        ReceiptProblem::OtherCopy(path) => format!(
            "l'accusé de réception est authentique, mais {} n'est pas la copie de ce qui a été reçu\u{a0}: elle a été \
             changée (peut-être seulement dans ses fins de ligne), ou va avec un autre accusé de réception",
            path.display()
        ),
    }
}

fn verify_error(error: &VerifyError) -> String {
    match error {
        VerifyError::Key => "ce que nomme --key n'est pas une clé qui vérifie les accusés de réception\u{a0}: c'est une ligne \
                              de /.well-known/devex-receipt-keys.txt"
            .into(),
        VerifyError::NoKey => {
            "il n'y a pas de clé de vérification\u{a0}: nommez-en une avec --key; celles du site sont à \
                               /.well-known/devex-receipt-keys.txt"
                .into()
        }
        VerifyError::NotANote => "ce n'est pas un accusé de réception\u{a0}: la dernière ligne n'est pas une signature, ou quelque chose la suit".into(),
        VerifyError::Unsigned => {
            "cet accusé de réception ne prouve rien\u{a0}: aucune des clés du site ne l'a signé".into()
        }
        VerifyError::Changed => {
            "cet accusé de réception ne prouve rien\u{a0}: il a été changé après avoir été signé".into()
        }
        VerifyError::Receipt(error) => {
            format!(
                "c'est signé, mais ce n'est pas un accusé de réception\u{a0}: la ligne {} n'en est pas une",
                error.0
            )
        }
    }
}

pub(crate) fn receipt_verified(verified: &Verified, is_copy: bool, zone: &Zone) -> String {
    let Verified { receipt, signed_by } = verified;
    let copy = match is_copy {
        true => "La copie est ce qui a été reçu, à l'octet près.".to_owned(),
        false => format!("Ce qui a été reçu est le fichier dont le SHA-256 est {}.", receipt.digest),
    };
    format!(
        "Cet accusé de réception est authentique\u{a0}: {signed_by} l'a signé.\n\
         {} a reçu la proposition {} pour {}, version {}, le {}.\n\
         {copy}\n\
         Il ne dit pas si la proposition a été retirée ou remplacée par la suite.\n",
        receipt.site,
        receipt.reference,
        receipt.opportunity,
        receipt.version,
        instant_to_the_millisecond(receipt.received, zone, Lang::Fr),
    )
}
