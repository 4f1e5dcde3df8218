//! Examples in blocks of code: their data are the same in both versions, their comments and words are translated.

use std::ops::Range;

use submit_fn::shared::lang::Bilingual;

/// The first token of each of two blocks that is another one, though the rest of its line is the same.
pub(super) fn difference(blocks: Bilingual<&str>) -> Option<Bilingual<Range<usize>>> {
    let [en, fr] = [blocks.en, blocks.fr].map(lines);
    if en.len() != fr.len() {
        return None;
    }
    en.into_iter().zip(fr).find_map(|(en, fr)| {
        let (english, french) = (&blocks.en[en.clone()], &blocks.fr[fr.clone()]);
        if english == french || is_comment(english) || is_comment(french) {
            return None;
        }
        let found = other_token(&tokens(english), &tokens(french))?;
        let at = |line: Range<usize>, token: Range<usize>| line.start + token.start..line.start + token.end;
        Some(Bilingual { en: at(en, found.en), fr: at(fr, found.fr) })
    })
}

/// The lines of a block, the fences and blank ones aside.
fn lines(block: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let lines = block.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end().len()
    });
    lines
        .filter(|range| !block[range.clone()].trim().is_empty() && !block[range.clone()].trim().starts_with("```"))
        .collect()
}

fn is_comment(line: &str) -> bool {
    ["#", "//", "--", ";", "/*", "*", "<!--", "rem "].iter().any(|mark| line.trim_start().starts_with(mark))
}

struct Token<'t> {
    text: &'t str,
    range: Range<usize>,
    /// Words between quotes are for people.
    is_quoted: bool,
}

/// Words, numbers and signs.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ':' | '/' | '@' | '%');
    let mut tokens = Vec::new();
    let mut quote = None;
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if matches!(c, '"' | '\'' | '`') && quote.is_none_or(|open| open == c) {
            quote = if quote.is_none() { Some(c) } else { None };
            continue;
        }
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while is_word(c)
            && let Some((at, next)) = chars.next_if(|(_, next)| is_word(*next))
        {
            end = at + next.len_utf8();
        }
        tokens.push(Token { text: &line[start..end], range: start..end, is_quoted: quote.is_some() });
    }
    tokens
}

/// The one token that differs between two lines of as many.
fn other_token(en: &[Token<'_>], fr: &[Token<'_>]) -> Option<Bilingual<Range<usize>>> {
    if en.len() != fr.len() {
        return None;
    }
    let mut others = en.iter().zip(fr).filter(|(en, fr)| en.text != fr.text);
    let (english, french) = others.next()?;
    let is_alone = others.next().is_none();
    // Both versions say the rest alike: an address of each language, or a word in quotes, may differ.
    let has_digit = |token: &Token<'_>| token.text.contains(|c: char| c.is_ascii_digit());
    let is_address = english.text.contains("://") || english.text.split('/').any(|part| part == "en");
    let is_data = has_digit(english) || has_digit(french) || !(english.is_quoted || is_sentence(english.text, en));
    (is_alone && is_data && !is_address && en.len() > 1)
        .then(|| Bilingual { en: english.range.clone(), fr: french.range.clone() })
}

/// Whether a word with a capital begins a line of words, as a sentence does.
fn is_sentence(word: &str, line: &[Token<'_>]) -> bool {
    let begins_one = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    !word.is_ascii() || line.first().is_some_and(|first| begins_one(first.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(en: &'t str, fr: &'t str) -> Option<(&'t str, &'t str)> {
        difference(Bilingual { en, fr }).map(|places| (&en[places.en], &fr[places.fr]))
    }

    #[test]
    fn data_are_the_same_in_both_versions() {
        assert_eq!(found("```csv\na,b\nBDF-01,2.41\n```", "```csv\na,b\nBDF-01,2.14\n```"), Some(("2.41", "2.14")));
        assert_eq!(found("make test", "make tests"), Some(("test", "tests")));
        assert_eq!(found("WHERE depth > 120", "WHERE depth < 120"), Some((">", "<")));
    }

    #[test]
    fn comments_words_and_addresses_are_translated() {
        for (en, fr) in [
            ("# No more than this.\nlimit = 250", "# Pas plus que cela.\nlimit = 250"),
            ("{ \"id\": 7, \"title\": \"Water levels\" }", "{ \"id\": 7, \"title\": \"Niveaux d'eau\" }"),
            ("curl https://example.org/en/status", "curl https://example.org/fr/etat"),
            ("Dear Ms. Roy, thank you.", "Madame Roy, nous vous remercions."),
        ] {
            assert_eq!(found(en, fr), None, "{en}");
        }
    }
}
