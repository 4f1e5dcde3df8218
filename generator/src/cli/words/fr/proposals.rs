//! The French words about proposals, their keys and their receipts.

use submit_fn::secret::SecretError;
use submit_fn::shared::format::{Zone, instant, instant_to_the_millisecond, instant_to_the_second};
use submit_fn::shared::lang::Lang;

use super::{database_error, file, store_error, system};
use crate::cli::message::{KeysError, ProposalsError, ReceiptProblem};
use crate::keys::{IdentityError, Keeper, RehearsalError};
use crate::proposals::Refusal;
use crate::receipt::{Statement, Verified, VerifyError};

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
            "nommez le fichier de votre clé privée avec --identity; s'il faut deux responsables, \
             donnez cette option deux fois, avec la clé de chacun"
                .into()
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
        Refusal::NotSettled(settled) => format!(
            "{opportunity} est fermée, et l'on enregistre encore ce qui est arrivé à temps\u{a0}: ouvrez ses propositions à partir \
             du {}",
            instant_to_the_second(settled, zone, Lang::Fr)
        ),
        Refusal::Cancelled => format!(
            "{opportunity} a été annulée\u{a0}: ses propositions ne sont pas évaluées et restent scellées jusqu'à leur \
             suppression"
        ),
        Refusal::Draft => format!("{opportunity} est une ébauche\u{a0}: elle n'a reçu aucune proposition"),
    }
}

pub(crate) const UNVERIFIED: &str = "note\u{a0}: site.toml n'a pas de clé qui vérifie les accusés de réception; personne ne sait donc si la fonction a reçu ce \
     qui est dans la table; ajoutez-y celle que montre `devex keys receipt`";

pub(crate) const UNOPENED: &str = "des propositions n'ont pu être ouvertes\u{a0}: pour celles qui sont scellées à d'autres clés, employez la clé \
     d'un autre responsable, les deux clés s'il en faut deux, ou la clé de recouvrement; pour celles qui sont endommagées, \
     vérifiez d'abord que site.toml a les clés de tous leurs accusés de réception; si oui, seuls l'accusé de réception et la copie du soumissionnaire prouvent ce qui a été reçu";

pub(crate) fn identity_error(error: &IdentityError) -> String {
    match error {
        IdentityError::Io { path, source } => file(path, source),
        IdentityError::Line { path, line } => format!(
            "{}, ligne {line}\u{a0}: ce n'est pas une clé privée, qui est une ligne commençant par AGE-SECRET-KEY-1",
            path.display()
        ),
        IdentityError::Protected { path } => format!(
            "{}\u{a0}: ce fichier est protégé par une phrase de passe ou ne contient pas de clé d'age; déchiffrez-le d'abord, \
             avec `age --decrypt`, ou nommez un autre fichier",
            path.display()
        ),
        IdentityError::Empty { path } => {
            format!("{}\u{a0}: ce fichier ne contient aucune clé privée; `devex keys new` en crée une", path.display())
        }
    }
}

pub(crate) fn secret_error(error: &SecretError) -> String {
    match error {
        SecretError::Missing => {
            "il faut un secret à la fonction\u{a0}: donnez à DEVEX_SECRET 64 chiffres hexadécimaux, ou à \
                                 DEVEX_SECRET_FILE le nom d'un fichier qui les contient"
                .into()
        }
        SecretError::Malformed { place } => format!(
            "{place}\u{a0}: le secret ne se compose pas de 64 chiffres hexadécimaux, comme ceux qu'écrit `devex keys secret`"
        ),
        SecretError::Io { path, source } => file(path, source),
    }
}

pub(crate) fn keys_error(error: &KeysError) -> String {
    match error {
        KeysError::File(path, error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            format!(
                "{} existe déjà\u{a0}: une clé n'est jamais écrasée, un secret non plus; nommez un autre endroit",
                path.display()
            )
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
            "le témoin n'a pu être ouvert\u{a0}: cette clé privée n'ouvre pas ce qui est scellé à sa clé \
             publique; créez une autre paire avec `devex keys new`"
                .into()
        }
        KeysError::Rehearsal(error) => format!("l'essai d'ouverture a échoué\u{a0}: {error}"),
    }
}

