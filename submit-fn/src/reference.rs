//! The reference number of a proposal: derived from what was sent, so that sending it twice gives it twice.

use sha2::{Digest, Sha256};

use crate::fields::Fields;

/// Crockford's base 32: no letter that is taken for another or for a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Digits of a reference, of five bits each: 2^80 references.
const DIGITS: usize = 16;

/// How many partitions the proposals of one opportunity are spread over: a rush is on one opportunity.
pub const SHARDS: u8 = 8;

/// The digest of a proposal's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentDigest([u8; 32]);

impl ContentDigest {
    /// Of the named fields, in their order. What is not named does not count.
    pub fn of<'n>(fields: &Fields, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut hasher = Sha256::new();
        for name in names {
            for part in [name, fields.get(name)] {
                // Lengths keep `ab, c` and `a, bc` apart.
                hasher.update((part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        Self(hasher.finalize().into())
    }

    /// `DX-7K3Q-9F2M-4TXB-0C1D`.
    pub fn reference(&self) -> String {
        let mut reference = "DX".to_owned();
        for i in 0..DIGITS {
            if i % 4 == 0 {
                reference.push('-');
            }
            // Ten bytes hold the eighty bits.
            let (byte, bit) = (i * 5 / 8, i * 5 % 8);
            let pair = u16::from_be_bytes([self.0[byte], self.0[byte + 1]]);
            let digit = pair >> (11 - bit) & 31;
            reference.push(char::from(ALPHABET[usize::from(digit)]));
        }
        reference
    }
}

/// The partition of a reference, from 0 to [`SHARDS`] - 1.
pub fn shard(reference: &str) -> u8 {
    let last = reference.bytes().next_back().unwrap_or_default();
    let digit = ALPHABET.iter().position(|letter| *letter == last).unwrap_or_default();
    u8::try_from(digit).unwrap_or_default() % SHARDS
}

/// A reference as a person may type it: small letters, spaces around, O for zero.
pub fn typed(reference: &str) -> String {
    let upper = reference.trim().to_ascii_uppercase();
    let digits = upper.strip_prefix("DX-").unwrap_or(&upper);
    format!("DX-{}", digits.replace('O', "0").replace(['I', 'L'], "1"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_same_content_has_the_same_reference_and_other_content_another() {
        let of = |a: &str, b: &str| ContentDigest::of(&Fields::from([("a", a), ("b", b)]), ["a", "b"]).reference();
        assert_eq!(of("x", "yz"), of("x", "yz"));
        assert_ne!(of("x", "yz"), of("xy", "z"));
        assert_eq!(of("x", "yz").len(), "DX-7K3Q-9F2M-4TXB-0C1D".len());
    }

    #[test]
    fn references_are_spread_over_all_partitions() {
        let shards: BTreeSet<_> = (0..200)
            .map(|i| shard(&ContentDigest::of(&Fields::from([("a", i.to_string().as_str())]), ["a"]).reference()))
            .collect();
        assert_eq!(shards.len(), usize::from(SHARDS));
    }

    #[test]
    fn a_reference_is_read_as_typed() {
        assert_eq!(typed(" dx-7k3q-9f2m-4txb-ol1d "), "DX-7K3Q-9F2M-4TXB-011D");
    }
}
