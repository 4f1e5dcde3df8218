//! The page of each code: what the rule is, why, and an example, in both languages.

use submit_fn::shared::lang::{Bilingual, Lang};

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
    // Examples hold headings too: those of pages begin with a code.
    let starts = PAGES.get(lang).match_indices("\n## ").filter_map(|(at, mark)| {
        let start = at + mark.len();
        let code = PAGES.get(lang).get(start..start + 5)?;
        let is_code = code.starts_with(['E', 'W']) && code[1..].bytes().all(|byte| byte.is_ascii_digit());
        is_code.then_some(start)
    });
    let starts: Vec<usize> = starts.collect();
    let ends = starts.clone().into_iter().skip(1).map(|start| start - "\n## ".len());
    let ends: Vec<usize> = ends.chain([PAGES.get(lang).len()]).collect();
    starts.into_iter().zip(ends).filter_map(move |(start, end)| {
        let (heading, text) = PAGES.get(lang).get(start..end)?.split_once('\n')?;
        let (code, title) = heading.split_once(':')?;
        Some(Page { code: code.trim(), title: title.trim(), text: text.trim() })
    })
}

/// The page of a code, whatever the case it is typed in.
pub fn page(code: &str, lang: Lang) -> Option<Page> {
    pages(lang).find(|page| page.code.eq_ignore_ascii_case(code))
}
