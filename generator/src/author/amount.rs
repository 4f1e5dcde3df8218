//! Amounts as people write them.

use crate::yaml::Number;

/// Parses `8,200 $`, `8 200,50` or `$8,200.50`; `None` if the text is no amount.
pub(crate) fn amount(text: &str) -> Option<Number> {
    let plain: String = text.chars().filter(|c| *c != '$' && !c.is_whitespace()).collect();
    let (whole, cents) = match plain.rsplit_once([',', '.']) {
        Some((whole, cents)) if cents.len() <= 2 => (whole, cents),
        _ => (plain.as_str(), ""),
    };
    let mut groups = whole.split(',');
    let is_grouped = groups.next().is_some_and(|first| !first.is_empty()) && groups.all(|group| group.len() == 3);
    let whole = whole.replace(',', "");
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_grouped || !are_digits(&whole) || !are_digits(cents) {
        return None;
    }
    match cents.trim_end_matches('0') {
        "" => whole.parse::<u64>().ok().map(Number::from),
        cents => format!("{whole}.{cents}").parse::<f64>().ok().map(Number::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_parsed_as_people_write_them() {
        for (text, read) in [
            ("8200", "8200"),
            ("8,200 $", "8200"),
            ("$8,200.50", "8200.5"),
            ("8 200,00 $", "8200"),
            ("8\u{a0}200,5", "8200.5"),
            ("1,234,567", "1234567"),
        ] {
            assert_eq!(amount(text).map(|n| n.to_string()).as_deref(), Some(read), "{text}");
        }
        for text in ["", "much", "8,20,000", "-5", ",50", "8.200.50"] {
            assert_eq!(amount(text), None, "{text}");
        }
        assert!(!amount("7,5").unwrap().is_u64(), "a fraction is not dropped");
    }
}
