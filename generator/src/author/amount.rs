//! Amounts as people write them.

use crate::yaml::Number;

/// Parses `8,200 $`, `8 200,50` or `$8,200.50`; `None` if the text is no amount.
pub(crate) fn amount(text: &str) -> Option<Number> {
    let text = text.trim();
    // Amounts are in Canadian dollars, whether that is said or not.
    let lower = text.to_lowercase();
    let unit = [" dollars", " cad", " ca"].into_iter().find(|unit| lower.ends_with(unit));
    let text = unit.and_then(|unit| text.get(..text.len() - unit.len())).unwrap_or(text);
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

/// Parses a whole number of hours: `70`, `70 h`, `70 hours` or `70 heures`.
pub(crate) fn hours(text: &str) -> Option<Number> {
    let text = text.trim().to_lowercase();
    let number = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    let unit = text[number.len()..].trim_end_matches('.');
    let is_hours = matches!(unit, "" | "h" | "hr" | "hrs" | "hour" | "hours" | "heure" | "heures");
    amount(number).filter(|number| is_hours && number.is_u64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_parsed_with_their_unit_or_without() {
        for text in ["70", "70 h", "70h", "70 hours", "70 Heures", " 70\u{a0}hrs. "] {
            assert_eq!(hours(text).map(|n| n.to_string()).as_deref(), Some("70"), "{text}");
        }
        for text in ["70 days", "about 70", "seventy hours", "7.5 hours", "70-80 hours", ""] {
            assert_eq!(hours(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_parsed_as_people_write_them() {
        for (text, read) in [
            ("8200", "8200"),
            ("8,200 $", "8200"),
            ("$8,200.50", "8200.5"),
            ("8 200,00 $", "8200"),
            ("8\u{a0}200,5", "8200.5"),
            ("1,234,567", "1234567"),
            ("8 200 dollars", "8200"),
            ("$8,200 CAD", "8200"),
        ] {
            assert_eq!(amount(text).map(|n| n.to_string()).as_deref(), Some(read), "{text}");
        }
        for text in ["", "much", "8,20,000", "-5", ",50", "8.200.50"] {
            assert_eq!(amount(text), None, "{text}");
        }
        assert!(!amount("7,5").unwrap().is_u64(), "a fraction is not dropped");
    }
}
