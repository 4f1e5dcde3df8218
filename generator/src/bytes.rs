//! Looking at many bytes of a text at a time.

/// How many bytes are compared at a time: the compiler makes vector instructions of it.
const CHUNK: usize = 32;

/// Where the next `N` bytes are, at or after `from`, of which `is_wanted` is true.
#[inline]
pub(crate) fn find_window<const N: usize>(
    text: &[u8],
    from: usize,
    is_wanted: impl Fn([u8; N]) -> bool,
) -> Option<usize> {
    let mut at = from;
    // Without an early end the loop over a chunk has no branches.
    while let Some(chunk) = text.get(at..at + CHUNK + N - 1)
        && !chunk.array_windows().fold(false, |any, window| any | is_wanted(*window))
    {
        at += CHUNK;
    }
    text.get(at..)?.array_windows().position(|window| is_wanted(*window)).map(|found| at + found)
}

/// Where the next ASCII digit is, at or after `from`.
pub(crate) fn next_digit(text: &[u8], from: usize) -> Option<usize> {
    find_window(text, from, |[byte]| byte.is_ascii_digit())
}

/// How many of eight bytes, from the lowest on, are ASCII letters.
#[inline]
pub(crate) fn leading_letters(bytes: u64) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let lower = (bytes | (0x20 * ONES)) & !HIGH;
    // The high bit of each byte says whether it is at least `a`, and more than `z`: no sum reaches the next byte.
    let from_a = lower + (0x80 - b'a' as u64) * ONES;
    let after_z = lower + (0x7F - b'z' as u64) * ONES;
    let others = !(from_a & !after_z & !bytes) & HIGH;
    others.trailing_zeros() as usize / 8
}

/// Eight bytes from `at` on, the first of them the lowest; zeros follow the end of the text.
#[inline]
pub(crate) fn load_eight(text: &[u8], at: usize) -> u64 {
    if let Some(Ok(bytes)) = text.get(at..at + 8).map(TryInto::try_into) {
        return u64::from_le_bytes(bytes);
    }
    let mut bytes = [0; 8];
    let rest = text.get(at..).unwrap_or_default();
    bytes[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_next_digit_is_found_as_byte_by_byte(text in "[a-z9é ]{0,100}", from in 0_usize..110) {
            let text = text.as_bytes();
            let expected = (from..text.len()).find(|at| text[*at].is_ascii_digit());
            prop_assert_eq!(next_digit(text, from), expected);
        }

        #[test]
        fn letters_are_counted_as_byte_by_byte(bytes: [u8; 8]) {
            let expected = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            prop_assert_eq!(leading_letters(u64::from_le_bytes(bytes)), expected);
        }
    }

    #[test]
    fn signs_beside_letters_are_none() {
        for (text, count) in [("az@[`{AZ", 2), ("AZ[", 2), ("a\u{e9}", 1), ("abcdefgh", 8), ("", 0), ("@", 0)] {
            assert_eq!(leading_letters(load_eight(text.as_bytes(), 0)), count, "{text}");
        }
    }
}
