//! The English words about proposals, their keys and their receipts.

use submit_fn::shared::format::{Zone, instant, instant_to_the_millisecond, instant_to_the_second};
use submit_fn::shared::lang::Lang;

use super::{database_error, store_error};
use crate::cli::message::{KeysError, ProposalsError, ReceiptProblem};
use crate::keys::{IdentityError, Keeper, RehearsalError};
use crate::proposals::Refusal;
use crate::receipt::{Statement, Verified, VerifyError};

pub(crate) fn proposals_error(error: &ProposalsError) -> String {
    match error {
        ProposalsError::Unknown(reference) => format!("there is no proposal {reference}"),
        ProposalsError::UnknownOpportunity { id, nearest: Some(near) } => {
            format!("there is no opportunity {id}; did you mean {near}?")
        }
        ProposalsError::UnknownOpportunity { id, nearest: None } => {
            format!("there is no opportunity {id}: name its folder in content/opportunities")
        }
        ProposalsError::Refused { opportunity, refusal, zone } => refused(opportunity, *refusal, zone),
        ProposalsError::NoData(folder) => format!(
            "`devex serve` has kept no proposals in {}: name its folder with --data, or a table with --table",
            folder.display()
        ),
        ProposalsError::MissingIdentity => {
            "name the file of your private key with --identity; if two officers are needed, give it twice, with \
             the key of each"
                .into()
        }
        ProposalsError::Identity(error) => identity_error(error),
        ProposalsError::Site(_) => "the facts of the site cannot be read: `devex check` says why".into(),
        ProposalsError::Runtime(error) => error.to_string(),
        ProposalsError::Database(error) => database_error(error),
        ProposalsError::Store(error) => store_error(error),
        ProposalsError::Write(path, error) => format!("{}: {error}", path.display()),
        ProposalsError::Format(error) => format!("the proposals cannot be written in this format: {error}"),
    }
}

fn refused(opportunity: &str, refusal: Refusal, zone: &Zone) -> String {
    match refusal {
        Refusal::NotClosed(closes) => format!(
            "{opportunity} receives proposals until {}: none is opened before then, so that nobody can be told what others \
             propose; `devex proposals list` shows how many there are",
            instant(closes, zone, Lang::En)
        ),
        Refusal::NotSettled(settled) => format!(
            "{opportunity} has closed, and what arrived in time is still being recorded: open its proposals from {}",
            instant_to_the_second(settled, zone, Lang::En)
        ),
        Refusal::Cancelled => {
            format!("{opportunity} was cancelled: its proposals are not evaluated, and stay sealed until they expire")
        }
        Refusal::Draft => format!("{opportunity} is a draft: it has received no proposals"),
    }
}

pub(crate) const UNVERIFIED: &str = "note: site.toml has no keys that verify receipts, so nobody knows whether the function received what is in the table; \
     add the one that `devex keys receipt` shows";

pub(crate) const UNOPENED: &str = "some proposals could not be opened: for those sealed to other keys, use the key of another officer, \
     both keys if two are needed, or the recovery key; for those that are damaged, check first that site.toml has \
     the keys of all their receipts; if so, only the bidder's receipt and copy prove what was received";

pub(crate) fn identity_error(error: &IdentityError) -> String {
    match error {
        IdentityError::Io { path, source } => format!("{}: {source}", path.display()),
        IdentityError::Line { path, line } => format!(
            "{}, line {line}: not a private key, which is one line that begins with AGE-SECRET-KEY-1",
            path.display()
        ),
        IdentityError::Protected { path } => format!(
            "{}: it is protected by a passphrase, or holds no age key; decrypt it first, with \
             `age --decrypt`, or name another file",
            path.display()
        ),
        IdentityError::Empty { path } => {
            format!("{}: there is no private key in it; `devex keys new` makes one", path.display())
        }
    }
}

pub(crate) fn keys_error(error: &KeysError) -> String {
    match error {
        KeysError::File(path, error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            format!("{} exists already: keys and secrets are never overwritten; name another place", path.display())
        }
        KeysError::Folder(path, error) | KeysError::File(path, error) => format!("{}: {error}", path.display()),
        KeysError::Identity(error) => identity_error(error),
        KeysError::Secret(error) => error.to_string(),
        KeysError::Site(_) => "the facts of the site cannot be read: `devex check` says why".into(),
        KeysError::NotOfSite => "the site seals to none of these keys: put the public key into site.toml, or into the \
                                 department.yaml of a department"
            .into(),
        KeysError::Rehearsal(RehearsalError::Open(_)) => {
            "the canary could not be opened: this private key does not open what is sealed to its public \
             key; make another pair with `devex keys new`"
                .into()
        }
        KeysError::Rehearsal(error) => format!("the rehearsal failed: {error}"),
    }
}

