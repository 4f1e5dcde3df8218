//! The tags of a template, `{{ … }}` and `{% … %}`, as words and signs with their places.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Name(Range<usize>, &'t str),
    /// What stands between quotes.
    Text(Range<usize>, &'t str),
    Sign(Range<usize>, &'t str),
}

impl<'t> Token<'t> {
    pub(super) const fn name(&self) -> Option<&'t str> {
        match self {
            Self::Name(_, name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(self, Self::Sign(_, found) if *found == sign)
    }
}

/// Signs of more than one character, of which the first alone would mean something else.
const LONG_SIGNS: [&str; 11] = ["...", "==", "!=", ">=", "<=", "</", "/>", "?.", "?[", "::", "??"];

/// The tokens of each tag that is neither a comment nor within `{% raw %}`. What is no template ends them.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Vec<Token<'_>>> {
    let mut at = 0;
    let mut is_raw = false;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find('{')?;
            let inner = start + 2;
            match text.as_bytes().get(start + 1)? {
                b'#' => at = inner + text[inner..].find("#}")? + 2,
                sign @ (b'{' | b'%') => {
                    let close = if *sign == b'{' { "}}" } else { "%}" };
                    // `{%-` trims what is before it.
                    let inner = inner + usize::from(text[inner..].starts_with('-') && !text[inner..].starts_with("-}"));
                    let (tokens, end) = tokens(text, inner, close)?;
                    at = end;
                    let word = tokens.first().and_then(Token::name);
                    let is_statement = *sign == b'%';
                    if is_raw {
                        is_raw = !(is_statement && word == Some("endraw"));
                        // Braces in a raw text are no tags: it goes on after the first of them.
                        at = if is_raw { start + 1 } else { end };
                    } else if is_statement && word == Some("raw") {
                        is_raw = true;
                    } else if !(is_statement && word.is_some_and(|word| word.starts_with("end"))) {
                        return Some(tokens);
                    }
                }
                _ => at = start + 1,
            }
        }
    })
}

/// The tokens from `at` to the end of a tag, and where that is.
fn tokens<'t>(text: &'t str, mut at: usize, close: &str) -> Option<(Vec<Token<'t>>, usize)> {
    let mut tokens = Vec::new();
    let mut open_braces = 0_usize;
    loop {
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let closes = rest.strip_prefix('-').unwrap_or(rest).starts_with(close);
        if closes && (open_braces == 0 || close == "%}") {
            return Some((tokens, at + rest.find(close)? + close.len()));
        }
        let mut length = first.len_utf8();
        if matches!(first, '"' | '\'' | '`') {
            let end = end_of_text(&rest[1..], first)?;
            tokens.push(Token::Text(at + 1..at + 1 + end, &rest[1..=end]));
            length = end + 2;
        } else if first.is_alphabetic() || first == '_' {
            length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(Token::Name(at..at + length, &rest[..length]));
        } else if first.is_ascii_digit() {
            length = rest.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(rest.len());
        } else if !first.is_whitespace() {
            length = LONG_SIGNS.iter().find(|sign| rest.starts_with(**sign)).map_or(length, |sign| sign.len());
            match first {
                '{' => open_braces += 1,
                '}' => open_braces = open_braces.saturating_sub(1),
                _ => {}
            }
            tokens.push(Token::Sign(at..at + length, &rest[..length]));
        }
        at += length;
    }
}

/// The length of a text up to its quote.
fn end_of_text(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(i, c)| {
        let ends = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends.then_some(i)
    })
}
