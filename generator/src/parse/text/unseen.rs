//! What a reader does not see of a text: comments, and how the items of a list are marked.

use pulldown_cmark::{Event, Parser, Tag};

use super::MARKDOWN;

/// Tells comments from other HTML: they guide authors and are not published. A long one comes line by line.
#[derive(Debug, Default)]
pub(crate) struct Comments {
    is_open: bool,
}

impl Comments {
    /// Whether a piece of HTML, which follows those before it, is part of a comment.
    pub(crate) fn holds(&mut self, html: &str) -> bool {
        let is_comment = self.is_open || html.trim_start().starts_with("<!--");
        self.is_open = is_comment && !html.contains("-->");
        is_comment
    }
}

/// Stands for the sign or the number of a list item.
pub(crate) const ITEM: char = '\u{1}';

/// Markdown, byte for byte, with spaces in the place of comments and an [`ITEM`] in that of the sign of each list item.
pub(crate) fn visible(markdown: &str) -> String {
    let mut visible = markdown.to_owned();
    let mut comments = Comments::default();
    for (event, range) in Parser::new_ext(markdown, MARKDOWN).into_offset_iter() {
        match event {
            Event::Html(html) | Event::InlineHtml(html) if comments.holds(&html) => {
                let spaces: String = markdown[range.clone()].bytes().map(blank).collect();
                visible.replace_range(range, &spaces);
            }
            Event::Start(Tag::Item) => {
                let sign = markdown[range.clone()].find([' ', '\t', '\n']).unwrap_or(range.len());
                visible.replace_range(range.start..range.start + sign, &format!("{ITEM:<sign$}"));
            }
            _ => {}
        }
    }
    visible
}

/// Lines stay lines.
fn blank(byte: u8) -> char {
    if byte == b'\n' { '\n' } else { ' ' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_signs_of_items_are_unseen() {
        for (markdown, expected) in [
            ("a <!-- b -->c\n\n<!-- d\n250 -->\n\ne", "a           c\n\n      \n       \n\ne"),
            ("- a\n- b\n  1. c\n\n10) d", "\u{1} a\n\u{1} b\n  \u{1}  c\n\n\u{1}   d"),
            // Nothing of code, nor of a line of a paragraph.
            ("```\n<!-- a -->\n1. b\n```\n\n`<!-- c -->`", "```\n<!-- a -->\n1. b\n```\n\n`<!-- c -->`"),
            ("at most\n250) words", "at most\n250) words"),
        ] {
            assert_eq!(visible(markdown), expected);
        }
    }
}
