//! What people type, read as they mean it.

use std::path::Path;

use submit_fn::shared::lang::Lang;

use super::Setup;
use crate::model::Kind;
use crate::parse::slug::is_slug;
use crate::yaml::Number;

/// An amount with what people put around it and within: `8,200 $`, `8 200,50`, `$8,200.50`.
pub(super) fn amount(text: &str) -> Option<Number> {
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

/// Why an item cannot have a folder of this name.
pub(super) fn folder_problem(setup: &Setup, kind: Kind, id: &str) -> Option<String> {
    let lang = setup.say.lang;
    // Some file systems take no longer names.
    if !is_slug(id) || id.len() > 100 {
        return Some(match lang {
            Lang::En => format!(
                "`{id}` cannot name a folder; give a name of lowercase letters without accents, digits and hyphens after what is new"
            ),
            Lang::Fr => format!(
                "`{id}` ne peut pas nommer un dossier; donnez après ce qui est nouveau un nom en minuscules sans accent, chiffres et traits d'union"
            ),
        });
    }
    let folder = Path::new(kind.place()).join(id);
    setup.root.join(&folder).exists().then(|| exists(lang, &folder))
}

pub(super) fn exists(lang: Lang, folder: &Path) -> String {
    match lang {
        Lang::En => format!("{} exists already: choose another name", folder.display()),
        Lang::Fr => format!("{} existe déjà\u{a0}: choisissez un autre nom", folder.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
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
        assert!(!amount("7,5").unwrap().is_u64(), "half an hour is not dropped");
    }
}
