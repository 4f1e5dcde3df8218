//! Digits and words, byte by byte.

/// The value of the digits that begin at a byte, and where they end.
pub(super) fn digits(bytes: &[u8], start: usize) -> (u64, usize) {
    let length = bytes[start.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = bytes[start.min(bytes.len())..][..length]
        .iter()
        .fold(0_u64, |value, digit| value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')));
    (value, start + length)
}

/// Two digits, no more, after a sign: their value, and where they end.
pub(super) fn two_digits_after(bytes: &[u8], at: usize, sign: u8) -> Option<(u64, usize)> {
    if bytes.get(at) != Some(&sign) {
        return None;
    }
    let (value, end) = digits(bytes, at + 1);
    (end == at + 3).then_some((value, end))
}

pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn is_word_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).copied().is_some_and(is_word)
}
