//! How a text is built: its headings, its images, no HTML, no bare addresses.

use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::diagnostic::{Diagnostic, Problem};
use crate::parse::{Element, ElementKind, Text};

/// The rules for the text of any item, with its passages.
pub(super) fn rule(text: &Text<'_>, phrases: &[Phrase<'_>]) -> Vec<Diagnostic> {
    let mut diagnostics = headings(text);
    diagnostics.extend(open_fence(text));
    diagnostics.extend(html(text));
    let images = text.images.iter().filter(|image| image.text.trim().is_empty());
    diagnostics.extend(images.map(|image| text.problem(image.range.clone(), Problem::ImageWithoutText)));
    let with_address = phrases.iter().filter(|phrase| phrase.scan.marks.has(Marks::ADDRESS));
    diagnostics.extend(with_address.flat_map(|phrase| bare_urls(text, phrase)));
    diagnostics
}

/// A text has no title of its own, and no level of its headings is skipped.
fn headings(text: &Text<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut last = 1;
    for heading in text.headings() {
        if heading.level == 1 {
            diagnostics.push(text.problem(heading.range.clone(), Problem::TopHeading));
        } else if heading.level > last + 1 {
            let problem = Problem::SkippedLevel { from: last, to: heading.level };
            diagnostics.push(text.problem(heading.range.clone(), problem));
        }
        last = heading.level;
    }
    diagnostics
}

/// The code block that goes on to the end of the text because nothing closes it.
fn open_fence(text: &Text<'_>) -> Option<Diagnostic> {
    let source = &text.source.text;
    let last = text.elements.last().filter(|last| matches!(last.kind, ElementKind::Code))?;
    if last.range.end < source.trim_end().len() || is_closed(&source[last.range.clone()]) {
        return None;
    }
    // The fence that begins another block may have closed this one: then a heading is in the block that was left open.
    let holds_heading = |element: &&Element| {
        let block = &source[element.range.clone()];
        matches!(element.kind, ElementKind::Code) && fence(block).is_some() && block.contains("\n\n## ")
    };
    let range = text.elements.iter().find(holds_heading).unwrap_or(last).range.clone();
    Some(text.problem(range, Problem::OpenFence))
}

/// Whether a code block ends with the fence that it begins with. One that is indented has none.
fn is_closed(block: &str) -> bool {
    let Some(opening) = fence(block) else { return true };
    let last = block.trim_end().lines().skip(1).last().unwrap_or_default().trim();
    last.starts_with(opening) && fence(last) == Some(last)
}

/// The signs that a fenced code block begins with.
fn fence(block: &str) -> Option<&str> {
    let sign = block.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    Some(&block[..block.len() - block.trim_start_matches(sign).len()])
}

fn html(text: &Text<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut last_end = 0;
    for html in &text.html {
        // The lines of a block, or the marks around some words, are one.
        if last_end == 0 || text.source.text[last_end..html.start].contains('\n') {
            diagnostics.push(text.problem(html.clone(), Problem::RawHtml));
        }
        last_end = html.end;
    }
    diagnostics
}

/// Addresses in a phrase that are not links.
fn bare_urls(text: &Text<'_>, phrase: &Phrase<'_>) -> Vec<Diagnostic> {
    let words = phrase.text;
    let mut diagnostics = Vec::new();
    let mut from = 0;
    while let Some(start) = words[from..].find("http").map(|at| from + at) {
        let rest = &words[start..];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '»' | '"')).unwrap_or(rest.len());
        let url = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        let range = phrase.origin(start..start + url.len().max(1));
        // The text of a link may be its own address: `<https://…>`.
        let in_link = text.is_in_link(range.start);
        if (url.starts_with("https://") || url.starts_with("http://")) && !in_link {
            diagnostics.push(text.problem(range, Problem::BareUrl { url: url.to_owned() }));
        }
        from = start + end.max(4);
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use submit_fn::shared::lang::Lang;

    use super::*;
    use crate::parse::TextSource;

    /// The line of the fence that is reported.
    fn open_line(markdown: &str) -> Option<usize> {
        let source = TextSource::of_markdown(markdown);
        let text = Text::parse(&source, Lang::En);
        open_fence(&text)?.place.map(|place| place.line)
    }

    #[test]
    fn a_fence_that_nothing_closes_is_found_where_it_opens() {
        assert_eq!(open_line("## A\n\n```sh\nls\n\n## B\n\nText.\n"), Some(3));
        assert_eq!(open_line("~~~\nls\n```\n"), Some(1));
        assert_eq!(open_line("```"), Some(1));
        assert_eq!(open_line("```\nls\n\n## B\n\n```\nls\n```\n\nText.\n"), Some(1));
    }

    #[test]
    fn a_code_block_that_is_closed_or_has_no_fence_is_fine() {
        for text in [
            "```\nls\n```\n",
            "```\nls\n````  \n\n",
            "~~~\nls\n~~~",
            "Text.\n\n    ls\n",
            "```\n```",
            "- a\n\n  ```\n  ls\n  ```\n",
        ] {
            assert_eq!(open_line(text), None, "{text}");
        }
    }
}
