//! The reference number of a proposal. It is derived from the content, so that the same proposal sent twice has the
//! same number; and with the function's key, so that nobody else can test what a number stands for. It begins with four
//! digits of its opportunity, by which the proposal is found without searching.

use std::str::FromStr;
use std::{fmt, iter};

use ring::hmac;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Crockford's base 32: no letter that is mistaken for a digit or for another letter.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Digits of five bits.
const DIGITS: usize = 16;

/// The digits that all references of an opportunity have in common. The others are 60 bits.
const SHARED_DIGITS: usize = 4;

const PREFIX: &str = "DX";

/// The number of partitions that the proposals for one opportunity are spread over: a rush is on one opportunity.
pub(crate) const SHARDS: u8 = 8;

/// A reference number with its check character, such as `DX-7K3Q-9F2M-4TXB-0C1D-4`.
///
/// It is read as a person may type it:
///
/// ```
/// use submit_fn::reference::Reference;
///
/// let typed: Reference = "dx 7k3q 9f2m 4txb oc1d 4".parse()?;
/// assert_eq!(typed.as_str(), "DX-7K3Q-9F2M-4TXB-0C1D-4");
/// # Ok::<(), submit_fn::reference::ReferenceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Reference(String);

/// A text that is not a reference number, however it is typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a reference number")]
pub struct ReferenceError(pub String);

impl Reference {
    /// The reference of a content for an opportunity: names and values of fields, whose order counts.
    pub(crate) fn of_content<'c>(
        key: &hmac::Key,
        opportunity: &'c str,
        content: impl IntoIterator<Item = (&'c str, &'c str)>,
    ) -> Self {
        let mut context = hmac::Context::with_key(key);
        for (name, value) in iter::once(("opportunity", opportunity)).chain(content) {
            for part in [name, value] {
                // Lengths keep `ab, c` and `a, bc` apart.
                context.update(&(part.len() as u64).to_le_bytes());
                context.update(part.as_bytes());
            }
        }
        let shared = opportunity_digits(opportunity);
        Self::from_digits(shared.into_iter().chain(digits(context.sign().as_ref()).take(DIGITS - SHARED_DIGITS)))
    }

    /// Whether it can be one of an opportunity. Others may begin alike, but few.
    pub fn may_be_of(&self, opportunity: &str) -> bool {
        self.0.chars().skip(PREFIX.len() + 1).take(SHARED_DIGITS).eq(opportunity_digits(opportunity))
    }

    /// In its one spelling: capital letters, and hyphens between groups of four.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The partition that the proposal is in, below [`SHARDS`].
    pub(crate) fn shard(&self) -> u8 {
        let last = self.0.bytes().next_back().unwrap_or_default();
        let digit = ALPHABET.iter().position(|letter| *letter == last).unwrap_or_default();
        u8::try_from(digit).unwrap_or_default() % SHARDS
    }

    /// The reference of these digits, which are all of the alphabet.
    fn from_digits(digits: impl Iterator<Item = char>) -> Self {
        let mut reference = PREFIX.to_owned();
        let mut all = String::with_capacity(DIGITS);
        for (i, digit) in digits.enumerate() {
            if i % 4 == 0 {
                reference.push('-');
            }
            reference.push(digit);
            all.push(digit);
        }
        reference.push('-');
        reference.push(check_character(&all));
        Self(reference)
    }
}

/// What the references of an opportunity begin with.
fn opportunity_digits(opportunity: &str) -> [char; SHARED_DIGITS] {
    let digest = Sha256::digest(opportunity.as_bytes());
    let mut digits = digits(&digest);
    std::array::from_fn(|_| digits.next().unwrap_or_default())
}

/// The bytes of a digest as digits.
fn digits(digest: &[u8]) -> impl Iterator<Item = char> {
    (0..digest.len() * 8 / 5 - 1).map(|i| {
        let (byte, bit) = (i * 5 / 8, i * 5 % 8);
        let pair = u16::from_be_bytes([digest[byte], digest[byte + 1]]);
        let digit = pair >> (11 - bit) & 31;
        char::from(ALPHABET[usize::from(digit)])
    })
}