pub(crate) fn key_made(path: &std::path::Path) -> String {
    format!(
        "La clé privée est dans {}. Quiconque l'a peut ouvrir les propositions qui y sont scellées; quiconque la perd ne le peut plus\u{a0}:\n  \
         - gardez-la sur un disque chiffré ou dans un gestionnaire de mots de passe, jamais dans git, dans un message ni \
         sur un lecteur partagé;\n  \
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
        ReceiptProblem::NoCopy => "l'accusé de réception d'un retrait ne va avec aucune copie\u{a0}: omettez --copy, \
             ou donnez l'accusé de réception de la proposition"
            .into(),
        ReceiptProblem::OtherCopy(path) => format!(
            "l'accusé de réception est authentique, mais {} n'est pas la copie de ce qui a été reçu\u{a0}: ce fichier a été \
             changé (peut-être seulement dans ses fins de ligne), ou va avec un autre accusé de réception; donnez \
             le fichier tel que téléchargé",
            path.display()
        ),
    }
}

fn verify_error(error: &VerifyError) -> String {
    match error {
        VerifyError::Key => "ce que nomme --key n'est pas une clé qui vérifie les accusés de réception\u{a0}: il faut une ligne entière \
                              de /.well-known/devex-receipt-keys.txt"
            .into(),
        VerifyError::NoKey => {
            "il n'y a pas de clé de vérification\u{a0}: nommez-en une avec --key; celles du site sont à \
                               /.well-known/devex-receipt-keys.txt"
                .into()
        }
        VerifyError::NotANote => "ce n'est pas un accusé de réception\u{a0}: la dernière ligne n'est pas une signature, ou \
                                   quelque chose la suit; téléchargez-le de nouveau à partir de la page \
                                   «\u{a0}Votre proposition\u{a0}»"
            .into(),
        VerifyError::Unsigned => {
            "cet accusé de réception ne prouve rien\u{a0}: aucune des clés du site ne l'a signé; si une ancienne clé \
             l'a fait, nommez-la avec --key"
                .into()
        }
        VerifyError::Changed => {
            "cet accusé de réception ne prouve rien\u{a0}: il a été changé après avoir été signé; donnez le \
             fichier tel que téléchargé"
                .into()
        }
        VerifyError::Receipt(error) => {
            format!(
                "c'est signé, mais ce n'est pas un accusé de réception\u{a0}: la ligne {} n'est pas celle d'un accusé de réception",
                error.0
            )
        }
    }
}

pub(crate) fn receipt_verified(verified: &Verified, is_copy: bool, zone: &Zone) -> String {
    let Verified { statement, signed_by, is_local } = verified;
    let genuine = match is_local {
        true => "Cet accusé de réception est authentique, mais il ne sert qu'à des essais\u{a0}: `devex serve` l'a signé sur cette machine.".to_owned(),
        false => format!("Cet accusé de réception est authentique\u{a0}: {signed_by} l'a signé."),
    };
    let receipt = match statement {
        Statement::Received(receipt) => receipt,
        Statement::Withdrawn(withdrawal) => {
            return format!(
                "{genuine}\nLe soumissionnaire a retiré la proposition {} pour {} sur {}, le {}. Si elle a été soumise de nouveau \
                 par la suite, elle compte de nouveau.\n",
                withdrawal.reference,
                withdrawal.opportunity,
                withdrawal.site,
                instant_to_the_millisecond(withdrawal.withdrawn, zone, Lang::Fr),
            );
        }
    };
    let replaces =
        receipt.replaces.as_ref().map(|first| format!("Elle remplace la proposition {first}.\n")).unwrap_or_default();
    let copy = match is_copy {
        true => "La copie est ce qui a été reçu, à l'octet près.".to_owned(),
        false => format!("Ce qui a été reçu est le fichier dont le SHA-256 est {}.", receipt.digest),
    };
    format!(
        "{genuine}\n\
         {} a reçu la proposition {} pour {}, version {}, le {}.\n\
         {replaces}{copy}\n\
         L'accusé de réception ne dit pas si la proposition a été retirée ou remplacée par la suite.\n",
        receipt.site,
        receipt.reference,
        receipt.opportunity,
        receipt.version,
        instant_to_the_millisecond(receipt.received, zone, Lang::Fr),
    )
}
