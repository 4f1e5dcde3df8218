//! The page of each code: what the rule is, why, and an example, in both languages.

use submit_fn::shared::lang::{Bilingual, Lang};

use super::Code;

const PAGES: Bilingual<&str> = Bilingual { en: include_str!("explain/en.md"), fr: include_str!("explain/fr.md") };

/// The page of a code.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Whose page it is.
    pub code: Code,
    /// The rule in a few words.
    pub title: &'static str,
    /// Markdown.
    pub text: &'static str,
}

/// All pages of a language, in the order of codes.
pub fn pages(lang: Lang) -> impl Iterator<Item = Page> {
    let text = *PAGES.get(lang);
    // Examples hold headings too: those of pages begin with a code.
    let heading = |at: usize| {
        let (heading, _) = text.get(at..)?.split_once('\n')?;
        let (code, title) = heading.split_once(':')?;
        Some((Code::parse(code.trim())?, title.trim()))
    };
    let starts: Vec<_> = text
        .match_indices("\n## ")
        .filter_map(|(at, mark)| Some((at + mark.len(), heading(at + mark.len())?)))
        .collect();
    let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| start - "\n## ".len()).chain([text.len()]).collect();
    starts.into_iter().zip(ends).filter_map(move |((start, (code, title)), end)| {
        let (_, body) = text.get(start..end)?.split_once('\n')?;
        Some(Page { code, title, text: body.trim() })
    })
}

/// The page of a code.
pub(crate) fn page(code: Code, lang: Lang) -> Option<Page> {
    pages(lang).find(|page| page.code == code)
}
