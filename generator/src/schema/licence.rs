//! The form of licences: SPDX expressions, and which one was meant by what people write instead.

use crate::nearest::nearest;

/// Whether a text is an expression of the SPDX specification 3.0, annex “SPDX license expressions”.
pub(super) fn is_expression(text: &str) -> bool {
    spdx::Expression::parse(text).is_ok()
}

/// The expression that was probably meant.
pub(super) fn meant(text: &str) -> Option<String> {
    let parts = text.split('/').flat_map(|part| part.split(" or ")).map(str::trim);
    let parts: Option<Vec<_>> = parts.map(one_meant).collect();
    parts.map(|parts| parts.join(" OR "))
}

/// The identifier that was probably meant.
fn one_meant(text: &str) -> Option<&str> {
    let known = || spdx::identifiers::LICENSES.iter().map(|licence| licence.name);
    let same_letters = known().find(|name| name.eq_ignore_ascii_case(text));
    same_letters.or_else(|| of_family(text)).or_else(|| {
        // There are hundreds of short names: only a slip of a letter or two is told from another licence.
        let initial = text.chars().next()?.to_ascii_lowercase();
        let alike = known().filter(|name| name.to_ascii_lowercase().starts_with(initial));
        nearest(text, alike).filter(|name| strsim::damerau_levenshtein(text, name) <= 2)
    })
}

/// What people call a licence, the words and numbers that its name must also hold, and its identifier. The first row that
/// fits counts: what is more precise comes first. Of those with versions, the last one is meant unless another is named.
const FAMILIES: [(&str, &[&str], &str); 40] = [
    ("agpl", &["only"], "AGPL-3.0-only"),
    ("agpl", &[], "AGPL-3.0-or-later"),
    ("affero", &[], "AGPL-3.0-or-later"),
    ("lgpl", &["2", "only"], "LGPL-2.1-only"),
    ("lgpl", &["2"], "LGPL-2.1-or-later"),
    ("lgpl", &["only"], "LGPL-3.0-only"),
    ("lgpl", &[], "LGPL-3.0-or-later"),
    ("lesser", &["2"], "LGPL-2.1-or-later"),
    ("lesser", &[], "LGPL-3.0-or-later"),
    ("gpl", &["2", "only"], "GPL-2.0-only"),
    ("gpl", &["2"], "GPL-2.0-or-later"),
    ("gpl", &["only"], "GPL-3.0-only"),
    ("gpl", &[], "GPL-3.0-or-later"),
    ("gnu", &["2"], "GPL-2.0-or-later"),
    ("gnu", &[], "GPL-3.0-or-later"),
    ("apache", &["2"], "Apache-2.0"),
    ("apache", &["1"], "Apache-1.1"),
    ("apache", &[], "Apache-2.0"),
    ("bsd", &["3"], "BSD-3-Clause"),
    ("bsd", &["2"], "BSD-2-Clause"),
    ("bsd", &["simplified"], "BSD-2-Clause"),
    ("bsd", &["0"], "0BSD"),
    ("bsd", &[], "BSD-3-Clause"),
    ("mit", &["0"], "MIT-0"),
    ("mit", &[], "MIT"),
    ("expat", &[], "MIT"),
    ("mpl", &[], "MPL-2.0"),
    ("mozilla", &[], "MPL-2.0"),
    ("cc", &["nc"], "CC-BY-NC-4.0"),
    ("cc", &["nd"], "CC-BY-ND-4.0"),
    ("cc", &["sa"], "CC-BY-SA-4.0"),
    ("cc", &["by"], "CC-BY-4.0"),
    ("cc", &["0"], "CC0-1.0"),
    ("eupl", &[], "EUPL-1.2"),
    ("epl", &[], "EPL-2.0"),
    ("eclipse", &[], "EPL-2.0"),
    ("isc", &[], "ISC"),
    ("unlicense", &[], "Unlicense"),
    ("zlib", &[], "Zlib"),
    ("wtfpl", &[], "WTFPL"),
];

/// The identifier of a licence that is called by its name, in another form: `GPLv3`, `Apache 2`, `The MIT License`.
fn of_family(text: &str) -> Option<&'static str> {
    let words = words(text);
    let has = |word: &str| words.iter().any(|own| own == word);
    FAMILIES.iter().find(|(name, others, _)| has(name) && others.iter().all(|other| has(other))).map(|(_, _, id)| *id)
}

/// The words and numbers of a name, in lower case; the v of a version is none.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_digit = false;
    for c in text.to_lowercase().chars() {
        if c.is_ascii_digit() != was_digit || !c.is_alphanumeric() {
            words.push(String::new());
        }
        was_digit = c.is_ascii_digit();
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(c);
        }
    }
    let without_v = |word: String| match word.strip_suffix('v') {
        Some(name) => name.to_owned(),
        None => word,
    };
    words.into_iter().map(without_v).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_known_by_what_people_call_it() {
        for (written, id) in [
            ("GPL3", "GPL-3.0-or-later"),
            ("GPLv3", "GPL-3.0-or-later"),
            ("GPL v3 only", "GPL-3.0-only"),
            ("GNU GPL 2.0", "GPL-2.0-or-later"),
            ("GNU Affero General Public License", "AGPL-3.0-or-later"),
            ("LGPL 2.1", "LGPL-2.1-or-later"),
            ("LGPLv3+", "LGPL-3.0-or-later"),
            ("Apache 2", "Apache-2.0"),
            ("Apache2", "Apache-2.0"),
            ("Apache License, Version 2.0", "Apache-2.0"),
            ("apache-2.0", "Apache-2.0"),
            ("BSD", "BSD-3-Clause"),
            ("BSD 2-clause", "BSD-2-Clause"),
            ("MIT License", "MIT"),
            ("the MIT licence", "MIT"),
            ("licence MIT", "MIT"),
            ("MTI", "MIT"),
            ("MPL2", "MPL-2.0"),
            ("Mozilla Public License 2.0", "MPL-2.0"),
            ("CC0", "CC0-1.0"),
            ("BSD 3.0", "BSD-3-Clause"),
            ("CC0 1.0", "CC0-1.0"),
            ("CC BY 4.0", "CC-BY-4.0"),
            ("EUPL 1.2", "EUPL-1.2"),
            ("WTFPL2", "WTFPL"),
            ("MIT/Apache-2.0", "MIT OR Apache-2.0"),
            ("mit or apache 2", "MIT OR Apache-2.0"),
        ] {
            assert_eq!(meant(written).as_deref(), Some(id), "{written}");
        }
    }

    #[test]
    fn what_is_no_licence_is_not_taken_for_one() {
        for written in ["Proprietary", "open source", "libre", "to be decided", "Crown copyright", "yes", "none", "v"] {
            assert_eq!(meant(written), None, "{written}");
        }
    }

    #[test]
    fn every_suggestion_is_an_identifier() {
        for (_, _, id) in FAMILIES {
            assert!(spdx::license_id(id).is_some(), "{id}");
        }
    }
}