/// The check character of digits: by the scheme of the hybrid systems of ISO/IEC 7064, with 33 and 32. It finds every
/// character that is mistyped, and nearly every two neighbours that change places.
fn check_character(digits: &str) -> char {
    const SIZE: usize = ALPHABET.len();
    let value = |digit: u8| ALPHABET.iter().position(|letter| *letter == digit).unwrap_or_default();
    let product = digits.bytes().map(value).fold(SIZE, |product, digit| {
        let sum = (product + digit) % SIZE;
        2 * (if sum == 0 { SIZE } else { sum }) % (SIZE + 1)
    });
    char::from(ALPHABET[(SIZE + 1 - product) % SIZE])
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Reads a reference as it may be typed: in small letters, with O for 0 and I or L for 1, without hyphens or with
    /// other ones, with spaces anywhere, without the prefix.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let spelled: String = typed.chars().filter(|c| !is_separator(*c)).map(digit_meant_by).collect();
        let digits = match spelled.strip_prefix(PREFIX) {
            // The digits themselves may begin like the prefix.
            Some(digits) if spelled.chars().count() > DIGITS + 1 => digits,
            _ => &spelled,
        };
        let is_digit = |c: char| u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte));
        if digits.len() != DIGITS + 1 || !digits.chars().all(is_digit) {
            return Err(ReferenceError(typed.to_owned()));
        }
        let reference = Self::from_digits(digits[..DIGITS].chars());
        match reference.0.ends_with(&digits[DIGITS..]) {
            true => Ok(reference),
            false => Err(ReferenceError(typed.to_owned())),
        }
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// White space, and the hyphen with what word processors put in its place.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Crockford's base 32 has no O, I and L, because they are mistaken for 0 and 1.
const fn digit_meant_by(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::secret::Secret;

    fn key() -> hmac::Key {
        keyed("07")
    }

    fn keyed(byte: &str) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &Secret::from_hex(&byte.repeat(32)).unwrap().derived("a"))
    }

    #[test]
    fn another_key_makes_another_reference() {
        let reference = |key| Reference::of_content(&key, "x", [("a", "b")]);
        assert_ne!(reference(key()), reference(keyed("08")));
    }

    #[test]
    fn references_of_one_opportunity_begin_alike() {
        let reference = |opportunity, value| Reference::of_content(&key(), opportunity, [("a", value)]);
        for value in ["b", "c"] {
            assert!(reference("x", value).may_be_of("x") && !reference("x", value).may_be_of("y"));
        }
        assert_eq!(reference("x", "b").as_str()[..8], reference("x", "c").as_str()[..8]);
        assert_ne!(reference("x", "b").as_str()[8..], reference("y", "b").as_str()[8..]);
    }

    #[test]
    fn the_same_content_has_the_same_reference_and_other_content_another() {
        let reference = |a: &str, b: &str| Reference::of_content(&key(), "x", [("a", a), ("b", b)]);
        assert_eq!(reference("x", "yz"), reference("x", "yz"));
        assert_ne!(reference("x", "yz"), reference("xy", "z"));
        assert_eq!(reference("x", "yz").as_str().len(), "DX-7K3Q-9F2M-4TXB-0C1D-4".len());
    }

    #[test]
    fn references_are_spread_over_all_partitions() {
        let shards: BTreeSet<_> =
            (0..200).map(|i| Reference::of_content(&key(), "x", [("a", i.to_string().as_str())]).shard()).collect();
        assert_eq!(shards, (0..SHARDS).collect());
    }

    #[test]
    fn a_reference_is_read_as_typed() {
        for typed in [
            "DX-7K3Q-9F2M-4TXB-011D-1",
            " dx-7k3q-9f2m-4txb-ol1d-1 ",
            "dx7k3q9f2m4txboiid1",
            "7K3Q 9F2M 4TXB 011D 1",
            "DX – 7k3q–9f2m–4txb–0I1D–1",
            "DX\u{2011}7K3Q\u{2011}9F2M\u{2011}4TXB\u{2011}0L1D1",
        ] {
            let reference = typed.parse::<Reference>().unwrap();
            assert_eq!(reference.as_str(), "DX-7K3Q-9F2M-4TXB-011D-1", "{typed}");
        }
    }

    #[test]
    fn digits_may_begin_like_the_prefix() {
        for typed in ["dx3q-9f2m-4txb-011d-a", "DX-DX3Q-9F2M-4TXB-011D-A"] {
            assert_eq!(typed.parse::<Reference>().unwrap().as_str(), "DX-DX3Q-9F2M-4TXB-011D-A", "{typed}");
        }
    }

    #[test]
    fn what_has_other_digits_or_another_number_of_them_is_no_reference() {
        for typed in [
            "",
            "DX",
            "DX-7K3Q-9F2M-4TXB",
            "DX-7K3Q-9F2M-4TXB-011D",
            "DX-7K3Q-9F2M-4TXB-011D-10",
            "DX-7K3Q-9F2M-4TXB-011D-2",
            "DX-7K3Q-9F2M-4TXB-011U-1",
            "é",
        ] {
            assert_eq!(typed.parse::<Reference>(), Err(ReferenceError(typed.to_owned())));
        }
    }

    proptest! {
        #[test]
        fn every_reference_is_found_without_hyphens_and_in_small_letters(content in ".{0,20}") {
            let reference = Reference::of_content(&key(), "x", [("a", content.as_str())]);
            let typed = reference.as_str().to_lowercase().replace('-', "");
            prop_assert_eq!(typed.parse(), Ok(reference));
        }

        #[test]
        fn a_digit_that_is_mistyped_is_found(content in ".{0,20}", at in 0..17_usize, by in 1..32_usize) {
            let reference = Reference::of_content(&key(), "x", [("a", content.as_str())]);
            let mut digits: Vec<u8> = reference.as_str()[2..].bytes().filter(|byte| *byte != b'-').collect();
            let digit = ALPHABET.iter().position(|letter| *letter == digits[at]).unwrap();
            digits[at] = ALPHABET[(digit + by) % 32];
            prop_assert!(String::from_utf8(digits).unwrap().parse::<Reference>().is_err());
        }

        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,30}") {
            let _ = text.parse::<Reference>();
        }
    }
}
