//! Telephone numbers, which each language writes its own way: `613-555-0142`, `(613) 555-0142`, `613 555-0142`.

/// Between the first parts.
const PARTS: [&str; 9] = [") ", ")\u{a0}", " (", "\u{a0}(", "-", "\u{2011}", ".", " ", "\u{a0}"];

/// The ten digits of the telephone number that begins at a byte, and where it ends.
///
/// Spaces alone do not make one: `613 555 0142` may be a number in groups.
pub(super) fn telephone(text: &str, start: usize) -> Option<(u64, usize)> {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let bytes = text.as_bytes();
    if start > 0 && is_digit(&bytes[start - 1]) {
        return None;
    }
    // The code of the country may be left out.
    let area = match bytes.get(start) {
        Some(b'1') => after_separator(text, start + 1, &PARTS).unwrap_or(start),
        _ => start,
    };
    let exchange = after_separator(text, area + 3, &PARTS)?;
    let line = after_separator(text, exchange + 3, &["-", "\u{2011}", "."])?;
    let digits = [area..area + 3, exchange..exchange + 3, line..line + 4];
    let parts = digits.clone().map(|part| text.get(part).filter(|part| part.bytes().all(|byte| is_digit(&byte))));
    let [Some(area), Some(exchange), Some(line)] = parts else { return None };
    let end = digits[2].end;
    if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    Some((format!("{area}{exchange}{line}").parse().ok()?, end))
}

/// Where what follows one of the separators begins.
fn after_separator(text: &str, at: usize, separators: &[&str]) -> Option<usize> {
    let rest = text.get(at..)?;
    separators.iter().find(|separator| rest.starts_with(**separator)).map(|separator| at + separator.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_one_number_however_it_is_written() {
        for written in
            ["613-555-0142", "613 555-0142", "613\u{a0}555\u{2011}0142", "613.555.0142", "613) 555-0142, ext. 7"]
        {
            let end = written.find("0142").unwrap() + 4;
            assert_eq!(telephone(written, 0), Some((6_135_550_142, end)), "{written}");
        }
        for written in ["1-613-555-0142", "1 613 555-0142", "1 (613) 555-0142"] {
            assert_eq!(telephone(written, 0), Some((6_135_550_142, written.len())), "{written}");
        }
        for other in
            ["613-555-014", "613-555-01422", "613 555 0142", "61é-555-0142", "2026-11-23", "613", "613-555-0142x"]
        {
            assert_eq!(telephone(other, 0), None, "{other}");
        }
        assert_eq!(telephone("1613-555-0142", 1), None);
    }
}
