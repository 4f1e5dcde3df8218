//! The page of each code: what the rule is, why, and an example, in both languages.

use submit_fn::lang::{Bilingual, Lang};

const PAGES: Bilingual<&str> = Bilingual { en: include_str!("explain/en.md"), fr: include_str!("explain/fr.md") };

/// What is to be known of a code.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// `E0305`.
    pub code: &'static str,
    /// The rule in a few words.
    pub title: &'static str,
    /// Markdown.
    pub text: &'static str,
}

/// All pages of a language, in the order of codes.
pub fn pages(lang: Lang) -> impl Iterator<Item = Page> {
    PAGES.get(lang).split("\n## ").skip(1).filter_map(|section| {
        let (heading, text) = section.split_once('\n')?;
        let (code, title) = heading.split_once(':')?;
        Some(Page { code: code.trim(), title: title.trim(), text: text.trim() })
    })
}

/// The page of a code, whatever the case it is typed in.
pub fn page(code: &str, lang: Lang) -> Option<Page> {
    pages(lang).find(|page| page.code.eq_ignore_ascii_case(code))
}
