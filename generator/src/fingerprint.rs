//! Fingerprints: equal ones mean equal inputs, in this run and in the next ones, on every machine.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A digest of 128 bits (BLAKE3, cut): enough that no two inputs of a site ever share one by accident.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self::cut(&blake3::hash(bytes))
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    fn cut(hash: &blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Self(bytes)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A fingerprint of several parts, being made. Each part is kept apart from the next.
#[derive(Default)]
pub(crate) struct Fingerprinter(blake3::Hasher);

impl Fingerprinter {
    /// Adds a part.
    pub(crate) fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// Adds another fingerprint.
    pub(crate) fn add_fingerprint(&mut self, part: Fingerprint) {
        self.0.update(&part.0);
    }

    pub(crate) fn finish(&self) -> Fingerprint {
        Fingerprint::cut(&self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        let of = |parts: &[&str]| {
            let mut all = Fingerprinter::default();
            parts.iter().for_each(|part| all.add(part));
            all.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
    }
}
