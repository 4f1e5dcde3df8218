//! Sealing proposals with age (age-encryption.org/v1), so that only the officers of a department read them.

use std::io::{Read, Write};

use age::x25519::{Identity, Recipient};
use age::{Decryptor, Encryptor};

/// What a sealed text begins with (age-encryption.org/v1, "Header").
const HEADER: &[u8] = b"age-encryption.org/";

/// A proposal could not be sealed. Nothing of it is in the error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The bundle names nobody who could open it: it must not be stored.
    #[error("the bundle names no recipient to seal proposals to")]
    NoRecipient,
    /// What the bundle names is no recipient. It is not shown: it may be a private key that somebody mistook for one.
    #[error("what the bundle names is not an age recipient")]
    Recipient,
    /// The library failed.
    #[error("the proposal cannot be sealed")]
    Failed,
}

/// A proposal could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is sealed to other keys, or a second key is missing.
    #[error("none of the identities opens it")]
    NoIdentity,
    /// It is damaged.
    #[error("what is sealed is damaged")]
    Damaged,
}

/// Seals a text in layers, the first one innermost. Any recipient of a layer opens that layer; only someone who opens
/// all of them reads the text.
///
/// # Errors
/// If there is no layer, one has no recipient, or something is none.
pub fn seal(text: &[u8], layers: &[Vec<String>]) -> Result<Vec<u8>, SealError> {
    if layers.is_empty() {
        return Err(SealError::NoRecipient);
    }
    layers.iter().try_fold(text.to_vec(), |inner, layer| seal_once(&inner, layer))
}

fn seal_once(text: &[u8], recipients: &[String]) -> Result<Vec<u8>, SealError> {
    let parsed = |text: &String| text.parse::<Recipient>().map_err(|_| SealError::Recipient);
    let recipients: Vec<Recipient> = recipients.iter().map(parsed).collect::<Result<_, _>>()?;
    let encryptor = Encryptor::with_recipients(recipients.iter().map(|recipient| recipient as _));
    let encryptor = encryptor.map_err(|_| SealError::NoRecipient)?;
    let mut sealed = Vec::new();
    let written = encryptor.wrap_output(&mut sealed).and_then(|mut writer| {
        writer.write_all(text)?;
        writer.finish()
    });
    written.map_err(|_| SealError::Failed)?;
    Ok(sealed)
}

/// Opens what [`seal`] sealed, layer by layer, with whichever of the identities fits each.
///
/// # Errors
/// If no identity fits a layer, or one is damaged.
pub fn open(sealed: &[u8], identities: &[Identity]) -> Result<Vec<u8>, OpenError> {
    if !sealed.starts_with(HEADER) {
        return Err(OpenError::Damaged);
    }
    let mut text = sealed.to_vec();
    while text.starts_with(HEADER) {
        let decryptor = Decryptor::new(text.as_slice()).map_err(|_| OpenError::Damaged)?;
        let opened = decryptor.decrypt(identities.iter().map(|identity| identity as _));
        let mut reader = opened.map_err(|error| match error {
            age::DecryptError::NoMatchingKeys => OpenError::NoIdentity,
            _ => OpenError::Damaged,
        })?;
        let mut inner = Vec::new();
        reader.read_to_end(&mut inner).map_err(|_| OpenError::Damaged)?;
        text = inner;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(identities: &[&Identity]) -> Vec<String> {
        identities.iter().map(|identity| identity.to_public().to_string()).collect()
    }

    #[test]
    fn each_recipient_of_a_layer_opens_it_and_nobody_else() {
        let [officer, recovery, other] = [(); 3].map(|()| Identity::generate());
        let sealed = seal(b"{}", &[layer(&[&officer, &recovery])]).unwrap();
        for identity in [officer, recovery] {
            assert_eq!(open(&sealed, &[identity]).unwrap(), b"{}");
        }
        assert_eq!(open(&sealed, &[other]), Err(OpenError::NoIdentity));
    }

    #[test]
    fn two_layers_need_an_officer_of_each_or_the_recovery_key() {
        let [first, second, recovery] = [(); 3].map(|()| Identity::generate());
        let sealed = seal(b"{}", &[layer(&[&first, &recovery]), layer(&[&second, &recovery])]).unwrap();
        assert_eq!(open(&sealed, std::slice::from_ref(&recovery)).unwrap(), b"{}");
        for alone in [&first, &second] {
            assert_eq!(open(&sealed, std::slice::from_ref(alone)), Err(OpenError::NoIdentity));
        }
        assert_eq!(open(&sealed, &[first, second]).unwrap(), b"{}");
    }

    #[test]
    fn nothing_is_sealed_to_nobody_and_what_is_damaged_is_known_as_such() {
        assert_eq!(seal(b"{}", &[]), Err(SealError::NoRecipient));
        assert_eq!(seal(b"{}", &[Vec::new()]), Err(SealError::NoRecipient));
        assert_eq!(seal(b"{}", &[vec!["age1x".into()]]), Err(SealError::Recipient));
        let identity = Identity::generate();
        let mut sealed = seal(b"{}", &[layer(&[&identity])]).unwrap();
        *sealed.last_mut().unwrap() ^= 1;
        assert_eq!(open(&sealed, &[identity]), Err(OpenError::Damaged));
    }
}
