//! The parts of web addresses: lowercase ASCII words joined by hyphens.

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

/// Whether `text` can be a part of an address as it is.
pub(crate) fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// A title as a part of an address: `L'œuvre d'été` becomes `l-oeuvre-d-ete`. However its accents are encoded, it has one
/// slug. Letters of other scripts than the Latin one have no place in it.
pub(crate) fn slugify(title: &str) -> String {
    const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
    const CLASS: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMapBorrowed::new();
    let mut slug = Slug(String::with_capacity(title.len()));
    if title.is_ascii() {
        title.chars().for_each(|c| slug.push_ascii(c));
    } else {
        for c in NFKD.normalize_iter(title.chars()).flat_map(char::to_lowercase) {
            match latin(c) {
                Some(letters) => slug.0.push_str(letters),
                // Marks above and below letters belong to them.
                None if CLASS.get_u8(c) > 0 => {}
                None => slug.push_ascii(c),
            }
        }
    }
    slug.finish()
}

struct Slug(String);

impl Slug {
    /// A letter or digit as it is; anything else parts words.
    fn push_ascii(&mut self, c: char) {
        if c.is_ascii_alphanumeric() {
            self.0.push(c.to_ascii_lowercase());
        } else if !self.0.is_empty() && !self.0.ends_with('-') {
            self.0.push('-');
        }
    }

    fn finish(mut self) -> String {
        self.0.truncate(self.0.trim_end_matches('-').len());
        self.0
    }
}

/// Lowercase letters that Unicode does not decompose, in ASCII: those of the names of people and places met in Canada,
/// in French and other languages of Europe and in Indigenous languages.
const fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' | 'θ' => "th",
        'đ' | 'ð' => "d",
        'ø' | 'ɔ' => "o",
        'ł' | 'ƚ' | 'ɫ' | 'ɬ' => "l",
        'ƛ' => "tl",
        'ŧ' | 'ⱦ' => "t",
        'ı' | 'ɨ' => "i",
        'ʉ' => "u",
        'ⱥ' => "a",
        'ȼ' => "c",
        'ə' | 'ǝ' | 'ɛ' => "e",
        'ɣ' | 'ǥ' => "g",
        'ħ' => "h",
        'ĸ' => "k",
        'ŋ' => "ng",
        'χ' => "x",
        // Glottal stops, ejectives and lengths: letters without a counterpart, within words.
        'ʔ' | 'ɂ' | 'ʕ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʹ' | 'ˀ' | 'ː' | '\u{a78c}' | '\u{a789}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use icu_normalizer::ComposingNormalizerBorrowed;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_ligatures_and_apostrophes_become_ascii() {
        assert_eq!(slugify("L'œuvre d'été — à Québec!"), "l-oeuvre-d-ete-a-quebec");
    }

    #[test]
    fn accents_are_dropped_however_they_are_encoded() {
        assert_eq!(slugify("e\u{301}te\u{301}"), "ete");
        assert_eq!(slugify("été"), "ete");
        assert_eq!(slugify("ﬁn du № 2"), "fin-du-no-2");
    }

    #[test]
    fn names_in_indigenous_languages_keep_their_letters() {
        for (name, slug) in [
            ("Tłı̨chǫ", "tlicho"),
            ("Sḵwx̱wú7mesh", "skwxwu7mesh"),
            ("Kʼómoks", "komoks"),
            ("xʷməθkʷəy̓əm", "xwmethkweyem"),
            ("W̱SÁNEĆ", "wsanec"),
            ("SȾÁUTW̱", "stautw"),
            ("Kanien'kehá꞉ka", "kanien-kehaka"),
            ("Đene Sųłiné", "dene-suline"),
        ] {
            assert_eq!(slugify(name), slug, "{name}");
        }
    }

    #[test]
    fn letters_of_other_languages_of_europe_become_ascii() {
        assert_eq!(
            slugify("Þórður Straße Ærø Œuvre Łódź İstanbul Maße ẞ"),
            "thordur-strasse-aero-oeuvre-lodz-istanbul-masse-ss"
        );
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_titles_have_one_slug(title in "[ a-zA-ZÀ-ÿĀ-ſ’']{0,20}") {
            let (nfc, nfd) = (ComposingNormalizerBorrowed::new_nfc(), DecomposingNormalizerBorrowed::new_nfd());
            let decomposed: String = nfd.normalize_iter(title.chars()).collect();
            let composed: String = nfc.normalize_iter(title.chars()).collect();
            prop_assert_eq!(slugify(&decomposed), slugify(&composed));
        }

        #[test]
        fn ascii_has_the_slug_that_it_has_among_other_letters(title in "[ -~]{0,20}") {
            prop_assert_eq!(slugify(&title), slugify(&format!("{title} ́")));
        }

        #[test]
        fn any_title_has_a_slug_or_none(title in ".*") {
            let slug = slugify(&title);
            prop_assert!(slug.is_empty() || is_slug(&slug), "{slug:?}");
        }

        #[test]
        fn a_slug_is_its_own_slug(title in "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}") {
            prop_assert_eq!(slugify(&title), title);
        }
    }
}
