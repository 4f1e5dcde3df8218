//! How a text is built: its headings, its images, no HTML, no bare addresses.

use super::phrase::Phrase;
use super::scan::Marks;
use crate::diagnostic::{Diagnostic, Problem};
use crate::parse::Text;

/// The rules for the text of any item, with its passages.
pub(super) fn rule(text: &Text<'_>, phrases: &[Phrase<'_>]) -> Vec<Diagnostic> {
    let mut diagnostics = headings(text);
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
