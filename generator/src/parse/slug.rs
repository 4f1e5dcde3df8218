//! The parts of web addresses: lowercase ASCII words joined by hyphens.

/// Whether `text` can be a part of an address as it is.
pub(crate) fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// A title as a part of an address: `L'œuvre d'été` gives `l-oeuvre-d-ete`.
pub(crate) fn slugify(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in title.chars().flat_map(char::to_lowercase) {
        match without_accent(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The letters of French and of the names met in Canada that are not ASCII.
const fn without_accent(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_ligatures_and_apostrophes_become_ascii() {
        assert_eq!(slugify("L'œuvre d'été — à Québec!"), "l-oeuvre-d-ete-a-quebec");
    }

    proptest! {
        #[test]
        fn any_title_gives_a_slug_or_nothing(title in ".*") {
            let slug = slugify(&title);
            prop_assert!(slug.is_empty() || is_slug(&slug), "{slug:?}");
        }

        #[test]
        fn a_slug_is_its_own_slug(title in "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}") {
            prop_assert_eq!(slugify(&title), title);
        }
    }
}
