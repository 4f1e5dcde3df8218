//! The marks that git leaves where two versions of a file could not be merged.

use std::ops::Range;

use crate::bytes::find_window;

/// The bytes of the first mark that begins or ends a conflict. A line of equals signs alone is none: it underlines a
/// heading. In Markdown, what stands in a code block shows conflicts to the reader.
pub(super) fn conflict_mark(text: &str, is_markdown: bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut fence = Fence::default();
    let mut from = 0;
    while let Some(start) = find_window(bytes, from, |pair| pair == *b"<<" || pair == *b">>") {
        let line = text[start..].lines().next().unwrap_or_default();
        let is_mark = line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
        let is_line = start == 0 || bytes[start - 1] == b'\n';
        if is_mark && is_line && !(is_markdown && fence.is_open_at(text, start)) {
            return Some(start..start + line.len());
        }
        from = start + 2;
    }
    None
}

/// The fenced code block that is open, read line by line and once.
#[derive(Default)]
struct Fence<'t> {
    read: usize,
    open: Option<&'t str>,
}

impl<'t> Fence<'t> {
    /// `line` is where a line begins, and never decreases.
    fn is_open_at(&mut self, text: &'t str, line: usize) -> bool {
        for line in text[self.read..line].lines().map(str::trim) {
            let fence = &line[..line.len() - line.trim_start_matches(['`', '~']).len()];
            self.open = match self.open {
                None if fence.starts_with("```") || fence.starts_with("~~~") => Some(fence),
                Some(opening) if fence.starts_with(opening) && fence == line => None,
                open => open,
            };
        }
        self.read = line;
        self.open.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str, is_markdown: bool) -> Option<&str> {
        conflict_mark(text, is_markdown).map(|range| &text[range])
    }

    #[test]
    fn the_first_mark_of_a_conflict_is_found() {
        assert_eq!(mark("a: 1\n<<<<<<< HEAD\r\nb: 2\r\n=======\r\n", false), Some("<<<<<<< HEAD"));
        assert_eq!(mark("a: 1\nb: 2\n>>>>>>> main\n", false), Some(">>>>>>> main"));
        assert_eq!(mark("<<<<<<< HEAD\n", true), Some("<<<<<<< HEAD"));
    }

    #[test]
    fn what_only_looks_like_a_mark_is_none() {
        for text in ["Title\n=======\n", "> > a\n", "1 << 2 >> 3\n", " <<<<<<< HEAD\n", "<<<<<<<\n", "é<<<<<<< HEAD\n"]
        {
            assert_eq!(mark(text, true), None, "{text}");
        }
    }

    #[test]
    fn an_example_of_a_conflict_is_none_until_its_block_is_closed() {
        let example = "```text\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n```\n";
        assert_eq!(mark(example, true), None);
        assert_eq!(mark(&format!("{example}\n<<<<<<< ours\n"), true), Some("<<<<<<< ours"));
        assert_eq!(mark(example, false), Some("<<<<<<< HEAD"));
    }
}