pub(crate) fn key_made(path: &std::path::Path) -> String {
    format!(
        "The private key is in {}. Whoever has it can open the proposals that are sealed to it; whoever loses it cannot:\n  \
         - keep it on an encrypted disk or in a password manager, never in git, in a message or on a shared drive;\n  \
         - keep a copy apart, on paper, in a safe;\n  \
         - put the public key below into site.toml or a department.yaml, then run `devex keys check --identity {}`.",
        path.display(),
        path.display()
    )
}

pub(crate) fn secret_made(path: &std::path::Path) -> String {
    format!(
        "The secret of the function is in {}. It goes into the function's environment (DEVEX_SECRET_FILE or \
         DEVEX_SECRET), never into git. Put the line below first under receipts in the [keys] of site.toml.",
        path.display()
    )
}

pub(crate) fn key_checked(keeper: &Keeper, recipient: &str, today: jiff::civil::Date) -> String {
    let (whose, file) = match keeper {
        Keeper::Recovery => ("the recovery key".to_owned(), "site.toml".to_owned()),
        Keeper::Officer { department: None, is_second } => (officer(*is_second, "of the site"), "site.toml".to_owned()),
        Keeper::Officer { department: Some(id), is_second } => {
            (officer(*is_second, &format!("of {id}")), format!("content/departments/{id}/department.yaml"))
        }
    };
    let sign = if file == "site.toml" { " =" } else { ":" };
    format!("opened a canary with {whose}; write `checked{sign} {today}` beside {recipient} in {file}")
}

fn officer(is_second: bool, of: &str) -> String {
    match is_second {
        false => format!("the key of an officer {of}"),
        true => format!("the key of a second officer {of}"),
    }
}

pub(crate) fn receipt_problem(problem: &ReceiptProblem) -> String {
    match problem {
        ReceiptProblem::File(path, error) => format!("{}: {error}", path.display()),
        ReceiptProblem::Site(_) => "site.toml cannot be read: `devex check` says why".into(),
        ReceiptProblem::Receipt(error) => verify_error(error),
        ReceiptProblem::NoCopy => {
            "the receipt of a withdrawal goes with no copy: leave out --copy, or give the receipt of the proposal"
                .into()
        }
        ReceiptProblem::OtherCopy(path) => format!(
            "the receipt is genuine, but {} is not the copy of what was received: it was changed (perhaps only in its \
             line endings), or belongs to another receipt; give the file as it was downloaded",
            path.display()
        ),
    }
}

fn verify_error(error: &VerifyError) -> String {
    match error {
        VerifyError::Key => "what --key names is not a key that verifies receipts: it must be a whole line of \
                              /.well-known/devex-receipt-keys.txt"
            .into(),
        VerifyError::NoKey => "there is no key to verify with: name one with --key; the site has them at \
                               /.well-known/devex-receipt-keys.txt"
            .into(),
        VerifyError::NotANote => {
            "this is not a receipt: its last line is not a signature, or something follows it; download \
             it again from “Your proposal”"
                .into()
        }
        VerifyError::Unsigned => {
            "this receipt proves nothing: none of the site's keys signed it; if a former key did, name it with --key"
                .into()
        }
        VerifyError::Changed => {
            "this receipt proves nothing: it was changed after it was signed; give the file as it was \
                                 downloaded"
                .into()
        }
        VerifyError::Receipt(error) => format!("this is signed, but is not a receipt: {error}"),
    }
}

pub(crate) fn receipt_verified(verified: &Verified, is_copy: bool, zone: &Zone) -> String {
    let Verified { statement, signed_by, is_local } = verified;
    let genuine = match is_local {
        true => "This receipt is genuine, but only for trying things out: `devex serve` signed it on this machine."
            .to_owned(),
        false => format!("This receipt is genuine: {signed_by} signed it."),
    };
    let receipt = match statement {
        Statement::Received(receipt) => receipt,
        Statement::Withdrawn(withdrawal) => {
            return format!(
                "{genuine}\nThe bidder withdrew proposal {} for {} at {}, on {}. If it was sent again later, it counts again.\n",
                withdrawal.reference,
                withdrawal.opportunity,
                withdrawal.site,
                instant_to_the_millisecond(withdrawal.withdrawn, zone, Lang::En),
            );
        }
    };
    let replaces =
        receipt.replaces.as_ref().map(|first| format!("It replaces proposal {first}.\n")).unwrap_or_default();
    let copy = match is_copy {
        true => "The copy is what was received, to the last byte.".to_owned(),
        false => format!("What was received is the file with this SHA-256: {}.", receipt.digest),
    };
    format!(
        "{genuine}\n\
         {} received proposal {} for {}, version {}, on {}.\n\
         {replaces}{copy}\n\
         The receipt does not say whether the proposal was withdrawn or replaced later.\n",
        receipt.site,
        receipt.reference,
        receipt.opportunity,
        receipt.version,
        instant_to_the_millisecond(receipt.received, zone, Lang::En),
    )
}
