//! Style sheets as they are published: what only their authors read is left out, so that pages fit the first round trip.

/// A style sheet without its comments (CSS Syntax, §4.3.2), nor the lines that they leave empty.
pub(super) fn without_comments(css: &str) -> String {
    let mut published = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, token) = rest.split_at(at);
        published.push_str(before);
        let length = if let Some(comment) = token.strip_prefix("/*") {
            comment.find("*/").map_or(token.len(), |end| end + 4)
        } else {
            let length = if token.starts_with('/') { 1 } else { string_length(token) };
            published.push_str(&token[..length]);
            length
        };
        rest = &token[length..];
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if token.starts_with("/*") && published.ends_with(is_word) && rest.starts_with(is_word) {
            // Two tokens remain two.
            published.push(' ');
        }
    }
    published.push_str(rest);
    let lines = published.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The length in bytes of the string that a text begins with; one that does not end goes to the end of its line.
fn string_length(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'\n' => return at,
            byte if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comments_are_left_out_and_strings_stay() {
        for (css, expected) in [
            ("/* a */\na { b: c } /* d */\n", "a { b: c }\n"),
            ("a {/* b */ c: url(/d) }", "a { c: url(/d) }\n"),
            ("a { content: \"/* b */\" }", "a { content: \"/* b */\" }\n"),
            ("a { content: '\\'/* b */' /* c */ }", "a { content: '\\'/* b */'  }\n"),
            ("a { content: \"b\n/* c */ }", "a { content: \"b\n }\n"),
            ("a { b: c } /* d", "a { b: c }\n"),
            ("a { b: 1px/**/2px } c/**/.d {}", "a { b: 1px 2px } c.d {}\n"),
            ("/*/ a */ b {}", " b {}\n"),
            ("é /* « */ { }", "é  { }\n"),
        ] {
            assert_eq!(without_comments(css), expected, "{css}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(css in "[a/*'\"\\\\\n é{}]{0,40}") {
            prop_assert!(without_comments(&css).len() <= css.len() + 1);
        }
    }
}
