//! Verifying receipts (C2SP, "signed-note") with another implementation than the one that signs them.

use std::collections::BTreeSet;

use signed_note::{Note, StandardVerifier, Verifier, VerifierList};
use submit_fn::receipt::{Receipt, ReceiptError, Withdrawal};

/// A receipt whose signature is good.
#[derive(Debug)]
pub(crate) struct Verified {
    pub(crate) statement: Statement,
    /// The name of the key that signed it.
    pub(crate) signed_by: String,
    /// Whether that is the key of a local server.
    pub(crate) is_local: bool,
}

/// What a receipt says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Statement {
    Received(Receipt),
    Withdrawn(Withdrawal),
}

/// A receipt that proves nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerifyError {
    /// It is not shown: it may be a secret that somebody mistook for one.
    #[error("what was named is no key that verifies receipts")]
    Key,
    #[error("there is no key to verify with")]
    NoKey,
    #[error("the file is not a signed note")]
    NotANote,
    #[error("none of the keys signed it")]
    Unsigned,
    #[error("it was changed after it was signed")]
    Changed,
    #[error(transparent)]
    Receipt(#[from] ReceiptError),
}

/// Verifies a signed note with any of the keys, and reads the receipt in it.
///
/// # Errors
/// If no key signed it, or it is not a receipt.
pub(crate) fn verify(note: &[u8], keys: &[String]) -> Result<Verified, VerifyError> {
    if keys.is_empty() {
        return Err(VerifyError::NoKey);
    }
    let verifier = |key: &String| match StandardVerifier::new(key) {
        Ok(verifier) => Ok(Box::new(verifier) as Box<dyn Verifier>),
        Err(_) => Err(VerifyError::Key),
    };
    let verifiers =
        VerifierList::new(keys.iter().collect::<BTreeSet<_>>().into_iter().map(verifier).collect::<Result<_, _>>()?);
    // Editors and mail programs change line ends, and what is before and after a text.
    let text = String::from_utf8_lossy(note).replace("\r\n", "\n");
    let text = text.trim_start_matches('\u{feff}').trim().to_owned() + "\n";
    let note = Note::from_bytes(text.as_bytes()).map_err(|_| VerifyError::NotANote)?;
    let signatures = match note.verify(&verifiers) {
        Ok((signatures, _)) => signatures,
        Err(signed_note::NoteError::UnverifiedNote) => return Err(VerifyError::Unsigned),
        Err(_) => return Err(VerifyError::Changed),
    };
    let signed_by = signatures.first().map(|signature| signature.name().to_owned()).unwrap_or_default();
    let text = String::from_utf8_lossy(note.text());
    let statement = match Withdrawal::parse(&text) {
        Ok(withdrawal) => Statement::Withdrawn(withdrawal),
        Err(_) => Statement::Received(Receipt::parse(&text)?),
    };
    Ok(Verified { statement, signed_by, is_local: false })
}
